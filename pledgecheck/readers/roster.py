"""Rosters (danh sách phải nộp): who should have submitted, and who of them has not.

Only people and units whose state is "chưa nộp" or empty can be missing. Those who are exempt, suspended,
newly admitted, moved, away, on long leave or studying, and those who handed in handwriting, are never named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final, Protocol

from pledgecheck.model import MissingPledge
from pledgecheck.readers.columns import fold
from pledgecheck.readers.places import unit_name, year_hint
from pledgecheck.readers.problems import problem
from pledgecheck.readers.register_columns import Column, is_register, is_roster, known_titles
from pledgecheck.readers.register_header import find_header
from pledgecheck.readers.register_rows import RegisterRows
from pledgecheck.readers.results import KnownFields
from pledgecheck.readers.sheets import load_grids
from pledgecheck.text.syllables import fold as fold_syllables

EXPECTED: Final = "chưa nộp"
STATES: Final = (
    "đã nộp",
    "đã nộp bản viết tay",
    EXPECTED,
    "miễn công tác và sinh hoạt đảng",
    "đình chỉ sinh hoạt đảng",
    "mới kết nạp",
    "chuyển sinh hoạt đến",
    "chuyển sinh hoạt đi",
    "sinh hoạt tạm thời nơi khác",
    "nghỉ ốm hoặc thai sản dài ngày",
    "đi học tập trung",
)
"""What the column of states may say; other words are kept and never counted as missing."""

_WORDS: Final = (
    (r"chua (?:nop|co|gui)", 2), (r"viet tay", 1), (r"mien\b", 3), (r"dinh chi", 4),
    (r"moi (?:ket nap|vao)", 5),
    (r"(?:moi )?chuyen(?: sinh hoat)? den|moi chuyen", 6), (r"chuyen(?: sinh hoat)? di|da chuyen", 7),
    (r"tam thoi", 8), (r"thai san|nghi om|om dau|dieu tri|nghi dai ngay", 9),
    (r"(?:di|dang) hoc|hoc tap trung", 10),
    (r"da (?:nop|gui|co)", 0),
)  # fmt: skip

_TITLE: Final = re.compile(r"^(?:đ/c|đc\.|đồng chí|ông|bà|cô|thầy|ths?\.|ts\.|bs\.|gv\.)\s*", re.I)
_REMARK: Final = re.compile(r"\([^)]*\)")
_NUMBER: Final = re.compile(r"\d+")
_SAME_UNIT: Final = 85.0


class Submitted(Protocol):
    """What a pledge or a report says about its author."""

    @property
    def author(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def year(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person or, without an author, one unit that should submit."""

    author: str
    unit: str
    year: int | None
    status: str
    location: str

    @property
    def counts(self) -> bool:
        """Whether it is missing when nothing was submitted."""
        return self.status in ("", EXPECTED)


@dataclass(frozen=True, slots=True)
class Roster:
    """The entries of one roster and the states in it that are not known."""

    path: str
    entries: tuple[RosterEntry, ...]
    unknown_states: tuple[str, ...] = ()


def read_roster(path: str | Path) -> Roster:
    """Read a roster (CSV or spreadsheet). Raises ManifestError when it cannot be used."""
    name = str(path)
    entries: list[RosterEntry] = []
    found = False
    for grid in load_grids(Path(path), known_titles):
        header = None if grid.hidden else find_header(grid, _lists_people)
        if header is None:
            continue
        found = True
        titles = [cell for row in header.above for cell in row.cells if cell.strip()]
        stated = KnownFields(
            unit=next((unit for title in reversed(titles) if (unit := unit_name(title))), None),
            year=year_hint(Path(name).stem, grid.name, " ".join(titles)),
        )
        rows = RegisterRows(grid, header, stated)
        of_people = header.first("author") is not None
        for row in header.below:
            if (of_people and rows.is_section(row)) or rows.closes(rows.own(row)):
                continue
            known = rows.known_of(row)
            if known.author or (not of_people and rows.value(row, "unit")):
                entries.append(
                    RosterEntry(
                        known.author or "",
                        known.unit or "",
                        known.year,
                        state_of(" ".join(rows.value(row, "status").split())),
                        f"{grid.name} row {row.number}".lstrip(),
                    )
                )
    if not found:
        raise problem("no-roster", name)
    unknown = dict.fromkeys(entry.status for entry in entries if entry.status not in ("", *STATES))
    return Roster(name, tuple(entries), tuple(unknown))


def state_of(text: str) -> str:
    """The state of STATES that a cell means, else its own words."""
    plain = fold(text)
    return next((STATES[at] for words, at in _WORDS if re.search(rf"\b(?:{words})", plain)), text)


def missing(
    roster: Roster, pledges: Iterable[Submitted], files: Iterable[str] = ()
) -> tuple[MissingPledge, ...]:
    """The entries that count and have no pledge, in the order of the roster.

    A name is enough where the roster has it once: units are renamed and merged. People of one name are told
    apart by their units. `files`: paths of what was submitted and cannot be read here (handwriting, damage);
    whoever their names name is not missing.
    """
    submitted = _Submissions(pledges, files)
    namesakes: dict[tuple[str, int | None], list[RosterEntry]] = defaultdict(list)
    twice: dict[tuple[str, str, int | None], RosterEntry] = {}
    for entry in roster.entries:
        twice.setdefault((entry.author.casefold(), fold(entry.unit), entry.year), entry)
    for entry in twice.values():
        namesakes[_bare(entry.author), entry.year].append(entry)
    absent = set()
    for (name, _), entries in namesakes.items():
        absent |= (
            submitted.absent(entries) if name else {each for each in entries if not submitted.has_unit(each)}
        )
    return tuple(
        dict.fromkeys(
            MissingPledge(author=entry.author, unit=entry.unit, year=entry.year)
            for entry in roster.entries
            if entry in absent and entry.counts
        )
    )


@dataclass(frozen=True, slots=True)
class _Person:
    """What is kept of a pledge: many thousands may come, with their texts."""

    author: str
    unit: str
    year: int | None


class _Submissions:
    def __init__(self, pledges: Iterable[Submitted], files: Iterable[str]) -> None:
        self._people: dict[str, list[_Person]] = defaultdict(list)
        self._units: list[tuple[str, int | None]] = []
        self._files = [f" {fold(PurePath(path).stem)} " for path in files]
        for pledge in pledges:
            if pledge.author:
                self._people[_bare(pledge.author)].append(
                    _Person(pledge.author, pledge.unit or "", pledge.year)
                )
            else:
                path = getattr(pledge, "path", "") or getattr(pledge, "source", "")
                self._files.append(f" {fold(PurePath(path).stem)} ")
            if not pledge.author or getattr(pledge, "kind", None) == "collective":
                self._units.append((pledge.unit or "", pledge.year))
                self._units.append((pledge.author or "", pledge.year))

    def absent(self, entries: Sequence[RosterEntry]) -> set[RosterEntry]:
        """Of people with one name and year: those for whom nothing was submitted."""
        left = list(entries)
        of_name = [
            pledge for pledge in self._people[_bare(entries[0].author)] if _same_year(entries[0], pledge)
        ]
        if len(left) == 1:
            if any(_same_name(left[0].author, pledge.author) for pledge in of_name):
                return set()
        else:
            units = list(dict.fromkeys((pledge.author, pledge.unit) for pledge in of_name))
            pairs = sorted(
                ((_likeness(entry.unit, unit), -at, -place) for at, entry in enumerate(left)
                 for place, (author, unit) in enumerate(units) if _same_name(entry.author, author)),
                reverse=True,
            )  # fmt: skip
            taken: set[int] = set()
            there: set[int] = set()
            for _, at, place in pairs:
                if -at not in there and -place not in taken:
                    there.add(-at)
                    taken.add(-place)
            left = [entry for at, entry in enumerate(left) if at not in there]
        return {entry for entry in left if not self._in_a_file_name(entry)}

    def _in_a_file_name(self, entry: RosterEntry) -> bool:
        name = _bare(entry.author)
        return bool(name) and any(f" {name} " in stem for stem in self._files)

    def has_unit(self, entry: RosterEntry) -> bool:
        """Whether a body of this name submitted."""
        return any(
            _likeness(entry.unit, unit) >= _SAME_UNIT
            for unit, year in self._units
            if unit and (entry.year is None or year is None or year == entry.year)
        )


def _lists_people(columns: list[Column]) -> bool:
    meanings = {column.meaning for column in columns}
    return (
        is_roster(columns)
        or is_register(columns)
        or bool(meanings & {"author", "unit"} and "status" in meanings)
    )


def _clean(name: str) -> str:
    return " ".join(_TITLE.sub("", _REMARK.sub(" ", name).strip()).split())


def _bare(name: str) -> str:
    return fold(_clean(name))


def _same_name(a: str, b: str) -> bool:
    """Equal with diacritics, or one of them typed without any."""
    one, two = (" ".join(fold_syllables(word) for word in _clean(name).split()) for name in (a, b))
    return one == two or one == _bare(a) or two == _bare(b)


def _same_year(entry: RosterEntry, pledge: _Person) -> bool:
    return entry.year is None or pledge.year is None or entry.year == pledge.year


def _likeness(a: str, b: str) -> float:
    """How alike two names of units are, 0-100; different numbers are different units."""
    one, two = fold(a), fold(b)
    if not one or not two or set(_NUMBER.findall(one)) != set(_NUMBER.findall(two)):
        return 0.0
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio(one, two)
