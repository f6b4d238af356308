"""The rows of a register put together: sections, merged cells, several rows of one person, closing lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pledgecheck.readers.columns import fold, parse_kind
from pledgecheck.readers.grids import Grid, Row
from pledgecheck.readers.places import kind_hint, unit_name, without_marker, year_hint
from pledgecheck.readers.register_columns import Column
from pledgecheck.readers.register_header import Header
from pledgecheck.readers.results import KnownFields

_MARKED: Final = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,2})\s*[.)/:]\s*\S")
_MARKER: Final = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-ZĐ])\s*[.)/:]?\s*$")
_TOTAL: Final = re.compile(r"(?:tong|cong|tong cong|tong so|cong chung)\b")
_CLOSING: Final = re.compile(
    r"(?:t m|tm|thay mat|nguoi lap|nguoi tong hop|bi thu|pho bi thu|thu truong|hieu truong|chu tich|giam doc"
    r"|truong (?:ban|phong|khoa|thon|tram|doan)|xac nhan|ky ten|da ky|noi nhan|ghi chu|luu y"
    r"|[\w ]{0,30}ngay \d{0,2} ?thang \d{0,2} ?nam)\b"
)
_SHORT: Final = 60
_MOST_COVERED: Final = 1_000_000
"""Cells under merged ranges that are looked at; absurd ranges are left out."""
_NEW: Final = ("author", "number")
_YEAR_CELL: Final = re.compile(r"(20\d\d)(?:[.,]0+)?")


def _is_name(cell: str) -> bool:
    """Whether a cell of the names' column holds a whole name, not a post or remark below one."""
    words = cell.split()
    return 2 <= len(words) <= 5 and all(word.isalpha() and word[0].isupper() for word in words)


@dataclass(slots=True)
class Group:
    """The rows of one pledge and what is known about it; cells by (row, column) without repetitions."""

    known: KnownFields
    rows: list[Row] = field(default_factory=list, repr=False)
    cells: list[dict[int, str]] = field(default_factory=list, repr=False)
    columns: list[Column] = field(default_factory=list, repr=False)
    too_long: bool = False


def groups(grid: Grid, header: Header, stated: KnownFields) -> Iterator[Group]:
    """The pledges below a header, in order. `stated`: what the titles above it say."""
    reader = RegisterRows(grid, header, stated)
    for row in header.below:
        if (done := reader.take(row)) is not None:
            yield done
    if reader.open is not None:
        yield reader.open


class RegisterRows:
    """Reads the rows below a header one after the other; `open` is the pledge that may still go on."""

    def __init__(self, grid: Grid, header: Header, stated: KnownFields) -> None:
        self.open: Group | None = None
        self._header = header
        self._stated = stated
        self._section = KnownFields()
        self._down: dict[str, str] = {}
        self._ended = False
        self._last = header.below[0].number - 1 if header.below else 0
        self._content = [
            column for column in header.columns if column.meaning in ("content", "support", None)
        ]
        self._main = {column.at for column in header.columns if column.meaning == "content"}
        self._places = {column.at for column in header.columns}
        self._covered: dict[tuple[int, int], tuple[int, int]] = {}
        by_number = {row.number: row for row in header.below}
        self._rows = by_number
        budget = _MOST_COVERED
        for a, b, c, d in grid.merged:
            budget -= (c - a + 1) * (d - b + 1)
            if a in by_number and budget > 0:
                for number in range(a, c + 1):
                    for at in range(b - 1, d):
                        if (number, at) != (a, b - 1):
                            self._covered[number, at] = (a, b - 1)
        self._wide = {(a, b - 1) for a, b, _, d in grid.merged if d > b}

    def take(self, row: Row) -> Group | None:
        """Read a row; the pledge that it completes, if any."""
        adjacent = row.number == self._last + 1
        self._last = row.number
        if self.is_section(row):
            return self._close()
        own = self.own(row)
        if self._starts(row, own, adjacent):
            done = self._close()
            self.open, self._ended = self._begin(row), False
            return done
        self._ended = self._ended or self.closes(own)
        if self.open is not None and adjacent and not self._ended:
            self._add(self.open, row, own)
            return None
        return self._close()

    def own(self, row: Row) -> dict[int, str]:
        """The cells of the row itself by their places."""
        columns = self._header.columns
        return {column.at: row.cells[column.at].strip() for column in columns if column.at < len(row.cells)}

    def _close(self) -> Group | None:
        done, self.open = self.open, None
        return done

    # ------------------------------------------------------------ what a row is
    def is_section(self, row: Row) -> bool:
        """A row that names what follows ("II. Chi bộ Thôn 2"), or only counts."""
        filled = [(at, cell.strip()) for at, cell in enumerate(row.cells) if cell.strip()]
        if not filled or row.too_long:
            return False
        at, text = filled[-1]
        marker = filled[0][1] if len(filled) == 2 else ""
        first = next((text for _, text in filled), "")
        if _TOTAL.match(fold(without_marker(first))) and len(filled) <= 3:
            return True
        if len(filled) > 2 or len(text) > 200 or "\n" in text or (marker and not _MARKER.match(marker)):
            return False
        at = filled[0][0]
        wide = (row.number, at) in self._wide
        beside_content = bool(self._main) and at >= min(self._main) and at in self._places
        if not marker and beside_content and not wide:
            return False
        unit, kind = unit_name(text), kind_hint(text)
        if not (marker or _MARKED.match(text) or unit or kind):
            return False
        author = self._header.first("author")
        if not marker and author is not None and at == author and not (unit or kind):
            return False  # "A. Nguyễn Văn An" in the column of names
        self._down.clear()
        if kind is not None:
            self._section = replace(self._section, kind=kind)
        else:
            self._section = replace(self._section, unit=unit or without_marker(text))
        year = year_hint(text)
        if year is not None:
            self._section = replace(self._section, year=year)
        return True

    def _starts(self, row: Row, own: dict[int, str], adjacent: bool) -> bool:
        """Whether the row begins a new pledge."""
        if row.too_long and self.open is None:
            return True
        author, number = (self._header.first(meaning) for meaning in _NEW)
        has_content = any(own.get(column.at) for column in self._content)
        if author is not None:
            if own.get(author):
                among = adjacent and not self._ended  # no signature under the table
                named = own.get(number) if number is not None else among and _is_name(own[author])
                return bool(has_content or named) and not self.closes(own)
            if (row.number, author) in self._covered:
                return False
            if number is not None and own.get(number) and has_content:
                return True
            # Content far from any name: a pledge whose name is missing, not a line under the table.
            alone = self.open is None or not adjacent
            return alone and any(len(own.get(at, "")) > _SHORT for at in self._main) and not self.closes(own)
        if number is not None:
            return bool(own.get(number)) and has_content
        unit = self._header.first("unit")
        unit_says = unit is not None and bool(own.get(unit))
        has_main = any(own.get(at) for at in self._main)
        return (has_main or unit_says) and not self.closes(own)

    def closes(self, own: dict[int, str]) -> bool:
        """Whether a row is one of the lines under a table: date, signature, remark."""
        filled = [cell for cell in own.values() if cell]
        number = self._header.first("number")
        if number is not None and own.get(number):
            return False
        return bool(filled) and all(len(cell) <= _SHORT and _CLOSING.match(fold(cell)) for cell in filled)

    # ------------------------------------------------------------ what it holds
    def value(self, row: Row, meaning: str) -> str:
        """The cell with this meaning, also where a merged one above covers it."""
        at = self._header.first(meaning)
        if at is None:
            return ""
        own = row.cells[at].strip() if at < len(row.cells) else ""
        return own or self._merged(row.number, at)

    def _merged(self, number: int, at: int) -> str:
        origin = self._covered.get((number, at))
        if origin is None or origin[0] == number:
            return ""  # covered from the left: the same row says it once
        cells = self._rows[origin[0]].cells
        return cells[origin[1]].strip() if origin[1] == at and at < len(cells) else ""

    def _filled_down(self, row: Row, meaning: str) -> str:
        value = self.value(row, meaning)
        if value:
            self._down[meaning] = value
        return value or self._down.get(meaning, "")

    def known_of(self, row: Row) -> KnownFields:
        """Who and what the row is about: its own cells, merged ones above, its section, the titles."""
        year = self._filled_down(row, "year")
        unit = " ".join(self._filled_down(row, "unit").split())
        section = self._section
        return KnownFields(
            id=self.value(row, "id"),
            kind=parse_kind(self.value(row, "kind")) or section.kind,
            year=_year(year) or section.year or self._stated.year,
            author=_name(self._author(row)) or None,
            role=" ".join(self.value(row, "role").split()) or None,
            duties=self.value(row, "duties") or None,
            unit=unit or section.unit or self._stated.unit,
        )

    def _begin(self, row: Row) -> Group:
        group = Group(self.known_of(row), columns=self._content)
        own = {
            column.at: (row.cells[column.at].strip() if column.at < len(row.cells) else "")
            or self._merged(row.number, column.at)
            for column in self._content
        }
        self._add(group, row, own)
        return group

    def _author(self, row: Row) -> str:
        """The name; "Họ và tên" may stand over two columns, the family name in one, the given name in the next."""
        at = self._header.first("author")
        name = self.value(row, "author")
        twin = any(column.at - 1 == at and column.meaning == "author" for column in self._header.columns)
        if at is not None and twin and at + 1 < len(row.cells):
            name = f"{name} {row.cells[at + 1]}"
        return name

    def _add(self, group: Group, row: Row, own: dict[int, str]) -> None:
        group.rows.append(row)
        group.cells.append({column.at: own[column.at] for column in group.columns if own.get(column.at)})
        group.too_long = group.too_long or row.too_long


def text_of(group: Group, prefix: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text of a pledge, each cell led by its title, and the rows in which its parts stand."""
    parts: list[str] = []
    layout = []
    at = 0
    for row, cells in zip(group.rows, group.cells, strict=True):
        if (
            not any(column.meaning == "content" and column.at in cells for column in group.columns)
            and not parts
        ):
            # Only a time or a remark: nothing is promised.
            continue
        for column in group.columns:
            if column.at not in cells:
                continue
            value = cells[column.at].replace("\r\n", "\n").replace("\r", "\n").strip()
            line = f"{column.title.rstrip(' :')}:{chr(10) if chr(10) in value else ' '}{value}"
            if parts:
                parts.append("\n")
                at += 1
            parts.append(line)
            layout.append((at, at + len(line), f"{prefix} {row.number}"))
            at += len(line)
    return "".join(parts), tuple(layout)


def _name(cell: str) -> str:
    return " ".join(cell.split())


def _year(cell: str) -> int | None:
    match = _YEAR_CELL.fullmatch(cell.strip())
    return int(match[1]) if match else year_hint(cell)
