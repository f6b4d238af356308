import random
from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copying.texts import OTHER, PLEDGE, pledges, random_text
from pledgecheck.copying.align import align_sides
from pledgecheck.copying.corpus import (
    CopyDocument,
    InvertedIndex,
    PeerRules,
    copy_document,
    find_peers,
    sources_of,
    verify,
)
from pledgecheck.copying.groups import copy_groups, copy_pairs
from pledgecheck.copying.tiling import DEFAULT, PEER


def clique(members: int, edits: float, seed: int = 1) -> list[CopyDocument]:
    """Documents that each copy one source, every item in another place."""
    rng = random.Random(seed)
    items = [random_text(seed * 100 + at, 20) for at in range(12)]
    documents = []
    for at in range(members):
        rows = rng.sample(items, len(items))
        text = "\n".join(" ".join(w if rng.random() > edits else f"khác{w}" for w in row) for row in rows)
        documents.append(copy_document(f"c{at:02d}", text, author=f"c{at:02d}"))
    return documents


def stranger(seed: int) -> CopyDocument:
    return copy_document(f"s{seed:03d}", " ".join(random_text(1000 + seed, 200)), author=f"s{seed:03d}")


class TestPeers:
    def test_a_copy_is_found_in_both_directions(self) -> None:
        extra = " ".join(random_text(5, 60))
        documents = [
            copy_document("x", PLEDGE, author="x"),
            copy_document("y", f"{extra}\n{PLEDGE}", author="y"),
            copy_document("z", OTHER, author="z"),
        ]
        (pair,) = find_peers(documents)
        assert (pair.a, pair.b, pair.share_a) == ("x", "y", 1.0)
        assert 0.5 < pair.share_b < 0.9
        assert sources_of([pair]) == {"x": [("y", 1.0)], "y": [("x", pair.share_b)]}

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ({"author": "x"}, {"author": "x"}),
            ({"author": "x", "previous": ["2"]}, {"author": "y"}),
            ({"author": "x"}, {"author": "y", "previous": ["1"]}),
        ],
    )
    def test_an_author_s_own_texts_are_not_peers(self, one: dict[str, str], two: dict[str, str]) -> None:
        assert not list(find_peers([copy_document("1", PLEDGE, **one), copy_document("2", PLEDGE, **two)]))  # type: ignore[arg-type]

    def test_nobody_is_the_author_of_two_texts_without_author(self) -> None:
        assert len(list(find_peers([copy_document("1", PLEDGE), copy_document("2", PLEDGE)]))) == 1

    def test_formulas_between_strangers_are_no_copy(self) -> None:
        formula = (
            "Tuyệt đối trung thành với chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh và đường lối đổi mới."
        )
        texts = [f"{formula} {' '.join(random_text(seed, 12))}" for seed in (1, 2)]
        documents = [copy_document(t, t, silent=[(0, len(formula))]) for t in texts]
        assert not list(find_peers(documents))

    def test_a_phrase_is_no_copy_but_a_whole_short_text_is(self) -> None:
        line = "Trồng hai mươi gốc mít quanh sân bóng của thôn trước rằm tháng bảy"
        long = f"{line}. {' '.join(random_text(3, 40))}"
        assert not list(
            find_peers(
                [copy_document("1", f"{line} {' '.join(random_text(4, 20))}"), copy_document("2", long)]
            )
        )
        assert len(list(find_peers([copy_document("1", line), copy_document("2", line)]))) == 1

    def test_nothing(self) -> None:
        assert not list(find_peers([]))
        assert not list(
            find_peers([copy_document("1", ""), copy_document("2", ""), copy_document("3", "...")])
        )

    def test_other_candidates(self) -> None:
        class Only:
            def pairs(
                self, documents: Sequence[CopyDocument], rules: PeerRules
            ) -> Iterator[tuple[int, int]]:
                yield 0, 2

        documents = clique(3, 0.0)
        assert [(pair.a, pair.b) for pair in find_peers(documents, candidates=Only())] == [("c00", "c02")]

    def test_rules_that_would_lose_pairs_are_refused(self) -> None:
        with pytest.raises(ValueError, match="anchor"):
            PeerRules(params=DEFAULT)


class TestCandidates:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(pledges, min_size=2, max_size=6))
    def test_no_pair_that_alignment_would_find_is_lost(self, texts: list[str]) -> None:
        documents = [copy_document(str(at), text) for at, text in enumerate(texts)]
        candidates = list(InvertedIndex().pairs(documents))
        assert len(candidates) == len(set(candidates))
        for i, j in combinations(range(len(texts)), 2):
            if align_sides(documents[i].side, documents[j].side, PEER).matched:
                assert (i, j) in candidates

    def test_texts_with_nothing_in_common_are_not_aligned(self) -> None:
        documents = [stranger(seed) for seed in range(10)]
        assert not list(InvertedIndex().pairs(documents))

    def test_a_run_that_everybody_has_is_not_dropped(self) -> None:
        documents = [
            copy_document(str(at), f"bốn chữ này giống {' '.join(random_text(at, 9))}") for at in range(30)
        ]
        assert len(list(InvertedIndex().pairs(documents))) == 30 * 29 // 2

    def test_order_of_documents_changes_nothing(self) -> None:
        documents = [*clique(6, 0.1), *(stranger(seed) for seed in range(6))]
        expected = copy_pairs(find_peers(documents))
        for seed in range(3):
            assert copy_pairs(find_peers(random.Random(seed).sample(documents, len(documents)))) == expected

    def test_shared_out_among_workers(self) -> None:
        documents = clique(6, 0.1)
        pairs = list(InvertedIndex().pairs(documents))
        parts = [pair for at in range(3) for pair in verify(documents, pairs[at::3])]
        assert copy_pairs(parts) == copy_pairs(find_peers(documents))


class TestGroups:
    def test_a_clique_is_one_group(self) -> None:
        documents = [*clique(30, 0.05), *(stranger(seed) for seed in range(20))]
        (group,) = copy_groups(find_peers(documents))
        assert {group.leader, *(member.id for member in group.members)} == {f"c{at:02d}" for at in range(30)}
        assert all(member.share >= 0.5 for member in group.members)

    def test_a_chain_is_not_one_group(self) -> None:
        parts = [" ".join(random_text(seed, 40)) for seed in range(6)]
        documents = [copy_document(f"d{at}", f"{parts[at]}\n{parts[at + 1]}") for at in range(5)]
        groups = copy_groups(find_peers(documents))
        assert [(group.leader, [member.id for member in group.members]) for group in groups] == [
            ("d1", ["d0", "d2"]),
            ("d3", ["d4"]),
        ]

    def test_the_earlier_year_leads(self) -> None:
        pairs = list(find_peers([copy_document("a", PLEDGE), copy_document("b", PLEDGE)]))
        assert copy_groups(pairs)[0].leader == "a"
        assert copy_groups(pairs, {"a": 2024, "b": 2023})[0].leader == "b"
        assert copy_groups(pairs, {"a": None, "b": 2023})[0].leader == "b"

    def test_two_cliques(self) -> None:
        other = [
            copy_document(f"x{d.id}", d.side.tokens.text, author=f"x{d.id}") for d in clique(4, 0.05, seed=9)
        ]
        groups = copy_groups(find_peers([*clique(5, 0.05), *other]))
        assert [len(group.members) for group in groups] == [4, 3]

    def test_nothing(self) -> None:
        assert copy_groups([]) == ()
        assert copy_pairs([]) == ()
