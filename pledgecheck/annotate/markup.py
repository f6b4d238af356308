"""Where the elements of a WordprocessingML part stand in its bytes, so that it can be changed by insertion.

Nothing is written anew by an XML library: what is not changed stays as the author's program wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from pledgecheck.readers.docx_symbols import symbol

_WORD: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_SEPARATOR: Final = "}"
_TAG: Final = re.compile(rb"<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ENCODING: Final = re.compile(rb"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")
_ONE: Final = frozenset({"tab", "ptab", "br", "cr", "noBreakHyphen"})
# Controls that hold one value and not a stretch of writing: comments stand around them, not inside.
_CLOSED: Final = frozenset({"text", "dataBinding", "dropDownList", "comboBox", "date", "checkbox"})
_GONE: Final = frozenset({"del", "moveFrom"})


@dataclass(slots=True)
class Piece:
    """A child of a run: its bytes, and how many characters of the text it shows (-1 = cannot be told)."""

    name: str
    start: int
    end: int = 0
    text: str = field(default="", repr=False)
    shows: int = 0


@dataclass(slots=True)
class Run:
    """One w:r: its bytes, what opens it (start tag and properties), what it holds, where it stands."""

    start: int
    head_end: int
    end: int = 0
    properties: tuple[int, int] | None = None
    pieces: list[Piece] = field(default_factory=list)
    cell: int = 0  # number of the innermost w:tc, 0 outside tables
    host: int | None = None  # number of the run whose text box this one is in, -1 = in none that is a run
    around: tuple[int, int] | None = None  # the content control that must not be cut
    notes: list[str] = field(default_factory=list)  # "footnote 3": the id, not the number printed

    @property
    def shows(self) -> int:
        """Characters shown, -1 when not all can be counted."""
        return -1 if any(p.shows < 0 for p in self.pieces) else sum(p.shows for p in self.pieces)


@dataclass(slots=True)
class Markup:
    """One part: its bytes (UTF-8), all its runs in document order, and where its content begins."""

    data: bytes = field(repr=False)
    uri: str = ""
    runs: list[Run] = field(default_factory=list)
    body: int = 0  # behind the start tag of w:body
    ids: set[int] = field(default_factory=set)  # of comments, and of what refers to them


def as_utf8(data: bytes) -> bytes:
    """The part in UTF-8, the only encoding that is edited; others are rare and rewritten as a whole."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16").encode("utf-8")
        return _ENCODING.sub(rb'\1 encoding="UTF-8"', data, count=1)
    declared = re.match(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", data)
    name = declared[1].decode().lower() if declared else "utf-8"
    if name in ("utf-8", "utf8", "us-ascii"):
        return data
    return _ENCODING.sub(rb'\1 encoding="UTF-8"', data.decode(name).encode("utf-8"), count=1)


def tag_end(data: bytes, start: int) -> int:
    """Behind the tag that begins at `start`; `>` inside attribute values does not end it."""
    found = _TAG.match(data, start)
    return found.end() if found else data.index(b">", start) + 1


def scan(data: bytes) -> Markup:
    """Find all runs of a part. The reader has parsed it before: it is sound and within limits."""
    markup = Markup(as_utf8(data))
    _Scanner(markup).run()
    return markup


@dataclass(slots=True)
class _Open:
    """An element on the way down."""

    name: str
    start: int
    run: Run | None = None
    number: int = -1  # of the run
    piece: Piece | None = None


class _Scanner:
    """One pass over a part."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.stack: list[_Open] = []
        self.cells: list[int] = []
        self.count = 0
        self.boxes: list[int] = []  # numbers of runs around open text boxes
        self.controls: list[_Open] = []
        self.closed: set[int] = set()  # byte starts of controls that must not be cut
        self.inside: dict[int, list[Run]] = {}
        self.gone = 0

    def run(self) -> None:
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.StartElementHandler = self._located(parser, self.start)
        parser.EndElementHandler = lambda name: self.end(name, parser.CurrentByteIndex)
        parser.CharacterDataHandler = self.text
        parser.Parse(self.markup.data, True)

    @staticmethod
    def _located(
        parser: expat.XMLParserType, handler: Callable[[str, dict[str, str], int], None]
    ) -> Callable[[str, dict[str, str]], None]:
        return lambda name, given: handler(name, given, parser.CurrentByteIndex)

    def start(self, full: str, given: dict[str, str], at: int) -> None:
        uri, _, name = full.rpartition(_SEPARATOR)
        word = uri in _WORD
        opened = _Open(name if word else f"?{name}", at)
        parent = self.stack[-1] if self.stack else None
        if word:
            self.markup.uri = self.markup.uri or uri
            self._word(opened, parent, given)
        elif parent is not None and parent.run is not None:
            # Alternative contents, pictures …: whether they show text is not decided here.
            self._piece(opened, parent.run, -1 if name == "AlternateContent" else 0)
        self.stack.append(opened)

    def _word(self, opened: _Open, parent: _Open | None, given: dict[str, str]) -> None:
        name, at = opened.name, opened.start
        if name == "r":
            run = Run(at, tag_end(self.markup.data, at), cell=self.cells[-1] if self.cells else 0)
            run.host = self.boxes[0] if self.boxes else None
            opened.run, opened.number = run, len(self.markup.runs)
            self.markup.runs.append(run)
            if self.controls:
                self.inside.setdefault(self.controls[0].start, []).append(run)
        elif parent is not None and parent.run is not None:
            self._child(opened, parent.run, given)
        elif name == "body":
            self.markup.body = tag_end(self.markup.data, at)
        elif name == "tc":
            self.count += 1
            self.cells.append(self.count)
        elif name == "txbxContent":
            self.boxes.append(next((each.number for each in self.stack if each.run is not None), -1))
        elif name == "sdt" and parent is not None and parent.name in ("p", "sdtContent", "ins", "hyperlink"):
            inline = parent.name != "sdtContent" or bool(self.controls)
            if inline:
                self.controls.append(opened)
        elif name in _CLOSED and parent is not None and parent.name == "sdtPr" and self.controls:
            self.closed.add(self.controls[0].start)
        elif name in _GONE:
            self.gone += 1
        elif name in ("commentRangeStart", "commentRangeEnd", "comment"):
            self._seen(given)

    def _child(self, opened: _Open, run: Run, given: dict[str, str]) -> None:
        name = opened.name
        if name == "rPr":
            self._piece(opened, run, 0)
            return
        shows = 1 if name in _ONE else 0
        if name == "sym":
            shows = _symbol(given)
        elif name in ("ruby", "softHyphen"):
            shows = -1
        elif name in ("footnoteReference", "endnoteReference") and not self.gone:
            run.notes.append(f"{name.removesuffix('Reference')} {_own(given, 'id')}")
        elif name == "commentReference":
            self._seen(given)
        self._piece(opened, run, shows)

    @staticmethod
    def _piece(opened: _Open, run: Run, shows: int) -> None:
        opened.piece = Piece(opened.name, opened.start, shows=shows)
        run.pieces.append(opened.piece)

    def _seen(self, given: dict[str, str]) -> None:
        value = _own(given, "id")
        if value.lstrip("-").isdecimal():
            self.markup.ids.add(int(value))

    def text(self, text: str) -> None:
        piece = self.stack[-1].piece if self.stack else None
        if piece is not None and piece.name == "t":
            piece.text += text
            piece.shows += len(text)

    def _closing(self, opened: _Open, at: int) -> int:
        """Behind the end of an element; of an empty one the parser does not say where its tag began."""
        data = self.markup.data
        tag = tag_end(data, opened.start)
        return tag if data.endswith(b"/>", opened.start, tag) else data.index(b">", at) + 1

    def end(self, full: str, at: int) -> None:
        opened = self.stack.pop()
        if opened.run is not None:
            opened.run.end = self._closing(opened, at)
        if opened.piece is not None:
            opened.piece.end = self._closing(opened, at)
            owner = self.stack[-1].run
            if opened.name == "rPr" and owner is not None:
                owner.properties = (opened.start, opened.piece.end)
                owner.pieces.remove(opened.piece)
        elif opened.name == "tc":
            self.cells.pop()
        elif opened.name == "txbxContent":
            self.boxes.pop()
        elif opened.name in _GONE:
            self.gone -= 1
        elif self.controls and self.controls[-1] is opened:
            self.controls.pop()
            if not self.controls:
                self._control_ends(opened, at)

    def _control_ends(self, opened: _Open, at: int) -> None:
        inside = self.inside.pop(opened.start, ())
        if opened.start in self.closed:
            for run in inside:
                run.around = (opened.start, self._closing(opened, at))


def _own(given: dict[str, str], name: str) -> str:
    return next((value for key, value in given.items() if key.rpartition(_SEPARATOR)[2] == name), "")


def _symbol(given: dict[str, str]) -> int:
    try:
        return len(symbol(int(_own(given, "char"), 16), _own(given, "font") or None))
    except ValueError:
        return 0
