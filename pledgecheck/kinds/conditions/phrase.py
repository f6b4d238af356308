"""Phrases: words of the lexicon wherever they stand, inside commitments or in the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind


class PhraseOptions(Options):
    """Which classes and patterns of the lexicon to look for, where, and in pledges from which year on."""

    classes: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    within: Literal["commitments", "text"] = "commitments"
    from_year: int | None = None


def _found(facts: Facts, options: PhraseOptions) -> Iterator[Hit]:
    if options.from_year is not None and (facts.year is None or facts.year < options.from_year):
        return
    text = facts.view.text
    if options.within == "text":
        stretches = [(0, len(text))]
    else:
        stretches = [(one.promise.start, one.promise.end) for one in facts.judged if not one.required_formula]
    wanted = frozenset(options.classes)
    for start, end in stretches:
        part = facts.lexicon.part(text[start:end])
        spans: set[tuple[int, int]] = set()
        if wanted and not wanted.isdisjoint(part.classes):
            spans.update([(match.start, match.end) for match in part.matches if match.classes & wanted])
        for name in options.patterns:
            spans.update(part.spans(name))
        for first, last in sorted(spans):
            at = facts.span(start + first, start + last)
            yield Hit(*at, data={"phrase": facts.view.source[at[0] : at[1]]})


def _vocabulary(options: PhraseOptions) -> tuple[str, ...]:
    return (*options.classes, *options.patterns)


KIND = RuleKind(
    "phrase",
    {"found": Condition(_found, spans=True, data=("phrase",))},
    PhraseOptions,
    vocabulary=_vocabulary,
)
