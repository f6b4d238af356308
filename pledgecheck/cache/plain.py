"""Dataclasses as plain JSON data and back, by their annotations. For what is sealed: nothing is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Made = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """A value of the kinds that `maker` knows, as JSON data."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(plain(each) for each in value)
    if isinstance(value, range):
        return [value.start, value.stop]
    if is_dataclass(value):
        return [plain(getattr(value, each.name)) for each in fields(value)]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError


def _same(data: Any) -> Any:
    return data


@cache
def maker(hint: Any) -> Made:
    """What makes a value of this type from what `plain` gave."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal or hint in (str, int, bool, float, type(None)):
        return _same
    if origin in (Union, UnionType):
        (given,) = (maker(each) for each in inside if each is not type(None))
        return given if given is _same else lambda data: None if data is None else given(data)
    if origin is tuple and inside[1:] == (...,):
        one = maker(inside[0])
        return tuple if one is _same else lambda data: tuple(map(one, data))
    if origin is tuple:
        each_of = tuple(map(maker, inside))
        if all(each is _same for each in each_of):
            return tuple
        return lambda data: tuple(make(each) for make, each in zip(each_of, data, strict=True))
    if origin is frozenset:
        one = maker(inside[0])
        return frozenset if one is _same else lambda data: frozenset(map(one, data))
    if hint is range:
        return lambda data: range(*data)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        makers = tuple(maker(hints[each.name]) for each in fields(hint))
        kind: Any = hint
        return lambda data: kind(*(make(each) for make, each in zip(makers, data, strict=True)))
    raise TypeError(hint)
