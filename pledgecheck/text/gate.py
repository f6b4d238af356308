"""Can this text be judged at all? Well-formed syllables, diacritics, language.

The grammar of the Vietnamese syllable is small and closed: an onset, a rime, a tone; rimes that end in
a stop take only the two tones sắc and nặng. Good texts have .89-1.0 of their words well formed,
text scrambled by a PDF's fonts .6, TCVN3 .3, VNI and English .2.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pledgecheck.text.view import View

Verdict = Literal["ok", "no_diacritics", "not_vietnamese", "scrambled"]

WELL_FORMED = 0.8
WELL_FORMED_FEW = 0.6  # one abbreviation is a quarter of four words
WITH_DIACRITICS = 0.3  # good texts have .7 and more
FEW_WORDS = 8  # below: only a text without a single diacritic is called one without
LEAST_WORDS = 3  # below there is nothing to tell a language by
BROKEN = 0.1  # of the words carry a trace of Vietnamese, for a bad text to be called broken Vietnamese

_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\S+")
_MOST, _LONG = 1 << 15, 32  # runs remembered, and how long they may be
_VOWEL = re.compile("[aeiouy]")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdđghklmnprstvx])?"
_OPEN = (
    "a|ai|ao|au|ay|am|an|ang|anh|ăm|ăn|ăng|âm|ân|âng|âu|ây|e|em|en|eng|eo|ê|êm|ên|ênh|êu|i|ia|im|in|inh|iu"
    "|iêm|iên|iêng|iêu|o|oa|oai|oam|oan|oang|oanh|oao|oay|oăm|oăn|oăng|oe|oen|oeo|oi|om|on|ong|oong"
    "|ô|ôi|ôm|ôn|ông|ơ|ơi|ơm|ơn|u|ua|uân|uâng|uây|uê|uênh|ui|um|un|ung|uôi|uôm|uôn|uông|uơ|uy|uya|uyên|uynh|uyu"
    "|ư|ưa|ưi|ưm|ưn|ưng|ưu|ươi|ươm|ươn|ương|ươu|y|yêm|yên|yêng|yêu|ynh"
)
_STOPPED = (
    "ac|ach|ap|at|ăc|ăp|ăt|âc|âp|ât|ec|ep|et|êch|êp|êt|ich|ip|it|iêc|iêp|iêt|oac|oach|oap|oat|oăc|oăt|oc|oet|ooc|op|ot"
    "|ôc|ôp|ôt|ơp|ơt|uât|uc|uêch|uôc|uôt|up|ut|uych|uyêt|uyt|ưc|ưt|ươc|ươp|ươt|yêt|yt"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_OPEN})|gi")
_STOPPED_SYLLABLE = re.compile(f"{_ONSET}(?:{_STOPPED})")
_TONES = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}
_STOP_TONES = ("\u0301", "\u0323")


def _bare(text: str) -> str:
    """Without any diacritic; đ counts as one."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return stripped.replace("đ", "d")


# The same grammar without diacritics, as typed on a telephone.
_BARE_SYLLABLE = re.compile(f"(?:{_bare(_ONSET)}(?:{_bare(_OPEN)}|{_bare(_STOPPED)})|gi)")
# What no other language writes, decomposed: đ, horns, breves, a circumflex together with a tone.
_VIETNAMESE = re.compile("đ|\u031b|\u0306|\u0302[\u0300\u0301\u0303\u0309]|\u0323\u0302")
# What the old one-byte fonts leave: TCVN3 signs inside words, VNI vowels followed by a tone letter.
_OLD_FONT = re.compile("[®¸¶·¹µ¨©ª«¬\u00ad¦§]|[öïäëøñûåæ]")


@dataclass(frozen=True, slots=True)
class GateFact:
    """The verdict and the share of words that are well-formed Vietnamese syllables."""

    verdict: Verdict
    share: float
    words: int


@lru_cache(maxsize=65536)
def well_formed(word: str) -> bool:
    """Whether `word` (folded) could be a Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word)
    toneless = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    if len(decomposed) - len(decomposed.translate(_TONES)) > 1:
        return False
    if _SYLLABLE.fullmatch(toneless):
        return True
    return bool(_STOPPED_SYLLABLE.fullmatch(toneless)) and any(tone in decomposed for tone in _STOP_TONES)


@lru_cache(maxsize=65536)
def _marked(word: str) -> bool:
    """Whether `word` bears a diacritic."""
    return _bare(word) != word


def _sure(word: str) -> bool:
    """Whether the word counts wherever it stands."""
    return len(word) > 1 and well_formed(word)


class _Runs(dict[str, tuple[int, int, bool]]):
    """Of each run without white space met so far: its sure words, those of them with a diacritic, other words."""

    def __missing__(self, run: str) -> tuple[int, int, bool]:
        words = _WORD.findall(run)
        sure = [word for word in words if _sure(word)]
        found = len(sure), sum(map(_marked, sure)), len(sure) < len(words)
        if len(self) >= _MOST:
            self.clear()
        if len(run) <= _LONG:
            self[run] = found
        return found


_RUNS = _Runs()


def _others(view: View) -> list[str]:
    """The words besides the sure ones that tell a language: no list markers, no abbreviations such as UBND or đ/c."""
    text = view.text
    found = []
    for run in _RUN.finditer(text):
        if not _RUNS[run[0]][2]:
            continue
        for match in _WORD.finditer(text, *run.span()):
            word = match[0]
            if _sure(word):
                continue
            start, end = match.span()
            around = text[start - 1 : start] + text[end : end + 1]
            if len(word) == 1 and (text[end : end + 1] in tuple(").") or "/" in around or "'" in around):
                continue  # a list marker, đ/c, or the l' and d' of another language
            if len(word) > 1 and ("/" in around or _capitals(view, start, end)):
                continue
            found.append(word)
    return found


def _capitals(view: View, start: int, end: int) -> bool:
    """Whether the word is in capitals and a neighbour is not: an abbreviation, not a heading."""
    first, last = view.span(start, end)
    around = view.source[max(0, first - 12) : first] + view.source[last : last + 12]
    return view.source[first:last].isupper() and any(c.islower() for c in around)


def examine(view: View) -> GateFact:
    """The language gate. It applies to judging, never to comparing."""
    runs = [_RUNS[run] for run in view.text.split()]
    others = _others(view) if any([more for _, _, more in runs]) else []
    sure = sum([count for count, _, _ in runs])
    total = sure + len(others)
    if total < LEAST_WORDS:
        return GateFact("ok", 1.0, total)
    share = (sure + sum(map(well_formed, others))) / total
    marked = sum([count for _, count, _ in runs]) + sum(map(_marked, others))
    few = marked == 0 if total < FEW_WORDS else marked / total < WITH_DIACRITICS
    well = share >= (WELL_FORMED_FEW if total < FEW_WORDS else WELL_FORMED)
    if well and not few:
        return GateFact("ok", share, total)
    words = [*filter(_sure, _WORD.findall(view.text)), *others]
    if few and sum(bool(_BARE_SYLLABLE.fullmatch(_bare(word))) for word in words) / total >= WELL_FORMED:
        return GateFact("no_diacritics", share, total)
    if well:
        return GateFact("ok", share, total)
    broken = sum(map(_trace_of_vietnamese, words)) / total >= BROKEN
    return GateFact("scrambled" if broken else "not_vietnamese", share, total)


def _trace_of_vietnamese(word: str) -> bool:
    """A letter only Vietnamese has, an old font's sign, or a splinter without a vowel ("c i t o")."""
    decomposed = unicodedata.normalize("NFD", word)
    return bool(_VIETNAMESE.search(decomposed) or _OLD_FONT.search(word) or not _VOWEL.search(decomposed))
