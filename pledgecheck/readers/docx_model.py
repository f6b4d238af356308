"""The text of a Word document with a map back to its paragraphs and runs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "cell", "textbox", "footnote"]
Layout = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class DocxRun:
    """A stretch of text that comes from one run. Generated text (list numbers) belongs to no run.

    index: position among all w:r elements of the part in document order; -1 for text of a formula.
    """

    start: int
    end: int
    index: int
    font: str | None


@dataclass(frozen=True, slots=True)
class DocxParagraph:
    """One w:p that holds visible text; start includes its list number.

    index: position among all w:p elements of `part` in document order, empty and deleted ones counted.
    Paragraphs joined by a tracked deletion of the mark between them keep an entry each.
    """

    start: int
    end: int
    kind: BlockKind
    location: str
    index: int
    part: str
    runs: tuple[DocxRun, ...]


@dataclass(frozen=True, slots=True)
class DocxText:
    """Everything visible in a Word document: offsets are code points into `text`."""

    text: str = field(repr=False)
    paragraphs: tuple[DocxParagraph, ...]

    @property
    def layout(self) -> Layout:
        """(start, end, location) of each paragraph, in order."""
        return tuple((p.start, p.end, p.location) for p in self.paragraphs)


def locate(document: DocxText, start: int) -> str | None:
    """Where in the document the character at `start` stands, as "paragraph 7" or "table 2 row 3"."""
    return label_at(document.layout, start)


def label_at(layout: Layout, start: int) -> str | None:
    """The label of the last span that begins at or before `start`; None for an empty layout."""
    if not layout:
        return None
    at = bisect_right(layout, start, key=lambda span: span[0])
    return layout[max(at - 1, 0)][2]
