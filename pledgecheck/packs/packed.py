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
from array import array
from dataclasses import is_dataclass
from hashlib import sha256
from typing import Any, Final

from pydantic import BaseModel

from pledgecheck.copying.sides import Side
from pledgecheck.packs.resolve import Rulebook
from pledgecheck.text.sieve import Sieve
from pledgecheck.themes.phrases import Abbreviations

_HOLDERS: Final = ("pledgecheck.packs.", "pledgecheck.kinds.", "pledgecheck.themes.", "pledgecheck.text.")
_MODULES: Final = {"pledgecheck.model", *(f"pledgecheck.copying.{name}" for name in ("templates", "sides", "tokens"))}
_OTHERS: Final = {("array", "array"), ("array", "_array_reconstructor"), ("builtins", "range")}
_DIGEST: Final = 32


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
        return (_pattern, _parts(obj)) if isinstance(obj, re.Pattern) else NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _pattern.__name__):
            return _pattern
        known = (module, name) in _OTHERS
        if not known and not module.startswith(_HOLDERS) and module not in _MODULES:
            raise BadPacked(module)
        found = getattr(importlib.import_module(module), name)
        if known or (isinstance(found, type) and _holds_values(found)):
            return found
        raise BadPacked(name)


def _holds_values(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, (BaseModel, Side, Sieve, Abbreviations))


# ------------------------------------------------------------------ regular expressions
def same_python() -> list[object]:
    """What compiled regular expressions depend on."""
    from re import _compiler  # type: ignore[attr-defined]

    _sre = _compiler._sre
    return [sys.implementation.name, sys.version, _sre.MAGIC, _sre.CODESIZE, sys.byteorder]


def _parts(pattern: re.Pattern[Any]) -> tuple[Any, ...]:
    """What `re` hands to its engine: the pattern and its code. Compiled once more, for the code is not kept."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    given = pattern.flags & ~re.DEBUG
    parsed = _parser.parse(pattern.pattern, given)
    names = [None] * parsed.state.groups
    for name, at in parsed.state.groupdict.items():
        names[at] = name
    code = array("I", _compiler._code(parsed, given)).tobytes()
    flags = int(given | parsed.state.flags)
    return pattern.pattern, flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(names)


def _pattern(pattern: str, flags: int, code: bytes, groups: int, index: dict[str, int], names: Any) -> Any:
    from re import _compiler  # type: ignore[attr-defined]

    return _compiler._sre.compile(pattern, flags, array("I", code).tolist(), groups, index, names)
