"""Which stretches of two token sequences belong together: maximal equal blocks, chained over small gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from pledgecheck.copying.sides import GRAM, Places, Runs, Side, places

Block = tuple[int, int, int]  # first token in a, first token in b, length


@dataclass(frozen=True, slots=True)
class Params:
    """What makes a passage; the defaults are measured."""

    min_matched: int = 8
    # Where long enough passages make up this share of a text, shorter ones count too.
    min_more: int = 8
    more_from: float = 0.1
    max_gap: int = 8
    density: float = 0.4
    anchor: int = 3  # every passage holds a verbatim run of so many tokens
    min_item: int = 4  # a whole list item that is identical counts from so many tokens
    min_moved: int = 3  # a piece whose place changed beside a passage
    # An item of which half the words stand in an item of the other text, in order, is the same one reworded,
    # where this share of the texts is the same word for word.
    reworded: float = 0.5
    reworded_from: float = 0.15
    # A run that stands very often on both sides is paired with its nearest occurrences only,
    # or a text of one repeated phrase would cost its square.
    max_seeds: int = 1024


DEFAULT = Params()
# Strangers share stock phrases of up to a dozen syllables; an author's own earlier text needs no such care.
# Whoever copied one passage did not come by the others by chance.
PEER = Params(min_matched=12, min_more=8, anchor=GRAM, min_item=8)
# The labels of a form are short.
TEMPLATE = Params(min_matched=3, min_more=3, anchor=2, min_item=2)


def anchors(a: Side, b: Side, params: Params) -> list[Block]:
    """All maximal runs of at least `params.anchor` equal tokens that can match."""
    size = params.anchor
    if size >= GRAM:
        in_a, in_b = a.runs, b.runs
        common = in_a.all & in_b.all
        if not common:
            return []
        seeds = _seeds(in_a, in_b, common, params.max_seeds)
    else:
        known = b.places(size)
        seeds = seeds_of(places(a.keys, size, known), known, params.max_seeds)
    if not seeds:
        return []
    return [block for block in equal_runs(a.streams.left, b.streams.right, seeds) if block[2] >= size]


def equal_runs(la: Sequence[int], lb: Sequence[int], seeds: list[tuple[int, int]]) -> Iterator[Block]:
    """The maximal run around each seed, once. Seeds are hashes in common, so the tokens decide."""
    reached: dict[int, int] = {}  # diagonal -> end of its last run in a
    for i, j in seeds:
        diagonal = j - i
        if reached.get(diagonal, -1) > i:
            continue
        end, end_j = i, j
        while la[end] == lb[end_j]:
            end += 1
            end_j += 1
        while la[i - 1] == lb[j - 1]:  # before the first token stands the last, which ends every run
            i -= 1
            j -= 1
        reached[diagonal] = end
        if end > i:
            yield i, j, end - i


def _seeds(a: Runs, b: Runs, common: Collection[int], max_seeds: int) -> list[tuple[int, int]]:
    """Where the runs in common stand in both, in order."""
    first_a, first_b = a.first, b.first
    if not a.repeated and not b.repeated:
        return sorted([(first_a[run], first_b[run]) for run in common])
    seeds: list[tuple[int, int]] = []
    for run in common:
        if run in a.repeated or run in b.repeated:
            seeds += _paired(
                a.repeated.get(run) or [first_a[run]], b.repeated.get(run) or [first_b[run]], max_seeds
            )
        else:
            seeds.append((first_a[run], first_b[run]))
    return sorted(seeds)


def seeds_of(in_a: Places, in_b: Places, max_seeds: int) -> list[tuple[int, int]]:
    """Where the runs that both have stand, in order."""
    seeds: list[tuple[int, int]] = []
    for run in in_a.keys() & in_b.keys():
        seeds += _paired(in_a[run], in_b[run], max_seeds)
    return sorted(seeds)


def _paired(at_a: list[int], at_b: list[int], max_seeds: int) -> list[tuple[int, int]]:
    if len(at_a) * len(at_b) <= max_seeds:
        return [(i, j) for i in at_a for j in at_b]
    # Each occurrence in a with the occurrences in b of about the same rank.
    seeds: list[tuple[int, int]] = []
    width = max(2, max_seeds // len(at_a))
    for rank, i in enumerate(at_a):
        first = max(0, min(rank * len(at_b) // len(at_a), rank) - width // 2)
        seeds += [(i, j) for j in at_b[first : first + width]]
    return seeds


class Tiler:
    """Takes chains of blocks off two texts, longest block first; no token is taken twice."""

    def __init__(self, a: Side, b: Side, params: Params) -> None:
        self._params = params
        self.anchors = anchors(a, b, params)
        if not self.anchors:
            return
        in_a, in_b = a.streams, b.streams
        self._la, self._lb = list(in_a.left), list(in_b.right)
        self._twos_a, self._twos_b = in_a.twos, in_b.twos
        self._free_a = bytearray(b"\1") * len(a.keys)
        self._free_b = bytearray(b"\1") * len(b.keys)

    def take(self, i: int, end_i: int, j: int, end_j: int) -> None:
        """Withdraw a[i:end_i] and b[j:end_j]."""
        self._free_a[i:end_i] = bytes(end_i - i)
        self._free_b[j:end_j] = bytes(end_j - j)
        self._la[i:end_i] = [0] * (end_i - i)
        self._lb[j:end_j] = [-1] * (end_j - j)

    def is_free(self, i: int, end_i: int, j: int, end_j: int) -> bool:
        """Whether nothing of a[i:end_i] and b[j:end_j] has been taken."""
        return 0 not in self._free_a[i:end_i] and 0 not in self._free_b[j:end_j]

    def pieces(self, block: Block) -> list[Block]:
        """What is left of a block between stretches already taken, in runs of two or more."""
        i, j, size = block
        free_a, free_b = self._free_a[i : i + size], self._free_b[j : j + size]
        if 0 not in free_a and 0 not in free_b:
            return [block]
        if 1 not in free_a or 1 not in free_b:
            return []
        left: list[Block] = []
        at = 0
        for run in bytes(x & y for x, y in zip(free_a, free_b, strict=True)).split(b"\0"):
            if len(run) > 1:
                left.append((i + at, j + at, len(run)))
            at += len(run) + 1
        return left

    def chains(self, least: int) -> Iterator[list[Block]]:
        """Chains that may be passages of at least `least` tokens, blocks in order on both sides; the caller
        takes those it accepts."""
        heap = [(-size, i, j) for i, j, size in self.anchors]
        heapify(heap)
        while heap:
            negative, i, j = heappop(heap)
            block = (i, j, -negative)
            pieces = self.pieces(block)
            if len(pieces) == 1 and pieces[0] == block:
                if -negative >= least or self._continues(block):
                    yield self._chain(block)
            else:
                for at_i, at_j, size in pieces:
                    if size >= self._params.anchor:
                        heappush(heap, (-size, at_i, at_j))

    def _continues(self, block: Block) -> bool:
        """Whether anything at all is equal near the block's ends; most runs of strangers stand alone."""
        i, j, size = block
        end_i, end_j, reach = i + size, j + size, self._params.max_gap + 1
        in_a, in_b = self._twos_a, self._twos_b
        if not set(in_a[end_i : end_i + reach]).isdisjoint(in_b[end_j : end_j + reach]):
            return True
        i, j = max(0, i - 1), max(0, j - 1)
        return not set(in_a[max(0, i - reach) : i]).isdisjoint(in_b[max(0, j - reach) : j])

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
        for at in range(keep, 0, -1):
            (i, j, size), (near_i, near_j, near) = chain[at], chain[at - 1]
            matched += size
            # Towards the end the gap is behind the nearer block, towards the beginning before it.
            gap_i, gap_j = (i - near_i - near, j - near_j - near) if i > near_i else (
                near_i - i - size, near_j - j - size)
            span += size + (gap_i if gap_i > gap_j else gap_j)
            if matched < self._params.density * span:
                keep = at - 1
                matched = span = 0
        return keep

    def _next(self, block: Block) -> Block | None:
        """The best block of two or more tokens after `block`, over a small gap with nothing taken in it."""
        i, j = block[0] + block[2], block[1] + block[2]
        reach = self._params.max_gap + 2
        in_a = self._twos_a[i : _edge(self._free_a, i, i + reach) - 1]
        in_b = self._twos_b[j : _edge(self._free_b, j, j + reach) - 1]
        common = set(in_a).intersection(in_b)
        common.discard(0)
        if not common:
            return None  # the common case by far between strangers
        la, lb = self._la, self._lb
        best, best_score = None, -99.0
        for x, two in enumerate(in_a):
            if two not in common:
                continue
            for y, other in enumerate(in_b):
                if other != two or (x and y and in_a[x - 1] == in_b[y - 1] != 0):
                    continue  # the latter: the block that begins one token earlier is better
                at, end_j = i + x, j + y
                while la[at] == lb[end_j]:
                    at += 1
                    end_j += 1
                size = at - i - x
                score = size - 0.5 * (x if x > y else y)
                if score > best_score and size > 1:
                    best, best_score = (i + x, j + y, size), score
        return best

    def _previous(self, block: Block) -> Block | None:
        """The best block of two or more tokens before `block`, over a small gap with nothing taken in it."""
        i, j = block[0], block[1]
        reach = self._params.max_gap + 2
        in_a = self._twos_a[_edge_back(self._free_a, i - 1, i - 1 - reach) + 1 : max(0, i - 1)]
        in_b = self._twos_b[_edge_back(self._free_b, j - 1, j - 1 - reach) + 1 : max(0, j - 1)]
        common = set(in_a).intersection(in_b)
        common.discard(0)
        if not common:
            return None
        la, lb = self._la, self._lb
        in_a, in_b = in_a[::-1], in_b[::-1]
        best, best_score = None, -99.0
        for x, two in enumerate(in_a):
            if two not in common:
                continue
            for y, other in enumerate(in_b):
                if other != two or (x and y and in_a[x - 1] == in_b[y - 1] != 0):
                    continue
                at, at_j = i - 1 - x, j - 1 - y
                while la[at] == lb[at_j]:
                    at -= 1
                    at_j -= 1
                size = i - 1 - x - at
                score = size - 0.5 * (x if x > y else y)
                if score > best_score and size > 1:
                    best, best_score = (at + 1, at_j + 1, size), score
        return best


def _edge(free: bytearray, start: int, end: int) -> int:
    """The end of the free stretch from `start`, at most `end`."""
    taken = free.find(0, start, end)
    return min(end, len(free)) if taken < 0 else taken


def _edge_back(free: bytearray, start: int, end: int) -> int:
    """The place before the free stretch that ends at `start`, at least `end`."""
    end = max(end, -1)
    taken = free.rfind(0, end + 1, start + 1)
    return end if taken < 0 else taken
