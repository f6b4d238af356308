"""Copying: repeated from an earlier pledge, alike with a colleague's or a plan, targets that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind, Value
from pledgecheck.kinds.copying import MOST_PEERS

_NAMED = 3


class CopyOptions(Options):
    """From which share on a rule speaks."""

    at_least: float = Field(default=0.1, ge=0, le=1)


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _repetition(facts: Facts) -> dict[str, Value]:
    copying = facts.copying
    assert copying is not None
    distinct = [one for one in facts.judged if not one.required_formula]
    year = copying.previous_year
    return {
        "n": str(len(copying.repeated)),
        "total": str(len(distinct)),
        "share": _percent(copying.counted_share),
        "earlier": (f"năm {year}", f"of {year}") if year else ("trước", "of an earlier year"),
    }


def _gate(facts: Facts, options: CopyOptions) -> Iterator[Hit]:
    if "copied" in facts.gates and facts.copying is not None:
        yield Hit(data=_repetition(facts))


def _repeated(facts: Facts, options: CopyOptions) -> Iterator[Hit]:
    copying = facts.copying
    if copying is None or "copied" in facts.gates or not copying.repeated:
        return
    if copying.counted_share >= options.at_least:
        yield Hit(data=_repetition(facts))


def _peer(facts: Facts, options: CopyOptions) -> Iterator[Hit]:
    sources = facts.copying.sources if facts.copying else ()
    found = [each for each in sources if each.relation == "peer" and each.share >= options.at_least]
    for source in found[: _NAMED - 1]:
        yield Hit(data={"other": source.id, "share": _percent(source.share)})
    # A whole unit that copied one text is one remark, not a page of them.
    for source in found[_NAMED - 1 : _NAMED]:
        more = len(found) - _NAMED
        least = ("ít nhất ", "at least ") if len(found) >= MOST_PEERS else ("", "")
        other: Value = source.id
        if more:
            other = (f"{source.id} và {least[0]}{more} bản nữa", f"{source.id} and {least[1]}{more} more")
        yield Hit(data={"other": other, "share": _percent(source.share)})


def _template(facts: Facts, options: CopyOptions) -> Iterator[Hit]:
    for source in facts.copying.sources if facts.copying else ():
        if source.relation == "template" and source.share >= options.at_least:
            yield Hit(data={"other": source.id, "share": _percent(source.share)})


def _continued(facts: Facts, options: CopyOptions) -> Iterator[Hit]:
    seen: set[tuple[int, int]] = set()
    for source in facts.copying.sources if facts.copying else ():
        for passage in source.passages:
            if passage.kind == "continued" and (passage.start, passage.end) not in seen:
                seen.add((passage.start, passage.end))
                yield Hit(passage.start, passage.end)


def _target(facts: Facts, wanted: Literal["raised", "lowered"]) -> Iterator[Hit]:
    for source in facts.copying.sources if facts.copying else ():
        if source.relation != "previous":
            continue
        for passage in source.passages:
            for edit in passage.edits:
                if edit.direction == wanted:
                    before, after = edit.counts or (edit.before, edit.after)
                    yield Hit(edit.start, edit.end, {"before": before, "after": after})


def _lowered(facts: Facts, options: CopyOptions) -> Iterator[Hit]:
    return _target(facts, "lowered")


def _raised(facts: Facts, options: CopyOptions) -> Iterator[Hit]:
    return _target(facts, "raised")


_REPETITION = ("n", "total", "share", "earlier")

KIND = RuleKind(
    "copying",
    {
        "gate": Condition(_gate, spans=False, data=_REPETITION),
        "repeated": Condition(_repeated, spans=False, data=_REPETITION),
        "peer": Condition(_peer, spans=False, data=("other", "share")),
        "template": Condition(_template, spans=False, data=("other", "share")),
        "continued": Condition(_continued, spans=False),
        "target_lowered": Condition(_lowered, spans=False, data=("before", "after")),
        "target_raised": Condition(_raised, spans=False, data=("before", "after")),
    },
    CopyOptions,
)
