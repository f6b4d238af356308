"""Overlap: the same thing registered by another body of the place, one person's duty as a collective's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind
from pledgecheck.kinds.overlap import Overlapping
from pledgecheck.kinds.registered import one_person
from pledgecheck.wording import registrations


def _hit(found: Sequence[Overlapping]) -> Hit:
    """One remark for all of them: many bodies may have the same model."""
    start, end = found[0].span or (None, None)
    return Hit(
        start, end, {"other": registrations((each.name, each.unit) for each in found), "unit": found[0].unit}
    )


def _kind(wanted: str) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        found = [each for each in facts.overlaps if each.kind == wanted]
        if found:
            yield _hit(found)

    return find


def _personal(individual: bool) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        found = [each for each in facts.overlaps if each.kind == "individual_as_model"]
        if found and (facts.kind == "individual") is individual:
            yield _hit(found)

    return find


def _one_person(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.document is None:
        return
    span = one_person(facts.document, facts.judged, facts.lexicon, facts.kind)
    if span is not None:
        yield Hit(*span)


_DATA = ("other", "unit")

KIND = RuleKind(
    "overlap",
    {
        "same_model": Condition(_kind("same_model"), spans=False, data=_DATA),
        "same_name": Condition(_kind("same_name"), spans=False, data=_DATA),
        "same_content": Condition(_kind("same_content"), spans=False, data=_DATA),
        "personal_act": Condition(_personal(True), spans=False, data=_DATA),
        "personal_model": Condition(_personal(False), spans=False, data=_DATA),
        "one_person": Condition(_one_person, spans=False),
    },
)
