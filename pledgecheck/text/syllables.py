"""Folding of one written syllable (or number, or sign) to the form that everything matches on.

Fold = NFC, case-folded, tone mark placed as in "hòa, thủy, khỏe", look-alike letters unified,
invisible characters gone. Cached, because a corpus has few distinct syllables.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_DROP = {ord(c): None for c in INVISIBLE}
# Letters typed for another: Eth and African D for Đ, Cyrillic twins of Latin letters.
_LOOKALIKE = str.maketrans("ÐƉðɖАаВЕеКкМНОоРрСсТХхУуІіЅѕ", "ĐĐđđAaBEeKkMHOoPpCcTXxYyIiSs")
_SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‟": '"',
        "‘": "'",
        "’": "'",
        "`": "'",
        "´": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "―": "-",
        "…": ".",
        "\u00a0": " ",
        "％": "%",
        "／": "/",
        "：": ":",
        "；": ";",
        "，": ",",
        "．": ".",
        "（": "(",
        "）": ")",
    }
)

# Only open oa / oe / uy differ between the two schools of tone placement, and not after q.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NEW_STYLE: dict[str, str] = {}
for _first, _second in (("o", "a"), ("o", "e"), ("u", "y")):
    for _tone in _TONES:
        _modern = _first + unicodedata.normalize("NFC", _second + _tone)
        _NEW_STYLE[_modern] = unicodedata.normalize("NFC", _first + _tone) + _second
_NEW_STYLE_RE = re.compile(r"(?<!q)(" + "|".join(_NEW_STYLE) + r")(?!\w)")
_OLD_STYLE = {old: new for new, old in _NEW_STYLE.items()}
_OLD_STYLE_RE = re.compile(r"(?<!q)(" + "|".join(_OLD_STYLE) + r")(?!\w)")


@lru_cache(maxsize=65536)
def fold(raw: str) -> str:
    """`raw` (one run without white space, any normal form) folded; may be empty for invisible input."""
    if raw.isascii():
        return raw.lower()
    text = unicodedata.normalize("NFC", raw.translate(_DROP)).translate(_LOOKALIKE).lower().translate(_SIGNS)
    placed = _NEW_STYLE_RE.sub(lambda m: _NEW_STYLE[m[0]], unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", placed)  # a second mark may find another letter to stand on


def modern(folded: str) -> str:
    """The same text with the tone placement hoà, thuỷ, khoẻ, the form pyvi's word list has."""
    return _OLD_STYLE_RE.sub(lambda m: _OLD_STYLE[m[0]], folded)
