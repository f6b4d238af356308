"""Is there an act? The best segment of a commitment decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pledgecheck.kinds.acts import probability, what_shows
from pledgecheck.kinds.segments import Segment, Span, read_segments
from pledgecheck.kinds.slots import Slots
from pledgecheck.text.lexicon import Lexicon, Match, Part

ACT = 0.5  # the probability from which on a segment counts as an act
WEIGHTS = "act"  # their name in the lexicon
# What makes a commitment without an act name a duty at least: nouns of office, words outside the official
# vocabulary and verbs that name a task, less the virtues.
_UNKNOWN, _LEANING, _NAMES_DUTY = 0.35, 0.6, 0.3
_MOST = 1 << 14  # segments remembered


class Core(NamedTuple):
    """The verdict: `act` how sure it is that there is one (0-1), the kind, and the spans."""

    act: float
    kind: str  # the head of the best segment where there is an act, else duty | none
    action: Span | None
    object: Span | None
    names_duty: bool
    acts: int  # segments with an act


def find_core(part: Part, matches: Sequence[Match], masks: Sequence[Span], slots: Slots) -> Core:
    """The best checkable act of a part; `matches` are the phrases that count in it, `masks` spans that are
    names or quotations."""
    segments = read_segments(part, matches, [*masks, *slots.times])
    values = [_act(segment, slots, part.lexicon) for segment in segments]
    best = max(values, default=0.0)
    chosen = segments[values.index(best)] if segments else None
    leaning = [s.duty - s.virtue + _UNKNOWN * s.unknown + _LEANING * s.leaning for s in segments]
    names_duty = sum(leaning) > _NAMES_DUTY
    kind = chosen.head if chosen and best >= ACT else ("duty" if names_duty else "none")
    return Core(
        act=best,
        kind=kind,
        action=chosen.head_span if chosen else None,
        object=chosen.object_span if chosen else None,
        names_duty=names_duty,
        acts=sum([value >= ACT for value in values]),
    )


def _act(segment: Segment, slots: Slots, lexicon: Lexicon) -> float:
    """How probable it is that the segment holds an act. Few segments differ in what decides it: remembered."""
    key = what_shows(segment, slots)
    known: float | None = lexicon.memo.get(key)
    if known is None:
        if len(lexicon.memo) >= _MOST:
            lexicon.memo.clear()
        known = lexicon.memo[key] = probability(segment, slots, lexicon.weights.get(WEIGHTS, {}))
    return known
