"""Which patterns of a group can match a text at all, told by the syllables that stand in it.

A pattern mostly holds words that every match must have ("trước", "tháng", a digit). The pieces of all
patterns stand in one table; a syllable is looked up once, a text is the sum of its syllables, and only those
patterns of a group are searched whose pieces are all there. What a pattern needs is read from Python's own
parse of it; one that needs nothing is always searched, so the sieve never changes what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import or_

from pledgecheck.text.needs import DIGIT, MOST, needs_of
from pledgecheck.text.patterns import compiled

_LONGEST = 24  # letters of a syllable; what is longer is not taken apart
_MOST = 1 << 15  # syllables kept
_AFTER = 2000  # searches from which on the table pays: a single text is done before
_MANY = 8  # patterns left from which on searching for all of the group at once is as quick
_MOST_CHOSEN = 1 << 12  # choices of patterns of one group that are remembered

Span = tuple[int, int]
Patterns = tuple[re.Pattern[str], ...]


@dataclass(slots=True)
class _Group:
    """The patterns of one group, which have neighbouring bits."""

    whole: re.Pattern[str]
    items: tuple[str, ...]
    shift: int
    mask: int
    chosen: dict[int, Patterns] = field(default_factory=dict)  # by the patterns that can match

    def choose(self, left: int) -> Patterns:
        """What to search with where the patterns `left` can match, in their order."""
        if self.whole.groups or left.bit_count() >= _MANY:  # groups are counted through all patterns
            found: Patterns = (self.whole,)
        else:
            found = tuple([compiled(item) for at, item in enumerate(self.items) if left >> at & 1])
        if len(self.chosen) >= _MOST_CHOSEN:
            self.chosen.clear()
        self.chosen[left] = found
        return found


def first_of(patterns: Patterns, text: str, end: int | None = None) -> re.Match[str] | None:
    """The match that one pattern of all these as alternatives would find first in text[:end]."""
    stop = len(text) if end is None else end
    best: re.Match[str] | None = None
    for pattern in patterns:
        found = pattern.search(text, 0, stop)
        if found is not None and (best is None or found.start() < best.start()):
            best = found
    return best


def spans_of(patterns: Patterns, text: str) -> list[Span]:
    """Where one pattern of all these as alternatives would match, empty matches left out."""
    if len(patterns) == 1:
        return [span for span in [match.span() for match in patterns[0].finditer(text)] if span[0] < span[1]]
    each = [[match.span() for match in pattern.finditer(text)] for pattern in patterns]
    found = [(start, rank, end) for rank, spans in enumerate(each) for start, end in spans]
    found.sort()
    if any([end <= start for start, _, end in found]):
        return spans_of((re.compile(either([pattern.pattern for pattern in patterns])),), text)
    return _by_turns(patterns, text) if _crossing(found) else [(start, end) for start, _, end in found]


def _crossing(found: Sequence[tuple[int, int, int]]) -> bool:
    return any([two[0] < one[2] for one, two in pairwise(found)])


def _by_turns(patterns: Patterns, text: str) -> list[Span]:
    """The same where matches cross: behind each that is taken all search anew."""
    out: list[Span] = []
    at = 0
    ahead = [(-1, rank, -1) for rank in range(len(patterns))]  # the next match of each
    while ahead:
        fresh = []
        for start, rank, end in ahead:
            if start < at:
                match = patterns[rank].search(text, at)
                if match is None:
                    continue
                start, end = match.span()
            fresh.append((start, rank, end))
        if not fresh:
            break
        start, _, at = min(fresh)
        out.append((start, at))
        ahead = fresh
    return out


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

    def patterns(self, name: str, left: int) -> Patterns:
        """What to search with for the group `name` where `left` may match: as alternatives, in this order."""
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
