"""How specific each commitment is: slots, points, level 0-4, confidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pledgecheck.document.model import Document, Promise
from pledgecheck.kinds.core import ACT, Core, find_core
from pledgecheck.kinds.facts import Found, Judged
from pledgecheck.kinds.formula import is_formula
from pledgecheck.kinds.lent import Lender, Lent
from pledgecheck.kinds.segments import free_matches
from pledgecheck.kinds.slots import Slots, Span, find_slots
from pledgecheck.model import SLOT_NAMES, SlotName
from pledgecheck.text.lexicon import Lexicon, tokens_of
from pledgecheck.text.tokens import tokenised

CORE, MEASURE, TIME, EVIDENCE, PERSON = 40.0, 20.0, 20.0, 10.0, 10.0
NAMES_DUTY, LOOPHOLE_ONLY, LOOPHOLE_CAP = 15.0, 10.0, 45.0
ROUTINE_CAP = 55.0  # what the statutes ask anyway, with no measure or time of its own
MOST = 100.0
LEVELS = (10.0, 40.0, 60.0, 90.0)  # the least points of levels 1 to 4
MASKS = ("not_measure", "document", "attribution", "horizon")  # names and quotations: no act in them
_STATE = 0.55  # how sure a state to be reached ("đạt chuẩn …") is one
_UNSURE = 0.16  # this near to the border a person should look
_SUREST = 0.99
_MANY = 4  # segments with an act
_DATED = re.compile(r"\d")


def level_of(points: float) -> int:
    """The level of a number of points (see the scale in docs)."""
    return sum(points >= least for least in LEVELS)


def analyse(document: Document, lexicon: Lexicon) -> tuple[Judged, ...]:
    """Judge every commitment of the document, in reading order."""
    lender = Lender(document, lexicon)
    text = document.view.text
    judged = [_judge(text, p, lexicon, lender.to(p), lender.how(p)) for p in document.promises]
    return _with_duplicates(document, judged)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stands in one stretch of text; `act` is how sure it is that it holds an act (0-1)."""

    core: Core
    slots: Slots
    classes: frozenset[str]
    act: float


def _read(text: str, start: int, end: int, lexicon: Lexicon) -> _Reading:
    """What stands in text[start:end]; the same words are read once, wherever they stand."""
    part, label = text[start:end], text[end : end + 1] == ":"
    memo = tokenised(part).memo
    key = (lexicon, "reading", label)
    found: _Reading | None = memo.get(key)
    if found is None:
        found = memo[key] = _read_part(part, lexicon, label=label)
    return _Reading(found.core.moved(start), found.slots.moved(start), found.classes, found.act)


def _read_part(text: str, lexicon: Lexicon, *, label: bool) -> _Reading:
    end = len(text)
    tokens = tokens_of(text)
    matches = free_matches(text, 0, end, lexicon.matches(text, 0, end))
    slots = find_slots(text, 0, end, lexicon, matches)
    masks = [span for name in MASKS for span in lexicon.find(name, text, 0, end)]
    core = find_core(text, 0, end, tokens, matches, masks, slots, lexicon)
    classes = frozenset().union(*[match.classes for match in matches])
    sure = core.act < ACT and _can_be_said_yes_to(text, slots, classes, lexicon, label=label)
    return _Reading(core, slots, classes, _STATE if sure else core.act)


def _judge(text: str, promise: Promise, lexicon: Lexicon, lent: Lent, how: Span | None) -> Judged:
    start, end = promise.start, promise.end
    reading = _read(text, start, end, lexicon)
    core, slots, classes, act = reading.core, reading.slots, reading.classes, reading.act
    if how is not None:
        act = max(act, _read(text, *how, lexicon).act)  # a row names the task in one cell, the act in another
    formula = act < ACT and is_formula(text, start, end, core, slots, lexicon)
    found = _found_slots(text, core, slots, lent, is_act=act >= ACT)
    if formula:
        points = 0.0
    elif act >= ACT:
        points = _act_points(found, classes, slots)
    else:
        points = _directive_points(core, slots, classes)
    unsure = abs(act - ACT) < _UNSURE and not formula
    return Judged(
        promise=promise,
        level=level_of(points),
        points=points,
        confidence=round(min(_SUREST, 0.5 + abs(act - ACT)), 3),
        slots=found,
        missing=tuple(name for name in SLOT_NAMES if name not in found),
        required_formula=formula,
        tags=_tags(core, slots, classes, is_act=act >= ACT),
        needs_review=unsure,
        certain_points=max(points, CORE) if unsure and points < CORE else None,
    )


def _can_be_said_yes_to(
    text: str, slots: Slots, classes: Collection[str], lexicon: Lexicon, *, label: bool
) -> bool:
    """Official end states, what the statutes ask of everyone, and leading with a result or a date.

    label: a colon follows the text.
    """
    after = text + ":" if label else text
    dated = any(after[last : last + 1] != ":" for _, last in slots.times)  # "Quý II: …" is a label
    led = "leader_verb" in classes and (dated or slots.measure)
    return bool(led or "routine" in classes or lexicon.search("target_state", text))


def _found_slots(
    text: str, core: Core, slots: Slots, lent: Lent, *, is_act: bool
) -> dict[SlotName, Found]:
    """The slots as reported: its own where it has them, else inherited ones."""

    def either(own: Span | None, inherited: Span | None) -> Found | None:
        span = own or inherited
        return Found(span[0], span[1], own is None) if span else None

    own_time = _bounded(text, slots) if core.kind == "negative" else slots.time
    measure = either(slots.measure, lent.measure)
    # A recurrence says when; beside a minor slot of its own it also says how much.
    if is_act and measure is None and (slots.evidence or slots.person):
        measure = either(slots.frequency, lent.frequency)
    found: dict[SlotName, Found | None] = {
        "action": either(core.action if is_act else None, None),
        "object": either(core.object, None),
        "measure": measure,
        "time": either(own_time, lent.time),
        "evidence": either(slots.evidence, lent.evidence),
        "place_or_person": either(slots.person, lent.person),
    }
    return {name: one for name, one in found.items() if one is not None}


def _bounded(text: str, slots: Slots) -> Span | None:
    """The time of an abstention: "trong giờ làm việc" bounds it and is not its date."""
    if slots.frequency:
        return slots.time
    return next((span for span in slots.times if _DATED.search(text, *span)), None)


def _act_points(found: Mapping[SlotName, Found], classes: Collection[str], slots: Slots) -> float:
    minor: dict[SlotName, float] = {
        "measure": MEASURE, "time": TIME, "evidence": EVIDENCE, "place_or_person": PERSON,
    }
    points = min(MOST, CORE + sum(value for name, value in minor.items() if name in found))
    if "routine" in classes and not slots.measure and not slots.time:
        points = min(points, ROUTINE_CAP)
    return min(points, LOOPHOLE_CAP) if "loophole" in classes else points


def _directive_points(core: Core, slots: Slots, classes: Collection[str]) -> float:
    if core.names_duty or slots.measure:
        return NAMES_DUTY
    return LOOPHOLE_ONLY if "loophole" in classes else 0.0


def _tags(core: Core, slots: Slots, classes: Collection[str], *, is_act: bool) -> tuple[str, ...]:
    tags = {
        "routine": "routine" in classes,
        "negative": core.kind == "negative",
        "leadership": "leader_verb" in classes and is_act,
        "target": core.kind == "scalar",
        "habit": slots.frequency is not None,
        "loophole": "loophole" in classes,
        "many_acts": core.acts >= _MANY,
    }
    return tuple(name for name, holds in tags.items() if holds)


def _with_duplicates(document: Document, judged: list[Judged]) -> tuple[Judged, ...]:
    """Mark repeated commitments: the same words again count once, there where they are clearest."""

    text = document.view.text
    said = [tuple([t.text for t in tokens_of(text, one.promise.start, one.promise.end)]) for one in judged]
    best: dict[tuple[str, ...], Judged] = {}
    for one, words in zip(judged, said, strict=True):
        known = best.get(words)
        if known is None or one.points > known.points:
            best[words] = one
    if len(best) == len(judged):
        return tuple(judged)
    return tuple(
        one if best[words] is one else replace(one, duplicate_of=best[words].promise.index)
        for one, words in zip(judged, said, strict=True)
    )
