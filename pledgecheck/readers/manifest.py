"""Manifests: one pledge a row, as a path or as text, with what is known about it.

Only a manifest that cannot be used as a whole raises. A row that fails is reported beside the others.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from pledgecheck.errors import PledgecheckError, did_you_mean
from pledgecheck.model import Pledge
from pledgecheck.readers.columns import (
    KIND_WORDS,
    Columns,
    match_columns,
    parse_kind,
    parse_several,
    parse_year,
    require_content,
)
from pledgecheck.readers.files import extended
from pledgecheck.readers.grids import Row
from pledgecheck.readers.ids import UniqueIds
from pledgecheck.readers.names import writable
from pledgecheck.readers.problems import problem
from pledgecheck.readers.results import Entry, KnownFields, ReadFailure, failure
from pledgecheck.readers.sheets import Sheet, load_sheet
from pledgecheck.readers.single import read, read_entries


class Manifest(Sequence[Pledge]):
    """The pledges of a manifest in its order, and what could not be used."""

    __slots__ = ("_pledges", "errors", "ignored_columns", "path")

    def __init__(
        self,
        path: Path,
        pledges: Sequence[Pledge],
        errors: tuple[ReadFailure, ...] = (),
        ignored_columns: tuple[str, ...] = (),
    ) -> None:
        self.path = path
        self.errors = errors
        self.ignored_columns = ignored_columns
        self._pledges = tuple(pledges)

    @overload
    def __getitem__(self, at: int) -> Pledge: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Pledge]: ...
    def __getitem__(self, at: int | slice) -> Pledge | Sequence[Pledge]:
        return self._pledges[at]

    def __len__(self) -> int:
        return len(self._pledges)

    def __repr__(self) -> str:
        return f"Manifest({str(self.path)!r}, {len(self)} pledges, {len(self.errors)} errors)"


class ManifestRows:
    """An opened manifest: its header is checked, its rows are read one by one while iterating."""

    __slots__ = ("_columns", "_ids", "_last", "_sheet", "ignored_columns", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sheet = load_sheet(path, lambda header: len(match_columns(header).places))
        self._columns = match_columns(self._sheet.header)
        require_content(self._columns, self._sheet.header, str(path))
        self.ignored_columns = self._columns.ignored
        self._last: tuple[Path, list[Entry]] | None = None
        self._ids = _ids(self._sheet, self._columns, str(path))

    def __len__(self) -> int:
        return len(self._sheet.rows)

    def __iter__(self) -> Iterator[Pledge | ReadFailure]:
        for row, pledge_id in zip(self._sheet.rows, self._ids, strict=True):
            yield self._read(row, pledge_id)

    def _read(self, row: Row, pledge_id: str) -> Pledge | ReadFailure:
        place = f"{self._sheet.name} row {row.number}".lstrip()
        file = self._columns.value(row.cells, "path")
        text = self._columns.value(row.cells, "text")
        shown = writable(str(_beside(self.path, file) if file else self.path))
        known, trouble = _fields(row.cells, self._columns, pledge_id, place)
        if trouble is None and any(cell.strip() for cell in row.cells[self._columns.width :]):
            trouble = problem("bad-row")
        if trouble is None and not file and not text:
            trouble = problem("empty-row")
        if trouble is not None:
            trouble.path = f"{self.path} ({place})"
            return failure(trouble, shown, known)
        if text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            return known.fill(Pledge(text=text, source=shown))
        try:
            pledge = self._one(_existing(self.path, file), self._columns.value(row.cells, "location"), shown)
            # The row is not where the text stands: keep the place inside the file, if any.
            return replace(known, location=None).fill(pledge)
        except PledgecheckError as error:
            return failure(error, shown, known)

    def _one(self, path: Path, location: str, shown: str) -> Pledge:
        """The pledge that a row names; the last file is kept, for a register has many rows in a manifest."""
        if not location:
            return _only(read(path), shown)
        if self._last is None or self._last[0] != path:
            self._last = path, read_entries(path)
        for entry in self._last[1]:
            if isinstance(entry, Pledge) and entry.location == location:
                return entry
            if isinstance(entry, ReadFailure) and entry.known.location == location:
                raise entry.error
        raise problem("no-such-row", shown, location=location)


def read_manifest(path: str | Path) -> Manifest:
    """All pledges of a manifest; rows that cannot be read are in `.errors`. Raises ManifestError."""
    rows = ManifestRows(Path(path))
    pledges: list[Pledge] = []
    errors: list[ReadFailure] = []
    for entry in rows:
        if isinstance(entry, Pledge):
            pledges.append(entry)
        else:
            errors.append(entry)
    return Manifest(rows.path, pledges, tuple(errors), rows.ignored_columns)


def iter_manifest(path: str | Path) -> Iterator[Pledge | ReadFailure]:
    """Read a manifest row by row. Raises ManifestError at once, not at the first row."""
    return iter(ManifestRows(Path(path)))


def _ids(sheet: Sheet, columns: Columns, path: str) -> list[str]:
    given: dict[str, list[int]] = defaultdict(list)
    for row in sheet.rows:
        if own := columns.value(row.cells, "id"):
            given[own].append(row.number)
    twice = {own: numbers for own, numbers in given.items() if len(numbers) > 1}
    if twice:
        listed = "; ".join(
            f"“{own}”: {', '.join(map(str, numbers))}" for own, numbers in list(twice.items())[:5]
        )
        raise problem("duplicate-ids", path, listed=listed)
    unique = UniqueIds(given)
    ids = []
    for row in sheet.rows:
        file = columns.value(row.cells, "path").replace("\\", "/")
        stem = Path(file).stem or f"row-{row.number}"
        ids.append(columns.value(row.cells, "id") or unique.pick(stem))
    return ids


def _fields(
    cells: list[str], columns: Columns, pledge_id: str, place: str
) -> tuple[KnownFields, PledgecheckError | None]:
    """What the row says, and the first value that cannot be understood (left out of the fields)."""

    def value(name: str) -> str | None:
        return columns.value(cells, name) or None

    year_cell, kind_cell = value("year"), value("kind")
    known = KnownFields(
        id=pledge_id,
        kind=parse_kind(kind_cell or ""),
        year=parse_year(year_cell or ""),
        author=value("author"),
        role=value("role"),
        duties=value("duties"),
        unit=value("unit"),
        province=value("province"),
        theme=parse_several(value("theme") or ""),
        previous=parse_several(value("previous") or ""),
        location=place,
    )
    if year_cell is not None and known.year is None:
        return known, problem("bad-year")
    if kind_cell is not None and known.kind is None:
        vi, en = did_you_mean(kind_cell.casefold(), KIND_WORDS)
        return known, problem("bad-kind", hint_vi=vi, hint_en=en)
    return known, None


def _beside(manifest: Path, file: str) -> Path:
    return manifest.parent / file


def _existing(manifest: Path, file: str) -> Path:
    """The file meant by a cell: Windows separators and either Unicode form of the name are understood."""
    spellings = [file, file.replace("\\", "/")]
    spellings += [unicodedata.normalize(form, spelling) for form in ("NFC", "NFD") for spelling in spellings]
    for spelling in spellings:
        path = _beside(manifest, spelling)
        if os.path.exists(extended(path)):
            return path
    raise problem("missing-beside", str(_beside(manifest, file)))


def _only(pledges: list[Pledge], path: str) -> Pledge:
    if len(pledges) == 1:
        return pledges[0]
    raise problem("many-in-row", path, count=len(pledges))
