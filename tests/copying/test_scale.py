import random
import sys
from array import array
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copying.test_corpus import clique, stranger
from copying.texts import PLEDGE, random_text
from pledgecheck.copying import duck
from pledgecheck.copying.corpus import CopyDocument, copy_document, runs_needed
from pledgecheck.copying.fingerprints import TEXT_BITS, fingerprints, fingerprints_of_many
from pledgecheck.copying.groups import copy_groups, copy_pairs
from pledgecheck.copying.join import ONE, enough_of
from pledgecheck.copying.packed import SideFile, SideReader, keys_in, pack, packed_keys, unpack
from pledgecheck.copying.previous import families
from pledgecheck.copying.search import PeerSearch, Scale
from pledgecheck.copying.sides import Keys, prepare
from pledgecheck.copying.tokens import tokenize
from pledgecheck.errors import MissingExtraError
from pledgecheck.model import CopyPair

needs_scale = pytest.mark.skipif(
    not all(map(find_spec, ("duckdb", "numpy"))), reason="the extra `scale` is not installed"
)
keys = st.lists(st.one_of(st.just(0), st.integers(1, 5), st.integers(1, 2**64 - 1)), max_size=40).map(tuple)


def found(documents: list[CopyDocument], jobs: int = 1, **scale: int) -> tuple[CopyPair, ...]:
    with PeerSearch(scale=Scale(**scale), jobs=jobs) as search:
        for document in documents:
            search.add(document, document.side)
        return copy_pairs(search.pairs())


def copies(seed: int = 3) -> list[CopyDocument]:
    """Some originals and copies of them, rows mixed, a tenth of the words changed."""
    rng = random.Random(seed)
    texts = [[random_text(seed * 1000 + at * 20 + row, 14) for row in range(10)] for at in range(30)]
    for source in texts[:20]:
        rows = rng.sample(source, 10)
        texts.append([[word if rng.random() > 0.1 else f"khác{word}" for word in row] for row in rows])
    return [
        copy_document(f"{at:02d}", "\n".join(" ".join(row) for row in rows), author=str(at))
        for at, rows in enumerate(texts)
    ]


class TestFingerprints:
    @settings(max_examples=150, deadline=None)
    @given(st.lists(keys, min_size=1, max_size=8))
    def test_many_at_once_are_the_same(self, texts: list[tuple[int, ...]]) -> None:
        pytest.importorskip("numpy")
        found = fingerprints_of_many([array("Q", text).tobytes() for text in texts], 100).tolist()
        assert len(set(found)) == len(found)
        for at, text in enumerate(texts, start=100):
            mine = {each >> TEXT_BITS for each in found if each % (1 << TEXT_BITS) == at}
            assert mine == fingerprints(text)

    @given(keys, keys, keys, keys, st.tuples(*[st.integers(1, 2**64 - 1)] * 7))
    def test_seven_tokens_in_common_are_a_fingerprint_in_common(
        self, a: Keys, b: Keys, c: Keys, d: Keys, run: Keys
    ) -> None:
        assert fingerprints(a + run + b) & fingerprints(c + run + d)

    def test_they_are_few(self) -> None:
        side = prepare(tokenize(" ".join(random_text(1, 400))))
        assert 0.35 < len(fingerprints(side.keys)) / 400 < 0.45

    def test_the_same_on_every_machine(self) -> None:
        assert prepare(tokenize("hòa")).keys == (8260409356631301654,)
        some = {178788728631, 651094446258, 905235905809}
        assert fingerprints((1, 2, 3, 4, 5, 6, 7)) == some


class TestPacked:
    @given(st.text(max_size=60), st.booleans())
    def test_there_and_back(self, text: str, items: bool) -> None:
        side = prepare(tokenize(text), units=[(0, len(text))] if items else None, mask=[(0, 3)])
        again = unpack(pack(side))
        assert (again.keys, again.counted, again.items) == (side.keys, side.counted, side.items)
        assert keys_in(pack(side)) == packed_keys(side)
        with pytest.raises(ValueError, match="not at hand"):
            _ = again.text

    def test_in_a_file(self, tmp_path: Path) -> None:
        file = SideFile(tmp_path / "sides")
        sides = [prepare(tokenize(text)) for text in (PLEDGE, "", "một hai ba")]
        for side in sides:
            file.append(pack(side))
        file.flush()
        reader = SideReader(file.path)
        assert [reader.side(file.place(at)).keys for at in range(len(file))] == [side.keys for side in sides]
        reader.close()
        file.close()


@needs_scale
class TestOnDisk:
    def test_the_same_pairs_as_in_memory(self) -> None:
        documents = [*copies(), *(stranger(seed) for seed in range(30))]
        expected = found(documents)
        assert len(expected) >= 20
        assert found(documents, from_documents=5) == expected

    def test_order_jobs_and_memory_change_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        documents = [*copies(), *clique(30, 0.05)]
        expected = found(documents, from_documents=0)
        shuffled = random.Random(1).sample(documents, len(documents))
        assert found(shuffled, from_documents=20) == expected
        monkeypatch.setattr("pledgecheck.copying.search.POOL_FROM", 10)
        monkeypatch.setattr("pledgecheck.copying.join.LEAST_ROOM", 1000)
        opened = Mock(wraps=duck.Tables)
        monkeypatch.setattr("pledgecheck.copying.join.Tables", opened)
        assert found(shuffled, jobs=2, from_documents=0, memory_mb=0) == expected
        assert found(documents, from_documents=0, memory_mb=0) == expected
        assert opened.called
        assert found(documents, jobs=2) == found(documents)

    def test_no_member_of_a_clique_is_lost(self) -> None:
        documents = [*(stranger(seed) for seed in range(140)), *clique(60, 0.05)]
        pairs = found(documents, from_documents=10)
        (group,) = copy_groups(pairs)
        assert {group.leader, *(member.id for member in group.members)} == {f"c{at:02d}" for at in range(60)}
        assert len(pairs) < 60 * 59 // 4

    def test_the_leader_s_own_texts_are_joined_with_somebody_else_s(self) -> None:
        documents = clique(40, 0.0)
        own = [copy_document(f"b{at}", documents[0].side.text.text, author="leader") for at in range(3)]
        pairs = found([*documents, *own], from_documents=10)
        named = {id for pair in pairs for id in (pair.a, pair.b)}
        assert named == {document.id for document in (*documents, *own)}

    def test_short_texts(self) -> None:
        line = "Trồng hai mươi gốc mít quanh sân bóng của thôn"
        documents = [copy_document(str(at), line, author=str(at)) for at in range(3)]
        documents += [stranger(seed) for seed in range(5)]
        assert found(documents, from_documents=2) == found(documents) != ()

    @pytest.mark.parametrize("texts", [[], [""], ["", "..."], ["một"], [PLEDGE]])
    def test_nothing(self, texts: list[str]) -> None:
        documents = [copy_document(str(at), text) for at, text in enumerate(texts)]
        assert found(documents, from_documents=0) == ()

    def test_nothing_stays_behind(self, tmp_path: Path) -> None:
        with PeerSearch(scale=Scale(2, 128, tmp_path)) as search:
            for document in clique(5, 0.0):
                search.add(document, document.side)
            assert search.side(0) is None
            assert len(list(search.pairs())) == 10
            (folder,) = tmp_path.iterdir()
            if sys.platform != "win32":
                assert folder.stat().st_mode & 0o777 == 0o700
        assert not list(tmp_path.iterdir())


class TestWithoutTheExtra:
    @needs_scale
    def test_what_fits_into_memory_needs_no_database(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "duckdb", None)
        assert len(found(clique(5, 0.0), from_documents=3)) == 10

    @pytest.mark.parametrize("missing", ["numpy", "duckdb"])
    def test_the_error_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
        monkeypatch.setattr(
            "pledgecheck.copying.duck.find_spec", lambda name: None if name == missing else find_spec(name)
        )
        monkeypatch.setattr("pledgecheck.copying.join.LEAST_ROOM", 0)
        with pytest.raises(MissingExtraError, match=r"pledgecheck\[scale\]"):
            found(clique(5, 0.0), from_documents=3, memory_mb=0)
        assert len(found(clique(5, 0.0))) == 10


class TestFamilies:
    def numbers(self, *rows: tuple[str, str | None, list[str]]) -> list[int]:
        return families([copy_document(id, "", author=author, previous=named) for id, author, named in rows])

    def test_one_author_is_one_family(self) -> None:
        one, two, three = self.numbers(("1", "x", []), ("2", "y", []), ("3", "x", []))
        assert one == three != two

    def test_an_earlier_text_named_by_one_belongs_to_it(self) -> None:
        one, two, three = self.numbers(("1", None, []), ("2", None, ["1"]), ("3", None, ["2"]))
        assert one == two == three

    def test_a_text_that_several_name_is_nobody_s(self) -> None:
        assert len(set(self.numbers(("1", None, []), ("2", None, ["1"]), ("3", None, ["1"])))) == 3

    def test_a_named_author_is_not_taken_over(self) -> None:
        assert len(set(self.numbers(("1", "x", []), ("2", None, ["1"]), ("3", "x", ["2"])))) == 2


def heavily_edited(seed: int) -> Iterator[tuple[CopyDocument, CopyDocument]]:
    rng = random.Random(seed)
    for at in range(60):
        words = random_text(seed * 1000 + at, 150)
        kept = [word for word in words if rng.random() > 0.15]
        text = [word if rng.random() > 0.2 else f"khác{word}" for word in kept]
        yield copy_document("a", " ".join(text)), copy_document("b", " ".join(words))


def test_the_prefilter_loses_no_heavily_edited_copy() -> None:
    for one, two in heavily_edited(7):
        needed = min(runs_needed(one.side), runs_needed(two.side))
        assert len(one.side.runs.all & two.side.runs.all) >= needed


def test_among_very_many_three_rare_fingerprints_are_enough() -> None:
    assert [enough_of(texts) // ONE for texts in (2, 100_000, 500_000)] == [4, 4, 3]
