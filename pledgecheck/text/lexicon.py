"""The compiled vocabulary: one trie over syllables for all phrases, one regex per pattern group.

Phrases are matched longest first from left to right; commas, dashes and quotation marks between the
words of a phrase are ignored ("cần, kiệm, liêm, chính"). Immutable and picklable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pledgecheck.text.patterns import compiled
from pledgecheck.text.sieve import Sieve, either
from pledgecheck.text.tokens import Token, tokenised, tokens_of
from pledgecheck.text.view import make_view

_MACRO = re.compile(r"\{([a-z_]+)\}")
_END = ""

__all__ = ["Lexicon", "Match", "Token", "compile_lexicon", "expand_macros", "fold_phrase", "tokens_of"]


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


class Stretch:
    """A part of a text in which pattern groups are found; what was found is remembered."""

    __slots__ = ("_found", "_left", "_lexicon", "_part", "_start")

    def __init__(self, lexicon: Lexicon, part: str, start: int) -> None:
        self._lexicon, self._part, self._start = lexicon, part, start
        self._left: int | None = None  # not the memo: a circle would wait for the garbage collector
        self._found: dict[str, list[tuple[int, int]]] = {}

    def find(self, name: str) -> list[tuple[int, int]]:
        """Spans of the group `name`, absolute. Not to be changed."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._look(name)
        return found

    def _look(self, name: str) -> list[tuple[int, int]]:
        if self._left is None:
            self._left = self._lexicon.left_in(self._part)
        pattern = self._lexicon.pattern_for(name, self._left)
        if pattern is None:
            return []
        start = self._start
        spans = [match.span() for match in pattern.finditer(self._part)]
        return [(start + first, start + last) for first, last in spans if last > first]


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

    def matches(self, text: str, start: int = 0, end: int | None = None) -> tuple[Match, ...]:
        """The phrases of text[start:end], remembered with the text."""
        cut = tokenised(text)
        key = (self, start, end, None)
        found: tuple[Match, ...] | None = cut.memo.get(key)
        if found is None:
            found = cut.memo[key] = tuple(self.phrases(tokens_of(text, start, end)))
        return found

    def classes_in(self, text: str) -> frozenset[str]:
        """The classes of all phrases of a text, remembered with it."""
        memo = tokenised(text).memo
        found: frozenset[str] | None = memo.get(self)
        if found is None:
            found = memo[self] = frozenset().union(*[match.classes for match in self.matches(text)])
        return found

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
        memo = tokenised(text).memo
        key = (self, name)
        if key in memo:
            return memo[key]  # type: ignore[no-any-return]
        pattern = self.pattern_for(name, self.left_in(text))
        found = memo[key] = pattern.search(text) if pattern is not None else None
        return found

    def any(self, names: tuple[str, ...], text: str) -> bool:
        """Whether any of these groups matches in `text`."""
        memo = tokenised(text).memo
        key = (self, names)
        found: bool | None = memo.get(key)
        if found is None:
            found = memo[key] = next((True for name in names if self.search(name, text)), False)
        return found

    def left_in(self, text: str) -> int | None:
        """What the sieve leaves of the patterns in `text`; None while there is no sieve."""
        if not self._sieve.ready(self.patterns, self._items):
            return None
        memo = tokenised(text).memo
        left: int | None = memo.get(self._sieve)
        if left is None:
            left = memo[self._sieve] = self._sieve.left(text)
        return left

    def pattern_for(self, name: str, left: int | None) -> re.Pattern[str] | None:
        """What to search with for the group `name`, where the sieve leaves `left`."""
        pattern = self.patterns.get(name)
        return pattern if pattern is None or left is None else self._sieve.pattern(name, left)

    def stretch(self, text: str, start: int, end: int) -> Stretch:
        """text[start:end] for pattern groups to be found in, remembered with the text."""
        memo = tokenised(text).memo
        key = (self, start, end)
        found: Stretch | None = memo.get(key)
        if found is None:
            found = memo[key] = Stretch(self, text[start:end], start)
        return found

    def find(self, name: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the pattern group `name` in text[start:end], absolute; ^ and $ mean the range's ends."""
        return self.stretch(text, start, end).find(name)

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
