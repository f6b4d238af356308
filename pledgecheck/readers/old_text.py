"""Brings text of the old fonts into Unicode: by the name of the font, or where none is known by the gate.

A font name may lie (text retyped in Unicode keeps the old font's name), and characters may have lost their
font (copied into a plain text file, a spreadsheet, a PDF). So the well-formed syllables have the last word.
"""

from __future__ import annotations

import re
from typing import Final

from pledgecheck.readers.old_fonts import Encoding, decode, draws_capitals
from pledgecheck.text.gate import well_formed

_WORD: Final = re.compile(r"[^\W\d_]+")
_STORED_WORD: Final = re.compile(r"[^\s.,;:!?()\"/\d-]+")
# Vietnamese letters beyond Latin-1 never occur in text of an old font.
_UNICODE_ONLY: Final = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0323]")
_GOOD: Final = 0.8
_GAIN: Final = 0.2
_LEAST_SIGNS: Final = 5
_LEAST_WORDS: Final = 5
_LOOK_AT: Final = 20_000
"""Characters of a long text that decide about all of it."""


def share(text: str) -> float:
    """The share of words that are well-formed Vietnamese syllables."""
    words = _WORD.findall(text.lower())
    return sum(map(well_formed, words)) / len(words) if words else 1.0


def repair(text: str) -> str:
    """`text`, converted where it is plainly TCVN3 or VNI that lost its font; else unchanged."""
    sample = text[:_LOOK_AT]
    signs = sum("\xa1" <= char <= "\xff" for char in sample)
    if (
        signs < _LEAST_SIGNS
        or len(sample.split()) < _LEAST_WORDS
        or len(_UNICODE_ONLY.findall(sample)) * 10 > signs
    ):
        return text
    as_it_is = share(sample)
    if as_it_is >= _GOOD:
        return text
    best: Encoding = max(("tcvn3", "vni"), key=lambda encoding: share(decode(sample, encoding)))
    gained = share(decode(sample, best))
    if gained < _GOOD or gained < as_it_is + _GAIN:
        return text
    return "\n".join(_line(line, best) for line in text.split("\n"))


def by_font(text: str, encoding: Encoding, font: str | None) -> str:
    """Text of one run as its font shows it."""
    shown = decode(text, encoding)
    return shown.upper() if encoding == "tcvn3" and draws_capitals(font) else shown


def believes_font(stored: str, encoding: Encoding) -> bool:
    """Whether `stored` (all runs of one paragraph in old fonts) is what the fonts' names say."""
    if _UNICODE_ONLY.search(stored):
        return False
    return share(decode(stored, encoding)) >= share(stored)


def _line(line: str, encoding: Encoding) -> str:
    """One line; TCVN3 stores capitals with tone marks as small letters, their neighbours tell."""
    if encoding == "vni":
        return decode(line, encoding)
    plain = [char for char in line if char.isascii() and char.isalpha()]
    if len(plain) >= 4 and all(map(str.isupper, plain)):
        return decode(line, encoding).upper()
    return _STORED_WORD.sub(lambda match: _word(match[0]), line)


def _word(stored: str) -> str:
    shown = decode(stored, "tcvn3")
    plain = [char for char in stored if char.isascii() and char.isalpha()]
    return shown.upper() if len(plain) >= 2 and all(map(str.isupper, plain)) else shown
