"""Which stretches of two token sequences belong together: maximal equal blocks, chained over small gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise

from pledgecheck.copying.sides import GRAM, Grams, Keys, Side, grams

Block = tuple[int, int, int]  # first token in a, first token in b, length


@dataclass(frozen=True, slots=True)
class Params:
    """What makes a passage; the defaults are measured."""

    min_matched: int = 8
    max_gap: int = 8
    density: float = 0.4
    anchor: int = 3  # every passage holds a verbatim run of so many tokens
    min_item: int = 4  # a whole list item that is identical counts from so many tokens
    min_moved: int = 3  # a piece whose place changed beside a passage
    # A run that stands very often on both sides is paired with its nearest occurrences only,
    # or a text of one repeated phrase would cost its square.
    max_seeds: int = 1024


DEFAULT = Params()
# Strangers share stock phrases of up to a dozen syllables; an author's own earlier text needs no such care.
PEER = Params(min_matched=12, anchor=GRAM, min_item=8)
# The labels of a form are short.
TEMPLATE = Params(min_matched=3, anchor=2, min_item=2)


def anchors(a: Side, b: Side, params: Params) -> list[Block]:
    """All maximal runs of at least `params.anchor` equal tokens that can match."""
    if params.anchor < GRAM:
        return equal_blocks(a.keys, b.keys, params.anchor, params.max_seeds)
    found = _extended(a.keys, b.keys, _seeds(a.grams, b.grams, params.max_seeds))
    return [block for block in found if block[2] >= params.anchor]


def equal_blocks(ka: Keys, kb: Keys, size: int, max_seeds: int = DEFAULT.max_seeds) -> list[Block]:
    """All maximal runs of at least `size` equal tokens; an empty key matches nothing."""
    found = _extended(ka, kb, _seeds(grams(ka, size), grams(kb, size), max_seeds))
    return [block for block in found if block[2] >= size]


def _seeds(in_a: Grams, in_b: Grams, max_seeds: int) -> list[tuple[int, int]]:
    seeds: list[tuple[int, int]] = []
    for gram in in_a.keys() & in_b.keys():
        at_a, at_b = in_a[gram], in_b[gram]
        if len(at_a) * len(at_b) <= max_seeds:
            seeds += [(i, j) for i in at_a for j in at_b]
            continue
        # Each occurrence in a with the occurrences in b of about the same rank.
        width = max(2, max_seeds // len(at_a))
        for rank, i in enumerate(at_a):
            first = max(0, min(rank * len(at_b) // len(at_a), rank) - width // 2)
            seeds += [(i, j) for j in at_b[first : first + width]]
    return sorted(seeds)


def _extended(ka: Keys, kb: Keys, seeds: list[tuple[int, int]]) -> Iterator[Block]:
    """The maximal block around each seed, once. Seeds are hashes in common, so the tokens decide."""
    reached: dict[int, int] = {}  # diagonal -> end of its last block in a
    na, nb = len(ka), len(kb)
    for i, j in seeds:
        diagonal = j - i
        if reached.get(diagonal, -1) > i:
            continue
        end, end_j = i, j
        while end < na and end_j < nb and ka[end] == kb[end_j] and ka[end]:
            end += 1
            end_j += 1
        while i and j and ka[i - 1] == kb[j - 1] and ka[i - 1]:
            i -= 1
            j -= 1
        reached[diagonal] = end
        yield i, j, end - i


class Tiler:
    """Takes chains of blocks off two texts, longest block first; no token is taken twice."""

    def __init__(self, a: Side, b: Side, params: Params) -> None:
        self._ka, self._kb = a.keys, b.keys
        self._params = params
        self.anchors = anchors(a, b, params)
        self._free_a = bytearray(b"\1") * len(a.keys)
        self._free_b = bytearray(b"\1") * len(b.keys)

    def take(self, i: int, end_i: int, j: int, end_j: int) -> None:
        """Withdraw a[i:end_i] and b[j:end_j]."""
        self._free_a[i:end_i] = bytes(end_i - i)
        self._free_b[j:end_j] = bytes(end_j - j)

    def is_free(self, i: int, end_i: int, j: int, end_j: int) -> bool:
        """Whether nothing of a[i:end_i] and b[j:end_j] has been taken."""
        return 0 not in self._free_a[i:end_i] and 0 not in self._free_b[j:end_j]

    def pieces(self, block: Block) -> list[Block]:
        """What is left of a block between stretches already taken, in runs of two or more."""
        i, j, size = block
        if self.is_free(i, i + size, j, j + size):
            return [block]
        sides = zip(self._free_a[i : i + size], self._free_b[j : j + size], strict=True)
        left: list[Block] = []
        at = 0
        for run in bytes(x & y for x, y in sides).split(b"\0"):
            if len(run) > 1:
                left.append((i + at, j + at, len(run)))
            at += len(run) + 1
        return left

    def chains(self) -> Iterator[list[Block]]:
        """Chains that may be passages, blocks in order on both sides; the caller takes those it accepts."""
        heap = [(-size, i, j) for i, j, size in self.anchors]
        heapify(heap)
        while heap:
            negative, i, j = heappop(heap)
            block = (i, j, -negative)
            pieces = self.pieces(block)
            if pieces == [block]:
                yield self._chain(block)
            else:
                for at_i, at_j, size in pieces:
                    if size >= self._params.anchor:
                        heappush(heap, (-size, at_i, at_j))

    def _chain(self, block: Block) -> list[Block]:
        """`block` with what follows and precedes it over small gaps, without loose ends."""
        after, before = [block], [block]
        while following := self._next(after[-1]):
            after.append(following)
        while preceding := self._previous(before[-1]):
            before.append(preceding)
        return [*before[self._firm(before) : 0 : -1], block, *after[1 : self._firm(after) + 1]]

    def _firm(self, chain: list[Block]) -> int:
        """The place of the last block to keep, walking away from the anchor at 0.

        An end that is thinner than the density a passage needs is chance, wherever it is cut.
        """
        keep = len(chain) - 1
        matched = span = 0
        for at in range(len(chain) - 1, 0, -1):
            (i, j, size), (near_i, near_j, near) = chain[at], chain[at - 1]
            matched += size
            # Towards the end the gap is behind the nearer block, towards the beginning before it.
            gap_i, gap_j = (i - near_i - near, j - near_j - near) if i > near_i else (
                near_i - i - size, near_j - j - size)
            span += size + max(gap_i, gap_j)
            if matched < self._params.density * span:
                keep = at - 1
                matched = span = 0
        return keep

    def _next(self, block: Block) -> Block | None:
        """The best block of two or more tokens after `block`, over a small gap with nothing taken in it."""
        i, j = block[0] + block[2], block[1] + block[2]
        end_i = _edge(self._free_a, i, i + self._params.max_gap + 2)
        end_j = _edge(self._free_b, j, j + self._params.max_gap + 2)
        ka, kb = self._ka, self._kb
        if set(pairwise(ka[i:end_i])).isdisjoint(pairwise(kb[j:end_j])):
            return None  # the common case by far between strangers
        places: dict[str, list[int]] = {}
        for y in range(j, end_j - 1):
            places.setdefault(kb[y], []).append(y)
        best, best_score = None, -99.0
        for x in range(i, end_i - 1):
            for y in places.get(ka[x], ()):
                if not ka[x] or not ka[x + 1] or ka[x + 1] != kb[y + 1]:
                    continue
                size = self._reach(x, y, 1)
                score = size - 0.5 * max(x - i, y - j)
                if score > best_score:
                    best, best_score = (x, y, size), score
        return best

    def _previous(self, block: Block) -> Block | None:
        """The best block of two or more tokens before `block`, over a small gap with nothing taken in it."""
        i, j = block[0] - 1, block[1] - 1
        end_i = _edge_back(self._free_a, i, i - self._params.max_gap - 2)
        end_j = _edge_back(self._free_b, j, j - self._params.max_gap - 2)
        ka, kb = self._ka, self._kb
        if set(pairwise(ka[end_i + 1 : i + 1])).isdisjoint(pairwise(kb[end_j + 1 : j + 1])):
            return None
        places: dict[str, list[int]] = {}
        for y in range(j, end_j + 1, -1):
            places.setdefault(kb[y], []).append(y)
        best, best_score = None, -99.0
        for x in range(i, end_i + 1, -1):
            for y in places.get(ka[x], ()):
                if not ka[x] or not ka[x - 1] or ka[x - 1] != kb[y - 1]:
                    continue
                size = self._reach(x, y, -1)
                score = size - 0.5 * max(i - x, j - y)
                if score > best_score:
                    best, best_score = (x - size + 1, y - size + 1, size), score
        return best

    def _reach(self, x: int, y: int, step: int) -> int:
        """How many free tokens are equal from (x, y) on, in one direction."""
        ka, kb, free_a, free_b = self._ka, self._kb, self._free_a, self._free_b
        size = 0
        while 0 <= x < len(ka) and 0 <= y < len(kb) and ka[x] == kb[y] and ka[x] and free_a[x] and free_b[y]:
            size += 1
            x += step
            y += step
        return size


def _edge(free: bytearray, start: int, end: int) -> int:
    """The end of the free stretch from `start`, at most `end`."""
    end = min(end, len(free))
    taken = free.find(0, start, end)
    return end if taken < 0 else taken


def _edge_back(free: bytearray, start: int, end: int) -> int:
    """The place before the free stretch that ends at `start`, at least `end`."""
    end = max(end, -1)
    taken = free.rfind(0, end + 1, start + 1)
    return end if taken < 0 else taken
