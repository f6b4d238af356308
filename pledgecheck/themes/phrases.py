"""A book of phrases, matched on the syllables of a folded text in one pass.

An entry is a phrase ("tiếp công dân"); "<name>" stands for any phrase of that group; "…" allows a few
syllables between two parts ("xin lỗi … <people>"). Commas are syllables of their own, so a phrase never
reaches over one unless it is written with it; stronger punctuation is never crossed, quotation marks and
hyphens are as if they were not there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pledgecheck.errors import UnknownNameError, did_you_mean
from pledgecheck.text.syllables import fold
from pledgecheck.text.tokens import tokenised

_SIGNS = frozenset(",;:.!?()|\n")
_TOKEN = re.compile(r"\w+|[,;:.!?()|\n]")
_PART = re.compile(r"…|<\w+>|[^…<>]+")
_COMMA, _STOP = ",", "."
GAP = 6  # syllables that "…" may stand for: a clause has room for an object, not for a second promise


@dataclass(frozen=True, slots=True)
class Words:
    """The syllables of a stretch of text and where they stand."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def without_signs(self) -> Words:
        """The same without commas and stops."""
        return self._only([i for i, word in enumerate(self.words) if word not in (_COMMA, _STOP)])

    def masked(self, hidden: Collection[int]) -> Words:
        """The same with some syllables made unmatchable."""
        if not hidden:
            return self
        words = tuple("" if i in hidden else word for i, word in enumerate(self.words))
        return Words(words, self.starts, self.ends)

    @classmethod
    def joined(cls, pieces: Sequence[Words]) -> Words:
        """Several stretches as one."""
        if len(pieces) == 1:
            return pieces[0]
        return cls(tuple(w for p in pieces for w in p.words), tuple(s for p in pieces for s in p.starts),
                   tuple(e for p in pieces for e in p.ends))

    def _only(self, kept: Sequence[int]) -> Words:
        if len(kept) == len(self.words):
            return self
        return Words(tuple([self.words[i] for i in kept]), tuple([self.starts[i] for i in kept]),
                     tuple([self.ends[i] for i in kept]))

    def slice(self, first: int, last: int) -> Words:
        """Those from index `first` up to `last`."""
        return Words(self.words[first:last], self.starts[first:last], self.ends[first:last])


class Abbreviations(dict[str, tuple[str, ...]]):
    """What abbreviations stand for, as syllables. Not changed after it is made."""

    _hash: int | None = None

    def __hash__(self) -> int:  # type: ignore[override]
        if self._hash is None:
            self._hash = hash(frozenset(self.items()))
        return self._hash

    def __reduce__(self) -> tuple[type[Abbreviations], tuple[dict[str, tuple[str, ...]]]]:
        return Abbreviations, (dict(self),)  # without the hash: another process hashes strings differently


_NO_ABBREVIATIONS = Abbreviations()


def words_of(text: str, start: int = 0, end: int | None = None,
             abbreviations: Abbreviations = _NO_ABBREVIATIONS) -> Words:
    """The syllables of text[start:end] (folded), abbreviations written out in place."""
    memo = tokenised(text).memo
    whole: Words | None = memo.get(abbreviations)
    if whole is None:
        whole = memo[abbreviations] = _words_of(text, 0, len(text), abbreviations)
    stop = len(text) if end is None else end
    if not start and stop >= len(text):
        return whole
    first, last = bisect_left(whole.starts, start), bisect_left(whole.starts, stop)
    if (first and whole.ends[first - 1] > start) or (last > first and whole.ends[last - 1] > stop):
        return _words_of(text, start, stop, abbreviations)  # cut within a syllable
    return whole.slice(first, last)


def _words_of(text: str, start: int, end: int, abbreviations: Abbreviations) -> Words:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first, last = match.span()
        if word in abbreviations:
            pieces = abbreviations[word]
            words += pieces
            starts += [first] * len(pieces)
            ends += [last] * len(pieces)
            continue
        if word in _SIGNS or (word[0] == "_" and word != "_"):
            word = _COMMA if word == "," else _STOP
        words.append(word)
        starts.append(first)
        ends.append(last)
    return Words(tuple(words), tuple(starts), tuple(ends))


def fold_text(text: str) -> str:
    """A phrase from a data file in the form the view has."""
    return " ".join(fold(run) for run in text.split())


def key_of(phrase: str) -> str:
    """The syllables of a phrase, joined by single spaces."""
    return " ".join(words_of(fold_text(phrase)).words)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found: span in characters, span in syllables."""

    entry: int
    start: int
    end: int
    first: int
    last: int  # exclusive


@dataclass(frozen=True, slots=True)
class _Chain:
    entry: int
    keys: tuple[str, ...]
    gaps: tuple[int, ...]  # before each key but the first


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Entries compiled for matching; built once, never changed, picklable."""

    phrases: dict[tuple[str, ...], tuple[str, ...]]  # syllables -> keys it answers to (itself, its groups)
    lengths: dict[str, tuple[int, ...]]  # first syllable -> lengths of phrases that begin with it
    singles: dict[str, tuple[int, ...]]
    chains: dict[str, tuple[_Chain, ...]]

    @classmethod
    def build(cls, entries: Sequence[str], groups: Mapping[str, Iterable[str]] | None = None) -> PhraseBook:
        """Compile `entries`; a hit's `entry` is the index into them. Unknown groups are an error."""
        answers: dict[str, set[str]] = {}
        for name, members in (groups or {}).items():
            for member in members:
                answers.setdefault(key_of(member), set()).add(f"<{name}>")
        singles: dict[str, list[int]] = {}
        chains: dict[str, list[_Chain]] = {}
        for index, entry in enumerate(entries):
            keys, gaps = _parts(entry, groups or {})
            for key in keys:
                if not key.startswith("<"):
                    answers.setdefault(key, set()).add(key)
            if len(keys) == 1:
                singles.setdefault(keys[0], []).append(index)
            elif keys:
                chains.setdefault(keys[0], []).append(_Chain(index, tuple(keys), tuple(gaps)))
        lengths: dict[str, set[int]] = {}
        for phrase in answers:
            pieces = phrase.split()
            lengths.setdefault(pieces[0], set()).add(len(pieces))
        return cls(
            {tuple(phrase.split()): tuple(sorted(keys)) for phrase, keys in answers.items()},
            {first: tuple(sorted(sizes)) for first, sizes in lengths.items()},
            {key: tuple(indices) for key, indices in singles.items()},
            {key: tuple(found) for key, found in chains.items()},
        )

    def find(self, text: Words) -> list[Hit]:
        """Every entry found in `text`, in order of place; overlapping hits are all given."""
        words, count = text.words, len(text.words)
        seen: dict[str, list[tuple[int, int]]] = {}
        lengths, phrases = self.lengths, self.phrases
        for i in [i for i, word in enumerate(words) if word in lengths]:
            for size in lengths[words[i]]:
                if i + size > count:
                    break
                for key in phrases.get(words[i : i + size], ()):
                    seen.setdefault(key, []).append((i, i + size))
        hits = [Hit(entry, text.starts[i], text.ends[j - 1], i, j)
                for key, places in seen.items() for entry in self.singles.get(key, ()) for i, j in places]
        for key, places in seen.items():
            for chain in self.chains.get(key, ()):
                for i, j in places:
                    last = _follow(chain, j, seen, words)
                    if last is not None:
                        hits.append(Hit(chain.entry, text.starts[i], text.ends[last - 1], i, last))
        hits.sort(key=lambda hit: (hit.first, -hit.last, hit.entry))
        return hits


def _parts(entry: str, groups: Mapping[str, Iterable[str]]) -> tuple[list[str], list[int]]:
    keys: list[str] = []
    gaps: list[int] = []
    gap = 0
    for part in _PART.findall(entry.replace("...", "…")):
        if part == "…":
            gap = GAP
            continue
        if part.startswith("<"):
            if part[1:-1] not in groups:
                vi, en = did_you_mean(part[1:-1], groups)
                raise UnknownNameError(f"Không có nhóm từ “{part}”.{vi}", f"There is no group “{part}”.{en}")
            key = part
        else:
            key = key_of(part)
        if not key:
            continue
        if keys:
            gaps.append(gap)
        keys.append(key)
        gap = 0
    return keys, gaps


def _follow(chain: _Chain, at: int, seen: Mapping[str, list[tuple[int, int]]],
            words: Sequence[str]) -> int | None:
    """The end of the chain whose first part ends at `at`, or None."""
    for key, gap in zip(chain.keys[1:], chain.gaps, strict=True):
        for i, j in seen.get(key, ()):
            if at <= i <= at + gap and _STOP not in words[at:i]:
                at = j
                break
        else:
            return None
    return at


def outermost(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that do not lie within a longer one: "giáo viên" goes where "giáo viên mầm non" stands."""
    kept: list[Hit] = []
    reach = -1
    for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
        if hit.last > reach or (kept and (hit.first, hit.last) == (kept[-1].first, kept[-1].last)):
            kept.append(hit)
            reach = max(reach, hit.last)
    return kept


def leftmost(hits: Sequence[Hit]) -> list[Hit]:
    """Hits read from left to right, longest first, none overlapping: no "bộ đội" in "cán bộ đội văn nghệ"."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
        if not kept or hit.first >= kept[-1].last or (hit.first, hit.last) == (kept[-1].first, kept[-1].last):
            kept.append(hit)
    return kept


def pairs_of(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Neighbouring syllables."""
    return frozenset(pairwise(words))
