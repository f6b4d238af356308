"""Numbers of a promise and of its result, and which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pledgecheck.copying.numbers import value
from pledgecheck.followup.model import Compared, Figure
from pledgecheck.text.lexicon import Lexicon, tokens_of
from pledgecheck.text.view import View, make_view

# Points in time and names of periods, in the folded text; "15/15 lớp" is none: there is no month 15.
_TIMES: Final = re.compile(
    r"\b(?:[0-2]?\d|3[01])[/.-](?:0?[1-9]|1[0-2])(?:[/.-]\d{2,4})?\b(?![/\d])"
    r"|\btháng (?:0?[1-9]|1[0-2])(?:[/.-]\d{4})?\b|\b(?:0?[1-9]|1[0-2])[/-]\d{4}\b"
    r"|\b(?:mùng|mồng) (?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b|\bthứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])\b"
    r"|\bquý (?:[1-4]|i{1,3}|iv)\b|\b(?:năm )?(?:19|20)\d\d\b|\b\d{1,2} ?(?:giờ|h) ?\d{2}(?: phút)?\b"
)
_PERCENT: Final = re.compile(r" ?%")
_OF_ALL: Final = re.compile(r"\b(\d+)/(\d+)\b")
_WORDS: Final = {
    "một": 1.0, "hai": 2.0, "đôi": 2.0, "ba": 3.0, "bốn": 4.0, "sáu": 6.0, "bảy": 7.0, "tám": 8.0,
    "chín": 9.0, "mười": 10.0,
    "một chục": 10.0, "chục": 10.0, "mười một": 11.0, "mười hai": 12.0, "mười lăm": 15.0,
    "hai mươi": 20.0, "hai chục": 20.0, "ba mươi": 30.0,
}  # fmt: skip
_NUMBERS: Final = ("number", "word_number")  # pattern groups of the lexicon
_NAMES: Final = ("not_measure", "document")  # numbers that are names


def figures(text: str, lexicon: Lexicon) -> list[Figure]:
    """The numbers of a text that count something, in order; dates, hours and names left out."""
    view = make_view(text)
    folded = view.text
    part = lexicon.part(folded)
    taken = [m.span() for m in _TIMES.finditer(folded)]
    taken += [s for name in _NAMES for s in part.spans(name)]
    found: list[tuple[int, int, float]] = []
    for match in _OF_ALL.finditer(folded):
        if not _touches(match.span(), taken):
            found.append((*match.span(), float(match[1])))
            taken.append(match.span())
    spans = {span for name in _NUMBERS for span in part.spans(name)}
    for start, end in sorted(spans):
        number = _WORDS.get(folded[start:end].strip(), value(folded[start:end].replace(" ", "")))
        if number is not None and not _touches((start, end), taken):
            found.append((start, end, number))
            taken.append((start, end))
    return [_figure(view, lexicon, *each) for each in sorted(found)]


def _touches(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _figure(view: View, lexicon: Lexicon, start: int, end: int, number: float) -> Figure:
    percent = _PERCENT.match(view.text, end - (view.text[end - 1] == "%"))
    unit, stop = ("%", percent.end()) if percent else _unit(view.text, lexicon, end)
    first, last = view.span(start, stop)
    return Figure(number=number, unit=unit, text=view.source[first:last])


def _unit(folded: str, lexicon: Lexicon, after: int) -> tuple[str, int]:
    """The phrase or word right behind a number, and where it ends."""
    clause = re.match(r" ?[^,.;:()\n]*", folded[after:])
    tokens = tokens_of(folded, after, after + (clause.end() if clause else 0))
    if not tokens:
        return "", after
    matches = lexicon.phrases(tokens)
    phrase = next((m for m in matches if m.start == tokens[0].start and "unit" in m.classes), None)
    if phrase is not None:
        return phrase.text, phrase.end
    return (tokens[0].text, tokens[0].end) if tokens[0].text.isalpha() else ("", after)


def compared(promised: Sequence[Figure], found: Sequence[Figure]) -> tuple[list[Compared], list[Figure]]:
    """Each promised figure with the first of the result that counts the same; what is left of the result.

    One figure promised and one written down without saying of what belong together.
    """
    left = list(found)
    pairs: list[Compared] = []
    alone = len(promised) == 1 and len(found) == 1
    for figure in promised:
        same = next(
            (each for each in left if _same(each.unit, figure.unit) or (alone and not each.unit)), None
        )
        if same is not None:
            left.remove(same)
        pairs.append(
            Compared(unit=figure.unit, promised=figure.number, found=None if same is None else same.number)
        )
    return pairs, left


def _same(one: str, two: str) -> bool:
    """Whether both count one thing: "tiết" and "tiết học"."""
    return bool(one) and bool(two) and one.split()[0] == two.split()[0]
