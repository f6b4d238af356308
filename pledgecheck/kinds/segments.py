"""A commitment cut at its signs, and what stands in each segment.

Empty verbs are a closed class, light verbs need something definite beside them, every other verb may be an
act. The official vocabulary is a closed class too: words outside it are what a text is about, and are counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pledgecheck.text.lexicon import Match, Token
from pledgecheck.text.words import word_spans

Span = tuple[int, int]
_SIGN = re.compile(r"[,;:.()?!]| - ")
# Classes of the lexicon.
_LEADING = frozenset({"subject", "lead_in", "modifier"})  # what may stand before the head
_SKIP = _LEADING | {"function"}
_VERBS = frozenset({"empty_verb", "light_verb", "scalar_verb", "concrete_verb", "leader_verb"})
_FIRST = 2  # tokens of a piece that tell whether it goes on with what stands before
_DEFINITE = frozenset({"unit", "beneficiary", "evidence", "person", "negative_concrete"})
_NO_VERBS = frozenset({"fixed_noun", "function"})  # "concrete_verb" too, but not here
_SLOT_WORDS = frozenset({"unit", "evidence", "function", "modifier", "person", "total"})
# What a listed word is as the head of a segment; the first class that it bears decides.
_HEADS = (
    ("scalar_verb", "scalar"),
    ("light_verb", "light"),
    ("leader_verb", "light"),
    ("concrete_verb", "concrete"),
    ("routine", "concrete"),
    ("empty_verb", "empty"),
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between signs: what its head is and what stands in it (counts of words and syllables)."""

    head: str  # negative | concrete | light | empty | scalar | attitude | open | none
    head_span: Span | None
    object_span: Span | None
    unknown: int  # syllables outside the official vocabulary
    concrete: int  # listed observable verbs besides the head
    virtue: int
    duty: int
    definite: int  # beneficiaries, evidence, places, units, listed concrete objects
    leaning: int  # verbs that name a duty minus verbs of attitude
    manner: int  # adverbs of manner and intensifiers
    first: bool  # no verb stands before it in the commitment
    strict: bool  # the negative's object is a listed concrete one
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A listed phrase, or a token that no list knows (no classes)."""

    start: int
    end: int
    text: str  # of its first token
    classes: frozenset[str] = frozenset()
    compound: bool = False  # several syllables

    @property
    def unknown(self) -> bool:
        """Outside the official vocabulary, and no number."""
        return not self.classes and not self.is_number

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit() or self.text == "%"


def free_matches(text: str, start: int, end: int, matches: Sequence[Match]) -> list[Match]:
    """Matches without those single syllables that are only a part of a longer word ("học" in "học bạ")."""
    words = set(word_spans(text[start:end]))
    return [m for m in matches if m.last - m.first > 1 or (m.start - start, m.end - start) in words]


def _segment_spans(text: str, start: int, end: int) -> list[Span]:
    out, at = [], start
    for sign in _SIGN.finditer(text, start, end):
        inside_number = (
            sign[0] in ".,:"
            and sign.start() > start
            and text[sign.start() - 1].isdigit()
            and sign.end() < end
            and text[sign.end()].isdigit()
        )
        if inside_number:
            continue
        if sign.start() > at:
            out.append((at, sign.start()))
        at = sign.end()
    if end > at:
        out.append((at, end))
    return out


def _head_of(word: _Word, led: bool) -> str:
    """What `word` is as a head, "" when it is none; `led`: something of substance stands before it."""
    classes = word.classes
    if word.is_number:
        return ""
    if "negative" in classes:
        return "negative"
    if led and "function" in classes:
        classes = classes - {"concrete_verb"}  # "về, đến, để, đi" are verbs only where the segment begins
    if "concrete_verb" not in classes:
        if "virtue" in classes:
            return "attitude"
        if "fixed_noun" in classes:
            return ""
    return next((head for name, head in _HEADS if name in classes), "" if classes else "open")


def _find_head(words: Sequence[_Word]) -> tuple[int, str]:
    """Index and kind of the head; (-1, "none") without one."""
    led = False
    for i, word in enumerate(words):
        head = _head_of(word, led)
        if head:
            return i, head
        led = led or not word.classes & _LEADING
    return -1, "none"


def _is_act(word: _Word, negated: bool) -> bool:
    """Whether a word besides the head is an observable verb; behind a "không" light verbs are, too."""
    listed = "concrete_verb" in word.classes and not word.classes & _NO_VERBS
    return listed or (negated and bool(word.classes & {"light_verb", "scalar_verb"}))


def _says_something(word: _Word) -> bool:
    """Whether a word could be a head or its object, and not only a number, its unit or a sign of evidence."""
    return word.unknown or bool(word.classes - _SLOT_WORDS)


def _read_segment(words: Sequence[_Word], start: int, end: int, last: int, first: bool) -> Segment:
    """The segment [start, end) of these words, the last of which ends at `last`."""
    at, head = _find_head(words)
    before, after = (words[:at], words[at + 1 :]) if at >= 0 else (words, ())
    negated = head == "negative"
    acts = [w for w in before if _is_act(w, False)] + [w for w in after if _is_act(w, negated)]
    others = [*before, *after]
    # A verb of two syllables mostly brings its object along, an unknown verb is itself outside the vocabulary.
    bonus = at >= 0 and (head == "open" or (head == "concrete" and words[at].compound))
    return Segment(
        head=head,
        head_span=(words[at].start, words[at].end) if at >= 0 else None,
        object_span=(after[0].start, last) if after else None,
        unknown=sum(w.unknown for w in others) + bonus,
        concrete=len(acts),
        virtue=sum("virtue" in w.classes for w in others),
        duty=sum("duty" in w.classes and "virtue" not in w.classes for w in others),
        definite=sum(bool(w.classes & _DEFINITE) for w in words),
        leaning=sum(("duty_verb" in w.classes) - ("attitude_verb" in w.classes) for w in words),
        manner=sum("modifier" in w.classes for w in words),
        first=first,
        strict=negated and any("negative_concrete" in w.classes and w not in acts for w in after),
        start=start,
        end=end,
    )


class _Commitment:
    """The tokens of one commitment with the phrases they belong to."""

    def __init__(self, tokens: Sequence[Token], matches: Sequence[Match], masks: Sequence[Span]) -> None:
        self.tokens = tokens
        self.starts = [token.start for token in tokens]
        self.owner = {i: match for match in matches for i in range(match.first, match.last)}
        self.masked = {i for a, b in masks for i in self._between(a, b) if tokens[i].end <= b}

    def _between(self, start: int, end: int) -> range:
        """The tokens that begin in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def classes(self, start: int, end: int) -> list[frozenset[str]]:
        """The classes of the first tokens that begin in [start, end)."""
        found = [self.owner.get(i) for i in self._between(start, end)[:_FIRST]]
        return [match.classes if match else frozenset() for match in found]

    def words(self, start: int, end: int) -> tuple[list[_Word], int]:
        """The words within [start, end) that no mask covers, and where the last token of them ends.

        A phrase that goes over a comma is a word on both sides.
        """
        words: list[_Word] = []
        seen: set[int] = set()
        last = start
        for i in self._between(start, end):
            token = self.tokens[i]
            if token.end > end or i in self.masked:
                continue
            last = token.end
            match = self.owner.get(i)
            if match is None:
                words.append(_Word(token.start, token.end, token.text))
            elif match.first not in seen:
                seen.add(match.first)
                compound = match.last - match.first > 1
                words.append(_Word(token.start, match.end, token.text, match.classes, compound))
        return words, last


def _joined(text: str, commitment: _Commitment, spans: Sequence[Span]) -> list[Span]:
    """A "không" governs the list that follows it: join the pieces until the next verb of its own kind."""
    out: list[Span] = []
    negative = False
    for a, b in spans:
        heads = commitment.classes(a, b)
        starts = any("negative" in classes for classes in heads)
        own = bool(heads) and bool(heads[0] & (_VERBS | _SKIP) - {"light_verb"})
        if out and negative and not starts and not own and text[out[-1][1]] == ",":
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
            negative = starts
    return out


def read_segments(
    text: str, start: int, end: int, tokens: Sequence[Token], matches: Sequence[Match], masks: Sequence[Span]
) -> list[Segment]:
    """The segments of view text[start:end]; `masks` are spans that are names, quotations or times."""
    commitment = _Commitment(tokens, matches, masks)
    segments: list[Segment] = []
    for a, b in _joined(text, commitment, _segment_spans(text, start, end)):
        words, last = commitment.words(a, b)
        if segments and not any(_says_something(word) for word in words):
            segments[-1] = replace(segments[-1], end=b)  # ", mỗi tuần 02 buổi, có ảnh" belongs to what stands before
        elif words:
            verbless = all(s.head in ("none", "attitude") for s in segments)
            segments.append(_read_segment(words, a, b, last, verbless))
    return segments
