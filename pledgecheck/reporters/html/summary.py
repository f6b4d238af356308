"""What many pledges show together: pictures, what to read first, units, what the form may cause.

Only small facts of each pledge stay in memory; nothing here is in the order of a score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from pledgecheck.reporters.form import FORM_FROM_PLEDGES, NAMED, lacks_of
from pledgecheck.reporters.html.pictures import Part, share_bar, stacked
from pledgecheck.reporters.html.pledge import Entry, Lines, PledgeView
from pledgecheck.reporters.messages import REASON, SUMMARY, Words
from pledgecheck.reporters.order import collation_key, name_key
from pledgecheck.reporters.state import ACT, REASONS, STATES, Reason, State, counting, reasons_of
from pledgecheck.wording import DUTY_RELATIONS, LEVELS, THEME_RELATIONS, Pair, say
from pledgecheck.wording import STATES as STATE_NAMES

_SHOWN: tuple[State, ...] = ("clear", "add", "talk", "unsure")
_SHARES = (("share_0", 0.005), ("share_20", 0.2), ("share_50", 0.5), ("share_80", 0.8), ("share_100", 9.0))


@dataclass(frozen=True, slots=True)
class Listed:
    """What stays of a pledge for lists and counts."""

    at: int  # order of arrival
    id: str
    author: str | None
    unit: str
    role: str | None
    kind: str
    year: int | None
    state: State
    reasons: tuple[Reason, ...]
    lines: Lines = field(repr=False)
    levels: tuple[int, ...]
    named: tuple[int, ...]
    acts: int
    theme: str | None
    duty: str
    repeats: float | None
    lacks: frozenset[str]
    total: float | None
    rules: frozenset[str]

    @property
    def order(self) -> tuple[object, ...]:
        """By unit, then by name, then by year."""
        return (not self.unit, collation_key(self.unit), name_key(self.author or ""), self.year or 0, self.at)


def listed(at: int, entry: Entry, view: PledgeView) -> Listed:
    """The small facts of one pledge."""
    report = entry.report
    ours = counting(report)
    levels = Counter(one.level for one in ours)
    acts = [one for one in ours if one.level >= ACT]
    return Listed(
        at=at,
        id=report.id,
        author=report.author,
        unit=(report.unit or "").strip(),
        role=report.role,
        kind=view.kind,
        year=report.year,
        state=view.state,
        reasons=reasons_of(report),
        lines=view.lines,
        levels=tuple(levels[n] for n in range(5)),
        acts=len(acts),
        named=tuple(sum(one.slots.get(slot) is not None for one in acts) for slot in NAMED),
        theme=report.theme.relation if report.theme else None,
        duty=report.duty.relation,
        repeats=report.copying.counted_share
        if report.score.parts.get("originality") is not None and report.copying
        else None,
        lacks=frozenset() if entry.sensitive else lacks_of(report),
        total=report.score.total,
        rules=view.rules,
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A distribution: a bar and its figures."""

    title: str
    note: str
    bar: Markup | None
    figures: tuple[tuple[str, str, int, Markup | None], ...]  # class, label, count, bar of its own


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the table."""

    name: str
    at: int
    pledges: tuple[Listed, ...]
    states: tuple[tuple[State, int], ...]
    bar: Markup
    mean: str | None


@dataclass(frozen=True, slots=True)
class ReadingGroup:
    """Pledges to read first, for one reason; by unit and name."""

    state: State
    reason: str
    units: tuple[tuple[str, tuple[Listed, ...]], ...]
    count: int


def units_of(rows: Sequence[Listed], words: Words) -> list[UnitLine]:
    """The units in order of their names; `rows` are in order already."""
    by_unit: defaultdict[str, list[Listed]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit].append(row)
    return [
        UnitLine(name, at, tuple(ones), tuple(_states(ones)), states_bar(ones, words), _mean(ones, words))
        for at, (name, ones) in enumerate(by_unit.items(), start=1)
    ]


def _mean(rows: Sequence[Listed], words: Words) -> str | None:
    totals = [row.total for row in rows if row.total is not None]
    return words.number(sum(totals) / len(totals), 0) if len(totals) >= FORM_FROM_PLEDGES else None


def _states(rows: Iterable[Listed]) -> list[tuple[State, int]]:
    counts = Counter(row.state for row in rows)
    return [(state, counts[state]) for state in _SHOWN]


def states_bar(rows: Sequence[Listed], words: Words) -> Markup:
    """The states of some pledges as one bar."""
    return stacked(
        [(f"c-{state}", say(STATE_NAMES[state], words.lang), count) for state, count in _states(rows)],
        words(SUMMARY["states_title"]),
        height=16,
    )


def states_of(rows: Sequence[Listed], words: Words) -> list[tuple[State, str, int, str]]:
    """State, its name, how many, their share."""
    return [
        (state, say(STATE_NAMES[state], words.lang), count, words.percent(count / len(rows)) if rows else "–")
        for state, count in _states(rows)
    ]


def pictures(rows: Sequence[Listed], words: Words) -> list[Picture]:
    """Distributions over all pledges; those without data are left out."""
    levels = [sum(row.levels[n] for row in rows) for n in range(5)]
    acts = sum(row.acts for row in rows)
    found = [
        _picture(
            "levels_title",
            words(SUMMARY["levels_note"], n=words.count(sum(levels))),
            [(f"c-l{n}", say(LEVELS[n], words.lang), count) for n, count in enumerate(levels)],
            words,
        ),
        Picture(
            words(SUMMARY["named_title"]),
            words(SUMMARY["named_note"], n=words.count(acts), level=say(LEVELS[ACT], words.lang)),
            None,
            tuple(
                ("c-l3", label, count, share_bar("c-l3", count, acts, label))
                for at, slot in enumerate(NAMED)
                for label, count in [(words(SUMMARY[f"slot_{slot}"]), sum(row.named[at] for row in rows))]
            )
            if acts
            else (),
        ),
        _relations("theme_title", "", [row.theme for row in rows if row.theme], THEME_RELATIONS, words),
        _relations("duty_title", "", [row.duty for row in rows], DUTY_RELATIONS, words),
        _repeats([row.repeats for row in rows if row.repeats is not None], words),
    ]
    return [each for each in found if any(count for _, _, count, _ in each.figures)]


def _picture(title: str, note: str, parts: Sequence[Part], words: Words) -> Picture:
    return Picture(
        words(SUMMARY[title]),
        note,
        stacked(parts, words(SUMMARY[title])),
        tuple((name, label, count, None) for name, label, count in parts),
    )


_TONES = {
    "applied": "c-l4",
    "own": "c-l4",
    "quoted": "c-l1",
    "generic": "c-l1",
    "not_found": "c-none",
    "unknown": "c-none",
    "outdated": "c-talk",
    "foreign": "c-talk",
}


def _relations(title: str, note: str, values: Sequence[str], names: dict[str, Pair], words: Words) -> Picture:
    counts = Counter(values)
    return _picture(
        title,
        note,
        [(_TONES[name], say(pair, words.lang), counts[name]) for name, pair in names.items()]
        if values
        else [],
        words,
    )


def _repeats(shares: Sequence[float], words: Words) -> Picture:
    counts: Counter[str] = Counter(next(name for name, limit in _SHARES if share < limit) for share in shares)
    parts = [(f"c-r{at}", words(SUMMARY[name]), counts[name]) for at, (name, _) in enumerate(_SHARES)]
    return _picture(
        "repeat_title",
        words(SUMMARY["repeat_note"], n=words.count(len(shares))),
        parts if shares else [],
        words,
    )


def reading(rows: Sequence[Listed], words: Words) -> list[ReadingGroup]:
    """What to read first and why: each pledge once, under its weightiest reason."""
    groups: defaultdict[tuple[State, Reason], list[Listed]] = defaultdict(list)
    for row in rows:
        if row.state in ("talk", "unsure") and row.reasons:
            groups[row.state, row.reasons[0]].append(row)
    found = []
    for (state, reason), ones in sorted(
        groups.items(), key=lambda item: (STATES.index(item[0][0]), REASONS.index(item[0][1]))
    ):
        by_unit: defaultdict[str, list[Listed]] = defaultdict(list)
        for row in ones:
            by_unit[row.unit].append(row)
        found.append(
            ReadingGroup(
                state,
                words(REASON[reason]),
                tuple((unit, tuple(few)) for unit, few in by_unit.items()),
                len(ones),
            )
        )
    return found
