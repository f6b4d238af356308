"""Tables with a header row first, as manifests have them, from CSV or a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pledgecheck.errors import InputError, ManifestError
from pledgecheck.readers.files import read_file
from pledgecheck.readers.grids import Grid, Row, Score, book_grids, csv_grid
from pledgecheck.readers.problems import problem
from pledgecheck.readers.sniff import sniff
from pledgecheck.readers.text import decode

SPREADSHEETS: Final = frozenset({"xlsx", "xls", "ods"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header row and the rows under it; `name` is empty for CSV."""

    name: str
    header: list[str]
    rows: list[Row]


def load_sheet(path: Path, score: Score) -> Sheet:
    """The sheet whose header scores best. Raises ManifestError when there is none to be read."""
    filled = [
        Sheet(grid.name, grid.rows[0].cells, grid.rows[1:])
        for grid in load_grids(path, score)
        if grid.rows and not grid.hidden
    ]
    if not filled:
        raise problem("empty-manifest", str(path))
    return max(filled, key=lambda sheet: score(sheet.header))


def load_grids(path: Path, score: Score) -> list[Grid]:
    """All sheets of a table on disk. Raises ManifestError for whatever prevents it."""
    name = str(path)
    text = ""
    try:
        data = read_file(path)
        kind = sniff(data)
        if kind == "encrypted":
            raise problem("password", name)
        if kind == "broken-zip":
            raise problem("damaged", name)
        if kind not in SPREADSHEETS:
            if kind:
                raise problem("not-a-table", name)
            text = decode(data, name)
    except InputError as error:
        raise ManifestError(error.vi, error.en, path=name, code=error.code) from None
    try:
        return book_grids(data, kind, name) if kind else [csv_grid(text, score, name)]
    except InputError as error:
        # A broken table is a broken manifest; only what the reader lacks keeps its own code.
        code = error.code if error.code == "missing-extra" else ""
        raise ManifestError(error.vi, error.en, path=name, code=code) from None
