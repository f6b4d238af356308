"""Cutting running text into clauses that can be promises: on sentence ends, never inside quotation
marks or brackets, abbreviations, numbers or dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pledgecheck.text.lexicon import Lexicon

_STOP = re.compile(r"[.!?;]+(?=[\s)\"']|$)|\n")
_OPEN, _CLOSE = "([", ")]"
_MARK = re.compile(r"[()\[\]\"]")
_LONGEST_QUOTE = 300  # characters; a longer "quotation" is a pair of stray marks
_SAYING = 40  # a quotation this long that ends with a stop is a sentence by itself


def _quotations(text: str) -> tuple[list[bool], dict[int, int]]:
    """For each character whether it is inside brackets or quotation marks (unbalanced marks count as none);
    and where each quotation that is a sentence of its own begins, by the place of its closing mark."""
    inside = [False] * len(text)
    sayings: dict[int, int] = {}
    stack: list[int] = []
    quote = -1
    for match in _MARK.finditer(text):
        i, c = match.start(), match[0]
        if c in _OPEN:
            stack.append(i)
        elif c in _CLOSE and stack:
            first = stack.pop()
            inside[first:i] = [True] * (i - first)
        elif c == '"':
            if quote < 0:
                quote = i
                continue
            if i - quote < _LONGEST_QUOTE:
                inside[quote:i] = [True] * (i - quote)
                if i - quote >= _SAYING and text[i - 1] in ".!?":
                    sayings[i] = quote
            quote = -1
    return inside, sayings


def clauses(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """(start, end, sign that ended it) of each clause in text[start:end], trimmed, final sign included."""
    part = text[start:end]
    inside, sayings = _quotations(part)
    at = 0
    for match in _STOP.finditer(part):
        sign, stop = match[0][0], match.end()
        if inside[match.start()]:
            if stop not in sayings or part[stop + 1 : stop + 2] != " ":
                continue
            stop += 1  # the closing mark belongs to the sentence it ends
        elif (
            sign == "." and stop < len(part) and lexicon.search("abbreviation", part[at : match.start() + 1])
        ):
            continue
        yield from _trimmed(part, at, stop, start, sign)
        at = stop
    yield from _trimmed(part, at, len(part), start, "")


def _trimmed(part: str, at: int, end: int, base: int, sign: str) -> Iterator[tuple[int, int, str]]:
    while at < end and part[at].isspace():
        at += 1
    while end > at and part[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in part[at:end]):
        yield base + at, base + end, sign
