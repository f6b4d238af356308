"""Winnowed fingerprints: few hashes of runs of four tokens, so chosen that copies share them.

Of every four neighbouring runs the one with the lowest hash is kept, so any seven tokens that stand in two
texts give both a fingerprint in common. Hashes are the same in every process and on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pledgecheck.copying.sides import GRAM, Keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 4
BITS = 40  # of a fingerprint, so that it fits into one number together with its text
TEXT_BITS = 24
_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93


def fingerprints(keys: Keys) -> set[int]:
    """The fingerprints of one text; a text without any run of four has one for the whole of it."""
    hashes = [
        _mixed(run) if 0 not in run else _MASK
        for run in zip(*(keys[shift:] for shift in range(GRAM)), strict=False)
    ]
    # The edges have windows of their own, so that short texts keep more than one.
    edge = [_MASK] * (WINDOW - 1)
    padded = [*edge, *hashes, *edge]
    found = {min(padded[at : at + WINDOW]) for at in range(len(padded) - WINDOW + 1)} if hashes else set()
    found.discard(_MASK)
    if not found and any(keys):
        found.add(_mixed([key for key in keys if key]))
    return {value >> 64 - BITS for value in found}


def _mixed(run: Sequence[int]) -> int:
    value = 0
    for key in run:
        value = (value * _STEP + key) & _MASK
    value ^= value >> 32
    value = value * _MIX & _MASK
    return value ^ value >> 29


def fingerprints_of_many(texts: Sequence[bytes], first: int = 0) -> NDArray[np.uint64]:
    """The fingerprints of many texts, given as packed 64-bit keys: hash << TEXT_BITS | number of the text.

    The same as `fingerprints` for each, some fifty times faster. Numbers count from `first`. Needs numpy.
    """
    import numpy as np

    if not texts:
        return np.empty(0, dtype=np.uint64)
    gap = bytes(8)  # one token that matches nothing keeps two texts apart
    keys = np.frombuffer(gap.join(texts) + gap * GRAM, dtype="<u8")
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) // 8 + 1
    # A window belongs to the text in which it ends.
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), sizes)
    edge = np.full(WINDOW - 1, _MASK, dtype=np.uint64)
    padded = np.concatenate((edge, _hashes(keys), edge))
    least = padded[: 1 - WINDOW].copy()
    for shift in range(1, WINDOW):
        np.minimum(least, padded[shift : len(padded) - WINDOW + 1 + shift], out=least)
    least = least[: len(owner)]
    kept = least != _MASK
    kept[1:] &= least[1:] != least[:-1]
    owner, least = owner[kept], least[kept]
    missing = np.flatnonzero(np.bincount(owner.astype(np.int64), minlength=len(texts)) == 0)
    whole = [(at, _mixed(rest)) for at in missing.tolist() if (rest := _plain(texts[at]))]
    if whole:
        owner = np.concatenate((owner, np.array([at for at, _ in whole], dtype=np.uint64)))
        least = np.concatenate((least, np.array([value for _, value in whole], dtype=np.uint64)))
    both = np.sort(least >> np.uint64(64 - BITS) << np.uint64(TEXT_BITS) | owner + np.uint64(first))
    fresh = np.ones(len(both), dtype=bool)
    fresh[1:] = both[1:] != both[:-1]
    return both[fresh]  # np.unique hashes, which takes ten times as long


def _hashes(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of the run that begins at each key but the last; the highest where it matches nothing."""
    import numpy as np

    value = keys[:-GRAM].copy()
    hole = value == 0
    for shift in range(1, GRAM):
        following = keys[shift : shift - GRAM]
        value *= np.uint64(_STEP)
        value += following
        hole |= following == 0
    value ^= value >> np.uint64(32)
    value *= np.uint64(_MIX)
    value ^= value >> np.uint64(29)
    value[hole] = _MASK
    return value


def _plain(text: bytes) -> list[int]:
    numbers = (int.from_bytes(text[at : at + 8], "little") for at in range(0, len(text), 8))
    return [number for number in numbers if number]
