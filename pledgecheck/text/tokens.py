"""Syllables, numbers and % signs of a folded text, cut once; every stretch of it after that is looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,/:-]\d+)*|[^\W\d_]+\d*|%")
_BRIDGE = frozenset(" ,-\"'")
SHORT = 600  # characters; longer texts are whole documents, few of which are open at a time
_MOST_SHORT, _MOST_LONG = 4096, 8


class Token(NamedTuple):
    """A syllable, number or % sign of the view; `glued` when only bridge signs stand before it."""

    start: int
    end: int
    text: str
    glued: bool


_START = itemgetter(0)


class Tokenised:
    """A text and, once asked for, its tokens; `memo` is for what else is found in it."""

    __slots__ = ("_tokens", "memo", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.memo: dict[Any, Any] = {}
        self._tokens: tuple[Token, ...] | None = None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens."""
        if self._tokens is None:
            self._tokens = _cut(self.text, 0, len(self.text))
        return self._tokens

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of text[start:end], cut where the stretch cuts them."""
        tokens = self.tokens
        first, last = bisect_left(tokens, start, key=_START), bisect_left(tokens, end, key=_START)
        if (first and tokens[first - 1].end > start) or (last > first and tokens[last - 1].end > end):
            return _cut(self.text, start, end)
        return tokens[first:last]


def _cut(text: str, start: int, end: int) -> tuple[Token, ...]:
    out: list[Token] = []
    new = tuple.__new__  # what Token(…) comes to, without a call in between
    before = start
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        gap = text[before:first]
        out.append(new(Token, (first, last, match[0], gap == " " or _BRIDGE.issuperset(gap))))
        before = last
    return tuple(out)


@lru_cache(maxsize=_MOST_SHORT)
def _short(text: str) -> Tokenised:
    return Tokenised(text)


@lru_cache(maxsize=_MOST_LONG)
def _long(text: str) -> Tokenised:
    return Tokenised(text)


def tokenised(text: str) -> Tokenised:
    """The tokens of a whole text, remembered for a while."""
    return _short(text) if len(text) <= SHORT else _long(text)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Tokens of view text[start:end], with absolute offsets."""
    cut = tokenised(text)
    if not start and (end is None or end >= len(text)):
        return cut.tokens
    return cut.between(start, len(text) if end is None else end)
