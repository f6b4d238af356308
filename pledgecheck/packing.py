"""A draft as bytes, for the way between processes of one run and for the file where it waits. Never from elsewhere.

The vocabulary and the themes, which every draft refers to, stay where they are.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, cast

from pledgecheck.judging import Draft, Judge
from pledgecheck.model import Pledge, Theme
from pledgecheck.text.lexicon import Lexicon

_Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


def _lexicon() -> Lexicon:
    raise NotImplementedError  # the unpickler has its own


def _theme(id: str) -> Theme:
    raise NotImplementedError


class _Reducers(dict[type, Callable[[Any], _Reduced]]):
    """How objects are taken apart: dataclasses by their fields, which is far quicker than by their state."""

    def __missing__(self, kind: type) -> Callable[[Any], _Reduced]:
        if not is_dataclass(kind) or not (all_of := fields(kind)) or any(f.kw_only or not f.init for f in all_of):
            raise KeyError(kind)
        values = attrgetter(*(f.name for f in all_of))
        if len(all_of) == 1:
            self[kind] = lambda value: (kind, (values(value),))
        else:
            self[kind] = lambda value: (kind, values(value))
        return self[kind]


_REDUCERS = _Reducers(cast(Any, copyreg.dispatch_table))
_REDUCERS[Lexicon] = lambda value: (_lexicon, ())
_REDUCERS[Theme] = lambda value: (_theme, (value.id,))


class _Pickler(pickle.Pickler):
    dispatch_table = _REDUCERS


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, judge: Judge) -> None:
        super().__init__(io.BytesIO(data))
        self._judge = judge

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__:
            judge = self._judge
            return (lambda: judge.rulebook.lexicon) if name == "_lexicon" else judge.compiled_themes.themes.__getitem__
        return super().find_class(module, name)


def pack(draft: Draft | Pledge) -> bytes:
    """A draft, or a pledge that has none yet, as bytes."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(draft)
    return out.getvalue()


def unpack(data: bytes, judge: Judge) -> Draft:
    """The draft again. Only for bytes that `pack` made in this run."""
    draft = unpack_either(data, judge)
    assert isinstance(draft, Draft)
    return draft


def unpack_either(data: bytes, judge: Judge) -> Draft | Pledge:
    """Whatever it was."""
    found = _Unpickler(data, judge).load()
    assert isinstance(found, Draft | Pledge)
    return found
