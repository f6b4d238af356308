"""The text as tokens to compare: folded keys with the span each has in the text as read.

A key is what two wordings must share to count as the same: a folded syllable, or `NUMBER` for any
number, so that case, normal form, tone placement and a changed year do not hide a copy. Punctuation
is no token, and neither is the marker of a list item ("1.", "a)", "-"), so that renumbering is no edit.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pledgecheck.text.syllables import INVISIBLE, fold

NUMBER = "<n>"
Span = tuple[int, int]


def _mark_class() -> str:
    """The combining marks as the inside of a character class; `re` knows no \\p{M}."""
    blocks = (range(0x300, 0x1D00), range(0x1DC0, 0x1E00), range(0x20D0, 0x2100), range(0xFE20, 0xFE30))
    return "".join(chr(c) for block in blocks for c in block if unicodedata.category(chr(c))[0] == "M")


# Scripts written without spaces: there a character is the unit, as a syllable is in Vietnamese.
_UNSPACED = (
    "\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u1780-\u17a2\u3041-\u30fa"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_MARKS = _mark_class()
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_HIDDEN = f"[{INVISIBLE}]*+"
# Possessive throughout: a run of ten thousand invisible characters costs one pass, not its square.
_TOKEN = re.compile(
    rf"(?P<n>\d{{1,2}}-\d{{1,2}}-\d{{4}}(?!\d)|\d(?:{_HIDDEN}(?:[.,/:]{_HIDDEN})?\d)*+%?)"
    rf"|[{_UNSPACED}][{_MARKS}]*+"
    rf"|{_LETTER}++(?:[{_MARKS}{INVISIBLE}]++{_LETTER}*+)*+"
)
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")
_CLOSES = frozenset(".)/")
# What may stand before a marker: the end of a sentence, a bullet, the edge of a table cell.
_BEFORE_MARKER = frozenset(".;!?…-–—•+*·●○▪■◦►>|")
_QUOTES = frozenset("\"'”’»)]")
_ALPHABET = "abcdđeghiklmnopqrstuvxyfjwz"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LONGEST_MARKER = 11
_MOST, _LONG = 1 << 15, 32  # tokens remembered, and how long they may be


class _Keys(dict[str, str]):
    """The keys of the tokens met so far."""

    def __missing__(self, raw: str) -> str:
        key = NUMBER if raw[0].isdecimal() else fold(raw)
        if len(self) >= _MOST:
            self.clear()
        if len(raw) <= _LONG:
            self[raw] = key
        return key


_KEYS = _Keys()


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token i has the key `keys[i]` and stands at text[starts[i]:ends[i]] (code points)."""

    text: str = field(repr=False)
    keys: tuple[str, ...] = field(repr=False)
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.keys)

    def raw(self, index: int) -> str:
        """The token as written."""
        return self.text[self.starts[index] : self.ends[index]]

    @property
    def raws(self) -> tuple[str, ...]:
        """All tokens as written."""
        return tuple(map(self.raw, range(len(self.keys))))

    def slice(self, first: int, end: int) -> str:
        """The text from token `first` to before token `end`; empty when there is none."""
        return self.text[self.starts[first] : self.ends[end - 1]] if first < end else ""

    def within(self, start: int, end: int) -> range:
        """The tokens that touch text[start:end]."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


def tokenize(text: str) -> Tokens:
    """The tokens of `text`, which may have any normal form, case and line breaks."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    seen: set[tuple[str, int]] = set()
    for match in _TOKEN.finditer(text):
        raw = match[0]
        key = _KEYS[raw]
        start, end = match.span()
        if (text[end : end + 1] in _CLOSES or (key is NUMBER and "." in raw)) and (
            end - start <= _LONGEST_MARKER and _is_marker(text, start, end, key, seen)
        ):
            continue
        if key:
            keys.append(key)
            starts.append(start)
            ends.append(end)
    return Tokens(text, tuple(keys), array("I", starts), array("I", ends))


def touched(tokens: Tokens, spans: Iterable[Span]) -> bytearray:
    """One byte a token: 1 where any of `spans` touches it."""
    flags = bytearray(len(tokens))
    for start, end in spans:
        for index in tokens.within(start, end):
            flags[index] = 1
    return flags


def outside(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """What `spans` leave over of `text`: the mask that lets only them be compared."""
    gaps: list[Span] = []
    at = 0
    for start, end in sorted(spans):
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    if at < len(text):
        gaps.append((at, len(text)))
    return tuple(gaps)


def _is_marker(text: str, start: int, end: int, key: str, seen: set[tuple[str, int]]) -> bool:
    """Whether the token numbers a list item. The verdict must not hang on where lines were wrapped."""
    ranks = _ranks(text[start:end], key)
    if not ranks:
        return False
    sign = text[end : end + 1]
    closed = sign in _CLOSES
    rest = text[end + 1 : end + 2] if closed else sign
    if not rest.isspace() and not (closed and key == NUMBER and rest.isalpha()):
        return False  # "T.Ư", "24/7": the sign belongs to a word; but "1.Tuyệt đối" opens with a marker
    at = start - (sign == ")" and text[start - 1 : start] == "(")
    left = at
    while left and text[left - 1].isspace():
        left -= 1
    gap = text[left:at]
    while left and text[left - 1] in _QUOTES:
        left -= 1
    sure = not left or gap.count("\n") > 1 or (text[left - 1] in _BEFORE_MARKER and (closed or "\n" in gap))
    # A line that follows an open line may be a wrapped "… trước ngày / 15. Sau đó", and a colon may
    # announce a figure ("tổng số: 15."): a marker there opens a list or continues one.
    perhaps = "\n" in gap or (left > 0 and text[left - 1] == ":")
    if sure or (perhaps and any(rank == 0 or (style, rank - 1) in seen for style, rank in ranks)):
        seen.update(ranks)
        return True
    return False


def _ranks(raw: str, key: str) -> list[tuple[str, int]]:
    """The places this token could have in a list: ("1", 4) for "5." or "2.5.", ("a", 1) for "b)"."""
    if key == NUMBER:
        if not _OUTLINE.fullmatch(raw):
            return []
        parent, _, last = raw.rpartition(".")
        return [("1" + parent, int(last) - 1)]
    found = [("i", _ROMAN.index(key))] if key in _ROMAN else []
    return [*found, ("a", _ALPHABET.index(key))] if len(key) == 1 and key in _ALPHABET else found
