"""How alike two names of models are, and what of a text's content is compared in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from pledgecheck.copying.tokens import Span, Tokens
from pledgecheck.text.lexicon import Lexicon, tokens_of
from pledgecheck.text.view import make_view

_ratio: Callable[[str, str], float] | None = None
try:
    from rapidfuzz.fuzz import ratio
except ImportError:
    pass
else:
    _ratio = ratio

_WITHIN = 3  # syllables that a name needs so that standing inside a longer one says something


@dataclass(frozen=True, slots=True)
class Name:
    """A model's name: as read, and the syllables that tell it from others."""

    shown: str
    words: tuple[str, ...]


def read_name(text: str, lexicon: Lexicon, abbreviations: Mapping[str, str]) -> Name:
    """A name without the words that every such name may hold; no words where nothing else is in it."""
    shown = " ".join(text.split()).strip(" \"'“”«».,;:")
    folded = " ".join(abbreviations.get(word, word) for word in make_view(shown).text.split())
    stop = lexicon.patterns.get("model_name_stop")
    plain = stop.sub(" ", folded) if stop else folded
    words = tuple(token.text for token in tokens_of(plain))
    return Name(shown, words if len(words) > 1 else ())


def likeness(a: Name, b: Name) -> float:
    """0-1: the same syllables in any order; a name inside a longer one counts as the same."""
    if not a.words or not b.words:
        return 0.0
    first, second = set(a.words), set(b.words)
    if min(len(first), len(second)) >= _WITHIN and (first <= second or second <= first):
        return 1.0
    return _alike(" ".join(sorted(a.words)), " ".join(sorted(b.words)))


def _alike(a: str, b: str) -> float:
    if _ratio is not None:
        return _ratio(a, b) / 100
    return SequenceMatcher(None, a, b, autojunk=False).ratio()  # much the same measure, slower


def content_of(tokens: Tokens, spans: Iterable[Span], lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """Neighbouring syllables inside `spans`, without those that say nothing of what is done."""
    stop = lexicon.patterns.get("content_stop")
    pairs = (pairwise(tokens.keys[i] for i in tokens.within(*span)) for span in spans)
    return frozenset(
        (a, b) for each in pairs for a, b in each if not stop or not (stop.match(a) or stop.match(b))
    )
