"""From a span of the text as read to two places between which a comment can stand in the document.

Word takes no comments in text boxes, nor in notes: there the comment stands at the box, or at the note's
mark in the text, and says which words are meant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from pledgecheck.annotate.markup import Markup, Run
from pledgecheck.readers.docx_model import DocxRun, DocxText


@dataclass(frozen=True, slots=True)
class Place:
    """Before character `offset` of run `run` of the main part (offset None: before or behind all of it)."""

    run: int
    offset: int | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment begins and ends. direct: the words themselves are marked."""

    start: Place
    end: Place
    direct: bool = True


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of the text with the part it is in and, for notes, where the note is named."""

    run: DocxRun
    part: str
    location: str


class Anchors:
    """Finds anchors in one document."""

    def __init__(self, document: DocxText, main: str, markups: Mapping[str, Markup]) -> None:
        self._main = main
        self._markups = markups
        self._stretches = [
            _Stretch(run, paragraph.part, paragraph.location)
            for paragraph in document.paragraphs
            for run in paragraph.runs
            if run.index >= 0 and run.end > run.start
        ]
        self._stretches.sort(key=lambda each: each.run.start)
        self._starts = [each.run.start for each in self._stretches]

    def find(self, start: int, end: int) -> Anchor | None:
        """The anchor of a span, None where nothing of it stands in a run."""
        inside = self._inside(start, end)
        if not inside:
            return None
        first = inside[0]
        if first.part != self._main:
            return self._at_note(first)
        runs = self._markups[self._main].runs
        opening = runs[first.run.index]
        if opening.host is not None:
            return _around(opening.host) if opening.host >= 0 else None
        last = first
        for each in inside[1:]:
            run = runs[each.run.index] if each.part == self._main else None
            # A comment does not run on from one cell of a table into the next.
            if run is None or run.cell != opening.cell or run.host is not None:
                break
            last = each
        return Anchor(
            _place(first, start, opening, at_end=False),
            _place(last, end, runs[last.run.index], at_end=True),
        )

    def first(self) -> Anchor | None:
        """The first words that can be marked: where remarks on the whole stand when there is no title."""
        runs = self._markups[self._main].runs
        for each in self._stretches:
            if each.part == self._main and runs[each.run.index].host is None:
                return Anchor(Place(each.run.index, None), Place(each.run.index, None))
        return None

    def _inside(self, start: int, end: int) -> list[_Stretch]:
        first = max(0, bisect_right(self._starts, start) - 1)
        found = self._stretches[first : bisect_left(self._starts, end)]
        return [each for each in found if each.run.end > start]

    def _at_note(self, stretch: _Stretch) -> Anchor | None:
        """The mark in the text that stands for the note: the n-th of its kind, as they are numbered."""
        kind, _, number = stretch.location.partition(" ")
        marks: dict[str, int] = {}
        for at, run in enumerate(self._markups[self._main].runs):
            for note in run.notes:
                if note.startswith(f"{kind} "):
                    marks.setdefault(note, at)
        places = list(marks.values())
        if not number.isdecimal() or not 0 < int(number) <= len(places):
            return None
        at = places[int(number) - 1]
        host = self._markups[self._main].runs[at].host
        return _around(at if host is None or host < 0 else host)


def _around(run: int) -> Anchor:
    return Anchor(Place(run, None), Place(run, None), direct=False)


def _place(stretch: _Stretch, at: int, run: Run, *, at_end: bool) -> Place:
    """The place of offset `at` of the text, the edge of the run where it cannot be cut there."""
    shown = stretch.run.end - stretch.run.start
    offset = at - stretch.run.start
    edge = offset >= shown if at_end else offset <= 0
    # Old fonts and fields make a run show another number of characters than it stores.
    if edge or run.around is not None or run.shows != shown:
        return Place(stretch.run.index, None)
    return Place(stretch.run.index, offset)
