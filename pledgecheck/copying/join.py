"""Candidates at scale: the table of fingerprints joined with itself.

A fingerprint that few texts share joins all of them; one that many share joins each with one leader, so
that the work grows with the number of texts and no member of a clique is lost. What very many share says
less: it counts down to a quarter. A pair is proposed from a sum of `enough_of` on. Numpy joins what fits into
the limit of memory; beyond, DuckDB keeps the tables on disk (extra `scale`) and they are joined part by
part. Which pairs come out depends on neither, nor on the order of the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pledgecheck.copying.duck import Tables
from pledgecheck.copying.fingerprints import TEXT_BITS, fingerprints_of_many
from pledgecheck.errors import LimitError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

FEW = 20  # up to so many texts with one fingerprint all pairs are tried
ONE = 16  # the weight of a fingerprint that few share; weights are whole numbers
LEAST = 4  # of one that all share
MOST = 4 * ONE  # as much is enough among however many
_VERY_MANY = 1 << 17
_LOW = TEXT_BITS - 8  # a pair is the higher number, the lower number, and below it the weight
_BATCH_BYTES = 4 << 20  # keys turned into fingerprints at a time
LEAST_ROOM = 1 << 16  # rows in memory, however low the limit
_OUT = 8192  # pairs handed on at a time


class FingerprintJoin:
    """Takes texts one after the other, then gives the pairs worth aligning."""

    def __init__(self, folder: Path, *, memory_mb: int = 2048, threads: int = 1) -> None:
        """`folder`: a private one for what does not fit into memory; the caller deletes it."""
        self._folder, self._memory_mb, self._threads = folder, memory_mb, threads
        # A row costs 8 bytes in the table, four times that while it is sorted and summed, and DuckDB has a
        # share of its own.
        self._room = max(LEAST_ROOM, (memory_mb << 20) // 128)
        self._batch: list[bytes] = []
        self._batch_bytes = 0
        self._texts = self._rows = 0
        self._prints: list[Numbers] = []
        self._needs: list[NDArray[np.uint8]] = []
        self._tables: Tables | None = None

    def add(self, keys: bytes) -> None:
        """The next text, as packed keys."""
        self._batch.append(keys)
        self._batch_bytes += len(keys)
        if self._batch_bytes >= _BATCH_BYTES or len(self._batch) >= 1 << 16:
            self._take_in()

    def _take_in(self) -> None:
        import numpy as np

        if not self._batch:
            return
        if self._texts + len(self._batch) > 1 << TEXT_BITS:
            raise LimitError(
                f"quá {1 << TEXT_BITS} bản trong một lượt; hãy chia nhỏ theo địa bàn hoặc theo năm.",
                f"more than {1 << TEXT_BITS} pledges in one run; split them by area or year.",
            )
        prints = fingerprints_of_many(self._batch, self._texts)
        owner = (prints & np.uint64((1 << TEXT_BITS) - 1)).astype(np.int64) - self._texts
        counts = np.bincount(owner, minlength=len(self._batch))
        self._needs.append(needs_of(counts))
        self._texts += len(self._batch)
        self._rows += len(prints)
        self._batch, self._batch_bytes = [], 0
        self._prints.append(prints)
        if self._tables is not None or self._rows > self._room:
            for each in self._prints:
                self._on_disk().add_prints(each)
            self._prints = []

    def _on_disk(self) -> Tables:
        if self._tables is None:
            self._tables = Tables(self._folder, max(128, 3 * self._memory_mb // 8), self._threads)
        return self._tables

    def pairs(self, ranks: Sequence[int], families: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The pairs (the lower number first), ordered by the higher number and then the lower.

        `ranks`: the place of each text in an order that does not depend on when it came; the leader of many
        is the first of them. `families`: texts of one family are never paired.
        """
        import numpy as np

        self._take_in()
        if not self._texts:
            return
        rank = np.asarray(ranks, dtype=np.uint32)
        needs = np.minimum(np.concatenate(self._needs), np.uint8(enough_of(self._texts)))
        counter = _Counter(needs, self._room, self._on_disk)
        joiner = Joiner(rank, np.asarray(families, dtype=np.uint32), counter.add)
        if self._tables is None:
            prints, self._prints = np.concatenate(self._prints), []
            joiner.join(prints)
        else:
            parts = -(-2 * self._rows // self._room)
            for part in range(parts):
                joiner.join(self._tables.prints(part, parts))
        for high, low in counter.found():
            yield from zip(low.tolist(), high.tolist(), strict=True)

    def close(self) -> None:
        """Close the tables; their files stay until the folder is deleted."""
        if self._tables is not None:
            self._tables.close()


def enough_of(texts: int) -> int:
    """The sum that is enough among so many texts.

    The more there are, the more of what is shared by chance stands in many of them and weighs little: three
    rare fingerprints say among half a million what four say among a hundred thousand.
    """
    return MOST if texts <= _VERY_MANY else MOST - ONE


def needs_of(counts: NDArray[np.int64], enough: int = MOST) -> NDArray[np.uint8]:
    """From which sum on a pair is proposed, for texts with so many fingerprints: the lower of the two decides.

    A short text cannot share more than it has, and all of that may be common.
    """
    import numpy as np

    return np.minimum(LEAST * counts, enough).astype(np.uint8)


class Joiner:
    """Joins one part of the table after the other."""

    def __init__(
        self, rank: NDArray[np.uint32], family: NDArray[np.uint32], add: Callable[[Numbers], None]
    ) -> None:
        """`add` takes what is found: pairs with a weight each, as often as they are met (see `summed`)."""
        import numpy as np

        self._rank, self._family, self._found = rank, family, add
        self._text_of = np.empty(len(rank), dtype=np.uint32)  # the text of each rank
        self._text_of[rank] = np.arange(len(rank), dtype=np.uint32)

    def join(self, prints: Numbers) -> None:
        """`prints`: whole fingerprints, in any order; they are sorted in place."""
        import numpy as np

        prints.sort()
        texts = (prints & np.uint64((1 << TEXT_BITS) - 1)).astype(np.uint32)
        prints >>= np.uint64(TEXT_BITS)
        fresh = np.ones(len(prints), dtype=bool)
        fresh[1:] = prints[1:] != prints[:-1]
        starts = np.flatnonzero(fresh)
        sizes = np.diff(starts, append=len(prints))
        for size in range(2, FEW + 1):
            self._few(texts, starts[sizes == size], size)
        self._many(texts, starts[sizes > FEW], sizes[sizes > FEW])

    def _few(self, texts: NDArray[np.uint32], starts: NDArray[np.int64], size: int) -> None:
        import numpy as np

        step = max(1, (1 << 20) // size)
        lows, highs = np.triu_indices(size, 1)
        for at in range(0, len(starts), step):
            rows = texts[starts[at : at + step, None] + np.arange(size)]
            one = rows[:, lows].ravel()
            self._add(one, rows[:, highs].ravel(), np.full(len(one), ONE, dtype=np.uint64))

    def _many(self, texts: NDArray[np.uint32], starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> None:
        import numpy as np

        if not len(starts):
            return
        rows = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        members = texts[rows + np.arange(len(rows))]
        group = np.repeat(np.arange(len(starts)), sizes)
        rank = self._rank[members]
        begins = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        leader = self._text_of[np.minimum.reduceat(rank, begins)]
        rarity = np.log(len(self._rank) / sizes) / np.log(max(2.0, len(self._rank) / FEW))
        weight = np.clip(np.rint(ONE * rarity), LEAST, ONE).astype(np.uint64)[group]
        own = self._family[members] == self._family[leader][group]
        self._add(members[~own], leader[group][~own], weight[~own])
        # A text of the leader's own author is joined with the first text of anyone else.
        rank[own] = np.iinfo(np.uint32).max
        other = np.minimum.reduceat(rank, begins)
        own &= (other != np.iinfo(np.uint32).max)[group] & (members != leader[group])
        self._add(members[own], self._text_of[other[group[own]]], weight[own])

    def _add(self, one: NDArray[np.uint32], two: NDArray[np.uint32], weight: Numbers) -> None:
        import numpy as np

        strangers = self._family[one] != self._family[two]
        one, two, weight = one[strangers], two[strangers], weight[strangers]
        high, low = np.maximum(one, two).astype(np.uint64), np.minimum(one, two).astype(np.uint64)
        self._found(high << np.uint64(TEXT_BITS + _LOW) | low << np.uint64(_LOW) | weight)


class _Counter:
    """Sums for each pair the weights of the fingerprints it shares."""

    def __init__(self, needs: NDArray[np.uint8], room: int, on_disk: Callable[[], Tables]) -> None:
        self._needs, self._room, self._on_disk = needs, room, on_disk
        self._pairs: list[Numbers] = []
        self._rows = 0
        self._tables: Tables | None = None

    def add(self, pairs: Numbers) -> None:
        """Pairs with a weight each, as often as they were met."""
        self._pairs.append(pairs)
        self._rows += len(pairs)
        if self._rows > self._room:
            self._flush()

    def _summed(self) -> tuple[Numbers, Numbers]:
        pairs, self._pairs, self._rows = self._pairs, [], 0
        return summed(pairs)

    def _flush(self) -> None:
        self._tables = self._on_disk()
        self._tables.add_sums(*self._summed())

    def found(self) -> Iterator[tuple[Numbers, Numbers]]:
        """The pairs that share enough, in order, some at a time: higher numbers, lower numbers."""
        import numpy as np

        if self._tables is not None:
            self._flush()
            most = int(self._needs.max())
            small = np.flatnonzero(self._needs < most).astype(np.uint32)
            for pairs, sums in self._tables.sums(most, small, _OUT):
                yield enough(pairs, sums, self._needs)
            return
        pairs, sums = self._summed()
        for at in range(0, len(pairs), 1 << 20):
            yield enough(pairs[at : at + (1 << 20)], sums[at : at + (1 << 20)], self._needs)


def summed(found: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Each pair once (higher number << TEXT_BITS | lower number), in order, and the sum of its weights."""
    import numpy as np

    rows = np.concatenate(found) if found else np.empty(0, dtype=np.uint64)
    if not len(rows):
        return rows, rows
    rows.sort()
    weights = rows & np.uint64((1 << _LOW) - 1)
    rows >>= np.uint64(_LOW)
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = rows[1:] != rows[:-1]
    starts = np.flatnonzero(fresh)
    return rows[starts], np.add.reduceat(weights, starts)


def enough(pairs: Numbers, sums: Numbers, needs: NDArray[np.uint8]) -> tuple[Numbers, Numbers]:
    """Of summed pairs those that share enough: higher numbers, lower numbers."""
    import numpy as np

    high, low = pairs >> np.uint64(TEXT_BITS), pairs & np.uint64((1 << TEXT_BITS) - 1)
    kept = sums >= np.minimum(needs[high], needs[low])
    return high[kept], low[kept]
