"""The secret that turns tokens into numbers. Who does not hold it cannot try words against an index."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from pledgecheck.errors import UsageError

_HEAD = b"pledgecheck-index-key-1\n"
_BYTES = 32
_MOST = 1 << 18  # words whose number is remembered


class Secret:
    """A key read from its file."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __repr__(self) -> str:
        return "Secret()"

    @property
    def check(self) -> str:
        """Tells whether an index was made with this key; says nothing about the key."""
        return self._hash("check", b"").hex()

    def of(self, kind: str, value: str) -> bytes:
        """A pseudonym: the same for the same value under the same key."""
        return self._hash(kind, value.encode("utf-8", "surrogatepass"))

    def _hash(self, kind: str, value: bytes) -> bytes:
        return blake2b(value, digest_size=16, key=self._key, person=kind.encode()[:16]).digest()

    def numbers(self) -> Callable[[str], int]:
        """Turns a token into its number, never 0."""
        return _Numbers(self._key).__getitem__


class _Numbers(dict[str, int]):
    def __init__(self, key: bytes) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, token: str) -> int:
        data = token.encode("utf-8", "surrogatepass")
        number = int.from_bytes(blake2b(data, digest_size=8, key=self._key, person=b"token").digest(), "big")
        if len(self) >= _MOST:
            self.clear()
        return self.setdefault(token, number or 1)


def make_secret(path: Path) -> Secret:
    """A new key in a new file that only its owner may read. An existing one is used.

    The file appears when it is whole: a stop in the middle leaves no half key that nothing can be done with.
    """
    if path.exists():
        return read_secret(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)  # mode 0600
        try:
            with open(handle, "wb") as out:
                out.write(_HEAD + secrets.token_hex(_BYTES).encode() + b"\n")
                out.flush()
                os.fsync(out.fileno())
            _name(name, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(name)
    except FileExistsError:
        pass  # made by another process meanwhile
    except OSError as problem:
        raise UsageError(
            f"không ghi được tệp khóa ({problem.strerror}).",
            f"cannot write the key file ({problem.strerror}).",
            path=str(path),
        ) from None
    return read_secret(path)


def _name(new: str, path: Path) -> None:
    """Give the file its name; FileExistsError where there is one already: a key is never written over."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError):  # no such links here
        if path.exists():
            raise FileExistsError(str(path)) from None
        os.rename(new, path)


def read_secret(path: Path) -> Secret:
    """The key in a file."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UsageError(
            f"không mở được tệp khóa ({problem.strerror}); không có khóa thì kho không dùng được.",
            f"cannot open the key file ({problem.strerror}); without it the index is of no use.",
            path=str(path),
        ) from None
    try:
        key = bytes.fromhex(data.removeprefix(_HEAD).decode("ascii"))
    except ValueError:
        key = b""
    if not data.startswith(_HEAD) or len(key) != _BYTES:
        raise UsageError("không phải tệp khóa của kho.", "not the key file of an index.", path=str(path))
    return Secret(key)
