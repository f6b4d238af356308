"""Winnowed fingerprints: few hashes of runs of four tokens, so chosen that copies share them.

Of every four neighbouring runs the one with the lowest hash is kept, so any seven tokens that stand in two
texts give both a fingerprint in common. Hashes are the same in every process and on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pledgecheck.copying.sides import GRAM, Keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 4
ENOUGH = 3  # shared fingerprints that make a pair worth aligning
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
    return found or ({_mixed(tuple(filter(None, keys)))} if any(keys) else set())


def _mixed(run: Sequence[int]) -> int:
    value = 0
    for key in run:
        value = (value * _STEP + key) & _MASK
    value ^= value >> 32
    value = value * _MIX & _MASK
    return value ^ value >> 29


def fingerprints_of_many(texts: Sequence[bytes]) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """The fingerprints of many texts, given as packed 64-bit keys: place of the text, hash; both sorted.

    The same as `fingerprints` for each, a hundred times faster. Needs numpy.
    """
    import numpy as np

    if not texts:
        return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint64)
    gap = bytes(8)  # one token that matches nothing keeps two texts apart
    keys = np.frombuffer(gap.join(texts) + gap * GRAM, dtype="<u8")
    sizes = np.fromiter((len(text) // 8 for text in texts), dtype=np.int64, count=len(texts))
    place = np.repeat(np.arange(len(texts), dtype=np.uint32), sizes + 1)
    with np.errstate(over="ignore"):
        value = keys[: -GRAM].copy()
        hole = value == 0
        for shift in range(1, GRAM):
            following = keys[shift : shift - GRAM]
            value = value * np.uint64(_STEP) + following
            hole |= following == 0
        value ^= value >> np.uint64(32)
        value *= np.uint64(_MIX)
        value ^= value >> np.uint64(29)
    value[hole] = _MASK
    edge = np.full(WINDOW - 1, _MASK, dtype=np.uint64)
    padded = np.concatenate((edge, value, edge))
    least = padded[: 1 - WINDOW].copy()
    for shift in range(1, WINDOW):
        np.minimum(least, padded[shift : len(padded) - WINDOW + 1 + shift], out=least)
    # A window belongs to the text in which it ends.
    owner = np.concatenate((place, np.repeat(place[-1:], WINDOW - 1)))[: len(least)]
    kept = least != _MASK
    return _distinct(owner[kept], least[kept], texts)


def _distinct(
    owner: NDArray[np.uint32], hashes: NDArray[np.uint64], texts: Sequence[bytes]
) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    import numpy as np

    missing = np.setdiff1d(np.arange(len(texts), dtype=np.uint32), owner)
    whole = [(at, _mixed(keys)) for at in missing.tolist() if (keys := _plain(texts[at]))]
    if whole:
        owner = np.concatenate((owner, np.array([at for at, _ in whole], dtype=np.uint32)))
        hashes = np.concatenate((hashes, np.array([value for _, value in whole], dtype=np.uint64)))
    order = np.lexsort((hashes, owner))
    owner, hashes = owner[order], hashes[order]
    fresh = np.ones(len(owner), dtype=bool)
    fresh[1:] = (owner[1:] != owner[:-1]) | (hashes[1:] != hashes[:-1])
    return owner[fresh], hashes[fresh]


def _plain(text: bytes) -> list[int]:
    return [key for key in _numbers(text) if key]


def _numbers(text: bytes) -> Iterable[int]:
    return (int.from_bytes(text[at : at + 8], "little") for at in range(0, len(text), 8))
