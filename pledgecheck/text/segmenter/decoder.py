"""The decoder: which syllables of a line stand in one word, by pyvi's rules and weights.

pyvi describes each syllable by a dictionary of features that CRFsuite looks up one by one. Here all
that depends on one syllable alone is summed once and remembered, so that a line costs a few additions
and comparisons a syllable. The output is pyvi's.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator

from pledgecheck.text.segmenter.crfsuite import BadModel, Crf
from pledgecheck.text.syllables import modern

Spans = tuple[tuple[int, int], ...]
# What may follow a syllable in the word list: weights of the pair for its second and its first syllable,
# and the syllables that make it a listed triple.
_Pair = tuple[float, float, frozenset[str]]
# One token of a piece: lower-case form; weights for itself, for the next, for the one before; what may
# follow; how it joins (`_joins`); start and end in the piece.
_Token = tuple[str, float, float, float, dict[str, _Pair], int, int, int]

_MOST_PIECES = 1 << 15
_LONGEST_PIECE = 40  # longer ones are not remembered
_LONGEST_MAIL = 400  # a longer piece is not searched for a mail address
_NONE: frozenset[str] = frozenset()

# The order counts. Abbreviations in capitals; arrows and dots; addresses; numbers with their separators;
# then any sign by itself, and any run of letters and digits.
_BEGIN = r"[A-ZĐ]+\.|Tp\.|M(?:rs?|s)\.|Dr\.|ThS\.|==>|->|\.\.\.|>>|\n|\w+://\S+"
_MAIL = r"[a-zA-Z0-9_.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+"
_END = r"\d+(?:[.,_]\d+)+|[^\w\s]|\w+"
_CUT = re.compile(f"{_BEGIN}|{_END}")
_CUT_WITH_MAIL = re.compile(f"{_BEGIN}|{_MAIL}|{_END}")


def tokens(piece: str) -> Iterable[re.Match[str]]:
    """The syllables, numbers and signs of `piece`, a text without spaces, as pyvi cuts them."""
    # Looking for a mail address at every dash of a long dashed line takes quadratic time.
    mail = "@" in piece and len(piece) <= _LONGEST_MAIL
    return (_CUT_WITH_MAIL if mail else _CUT).finditer(piece)


def _joins(token: str) -> int:
    """0: never part of a longer word; 2: begins with a capital, so joins only after another; 1: any other."""
    if token in string.punctuation or token[0].isdigit():
        return 0
    return 2 if token[0].istitle() else 1


def _traits(token: str) -> Iterator[str]:
    if token.isupper():
        yield "word.isupper()"
    if token.istitle():
        yield "word.istitle()"
    if token.isdigit():
        yield "word.isdigit()"  # pyvi asks it of the token itself only, and the model knows no other


class Decoder:
    """Words of a line. Threads may share one: what it remembers depends on the model only."""

    def __init__(self, crf: Crf, phrases: Iterable[str]) -> None:
        self._weights = crf.attributes
        # Label 0: the token begins a word; label 1: it goes on with the one before. Of the two best paths
        # up to a token only their difference is kept: how much better "goes on" is than "begins". Up to
        # `_off` the token begins a word, above `_on` it goes on, whatever the next one does; between them
        # it does the opposite of the next one. `_after_…` is what each case adds to the next difference.
        # A sum is rounded in another order than CRFsuite's; no text is known whose words depend on it.
        (bb, bi), (ib, ii) = crf.transitions
        self._off, self._on = bb - ib, bi - ii
        self._after_off, self._after_on, self._after_between = bi - bb, ii - ib, bi - ib
        if self._off > self._on:
            raise BadModel("equal labels attract each other")
        self._pair = self._weight("-1:word.bi_gram()"), self._weight("+1:word.bi_gram()"), _NONE
        self._triple = self._weight("-2:word.tri_gram()"), self._weight("+2:word.tri_gram()")
        self._rests: dict[str, list[str]] = {}  # first syllable → the rest of each phrase
        last = ""
        rests: list[str] = []
        for phrase in phrases:
            first, _, rest = phrase.partition(" ")
            if first != last:  # the list is sorted, nearly: most phrases begin as the one before
                last, rests = first, self._rests.setdefault(first, [])
            if rest:
                rests.append(rest)
        self._follow: dict[str, dict[str, _Pair]] = {}
        self._pieces: dict[str, tuple[_Token, ...]] = {}

    def _weight(self, name: str) -> float:
        return self._weights.get(name, 0.0)  # CRFsuite leaves out what weighs nothing

    def _following(self, first: str) -> dict[str, _Pair]:
        """What the word list has after `first`. Worked out when first asked for, to start sooner."""
        known = self._follow.get(first)
        if known is not None:
            return known
        rests = self._rests.get(first, ())
        follow = {rest: self._pair for rest in rests if " " not in rest}
        for rest in rests:
            second, _, third = rest.partition(" ")
            if third and " " not in third:
                own, before, thirds = follow.get(second, (0.0, 0.0, _NONE))
                follow[second] = own, before, thirds | {third}
        if rests:
            self._follow[first] = follow
        return follow

    def _learn(self, piece: str) -> tuple[_Token, ...]:
        """The tokens of `piece`, a text without spaces, with their weights; remembered."""
        weight = self._weights.get
        out: list[_Token] = []
        for match in tokens(modern(piece)):
            token = match[0]
            lower = token.lower()
            name = "word.lower():" + lower.partition("\0")[0]  # CRFsuite reads names as C strings
            own = weight(name, 0.0) + self._weight("bias")
            for_next, for_last = weight("-1:" + name, 0.0), weight("+1:" + name, 0.0)
            for trait in _traits(token):
                own += weight(trait, 0.0)
                for_next += weight("-1:" + trait, 0.0)
                for_last += weight("+1:" + trait, 0.0)
            follow = self._following(lower)
            out.append((lower, own, for_next, for_last, follow, _joins(token), match.start(), match.end()))
        known = tuple(out)
        if len(piece) <= _LONGEST_PIECE:
            if len(self._pieces) >= _MOST_PIECES:
                self._pieces = {}  # a new one: other threads may be reading the old one
            self._pieces[piece] = known
        return known

    def spans(self, line: str) -> Spans:
        """Start and end of each word of `line`, which is in NFC."""
        get = self._pieces.get
        triple, triple_last = self._triple
        scores: list[float] = []  # how much better "goes on" suits each token, its neighbours considered
        cut: list[tuple[int, int, int]] = []
        offset = 0
        score = from_last = 0.0
        follow: dict[str, _Pair] = {}
        thirds = _NONE
        for piece in line.split(" "):
            known = get(piece)
            if known is None:
                known = self._learn(piece)
            for token, own, for_next, for_last, seconds, how, start, end in known:
                # `score` is that of the token before, without what this one adds to it.
                if token in thirds:
                    scores[-1] += triple_last
                    from_last += triple
                if token in follow:
                    pair, pair_last, thirds = follow[token]
                    scores.append(score + for_last + pair_last)
                    score = own + from_last + pair
                else:
                    thirds = _NONE
                    scores.append(score + for_last)
                    score = own + from_last
                from_last = for_next
                follow = seconds
                cut.append((how, offset + start, offset + end))
            offset += len(piece) + 1
        # The first score was of nothing. After the last token nothing follows, so it goes on when that
        # is the better by any margin.
        scores.append(score + self._off)
        return self._best_path(scores[1:], cut)

    def _best_path(self, scores: list[float], cut: list[tuple[int, int, int]]) -> Spans:
        off, on = self._off, self._on
        after_off, after_on = self._after_off, self._after_on
        starts: list[int] = []
        ends: list[int] = []
        step = 0.0
        how_before = end_before = 0
        for i, (how, start, end) in enumerate(cut):
            better = scores[i] + step
            if better <= off:
                goes_on = False
                step = after_off
            elif better > on:
                goes_on = True
                step = after_on
            else:
                goes_on = self._between(scores, i, better)
                step = self._after_between - better
            if not goes_on or how > how_before or not how:
                starts.append(start)
                ends.append(end_before)
            how_before = how
            end_before = end
        ends.append(end_before)
        return tuple(zip(starts, ends[1:], strict=True)) if starts else ()

    def _between(self, scores: list[float], i: int, better: float) -> bool:
        """Whether token i goes on, when that is the opposite of what the next one does. Rare."""
        same = False
        for score in scores[i + 1 :]:
            better = score + self._after_between - better
            if not self._off < better <= self._on:
                return (better > self._on) == same
            same = not same
        return not same
