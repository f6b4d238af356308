"""Which unit a report or a file belongs to, for all that gather by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from pledgecheck.model import Report, SkippedInput
from pledgecheck.readers.places import unit_hint


class UnitNames:
    """One spelling for each unit: a roster and the pledges differ in capitals and spaces."""

    __slots__ = ("_first",)

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def __call__(self, unit: str | None) -> str:
        name = " ".join((unit or "").split())
        return self._first.setdefault(name.casefold(), name)


class Neighbours:
    """Files without a report, each with the unit of its neighbours where that is one only."""

    __slots__ = ("_folders", "_names")

    def __init__(self, names: UnitNames) -> None:
        self._names = names
        self._folders: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, report: Report) -> None:
        """A pledge that was read."""
        if report.path:
            self._folders[str(PurePath(report.path).parent)].add(self._names(report.unit))

    def unit_of(self, path: str) -> str:
        """The unit of a file, "" where it cannot be told."""
        units = self._folders.get(str(PurePath(path).parent), set())
        return next(iter(units)) if len(units) == 1 else ""

    def by_hand(self, skipped: Iterable[SkippedInput]) -> Iterator[tuple[SkippedInput, str]]:
        """Scans that only people can read, which were handed in all the same; each with its unit."""
        for each in skipped:
            if each.code == "handwritten":
                folders = PurePath(each.path).parent.parts
                yield each, self.unit_of(each.path) or self._names(unit_hint(*folders))
