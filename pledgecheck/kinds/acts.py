"""From what stands in a segment to the probability that it holds an act.

A weighted sum of named observations through the logistic function. The weights are data
(rules/core/lexicon/acts.yaml), estimated from labelled sentences by bench/fit_acts.py; the probability is
at the same time the confidence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from pledgecheck.kinds.segments import Segment
from pledgecheck.kinds.slots import Slots, Span

HEADS = ("negative", "concrete", "light", "scalar", "empty", "attitude", "open", "none")
_COUNTED = frozenset({"negative", "concrete", "light", "empty", "open"})  # heads whose unknown words count apart
_CENTRE, _SPREAD = 0.5, 4.0  # brings the rule of thumb from 0-1 to -2-2, the range of the other observations

# The rule of thumb by kind of head: where it starts, and for each observation what one of it is worth and how
# many count. Abstentions and scalar verbs have rules of their own below.
_Worth = tuple[float, Mapping[str, tuple[float, int]]]
_ATTITUDE: _Worth = (
    0.04,
    {"unknown": (0.05, 4), "verbs": (0.14, 2), "measured": (0.28, 1), "timed": (0.18, 1), "shown": (0.1, 1),
     "virtue": (-0.06, 4)},
)
_WORTH: Mapping[str, _Worth] = {
    "concrete": (0.7, {"body": (0.06, 3), "minor": (0.07, 2), "virtue": (-0.16, 3), "duty": (-0.05, 3)}),
    "light": (
        0.18,
        {"body": (0.1, 4), "measured or habit": (0.34, 1), "timed": (0.18, 1), "shown": (0.18, 1),
         "placed": (0.06, 1), "abstract": (-0.1, 3)},
    ),
    "empty": _ATTITUDE,
    "attitude": _ATTITUDE,
    "open": (0.32, {"body": (0.09, 4), "minor": (0.16, 2), "virtue": (-0.12, 3), "duty": (-0.08, 3)}),
    "none": (
        0.1,
        {"verbs": (0.2, 2), "unknown": (0.08, 3), "measured": (0.25, 1), "timed": (0.1, 1), "virtue": (-0.08, 3)},
    ),
}
_LEAST, _MOST = 0.02, 0.97
_BARE_VIRTUE = 0.2  # a concrete verb with nothing but virtues behind it ("nói đi đôi với làm")
_MEASURED_LIGHT = 0.62  # a light verb with a measure is an act
_MEASURED_ATTITUDE = 0.6  # so is a general verb with something definite that is measured …
_MOST_ATTITUDE = 0.8  # … and without it never a sure one
_MANNER, _LATER = 0.1, 0.15  # taken off for manner instead of measure, and for what only lists objects
_FULL = 3  # words of a body that says what is meant


class _Seen:
    """What a segment shows, counted."""

    __slots__ = ("body", "changed", "firm", "habit", "measured", "placed", "shown", "timed")

    def __init__(self, seg: Segment, slots: Slots) -> None:
        start, end = seg.start, seg.end

        def within(span: Span | None) -> bool:
            return span is not None and start <= span[0] < end

        self.measured, self.timed = within(slots.measure), within(slots.time)
        self.shown, self.placed = within(slots.evidence), within(slots.person)
        self.changed = within(slots.change)
        self.habit = self.timed and slots.frequency is not None
        self.firm = self.measured or self.timed or self.shown
        self.body = seg.unknown + 2 * seg.concrete  # a verb mostly has an object of its own


def features(seg: Segment, slots: Slots) -> dict[str, float]:
    """The observations of one segment by name; absent names are 0."""
    return _features(seg, _Seen(seg, slots))


def _features(seg: Segment, seen: _Seen) -> dict[str, float]:
    head = seg.head
    out: dict[str, float] = {
        f"head_{head}": 1,
        f"unknown_{head if head in _COUNTED else 'other'}": min(4, seg.unknown),
        "verbs_after_negative" if head == "negative" else "verbs": min(2, seg.concrete),
        "virtue": min(3, seg.virtue),
        "duty": min(3, seg.duty),
        "definite": min(2, seg.definite),
        "leaning": max(-2, min(2, seg.leaning)),
        "rule": (_rule_score(seg, seen) - _CENTRE) * _SPREAD,
        "listed_abstention": seg.strict,
        "measure": seen.measured,
        "measure_light": seen.measured and head in ("light", "scalar"),
        "measure_empty": seen.measured and head in ("empty", "attitude"),
        "time": seen.timed,
        "frequency": seen.habit,
        "evidence": seen.shown,
        "place": seen.placed,
        "change": seen.changed,
        "manner": 0 if seen.firm else min(3, seg.manner),
        "later": not seen.firm and not seg.first,
        "later_open": not seen.firm and not seg.first and head == "open",
    }
    return {name: float(value) for name, value in out.items() if value}


def what_shows(seg: Segment, slots: Slots) -> tuple[object, ...]:
    """All that `probability` depends on besides the weights."""
    start, end = seg.start, seg.end
    within = [
        span is not None and start <= span[0] < end
        for span in (slots.measure, slots.time, slots.evidence, slots.person, slots.change)
    ]
    return (seg.head, *seg[3:12], slots.frequency is not None, *within)


def probability(seg: Segment, slots: Slots, weights: Mapping[str, float]) -> float:
    """How probable it is (0-1) that the segment holds an act; by rule alone where there are no weights."""
    if not weights:
        return rule_score(seg, slots)
    seen = _features(seg, _Seen(seg, slots))
    total = weights.get("bias", 0.0) + sum([weights.get(name, 0.0) * value for name, value in seen.items()])
    return 1 / (1 + math.exp(-total))


def rule_score(seg: Segment, slots: Slots) -> float:
    """The written rule of thumb behind the weights, 0-1: what kind of head, and what is definite beside it."""
    return _rule_score(seg, _Seen(seg, slots))


def _rule_score(seg: Segment, seen: _Seen) -> float:
    if seg.head == "negative":
        value = _negative(seg, seen.body)
    elif seg.head == "scalar":
        value = _scalar(seg, seen)
    else:
        value = _clamped(seg, seen, _summed(seg, seen))
    # Manner instead of measure is how a direction is worded; what follows a general verb mostly lists its objects.
    loose = 0.0 if seen.firm else _MANNER * min(3, seg.manner) + (0.0 if seg.first else _LATER)
    return max(_LEAST, min(_MOST, value - loose))


def _summed(seg: Segment, seen: _Seen) -> float:
    counts: dict[str, int] = {
        "body": seen.body,
        "unknown": seg.unknown,
        "verbs": seg.concrete,
        "virtue": seg.virtue,
        "duty": seg.duty,
        "abstract": seg.virtue + seg.duty // 2,
        "minor": seen.measured + seen.timed + seen.shown + seen.placed,
        "measured": seen.measured,
        "measured or habit": seen.measured or seen.habit,
        "timed": seen.timed,
        "shown": seen.shown,
        "placed": seen.placed,
    }
    start, worth = _WORTH[seg.head]
    return start + sum([each * min(most, counts[name]) for name, (each, most) in worth.items()])


def _clamped(seg: Segment, seen: _Seen, value: float) -> float:
    """`value` within what this kind of head can be."""
    if seg.head == "concrete" and seg.virtue and not (seen.body or seen.firm or seen.placed):
        return _BARE_VIRTUE
    if seg.head == "light" and seen.measured and not seg.virtue:
        return max(value, _MEASURED_LIGHT)
    if seg.head in ("empty", "attitude"):
        sure = seen.measured and not seg.virtue and (seen.body or seg.definite)
        return max(value, _MEASURED_ATTITUDE) if sure else min(value, _MOST_ATTITUDE)
    return value


def _negative(seg: Segment, body: int) -> float:
    """An abstention: as concrete as its object."""
    if seg.strict:
        return 0.95
    if seg.virtue and body < 4 * seg.virtue:
        return 0.42 if body >= _FULL else 0.08
    if seg.concrete or seg.definite:
        return 0.85 if body >= _FULL else 0.72
    return (0.3, 0.3, 0.52, 0.68, 0.82)[min(body, 4)]


def _scalar(seg: Segment, seen: _Seen) -> float:
    """A change of degree: an act where its measure stands, else a direction."""
    if seen.changed:
        return 0.97
    if seen.measured:
        return 0.92 if seg.unknown or seg.definite else 0.78
    if seen.timed and seen.body and not seg.virtue:
        return 0.66
    return 0.1 + 0.08 * min(3, seen.body) + 0.1 * seen.shown - 0.05 * seg.duty
