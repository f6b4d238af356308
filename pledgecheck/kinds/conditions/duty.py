"""Duty: words of another occupation, nothing of one's own, nothing known about the author's duties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind


def _relation(wanted: str) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        # Without any commitment there is nothing that could fit or not fit a duty.
        if facts.duty.relation == wanted and facts.judged:
            yield Hit(
                data={"terms": ", ".join(facts.duty.terms), "role": facts.role or "…"},
                confidence=facts.duty.confidence,
            )

    return find


_DATA = ("terms", "role")

KIND = RuleKind(
    "duty",
    {
        "foreign": Condition(_relation("foreign"), spans=False, data=_DATA),
        "generic": Condition(_relation("generic"), spans=False, data=_DATA),
        "unknown": Condition(_relation("unknown"), spans=False, data=_DATA),
    },
)
