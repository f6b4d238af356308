"""A rulebook as bytes, and back without validating or compiling anything again.

Pickle, of which only what is data can come back: classes of this package that hold values, and regular
expressions, whose compiled code Python itself examines. Whatever else the bytes name is refused.
"""

from __future__ import annotations

import importlib
import io
import pickle
import re
import sys
from dataclasses import is_dataclass
from hashlib import sha256
from typing import Any, Final

from pydantic import BaseModel

from pledgecheck.copying.sides import Side
from pledgecheck.packs.resolve import Rulebook
from pledgecheck.text.lexicon import Memo
from pledgecheck.text.patterns import parts_of, restored
from pledgecheck.text.sieve import Sieve
from pledgecheck.themes.phrases import Abbreviations

_HOLDERS: Final = ("pledgecheck.packs.", "pledgecheck.kinds.", "pledgecheck.themes.", "pledgecheck.text.")
_MODULES: Final = {"pledgecheck.model", *(f"pledgecheck.copying.{name}" for name in ("templates", "sides", "tokens"))}
_OTHERS: Final = {("array", "array"), ("array", "_array_reconstructor"), ("builtins", "range")}
_DIGEST: Final = 32
_PLAIN: Final = int(re.UNICODE)  # what every expression of text has by itself


class BadPacked(ValueError):
    """The bytes are not those of a rulebook."""


def packed(book: Rulebook) -> bytes:
    """A rulebook with all that is compiled of it. BadPacked where it holds what cannot come back."""
    book.compiled  # noqa: B018 (made here, so that it is among the bytes)
    out = io.BytesIO()
    try:
        _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(book)
    except Exception as problem:  # of a class that cannot be pickled, or of another Python's `re`
        raise BadPacked(type(problem).__name__) from None
    data = out.getvalue()
    data = sha256(data).digest() + data
    unpacked(data)
    return data


def unpacked(data: bytes) -> Rulebook:
    """The rulebook in `data`, or BadPacked."""
    body = memoryview(data)[_DIGEST:]
    if sha256(body).digest() != data[:_DIGEST]:
        raise BadPacked("damaged")
    try:
        book = _Unpickler(io.BytesIO(body)).load()
    except Exception as problem:  # damaged bytes may raise anything
        raise BadPacked(type(problem).__name__) from None
    if not isinstance(book, Rulebook):
        raise BadPacked("something else")
    return book


class _Pickler(pickle.Pickler):
    def reducer_override(self, obj: Any) -> Any:
        if not isinstance(obj, re.Pattern) or not isinstance(obj.pattern, str):
            return NotImplemented
        return restored, parts_of(obj.pattern, obj.flags & ~_PLAIN)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (restored.__module__, restored.__name__):
            return restored
        known = (module, name) in _OTHERS
        if not known and not module.startswith(_HOLDERS) and module not in _MODULES:
            raise BadPacked(module)
        found = getattr(importlib.import_module(module), name)
        if known or (isinstance(found, type) and _holds_values(found)):
            return found
        raise BadPacked(name)


def _holds_values(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, (BaseModel, Side, Sieve, Memo, Abbreviations))


def same_python() -> list[object]:
    """What compiled regular expressions depend on."""
    from re import _compiler  # type: ignore[attr-defined]

    _sre = _compiler._sre
    return [sys.implementation.name, sys.version, _sre.MAGIC, _sre.CODESIZE, sys.byteorder]
