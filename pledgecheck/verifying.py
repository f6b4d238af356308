"""Which candidates for a copy hold: one text and the earlier ones at a time, remembered in the cache."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pledgecheck.cache.store import Entries
from pledgecheck.copying.corpus import PeerRules
from pledgecheck.copying.packed import Place, SideReader
from pledgecheck.copying.sides import Side
from pledgecheck.copying.verify import Found, Pair, aligned
from pledgecheck.workers import Desk

TOGETHER = 256  # candidates of one text that are looked at in one go
_SIDES = 128  # texts that each process keeps ready; the next ones are seldom those of before
_MOST = 16 * TOGETHER  # rows of a note

Shares = tuple[float, float] | None  # None: the two are not to be reported


@dataclass(frozen=True, slots=True)
class Candidates:
    """A text and earlier ones that it may share something with. Of places and secrets its own come last."""

    later: int
    earlier: tuple[int, ...]
    places: tuple[Place, ...]
    secrets: tuple[bytes, ...] = field(repr=False)
    part: int  # a text that very many share has its candidates in several


def candidates(
    pairs: Iterable[tuple[int, int]], place: Callable[[int], Place], secrets: Sequence[bytes]
) -> Iterator[Candidates]:
    """Candidates from pairs (the earlier first) in order of the later."""
    for later, group in groupby(pairs, key=itemgetter(1)):
        earlier = [one for one, _ in group]
        for part, at in enumerate(range(0, len(earlier), TOGETHER)):
            some = tuple(earlier[at : at + TOGETHER])
            all_of = (*some, later)
            yield Candidates(later, some, tuple(map(place, all_of)), tuple(secrets[one] for one in all_of), part)


@dataclass(frozen=True, slots=True)
class Verify:
    """A step of the audit. Sides are read from `file`."""

    rules: PeerRules
    file: Path

    def __call__(self, desk: Desk, given: Candidates) -> list[Found]:
        reader: SideReader | None = desk.kept.get("sides")
        if reader is None:
            reader = desk.kept["sides"] = SideReader(self.file, _SIDES)
        place = dict(zip((*given.earlier, given.later), given.places, strict=True))
        return verified(desk.entries, given, self.rules, lambda number: reader.side(place[number]))


def verified(
    entries: Entries | None, given: Candidates, rules: PeerRules, side: Callable[[int], Side]
) -> list[Found]:
    """The pairs that hold, in the order given."""

    def align(which: Iterable[int]) -> Iterator[Found]:
        pairs: Iterator[Pair] = ((i, given.later, side(i), side(given.later)) for i in which)
        return aligned(pairs, rules)

    if entries is None:
        return list(align(given.earlier))
    notes = _Notes(entries, given, rules)
    unknown = [i for i in given.earlier if i not in notes.shares]
    if unknown:
        notes.shares.update(dict.fromkeys(unknown))
        notes.shares.update((i, (a, b)) for i, _, a, b in align(unknown))
        notes.keep()
    return [(i, given.later, *shares) for i in given.earlier if (shares := notes.shares[i]) is not None]


class _Notes:
    """What is noted of one text: hashes of its pairs, which only its own secret tells, and their shares."""

    _ROW = struct.Struct("<16sdd")

    def __init__(self, entries: Entries, given: Candidates, rules: PeerRules) -> None:
        self._entries, self._given = entries, given
        *others, own = given.secrets
        self._secret = entries.secret_from(b"pairs", repr(rules).encode(), own, bytes([given.part & 255]))
        self._names = [blake2b(each, digest_size=16, key=own).digest() for each in others]
        data = entries.note(self._secret) or b""
        self._rows = {name: (a, b) for name, a, b in self._ROW.iter_unpack(data)}
        self.shares: dict[int, Shares] = {}
        for i, name in zip(given.earlier, self._names, strict=True):
            if name in self._rows:
                a, b = self._rows[name]
                self.shares[i] = (a, b) if a >= 0 else None

    def keep(self) -> None:
        """Write down what has become known; the rest stays, for a text may stand in a register twice."""
        rows = self._rows if len(self._rows) < _MOST else {}
        for i, name in zip(self._given.earlier, self._names, strict=True):
            rows[name] = self.shares[i] or (-1.0, -1.0)
        self._entries.keep(self._secret, b"".join(self._ROW.pack(name, *both) for name, both in rows.items()))
