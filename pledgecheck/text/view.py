"""A normalised working view of a text, with the way back to the text as read.

Everything is matched on the view; everything reported points into the text as read. The view has
folded syllables, single spaces, no invisible characters, and keeps line ends.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pledgecheck.text.syllables import fold

_RUN = re.compile(r"\s+|\S+")
# White space in a line that does not stay as it is: anything but single spaces between runs.
_UNEVEN = re.compile(r"[^\S ]|  |\A | \Z")
_MOST, _LONG = 1 << 15, 32  # runs remembered, and how long they may be


@dataclass(frozen=True, slots=True)
class View:
    """`text` is the folded text; character i of it came from source[starts[i]:ends[i]]."""

    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

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


class _Even(dict[str, str]):
    """The folded form of each run met so far; a KeyError where it is longer or shorter than the run."""

    def __missing__(self, run: str) -> str:
        folded = fold(run)
        if len(folded) != len(run):
            raise KeyError(run)
        if len(self) >= _MOST:
            self.clear()
        return self.setdefault(run, folded) if len(run) <= _LONG else folded


_EVEN = _Even()


def make_view(source: str) -> View:
    """The working view of `source` (any normal form, any case, \\n line ends)."""
    lines = source.split("\n")
    even = [_evenly(line) for line in lines]
    if None not in even:
        size = len(source)
        return View(source, "\n".join(cast(list[str], even)), range(size), range(1, size + 1))
    out: list[str] = []
    starts: array[int] = array("I")
    ends: array[int] = array("I")
    at = 0
    for line, folded in zip(lines, even, strict=True):
        if at:
            out.append("\n")
            starts.append(at - 1)
            ends.append(at)
        stop = at + len(line)
        if folded is not None:
            out.append(folded)
            starts.extend(range(at, stop))
            ends.extend(range(at + 1, stop + 1))
        else:
            _run_by_run(line, at, out, starts, ends, last=stop == len(source))
        at = stop + 1
    return View(source, "".join(out), starts, ends)


def folded(source: str) -> str:
    """The text of the working view of `source`."""
    even = [_evenly(line) for line in source.split("\n")]
    return make_view(source).text if None in even else "\n".join(cast(list[str], even))


def _evenly(line: str) -> str | None:
    """The line folded where every character of it stays in its place, as nearly always; None for others."""
    if _UNEVEN.search(line):
        return None
    try:
        return " ".join(map(_EVEN.__getitem__, line.split(" ")))
    except KeyError:
        return None


def _run_by_run(
    line: str, at: int, out: list[str], starts: array[int], ends: array[int], *, last: bool
) -> None:
    """Fold a line that begins at `at`: leading white space goes, and trailing unless it ends the text."""
    blank = True
    for match in _RUN.finditer(line):
        raw, first = match[0], at + match.start()
        if raw.isspace():
            if not blank and out[-1] != " ":  # something invisible may stand between two spaces
                out.append(" ")
                starts.append(first)
                ends.append(at + match.end())
            continue
        folded = fold(raw)
        if not folded:
            continue
        blank = False
        if len(folded) == len(raw):
            out.append(folded)
            starts.extend(range(first, first + len(raw)))
            ends.extend(range(first + 1, first + len(raw) + 1))
            continue
        mark = len(out)
        before = len(starts)
        _by_cluster(raw, first, out, starts, ends)
        joined = "".join(out[mark:])
        if joined != folded and len(joined) == len(folded):
            # The tone moved inside an open syllable; positions stay.
            out[mark:] = [folded]
        elif joined != folded:
            del out[mark:], starts[before:], ends[before:]
            out.append(folded)
            starts.extend([first] * len(folded))
            ends.extend([first + len(raw)] * len(folded))
    if not last and out and out[-1] == " ":
        out.pop()
        starts.pop()
        ends.pop()
