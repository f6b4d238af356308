"""Rows of cells from a CSV file or a spreadsheet, with the row numbers that the user sees."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pledgecheck.errors import InputError, ManifestError
from pledgecheck.readers.files import read_file
from pledgecheck.readers.package import OfficePackage
from pledgecheck.readers.problems import problem
from pledgecheck.readers.sniff import sniff
from pledgecheck.readers.text import decode

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Score = Callable[[list[str]], int]
"""How many cells of a header row are known columns."""

_DELIMITERS: Final = (",", ";", "\t")
_SPREADSHEETS: Final = frozenset({"xlsx", "xls", "ods"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank; number counts from 1 as spreadsheet programs show it."""

    number: int
    cells: list[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header row and the rows under it; `name` is empty for CSV."""

    name: str
    header: list[str]
    rows: list[Row]


def load_sheet(path: Path, score: Score) -> Sheet:
    """The sheet whose header scores best. Raises ManifestError when there is none to be read."""
    try:
        data = read_file(path)
        kind = sniff(data)
        if kind in _SPREADSHEETS:
            sheets = _from_spreadsheet(data, kind, str(path))
        elif kind == "encrypted":
            raise problem("password", str(path))
        elif kind == "broken-zip":
            raise problem("damaged", str(path))
        elif kind:
            raise problem("not-a-table", str(path))
        else:
            sheets = [_sheet("", _from_csv(decode(data, str(path)), score, str(path)))]
    except InputError as error:
        raise ManifestError(error.vi, error.en, path=str(path), code=error.code) from None
    filled = [sheet for sheet in sheets if sheet.header]
    if not filled:
        raise problem("empty-manifest", str(path))
    return max(filled, key=lambda sheet: score(sheet.header))


def _sheet(name: str, rows: list[Row]) -> Sheet:
    return Sheet(name, rows[0].cells if rows else [], rows[1:])


def _from_csv(text: str, score: Score, path: str) -> list[Row]:
    first = 1
    delimiter = None
    if text[:4].lower() == "sep=":
        # Excel's own way to name the delimiter in a line before the header.
        line, _, text = text.partition("\n")
        delimiter, first = line[4:5], 2
    if not delimiter:
        delimiter = max(_DELIMITERS, key=lambda candidate: score(_header(text, candidate)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    number = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, cells))
            number += 1
    except csv.Error:
        raise problem("bad-quotes", path, row=number) from None
    return rows


def _header(text: str, delimiter: str) -> list[str]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return []


def _from_spreadsheet(data: bytes, kind: str, path: str) -> list[Sheet]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
    except ImportError:
        raise problem("needs-office", path) from None
    if kind != "xls":
        OfficePackage(data, path)  # only for its limits: the library unpacks whatever it is given
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [entry.name for entry in book.sheets_metadata if entry.visible == SheetVisibleEnum.Visible]
        return [_sheet(name, _rows(book.get_sheet_by_name(name))) for name in visible]
    except CalamineError:
        raise problem("damaged-sheet", path) from None


def _rows(sheet: CalamineSheet) -> list[Row]:
    rows = []
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
        values = [_cell(value) for value in cells]
        if any(value.strip() for value in values):
            rows.append(Row(number, values))
    return rows


def _cell(value: object) -> str:
    # Whole numbers arrive as floats; an id typed as 12 must stay "12".
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
