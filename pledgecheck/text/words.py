"""Words of Vietnamese text: which syllables belong together ("cán bộ", "nâng cao").

The words are pyvi's. Its model is read from the installed package and decoded here, without importing
pyvi or scikit-learn; see `pledgecheck.text.segmenter`. Nothing is read before the first question.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from threading import Lock
from typing import Literal

Spans = tuple[tuple[int, int], ...]
Backend = Literal["fast", "pyvi", "none"]

_MOST_CLAUSES = 8192
_LONGEST_CLAUSE = 300  # characters; longer ones seldom come twice and would fill the memory
_loading = Lock()


def word_spans(text: str) -> Spans:
    """Start and end of each word, number and sign of `text`, a folded line or clause (`View.text`).

    A word of several syllables covers the spaces between them; no word crosses a line end.
    """
    if "\n" not in text:
        return _line_spans(text)
    out: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        out.extend((offset + start, offset + end) for start, end in _line_spans(line))
        offset += len(line) + 1
    return tuple(out)


def backend() -> Backend:
    """What finds the words: "fast" (pyvi's model, decoded here), "pyvi" (pyvi itself, because its files are
    not the known ones), or "none" (no usable pyvi: each syllable is a word by itself)."""
    return _segmenter()[0]


def _line_spans(line: str) -> Spans:
    return _remembered(line) if len(line) <= _LONGEST_CLAUSE else _segmenter()[1](line)


@lru_cache(maxsize=_MOST_CLAUSES)
def _remembered(line: str) -> Spans:
    return _segmenter()[1](line)


def _segmenter() -> tuple[Backend, Callable[[str], Spans]]:
    with _loading:  # one thread loads, the others wait for it
        return _load()


@cache
def _load() -> tuple[Backend, Callable[[str], Spans]]:
    from pledgecheck.text.segmenter import decoder, pyvi_files
    from pledgecheck.text.segmenter.crfsuite import BadModel

    folder = pyvi_files.installed()
    if folder is not None:
        try:
            return "fast", decoder.Decoder(*pyvi_files.load(folder)).spans
        except BadModel:
            pass
    from pledgecheck.text.segmenter.pyvi_itself import PyviItself, syllable_spans

    if folder is not None:
        try:
            return "pyvi", PyviItself().spans
        except Exception:  # whatever a foreign package may raise: the audit goes on without words
            pass
    return "none", syllable_spans
