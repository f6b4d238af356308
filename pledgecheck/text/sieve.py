"""Which patterns of a group can match a text at all, told by the syllables that stand in it.

A pattern mostly holds words that every match must have ("trước", "tháng", a digit). The pieces of all
patterns stand in one table; a syllable is looked up once, a text is the sum of its syllables, and only those
patterns of a group are searched whose pieces are all there. What a pattern needs is read from Python's own
parse of it; one that needs nothing is always searched, so the sieve never changes what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from pledgecheck.text.needs import DIGIT, MOST, needs_of

_LONGEST = 24  # letters of a syllable; what is longer is not taken apart
_MOST = 1 << 15  # syllables kept
_MOST_COMPILED = 200  # partial patterns of one group
_AFTER = 2000  # searches from which on the table pays: a single text is done before
_OFTEN = 6  # times that a choice of patterns must come up before it is compiled by itself



@dataclass(slots=True)
class _Group:
    """The patterns of one group, which have neighbouring bits."""

    whole: re.Pattern[str]
    items: tuple[str, ...]
    shift: int
    mask: int
    # By the patterns that can match; nothing can where none is left.
    chosen: dict[int, re.Pattern[str] | None] = field(default_factory=lambda: {0: None})
    came: dict[int, int] = field(default_factory=dict)

    def choose(self, left: int) -> re.Pattern[str]:
        """What to search with where the patterns `left` can match."""
        if left == self.mask or self.whole.groups:
            self.chosen[left] = self.whole  # groups are counted through all patterns
            return self.whole
        count = self.came[left] = self.came.get(left, 0) + 1
        if count < _OFTEN or len(self.chosen) >= _MOST_COMPILED:
            return self.whole
        pattern = joined(item for at, item in enumerate(self.items) if left >> at & 1)
        self.chosen[left] = pattern
        return pattern


def joined(items: Iterable[str]) -> re.Pattern[str]:
    """One pattern for any of several. Raises re.error for one that does not compile."""
    return re.compile(either(items))


def either(items: Iterable[str]) -> str:
    """One expression for any of several."""
    return "|".join([f"(?:{item})" for item in items])


class _Syllables(dict[str, int]):
    """What each syllable met so far contributes: a bit for each need of each pattern, by rank of the need.

    The bits of the second needs stand above those of the first, the third above these: one "or" a syllable.
    """

    def __init__(self, of_piece: Mapping[str, int]) -> None:
        super().__init__()
        self._of_piece = of_piece
        self._longest = max(map(len, of_piece), default=0)

    def __missing__(self, syllable: str) -> int:
        of_piece, size = self._of_piece, len(syllable)
        pieces: Iterable[str]
        if size > _LONGEST:
            pieces = [piece for piece in of_piece if piece in syllable]
        else:
            pieces = [
                syllable[start:end]
                for start in range(size)
                for end in range(start + 1, min(size, start + self._longest) + 1)
            ]
        if any(map(str.isdecimal, syllable)):
            pieces = [*pieces, DIGIT]
        found = reduce(or_, [of_piece.get(piece, 0) for piece in pieces], 0)
        if size <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[syllable] = found
        return found


class _Masks(dict[str | tuple[str, ...], int]):
    """The bits of the patterns of one group or of several; 0 where there is none."""

    def __init__(self, groups: Mapping[str, _Group]) -> None:
        super().__init__()
        self._groups = groups

    def __missing__(self, names: str | tuple[str, ...]) -> int:
        groups = [self._groups.get(name) for name in ((names,) if isinstance(names, str) else names)]
        found = self[names] = reduce(or_, [one.mask << one.shift for one in groups if one], 0)
        return found


class Sieve:
    """The table of all pattern groups, made when enough was searched. Safe to share between threads."""

    __slots__ = ("_all", "_always", "_count", "_groups", "_searched", "_syllables", "masks")

    def __init__(self) -> None:
        self._searched = 0
        self._groups: dict[str, _Group] = {}
        self.masks: Mapping[str | tuple[str, ...], int] = {}
        self._count = self._all = self._always = 0
        self._syllables = _Syllables({})

    def __reduce__(self) -> tuple[type[Sieve], tuple[()]]:
        return Sieve, ()  # made again where it is needed

    def ready(self, patterns: Mapping[str, re.Pattern[str]], items: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether the table is there; counts searches until it pays to make it."""
        if self._groups:
            return True
        self._searched += 1
        if self._searched < _AFTER:
            return False
        self._make(patterns, items)
        return True

    def pattern(self, name: str, left: int) -> re.Pattern[str] | None:
        """What to search with for the group `name` where `left` may match; None where nothing of it can."""
        group = self._groups[name]
        left = left >> group.shift & group.mask
        try:
            return group.chosen[left]
        except KeyError:
            return group.choose(left)

    def _make(self, patterns: Mapping[str, re.Pattern[str]], items: Mapping[str, tuple[str, ...]]) -> None:
        count = sum(map(len, items.values()))
        of_piece: dict[str, int] = {}
        groups = {}
        always = shift = 0
        for name, parts in items.items():
            groups[name] = _Group(patterns[name], parts, shift, (1 << len(parts)) - 1)
            for at, part in enumerate(parts, shift):
                needs = needs_of(part)
                for rank in range(MOST):
                    bit = 1 << at + rank * count
                    if rank >= len(needs):
                        always |= bit
                        continue
                    for piece in needs[rank]:
                        of_piece[piece] = of_piece.get(piece, 0) | bit
            shift += len(parts)
        self._syllables = _Syllables(of_piece)
        self._always, self._count, self._all = always, count, (1 << count) - 1
        self.masks = _Masks(groups)
        self._groups = groups  # last: from now on it is used

    def left(self, text: str) -> int:
        """The patterns whose needs `text` meets, one bit each."""
        met = reduce(or_, map(self._syllables.__getitem__, text.split()), self._always)
        count = self._count
        return met & met >> count & met >> 2 * count & self._all
