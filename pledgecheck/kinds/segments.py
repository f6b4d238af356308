"""A commitment cut at its signs, and what stands in each segment.

Empty verbs are a closed class, light verbs need something definite beside them, every other verb may be an
act. The official vocabulary is a closed class too: words outside it are what a text is about, and are counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pledgecheck.text.lexicon import Match, Part, Token
from pledgecheck.text.words import word_spans

Span = tuple[int, int]
_SIGN = re.compile(r"[,;:.()?!]| - ")
# Classes of the lexicon.
_LEADING = frozenset({"subject", "lead_in", "modifier"})  # what may stand before the head
_SKIP = _LEADING | {"function"}
_VERBS = frozenset({"empty_verb", "light_verb", "scalar_verb", "concrete_verb", "leader_verb"})
_FIRST = 2  # tokens of a piece that tell whether it goes on with what stands before
_DEFINITE = frozenset({"unit", "beneficiary", "evidence", "person", "negative_concrete"})
_LIGHT = frozenset({"light_verb", "scalar_verb"})
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


class Segment(NamedTuple):
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


class _Kind(NamedTuple):
    """What a word's classes make of it; counts are 0, 1 or -1."""

    head: str  # as the head of a segment, "" where it is none
    led: str  # the same where something of substance stands before it
    leading: bool  # it may stand before the head
    act: bool  # an observable verb besides the head
    negated: bool  # the same behind a "không", where light verbs are, too
    says: bool  # could be a head or its object, not only a number, its unit or a sign of evidence
    virtue: int
    duty: int
    definite: int
    leaning: int
    manner: int
    strict: bool  # a listed concrete object of an abstention


@lru_cache(maxsize=4096)
def _kind(classes: frozenset[str]) -> _Kind:
    """Of a word that the lexicon lists under these classes."""
    act = "concrete_verb" in classes and classes.isdisjoint(_NO_VERBS)
    # "về, đến, để, đi" are verbs only where the segment begins.
    led = classes - {"concrete_verb"} if "function" in classes else classes
    return _Kind(
        head=_head_of(classes),
        led=_head_of(led),
        leading=not classes.isdisjoint(_LEADING),
        act=act,
        negated=act or not classes.isdisjoint(_LIGHT),
        says=not classes <= _SLOT_WORDS,
        virtue=int("virtue" in classes),
        duty=int("duty" in classes and "virtue" not in classes),
        definite=int(not classes.isdisjoint(_DEFINITE)),
        leaning=("duty_verb" in classes) - ("attitude_verb" in classes),
        manner=int("modifier" in classes),
        strict="negative_concrete" in classes,
    )


def _head_of(classes: frozenset[str]) -> str:
    if "negative" in classes:
        return "negative"
    if "concrete_verb" not in classes:
        if "virtue" in classes:
            return "attitude"
        if "fixed_noun" in classes:
            return ""
    return next((head for name, head in _HEADS if name in classes), "")


_NUMBER = _kind(frozenset())
_UNKNOWN = _NUMBER._replace(head="open", led="open", says=True)


class _Word(NamedTuple):
    """A listed phrase, or a token that no list knows."""

    start: int
    end: int
    kind: _Kind
    compound: bool = False  # several syllables
    unknown: int = 0  # 1 outside the official vocabulary, where it is no number


def _listed(match: Match, token: Token) -> _Word:
    kind = _kind(match.classes)
    if _is_number(token.text):
        kind = kind._replace(head="", led="")
    return _Word(token.start, match.end, kind, match.last - match.first > 1)


def _unlisted(token: Token) -> _Word:
    number = _is_number(token.text)
    return _Word(token.start, token.end, _NUMBER if number else _UNKNOWN, False, int(not number))


def _is_number(text: str) -> bool:
    return text[0].isdigit() or text == "%"


def free_matches(part: Part) -> list[Match]:
    """Phrases without those single syllables that are only a piece of a longer word ("học" in "học bạ")."""
    words = set(word_spans(part.text))
    return [m for m in part.matches if m.last - m.first > 1 or (m.start, m.end) in words]


def _segment_spans(text: str) -> list[Span]:
    out, at, end = [], 0, len(text)
    for sign in _SIGN.finditer(text):
        inside_number = (
            sign[0] in ".,:"
            and sign.start() > 0
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


def _find_head(words: Sequence[_Word]) -> tuple[int, str]:
    """Index and kind of the head; (-1, "none") without one."""
    led = False
    for i, word in enumerate(words):
        kind = word.kind
        head = kind.led if led else kind.head
        if head:
            return i, head
        led = led or not kind.leading
    return -1, "none"


def _read_segment(words: Sequence[_Word], start: int, end: int, last: int, first: bool) -> Segment:
    """The segment [start, end) of these words, the last of which ends at `last`."""
    at, head = _find_head(words)
    negated = head == "negative"
    unknown = acts = virtue = duty = definite = leaning = manner = 0
    strict = False
    for i, word in enumerate(words):
        kind = word.kind
        definite += kind.definite
        leaning += kind.leaning
        manner += kind.manner
        if i == at:
            continue
        unknown += word.unknown
        virtue += kind.virtue
        duty += kind.duty
        act = kind.negated if negated and i > at else kind.act
        acts += act
        strict = strict or (negated and i > at and kind.strict and not act)
    # A verb of two syllables mostly brings its object along, an unknown verb is itself outside the vocabulary.
    bonus = at >= 0 and (head == "open" or (head == "concrete" and words[at].compound))
    return Segment(
        head=head,
        head_span=(words[at].start, words[at].end) if at >= 0 else None,
        object_span=(words[at + 1].start, last) if 0 <= at < len(words) - 1 else None,
        unknown=unknown + bonus,
        concrete=acts,
        virtue=virtue,
        duty=duty,
        definite=definite,
        leaning=leaning,
        manner=manner,
        first=first,
        strict=strict,
        start=start,
        end=end,
    )


class _Commitment:
    """The tokens of one commitment with the phrases they belong to."""

    def __init__(self, tokens: Sequence[Token], matches: Sequence[Match], masks: Sequence[Span]) -> None:
        self.tokens = tokens
        self.starts = [token[0] for token in tokens]
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
                words.append(_unlisted(token))
            elif match.first not in seen:
                seen.add(match.first)
                words.append(_listed(match, token))
        return words, last


def _joined(text: str, commitment: _Commitment, spans: Sequence[Span]) -> list[Span]:
    """A "không" governs the list that follows it: join the pieces until the next verb of its own kind."""
    out: list[Span] = []
    negative = False
    for a, b in spans:
        heads = commitment.classes(a, b)
        starts = any(["negative" in classes for classes in heads])
        own = bool(heads) and bool(heads[0] & (_VERBS | _SKIP) - {"light_verb"})
        if out and negative and not starts and not own and text[out[-1][1]] == ",":
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
            negative = starts
    return out


def read_segments(part: Part, matches: Sequence[Match], masks: Sequence[Span]) -> list[Segment]:
    """The segments of a part; `matches` are the phrases that count in it, `masks` spans that are names,
    quotations or times."""
    text = part.text
    commitment = _Commitment(part.tokens, matches, masks)
    segments: list[Segment] = []
    for a, b in _joined(text, commitment, _segment_spans(text)):
        words, last = commitment.words(a, b)
        if segments and not any([word.kind.says for word in words]):
            segments[-1] = segments[-1]._replace(end=b)  # ", mỗi tuần 02 buổi, có ảnh" belongs to what stands before
        elif words:
            verbless = all([s.head in ("none", "attitude") for s in segments])
            segments.append(_read_segment(words, a, b, last, verbless))
    return segments
