"""How specific each commitment is: slots, points, level 0-4, confidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pledgecheck.document.model import Document, Promise
from pledgecheck.kinds.core import ACT, Core, find_core
from pledgecheck.kinds.facts import Found, Judged
from pledgecheck.kinds.formula import is_formula
from pledgecheck.kinds.lent import Lender, Lent
from pledgecheck.kinds.segments import free_matches
from pledgecheck.kinds.slots import Slots, Span, find_slots
from pledgecheck.model import SLOT_NAMES, SlotName
from pledgecheck.text.lexicon import Lexicon, Part

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
    parts = [lexicon.part(text[p.start : p.end]) for p in document.promises]
    judged = [
        _judge(text, promise, part, lender.to(promise), lender.how(promise))
        for promise, part in zip(document.promises, parts, strict=True)
    ]
    return _with_duplicates(judged, parts)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stands in a part; `act` is how sure it is that it holds an act (0-1). Spans are into the part."""

    core: Core
    slots: Slots
    classes: frozenset[str]
    act: float
    formula: bool


def _read(part: Part, *, label: bool) -> _Reading:
    """What stands in a part; the same words are read once, wherever they stand. label: a colon follows."""
    key = (_read, label)
    found: _Reading | None = part.memo.get(key)
    if found is None:
        found = part.memo[key] = _read_part(part, label=label)
    return found


def _read_part(part: Part, *, label: bool) -> _Reading:
    matches = free_matches(part)
    slots = find_slots(part, matches)
    masks = [span for name in MASKS for span in part.spans(name)]
    core = find_core(part, matches, masks, slots)
    classes = frozenset().union(*[match.classes for match in matches])
    sure = core.act < ACT and _can_be_said_yes_to(part, slots, classes, label=label)
    formula = core.act < ACT and is_formula(part, core, slots)
    return _Reading(core, slots, classes, _STATE if sure else core.act, formula)


def _judge(text: str, promise: Promise, part: Part, lent: Lent, how: Span | None) -> Judged:
    reading = _read(part, label=text[promise.end : promise.end + 1] == ":")
    core, slots, classes, act = reading.core, reading.slots, reading.classes, reading.act
    if how is not None:  # a row names the task in one cell, the act in another
        cell = part.lexicon.part(text[how[0] : how[1]])
        act = max(act, _read(cell, label=text[how[1] : how[1] + 1] == ":").act)
    formula = act < ACT and reading.formula
    found = _found_slots(part.text, promise.start, core, slots, lent, is_act=act >= ACT)
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


def _can_be_said_yes_to(part: Part, slots: Slots, classes: Collection[str], *, label: bool) -> bool:
    """Official end states, what the statutes ask of everyone, and leading with a result or a date.

    label: a colon follows the part.
    """
    after = part.text + ":" if label else part.text
    dated = any(after[last : last + 1] != ":" for _, last in slots.times)  # "Quý II: …" is a label
    led = "leader_verb" in classes and (dated or slots.measure)
    return bool(led or "routine" in classes or part.has("target_state"))


def _found_slots(
    text: str, start: int, core: Core, slots: Slots, lent: Lent, *, is_act: bool
) -> dict[SlotName, Found]:
    """The slots as reported, with places in the view: its own where it has them, else inherited ones.

    text, start: the commitment and where it begins.
    """

    def either(own: Span | None, inherited: Span | None) -> Found | None:
        if own is not None:
            return Found(own[0] + start, own[1] + start, False)
        return Found(*inherited, True) if inherited else None

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


def _with_duplicates(judged: list[Judged], parts: Sequence[Part]) -> tuple[Judged, ...]:
    """Mark repeated commitments: the same words again count once, there where they are clearest."""
    said = [tuple([token[2] for token in part.tokens]) for part in parts]
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
