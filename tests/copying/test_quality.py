"""What the method must show on synthetic pledges; bench/copying.py measures the same at length."""

import random
import unicodedata
from itertools import pairwise

import pytest

from bench.copying_data import clique, copy_of, item, pledge, stock_spans, written
from pledgecheck.copying.align import align, align_sides
from pledgecheck.copying.compare import lines
from pledgecheck.copying.corpus import CopyDocument, copy_document, shares_of
from pledgecheck.copying.groups import copy_groups
from pledgecheck.copying.search import PeerSearch, Scale
from pledgecheck.copying.tiling import PEER
from pledgecheck.text.syllables import modern


def document(id: str, text: str) -> CopyDocument:
    return copy_document(id, text, silent=stock_spans(text), units=lines(text))


def test_honest_pairs_stay_honest() -> None:
    rng = random.Random(11)
    sides = [document(str(at), written(pledge(rng))).side for at in range(300)]
    shares = [align_sides(*rng.sample(sides, 2), PEER) for _ in range(3000)]
    assert sum(max(found.share_a, found.share_b) >= 0.1 for found in shares) <= 1


@pytest.mark.parametrize("from_documents", [2000, 0])
def test_sixty_of_five_hundred(from_documents: int) -> None:
    pytest.importorskip("numpy")
    texts = clique(500, 60, seed=3)
    with PeerSearch(scale=Scale(from_documents)) as search:
        for at, text in enumerate(texts):
            one = document(f"{at:03d}", text)
            search.add(one, one.side)
        group = copy_groups(search.pairs())[0]
    assert {group.leader, *(one.id for one in group.members)} == {f"{at:03d}" for at in range(440, 500)}


@pytest.mark.parametrize(
    "form", [str.upper, str.title, modern, lambda text: unicodedata.normalize("NFD", text.upper())]
)
def test_case_normal_form_and_tone_placement_hide_nothing(form: object) -> None:
    rng = random.Random(5)
    for _ in range(30):
        text = written(pledge(rng))
        found = align(text, form(text))  # type: ignore[operator]
        assert (found.share_a, found.share_b) == (1.0, 1.0)


@pytest.mark.parametrize(("edits", "shuffle", "least"), [(0.05, True, 0.9), (0.15, True, 0.75), (0.3, False, 0.68)])
def test_most_of_an_edited_copy_is_found(edits: float, shuffle: bool, least: float) -> None:
    rng = random.Random(8)
    for _ in range(20):
        source = pledge(rng)
        text, _ = copy_of(source, rng, edits, shuffle=shuffle)
        a, b = written(text), written(source)
        assert align(a, b, units_a=lines(a), units_b=lines(b)).share_b > least


def test_nearly_every_copy_of_two_items_in_five_is_named() -> None:
    rng = random.Random(17)
    found = 0
    for _ in range(150):
        source = pledge(rng)
        text, _ = copy_of(source, rng, 0.05, keep=0.4, shuffle=True)
        found += shares_of(document("a", written(text)).side, document("b", written(source)).side) is not None
    assert found >= 148


class TestShortPassages:
    """Nine words in common are chance, and no chance beside a good part of the text."""

    LONG = "Trước ngày 19 tháng 5 tôi cùng tổ thợ mộc đóng lại 12 bộ bàn ghế cho lớp ghép ở bản Nà Lo"
    SHORT = "mỗi tối thứ bảy dạy hát cho trẻ"

    def test_alone_and_beside_a_long_one(self) -> None:
        a, b = f"tôi sẽ {self.SHORT} ở đình", f"chúng tôi {self.SHORT} trong xóm"
        assert align(a, b, params=PEER).matched == 0
        assert align(f"{self.LONG}. Rồi {a}", f"{b} này. {self.LONG}", params=PEER).matched >= 21 + 8

    def test_not_where_the_long_one_is_a_small_part(self) -> None:
        rng = random.Random(3)
        a, b = (f"{self.LONG}. Và {self.SHORT}. {written(pledge(rng, 30))}", f"{self.SHORT} xong. {self.LONG}. {written(pledge(rng, 30))}")
        found = align(a, b, mask_a=stock_spans(a), mask_b=stock_spans(b), params=PEER)
        assert len(found.passages) == 1


class TestReworded:
    def texts(self, verbatim: int) -> tuple[str, str, list[str]]:
        """Some items word for word, others with every second pair of words replaced, in another order."""
        rng = random.Random(21)
        source = [item(rng, "Xuân") for _ in range(12)]
        copy = source[:verbatim]
        for words in source[verbatim:]:
            new = list(words)
            for at, _ in list(enumerate(pairwise(words)))[::4]:
                new[at : at + 2] = ["khác", "hẳn"]
            copy.append(new)
        return written(rng.sample(copy, 12)), written(source), [" ".join(words) for words in copy[verbatim:]]

    def test_counted_beside_what_is_copied_word_for_word(self) -> None:
        a, b, _ = self.texts(6)
        found = align(a, b, units_a=lines(a), units_b=lines(b), params=PEER)
        without = align(a, b, params=PEER)
        assert found.matched > without.matched
        assert found.share_a > 0.55

    def test_alone_it_is_likeness_of_subject(self) -> None:
        _, b, reworded = self.texts(6)
        alone = "\n".join(f"- {text}" for text in reworded)
        found = align(alone, b, units_a=lines(alone), units_b=lines(b), params=PEER)
        assert found.share_a < 0.2
