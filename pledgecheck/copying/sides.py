"""One text made ready to be aligned with many: which tokens count, where its runs of tokens stand.

Here a token is a number, the same in every process and on every machine: texts can be compared where
the words themselves are not at hand, and the order among candidates is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
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


class Side:
    """One text as it is aligned. Not changed after it is made; what alignment needs is made when asked for.

    `keys[i]` is 0 where token i cannot match; `items` are token ranges of the list items, None when unknown.
    `counted` is the denominator of the share: the tokens that are not masked. Without `tokens` (the text
    is not at hand) a side can be aligned, but not shown.
    """

    __slots__ = ("_places", "_runs", "_streams", "counted", "items", "keys", "tokens")

    def __init__(
        self, tokens: Tokens | None, keys: Keys, counted: int, items: frozenset[tuple[int, int]] | None
    ) -> None:
        self.tokens, self.keys, self.counted, self.items = tokens, keys, counted, items
        self._places: dict[int, Places] = {}
        self._runs: Runs | None = None
        self._streams: Streams | None = None

    @property
    def text(self) -> Tokens:
        """The tokens as written; only for sides that have them."""
        if self.tokens is None:
            raise ValueError("the text of this side is not at hand")
        return self.tokens

    def places(self, size: int) -> Places:
        """Where each run of `size` tokens begins."""
        found = self._places.get(size)
        if found is None:
            found = self._places[size] = places(self.keys, size)
        return found

    @property
    def runs(self) -> Runs:
        """Its runs of `GRAM` tokens."""
        if self._runs is None:
            self._runs = _runs(self.keys)
        return self._runs

    @property
    def streams(self) -> Streams:
        """Its keys as the aligner walks along them."""
        if self._streams is None:
            self._streams = _streams(self.keys)
        return self._streams

    def __repr__(self) -> str:
        return f"Side({len(self.keys)} tokens, {self.counted} counted)"


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of `GRAM` tokens that can match, by their hash."""

    all: frozenset[int]
    first: dict[int, int]  # where each begins
    repeated: Places  # for those that occur more than once, all places


@dataclass(frozen=True, slots=True)
class Streams:
    """`twos`: the number of the pair of tokens at each place, 0 for none.

    `left` and `right`: the keys with a last one that ends every run, and what matches nothing marked
    differently on the left (0) and on the right (-1): two places are equal or not, nothing else to ask.
    """

    twos: Keys
    left: Keys
    right: Keys


def _runs(keys: Keys) -> Runs:
    hashes = list(map(hash, zip(keys, keys[1:], keys[2:], keys[3:], strict=False)))
    at: Sequence[int] = range(len(hashes))
    if 0 in keys:
        sound = list(map(all, zip(keys, keys[1:], keys[2:], keys[3:], strict=False)))
        hashes, at = list(compress(hashes, sound)), list(compress(at, sound))
    first = dict(zip(hashes, at, strict=True))
    repeated = {}
    if len(first) < len(hashes):
        repeated = {run: found for run, found in places(keys, GRAM).items() if len(found) > 1}
    return Runs(frozenset(first), first, repeated)


def _streams(keys: Keys) -> Streams:
    twos: Iterable[int] = map(hash, pairwise(keys))
    right = (*keys, -1)
    if 0 in keys:
        twos = (two if x and y else 0 for two, (x, y) in zip(twos, pairwise(keys), strict=True))
        right = (*(key or -1 for key in keys), -1)
    return Streams(tuple(twos), (*keys, 0), right)


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
    return with_items(tokens, keys, len(keys) - sum(hidden), units)


def with_items(tokens: Tokens, keys: Keys, counted: int, units: Iterable[Span] | None) -> Side:
    """The side of these keys; `units` are spans of the text."""
    items = None if units is None else frozenset(_item(tokens, keys, span) for span in units)
    return Side(tokens, keys, counted, items)


def places(keys: Keys, size: int, wanted: Container[int] | None = None) -> Places:
    """Where each run of `size` tokens that can match begins; `wanted`: only runs with these hashes."""
    found: Places = {}
    hole = 0 in keys
    runs = map(hash, zip(*[keys[shift:] for shift in range(size)], strict=False))
    for at, run in enumerate(runs):
        if (wanted is None or run in wanted) and not (hole and 0 in keys[at : at + size]):
            found.setdefault(run, []).append(at)
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


def stretches(side: Side) -> list[tuple[int, int]]:
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
