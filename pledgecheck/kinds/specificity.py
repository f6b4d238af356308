"""How specific each commitment is: slots, points, level 0-4, confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pledgecheck.document.model import Block, Document, Promise, Role
from pledgecheck.kinds.core import Core, find_core
from pledgecheck.kinds.facts import Found, Judged
from pledgecheck.kinds.formula import is_formula
from pledgecheck.kinds.segments import free_matches
from pledgecheck.kinds.slots import Slots, Span, find_slots
from pledgecheck.model import SLOT_NAMES, SlotName
from pledgecheck.text.lexicon import Lexicon, tokens_of

CORE, MEASURE, TIME, EVIDENCE, PERSON = 40, 20, 20, 10, 10
NAMES_DUTY, LOOPHOLE_ONLY, LOOPHOLE_CAP = 15, 10, 45
_DATED = re.compile(r"\d")
_ACT = 0.5  # from here on it counts as an act
_UNSURE = 0.16  # this near to the border a person should look


@dataclass(frozen=True, slots=True)
class Lent:
    """What headings, table cells and labels lend to a promise."""

    time: Span | None = None
    evidence: Span | None = None
    person: Span | None = None
    frequency: Span | None = None


def level_of(points: float) -> int:
    """The level of a number of points (see the scale in docs)."""
    return (points >= 10) + (points >= 40) + (points >= 60) + (points >= 90)


def _lent_by(document: Document, promise: Promise, lexicon: Lexicon, rows: dict[int, tuple[Span, ...]]) -> Lent:
    text = document.view.text
    time = evidence = person = frequency = None
    for span in rows.get(promise.block, ()):
        found = find_slots(text, span[0], span[1], lexicon)
        time = time or found.time
        frequency = frequency or found.frequency
        evidence = evidence or found.evidence
        person = person or found.person
        if person is None and span[1] - span[0] > 3 and found.time is None and found.measure is None:
            person = span
    parent = document.blocks[promise.block].parent
    while parent is not None:
        block = document.blocks[parent]
        found = find_slots(text, block.start, block.end, lexicon)
        time = time or found.time
        frequency = frequency or found.frequency
        parent = block.parent
    return Lent(time, evidence, person, frequency)


def _fields(document: Document, lexicon: Lexicon) -> Lent:
    """What the form's own fields and its closing block say for every item of the document."""
    text = document.view.text
    time = evidence = person = None
    for block in document.blocks:
        content = text[block.start : block.end]
        if block.role is Role.FIELD and content.startswith(("thời gian",)):
            found = find_slots(text, block.start, block.end, lexicon)
            time = time or found.time or (found.numbers[0] if found.numbers else None)
        elif lexicon.search("checking", content) and block.role in (Role.FIELD, Role.CLOSING, Role.PARAGRAPH):
            found = find_slots(text, block.start, block.end, lexicon)
            evidence = evidence or found.evidence
    return Lent(time, evidence, person)


def _masks(text: str, promise: Promise, lexicon: Lexicon) -> list[Span]:
    spans: list[Span] = []
    for name in ("not_measure", "attribution", "horizon"):
        spans += lexicon.find(name, text, promise.start, promise.end)
    return spans


def _found(span: Span | None, inherited: bool = False) -> Found | None:
    return Found(span[0], span[1], inherited) if span else None


def _tags(core: Core, slots: Slots, classes: set[str], text: str) -> tuple[str, ...]:
    tags = []
    if "routine" in classes:
        tags.append("routine")
    if core.kind == "negative":
        tags.append("negative")
    if "leader_verb" in classes and core.act >= _ACT:
        tags.append("leadership")
    if core.kind == "scalar":
        tags.append("target")
    if slots.frequency:
        tags.append("habit")
    if "loophole" in classes:
        tags.append("loophole")
    if core.acts >= 4:
        tags.append("many_acts")
    return tuple(tags)


def _judge(document: Document, promise: Promise, lexicon: Lexicon, lent: Lent, shared: Lent) -> Judged:
    text = document.view.text
    tokens = tokens_of(text, promise.start, promise.end)
    matches = free_matches(text, promise.start, promise.end, lexicon.phrases(tokens))
    slots = find_slots(text, promise.start, promise.end, lexicon, matches)
    masks = _masks(text, promise, lexicon)
    core = find_core(text, promise.start, promise.end, tokens, matches, masks, slots, lexicon)
    classes = {c for m in matches for c in m.classes}
    act = core.act
    if act < _ACT and lexicon.search("target_state", text[promise.start : promise.end]):
        act = max(act, 0.55)
    formula = act < _ACT and is_formula(text, promise.start, promise.end, core, slots, lexicon)

    found: dict[SlotName, Found | None] = dict.fromkeys(SLOT_NAMES)
    found["action"] = _found(core.action) if act >= _ACT else None
    found["object"] = _found(core.object)
    found["measure"] = _found(slots.measure)
    found["time"] = _found(slots.time) or _found(lent.time, True) or _found(shared.time, True)
    found["evidence"] = _found(slots.evidence) or _found(lent.evidence, True) or _found(shared.evidence, True)
    found["place_or_person"] = _found(slots.person) or _found(lent.person, True)
    if core.kind == "negative" and slots.time and not _DATED.search(text[slots.time[0] : slots.time[1]]) \
            and not slots.frequency:
        found["time"] = None  # "trong giờ làm việc" bounds an abstention, it is not its date
    own_minor = bool(slots.evidence or slots.person or slots.measure)

    if act >= _ACT:
        points = float(CORE)
        if slots.measure:
            points += MEASURE
        elif (slots.frequency or lent.frequency) and own_minor:
            points += MEASURE
            found["measure"] = _found(slots.frequency) or _found(lent.frequency, True)
        points += TIME * (found["time"] is not None) + EVIDENCE * (found["evidence"] is not None)
        points += PERSON * (found["place_or_person"] is not None)
        points = min(points, 100.0)
        if "routine" in classes:
            points = min(points, 55.0) if not slots.measure and not slots.time else points
    elif core.names_duty or slots.measure:
        points = float(NAMES_DUTY)
    elif "loophole" in classes:
        points = float(LOOPHOLE_ONLY)
    else:
        points = 0.0
    if "loophole" in classes:
        points = min(points, float(LOOPHOLE_CAP))
    if formula:
        points = 0.0
    confidence = min(0.99, 0.5 + abs(act - _ACT))
    unsure = abs(act - _ACT) < _UNSURE and not formula
    missing = tuple(n for n in SLOT_NAMES if found[n] is None)
    return Judged(
        promise=promise,
        level=level_of(points),
        points=points,
        confidence=round(confidence, 3),
        slots={k: v for k, v in found.items() if v is not None},
        missing=missing,
        required_formula=formula,
        tags=_tags(core, slots, classes, text),
        needs_review=unsure,
        certain_points=max(points, float(CORE)) if unsure and points < CORE else None,
    )


def _with_duplicates(document: Document, judged: list[Judged]) -> tuple[Judged, ...]:
    """Mark repeated commitments: the same words again count once."""
    first: dict[str, int] = {}
    out: list[Judged] = []
    for j in judged:
        key = " ".join(t.text for t in tokens_of(document.view.text, j.promise.start, j.promise.end))
        if key in first:
            j = replace(j, duplicate_of=first[key])
        else:
            first[key] = j.promise.index
        out.append(j)
    return tuple(out)


def analyse(
    document: Document, lexicon: Lexicon, *, kind: str | None = None, year: int | None = None, role: str | None = None
) -> tuple[Judged, ...]:
    """Judge every commitment of the document, in reading order."""
    rows = {i: r.lent for i, r in document.rows}
    shared = _fields(document, lexicon)
    judged = [_judge(document, p, lexicon, _lent_by(document, p, lexicon, rows), shared) for p in document.promises]
    return _with_duplicates(document, judged)


def block_of(document: Document, judged: Judged) -> Block:
    """The block a commitment stands in."""
    return document.blocks[judged.promise.block]
