"""Sealed by a text: without that very text nothing can be read of what is sealed, nor anything put in its place.

The key is a hash of the text and is kept nowhere. The tag of the content (BLAKE2, keyed) begins the stream
(SHAKE-256) that hides it, so one key may seal several contents; it tells whether the content is as it was.
"""

from __future__ import annotations

import zlib
from hashlib import blake2b, shake_256
from hmac import compare_digest
from typing import Final

KEY: Final = 32
_TAG: Final = 16
_LARGEST: Final = 64 * 2**20  # unpacked


class BadSeal(ValueError):
    """Sealed by another text, or damaged."""


def seal(data: bytes, key: bytes) -> bytes:
    """The data, packed and sealed."""
    packed = zlib.compress(data, 6)
    tag = _tag(packed, key)
    return tag + _hidden(packed, key, tag)


def unseal(data: bytes, key: bytes) -> bytes:
    """The data again. Raises BadSeal."""
    tag = data[:_TAG]
    packed = _hidden(data[_TAG:], key, tag)
    if not compare_digest(_tag(packed, key), tag):
        raise BadSeal
    return zlib.decompressobj().decompress(packed, _LARGEST)


def _tag(packed: bytes, key: bytes) -> bytes:
    return blake2b(packed, digest_size=_TAG, key=key, person=b"pledgecheck tag").digest()


def _hidden(data: bytes, key: bytes, tag: bytes) -> bytes:
    size = len(data)
    stream = shake_256(b"pledgecheck seal" + key + tag).digest(size)
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(size, "little")
