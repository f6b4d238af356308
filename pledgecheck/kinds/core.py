"""Is there an act? The best segment of a commitment decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pledgecheck.kinds.acts import probability
from pledgecheck.kinds.segments import Segment, Span, read_segments
from pledgecheck.kinds.slots import Slots
from pledgecheck.text.lexicon import Lexicon, Match, Token

_ACT = 0.5


@dataclass(frozen=True, slots=True)
class Core:
    """The verdict: `act` how sure it is that there is one (0-1), the kind, and the spans."""

    act: float
    kind: str  # negative | concrete | light | scalar | open | duty | none
    action: Span | None
    object: Span | None
    names_duty: bool
    segments: tuple[Segment, ...]
    acts: int  # segments with an act


def find_core(
    text: str, start: int, end: int, tokens: Sequence[Token], matches: Sequence[Match], masks: Sequence[Span],
    slots: Slots, lexicon: Lexicon,
) -> Core:
    """The best checkable act of view text[start:end]; `masks` are spans that are names or quotations."""
    segments = read_segments(text, start, end, tokens, matches, [*masks, *slots.times])
    weights = lexicon.weights.get("act", {})
    best, chosen, acts = 0.0, None, 0
    for segment in segments:
        value = probability(segment, slots, weights)
        acts += value >= _ACT
        if value > best:
            best, chosen = value, segment
    virtue = sum(s.virtue for s in segments)
    duty = sum(s.duty for s in segments)
    unknown = sum(s.unknown for s in segments)
    leaning = sum(s.leaning for s in segments)
    names_duty = duty + 0.35 * unknown + 0.6 * leaning - virtue > 0.3
    kind = (chosen.head if chosen else "none") if best >= _ACT else ("duty" if names_duty else "none")
    return Core(
        act=best,
        kind=kind,
        action=chosen.head_span if chosen else None,
        object=chosen.object_span if chosen else None,
        names_duty=names_duty,
        segments=tuple(segments),
        acts=acts,
    )
