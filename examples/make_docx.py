"""Makes the .docx pledges under xa-an-hoa/ from the plain sources under docx-sources/.

Standard library only: a .docx is a zip of a few XML parts, written here by hand.

    python examples/make_docx.py            write every document
    python examples/make_docx.py --check    status 1 if a committed document differs from its source

A source is read line by line:

    left || right       two columns without borders (page head, signatures); lines in a row make one table
    = text              centred and bold (title)
    ~ text              centred and italic
    > text              right-aligned and italic (place and date)
    | a | b |           a row of a bordered table, the first row is its head; // parts a cell into paragraphs
    I. text             numbered by Word, not typed: I. 1. a) and the signs - and +
    text                a paragraph

**…** is bold, //…// at the start of a column cell is italic. The number typed in a source is only checked
against the one that Word will show.
"""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "docx-sources"
TARGETS = HERE / "xa-an-hoa"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_WIDTH = 9354  # A4 less 3 cm and 1.5 cm, in twentieths of a point
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

OUTLINE, DECIMAL, SIGNS = 1, 2, 3  # the three list formats of numbering.xml
MARKER = re.compile(r"(?P<roman>[IVX]+\.)|(?P<decimal>\d+\.)|(?P<letter>[a-zđ]\))|(?P<dash>-)|(?P<plus>\+)")


class SourceError(Exception):
    """A source that does not say what Word would show."""


# ---------------------------------------------------------------- paragraphs and tables
def runs(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Text with **bold** parts as Word runs."""
    out = []
    for i, part in enumerate(text.split("**")):
        if not part:
            continue
        props = ("<w:b/>" if bold or i % 2 else "") + ("<w:i/>" if italic else "")
        props = f"<w:rPr>{props}</w:rPr>" if props else ""
        out.append(f'<w:r>{props}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>')
    return "".join(out)


def paragraph(text: str, props: str = "", *, bold: bool = False, italic: bool = False) -> str:
    """One paragraph; `props` is the inside of w:pPr, in the order of the schema."""
    return f"<w:p><w:pPr>{props}</w:pPr>{runs(text, bold=bold, italic=italic)}</w:p>"


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def table(rows: Iterable[list[str]], widths: list[int], *, borders: bool) -> str:
    """A table; every cell is the XML of its paragraphs."""
    style = '<w:tblStyle w:val="Grid"/>' if borders else ""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    body = ""
    for cells in rows:
        body += "<w:tr>"
        for width, cell in zip(widths, cells, strict=True):
            body += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        body += "</w:tr>"
    total = sum(widths)
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def columns(lines: list[str]) -> str:
    """Page head or signatures: two columns, one row, a paragraph for each line."""
    sides: list[list[str]] = [[], []]
    for line in lines:
        left, _, right = line.partition("||")
        sides[0].append(left.strip())
        sides[1].append(right.strip())
    cells = []
    for side in sides:
        while len(side) > 1 and not side[-1]:
            side.pop()
        cells.append("".join(_column_line(text) for text in side))
    left_width = TEXT_WIDTH * 9 // 20
    return table([cells], [left_width, TEXT_WIDTH - left_width], borders=False) + paragraph("", styled("Gap"))


def _column_line(text: str) -> str:
    italic = text.startswith("//")
    return paragraph(text.strip("/ ") if italic else text, styled("Column"), italic=italic)


def form(lines: list[str]) -> str:
    """A bordered table; widths follow the longest words and the amount of text of each column."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    weight = [max(6.0, max(len(row[c]) for row in rows) ** 0.6) for c in range(len(rows[0]))]
    if rows[0][0] in ("TT", "STT"):
        weight[0] = 3.6
    widths = [int(TEXT_WIDTH * w / sum(weight)) for w in weight]
    body = []
    for i, row in enumerate(rows):
        style = "CellHead" if i == 0 else "Cell"
        body.append(["".join(paragraph(p.strip(), styled(style)) for p in cell.split("//")) for cell in row])
    return table(body, widths, borders=True) + paragraph("", styled("Gap"))


# ---------------------------------------------------------------- automatic numbers
@dataclass
class Numbers:
    """Counts as Word counts, so that a typed number can be checked; a second "1." starts a new list."""

    outline: bool
    roman: int = 0
    decimal: int = 0
    letter: int = 0
    restarts: list[int] = field(default_factory=list)  # format of every extra list, ids from 4

    def item(self, kind: str, typed: str, text: str) -> str:
        if kind in ("dash", "plus"):
            return paragraph(text, styled("Item") + _number(SIGNS, int(kind == "plus")))
        if kind == "roman":
            self.roman, self.decimal, self.letter = self.roman + 1, 0, 0
            self._same(ROMAN[self.roman] + ".", typed)
            return paragraph(text, styled("Heading1") + _number(OUTLINE, 0))
        base = int(self.outline)
        if kind == "decimal":
            if typed == "1." and self.decimal and not self.outline:
                self.restarts.append(DECIMAL)
                self.decimal = 0
            self.decimal, self.letter = self.decimal + 1, 0
            self._same(f"{self.decimal}.", typed)
            level = base
        else:
            self.letter += 1
            self._same("abcdefghijklmnop"[self.letter - 1] + ")", typed)
            level = base + 1
        number = OUTLINE if self.outline else 3 + len(self.restarts) if self.restarts else DECIMAL
        return paragraph(text, styled("Item") + _number(number, level))

    @staticmethod
    def _same(shown: str, typed: str) -> None:
        if shown != typed:
            raise SourceError(f"Word would show {shown!r} where the source says {typed!r}")


def _number(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def numbering(restarts: list[int]) -> str:
    """numbering.xml: outline I. 1. a), decimal 1. a), signs - +."""

    def level(i: int, form: str, text: str, *, bold: bool = False, left: int) -> str:
        props = "<w:rPr><w:b/></w:rPr>" if bold else ""
        return (
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="397"/></w:pPr>{props}</w:lvl>'
        )

    formats = {
        OUTLINE: level(0, "upperRoman", "%1.", bold=True, left=567)
        + level(1, "decimal", "%2.", left=964)
        + level(2, "lowerLetter", "%3)", left=1361),
        DECIMAL: level(0, "decimal", "%1.", left=964) + level(1, "lowerLetter", "%2)", left=1361),
        SIGNS: level(0, "bullet", "-", left=964) + level(1, "bullet", "+", left=1361),
    }
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for i, levels in formats.items()
    )
    nums = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in formats)
    for i, base in enumerate(restarts, start=4):
        nums += (
            f'<w:num w:numId="{i}"><w:abstractNumId w:val="{base}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    return f'{HEAD}<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'


# ---------------------------------------------------------------- the other parts
def styles() -> str:
    def style(name: str, ppr: str, rpr: str = "") -> str:
        title = "heading 1" if name == "Heading1" else name
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>'
            '<w:basedOn w:val="Normal"/><w:qFormat/>'
            f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
        )

    font = "Times New Roman"
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>"
        + style(
            "Heading1",
            '<w:keepNext/><w:spacing w:before="160" w:after="80"/><w:outlineLvl w:val="0"/>',
            "<w:b/>",
        )
        + style("Body", '<w:spacing w:after="100"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>')
        + style("Item", '<w:spacing w:after="80"/><w:jc w:val="both"/>')
        + style("DocTitle", '<w:spacing w:before="60"/><w:jc w:val="center"/>', "<w:b/>")
        + style("Subtitle", '<w:spacing w:after="160"/><w:jc w:val="center"/>', "<w:i/>")
        + style("Date", '<w:spacing w:after="160"/><w:jc w:val="right"/>', "<w:i/>")
        + style("Column", '<w:jc w:val="center"/>', '<w:sz w:val="26"/>')
        + style("Cell", "", '<w:sz w:val="26"/>')
        + style("CellHead", '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="26"/>')
        + style("Gap", '<w:spacing w:line="120" w:lineRule="exact"/>')
        + '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{WORD_TYPE}.numbering+xml"/>'
    "</Types>"
)
ROOT_RELS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567"'
    ' w:gutter="0"/></w:sectPr>'
)


# ---------------------------------------------------------------- a source to a document
def _shape(line: str) -> str:
    if line.startswith("| "):
        return "form"
    return "columns" if "||" in line else "line"


def blocks(lines: list[str], numbers: Numbers) -> Iterator[str]:
    """The body of the document, one piece of XML for a paragraph or a table."""
    for shape, group in groupby(lines, key=_shape):
        if shape == "form":
            yield form(list(group))
        elif shape == "columns":
            yield columns(list(group))
        else:
            for line in group:
                yield _line(line, numbers)


def _line(line: str, numbers: Numbers) -> str:
    sign, _, rest = line.partition(" ")
    plain = {"=": "DocTitle", "~": "Subtitle", ">": "Date"}
    if sign in plain:
        return paragraph(rest, styled(plain[sign]))
    found = MARKER.fullmatch(sign)
    if found and found.lastgroup:
        return numbers.item(found.lastgroup, sign, rest)
    return paragraph(line, styled("Body"))


def parts(source: str) -> dict[str, str]:
    """The parts of the .docx for one source."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    numbers = Numbers(outline=any(re.match(r"[IVX]+\. ", line) for line in lines))
    body = "".join(blocks(lines, numbers))
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELS,
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}{SECTION}</w:body></w:document>',
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(numbers.restarts),
    }


def write(target: Path, content: dict[str, str]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in content.items():
            info = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, xml.encode())


def same(target: Path, content: dict[str, str]) -> bool:
    """Compares the parts, not the bytes: compression differs between versions of zlib."""
    if not target.is_file():
        return False
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()} == content


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the .docx examples from their sources.")
    parser.add_argument("--check", action="store_true", help="only compare, status 1 on a difference")
    check = parser.parse_args().check
    stale = 0
    sources = sorted(SOURCES.rglob("*.src"))
    for source in sources:
        target = TARGETS / source.relative_to(SOURCES).with_suffix(".docx")
        try:
            content = parts(source.read_text(encoding="utf-8"))
        except SourceError as error:
            raise SystemExit(f"{source.relative_to(HERE)}: {error}") from None
        if same(target, content):
            continue
        stale += 1
        if check:
            print(f"not as its source says: {target.relative_to(HERE)}", file=sys.stderr)
        else:
            write(target, content)
            print(target.relative_to(HERE))
    print(f"{len(sources)} documents, {stale} {'differ' if check else 'written'}")
    return int(check and stale > 0)


if __name__ == "__main__":
    raise SystemExit(main())
