"""What the form rather than its authors may cause: what nearly every pledge of a group leaves out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pledgecheck.model import Report, SlotName
from pledgecheck.reporters.messages import FORM, SUMMARY, Words
from pledgecheck.reporters.reading import way_of
from pledgecheck.reporters.state import counting

NAMED: tuple[SlotName, ...] = ("time", "measure", "evidence", "place_or_person")
FORM_FROM_PLEDGES = 5
FORM_FROM_SHARE = 0.8


class Lacking(Protocol):
    """A pledge as far as this goes."""

    @property
    def unit(self) -> str: ...
    @property
    def lacks(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class FormFault:
    """What nearly all pledges of a group leave out."""

    where: str
    lack: str
    share: str
    advice: str


def lacks_of(report: Report) -> frozenset[str]:
    """What no commitment of the pledge names; what need not be asked of abstentions is not missing."""
    ours = [one for one in counting(report) if way_of(one) != "negative"]
    found: set[str] = {slot for slot in NAMED if ours and all(one.slots.get(slot) is None for one in ours)}
    if report.theme and report.theme.relation == "quoted":
        found.add("theme")
    if report.duty.relation == "generic":
        found.add("duty")
    return frozenset(found)


def form_faults(rows: Sequence[Lacking], words: Words) -> list[FormFault]:
    """What so many leave out that the form rather than the authors should be looked at."""
    everywhere = dict(_common(rows))
    found = [
        _fault(words(SUMMARY["form_where_all"]), slot, share, words) for slot, share in everywhere.items()
    ]
    by_unit: defaultdict[str, list[Lacking]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit].append(row)
    if len(by_unit) > 1:
        found += [
            _fault(unit, slot, share, words)
            for unit, ones in by_unit.items()
            if unit
            for slot, share in _common(ones)
            if slot not in everywhere
        ]
    return found


def _common(rows: Sequence[Lacking]) -> list[tuple[str, str]]:
    if len(rows) < FORM_FROM_PLEDGES:
        return []
    counts = Counter(slot for row in rows for slot in row.lacks)
    return [
        (slot, f"{counts[slot]}/{len(rows)}") for slot in FORM if counts[slot] >= FORM_FROM_SHARE * len(rows)
    ]


def _fault(where: str, slot: str, share: str, words: Words) -> FormFault:
    lack, advice = FORM[slot]
    return FormFault(where, words(lack), share, words(advice))
