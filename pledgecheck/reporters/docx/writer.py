"""A small writer of Word documents: paragraphs, tables and sections as XML, packed into a container.

Only what official documents need; measures are twentieths of a point, as in the format itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from pledgecheck.xml_text import DECLARATION, escaped

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

MM: Final = 56.6929  # twentieths of a point
PAGE: Final = (round(210 * MM), round(297 * MM))
MARGINS: Final = {"top": 20, "right": 20, "bottom": 20, "left": 30}  # mm: Decree 30/2020, Appendix I
TEXT_WIDTH: Final = round((210 - MARGINS["left"] - MARGINS["right"]) * MM)
SIZE: Final = 14  # points
INDENT: Final = round(10 * MM)

Side = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float | None = None

    def xml(self) -> str:
        """A run; line ends become breaks."""
        look = ("<w:b/>" if self.bold else "") + ("<w:i/>" if self.italic else "")
        if self.size is not None:
            half = round(2 * self.size)
            look += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        words = '<w:br/><w:t xml:space="preserve">'.join(
            f"{escaped(line)}</w:t>" for line in self.text.split("\n")
        )
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:r>'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. before, after: points; line_below: a line of this share of the width under it."""

    spans: tuple[Span, ...]
    side: Side = "both"
    indent: int = 0
    left: int = 0
    before: float = 0
    after: float = 6
    keep_next: bool = False
    line_below: float = 0
    width: int = TEXT_WIDTH

    def xml(self) -> str:
        """The paragraph, and the line under it as an empty one with a border."""
        keep = "<w:keepNext/>" if self.keep_next else ""
        spacing = f'<w:spacing w:before="{round(20 * self.before)}" w:after="{round(20 * self.after)}"/>'
        indent = f'<w:ind w:left="{self.left}" w:firstLine="{self.indent}"/>'
        words = "".join(span.xml() for span in self.spans)
        made = f'<w:p><w:pPr>{keep}{spacing}{indent}<w:jc w:val="{self.side}"/></w:pPr>{words}</w:p>'
        return made + self._line() if self.line_below else made

    def _line(self) -> str:
        aside = round(self.width * (1 - self.line_below) / 2)
        return (
            '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
            '<w:spacing w:before="20" w:after="0" w:line="120" w:lineRule="exact"/>'
            f'<w:ind w:left="{aside}" w:right="{aside}" w:firstLine="0"/></w:pPr></w:p>'
        )


def text(
    *words: str | Span, bold: bool = False, italic: bool = False, size: float | None = None
) -> tuple[Span, ...]:
    """Spans of these words, all with one look unless they have their own."""
    return tuple(each if isinstance(each, Span) else Span(each, bold, italic, size) for each in words)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each of paragraphs; shares of the width. head: its first row is repeated."""

    rows: Sequence[Sequence[Sequence[Paragraph]]]
    shares: Sequence[float]
    borders: bool = True
    head: bool = False

    def xml(self) -> str:
        """The table; an empty paragraph must follow where another table does."""
        widths = [round(TEXT_WIDTH * share / sum(self.shares)) for share in self.shares]
        line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = f"<w:tblBorders>{''.join(map(line.format, sides))}</w:tblBorders>" if self.borders else ""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        body = "".join(self._row(at, row, widths) for at, row in enumerate(self.rows))
        width = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        return (
            f'<w:tbl><w:tblPr>{width}{borders}<w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )

    def _row(self, at: int, row: Sequence[Sequence[Paragraph]], widths: Sequence[int]) -> str:
        is_head = self.head and not at
        looks = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if is_head else ""
        place = '<w:vAlign w:val="center"/>' if is_head else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}{place}</w:tcPr>'
            f"{''.join(each.xml() for each in cell) or '<w:p/>'}</w:tc>"
            for cell, width in zip(row, widths, strict=True)
        )
        return f"<w:tr><w:trPr>{looks}</w:trPr>{cells}</w:tr>"


@dataclass(slots=True)
class Document:
    """Sections, each beginning on a page of its own without a number; the pages after it are numbered."""

    title: str
    sections: list[list[Paragraph | Table]] = field(default_factory=list)

    def pack(self) -> bytes:
        """The document as a file."""
        body = "".join(
            _section(blocks, last=at + 1 == len(self.sections)) for at, blocks in enumerate(self.sections)
        )
        parts = {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations(
                [("officeDocument", "word/document.xml"), ("core", "docProps/core.xml")]
            ),
            "docProps/core.xml": _core(self.title),
            "word/document.xml": _main(body),
            "word/_rels/document.xml.rels": _relations([("styles", "styles.xml"), ("header", "header1.xml")]),
            "word/styles.xml": _styles(),
            "word/header1.xml": _page_number(),
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
            for name, xml in parts.items():
                container.writestr(zipfile.ZipInfo(name), (DECLARATION + xml).encode(), zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _section(blocks: Iterable[Paragraph | Table], *, last: bool) -> str:
    content = "".join(block.xml() for block in blocks)
    margins = " ".join(f'w:{side}="{round(mm * MM)}"' for side, mm in MARGINS.items())
    properties = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
    # A table may not be the last thing of a document, and an empty line should not begin a page.
    small = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    end = f"<w:p><w:pPr>{small}{'' if last else properties}</w:pPr></w:p>"
    return content + end + (properties if last else "")


def _main(body: str) -> str:
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def _styles() -> str:
    uses = "".join(f' w:{use}="Times New Roman"' for use in ("ascii", "hAnsi", "eastAsia", "cs"))
    font = f"<w:rFonts{uses}/>"
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val="{2 * SIZE}"/>'
        f'<w:szCs w:val="{2 * SIZE}"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        "</w:styles>"
    )


def _page_number() -> str:
    return (
        f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="center"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>'
    )


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>pledgecheck</dc:creator></cp:coreProperties>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    kinds = {"core": f"{_PACKAGE}/relationships/metadata/core-properties"}
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{kinds.get(kind, f"{R}/{kind}")}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_TYPES}.document.main+xml",
        "/word/styles.xml": f"{_TYPES}.styles+xml",
        "/word/header1.xml": f"{_TYPES}.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    inside = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )
