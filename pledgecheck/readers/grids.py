"""Rows of cells from a CSV file or a spreadsheet, with the row numbers that the user sees."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Final

from pledgecheck.readers.isolate import call
from pledgecheck.readers.limits import MAX_BOOK_CHARS, MAX_CELL_CHARS
from pledgecheck.readers.package import OfficePackage
from pledgecheck.readers.problems import problem

Score = Callable[[list[str]], int]
"""How many cells of a row are known columns."""
Merged = tuple[int, int, int, int]
"""First row and column, last row and column, all from 1."""

_DELIMITERS: Final = (",", ";", "\t")
_LOOK_AT: Final = 30
"""Rows among which the header is looked for to tell the delimiter: titles may stand above it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank; number counts from 1 as spreadsheet programs show it."""

    number: int
    cells: list[str] = field(repr=False)
    too_long: bool = False
    """A cell went beyond the limit and was left empty."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it stands; `name` is empty for CSV. Hidden sheets hold no rows unless asked for."""

    name: str
    rows: list[Row] = field(repr=False)
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    knows_merged: bool = False
    """Whether the format says which cells are merged (OpenDocument through this library does not)."""


def book_grids(data: bytes, kind: str, name: str, *, hidden: bool = False) -> list[Grid]:
    """The sheets of a spreadsheet (xlsx, xls, ods), read in the worker process."""
    if find_spec("python_calamine") is None:
        raise problem("needs-office", name)
    if kind != "xls":
        # Only for its limits: the library unpacks whatever it is given.
        package = OfficePackage(data, name)
        if kind == "ods":
            package.refuse_odd_odf()
    sheets = call("book", data, name, hidden=hidden)
    return [
        Grid(
            sheet["name"],
            [Row(number, cells, too_long) for number, cells, too_long in sheet["rows"]],
            tuple((a, b, c, d) for a, b, c, d in sheet["merged"]),
            sheet["hidden"],
            kind != "ods",
        )
        for sheet in sheets
    ]


def csv_grid(text: str, score: Score, name: str) -> Grid:
    """The rows of a CSV file; the delimiter is the one whose rows show the most known columns."""
    first = 1
    delimiter = None
    if text[:4].lower() == "sep=":
        # Excel's own way to name the delimiter in a line before the header.
        line, _, text = text.partition("\n")
        delimiter, first = line[4:5], 2
    if not delimiter:
        delimiter = max(_DELIMITERS, key=lambda candidate: _best(text, candidate, score))
    if len(text) > MAX_BOOK_CHARS:
        raise problem("book-too-big", name, limit=MAX_BOOK_CHARS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    number = first
    try:
        for cells in reader:
            too_long = any(len(cell) > MAX_CELL_CHARS for cell in cells)
            if too_long:
                cells = ["" if len(cell) > MAX_CELL_CHARS else cell for cell in cells]
            if too_long or any(cell.strip() for cell in cells):
                rows.append(Row(number, cells, too_long))
            number += 1
    except csv.Error:
        raise problem("bad-quotes", name, row=number) from None
    return Grid("", rows)


def _best(text: str, delimiter: str, score: Score) -> tuple[int, int]:
    """The most known columns in one row, and how many rows the delimiter divides."""
    best = divided = seen = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            best = max(best, score(cells))
            divided += len(cells) > 1
            seen += 1
            if seen >= _LOOK_AT:
                break
    except csv.Error:
        pass
    return best, divided
