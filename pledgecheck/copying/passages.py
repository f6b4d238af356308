"""From chains of equal blocks to passages: fill gaps, refuse thin ones, add short items and moved words."""

from __future__ import annotations

from collections.abc import Iterable

from pledgecheck.copying.sides import Keys, Places, Side
from pledgecheck.copying.tiling import Block, Params, Tiler, equal_runs, seeds_of

Bounds = tuple[int, int, int, int]


def find_passages(a: Side, b: Side, params: Params, needed: int = 0) -> list[list[Block]]:
    """The passages that stand in both texts, each as its blocks of equal tokens; they never overlap.

    Nothing is returned as soon as `needed` tokens are out of reach: at least a third of them must be
    matched before moved pieces are looked for.
    """
    tiler = Tiler(a, b, params)
    if not tiler.anchors:
        return []
    found = _chained(a, b, tiler, params, params.min_matched)
    if found and params.min_more < params.min_matched and _matched(found) >= params.more_from * min(
        a.counted, b.counted
    ):
        found += _chained(a, b, tiler, params, params.min_more)
    if a.items is not None or b.items is not None:
        found += _identical_items(a, b, tiler, params)
    if a.items and b.items and found:
        found += _reworded_items(a, b, found, params)
    if found and 3 * _matched(found) < needed:
        return []
    if found:
        _add_moved(a, b, found, params)
    return found


def _matched(found: Iterable[list[Block]]) -> int:
    return sum(size for blocks in found for _, _, size in blocks)


def _chained(a: Side, b: Side, tiler: Tiler, params: Params, least: int) -> list[list[Block]]:
    """What is taken off both texts as passages of at least `least` tokens."""
    found: list[list[Block]] = []
    for chain in tiler.chains(least):
        blocks = _filled(a.keys, b.keys, chain)
        if _holds(a, b, blocks, params, least):
            tiler.take(*_bounds(blocks))
            found.append(blocks)
    return found


def _holds(a: Side, b: Side, blocks: list[Block], params: Params, least: int) -> bool:
    """Whether the blocks are long and dense enough for a passage; masked tokens do not thin it."""
    matched = sum(size for _, _, size in blocks)
    if matched < least:
        return False
    first_i, end_i, first_j, end_j = _bounds(blocks)
    span = max(
        end_i - first_i - a.keys[first_i:end_i].count(0),
        end_j - first_j - b.keys[first_j:end_j].count(0),
    )
    return matched >= params.density * span


def _bounds(blocks: list[Block]) -> Bounds:
    if len(blocks) == 1:
        i, j, size = blocks[0]
        return i, i + size, j, j + size
    return (
        min([i for i, _, _ in blocks]),
        max([i + size for i, _, size in blocks]),
        min([j for _, j, _ in blocks]),
        max([j + size for _, j, size in blocks]),
    )


def _filled(ka: Keys, kb: Keys, chain: list[Block]) -> list[Block]:
    """The chain with the single tokens that both sides keep, in order, inside its gaps."""
    blocks = [chain[0]]
    for block in chain[1:]:
        i, j, size = blocks[-1]
        blocks += _common(ka, i + size, block[0], kb, j + size, block[1])
        blocks.append(block)
    return _joined(blocks)


def _joined(blocks: list[Block]) -> list[Block]:
    """Adjacent blocks on one diagonal as one block."""
    joined: list[Block] = []
    for i, j, size in blocks:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (i, j):
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((i, j, size))
    return joined


def _common(ka: Keys, i: int, end_i: int, kb: Keys, j: int, end_j: int) -> list[Block]:
    """The longest common subsequence of two gaps; gaps are a few tokens, so the plain table is fastest."""
    if i >= end_i or j >= end_j:
        return []
    common = set(ka[i:end_i]).intersection(kb[j:end_j])
    common.discard(0)
    if not common:
        return []
    # What stands on one side only matches nothing.
    in_a = [x for x in range(i, end_i) if ka[x] in common]
    in_b = [y for y in range(j, end_j) if kb[y] in common]
    if len(in_a) == 1 == len(in_b):
        return [(in_a[0], in_b[0], 1)]
    best = [[0] * (len(in_b) + 1) for _ in range(len(in_a) + 1)]
    for x in range(len(in_a) - 1, -1, -1):
        row, below, key = best[x], best[x + 1], ka[in_a[x]]
        for y in range(len(in_b) - 1, -1, -1):
            row[y] = max(below[y], row[y + 1], below[y + 1] + 1 if key == kb[in_b[y]] else 0)
    found: list[Block] = []
    x = y = 0
    while x < len(in_a) and y < len(in_b) and best[x][y]:
        if ka[in_a[x]] == kb[in_b[y]] and best[x][y] == best[x + 1][y + 1] + 1:
            found.append((in_a[x], in_b[y], 1))
            x, y = x + 1, y + 1
        elif best[x + 1][y] >= best[x][y + 1]:
            x += 1
        else:
            y += 1
    return found


def _identical_items(a: Side, b: Side, tiler: Tiler, params: Params) -> list[list[Block]]:
    """Items too short for a passage that stand word for word on the other side.

    Where the items of both texts are known, the other side must be a whole item too: a short phrase
    inside a longer sentence is common property.
    """
    found: list[list[Block]] = []
    starts_a = {first: end for first, end in sorted(a.items or ())}
    starts_b = {first: end for first, end in sorted(b.items or ())}
    for i, j, size in _longest_first(piece for block in tiler.anchors for piece in tiler.pieces(block)):
        if size < params.min_item:
            continue
        for shift in range(size - params.min_item + 1):
            at_i, at_j = i + shift, j + shift
            length_a = starts_a.get(at_i, at_i) - at_i
            length_b = starts_b.get(at_j, at_j) - at_j
            if a.items is not None and b.items is not None and length_a != length_b:
                continue
            length = length_a or length_b
            if not params.min_item <= length <= size - shift:
                continue
            if tiler.is_free(at_i, at_i + length, at_j, at_j + length):
                tiler.take(at_i, at_i + length, at_j, at_j + length)
                found.append([(at_i, at_j, length)])
    return found


def _reworded_items(a: Side, b: Side, found: list[list[Block]], params: Params) -> list[list[Block]]:
    """Items of two texts that are copies in part: half of the words of both in the same order.

    Between any two texts that would be chance, and a likeness of subject. Where a good part has been copied
    word for word, the author had the other text before him.
    """
    blocks = [block for passage in found for block in passage]
    if sum(size for _, _, size in blocks) < params.reworded_from * min(a.counted, b.counted):
        return []
    taken_a = {at for i, _, size in blocks for at in range(i, i + size)}
    taken_b = {at for _, j, size in blocks for at in range(j, j + size)}
    free_a, free_b = _free_items(a, taken_a, params), _free_items(b, taken_b, params)
    pairs = []
    for x, (first, end, words) in enumerate(free_a):
        for y, (start, stop, others) in enumerate(free_b):
            longer = max(end - first, stop - start)
            if len(words & others) >= params.reworded * longer:
                common = _common(a.keys, first, end, b.keys, start, stop)
                if len(common) >= params.reworded * longer:
                    pairs.append((-len(common), x, y, common))
    more: list[list[Block]] = []
    used: set[tuple[int, int]] = set()
    for _, x, y, common in sorted(pairs, key=lambda pair: pair[:3]):
        if (0, x) not in used and (1, y) not in used:
            used |= {(0, x), (1, y)}
            more.append(_joined(common))
    return more


def _free_items(side: Side, taken: set[int], params: Params) -> list[tuple[int, int, set[int]]]:
    """Items long enough to tell, of which nothing is matched: first token, end, words."""
    return [
        (first, end, set(side.keys[first:end]) - {0})
        for first, end in sorted(side.items or ())
        if end - first >= params.min_matched and taken.isdisjoint(range(first, end))
    ]


def _add_moved(a: Side, b: Side, found: list[list[Block]], params: Params) -> None:
    """Give each passage the pieces that only changed places inside it or right beside it."""
    bounds = [_bounds(blocks) for blocks in found]
    left_a, left_b = list(a.streams.left), list(b.streams.right)
    for i, j, size in (block for blocks in found for block in blocks):
        left_a[i : i + size], left_b[j : j + size] = [0] * size, [-1] * size
    # A piece beside a passage is shorter than a passage of its own would be.
    reach = params.max_gap + params.min_matched
    near_a = _twos_near(a.streams.twos, left_a, 0, [(first, end) for first, end, _, _ in bounds], reach)
    near_b = _twos_near(b.streams.twos, left_b, -1, [(first, end) for _, _, first, end in bounds], reach)
    seeds = seeds_of(near_a, near_b, params.max_seeds)
    for i, j, size in _longest_first(equal_runs(left_a, left_b, seeds)):
        if size < 2:
            continue
        host = _host((i, j, size), bounds, params)
        if host is None or 0 in left_a[i : i + size] or -1 in left_b[j : j + size]:
            continue
        left_a[i : i + size], left_b[j : j + size] = [0] * size, [-1] * size
        found[host].append((i, j, size))
        bounds[host] = _bounds(found[host])


def _twos_near(
    twos: tuple[int, ...], left: list[int], hole: int, bounds: list[tuple[int, int]], reach: int
) -> Places:
    """Where pairs of tokens begin that are left over in or near the passages."""
    found: Places = {}
    at = 0
    for first, end in sorted(bounds):
        start = max(at, first - reach)
        at = min(len(twos), end + reach)
        for place in range(start, at):
            if left[place] != hole != left[place + 1] and twos[place]:
                found.setdefault(twos[place], []).append(place)
    return found


def _longest_first(blocks: Iterable[Block]) -> list[Block]:
    return sorted(blocks, key=lambda block: (-block[2], block[0], block[1]))


def _host(piece: Block, bounds: list[Bounds], params: Params) -> int | None:
    """The passage that a piece belongs to: around it, or beside it on both sides with nothing between."""
    i, j, size = piece
    gap = params.max_gap
    for at, (first_i, end_i, first_j, end_j) in enumerate(bounds):
        if i + size < first_i - gap or i > end_i + gap or j + size < first_j - gap or j > end_j + gap:
            continue
        grown = (min(i, first_i), max(i + size, end_i), min(j, first_j), max(j + size, end_j))
        if grown == (first_i, end_i, first_j, end_j):
            return at
        if size >= params.min_moved and not any(
            _overlap(grown, other) for place, other in enumerate(bounds) if place != at
        ):
            return at
    return None


def _overlap(one: Bounds, other: Bounds) -> bool:
    return (one[0] < other[1] and other[0] < one[1]) or (one[2] < other[3] and other[2] < one[3])
