"""What one Word paragraph shows: its visible text run by run, its text boxes and its notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element

from pledgecheck.readers.docx_styles import Styles
from pledgecheck.readers.docx_symbols import readable, symbol
from pledgecheck.readers.old_fonts import Encoding, decode, encoding_of, is_vni_mark
from pledgecheck.readers.old_text import believes_font, by_font
from pledgecheck.readers.xml_tree import child, chosen_branch, flatten

_RUNS: Final = frozenset({"w:r", "m:r"})
_FIXED: Final = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_NOTES: Final = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_DRAWN: Final = frozenset({"w:drawing", "w:pict", "w:object"})
# Inside w:t a line end is only the XML writer's layout.
_ONE_LINE: Final = str.maketrans("\r\n", "  ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Visible text of one run; `run` counts all w:r of the part, -1 for formulas."""

    text: str = field(repr=False)
    run: int
    font: str | None


@dataclass(slots=True)
class Inline:
    """Everything that hangs on one paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Fields:
    """Which fields are open while walking a story: of a field only the result is text, not its instruction.

    `trusted` is switched off for documents whose fields never end, so that they lose no text.
    """

    trusted: bool = True
    open: list[bool] = field(default_factory=list)
    """One entry for each open field: True once its result has begun."""

    def step(self, kind: str) -> None:
        """Follow one w:fldChar."""
        if kind == "begin":
            self.open.append(False)
        elif kind == "separate" and self.open:
            self.open[-1] = True
        elif kind == "end" and self.open:
            self.open.pop()

    @property
    def hides(self) -> bool:
        """Whether text at this place belongs to an instruction."""
        return self.trusted and not all(self.open)


class RunReader:
    """Reads the runs of one part (body or notes)."""

    __slots__ = ("_indexes", "_prompts", "_styles")

    def __init__(self, root: Element, styles: Styles) -> None:
        self._styles = styles
        # Elements have no position of their own; the tree outlives the reader, so identities are stable.
        self._indexes = {id(run): at for at, run in enumerate(root.iter("w:r"))}
        self._prompts = {
            id(run)
            for control in root.iter("w:sdt")
            if child(control, "w:sdtPr", "w:showingPlcHdr") is not None
            for run in control.iter("w:r")
            if styles.is_placeholder(run.find("w:rPr"))
        }

    def read(self, paragraph: Element, style: str | None, fields: Fields) -> Inline:
        """The visible content of a paragraph; `fields` is carried from paragraph to paragraph."""
        inline = Inline()
        for run in flatten(paragraph, _RUNS):
            self._run(run, style, fields, inline)
        _show_old_fonts(inline.pieces)
        return inline

    def _run(self, run: Element, style: str | None, fields: Fields, inline: Inline) -> None:
        properties = run.find("w:rPr")
        hidden = id(run) in self._prompts or self._styles.hides(style, properties)
        font = self._styles.font(style, properties)
        parts: list[str] = []
        for item in _content(run):
            tag = item.tag
            if tag == "w:fldChar":
                # Followed in hidden runs too: Word hides whole fields (index entries) that way.
                fields.step(item.get("w:fldCharType", ""))
            elif hidden or fields.hides:
                continue
            elif tag in ("w:t", "m:t"):
                parts.append(readable((item.text or "").translate(_ONE_LINE), font))
            elif tag in _FIXED:
                parts.append(_FIXED[tag])
            elif tag == "w:softHyphen" and encoding_of(font) == "tcvn3":
                parts.append("\xad")  # no hyphen: the place of "ư" in these fonts
            elif tag == "w:sym":
                parts.append(_symbol(item))
            elif tag in _NOTES:
                inline.notes.append((_NOTES[tag], item.get("w:id", "")))
            elif tag == "w:ruby":
                for inner in flatten(item, _RUNS):
                    self._run(inner, style, fields, inline)
            elif tag in _DRAWN:
                inline.boxes.extend(flatten(item, frozenset({"w:txbxContent"})))
        if parts:
            inline.pieces.append(Piece("".join(parts), self._indexes.get(id(run), -1), font))


def _content(run: Element) -> Iterator[Element]:
    """The children of a run, with alternative contents decided."""
    for item in run:
        if item.tag == "mc:AlternateContent":
            branch = chosen_branch(item)
            yield from branch if branch is not None else ()
        else:
            yield item


def _symbol(element: Element) -> str:
    try:
        return symbol(int(element.get("w:char", ""), 16), element.get("w:font"))
    except ValueError:
        return ""


def _show_old_fonts(pieces: list[Piece]) -> None:
    """Turn the text of runs in old Vietnamese fonts into what these fonts show, all of a paragraph at "
    "once."""
    stored: dict[Encoding, str] = {}
    for piece in pieces:
        encoding = encoding_of(piece.font)
        if encoding is not None:
            stored[encoding] = stored.get(encoding, "") + piece.text
    believed = {encoding for encoding, text in stored.items() if believes_font(text, encoding)}
    if "vni" in believed:
        _keep_marks_with_letters(pieces)
    for at, piece in enumerate(pieces):
        encoding = encoding_of(piece.font)
        if encoding is not None and encoding in believed:
            pieces[at] = replace(piece, text=by_font(piece.text, encoding, piece.font))


def _keep_marks_with_letters(pieces: list[Piece]) -> None:
    """A VNI mark at the start of a run belongs to the letter that ends the run before."""
    for at in range(1, len(pieces)):
        before, piece = pieces[at - 1], pieces[at]
        pair = before.text[-1:] + piece.text[:1]
        if (
            encoding_of(before.font) == encoding_of(piece.font) == "vni"
            and len(pair) == 2
            and is_vni_mark(pair[1])
            and len(decode(pair, "vni")) == 1
        ):
            pieces[at - 1] = replace(before, text=before.text + pair[1])
            pieces[at] = replace(piece, text=piece.text[1:])
    pieces[:] = [piece for piece in pieces if piece.text]
