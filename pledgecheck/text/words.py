"""Temporary: pyvi words by plain pyvi (being replaced by the fast path)."""
from __future__ import annotations
import warnings
from functools import lru_cache
from pledgecheck.text.syllables import modern

@lru_cache(maxsize=20000)
def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvi import ViTokenizer
        out = ViTokenizer.tokenize(modern(text)) if text.strip() else ""
    spans = []
    at = 0
    for word in out.split():
        first = None
        for c in word:
            if c == "_" and (at >= len(text) or text[at] != "_"):
                continue
            while at < len(text) and text[at].isspace():
                at += 1
            if first is None:
                first = at
            at += 1
        if first is not None:
            spans.append((first, at))
    return tuple(spans)
