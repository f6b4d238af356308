"""Specificity: commitments without an act, acts without a time, a measure or a way to see them done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pydantic import Field

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind
from pledgecheck.kinds.facts import Judged
from pledgecheck.model import Kind, SlotName

ACT = 2  # the lowest level that someone could check
FULL = 4
_COMMA = re.compile("[,;]")

# An abstention or a habit is whole without a deadline and without a number.
_WHOLE_AS_IT_IS = frozenset({"negative", "habit"})
_MATTER_OF_COURSE = frozenset({"routine"})


class SpecificityOptions(Options):
    """`expected`: how many acts the guidance asks for, by kind of pledge; `many`: in one sentence."""

    expected: dict[Kind, int] = Field(default_factory=dict)
    many: int = 4


def _hit(facts: Facts, one: Judged, **data: str) -> Hit:
    start, end = facts.span(one.promise.start, one.promise.end)
    return Hit(start, end, data, one.confidence)


def _level(level: int) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        for one in facts.judged:
            if one.level == level and not one.required_formula:
                yield _hit(facts, one)

    return find


def may_ask(facts: Facts, one: Judged, slot: SlotName) -> bool:
    """Whether an author may be asked to add `slot` to this commitment."""
    tags = set(one.tags)
    if facts.sensitive or tags & _MATTER_OF_COURSE:
        return False
    return not (slot in ("time", "measure") and tags & _WHOLE_AS_IT_IS)


def _missing(slot: SlotName) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        for one in facts.judged:
            if one.required_formula or one.needs_review or not ACT <= one.level < FULL:
                continue
            if slot in one.missing and may_ask(facts, one, slot):
                yield _hit(facts, one)

    return find


def _tagged(tag: str) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        for one in facts.judged:
            if tag in one.tags and not one.required_formula:
                yield _hit(facts, one)

    return find


def _acts_in(facts: Facts, one: Judged, least: int) -> int:
    """Pieces between commas that hold an observable verb; 0 where there are not `least` pieces."""
    part = facts.lexicon.part(facts.view.text[one.promise.start : one.promise.end])
    pieces = _COMMA.split(part.text)
    if len(pieces) < least or "concrete_verb" not in part.classes:
        return 0
    count = 0
    for piece in pieces:
        count += "concrete_verb" in facts.lexicon.part(piece).classes
    return count


def _many_acts(facts: Facts, options: SpecificityOptions) -> Iterator[Hit]:
    for one in facts.judged:
        acts = _acts_in(facts, one, options.many)
        if acts >= options.many and not one.required_formula:
            yield _hit(facts, one, n=str(acts))


def _needs_review(facts: Facts, options: Options) -> Iterator[Hit]:
    for one in facts.judged:
        if one.needs_review and not one.required_formula:
            yield _hit(facts, one)


def _few_concrete(facts: Facts, options: Options) -> Iterator[Hit]:
    if "few_concrete" in facts.gates:
        distinct = [one for one in facts.judged if not one.required_formula and one.duplicate_of is None]
        acts = sum(one.level >= ACT for one in distinct)
        yield Hit(data={"n": str(len(distinct)), "acts": str(acts)})


def _no_concrete(facts: Facts, options: Options) -> Iterator[Hit]:
    if "no_concrete" in facts.gates:
        distinct = [one for one in facts.judged if not one.required_formula and one.duplicate_of is None]
        yield Hit(data={"n": str(len(distinct))})


def _missing_baseline(facts: Facts, options: Options) -> Iterator[Hit]:
    for one in facts.judged:
        if "target" not in one.tags or "measure" not in one.slots or facts.sensitive or one.level < ACT:
            continue
        part = facts.lexicon.part(facts.view.text[one.promise.start : one.promise.end])
        if not part.has("baseline"):
            yield _hit(facts, one)


def _few_acts(facts: Facts, options: SpecificityOptions) -> Iterator[Hit]:
    acts = sum(
        one.level >= ACT and not one.required_formula and one.duplicate_of is None for one in facts.judged
    )
    expected = options.expected.get(facts.kind, 0)
    # Without any act the gate says so already.
    if 0 < acts < expected:
        yield Hit(data={"n": str(acts), "k": str(expected), "missing": str(expected - acts)})


KIND = RuleKind(
    "specificity",
    {
        "level_0": Condition(_level(0), spans=True),
        "level_1": Condition(_level(1), spans=True),
        "missing_time": Condition(_missing("time"), spans=True),
        "missing_measure": Condition(_missing("measure"), spans=True),
        "missing_person_place": Condition(_missing("place_or_person"), spans=True),
        "missing_evidence": Condition(_missing("evidence"), spans=True),
        "many_acts": Condition(_many_acts, spans=True, data=("n",)),
        "needs_review": Condition(_needs_review, spans=True),
        "statutory": Condition(_tagged("routine"), spans=True),
        "no_concrete": Condition(_no_concrete, spans=False, data=("n",)),
        "few_concrete": Condition(_few_concrete, spans=False, data=("n", "acts")),
        "missing_baseline": Condition(_missing_baseline, spans=True),
        "few_acts": Condition(_few_acts, spans=False, data=("n", "k", "missing")),
    },
    SpecificityOptions,
)
