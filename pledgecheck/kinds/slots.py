"""Finding the slots of one commitment: measure, time, evidence, place or person, in the view text.

A pattern hit that is part of a document number, a name or an address measures nothing, and the date of a
document is no deadline. All spans are into the part that is looked at, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from pledgecheck.text.lexicon import Match, Part

Span = tuple[int, int]
_START = itemgetter(0)  # of a token
_COMPARED = 24  # characters before a number in which "ít nhất", "còn dưới" may stand
_APART = 4  # characters between two times that are two and not one
_BREAKS = frozenset(",.;:()-")  # signs that part a number from a noun
_NO_UNITS = frozenset({"function", "modifier", "lead_in"})
_PERSONS, _EVIDENCE, _TOTAL = frozenset({"person", "beneficiary"}), frozenset({"evidence"}), frozenset({"total"})


class Slots(NamedTuple):
    """What was found in one stretch of text; None where nothing was."""

    measure: Span | None
    frequency: Span | None
    time: Span | None
    evidence: Span | None
    person: Span | None
    numbers: tuple[Span, ...]  # numbers that measure something
    idle_numbers: tuple[Span, ...]  # numbers that are names
    change: Span | None  # "từ 70 xuống còn 40"
    times: tuple[Span, ...] = ()  # every time and frequency found


def moved(span: Span | None, by: int) -> Span | None:
    """A span so many characters further on."""
    return None if span is None else (span[0] + by, span[1] + by)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return bool(spans) and any([a <= span[0] and span[1] <= b for a, b in spans])


def _touch(span: Span, spans: Sequence[Span]) -> bool:
    return bool(spans) and any([a < span[1] and span[0] < b for a, b in spans])


def _first(spans: Sequence[Span]) -> Span | None:
    """The first span, of those that begin together the longest."""
    if len(spans) < 2:
        return spans[0] if spans else None
    return min(spans, key=lambda span: (span[0], -span[1]))


class _Finder:
    """One part with its phrases."""

    __slots__ = ("hits", "matches", "part", "text")

    def __init__(self, part: Part, matches: Sequence[Match]) -> None:
        self.part, self.text, self.matches = part, part.text, matches
        self.hits = part.spans  # spans of a pattern group

    def listed(self, wanted: frozenset[str]) -> list[Span]:
        """Spans of phrases of these classes."""
        return [(m.start, m.end) for m in self.matches if not wanted.isdisjoint(m.classes)]

    def word(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def unit_after(self, span: Span) -> int | None:
        """End of what a number counts: the listed unit or the plain noun right after it; None without one."""
        tokens = self.part.tokens
        at = bisect_left(tokens, span[1], key=_START)
        if at == len(tokens) or not _BREAKS.isdisjoint(self.text[span[1] : tokens[at].start]):
            return None
        token = tokens[at]
        match = next((m for m in self.matches if m.start <= token.start < m.end), None)
        if match is None:
            return token.end
        return None if match.classes <= _NO_UNITS else match.end

    def compared(self, span: Span) -> bool:
        """Whether a comparison ("ít nhất", "xuống còn") stands before the number."""
        before = self.text[max(0, span[0] - _COMPARED) : span[0]]
        return self.part.lexicon.has_in("comparator_before", before)


def slots_of(part: Part) -> Slots:
    """The slots of a part, remembered with it."""
    known: Slots | None = part.memo.get(slots_of)
    if known is None:
        known = part.memo[slots_of] = find_slots(part, part.matches)
    return known


def find_slots(part: Part, matches: Sequence[Match]) -> Slots:
    """Slots of a part; `matches` are the phrases that count in it."""
    found = _Finder(part, matches)
    hits = part.spans
    undated = [*hits("horizon"), *hits("document")]
    frequency = [s for s in hits("frequency") if not _inside(s, undated)]
    dates = sorted([s for s in (*hits("deadline"), *hits("period")) if not _inside(s, undated)])
    clock = [s for s in hits("clock") if not _inside(s, undated)]
    times = sorted([*dates, *clock, *frequency])
    change = _first(hits("range_change"))
    measures, numbers, idle = _measures(found, times, [*hits("not_measure"), *undated])
    if change:
        measures.append(change)
    if not measures:
        measures = _length_beside_date(found, dates) or [
            s for s in frequency if any(c.isdigit() for c in found.word(s))
        ]
    person = hits("place") + hits("beneficiary") + found.listed(_PERSONS)
    return Slots(
        measure=_first(measures),
        frequency=_first(frequency),
        time=_first(times),
        evidence=_first(hits("evidence") + found.listed(_EVIDENCE)),
        person=_first([p for p in person if p[0] > 0] or person),
        numbers=tuple(numbers),
        idle_numbers=tuple(idle),
        change=change,
        times=tuple(times),
    )


def _measures(
    found: _Finder, times: Sequence[Span], names: Sequence[Span]
) -> tuple[list[Span], list[Span], list[Span]]:
    """(measures with their units, numbers that measure, numbers that are names)."""
    empty_percent = found.hits("percent_empty")
    real_percent = [s for s in found.hits("percent_real") if not _touch(s, empty_percent)]
    measures = real_percent + found.listed(_TOTAL)
    numbers: list[Span] = []
    idle: list[Span] = []
    for span in found.hits("number"):
        if _inside(span, names):
            idle.append(span)
        elif _inside(span, times) or _touch(span, real_percent):
            numbers.append(span)
        elif _touch(span, empty_percent):
            idle.append(span)
        elif (unit := found.unit_after(span)) is not None:
            measures.append((span[0], unit))
            numbers.append(span)
        elif found.compared(span):
            measures.append(span)
            numbers.append(span)
        elif found.word(span).endswith("%"):
            numbers.append(span)
    for span in found.hits("word_number"):
        unit = found.unit_after(span)
        if unit is not None and not _inside(span, names) and not _inside(span, times):
            measures.append((span[0], unit))
    return measures, numbers, idle


def _length_beside_date(found: _Finder, dates: Sequence[Span]) -> list[Span]:
    """Of two dated times one that is a length of time says how much, the other when."""
    apart: list[Span] = []
    for span in dates:
        between = found.text[apart[-1][1] : span[0]] if apart else ","
        if any(c.isdigit() for c in found.word(span)) and (len(between) > _APART or "," in between):
            apart.append(span)
    if len(apart) < 2:
        return []
    return [s for s in apart if found.part.lexicon.has_in("length_of_time", found.word(s))][:1]
