"""Text that many of a corpus have in common, for a person to say whether it is a template.

Only above 30 % of at least 200 texts: at 5 % a text that 60 of 500 people copied would be proposed, and
erased as boilerplate where it is confirmed without looking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from pledgecheck.copying.sides import GRAM, Keys, Side

LEAST_TEXTS = 200
LEAST_SHARE = 0.3
LEAST_TOKENS = 8  # shorter is language, not a template
_SAMPLE = 1000  # texts from which candidates are taken
_SURE = 0.7  # of the share: what is above it in all is hardly below this in the sample


@dataclass(frozen=True, slots=True)
class Common:
    """A text that at least `documents` documents hold as a whole."""

    text: str = field(repr=False)
    documents: int


class CommonText:
    """Looks at texts one after the other, twice: `sample` each, then `count` each, then `found`."""

    def __init__(self, share: float = LEAST_SHARE, tokens: int = LEAST_TOKENS) -> None:
        self._share, self._tokens = share, tokens
        self._sample: list[tuple[bytes, str, Side]] = []
        self.texts = 0
        self._counts: Counter[int] = Counter()

    def sample(self, id: str, side: Side) -> None:
        """The first time. Which texts make the sample does not depend on their order."""
        self.texts += 1
        self._sample.append((blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), id, side))
        if len(self._sample) >= 2 * _SAMPLE:
            self._cut()

    def _cut(self) -> None:
        self._sample = sorted(self._sample, key=lambda one: one[:2])[:_SAMPLE]

    def candidates(self) -> None:
        """Between the two: settle what is to be counted."""
        self._cut()
        seen = Counter(run for _, _, side in self._sample for run in side.runs.all)
        least = _SURE * self._share * len(self._sample)
        self._counts = Counter({run: 0 for run, count in seen.items() if count >= least})

    def count(self, side: Side) -> None:
        """The second time."""
        self._counts.update(self._counts.keys() & side.runs.all)

    def found(self) -> list[Common]:
        """What stands in more than the share of all, what most have first."""
        common = {run for run, count in self._counts.items() if count > self._share * self.texts}
        where: dict[Keys, tuple[Side, int]] = {}
        for _, _, side in self._sample:
            for first, end in _stretches(side, common):
                if end - first >= self._tokens:
                    where.setdefault(side.keys[first:end], (side, first))
        found: list[Common] = []
        taken: set[int] = set()
        for keys, (side, first) in sorted(where.items(), key=lambda one: (-len(one[0]), one[0])):
            runs = {hash(keys[at : at + GRAM]) for at in range(len(keys) - GRAM + 1)}
            if len(runs - taken) * 2 >= len(runs):
                taken |= runs
                text = side.text.slice(first, first + len(keys))
                found.append(Common(text, min(self._counts[run] for run in runs)))
        return sorted(found, key=lambda one: (-one.documents, one.text))


def _stretches(side: Side, common: set[int]) -> list[tuple[int, int]]:
    """Maximal token ranges inside one item of which every run of four is common."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(side.items or {(0, len(side.keys))}):
        fresh = True
        for at in range(start, end - GRAM + 1):
            if hash(side.keys[at : at + GRAM]) not in common:
                fresh = True
            elif fresh:
                found.append((at, at + GRAM))
                fresh = False
            else:
                found[-1] = (found[-1][0], at + GRAM)
    return found


def common_text(
    texts: Iterable[tuple[str, Side]], again: Callable[[], Iterable[Side]], share: float = LEAST_SHARE
) -> tuple[Sequence[Common], int]:
    """What many have in common and how many there are; `again` gives the sides a second time.

    Nothing is proposed below `LEAST_TEXTS`.
    """
    look = CommonText(share)
    for id, side in texts:
        look.sample(id, side)
    if look.texts < LEAST_TEXTS:
        return (), look.texts
    look.candidates()
    for side in again():
        look.count(side)
    return look.found(), look.texts
