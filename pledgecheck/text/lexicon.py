"""The compiled vocabulary: one trie over syllables for all phrases, one regex per pattern group.

Phrases are matched longest first from left to right; commas, dashes and quotation marks between the
words of a phrase are ignored ("cần, kiệm, liêm, chính"). Immutable and picklable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pledgecheck.text.view import make_view

_TOKEN = re.compile(r"\d+(?:[.,/:-]\d+)*|[^\W\d_]+\d*|%")
_BRIDGE = frozenset(" ,-\"'")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_END = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A syllable, number or % sign of the view; `glued` when only bridge signs stand before it."""

    start: int
    end: int
    text: str
    glued: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: token range [first, last), view span, the classes that list it."""

    first: int
    last: int
    start: int
    end: int
    text: str
    classes: frozenset[str]


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of view text[start:end], with absolute offsets."""
    stop = len(text) if end is None else end
    out: list[Token] = []
    before = start
    for match in _TOKEN.finditer(text, start, stop):
        gap = text[before : match.start()]
        out.append(Token(match.start(), match.end(), match[0], all(c in _BRIDGE for c in gap)))
        before = match.end()
    return out


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The tokens of a listed phrase, folded like the view."""
    return tuple(t.text for t in tokens_of(make_view(phrase).text))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled phrases and patterns. Build with `compile_lexicon`."""

    classes: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    slots: tuple[tuple[re.Pattern[str], ...], ...]
    _trie: dict[str, Any] = field(repr=False)
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def phrases(self, tokens: Sequence[Token]) -> list[Match]:
        """Longest matches from left to right, not overlapping."""
        out: list[Match] = []
        i, n = 0, len(tokens)
        while i < n:
            node = self._trie.get(tokens[i].text)
            best: tuple[int, frozenset[str]] | None = None
            j = i + 1
            while node is not None:
                if _END in node:
                    best = (j, node[_END])
                if j >= n or not tokens[j].glued:
                    break
                node = node.get(tokens[j].text)
                j += 1
            if best is None:
                i += 1
                continue
            last, classes = best
            start, end = tokens[i].start, tokens[last - 1].end
            out.append(Match(i, last, start, end, " ".join(t.text for t in tokens[i:last]), classes))
            i = last
        return out

    def search(self, name: str, text: str) -> re.Match[str] | None:
        """First match of the pattern group `name` in `text`; None when there is no such group."""
        pattern = self.patterns.get(name)
        return pattern.search(text) if pattern else None

    def find(self, name: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans of the pattern group `name` in text[start:end], absolute; ^ and $ mean the range's ends."""
        pattern = self.patterns.get(name)
        if pattern is None:
            return
        for match in pattern.finditer(text[start:end]):
            if match.end() > match.start():
                yield start + match.start(), start + match.end()

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
    groups = {
        name: re.compile("|".join(f"(?:{p})" for p in items)) for name, items in patterns.items() if items
    }
    rows = tuple(tuple(re.compile(r"(?<!\w)(?:" + slot + r")(?!\w)") for slot in row) for row in slots)
    return Lexicon(
        classes=folded,
        patterns=groups,
        slots=rows,
        _trie=trie,
        weights={name: dict(table) for name, table in (weights or {}).items()},
    )
