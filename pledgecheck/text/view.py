"""A normalised working view of a text, with the way back to the text as read.

Everything is matched on the view; everything reported points into the text as read. The view has
folded syllables, single spaces, no invisible characters, and keeps line ends.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

from pledgecheck.text.syllables import fold

_RUN = re.compile(r"\n|[^\S\n]+|\S+")


@dataclass(frozen=True, slots=True)
class View:
    """`text` is the folded text; character i of it came from source[starts[i]:ends[i]]."""

    source: str
    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source (code points, end exclusive) behind view span [start, end)."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.source)
            return at, at
        return self.starts[start], self.ends[end - 1]


def _by_cluster(raw: str, at: int, out: list[str], starts: array[int], ends: array[int]) -> None:
    """Fold cluster by cluster (base letter and its marks), for runs whose length changes."""
    i = 0
    while i < len(raw):
        j = i + 1
        while j < len(raw) and (unicodedata.combining(raw[j]) or not fold(raw[j])):
            j += 1
        folded = fold(raw[i:j])
        out.append(folded)
        starts.extend([at + i] * len(folded))
        ends.extend([at + j] * len(folded))
        i = j


def make_view(source: str) -> View:
    """The working view of `source` (any normal form, any case, \\n line ends)."""
    out: list[str] = []
    starts: array[int] = array("I")
    ends: array[int] = array("I")
    blank = True  # at the beginning of a line: leading white space is dropped
    for match in _RUN.finditer(source):
        raw, at = match[0], match.start()
        if raw == "\n" or raw.isspace():
            if raw == "\n":
                if out and out[-1] == " ":
                    out.pop()
                    starts.pop()
                    ends.pop()
                out.append("\n")
            elif blank or not out:
                continue
            else:
                out.append(" ")
            blank = raw == "\n"
            starts.append(at)
            ends.append(match.end())
            continue
        folded = fold(raw)
        if not folded:
            continue
        blank = False
        if len(folded) == len(raw):
            out.append(folded)
            starts.extend(range(at, at + len(raw)))
            ends.extend(range(at + 1, at + len(raw) + 1))
            continue
        mark = len(out)
        before = len(starts)
        _by_cluster(raw, at, out, starts, ends)
        joined = "".join(out[mark:])
        if joined != folded and len(joined) == len(folded):
            # The tone moved inside an open syllable; positions stay.
            out[mark:] = [folded]
        elif joined != folded:
            del out[mark:], starts[before:], ends[before:]
            out.append(folded)
            starts.extend([at] * len(folded))
            ends.extend([at + len(raw)] * len(folded))
    text = "".join(out)
    return View(source, text, starts, ends)
