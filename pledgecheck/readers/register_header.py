"""Finds the header of a register among its rows: titles above it, two or three rows high, cells merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from pledgecheck.readers.grids import Grid, Row
from pledgecheck.readers.register_columns import Column, is_numbering, known_titles, meaning_of

_LOOK_AT: Final = 40
"""Rows among which the header is looked for."""
_HIGHEST: Final = 3
_LONGEST_TITLE: Final = 160


@dataclass(frozen=True, slots=True)
class Header:
    """The columns, the rows above them (titles) and below them (content)."""

    columns: list[Column]
    above: list[Row] = field(repr=False)
    below: list[Row] = field(repr=False)

    def first(self, meaning: str) -> int | None:
        """The place of the first column with this meaning."""
        return next((column.at for column in self.columns if column.meaning == meaning), None)


def find_header(grid: Grid, wanted: Callable[[list[Column]], bool]) -> Header | None:
    """The header whose columns are `wanted` and say most; of equals the one with fewer rows, then the "
    "first."""
    rows = grid.rows[:_LOOK_AT]
    best: tuple[int, int, list[Column]] | None = None
    chosen = (0, 0)
    for at, row in enumerate(rows):
        if known_titles(row.cells) == 0:
            continue
        height = 1
        while True:
            columns = _columns(grid, rows[at : at + height])
            known = len({column.title for column in columns if column.meaning is not None})
            if known >= 2 and wanted(columns) and (best is None or (known, -height) > best[:2]):
                best, chosen = (known, -height, columns), (at, at + height)
            after = at + height
            if height == _HIGHEST or after >= len(rows) or not _divides(grid, rows[at:after], rows[after]):
                break
            height += 1
    if best is None:
        return None
    first, end = chosen
    below = grid.rows[end:]
    if below and is_numbering(below[0].cells):
        below = below[1:]
    return Header(best[2], grid.rows[:first], below)


def _divides(grid: Grid, above: list[Row], row: Row) -> bool:
    """Whether `row` goes on with the header: sub-titles under wider ones, nothing under the others."""
    top = above[0]
    if row.number != above[-1].number + 1:
        return False
    filled = [at for at, cell in enumerate(row.cells) if cell.strip()]
    if not filled or any(len(row.cells[at]) > _LONGEST_TITLE for at in filled):
        return False
    for at, title in enumerate(top.cells):
        if meaning_of(title) in ("number", "author") and at in filled and not _covered(grid, top.number, at):
            return False
    if grid.knows_merged:
        return any(_covered(grid, top.number, at) for at in filled) or all(
            not _cell(top, at).strip() for at in filled
        )
    # Merged cells are not known: sub-titles stand where the row above has gaps, or at the start of one.
    gaps = {at for at in range(max(filled) + 1) if not _cell(top, at).strip()}
    return bool(gaps) and all(at in gaps or at + 1 in gaps for at in filled)


def _covered(grid: Grid, number: int, at: int) -> bool:
    """Whether the cell lies in a range merged over several columns."""
    return any(a <= number <= c and b <= at + 1 <= d and d > b for a, b, c, d in grid.merged)


def _columns(grid: Grid, rows: list[Row]) -> list[Column]:
    width = max(len(row.cells) for row in rows)
    # A title over several columns may be wider than the last of them that has a sub-title.
    for a, _, c, d in grid.merged:
        if rows[0].number <= a and c <= rows[-1].number:
            width = max(width, d)
    columns = []
    for at in range(width):
        titles = []
        for depth, row in enumerate(rows):
            title = _title(grid, row, at, last=depth == len(rows) - 1, alone=len(rows) == 1)
            if title and title not in titles:
                titles.append(title)
        if not titles:
            continue
        own = titles[-1]
        meaning = meaning_of(own)
        for wider in reversed(titles[:-1]):
            meaning = meaning or meaning_of(wider)
        # "Nội dung đăng ký" over "Việc 1", "Việc 2": both say what the column holds.
        shown = own if len(titles) == 1 or meaning_of(own) else " - ".join(titles)
        columns.append(Column(at, shown, meaning))
    return columns


def _title(grid: Grid, row: Row, at: int, *, last: bool, alone: bool) -> str:
    """The title of one header row over column `at`, also where its cell is covered by a merged one."""
    own = " ".join(_cell(row, at).split())
    if own:
        return own
    for a, b, c, d in grid.merged:
        if a <= row.number <= c and b <= at + 1 <= d:
            return " ".join(_cell(row, b - 1).split()) if a == row.number else ""
    if grid.knows_merged or last or alone:
        return ""
    # Merged cells are not known: the nearest title to the left reaches up to here.
    for left in range(at - 1, -1, -1):
        if _cell(row, left).strip():
            return " ".join(_cell(row, left).split())
    return ""


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""
