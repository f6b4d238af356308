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


def _clip(value: int, most: int) -> int:
    return min(most, value)


def features(seg: Segment, slots: Slots) -> dict[str, float]:
    """The observations of one segment by name; absent names are 0."""

    def within(span: Span | None) -> bool:
        return span is not None and seg.start <= span[0] < seg.end

    measured, timed = within(slots.measure), within(slots.time)
    shown, placed = within(slots.evidence), within(slots.person)
    firm = measured or timed or shown
    head = seg.head
    known = head if head in ("negative", "concrete", "light", "empty", "open") else "other"
    out: dict[str, float] = {
        f"head_{head}": 1,
        f"unknown_{known}": _clip(seg.unknown, 4),
        "verbs_after_negative" if head == "negative" else "verbs": _clip(seg.concrete, 2),
        "virtue": _clip(seg.virtue, 3),
        "duty": _clip(seg.duty, 3),
        "definite": _clip(seg.definite, 2),
        "leaning": max(-2, _clip(seg.leaning, 2)),
        "rule": (rule_score(seg, slots) - 0.5) * 4,
    }
    if seg.strict:
        out["listed_abstention"] = 1
    if not firm:
        out["manner"] = _clip(seg.manner, 3)
        if not seg.first:
            out["later"] = 1
            if head == "open":
                out["later_open"] = 1
    if measured:
        out["measure"] = 1
        if head in ("light", "scalar"):
            out["measure_light"] = 1
        elif head in ("empty", "attitude"):
            out["measure_empty"] = 1
    if timed:
        out["time"] = 1
        if slots.frequency is not None:
            out["frequency"] = 1
    if shown:
        out["evidence"] = 1
    if placed:
        out["place"] = 1
    if within(slots.change):
        out["change"] = 1
    return out


def probability(seg: Segment, slots: Slots, weights: Mapping[str, float]) -> float:
    """How probable it is (0-1) that the segment holds an act; by rule alone where there are no weights."""
    if not weights:
        return rule_score(seg, slots)
    total = weights.get("bias", 0.0) + sum(weights.get(k, 0.0) * v for k, v in features(seg, slots).items())
    return 1 / (1 + math.exp(-total))


def rule_score(seg: Segment, slots: Slots) -> float:
    """The written rule of thumb behind the weights, 0-1: what kind of head, and what is definite beside it."""

    def within(span: Span | None) -> bool:
        return span is not None and seg.start <= span[0] < seg.end

    measured, timed = within(slots.measure), within(slots.time)
    shown, placed = within(slots.evidence), within(slots.person)
    minor = measured + timed + shown + placed
    body = seg.unknown + 2 * seg.concrete
    # Manner instead of measure is how a direction is worded; what follows a general verb mostly lists its objects.
    loose = 0.0 if measured or timed or shown else 0.1 * min(3, seg.manner) + (0.0 if seg.first else 0.15)
    habit = timed and slots.frequency is not None
    match seg.head:
        case "negative":
            value = _negative(seg, body)
        case "scalar":
            value = _scalar(seg, body, measured, timed, shown, within(slots.change))
        case "concrete":
            value = (
                0.7
                + 0.06 * min(3, body)
                + 0.07 * min(2, minor)
                - 0.16 * min(3, seg.virtue)
                - 0.05 * min(3, seg.duty)
            )
            value = value if body or minor or not seg.virtue else 0.2
        case "light":
            value = (
                0.18
                + 0.1 * min(4, body)
                + 0.34 * (measured or habit)
                + 0.18 * timed
                + 0.18 * shown
                + 0.06 * placed
                - 0.1 * min(3, seg.virtue + seg.duty // 2)
            )
            value = max(value, 0.62) if measured and not seg.virtue else value
        case "empty" | "attitude":
            value = (
                0.04
                + 0.05 * min(4, seg.unknown)
                + 0.14 * min(2, seg.concrete)
                + 0.28 * measured
                + 0.18 * timed
                + 0.1 * shown
                - 0.06 * min(4, seg.virtue)
            )
            value = (
                max(value, 0.6) if measured and not seg.virtue and (body or seg.definite) else min(value, 0.8)
            )
        case "open":
            value = (
                0.32
                + 0.09 * min(4, body)
                + 0.16 * min(2, minor)
                - 0.12 * min(3, seg.virtue)
                - 0.08 * min(3, seg.duty)
            )
        case _:
            value = (
                0.1
                + 0.2 * min(2, seg.concrete)
                + 0.08 * min(3, seg.unknown)
                + 0.25 * measured
                + 0.1 * timed
                - 0.08 * min(3, seg.virtue)
            )
    return max(0.02, min(0.97, value - loose))


def _negative(seg: Segment, body: int) -> float:
    if seg.strict:
        return 0.95
    if seg.virtue and body < 4 * seg.virtue:
        return 0.42 if body >= 3 else 0.08
    if seg.concrete or seg.definite:
        return 0.85 if body >= 3 else 0.72
    return (0.3, 0.3, 0.52, 0.68, 0.82)[min(body, 4)]


def _scalar(seg: Segment, body: int, measured: bool, timed: bool, shown: bool, change: bool) -> float:
    if change:
        return 0.97
    if measured:
        return 0.92 if seg.unknown or seg.definite else 0.78
    if timed and body and not seg.virtue:
        return 0.66
    return 0.1 + 0.08 * min(3, body) + 0.1 * shown - 0.05 * seg.duty
