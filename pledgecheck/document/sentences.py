"""Cutting running text into clauses that can be promises: on sentence ends, never inside quotation
marks or brackets, abbreviations, numbers or dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATION = re.compile(
    r"(?:^|[\s(,])(?:tp|ts|ths|th\.s|pgs|gs|bs|bscki|bsckii|ks|cn|đ/c|đc|v\.v|t\.p|q|p|tx|tt|st|no|nxb|stt|tr|kh|mst|"
    r"[a-zđ])\.$"
)
_STOP = re.compile(r"[.!?;]+(?=[\s)\"']|$)|\n")
_OPEN, _CLOSE = "([", ")]"


def _depths(text: str) -> list[bool]:
    """For each character: inside brackets or quotation marks (unbalanced marks count as none)."""
    inside = [False] * len(text)
    stack: list[int] = []
    quote = -1
    for i, c in enumerate(text):
        if c in _OPEN:
            stack.append(i)
        elif c in _CLOSE and stack:
            first = stack.pop()
            inside[first:i] = [True] * (i - first)
        elif c == '"':
            if quote < 0:
                quote = i
            else:
                if i - quote < 300:
                    inside[quote:i] = [True] * (i - quote)
                quote = -1
    return inside


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, sign that ended it) of each clause in text[start:end], trimmed, final sign included."""
    part = text[start:end]
    inside = _depths(part)
    at = 0
    for match in _STOP.finditer(part):
        sign = match[0][0]
        if inside[match.start()]:
            continue
        if sign == "." and _ABBREVIATION.search(part[at : match.start() + 1]) and match.end() < len(part):
            continue
        yield from _trimmed(part, at, match.end(), start, sign)
        at = match.end()
    yield from _trimmed(part, at, len(part), start, "")


def _trimmed(part: str, at: int, end: int, base: int, sign: str) -> Iterator[tuple[int, int, str]]:
    while at < end and part[at].isspace():
        at += 1
    while end > at and part[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in part[at:end]):
        yield base + at, base + end, sign
