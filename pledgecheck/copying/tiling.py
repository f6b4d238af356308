"""Which stretches of two token sequences belong together: maximal equal blocks, chained over small gaps."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from pledgecheck.copying.sides import Side

Block = tuple[int, int, int]  # first token in a, first token in b, length


@dataclass(frozen=True, slots=True)
class Params:
    """What makes a passage. The defaults are measured; `TEMPLATE` is for forms, whose labels are short."""

    min_matched: int = 8
    max_gap: int = 8
    density: float = 0.4
    anchor: int = 4  # every passage holds a verbatim run of so many tokens
    min_item: int = 4  # a whole list item that is identical counts from so many tokens
    min_moved: int = 3  # a piece whose place changed beside a passage
    # A pair of tokens that stands too often on both sides is paired with its nearest occurrences only,
    # or a text of one repeated phrase would cost its square.
    max_seeds: int = 1024


_OVERLAP = 3  # two blocks may share so many tokens, as in "… của đơn vị | đơn vị và …"
DEFAULT = Params()
# Strangers share stock phrases of up to a dozen syllables; an author's own earlier text does not need that care.
PEER = Params(min_matched=12, min_item=8)
TEMPLATE = Params(min_matched=3, anchor=2, min_item=2)


def blocks(a: Side, b: Side, max_seeds: int) -> list[Block]:
    """All maximal runs of two or more equal, unmasked tokens, in order of their place in a."""
    ka, kb = a.keys, b.keys
    na, nb = len(ka), len(kb)
    seeds: list[tuple[int, int]] = []
    for pair in a.bigrams.keys() & b.bigrams.keys():
        in_a, in_b = a.bigrams[pair], b.bigrams[pair]
        if len(in_a) * len(in_b) <= max_seeds:
            seeds += [(i, j) for i in in_a for j in in_b]
        else:
            seeds += _nearest(in_a, in_b, max(1, max_seeds // len(in_a)))
    seeds.sort()
    found: list[Block] = []
    reached: dict[int, int] = {}  # diagonal -> end of its last block in a
    for i, j in seeds:
        diagonal = j - i
        if reached.get(diagonal, -1) > i:
            continue
        while i and j and ka[i - 1] == kb[j - 1] and ka[i - 1]:
            i -= 1
            j -= 1
        end = i + 2
        j_end = j + 2
        while end < na and j_end < nb and ka[end] == kb[j_end] and ka[end]:
            end += 1
            j_end += 1
        reached[diagonal] = end
        found.append((i, j, end - i))
    return found


def _nearest(in_a: list[int], in_b: list[int], width: int) -> list[tuple[int, int]]:
    """Each occurrence in a with the `width` occurrences in b of about the same rank."""
    pairs: list[tuple[int, int]] = []
    for rank, i in enumerate(in_a):
        first = max(0, min(rank * len(in_b) // len(in_a), rank) - width // 2)
        pairs += [(i, j) for j in in_b[first : first + max(width, 2)]]
    return pairs


class Tiler:
    """Takes chains of blocks off two texts, longest block first; no token is taken twice."""

    def __init__(self, a: Side, b: Side, params: Params) -> None:
        self._params = params
        self._blocks = blocks(a, b, params.max_seeds)
        self._by_end = sorted((block[0] + block[2], block) for block in self._blocks)
        self._free_a = bytearray(b"\1") * len(a.keys)
        self._free_b = bytearray(b"\1") * len(b.keys)

    def take(self, i: int, end_i: int, j: int, end_j: int) -> None:
        """Withdraw a[i:end_i] and b[j:end_j]."""
        self._free_a[i:end_i] = bytes(end_i - i)
        self._free_b[j:end_j] = bytes(end_j - j)

    def is_free(self, i: int, end_i: int, j: int, end_j: int) -> bool:
        """Whether nothing of a[i:end_i] and b[j:end_j] has been taken."""
        return 0 not in self._free_a[i:end_i] and 0 not in self._free_b[j:end_j]

    def keep_only(self, matched: Iterable[Block]) -> None:
        """Free every token but the matched ones, so also those between the blocks of a passage."""
        self._free_a = bytearray(b"\1") * len(self._free_a)
        self._free_b = bytearray(b"\1") * len(self._free_b)
        for i, j, size in matched:
            self.take(i, i + size, j, j + size)

    def left(self) -> list[Block]:
        """The parts of the blocks that are still free, longest first."""
        pieces = {piece for block in self._blocks for piece in self.pieces(block)}
        return sorted(pieces, key=lambda piece: (-piece[2], piece[0], piece[1]))

    def pieces(self, block: Block) -> list[Block]:
        """What is left of a block between stretches already taken, in runs of two or more."""
        i, j, size = block
        if self.is_free(i, i + size, j, j + size):
            return [block]
        both = bytes(x & y for x, y in zip(self._free_a[i : i + size], self._free_b[j : j + size], strict=True))
        left: list[Block] = []
        at = 0
        for run in both.split(b"\0"):
            if len(run) > 1:
                left.append((i + at, j + at, len(run)))
            at += len(run) + 1
        return left

    def chains(self) -> Iterator[list[Block]]:
        """Chains that may be passages, blocks in order on both sides; the caller takes those it accepts."""
        anchor = self._params.anchor
        heap = [(-size, i, j) for i, j, size in self._blocks if size >= anchor]
        heapify(heap)
        while heap:
            negative, i, j = heappop(heap)
            block = (i, j, -negative)
            pieces = self.pieces(block)
            if pieces == [block]:
                yield self._chain(block)
                continue
            for piece in pieces:
                insort(self._blocks, piece)
                insort(self._by_end, (piece[0] + piece[2], piece))
                if piece[2] >= anchor:
                    heappush(heap, (-piece[2], piece[0], piece[1]))

    def _chain(self, block: Block) -> list[Block]:
        """`block` with what follows and precedes it over small gaps, without loose ends."""
        after, before = [block], [block]
        while following := self._next(after[-1]):
            after.append(following)
        while preceding := self._previous(before[-1]):
            before.append(preceding)
        tail = [(i - after[k][0] - after[k][2], j - after[k][1] - after[k][2], size)
                for k, (i, j, size) in enumerate(after[1:])]
        head = [(before[k][0] - i - size, before[k][1] - j - size, size)
                for k, (i, j, size) in enumerate(before[1:])]
        keep_after, keep_before = self._firm(tail), self._firm(head)
        return [*before[keep_before:0:-1], block, *after[1 : keep_after + 1]]

    def _firm(self, steps: list[tuple[int, int, int]]) -> int:
        """How many of the steps (gap in a, gap in b, size) away from the anchor to keep.

        An end that is thinner than the density a passage needs is chance, however it is cut.
        """
        matched = span_a = span_b = 0
        keep = len(steps)
        for at in range(len(steps) - 1, -1, -1):
            gap_a, gap_b, size = steps[at]
            matched += size
            span_a += gap_a + size
            span_b += gap_b + size
            if matched < self._params.density * max(span_a, span_b):
                keep = at
                matched = span_a = span_b = 0
        return keep

    def _next(self, block: Block) -> Block | None:
        """The best block that begins where `block` ends or a small gap later, on both sides."""
        end_i, end_j = block[0] + block[2], block[1] + block[2]
        gap = self._params.max_gap
        best, best_score = None, -99.0
        for at in range(bisect_left(self._blocks, (end_i - _OVERLAP,)), len(self._blocks)):
            i, j, size = self._blocks[at]
            if i > end_i + gap:
                break
            if not end_j - _OVERLAP <= j <= end_j + gap:
                continue
            shift = max(0, end_i - i, end_j - j)
            i, j, size = i + shift, j + shift, size - shift
            score = size - 0.5 * max(i - end_i, j - end_j)
            if size > 0 and score > best_score and self.is_free(end_i, i + size, end_j, j + size):
                best, best_score = (i, j, size), score
        return best

    def _previous(self, block: Block) -> Block | None:
        """The best block that ends where `block` begins or a small gap earlier, on both sides."""
        start_i, start_j = block[0], block[1]
        gap = self._params.max_gap
        best, best_score = None, -99.0
        for at in range(bisect_left(self._by_end, (start_i - gap,)), len(self._by_end)):
            end_i, (i, j, size) = self._by_end[at]
            if end_i > start_i + _OVERLAP:
                break
            if not start_j - gap <= j + size <= start_j + _OVERLAP:
                continue
            size -= max(0, end_i - start_i, j + size - start_j)
            score = size - 0.5 * max(start_i - i - size, start_j - j - size)
            if size > 0 and score > best_score and self.is_free(i, start_i, j, start_j):
                best, best_score = (i, j, size), score
        return best
