"""Language: text that cannot be judged at all, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind


def _verdict(wanted: str) -> Callable[[Facts, Options], Iterator[Hit]]:
    def find(facts: Facts, options: Options) -> Iterator[Hit]:
        if facts.language.verdict == wanted:
            yield Hit(data={"share": f"{round(100 * facts.language.share)} %"})

    return find


def _nothing(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.language.verdict == "ok" and not facts.judged:
        yield Hit()


KIND = RuleKind(
    "language",
    {
        "no_diacritics": Condition(_verdict("no_diacritics"), spans=False, data=("share",)),
        "not_vietnamese": Condition(_verdict("not_vietnamese"), spans=False, data=("share",)),
        "scrambled": Condition(_verdict("scrambled"), spans=False, data=("share",)),
        "nothing_to_judge": Condition(_nothing, spans=False),
    },
)
