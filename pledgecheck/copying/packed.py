"""Texts made ready for alignment, kept on disk: as bytes, in a private file that workers can read too."""

from __future__ import annotations

import struct
import sys
from array import array
from functools import lru_cache
from pathlib import Path

from pledgecheck.copying.sides import Side

_HEAD = struct.Struct("<Ii")  # tokens that count; items, -1 when unknown
Place = tuple[int, int]  # where in the file, how many bytes


def packed_keys(side: Side) -> bytes:
    """The keys, eight bytes each, the lowest first on every machine."""
    return to_bytes(array("Q", side.keys))


def pack(side: Side) -> bytes:
    """A side without its text."""
    items = array("I", [at for item in sorted(side.items or ()) for at in item])
    count = -1 if side.items is None else len(items) // 2
    return _HEAD.pack(side.counted, count) + to_bytes(items) + packed_keys(side)


def keys_in(data: bytes) -> bytes:
    """The packed keys in what `pack` made."""
    return data[_HEAD.size + 8 * max(0, _HEAD.unpack_from(data)[1]) :]


def unpack(data: bytes) -> Side:
    """The side again; its text is not at hand."""
    counted, count = _HEAD.unpack_from(data)
    end = _HEAD.size + 8 * max(0, count)
    items = None
    if count >= 0:
        flat = from_bytes("I", data[_HEAD.size : end])
        items = frozenset(zip(flat[::2], flat[1::2], strict=True))
    return Side(None, tuple(from_bytes("Q", data[end:])), counted, items)


def to_bytes(values: array[int]) -> bytes:
    """The numbers, the lowest byte first on every machine."""
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    return values.tobytes()


def from_bytes(code: str, data: bytes) -> array[int]:
    """What `to_bytes` wrote."""
    values = array(code, data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


class SideFile:
    """Packed sides one after the other in a file of its own; the caller owns the folder and deletes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = open(path, "w+b")  # noqa: SIM115 - lives as long as the object
        self._starts = array("Q", [0])

    def append(self, data: bytes) -> None:
        """Add a packed side; its number is the count so far."""
        self._file.seek(self._starts[-1])
        self._file.write(data)
        self._starts.append(self._starts[-1] + len(data))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def place(self, number: int) -> Place:
        """Where side `number` stands."""
        return self._starts[number], self._starts[number + 1] - self._starts[number]

    def flush(self) -> None:
        """From here on other processes see what has been added."""
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class SideReader:
    """Sides read from such a file; the last ones used stay in memory."""

    def __init__(self, path: Path, keep: int = 4096) -> None:
        self._file = open(path, "rb")  # noqa: SIM115 - lives as long as the object
        self.side = lru_cache(maxsize=keep)(self._read)

    def _read(self, place: Place) -> Side:
        self._file.seek(place[0])
        return unpack(self._file.read(place[1]))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
