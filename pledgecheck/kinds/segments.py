"""A commitment cut at its signs, and what stands in each segment.

Empty verbs are a closed class, light verbs need something definite beside them, every other verb may be an
act. The official vocabulary is a closed class too: words outside it are what a text is about, and are counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pledgecheck.text.lexicon import Match, Token
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
            sign[0] in ".,:"
            and sign.start() > start
            and text[sign.start() - 1].isdigit()
            and sign.end() < end
            and text[sign.end()].isdigit()
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
    tokens: Sequence[Token],
    owner: Sequence[Match | None],
    masked: Sequence[bool],
    start: int,
    end: int,
    first: bool,
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
            kind = _head_kind(
                classes - {"concrete_verb"} if led and "function" in classes else classes, token.text
            )
            if not classes & {"subject", "lead_in", "modifier"}:
                led = True
            if kind:
                head, head_span = kind, (token.start, match.end if match else token.end)
                if kind == "open" or (
                    kind == "concrete" and match is not None and match.last - match.first > 1
                ):
                    unknown += 1  # a verb of two syllables mostly brings its object along
                continue
        if object_from < 0 and head != "none":
            object_from = token.start
        if (head == "negative" and classes & {"light_verb", "scalar_verb"}) or (
            "concrete_verb" in classes and not classes & {"fixed_noun", "function"}
        ):
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
    return Segment(
        head,
        head_span,
        (object_from, last) if object_from >= 0 else None,
        unknown,
        concrete,
        virtue,
        duty,
        definite,
        leaning,
        manner,
        first,
        strict,
        start,
        end,
    )


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


def read_segments(
    text: str, start: int, end: int, tokens: Sequence[Token], matches: Sequence[Match], masks: Sequence[Span]
) -> list[Segment]:
    """The segments of view text[start:end]; `masks` are spans that are names, quotations or times."""
    owner: list[Match | None] = [None] * len(tokens)
    for match in matches:
        for i in range(match.first, match.last):
            owner[i] = match
    masked = [any(a <= t.start and t.end <= b for a, b in masks) for t in tokens]
    segments: list[Segment] = []
    for a, b in _joined(text, owner, tokens, _segment_spans(text, start, end)):
        verbless = all(s.head in ("none", "attitude") for s in segments)
        segment = _read_segment(tokens, owner, masked, a, b, verbless)
        if segment is not None:
            segments.append(segment)
    return segments
