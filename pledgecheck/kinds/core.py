"""Is there an act? The core of a commitment, found segment by segment.

Empty verbs are a closed class, light verbs need something definite beside them, every other verb is taken
for an act, with less confidence when the lexicon does not know it. The official vocabulary is a closed
class too: words outside it are what a text is about, and they are counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgecheck.kinds.slots import Slots
from pledgecheck.text.lexicon import Lexicon, Match, Token
from pledgecheck.text.words import word_spans

Span = tuple[int, int]
_SKIP = frozenset({"subject", "lead_in", "modifier", "function"})
_VERBS = frozenset({"empty_verb", "light_verb", "scalar_verb", "concrete_verb", "leader_verb"})
_SIGN = re.compile(r"[,;:.()?!]| - ")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between signs: what its head is and what stands in it (counts of words and syllables)."""

    head: str  # negative | concrete | light | empty | scalar | open | none
    head_span: Span | None
    object_span: Span | None
    unknown: int  # syllables outside the official vocabulary
    concrete: int  # listed observable verbs besides the head
    virtue: int
    duty: int
    definite: int  # beneficiaries, evidence, places, units, listed concrete objects
    leaning: int  # verbs that name a duty minus verbs of attitude
    manner: int  # adverbs of manner and intensifiers
    first: bool  # no verb stands before it in the commitment
    strict: bool  # the negative's object is a listed concrete one
    start: int
    end: int


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


def free_matches(text: str, start: int, end: int, matches: Sequence[Match]) -> list[Match]:
    """Matches without those single syllables that are only a part of a longer word ("học" in "học bạ")."""
    words = set(word_spans(text[start:end]))
    return [m for m in matches if m.last - m.first > 1 or (m.start - start, m.end - start) in words]


def _classes(match: Match | None) -> frozenset[str]:
    return match.classes if match else frozenset()


def _segment_spans(text: str, start: int, end: int) -> list[Span]:
    out, at = [], start
    for sign in _SIGN.finditer(text, start, end):
        inside_number = (
            sign[0] in ".,:" and sign.start() > start and text[sign.start() - 1].isdigit()
            and sign.end() < end and text[sign.end()].isdigit()
        )
        if inside_number:
            continue
        if sign.start() > at:
            out.append((at, sign.start()))
        at = sign.end()
    if end > at:
        out.append((at, end))
    return out


def _read_segment(
    tokens: Sequence[Token], owner: Sequence[Match | None], masked: Sequence[bool], start: int, end: int, first: bool
) -> Segment | None:
    head, head_span, object_from = "none", None, -1
    unknown = concrete = virtue = duty = definite = leaning = manner = 0
    strict = False
    seen: set[int] = set()
    any_token = led = False
    last = start
    for i, token in enumerate(tokens):
        if token.start < start or token.end > end or masked[i]:
            continue
        any_token = True
        last = token.end
        match = owner[i]
        classes = _classes(match)
        if match is not None and match.first in seen:
            continue
        if match is not None:
            seen.add(match.first)
        manner += "modifier" in classes
        leaning += ("duty_verb" in classes) - ("attitude_verb" in classes)
        if classes & {"unit", "beneficiary", "evidence", "person", "negative_concrete"}:
            definite += 1
        if head == "none":
            # "về, đến, để, đi" are verbs only where the segment begins with them.
            kind = _head_kind(classes - {"concrete_verb"} if led and "function" in classes else classes, token.text)
            if not classes & {"subject", "lead_in", "modifier"}:
                led = True
            if kind:
                head, head_span = kind, (token.start, match.end if match else token.end)
                if kind == "open":
                    unknown += 1
                continue
        if object_from < 0 and head != "none":
            object_from = token.start
        if head == "negative" and classes & {"light_verb", "scalar_verb"}:
            concrete += 1
        elif "concrete_verb" in classes and not classes & {"fixed_noun", "function"}:
            concrete += 1
        elif head == "negative" and "negative_concrete" in classes:
            strict = True
        if "virtue" in classes:
            virtue += 1
        elif "duty" in classes:
            duty += 1
        elif not classes and not token.text[0].isdigit() and token.text != "%":
            unknown += 1
    if not any_token:
        return None
    return Segment(head, head_span, (object_from, last) if object_from >= 0 else None, unknown, concrete, virtue,
                   duty, definite, leaning, manner, first, strict, start, end)


def _head_kind(classes: frozenset[str], word: str) -> str:
    if word[0].isdigit() or word == "%":
        return ""
    if "negative" in classes:
        return "negative"
    if classes & {"fixed_noun", "virtue"} and not classes & {"concrete_verb"}:
        return "attitude" if "virtue" in classes else ""
    if "scalar_verb" in classes:
        return "scalar"
    if "light_verb" in classes or "leader_verb" in classes:
        return "light"
    if classes & {"concrete_verb", "routine"}:
        return "concrete"
    if "empty_verb" in classes:
        return "empty"
    if classes & _SKIP or classes & {"unit", "standing"}:
        return ""
    if classes:
        return ""
    return "open"


def _strength(seg: Segment, slots: Slots) -> tuple[float, str]:
    """How sure it is that the segment holds an act."""

    def within(span: Span | None) -> bool:
        return span is not None and seg.start <= span[0] < seg.end

    measured, timed = within(slots.measure), within(slots.time)
    shown, placed = within(slots.evidence), within(slots.person)
    minor = measured + timed + shown + placed
    firm = measured or timed or shown
    body = seg.unknown + 2 * seg.concrete
    # Manner instead of measure is how a direction is worded; what follows a general verb mostly lists its objects.
    loose = 0.0 if firm else 0.1 * min(3, seg.manner) + (0.0 if seg.first else 0.15)
    value, kind = _by_head(seg, slots, body, measured, timed, shown, placed, minor, within(slots.change))
    return max(0.02, min(0.97, value - loose)), kind


def _by_head(
    seg: Segment, slots: Slots, body: int, measured: bool, timed: bool, shown: bool, placed: bool, minor: int, change: bool
) -> tuple[float, str]:
    if seg.head == "negative":
        if seg.strict:
            return 0.95, "negative"
        if seg.virtue and body < 4 * seg.virtue:
            return (0.42 if body >= 3 else 0.08), "negative"
        if seg.concrete or seg.definite:
            return (0.85 if body >= 3 else 0.72), "negative"
        return (0.3 if body < 2 else 0.52 if body == 2 else 0.68 if body == 3 else 0.82), "negative"
    if seg.head == "scalar":
        if change:
            return 0.97, "scalar"
        if measured:
            return (0.92 if seg.unknown or seg.definite else 0.78), "scalar"
        if timed and body and not seg.virtue:
            return 0.66, "scalar"
        return 0.1 + 0.08 * min(3, body) + 0.1 * shown - 0.05 * seg.duty, "empty"
    if seg.head == "concrete":
        score = 0.7 + 0.06 * min(3, body) + 0.07 * min(2, minor) - 0.16 * min(3, seg.virtue) - 0.05 * min(3, seg.duty)
        return (score if body or minor or not seg.virtue else 0.2), "concrete"
    if seg.head == "light":
        score = 0.18 + 0.1 * min(4, body) + 0.34 * (measured or (timed and slots.frequency is not None)) \
            + 0.18 * timed + 0.18 * shown + 0.06 * placed - 0.1 * min(3, seg.virtue + seg.duty // 2)
        return (max(score, 0.62) if measured and not seg.virtue else score), "light"
    if seg.head in ("empty", "attitude"):
        score = 0.04 + 0.05 * min(4, seg.unknown) + 0.14 * min(2, seg.concrete) + 0.28 * measured + 0.18 * timed \
            + 0.1 * shown - 0.06 * min(4, seg.virtue)
        if measured and not seg.virtue and (body or seg.definite):
            score = max(score, 0.6)
        return min(score, 0.8), "empty"
    if seg.head == "open":
        score = 0.32 + 0.09 * min(4, body) + 0.16 * min(2, minor) - 0.12 * min(3, seg.virtue) - 0.08 * min(3, seg.duty)
        return min(score, 0.93), "open"
    score = 0.1 + 0.2 * min(2, seg.concrete) + 0.08 * min(3, seg.unknown) + 0.25 * measured + 0.1 * timed \
        - 0.08 * min(3, seg.virtue)
    return min(score, 0.85), "open"


def _joined(
    text: str, owner: Sequence[Match | None], tokens: Sequence[Token], spans: Sequence[Span]
) -> list[Span]:
    """A "không" governs the list that follows it: join the pieces until the next verb of its own kind."""
    out: list[Span] = []
    negative = False
    for a, b in spans:
        heads = [_classes(owner[i]) for i, t in enumerate(tokens) if a <= t.start < b][:2]
        starts = bool(heads) and bool(heads[0] & {"negative"} or (len(heads) > 1 and heads[1] & {"negative"}))
        own = bool(heads) and bool(heads[0] & (_VERBS | _SKIP) - {"light_verb"})
        if out and negative and not starts and not own and text[out[-1][1]] == ",":
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
            negative = starts
    return out


def find_core(
    text: str, start: int, end: int, tokens: Sequence[Token], matches: Sequence[Match], masks: Sequence[Span],
    slots: Slots, lexicon: Lexicon,
) -> Core:
    """The best checkable act of view text[start:end]; `masks` are spans that are names or quotations."""
    owner: list[Match | None] = [None] * len(tokens)
    for match in matches:
        for i in range(match.first, match.last):
            owner[i] = match
    busy = [*masks, *slots.times]
    masked = [any(a <= t.start and t.end <= b for a, b in busy) for t in tokens]
    segments: list[Segment] = []
    for a, b in _joined(text, owner, tokens, _segment_spans(text, start, end)):
        verbless = all(s.head in ("none", "attitude") for s in segments)
        seg = _read_segment(tokens, owner, masked, a, b, verbless)
        if seg is not None:
            segments.append(seg)
    best, kind, chosen, acts = 0.0, "none", None, 0
    for seg in segments:
        value, name = _strength(seg, slots)
        acts += value >= 0.5
        if value > best:
            best, kind, chosen = value, name, seg
    virtue = sum(s.virtue for s in segments)
    duty = sum(s.duty for s in segments)
    unknown = sum(s.unknown for s in segments)
    leaning = sum(s.leaning for s in segments)
    names_duty = duty + 0.35 * unknown + 0.6 * leaning - virtue > 0.3
    return Core(
        act=best,
        kind=kind if best >= 0.5 else ("duty" if names_duty else "none"),
        action=chosen.head_span if chosen else None,
        object=chosen.object_span if chosen else None,
        names_duty=names_duty,
        segments=tuple(segments),
        acts=acts,
    )
