"""One text made ready to be aligned with many: which tokens count, where its runs of tokens stand.

Here a token is a number, the same in every process and on every machine: texts can be compared where
the words themselves are not at hand, and the order among candidates is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import compress, pairwise

from pledgecheck.copying.tokens import Span, Tokens, touched

GRAM = 4
Keys = tuple[int, ...]
Places = dict[int, list[int]]  # hash of a run of tokens -> where it begins


class _Numbers(dict[str, int]):
    """The numbers of the tokens met so far; a language has few syllables, but texts may be anything."""

    def __missing__(self, key: str) -> int:
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if len(self) >= 1 << 18:
            self.clear()
        return self.setdefault(key, int.from_bytes(digest, "big") or 1)


# The number of a token, never 0. 64 bits: no two syllables of a country share one.
token_id = _Numbers().__getitem__


@dataclass(frozen=True, slots=True)
class Side:
    """`keys[i]` is 0 where token i cannot match; `items` are token ranges of the list items.

    `counted` is the denominator of the share: the tokens that are not masked. Without `tokens` (the text
    is not at hand) a side can be aligned, but not shown.
    """

    tokens: Tokens | None
    keys: Keys = field(repr=False)
    counted: int
    first: dict[int, int] = field(repr=False)  # hash of a run of `GRAM` tokens -> where it begins
    repeated: Places = field(repr=False)  # for runs that occur more than once, all places
    runs: frozenset[int] = field(repr=False)  # the keys of `first`; much faster to intersect
    items: frozenset[tuple[int, int]] | None = field(repr=False)
    twos: Keys = field(repr=False)  # number of the pair of tokens at each place, 0 for none
    # The keys with a last one that ends every run, and what matches nothing marked differently on the left
    # (0) and on the right (-1): two places are equal or not, without a further question.
    left: Keys = field(repr=False)
    right: Keys = field(repr=False)

    @property
    def text(self) -> Tokens:
        """The tokens as written; only for sides that have them."""
        if self.tokens is None:
            raise ValueError("the text of this side is not at hand")
        return self.tokens


def side_of(
    tokens: Tokens | None, keys: Keys, counted: int, items: frozenset[tuple[int, int]] | None
) -> Side:
    """A side from its keys."""
    left = (*keys, 0)
    right = (*(key or -1 for key in keys), -1) if 0 in keys else (*keys, -1)
    hashes = list(map(hash, zip(keys, keys[1:], keys[2:], keys[3:], strict=False)))
    at: Sequence[int] = range(len(hashes))
    if 0 in keys:
        sound = list(map(all, zip(keys, keys[1:], keys[2:], keys[3:], strict=False)))
        hashes, at = list(compress(hashes, sound)), list(compress(at, sound))
    first = dict(zip(hashes, at, strict=True))
    repeated = _repeated(places(keys, GRAM)) if len(first) < len(hashes) else {}
    return Side(tokens, keys, counted, first, repeated, frozenset(first), items, twos(keys), left, right)


def _repeated(found: Places) -> Places:
    return {run: at for run, at in found.items() if len(at) > 1}


def prepare(
    tokens: Tokens,
    mask: Iterable[Span] = (),
    units: Iterable[Span] | None = None,
    silent: Iterable[Span] = (),
    number: Callable[[str], int] = token_id,
) -> Side:
    """`tokens` ready for `align_sides`.

    `mask`: spans that leave numerator and denominator (templates, boilerplate). `silent`: spans that
    match nothing but stay in the denominator, as formulas do between strangers: without them a text of
    formulas would be judged by its two or three other lines. `units`: spans of the list items, None
    when unknown. `number`: how a token becomes a number, the same for both texts.
    """
    keys = tuple(map(number, tokens.keys))
    hidden, mute = touched(tokens, mask), touched(tokens, silent)
    if any(hidden) or any(mute):
        keys = tuple(0 if x or y else key for key, x, y in zip(keys, hidden, mute, strict=True))
    items = None if units is None else frozenset(_item(tokens, keys, span) for span in units)
    return side_of(tokens, keys, len(keys) - sum(hidden), items)


def places(keys: Keys, size: int) -> Places:
    """Where each run of `size` tokens that can match begins."""
    found: Places = {}
    hole = 0 in keys
    for at, run in enumerate(zip(*(keys[shift:] for shift in range(size)), strict=False)):
        if not (hole and 0 in run):
            found.setdefault(hash(run), []).append(at)
    return found


def twos(keys: Keys) -> Keys:
    """The number of each pair of neighbours, 0 where one of them cannot match."""
    found = map(hash, pairwise(keys))
    if 0 in keys:
        return tuple(two if x and y else 0 for two, (x, y) in zip(found, pairwise(keys), strict=True))
    return tuple(found)


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
