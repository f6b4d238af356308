"""Length: too long or too short as a whole, too many commitments, over-long commitments."""

from __future__ import annotations

from collections.abc import Iterator

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind
from pledgecheck.text.lexicon import tokens_of


def _verdict(facts: Facts, wanted: str) -> Iterator[Hit]:
    length = facts.length
    # Without any commitment that is what there is to say.
    if length is not None and length.verdict == wanted and facts.judged:
        yield Hit(data={"syllables": str(length.syllables), "n": str(length.commitments)})


def _long(facts: Facts, options: Options) -> Iterator[Hit]:
    return _verdict(facts, "long")


def _short(facts: Facts, options: Options) -> Iterator[Hit]:
    return _verdict(facts, "short")


def _many(facts: Facts, options: Options) -> Iterator[Hit]:
    length = facts.length
    # A pledge that is called long as a whole need not be told twice.
    if length is None or length.verdict == "long" or "commitments_many" not in length.limits:
        return
    if length.commitments > length.limits["commitments_many"]:
        yield Hit(data={"n": str(length.commitments)})


def _long_sentence(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.length is None or "sentence_max" not in facts.length.limits:
        return
    for one in facts.judged:
        size = len(tokens_of(facts.view.text[one.promise.start : one.promise.end]))
        if size > facts.length.limits["sentence_max"] and not one.required_formula:
            yield Hit(*facts.span(one.promise.start, one.promise.end), data={"syllables": str(size)})


KIND = RuleKind(
    "length",
    {
        "long": Condition(_long, spans=False, data=("syllables", "n")),
        "short": Condition(_short, spans=False, data=("syllables", "n")),
        "many_commitments": Condition(_many, spans=False, data=("n",)),
        "long_sentence": Condition(_long_sentence, spans=False, data=("syllables",)),
    },
)
