"""Registers (sổ đăng ký): spreadsheets and CSV files that hold many pledges, one a row.

The columns are matched by what their titles mean; the columns that hold content become the text, each led
by its title ("Thời gian thực hiện: …"). Rows of one person under a merged name are one pledge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from pledgecheck.model import Pledge
from pledgecheck.readers.columns import match_columns
from pledgecheck.readers.grids import Grid
from pledgecheck.readers.limits import MAX_CELL_CHARS
from pledgecheck.readers.old_text import repair
from pledgecheck.readers.places import unit_name, year_hint
from pledgecheck.readers.problems import problem
from pledgecheck.readers.register_columns import is_register, is_roster, known_titles
from pledgecheck.readers.register_header import Header, find_header
from pledgecheck.readers.register_rows import groups, text_of
from pledgecheck.readers.results import Entry, KnownFields, ReadFailure, Skipped, failure
from pledgecheck.readers.stamps import refuse_stamped
from pledgecheck.text.gate import examine
from pledgecheck.text.view import make_view

_FORM_WORDS: Final = 30
"""Words from which a sheet without a header is taken for one pledge typed into cells."""


def read_register(grids: list[Grid], name: str) -> Iterator[Entry]:
    """The pledges of all sheets. Raises an InputError when no sheet holds any."""
    shown = [grid for grid in grids if not (grid.hidden and not grid.rows)]
    for grid in shown:
        refuse_stamped("\n".join(" | ".join(row.cells) for row in grid.rows[:20]), name)
    entries: list[Entry] = []
    found = False
    if any(grid.rows and "path" in match_columns(grid.rows[0].cells).places for grid in shown):
        raise problem("is-manifest", name)
    for grid in grids:
        label = f"{name} [{grid.name}]" if grid.name else name
        if grid.hidden and not grid.rows:
            entries.append(Skipped(label, "hidden-sheet"))
        elif header := find_header(grid, is_register):
            found = True
            entries.extend(_pledges(grid, header, name))
        elif pledge := _form(grid, name):
            found = True
            entries.append(pledge)
        elif grid.rows:
            roster = find_header(grid, is_roster) is not None
            entries.append(Skipped(label, "roster" if roster else "no-register"))
    if not found:
        only_roster = any(isinstance(entry, Skipped) and entry.reason == "roster" for entry in entries)
        raise problem("is-roster" if only_roster else "no-register", name)
    yield from entries


def header_score(cells: list[str]) -> int:
    """How many cells of a row are known titles; tells the delimiter of a CSV file."""
    return known_titles(cells)


def _pledges(grid: Grid, header: Header, name: str) -> Iterator[Pledge | ReadFailure]:
    titles = [cell for row in header.above for cell in row.cells if cell.strip()]
    stated = KnownFields(
        unit=next((unit for title in reversed(titles) if (unit := unit_name(title))), unit_name(grid.name)),
        year=year_hint(Path(name).stem, grid.name, " ".join(titles)),
    )
    prefix = f"sheet {grid.name} row" if grid.name else "row"
    for group in groups(grid, header, stated):
        known = replace(group.known, location=f"{prefix} {group.rows[0].number}")
        if group.too_long:
            yield failure(problem("cell-too-long", limit=MAX_CELL_CHARS), name, known)
            continue
        text, layout = text_of(group, prefix)
        repaired = repair(text)
        if not text:
            yield failure(problem("empty-register-row"), name, known)
            continue
        pledge = Pledge(text=repaired, source=name)
        yield known.fill(pledge.with_layout(layout) if repaired == text else pledge)


def _form(grid: Grid, name: str) -> Pledge | None:
    """A sheet that is no table but one pledge typed into cells, line by line."""
    lines = [" ".join(cell.strip() for cell in row.cells if cell.strip()) for row in grid.rows]
    text = repair("\n".join(line for line in lines if line))
    language = examine(make_view(text))
    if language.verdict != "ok" or language.words < _FORM_WORDS:
        return None
    return Pledge(text=text, source=name, location=f"sheet {grid.name}" if grid.name else None)
