"""Recognising the title of a theme where a text repeats it, whole or in part.

Most titles end in the same long frame ("theo tư tưởng, đạo đức, phong cách …") which every pledge carries
in its own heading: it is cut off first, so that it never counts as a quotation.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pledgecheck.themes.phrases import PhraseBook, Words, outermost, pairs_of, words_of

try:
    from rapidfuzz import fuzz

    def similarity(a: str, b: str) -> float:
        """0-100."""
        return float(fuzz.ratio(a, b))
except ImportError:  # the page runs without compiled packages

    def similarity(a: str, b: str) -> float:
        """0-100."""
        return 100 * difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


SIMILAR = 70.0
RUN = 5  # "tôn trọng nhân dân, phát huy …" after "chuyên đề" is no accident
CUE_REACH = 12  # syllables between "chuyên đề …" and the title: "năm 2019 của Thành ủy về việc"


@dataclass(frozen=True, slots=True)
class Title:
    """A title without its frame."""

    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a title stands: span in characters, share of it that is there, introduced as a theme or not."""

    start: int
    end: int
    share: float
    similarity: float
    cued: bool
    run: int  # syllables in the title's own order at the best place
    stretch: float  # the same as a share of the title


    @property
    def whole(self) -> bool:
        """The title, give or take a word."""
        return self.share >= 0.7 or (self.share >= 0.5 and self.similarity >= SIMILAR)

    @property
    def partial(self) -> bool:
        """At least a part that its author calls the theme, or half of it."""
        return self.whole or self.share >= 0.5 or (self.cued and (self.share >= 0.25 or self.run >= RUN))

    @property
    def deliberate(self) -> bool:
        """No turn of phrase that happens to share words: the title, or a good part called the theme."""
        return (self.share >= 0.8 or self.stretch >= 0.6
                or (self.cued and (self.whole or self.share >= 0.4 or self.run >= RUN)))


def compile_title(title: str, frames: PhraseBook) -> Title:
    """The title (folded) without its frames."""
    words = words_of(title)
    drop = {i for hit in outermost(frames.find(words)) for i in range(hit.first, hit.last)}
    kept = tuple(w for i, w in enumerate(words.words) if i not in drop and w not in ",.")
    return Title(kept, pairs_of(kept))


@dataclass(frozen=True, slots=True)
class Searched:
    """A text made ready for looking for many titles: where each pair of syllables of a title and each cue stands."""

    words: Words
    cues: tuple[int, ...]
    places: dict[tuple[str, str], list[int]]

    @classmethod
    def of(cls, words: Words, cues: Sequence[int], wanted: Container[tuple[str, str]]) -> Searched:
        """`words` without signs; `cues` are indices of syllables that announce a theme; `wanted`: the pairs
        that titles have."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, pair in enumerate(pairwise(words.words)):
            if pair in wanted:
                places[pair].append(i)
        return cls(words, tuple(cues), places)


def find_quote(title: Title, text: Searched) -> Quote | None:
    """The best place where `text` repeats the title."""
    words = text.words.words
    places = sorted(i for pair in title.pairs for i in text.places.get(pair, ()))
    reach = len(title.words) + len(title.words) // 3 + 2
    best: tuple[float, int, int] | None = None
    for n, first in enumerate(places):
        distinct: set[tuple[str, str]] = set()
        for last in places[n:]:
            if last - first > reach:
                break
            distinct.add((words[last], words[last + 1]))
            share = len(distinct) / len(title.pairs)
            if best is None or share > best[0]:
                best = (share, first, last + 2)
    if best is None:
        return None
    share, first, last = best
    # announced before ("chuyên đề năm … về"), or closed by the frame ("… theo tư tưởng, đạo đức …")
    cued = any(first - CUE_REACH <= cue <= last + 2 for cue in text.cues)
    alike = similarity(" ".join(words[first:last]), " ".join(title.words)) if share >= 0.4 else 0.0
    inside = repeated(title, words[first:last], 2)
    run = longest = 0
    for i in range(last - first):
        run = run + 1 if i in inside else 0
        longest = max(longest, run)
    return Quote(text.words.starts[first], text.words.ends[last - 1], share, alike, cued, longest,
                 longest / len(title.words))


def repeated(title: Title, words: Sequence[str], run: int = 3) -> set[int]:
    """Indices of syllables in stretches of at least `run` that the title has in the same order."""
    inside: set[int] = set()
    start = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or (words[i - 1], words[i]) not in title.pairs:
            if i - start >= run:
                inside.update(range(start, i))
            start = i
    return inside


def pooled_share(title: Title, stretches: Sequence[Sequence[str]]) -> float:
    """The share of a title that several stretches (headings) repeat between them."""
    found: set[tuple[str, str]] = set()
    for words in stretches:
        inside = repeated(title, words)
        found.update((words[i], words[i + 1]) for i in inside if i + 1 in inside)
    return len(found & title.pairs) / len(title.pairs) if title.pairs else 0.0
