"""Walks one part of a Word document (its body, or its notes) and lists what it shows, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from pledgecheck.readers.docx_model import BlockKind
from pledgecheck.readers.docx_numbering import Numbering
from pledgecheck.readers.docx_runs import Fields, Inline, Piece, RunReader
from pledgecheck.readers.docx_styles import Styles
from pledgecheck.readers.xml_tree import child, flatten, is_on, value

CELL_SEPARATOR: Final = " | "
_BLOCKS: Final = frozenset({"w:p", "w:tbl"})
_ROWS: Final = frozenset({"w:tr"})
_CELLS: Final = frozenset({"w:tc"})


@dataclass(slots=True)
class Entry:
    """One paragraph that shows something, and what stands between it and the one before."""

    label: str
    pieces: list[Piece]
    kind: BlockKind
    location: str
    index: int
    part: str
    separator: str = ""


@dataclass(slots=True)
class Lines:
    """Entries under one another. Whoever contains them decides what stands before the first."""

    entries: list[Entry] = field(default_factory=list)
    gap: int = 1

    def add(self, entries: list[Entry]) -> None:
        """Append what belongs on a new line."""
        if not entries:
            return
        if self.entries:
            entries[0].separator = "\n" * self.gap + entries[0].separator
        self.entries.extend(entries)
        self.gap = 1


class Story:
    """Reads one part; `notes` collects the references met on the way."""

    __slots__ = (
        "_boxes",
        "_indexes",
        "_numbered",
        "_numbering",
        "_part",
        "_runs",
        "_tables",
        "fields",
        "notes",
    )

    def __init__(
        self, root: Element, part: str, styles: Styles, numbering: Numbering, fields: Fields
    ) -> None:
        self.fields = fields
        self.notes: list[tuple[str, str]] = []
        self._part = part
        self._numbering = numbering
        self._runs = RunReader(root, styles)
        self._indexes = {id(paragraph): at for at, paragraph in enumerate(root.iter("w:p"))}
        self._numbered = self._tables = self._boxes = 0

    def blocks(self, parent: Element, kind: BlockKind, location: str = "") -> list[Entry]:
        """The content of a body, cell, text box or note.

        Without a location it is the body: its paragraphs and tables are numbered, its empty lines kept.
        """
        lines = Lines()
        joined: list[tuple[Element, Inline]] = []
        for block in flatten(parent, _BLOCKS):
            if block.tag == "w:tbl":
                lines.add(self._table(block, location))
                continue
            properties = block.find("w:pPr")
            style = value(properties, "w:pStyle")
            inline = self._runs.read(block, style, self.fields)
            self.notes.extend(inline.notes)
            joined.append((block, inline))
            if not _mark_is_gone(properties):
                label = self._numbering.label(style, properties)
                self._paragraph(lines, joined, label, kind, location)
                joined = []
        if joined:
            self._paragraph(lines, joined, "", kind, location)
        return lines.entries

    def _paragraph(
        self, lines: Lines, joined: list[tuple[Element, Inline]], label: str, kind: BlockKind, location: str
    ) -> None:
        """Add one visible paragraph: one w:p, or several whose marks between them are gone."""
        shown = [(element, inline) for element, inline in joined if inline.pieces]
        if not shown and label:
            # A number alone, as in an automatic "STT" column, stands without the space after it.
            shown, label = joined[-1:], label.rstrip()
        if shown:
            self._numbered += not location
            where = location or f"paragraph {self._numbered}"
            lines.add(
                [
                    Entry(
                        "" if at else label,
                        inline.pieces,
                        kind,
                        where,
                        self._indexes[id(element)],
                        self._part,
                    )
                    for at, (element, inline) in enumerate(shown)
                ]
            )
        elif not location:
            lines.gap += 1
        for box in (box for _, inline in joined for box in inline.boxes):
            # The text of a box follows the paragraph it is anchored to.
            self._boxes += 1
            lines.add(self.blocks(box, "textbox", location or f"text box {self._boxes}"))

    def _table(self, table: Element, location: str) -> list[Entry]:
        """One line for each row; a nested table gives lines inside its cell."""
        lines = Lines()
        self._tables += not location
        number = 0
        for row in flatten(table, _ROWS):
            if _row_is_gone(row.find("w:trPr")):
                continue
            number += 1
            lines.add(self._row(row, location or f"table {self._tables} row {number}"))
        return lines.entries

    def _row(self, row: Element, location: str) -> list[Entry]:
        """The cells with bars between them; those of empty cells stay, so that columns can be told apart."""
        entries: list[Entry] = []
        bars = ""
        cells = (cell for cell in flatten(row, _CELLS) if child(cell, "w:tcPr", "w:cellDel") is None)
        for at, cell in enumerate(cells):
            bars += CELL_SEPARATOR if at else ""
            content = [] if _continues_merge(cell) else self.blocks(cell, "cell", location)
            if content:
                content[0].separator = bars + content[0].separator
                entries.extend(content)
                bars = ""
        return entries


def _mark_is_gone(properties: Element | None) -> bool:
    """Whether the paragraph runs on into the next one: its mark is tracked as deleted or moved, or hidden."""
    mark = child(properties, "w:rPr")
    if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
        return True
    return is_on(child(mark, "w:vanish")) or is_on(child(mark, "w:specVanish"))


def _row_is_gone(properties: Element | None) -> bool:
    return child(properties, "w:del") is not None or is_on(child(properties, "w:hidden"))


def _continues_merge(cell: Element) -> bool:
    """Whether a cell is covered by a merged one above or beside it, whose text was already written."""
    for tag in ("w:vMerge", "w:hMerge"):
        merge = child(cell, "w:tcPr", tag)
        if merge is not None and merge.get("w:val", "continue") == "continue":
            return True
    return False
