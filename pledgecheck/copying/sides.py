"""One text made ready to be aligned with many: which tokens count, where its runs of tokens stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pledgecheck.copying.tokens import Span, Tokens, touched

GRAM = 4
Keys = tuple[str, ...]
Grams = dict[int, list[int]]  # hash of a run of tokens -> where it begins


@dataclass(frozen=True, slots=True)
class Side:
    """`keys[i]` is "" where token i cannot match; `items` are token ranges of the list items.

    `counted` is the denominator of the share: the tokens that are not masked.
    """

    tokens: Tokens
    keys: Keys = field(repr=False)
    counted: int
    grams: Grams = field(repr=False)
    items: frozenset[tuple[int, int]] | None = field(repr=False)


def prepare(
    tokens: Tokens,
    mask: Iterable[Span] = (),
    units: Iterable[Span] | None = None,
    silent: Iterable[Span] = (),
) -> Side:
    """`tokens` ready for `align_sides`.

    `mask`: spans that leave numerator and denominator (templates, boilerplate). `silent`: spans that
    match nothing but stay in the denominator, as formulas do between strangers: without them a text of
    formulas would be judged by its two or three other lines. `units`: spans of the list items, None
    when unknown.
    """
    keys = tokens.keys
    hidden, mute = touched(tokens, mask), touched(tokens, silent)
    if any(hidden) or any(mute):
        keys = tuple("" if x or y else key for key, x, y in zip(keys, hidden, mute, strict=True))
    items = None if units is None else frozenset(_item(tokens, keys, span) for span in units)
    return Side(tokens, keys, len(keys) - sum(hidden), grams(keys, GRAM), items)


def grams(keys: Keys, size: int) -> Grams:
    """Where each run of `size` tokens that can match begins."""
    found: Grams = {}
    for at, run in enumerate(zip(*(keys[shift:] for shift in range(size)), strict=False)):
        if "" not in run:
            found.setdefault(hash(run), []).append(at)
    return found


def _item(tokens: Tokens, keys: Keys, span: Span) -> tuple[int, int]:
    """The token range of an item without its masked edges."""
    inside = tokens.within(*span)
    first, end = inside.start, max(inside.start, inside.stop)
    while first < end and not keys[first]:
        first += 1
    while end > first and not keys[end - 1]:
        end -= 1
    return first, end


def runs(side: Side) -> list[tuple[int, int]]:
    """The unmasked stretches as token ranges."""
    found: list[tuple[int, int]] = []
    first = -1
    for index, key in enumerate(side.keys):
        if key and first < 0:
            first = index
        elif not key and first >= 0:
            found.append((first, index))
            first = -1
    if first >= 0:
        found.append((first, len(side.keys)))
    return found
