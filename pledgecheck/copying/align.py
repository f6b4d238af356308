"""Which passages of one text stand in another, exact to the token on both sides.

Greedy string tiling with pairs of tokens as seeds, chains over small gaps, then the longest common
subsequence inside each gap. What was moved inside a passage, and short items that are identical as a
whole, are added after that. Both directions of a pair give the same result.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pledgecheck.copying.edits import TextEdit, edits_between, order_edit
from pledgecheck.copying.numbers import NUMBER_WORDS, NumberWords
from pledgecheck.copying.passages import find_passages
from pledgecheck.copying.sides import Side, prepare, stretches
from pledgecheck.copying.tiling import DEFAULT, Block, Params
from pledgecheck.copying.tokens import Span, Tokens, tokenize


@dataclass(frozen=True, slots=True)
class AlignedPassage:
    """text_a[start:end] stands at text_b[source_start:source_end]; `matched` tokens are the same.

    `blocks` are the runs of equal tokens (token in a, token in b, length) in order of their place in a.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    matched: int
    blocks: tuple[Block, ...] = field(repr=False)
    edits: tuple[TextEdit, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Alignment:
    """`matched` tokens stand in both texts, of `counted_a` and `counted_b` that are not masked."""

    matched: int
    counted_a: int
    counted_b: int
    passages: tuple[AlignedPassage, ...] = ()

    @property
    def matched_a(self) -> int:
        """Tokens of a that stand in b."""
        return self.matched

    @property
    def matched_b(self) -> int:
        """Tokens of b that stand in a; tokens are matched one to one."""
        return self.matched

    @property
    def share_a(self) -> float:
        """The share of a found in b, 0-1."""
        return self.matched / self.counted_a if self.counted_a else 0.0

    @property
    def share_b(self) -> float:
        """The share of b found in a, 0-1."""
        return self.matched / self.counted_b if self.counted_b else 0.0


def align(
    a: Tokens | str,
    b: Tokens | str,
    *,
    mask_a: Iterable[Span] = (),
    mask_b: Iterable[Span] = (),
    units_a: Iterable[Span] | None = None,
    units_b: Iterable[Span] | None = None,
    params: Params = DEFAULT,
    by_unit: bool = False,
) -> Alignment:
    """Align two texts; `a` is the text that is judged, `b` its possible source.

    Masked spans count on neither side. `units` are the spans of list items: an item that is identical
    as a whole counts though it is short. `by_unit` cuts passages at the borders of `units_a`.
    """
    units_a = None if units_a is None else tuple(units_a)
    tokens_a = tokenize(a) if isinstance(a, str) else a
    tokens_b = tokenize(b) if isinstance(b, str) else b
    side_a, side_b = prepare(tokens_a, mask_a, units_a), prepare(tokens_b, mask_b, units_b)
    alignment = align_sides(side_a, side_b, params)
    if by_unit and units_a is not None:
        alignment = split_by_units(alignment, side_a, side_b, units_a, params)
    return with_edits(alignment, side_a, side_b)


def align_sides(a: Side, b: Side, params: Params = DEFAULT) -> Alignment:
    """`align` for prepared texts, without the edits (see `with_edits`)."""
    return _alignment(a, b, [_passage(a.text, b.text, blocks) for blocks in match_sides(a, b, params)])


def match_sides(a: Side, b: Side, params: Params = DEFAULT, needed: int = 0) -> list[list[Block]]:
    """The passages as their blocks of equal tokens, in no order; for sides with or without their text.

    With `needed`, a pair that cannot match so many tokens may be given up early.
    """
    if not a.counted or not b.counted:
        return []
    if a.keys == b.keys:
        return _same(a, params)
    if (len(a.keys), a.keys) <= (len(b.keys), b.keys):
        return find_passages(a, b, params, needed)
    # Ties are broken by place: one order for both directions makes the result symmetric.
    found = find_passages(b, a, params, needed)
    return [[(i, j, size) for j, i, size in blocks] for blocks in found]


def with_edits(alignment: Alignment, a: Side, b: Side, words: NumberWords = NUMBER_WORDS) -> Alignment:
    """The alignment with what was changed inside each passage, and which passages changed places."""
    moved = _out_of_order(alignment.passages)
    rank_b = {at: rank for rank, at in enumerate(sorted(
        range(len(alignment.passages)), key=lambda at: alignment.passages[at].source_start), start=1)}
    passages = []
    for at, passage in enumerate(alignment.passages):
        edits = edits_between(a, b, passage.blocks, words)
        if at in moved:
            edits = (order_edit(passage.start, passage.source_start, rank_b[at], at + 1), *edits)
        passages.append(replace(passage, edits=edits))
    return replace(alignment, passages=tuple(passages))


def matched_in(alignment: Alignment, a: Tokens, start: int, end: int) -> int:
    """How many tokens of text_a[start:end] are matched."""
    inside = a.within(start, end)
    return sum(
        max(0, min(i + size, inside.stop) - max(i, inside.start))
        for passage in alignment.passages for i, _, size in passage.blocks
    )


def matched_spans(alignment: Alignment, a: Tokens) -> tuple[Span, ...]:
    """The spans of text a whose tokens are matched; the fillings between them are left out."""
    return tuple(sorted(
        (a.starts[i], a.ends[i + size - 1]) for passage in alignment.passages for i, _, size in passage.blocks
    ))


def split_by_units(
    alignment: Alignment, a: Side, b: Side, units: Iterable[Span], params: Params = DEFAULT
) -> Alignment:
    """The alignment with passages cut at the borders of `units` (spans of text a).

    A whole document copied is one passage, but a verdict is given item by item. A few tokens that only
    hung on to the passage of another item are no copy of their own.
    """
    ranges = [a.text.within(*unit) for unit in units]
    whole = {(inside.start, inside.stop) for inside in ranges}
    borders = sorted({at for unit in whole for at in unit})
    passages: list[AlignedPassage] = []
    for passage in alignment.passages:
        groups: dict[int, list[Block]] = {}
        for i, j, size in passage.blocks:
            while size:
                unit = bisect_right(borders, i)
                cut = min(size, borders[unit] - i) if unit < len(borders) else size
                groups.setdefault(unit, []).append((i, j, cut))
                i, j, size = i + cut, j + cut, size - cut
        for blocks in groups.values():
            part = _passage(a.text, b.text, blocks)
            covered = (blocks[0][0], blocks[-1][0] + blocks[-1][2])
            if len(groups) == 1 or part.matched >= params.min_item or covered in whole:
                passages.append(part)
    return _alignment(a, b, passages)


def _alignment(a: Side, b: Side, passages: list[AlignedPassage]) -> Alignment:
    ordered = tuple(sorted(passages, key=lambda p: (p.start, p.end)))
    return Alignment(sum(p.matched for p in ordered), a.counted, b.counted, ordered)


def _passage(a: Tokens, b: Tokens, blocks: list[Block]) -> AlignedPassage:
    blocks = sorted(blocks)
    last = blocks[-1]
    return AlignedPassage(
        a.starts[blocks[0][0]],
        a.ends[last[0] + last[2] - 1],
        b.starts[min(j for _, j, _ in blocks)],
        b.ends[max(j + size for _, j, size in blocks) - 1],
        sum(size for _, _, size in blocks),
        tuple(blocks),
    )


def _same(side: Side, params: Params) -> list[list[Block]]:
    """Two equal texts: everything matches, one passage for each stretch between long masked ones."""
    found: list[list[Block]] = []
    for first, end in stretches(side):
        if found and first - found[-1][-1][0] - found[-1][-1][2] <= params.max_gap:
            found[-1].append((first, first, end - first))
        else:
            found.append([(first, first, end - first)])
    return found


def _out_of_order(passages: tuple[AlignedPassage, ...]) -> set[int]:
    """The fewest passages that must be moved for the rest to stand in the same order on both sides."""
    lengths: list[tuple[int, list[int]]] = []
    for at, passage in enumerate(passages):
        best: tuple[int, list[int]] = (0, [])
        for before in range(at):
            if passages[before].source_start < passage.source_start and lengths[before][0] > best[0]:
                best = lengths[before]
        lengths.append((best[0] + passage.matched, [*best[1], at]))
    kept = max(lengths, key=lambda chain: chain[0], default=(0, []))[1]
    return set(range(len(passages))) - set(kept)
