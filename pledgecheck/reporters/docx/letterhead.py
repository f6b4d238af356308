"""The head and the foot of an official document: two columns, number and date, addressees and signature.

State bodies follow Decree 30/2020/NĐ-CP, Party bodies the guidance of the Party's Central Office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledgecheck.reporters.docx.messages import (
    PARTY_HEAD,
    PARTY_NUMBER,
    PLACE_AND_DATE,
    STATE_HEAD,
    STATE_NUMBER,
    R,
)
from pledgecheck.reporters.docx.writer import TEXT_WIDTH, Paragraph, Table, text
from pledgecheck.reporters.messages import Words
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view

PARTY_BODY = "party_body"  # patterns of the lexicon
_ABOVE = re.compile(r"\s*,\s*")
_SHARES = (39.0, 61.0)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose report it is: the body, the one above it where the name says so, and which head it bears."""

    name: str
    above: str
    is_party: bool


def issuer_of(unit: str, lexicon: Lexicon, no_unit: str) -> Issuer:
    """ "Chi bộ thôn Đông, Đảng bộ xã An Hòa" is the cell, and the committee above it."""
    name, _, above = unit.partition(",")
    is_party = lexicon.search(PARTY_BODY, make_view(name).text) is not None
    return Issuer(name.strip() or no_unit, _ABOVE.split(above.strip())[0], is_party)


def head(issuer: Issuer, year: int | None) -> Table:
    """Name of the body on the left, of the state or the Party on the right, number and date below."""
    left_width, right_width = (round(TEXT_WIDTH * share / sum(_SHARES)) - 170 for share in _SHARES)
    left = [_line(issuer.above.upper(), size=13)] if issuer.above else []
    date = PLACE_AND_DATE.format(year=year or "…")
    if issuer.is_party:
        left += [_line(issuer.name.upper(), bold=True), _line("*"), _line(PARTY_NUMBER)]
        right = [
            _line(PARTY_HEAD, bold=True, size=15, below=0.62, width=right_width),
            _line(date, italic=True, before=6),
        ]
    else:
        left += [
            _line(issuer.name.upper(), bold=True, size=13, below=0.45, width=left_width),
            _line(STATE_NUMBER, size=13, before=2),
        ]
        right = [
            _line(STATE_HEAD[0], bold=True, size=12),
            _line(STATE_HEAD[1], bold=True, size=13, below=0.6, width=right_width),
            _line(date, italic=True, size=13, before=2),
        ]
    return Table([[left, right]], _SHARES, borders=False)


def title(words: Words, year: int | None, *, is_party: bool) -> list[Paragraph]:
    """What kind of document it is, and about what."""
    of_year = words(R["of_year"], year=year) if year else ""
    size = 16 if is_party else 14
    return [
        _line(words(R["kind"]), bold=True, size=size, before=14),
        _line(words(R["about"], of_year=of_year), bold=True, size=14, below=0.3, after=4),
        _line(""),
    ]


def foot(words: Words, issuer: Issuer) -> Table:
    """Who gets it, who signs it."""
    lines = R["to_lines" if issuer.is_party else "to_lines_state"]
    left = [
        Paragraph(text(words(R["to"]), bold=True, italic=True, size=12), "left", after=0),
        Paragraph(text(words(lines), size=11), "left", after=0),
    ]
    signs = words(R["sign_party"], unit=issuer.name.upper()) if issuer.is_party else words(R["sign_state"])
    right = [_line(signs, bold=True), *(_line("") for _ in range(4))]
    return Table([[left, right]], _SHARES, borders=False)


def _line(
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
    before: float = 0,
    after: float = 0,
    below: float = 0,
    width: int = TEXT_WIDTH,
) -> Paragraph:
    """A centred line; below: the share of the width that a line under it takes."""
    spans = text(words, bold=bold, italic=italic, size=size)
    return Paragraph(spans, "center", before=before, after=after, line_below=below, width=width)
