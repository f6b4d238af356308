"""What an entry holds of a text: the number of each token that counts and where it stood, as bytes."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pledgecheck.copying.packed import from_bytes, to_bytes
from pledgecheck.copying.sides import Keys, Side, with_items
from pledgecheck.copying.tokens import NUMBER, Span, Tokens, touched
from pledgecheck.text.syllables import fold

_HEAD = struct.Struct("<IIII")  # tokens, of which count, units, formulas


@dataclass(frozen=True, slots=True)
class Places:
    """A text without its words. `keys` are 0 where a token does not count; spans are of the text."""

    tokens: Tokens = field(repr=False)
    keys: Keys = field(repr=False)
    counted: int
    units: tuple[Span, ...] = field(repr=False)
    formulas: tuple[Span, ...] = field(repr=False)

    def own_side(self) -> Side:
        """For pledges of the same author."""
        return with_items(self.tokens, self.keys, self.counted, self.units)

    def peer_side(self) -> Side:
        """For other people's pledges: formulas match nothing."""
        mute = touched(self.tokens, self.formulas)
        keys = tuple(0 if silent else key for key, silent in zip(self.keys, mute, strict=True))
        return with_items(self.tokens, keys, self.counted, self.units)


def pack(side: Side, units: Iterable[Span], formulas: Iterable[Span]) -> bytes:
    """An own side (see `Places`) as bytes. Tokens that do not count leave no trace."""
    kept = [at for at, key in enumerate(side.keys) if key]
    tokens = side.text
    steps = array("I", _steps(tokens, kept))
    spans = [tuple(units), tuple(formulas)]
    flat = array("I", [at for group in spans for span in group for at in span])
    head = _HEAD.pack(len(kept), side.counted, *map(len, spans))
    keys = to_bytes(array("Q", [side.keys[at] for at in kept]))
    return head + keys + zlib.compress(to_bytes(steps) + to_bytes(flat), 6)


def _steps(tokens: Tokens, kept: list[int]) -> Iterator[int]:
    """For each token: how many before it were left out, the distance from the last end, its length."""
    last, end = -1, 0
    for at in kept:
        yield from (at - last - 1, tokens.starts[at] - end, tokens.ends[at] - tokens.starts[at])
        last, end = at, tokens.ends[at]


def unpack(data: bytes, words: str | None = None) -> Places:
    """The places again; with the words where they were kept."""
    count, counted, units, formulas = _HEAD.unpack_from(data)
    border = _HEAD.size + 8 * count
    numbers = from_bytes("Q", data[_HEAD.size : border])
    rest = from_bytes("I", zlib.decompress(data[border:]))
    keys: list[int] = []
    starts, ends = array("I"), array("I")
    end = 0
    for at in range(count):
        skipped, gap, length = rest[3 * at : 3 * at + 3]
        for _ in range(skipped):  # what was left out had a place, but where is not known
            keys.append(0)
            starts.append(end)
            ends.append(end)
        keys.append(numbers[at])
        starts.append(end + gap)
        end += gap + length
        ends.append(end)
    flat = rest[3 * count :]
    spans = tuple((first, last) for first, last in zip(flat[::2], flat[1::2], strict=True))
    text = words or ""
    found = tuple(_key(text[first:last]) for first, last in zip(starts, ends, strict=True))
    tokens = Tokens(text, found, starts, ends)
    return Places(tokens, tuple(keys), counted, spans[:units], spans[units : units + formulas])


def _key(raw: str) -> str:
    return NUMBER if raw[:1].isdigit() else fold(raw) if raw else ""


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with everything outside `spans` as spaces, so that places stay where they are."""
    kept = sorted(spans)
    borders = [(0, 0), *kept, (len(text), len(text))]
    pieces = []
    for (_, before), (start, end) in pairwise(borders):
        pieces += [" " * max(0, start - before), text[max(start, before) : end]]
    return "".join(pieces)
