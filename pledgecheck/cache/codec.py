"""A judged pledge as JSON without its words, and back again.

Every string that occurs in the text becomes its place there. A string that does not, and yet could be made
of the text (white space joined, case folded), keeps the pledge out of the cache.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from pledgecheck.copying.tokens import Tokens, tokenize
from pledgecheck.judging import Draft, Judge
from pledgecheck.kinds.base import Facts
from pledgecheck.kinds.copying import CopyText
from pledgecheck.model import Pledge, Theme
from pledgecheck.suppress import judged_text
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import View, make_view

FILLED: Final = ("kind", "year", "author", "role", "unit")  # what a pledge's own text may add to it
_SPACES: Final = frozenset(" \n")
_PLAIN: Final = frozenset({type(None), bool, int, float})
_STRETCH: Final = 64  # characters compared at a time
_LONG: Final = 200  # characters beyond which a joined string is not looked for


class NotStorable(Exception):
    """Something in a draft could not be written down without words of the text."""


class BadEntry(Exception):
    """An entry that does not say what it should."""


def encode(draft: Draft, pledge: Pledge) -> dict[str, Any]:
    """A draft of `pledge` as JSON data."""
    writer = _Writer(pledge)
    filled = {
        name: writer.value(getattr(draft.pledge, name))
        for name in FILLED
        if getattr(draft.pledge, name) != getattr(pledge, name)
    }
    facts, copyable = writer.value(draft.facts), writer.value(draft.copyable)
    return {"classes": writer.classes, "filled": filled, "facts": facts, "copyable": copyable}


def decode(data: Mapping[str, Any], pledge: Pledge, judge: Judge) -> Draft:
    """The draft again. Raises BadEntry for anything that is not what `encode` writes."""
    try:
        reader = _Reader(pledge, data["classes"], judge)
        facts, copyable = reader.value(data["facts"]), reader.value(data["copyable"])
        filled = {name: reader.value(data["filled"][name]) for name in FILLED if name in data["filled"]}
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        raise BadEntry from None
    if not isinstance(facts, Facts) or not isinstance(copyable, CopyText | None):
        raise BadEntry
    return Draft(pledge.model_copy(update=filled) if filled else pledge, facts, copyable)


# ---------------------------------------------------------------- writing
class _Writer:
    """Turns values into JSON; knows the text that they come from."""

    def __init__(self, pledge: Pledge) -> None:
        self.view = make_view(judged_text(pledge))
        self.folded = " ".join(self.view.text.split())
        self.classes: list[str] = []
        self._given = {value: name for name in FILLED if isinstance(value := getattr(pledge, name), str)}
        self._numbers: dict[type, int] = {}
        self._known: dict[str, Any] = {}

    def value(self, value: Any) -> Any:
        """One value. Plain JSON where it has a form for it, else an object with one key."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [self.value(each) for each in value]
        if isinstance(value, Enum):
            return {"e": [self._class(type(value)), value.value]}
        if isinstance(value, str):
            if value not in self._known:
                self._known[value] = self._string(value)
            return self._known[value]
        if isinstance(value, frozenset):
            return {"f": [self.value(each) for each in sorted(value)]}
        if isinstance(value, Mapping):
            return {"d": [[self.value(key), self.value(each)] for key, each in value.items()]}
        return self._object(value)

    def _object(self, value: Any) -> Any:
        if isinstance(value, View):
            return {"v": self._view(value)}
        if isinstance(value, Lexicon):
            return {"x": "lexicon"}
        if isinstance(value, Tokens):
            if value.text != self.view.source:
                raise NotStorable
            return {"x": "tokens"}
        if isinstance(value, Theme):
            return {"h": value.id}
        kind: type = type(value)
        names = _fields_of(kind)
        if names:
            return {"c": [self._class(kind), *[self.value(getattr(value, name)) for name in names]]}
        if isinstance(value, BaseModel):
            shown = type(value).model_fields
            return {"c": [self._class(type(value)), *(self.value(getattr(value, name)) for name in shown)]}
        raise NotStorable

    def _class(self, kind: type) -> int:
        if kind not in self._numbers:
            name = f"{kind.__module__}.{kind.__qualname__}"
            if classes().get(name) is not kind:
                raise NotStorable
            self._numbers[kind] = len(self.classes)
            self.classes.append(name)
        return self._numbers[kind]

    def _string(self, value: str) -> Any:
        if not value:
            return ""
        if value in self._given:
            return {"p": self._given[value]}
        for sign, text in (("s", self.view.source), ("w", self.view.text)):
            at = text.find(value)
            if at >= 0:
                return {sign: [at, at + len(value)]}
        if len(value) <= _LONG:
            found = re.search(r"\s+".join(map(re.escape, value.split())), self.view.source)
            if found and " ".join(found[0].split()) == value:
                return {"j": [found.start(), found.end()]}
        if _folded(value) in self.folded:
            raise NotStorable
        return value

    def _view(self, value: View) -> list[list[int | str]]:
        """Where its text differs from the plain view of the source: lines that were joined."""
        if value.source != self.view.source or len(value.text) != len(self.view.text):
            raise NotStorable
        plain, joined = self.view.text, value.text
        differing: list[int] = []
        for start in range(0, len(plain), _STRETCH):
            end = start + _STRETCH
            if plain[start:end] != joined[start:end]:
                differing += [at for at in range(start, min(end, len(plain))) if plain[at] != joined[at]]
        if any(value.text[at] not in _SPACES for at in differing):
            raise NotStorable
        return [[at, value.text[at]] for at in differing]


@lru_cache(maxsize=1024)
def _folded(value: str) -> str:
    """Most strings that are not in the text are names that this program has for things."""
    return " ".join(make_view(value).text.split())


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


# ---------------------------------------------------------------- reading
class _Reader:
    """Turns JSON back into values. Makes objects of known classes only."""

    def __init__(self, pledge: Pledge, names: list[str], judge: Judge) -> None:
        self.view = make_view(judged_text(pledge))
        self.judge = judge
        self.kinds = [classes()[name] for name in names]
        self._tokens: Tokens | None = None
        self._views: dict[str, View] = {}
        self._forms: dict[str, Callable[[Any], Any]] = {
            "p": lambda name: getattr(pledge, FILLED[FILLED.index(name)]),
            "s": lambda span: _slice(self.view.source, span),
            "w": lambda span: _slice(self.view.text, span),
            "j": lambda span: " ".join(_slice(self.view.source, span).split()),
            "f": lambda items: frozenset(map(self.value, items)),
            "d": lambda pairs: {self.value(key): self.value(each) for key, each in pairs},
            "e": lambda pair: self.kinds[pair[0]](pair[1]),
            "h": lambda id: self.judge.compiled_themes.themes[id],
            "x": self._shared,
            "v": self._view,
            "c": self._made,
        }

    def value(self, data: Any) -> Any:
        """One value."""
        if isinstance(data, list):
            return tuple(map(self.value, data))
        if isinstance(data, dict):
            ((sign, content),) = data.items()
            return self._forms[sign](content)
        return data

    def _shared(self, name: str) -> Any:
        if name == "lexicon":
            return self.judge.rulebook.lexicon
        if name == "tokens":
            self._tokens = self._tokens or tokenize(self.view.source)
            return self._tokens
        raise BadEntry

    def _view(self, differing: list[tuple[int, str]]) -> View:
        key = str(differing)
        if key not in self._views:
            letters = list(self.view.text)
            for at, letter in differing:
                if letter not in _SPACES or not 0 <= at < len(letters):
                    raise BadEntry
                letters[at] = letter
            self._views[key] = replace(self.view, text="".join(letters)) if differing else self.view
        return self._views[key]

    def _made(self, content: list[Any]) -> Any:
        kind = self.kinds[content[0]]
        values = [self.value(each) for each in content[1:]]
        if issubclass(kind, BaseModel):
            return kind(**dict(zip(kind.model_fields, values, strict=True)))
        return kind(*values)


def _slice(text: str, span: list[int]) -> str:
    start, end = span
    if not 0 <= start < end <= len(text):
        raise BadEntry
    return text[start:end]


# ---------------------------------------------------------------- what may be made
@cache
def classes() -> Mapping[str, type]:
    """Every dataclass, model and enumeration that a draft can hold, by name; found by its annotations."""
    found: dict[str, type] = {}
    waiting: list[Any] = [Facts, CopyText]
    while waiting:
        kind = waiting.pop()
        name = f"{kind.__module__}.{kind.__qualname__}"
        if name in found or kind in (View, Lexicon, Tokens, Theme):
            continue
        found[name] = kind
        if is_dataclass(kind) or issubclass(kind, BaseModel):
            for hint in get_type_hints(kind).values():
                waiting += _classes_in(hint)
    return found


def _classes_in(hint: Any) -> Iterator[type]:
    if get_origin(hint) is not None or isinstance(hint, UnionType) or hint is Union:
        for inner in get_args(hint):
            yield from _classes_in(inner)
    elif isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, BaseModel | Enum)):
        yield hint
