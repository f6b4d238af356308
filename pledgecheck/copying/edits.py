"""What was changed inside a copied passage: years, numbers, names, words, order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from pledgecheck.copying.numbers import (
    CLAUSE_END,
    NUMBER_WORDS,
    NumberWords,
    divided,
    only_year_differs,
    same_number,
)
from pledgecheck.copying.sides import Side
from pledgecheck.copying.targets import Direction, direction_of, quoted
from pledgecheck.copying.tiling import Block
from pledgecheck.copying.tokens import NUMBER, Tokens
from pledgecheck.text.syllables import fold

EditKind = Literal["year", "number", "name", "word", "order"]

_SENTENCE_END = CLAUSE_END - frozenset(",()")


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A change from the source's wording (`before`) to this text's (`after`); spans as in a passage.

    For `order`, `before` and `after` are the moved words, or the rank of a whole passage on either side.
    """

    kind: EditKind
    before: str = field(repr=False)
    after: str = field(repr=False)
    start: int
    end: int
    source_start: int
    source_end: int
    direction: Direction | None = None  # whether the target asks more or less of its author than before
    counts: tuple[str, str] | None = field(default=None, repr=False)  # of a target: before and after, with its unit


def edits_between(
    a: Side, b: Side, blocks: tuple[Block, ...], words: NumberWords = NUMBER_WORDS
) -> tuple[TextEdit, ...]:
    """The edits of one passage, in order of their place in a. What is masked is no edit."""
    text_a, text_b = a.text, b.text
    main, moved = _in_order(blocks)
    numbers = (
        _number(text_a, text_b, i + k, j + k, words)
        for i, j, size in blocks for k in range(size) if text_a.keys[i + k] == NUMBER
    )
    found = [edit for edit in numbers if edit is not None]
    found += [_edit("order", text_a, i, i + size, text_b, j, j + size) for i, j, size in moved]
    taken_a = {i + k for i, _, size in moved for k in range(size)}
    taken_b = {j + k for _, j, size in moved for k in range(size)}
    at_i, at_j = min(i for i, _, _ in blocks), min(j for _, j, _ in blocks)
    end_i, end_j = max(i + size for i, _, size in blocks), max(j + size for _, j, size in blocks)
    for i, j, size in [*main, (end_i, end_j, 0)]:
        left_a, left_b = _pieces(a, at_i, i, taken_a), _pieces(b, at_j, j, taken_b)
        if len(left_a) <= 1 and len(left_b) <= 1:
            pairs = [(left_a[0] if left_a else (at_i, at_i), left_b[0] if left_b else (at_j, at_j))]
        else:
            pairs = [(piece, (at_j, at_j)) for piece in left_a] + [((at_i, at_i), piece) for piece in left_b]
        for (x, end_x), (y, end_y) in pairs:
            if x < end_x or y < end_y:
                kind = _wording(text_a, x, end_x, text_b, y, end_y, words)
                found.append(_edit(kind, text_a, x, end_x, text_b, y, end_y))
        at_i, at_j = i + size, j + size
    return tuple(sorted(_moved_words(found), key=lambda edit: (edit.start, edit.source_start, edit.end)))


def order_edit(start: int, source_start: int, rank_before: int, rank_after: int) -> TextEdit:
    """A whole passage that changed places: its rank among the passages, before and now."""
    return TextEdit("order", str(rank_before), str(rank_after), start, start, source_start, source_start)


def _in_order(blocks: tuple[Block, ...]) -> tuple[list[Block], list[Block]]:
    """The heaviest chain of blocks that is in order on both sides, and the blocks that were moved."""
    if all(one[1] < two[1] for one, two in pairwise(blocks)):
        return list(blocks), []
    weight: list[int] = []
    link: list[int] = []
    for at, (_, j, size) in enumerate(blocks):
        before = [k for k in range(at) if blocks[k][1] + blocks[k][2] <= j]
        best = max(before, key=lambda k: weight[k], default=-1)
        weight.append(size + (weight[best] if best >= 0 else 0))
        link.append(best)
    at = max(range(len(blocks)), key=lambda k: weight[k])
    kept: list[int] = []
    while at >= 0:
        kept.append(at)
        at = link[at]
    chosen = set(kept)
    return [blocks[k] for k in sorted(chosen)], [block for k, block in enumerate(blocks) if k not in chosen]


def _moved_words(edits: list[TextEdit]) -> list[TextEdit]:
    """A word dropped here and added there in the same passage is one edit: its place changed."""
    added = {fold(edit.after): edit for edit in edits if edit.after and not edit.before}
    kept: list[TextEdit] = []
    gone: set[int] = set()
    for edit in edits:
        other = added.pop(fold(edit.before), None) if edit.before and not edit.after else None
        if other is None:
            kept.append(edit)
        else:
            gone.add(id(other))
            kept.append(TextEdit("order", edit.before, other.after, other.start, other.end,
                                 edit.source_start, edit.source_end))
    return [edit for edit in kept if id(edit) not in gone]


def _pieces(side: Side, first: int, end: int, taken: set[int]) -> list[tuple[int, int]]:
    """The runs of tokens that are neither moved nor masked."""
    found: list[tuple[int, int]] = []
    for at in range(first, end):
        if at in taken or not side.keys[at]:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _edit(
    kind: EditKind,
    a: Tokens,
    i: int,
    end_i: int,
    b: Tokens,
    j: int,
    end_j: int,
    direction: Direction | None = None,
) -> TextEdit:
    start, end = _span(a, i, end_i)
    source_start, source_end = _span(b, j, end_j)
    return TextEdit(kind, b.text[source_start:source_end], a.text[start:end],
                    start, end, source_start, source_end, direction)


def _span(tokens: Tokens, first: int, end: int) -> tuple[int, int]:
    if first < end:
        return tokens.starts[first], tokens.ends[end - 1]
    at = tokens.ends[first - 1] if first else (tokens.starts[0] if tokens.starts else 0)
    return at, at


def _wording(
    a: Tokens, i: int, end_i: int, b: Tokens, j: int, end_j: int, words: NumberWords
) -> EditKind:
    """Number, name or word: what a replaced, added or dropped run is."""
    sides = [(tokens, first, end) for tokens, first, end in ((a, i, end_i), (b, j, end_j)) if first < end]
    if all(tokens.keys[at] == NUMBER for tokens, first, end in sides for at in range(first, end)):
        return "number"
    return "name" if all(_is_name(*side, words) for side in sides) else "word"


def _is_name(tokens: Tokens, first: int, end: int, words: NumberWords) -> bool:
    """All syllables capitalised where capitals tell something: no sentence's first word, no heading."""
    raws = [tokens.raw(at) for at in range(first, end)]
    if not all(raw[0].isupper() for raw in raws):
        return False
    if end - first == 1:
        label = first > 0 and tokens.keys[first - 1] in words.before_label  # "thứ Ba"
        if label or divided(tokens, first, _SENTENCE_END):
            return False
    around = tokens.slice(max(0, first - 4), min(len(tokens), end + 4))
    return not around.isupper()


def _number(a: Tokens, b: Tokens, i: int, j: int, words: NumberWords) -> TextEdit | None:
    """The change of a number; None where it is the same, however written."""
    before, after = b.raw(j), a.raw(i)
    if same_number(before, after):
        return None
    if only_year_differs(before, after):
        return _edit("year", a, i, i + 1, b, j, j + 1)
    direction = direction_of(a, i, b, j, words)
    edit = _edit("number", a, i, i + 1, b, j, j + 1, direction)
    return replace(edit, counts=(quoted(b, j, words), quoted(a, i, words))) if direction else edit
