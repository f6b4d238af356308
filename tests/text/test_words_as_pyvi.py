"""The words are pyvi's: 40,000 clauses, from real texts to nonsense, come out as pyvi prints them."""

from __future__ import annotations

import random
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgecheck.text.segmenter import pyvi_files, pyvi_itself
from pledgecheck.text.segmenter.decoder import Decoder
from pledgecheck.text.syllables import modern
from pledgecheck.text.view import make_view
from pledgecheck.text.words import backend, word_spans

ROOT = Path(__file__).parents[2]
Segment = Callable[[str], tuple[tuple[int, int], ...]]
Known = tuple[Any, list[str]]


def _list(text: str) -> list[str]:
    return text.split()


SIGNS = _list("""
. , ; : ! ? ... .. …… - – — -- ----- / \\ | ( ) [ ] { } < > >> >>> -> --> ==> => = + * # % ‰ & @ ~ ^ $ ' " `
“ ” ‘ ’ « » „ ′ ″ • ● ▪ ◦ ○ ☐ ☑ ✓ ✔ → ⇒ × ÷ ± ≤ ≥ ° § © ® ™ № ½ ¼ ² ³ ① ② Ⅷ ⅷ 𝐀 𝐛 🄰 Ⓐ ⓐ 👍 👨‍👩‍👧 _ __ ____
\u0301 \u00ad \u200b \u200d \ufeff \x00 \x07 € ₫ 、 。 Σ ς ΑΣ ß ﬁ ŉ ǅ Ǆ İ ı ſ K Å Ð Ɖ а е о р с х
ª º ʰ ٣ ४ 五 学 ー
""")
NUMBERS = _list("""
1 2 10 15 30 2024 2025 100% 95 % 1.000.000 1,5 3.14 10_000 1_2_3 30/6/2024 01/01/2025 31-12-2025 30.6.2024
6/2024 05-CT/TW 05-KL/TW 21-NQ/TW 01/2021/NQ-HĐND 19/KH-ĐU 2020-2025 2020–2025 7h30 7:30 07g00 15m² 3km 5kg
1.200m 200.000đ 500k 2tr5 I. II. III. IV/ 1) 2. a) b/ (c) 1.1. 1.2.3 +84 0912.345.678 0912345678 001085012345
A4 K70 Q.1 Tp. TP. TP.HCM Mr. Mrs. Ms. Dr. ThS. PGS.TS. BS. Đ/c đ/c Đ. ĐU. HĐND. GS. TT-BGDĐT v.v v.v. v.v...
N.V.A
""")
ADDRESSES = _list("""
can.bo@anhoa.gov.vn a@b.c a@b a@ @b a@b.c.d. x_y+z-1@mail.co.vn ..@a.b -@-.- a@b..c http://anhoa.gov.vn
https://x.vn/a?b=c_d&e=f#g. ftp://a@b.c:// ://x đ://ư http:// www.anhoa.vn/tin-tuc_1.html (http://a.vn)
"a@b.vn", nguyễn@xã.vn file:///C:/Users/a_b.docx
""")
GLUED = ["cấp ủy", "cấp uỷ", "hòa giải", "văn hóa", "ĐẢNG ỦY", "Ủy ban", *_list("""
học_tập cán_bộ _học học_ a_b_c học-tập Mác-Lênin kinh-tế và/hoặc xã,phường 1học học1 q1-q2 y/c
hòa hoà thủy thuỷ khỏe khoẻ ủy uỷ quý quỳ qúy
""")]
SPACES = [" "] * 40 + ["", "  ", "   ", "\t", "\u00a0", "\u2009", "\u3000", "\u2028", "\x1c", "\x85", " \t "]
CASES = (str.lower, str.lower, str.lower, str, str.upper, str.title, str.capitalize, str.swapcase)


def _atom(rng: random.Random, phrases: Sequence[str], vocabulary: Sequence[str]) -> str:
    """A listed phrase, a part of one, a syllable that the model knows, or an oddity."""
    kind = rng.random()
    if kind < 0.45:
        return rng.choice(phrases)
    if kind < 0.60:
        return rng.choice(rng.choice(phrases).split(" "))
    if kind < 0.80:
        return rng.choice(vocabulary)
    return rng.choice(rng.choice((SIGNS, SIGNS, NUMBERS, NUMBERS, ADDRESSES, GLUED, GLUED)))


def clauses(count: int, known: Known, seed: int) -> Iterator[str]:
    """`count` clauses in NFC; every third of plain words, the others of anything in any case."""
    own = "word.lower():"
    names = [name for name in known[0].attributes if name.startswith(own) and name[-1] > " "]
    vocabulary = [name.removeprefix(own) for name in names]
    phrases = [phrase for phrase in known[1] if phrase]
    rng = random.Random(seed)
    for number in range(count):
        length = rng.choice((1, 2, 3, 5, 8, 12, 20))
        if number % 3 == 0:
            text = " ".join(rng.choice(rng.choice((phrases, phrases, vocabulary))) for _ in range(length))
            text = rng.choice((str, str.capitalize, str.upper))(text) + rng.choice(("", "", ".", ";", ","))
        else:
            atoms = (rng.choice(CASES)(_atom(rng, phrases, vocabulary)) for _ in range(length))
            text = "".join(atom + rng.choice(SPACES) for atom in atoms)
        yield unicodedata.normalize("NFC", text)


@pytest.fixture(scope="module")
def pyvi() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvi.ViTokenizer import ViTokenizer
    return ViTokenizer


@pytest.fixture(scope="module")
def known() -> Known:
    folder = pyvi_files.installed()
    assert folder is not None
    return pyvi_files.load(folder)


@pytest.fixture(scope="module")
def fast(known: Known) -> Decoder:
    return Decoder(*known)


def as_pyvi_prints(spans: tuple[tuple[int, int], ...], text: str, syllables: list[str]) -> str:
    """`text` as `ViTokenizer.tokenize` prints it when its words are `spans`."""
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    out, end = "", 0
    for syllable in syllables:
        start = text.index(syllable, end)
        assert not text[end:start].strip()
        assert not out or (end in ends) == (start in starts)  # a word begins where the one before has ended
        out += ("" if not out else " " if start in starts else "_") + syllable
        end = start + len(syllable)
    assert spans[0][0] == text.index(syllables[0])
    assert spans[-1][1] == end
    return out


def check(pyvi: Any, segment: Segment, text: str) -> None:
    form = modern(text)
    syllables = pyvi.sylabelize(form)[1]
    if syllables:
        assert as_pyvi_prints(segment(text), form, syllables) == pyvi.tokenize(form), ascii(text)
    else:
        assert segment(text) == ()


def folded(text: str) -> str:
    return make_view(text).text.replace("\n", " ")


def test_the_fast_way_is_in_use() -> None:
    assert backend() == "fast"


def test_texts_of_the_repository(pyvi: Any) -> None:
    folders = "examples/**/*.txt", "examples/**/*.src", "tests/corpus/**/*.txt"
    paths = [path for folder in folders for path in ROOT.glob(folder)]
    lines = {line for path in paths for line in make_view(path.read_text("utf-8")).text.split("\n")}
    assert len(lines) > 500
    for line in lines:
        check(pyvi, word_spans, line)


@pytest.mark.parametrize("seed", range(4))
def test_clauses_as_they_are(pyvi: Any, known: Known, fast: Decoder, seed: int) -> None:
    for clause in clauses(5_000, known, seed):
        check(pyvi, fast.spans, clause)  # capitals and all


@pytest.mark.parametrize("seed", range(4, 8))
def test_clauses_folded(pyvi: Any, known: Known, seed: int) -> None:
    for clause in clauses(5_000, known, seed):
        check(pyvi, word_spans, folded(clause))


def test_oddities_between_words(pyvi: Any, fast: Decoder) -> None:
    for odd in {*SIGNS, *NUMBERS, *ADDRESSES, *GLUED}:
        for text in (odd, f"cán {odd} bộ", f"cán bộ{odd} học tập", f"cán {odd}bộ", f"{odd} {odd}", odd * 3):
            check(pyvi, fast.spans, unicodedata.normalize("NFC", text))


@settings(max_examples=500, deadline=None)
@given(st.text(st.one_of(st.sampled_from("ạăđêôơưýọctHĐ  ..,_-@/:0123>='\"&"), st.characters(codec="utf-8"))))
def test_any_text(pyvi: Any, fast: Decoder, text: str) -> None:
    check(pyvi, fast.spans, folded(text))


def test_the_slow_way_agrees(pyvi: Any, known: Known) -> None:
    slow = pyvi_itself.PyviItself()
    for clause in clauses(2_000, known, 99):
        check(pyvi, slow.spans, folded(clause))
