"""The first sheet: how many pledges of each unit stand where. Counts of texts, no means, no ranks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pledgecheck.model import InputFailure, MissingPledge, Report, SkippedInput
from pledgecheck.reporters.base import RosterLine
from pledgecheck.reporters.order import collation_key
from pledgecheck.reporters.places import Neighbours, UnitNames
from pledgecheck.reporters.state import REPEATED_FROM, state_of
from pledgecheck.reporters.xlsx.book import Cell
from pledgecheck.reporters.xlsx.rows import repeated

_ABOVE = re.compile(r",\s*((?:đảng bộ|đảng ủy|đảng uỷ|huyện ủy|thành ủy|tỉnh ủy|quận ủy)\b.*)$", re.IGNORECASE)
HANDED_IN, BY_HAND, NOT_HANDED_IN = "đã nộp", "đã nộp bản viết tay", "chưa nộp"
DUE = (HANDED_IN, BY_HAND, NOT_HANDED_IN, "")  # an empty cell says that one is due


@dataclass(slots=True)
class UnitCounts:
    """What is counted of one unit."""

    pledges: int = 0
    states: Counter[str] = field(default_factory=Counter)
    theme: int = 0
    repeated: int = 0
    unread: int = 0
    by_hand: int = 0
    missing: int = 0
    roster: Counter[str] = field(default_factory=Counter)


class Units:
    """Counts by unit, gathered report by report."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, UnitCounts] = defaultdict(UnitCounts)
        self.name = UnitNames()
        self._neighbours = Neighbours(self.name)
        self.has_roster = False

    def add(self, report: Report) -> None:
        """One pledge that was read."""
        counts = self.counts[self.name(report.unit)]
        counts.pledges += 1
        counts.states[state_of(report)] += 1
        counts.theme += report.theme is not None and report.theme.relation == "applied"
        counts.repeated += (repeated(report) or 0) >= REPEATED_FROM
        self._neighbours.add(report)

    def add_unread(self, errors: Iterable[InputFailure]) -> None:
        """Files that could not be read, each with the unit of its neighbours where that is one only."""
        for each in errors:
            self.counts[self._neighbours.unit_of(each.path)].unread += 1

    def add_handwritten(self, skipped: Iterable[SkippedInput]) -> Iterator[tuple[SkippedInput, str]]:
        """Scans that only people can read, which were handed in all the same; each with its unit."""
        for each, unit in self._neighbours.by_hand(skipped):
            self.counts[unit].by_hand += 1
            yield each, unit

    def add_missing(self, missing: Iterable[MissingPledge]) -> None:
        """People of the roster without a pledge."""
        for each in missing:
            self.has_roster = True
            self.counts[self.name(each.unit)].missing += 1

    def add_roster(self, roster: Iterable[RosterLine]) -> None:
        """Everybody who is listed."""
        for each in roster:
            self.has_roster = True
            self.counts[self.name(each.unit)].roster[each.status] += 1

    def rows(self, no_unit: str) -> list[list[Cell]]:
        """The lines of the sheet, in the order of the units' names."""
        names = sorted(self.counts, key=lambda name: (not name, collation_key(name)))
        return [self._row(at, name, no_unit) for at, name in enumerate(names, 1)]

    def _row(self, at: int, name: str, no_unit: str) -> list[Cell]:
        counts = self.counts[name]
        above = _ABOVE.search(name)
        by_hand = max(counts.roster[BY_HAND], counts.by_hand)  # the scan of somebody listed is the same one
        listed = sum(counts.roster.values())
        not_due = listed - sum(counts.roster[status] for status in DUE)
        known: Mapping[str, int | None] = {
            "due": (listed - not_due) if listed else None,
            "by_hand": by_hand if listed or by_hand else None,
            "not_due": not_due if listed else None,
            "missing": counts.missing if self.has_roster else None,
        }
        return [
            at,
            (name[: above.start()] if above else name) or no_unit,
            above[1] if above else None,
            known["due"],
            counts.pledges + by_hand,
            known["by_hand"],
            known["not_due"],
            known["missing"],
            counts.unread,
            *(counts.states[state] for state in ("clear", "add", "talk", "unsure")),
            counts.theme,
            counts.repeated,
            None,
        ]


def totals(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> list[int]:
    """The sum of each of these columns."""
    return [sum(int(row[at] or 0) for row in rows) for at in columns]
