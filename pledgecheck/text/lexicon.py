"""The compiled vocabulary: one trie over syllables for all phrases, one regex per pattern group.

Phrases are matched longest first from left to right; commas, dashes and quotation marks between the
words of a phrase are ignored ("cần, kiệm, liêm, chính"). Immutable and picklable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from pledgecheck.text.patterns import compiled
from pledgecheck.text.sieve import Patterns, Sieve, either, first_of, spans_of
from pledgecheck.text.tokens import SHORT, Token, tokens_of
from pledgecheck.text.view import make_view

Span = tuple[int, int]
_MACRO = re.compile(r"\{([a-z_]+)\}")
_END = ""
_MOST_SHORT, _MOST_LONG = 4096, 8  # parts remembered
_NOWHERE: list[Span] = []

__all__ = ["Lexicon", "Match", "Part", "Token", "compile_lexicon", "expand_macros", "fold_phrase", "tokens_of"]


class Match(NamedTuple):
    """A phrase found: token range [first, last), view span, the classes that list it."""

    first: int
    last: int
    start: int
    end: int
    text: str
    classes: frozenset[str]


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The tokens of a listed phrase, folded like the view."""
    return tuple(t.text for t in tokens_of(make_view(phrase).text))


class Part:
    """A line, a clause, a whole text: what a lexicon finds in it, each thing looked for once.

    All places are into `text`; ^ and $ are its ends. What is returned is not to be changed.
    """

    __slots__ = ("_classes", "_left", "_matches", "_searched", "_spans", "_tokens", "lexicon", "memo", "text")

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon, self.text = lexicon, text
        self._left: int | None = None
        self._tokens: tuple[Token, ...] | None = None
        self._matches: tuple[Match, ...] | None = None
        self._classes: frozenset[str] | None = None
        self._searched: dict[str, re.Match[str] | None] = {}
        self._spans: dict[str, list[Span]] = {}
        self.memo: dict[Any, Any] = {}  # for what others make of it; must not refer to this part

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its syllables, numbers and % signs."""
        if self._tokens is None:
            self._tokens = tokens_of(self.text)
        return self._tokens

    @property
    def matches(self) -> tuple[Match, ...]:
        """The listed phrases in it."""
        if self._matches is None:
            self._matches = tuple(self.lexicon.phrases(self.tokens))
        return self._matches

    @property
    def classes(self) -> frozenset[str]:
        """The classes of all phrases in it."""
        if self._classes is None:
            self._classes = frozenset().union(*[match.classes for match in self.matches])
        return self._classes

    def search(self, name: str) -> re.Match[str] | None:
        """First match of the pattern group `name`; None when there is no such group."""
        left = self._left
        if left is None:
            left = self._look()
        if left is not None and not left & self.lexicon._sieve.masks[name]:
            return None
        try:
            return self._searched[name]
        except KeyError:
            found = self._searched[name] = first_of(self.lexicon.patterns_for(name, left), self.text)
            return found

    def any(self, names: tuple[str, ...]) -> bool:
        """Whether any of these groups matches."""
        left = self._left
        if left is None:
            left = self._look()
        if left is not None and not left & self.lexicon._sieve.masks[names]:
            return False
        return any(self.search(name) is not None for name in names)

    def search_until(self, name: str, end: int) -> re.Match[str] | None:
        """The same in text[:end], not remembered."""
        if end >= len(self.text):
            return self.search(name)
        left = self._left if self._left is not None else self._look()
        return first_of(self.lexicon.patterns_for(name, left), self.text, end)

    def has(self, name: str) -> bool:
        """Whether the pattern group `name` matches."""
        return self.search(name) is not None

    def may_have(self, name: str) -> bool:
        """False where the pattern group `name` matches neither here nor where pieces are taken out."""
        left = self._left
        if left is None:
            left = self._look()
        return left is None or bool(left & self.lexicon._sieve.masks[name])

    def spans(self, name: str) -> list[Span]:
        """Where the pattern group `name` matches, empty matches left out."""
        left = self._left
        if left is None:
            left = self._look()
        if left is not None and not left & self.lexicon._sieve.masks[name]:
            return _NOWHERE
        try:
            return self._spans[name]
        except KeyError:
            found = self._spans[name] = spans_of(self.lexicon.patterns_for(name, left), self.text)
            return found

    def _look(self) -> int | None:
        """What the sieve leaves of the patterns; None while there is no sieve."""
        self._left = self.lexicon.left_in(self.text)
        return self._left


@lru_cache(maxsize=_MOST_SHORT)
def _short(lexicon: Lexicon, text: str) -> Part:
    return Part(lexicon, text)


@lru_cache(maxsize=_MOST_LONG)
def _long(lexicon: Lexicon, text: str) -> Part:
    return Part(lexicon, text)


class Memo(dict[Any, Any]):
    """What was computed once; pickled without it."""

    def __reduce__(self) -> tuple[type[Memo], tuple[()]]:
        return Memo, ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Compiled phrases and patterns. Build with `compile_lexicon`. Known by itself, not by content."""

    classes: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    slots: tuple[tuple[re.Pattern[str], ...], ...]
    _trie: dict[str, Any] = field(repr=False)
    _items: Mapping[str, tuple[str, ...]] = field(repr=False)
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    _sieve: Sieve = field(default_factory=Sieve, init=False, repr=False)
    memo: Memo = field(default_factory=Memo, init=False, repr=False)  # for what others compute by it

    def part(self, text: str) -> Part:
        """What is found in `text`, remembered for a while."""
        return _short(self, text) if len(text) <= SHORT else _long(self, text)

    def phrases(self, tokens: Sequence[Token]) -> list[Match]:
        """Longest matches from left to right, not overlapping."""
        out: list[Match] = []
        trie, count = self._trie, len(tokens)
        i = 0
        while i < count:
            first = tokens[i]
            node = trie.get(first[2])
            if node is None:
                i += 1
                continue
            classes: frozenset[str] | None = None
            last = j = i + 1
            while True:
                if _END in node:
                    last, classes = j, node[_END]
                if j >= count:
                    break
                _, _, text, glued = tokens[j]
                node = node.get(text) if glued else None
                if node is None:
                    break
                j += 1
            if classes is None:
                i += 1
                continue
            words = first[2] if last == i + 1 else " ".join([token[2] for token in tokens[i:last]])
            out.append(Match(i, last, first[0], tokens[last - 1][1], words, classes))
            i = last
        return out

    def search(self, name: str, text: str) -> re.Match[str] | None:
        """First match of the pattern group `name` in `text`; None when there is no such group."""
        return self.part(text).search(name)

    def find(self, name: str, text: str, start: int, end: int) -> list[Span]:
        """Spans of the pattern group `name` in text[start:end], absolute; ^ and $ mean the range's ends."""
        return [(first + start, last + start) for first, last in self.part(text[start:end]).spans(name)]

    def has_in(self, name: str, text: str) -> bool:
        """Whether the pattern group `name` matches in a short `text` that is asked for this alone."""
        pattern = self.patterns.get(name)
        return pattern is not None and pattern.search(text) is not None

    def left_in(self, text: str) -> int | None:
        """What the sieve leaves of the patterns in `text`; None while there is no sieve."""
        return self._sieve.left(text) if self._sieve.ready(self.patterns, self._items) else None

    def patterns_for(self, name: str, left: int | None) -> Patterns:
        """What to search with for the group `name`, where the sieve leaves `left`: alternatives in their order."""
        whole = self.patterns.get(name)
        if whole is None:
            return ()
        return (whole,) if left is None else self._sieve.patterns(name, left)

    def has(self, name: str, phrase: str) -> bool:
        """Whether the folded `phrase` is listed in class `name`."""
        return phrase in self.classes.get(name, frozenset())


def expand_macros(macros: Mapping[str, str], patterns: Iterable[str]) -> list[str]:
    """Replace {name} by the macro of that name, repeatedly; {2,5} stays a quantifier."""

    def expand(text: str, depth: int = 0) -> str:
        if depth > 8:
            raise ValueError("macros refer to each other in a circle")
        return _MACRO.sub(lambda m: expand(macros[m[1]], depth + 1) if m[1] in macros else m[0], text)

    return [expand(p) for p in patterns]


def compile_lexicon(
    classes: Mapping[str, Sequence[str]],
    patterns: Mapping[str, Sequence[str]],
    slots: Sequence[Sequence[str]] = (),
    weights: Mapping[str, Mapping[str, float]] | None = None,
) -> Lexicon:
    """Compile phrase classes, pattern groups (macros already expanded), formula slots and weights.

    Raises re.error for a pattern that does not compile.
    """
    trie: dict[str, Any] = {}
    folded: dict[str, frozenset[str]] = {}
    for name, phrases in classes.items():
        forms = {fold_phrase(p) for p in phrases}
        folded[name] = frozenset(" ".join(f) for f in forms)
        for form in forms:
            if not form:
                continue
            node = trie
            for syllable in form:
                node = node.setdefault(syllable, {})
            node[_END] = node.get(_END, frozenset()) | {name}
    items = {name: tuple(each) for name, each in patterns.items() if each}
    rows = tuple(tuple(compiled(r"(?<!\w)(?:" + slot + r")(?!\w)") for slot in row) for row in slots)
    return Lexicon(
        classes=folded,
        patterns={name: compiled(either(each)) for name, each in items.items()},
        slots=rows,
        _trie=trie,
        _items=items,
        weights={name: dict(table) for name, table in (weights or {}).items()},
    )
