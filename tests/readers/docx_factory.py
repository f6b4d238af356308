"""Word files written by hand for tests: small functions that give XML, and `make_docx` that packs it.

    make_docx("Một đoạn", p(r("chữ", font=".VnTime")), table(["a", "b"], ["c", tc("d", "e")]))

Wherever a block is expected, a plain string stands for a paragraph with that text. Strings that begin
with "<" are taken as XML with the usual prefixes (w, mc, wps, v, m, r).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OTHER_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


# ---------------------------------------------------------------- content
def r(
    text: str = "", *, font: str | None = None, style: str | None = None, props: str = "", extra: str = ""
) -> str:
    """A run; `extra` is XML after the text (breaks, drawings …)."""
    rstyle = f"<w:rStyle w:val={quoteattr(style)}/>" if style else ""
    fonts = f"<w:rFonts w:ascii={quoteattr(font)} w:hAnsi={quoteattr(font)}/>" if font else ""
    shown = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r><w:rPr>{rstyle}{fonts}{props}</w:rPr>{shown}{extra}</w:r>"


def p(
    *content: str,
    style: str | None = None,
    num: tuple[int, int] | None = None,
    mark: str = "",
    props: str = "",
) -> str:
    """A paragraph of runs (plain strings become runs); `num` is (list, level), `mark` styles its end."""
    pstyle = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    place = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    end = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    runs = "".join(part if part.startswith("<") else r(part) for part in content if part)
    return f"<w:p><w:pPr>{pstyle}{place}{props}{end}</w:pPr>{runs}</w:p>"


def blocks(*content: str) -> str:
    """Blocks as XML; plain strings become paragraphs."""
    return "".join(part if part.startswith("<") else p(part) for part in content)


def tc(*content: str, props: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{blocks(*content)}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    """A table row; plain strings become cells."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{inside}</w:tr>"


def table(*rows: str | Sequence[str]) -> str:
    """A table of `tr(...)` or of lists of cells."""
    inside = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inside}</w:tbl>"


def ins(content: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="a" w:date="2019-01-01T00:00:00Z">{content}</w:ins>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    gone = f'<w:delText xml:space="preserve">{escape(text)}</w:delText>'
    return f'<w:del w:id="2" w:author="a"><w:r>{gone}</w:r></w:del>'


def control(content: str, props: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field_char(kind: str) -> str:
    """A run with one mark of a complex field: begin, separate or end."""
    return r(extra=f'<w:fldChar w:fldCharType="{kind}"/>')


def text_box(*content: str) -> str:
    """A run with a text box as Word writes it: a modern shape and an old one with the same text."""
    inside = f"<w:txbxContent>{blocks(*content)}</w:txbxContent>"
    choice = f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )
    return r(extra=alternate)


# ---------------------------------------------------------------- lists
def lvl(index: int, form: str, text: str, *, start: int = 1, extra: str = "", font: str | None = None) -> str:
    """One level of an abstract list; `extra` is XML such as <w:suff w:val="nothing"/>."""
    fonts = f"<w:rPr><w:rFonts w:ascii={quoteattr(font)} w:hAnsi={quoteattr(font)}/></w:rPr>" if font else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f"<w:lvlText w:val={quoteattr(text)}/>{fonts}</w:lvl>"
    )


def abstract(number: int, *levels: str) -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, overrides: str = "") -> str:
    """A list: an instance of an abstract one."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(level: int, start: int) -> str:
    """An override for `num` that gives a level its own first number."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


# ---------------------------------------------------------------- styles
def style(
    name: str,
    *,
    of: str = "paragraph",
    based_on: str | None = None,
    runs: str = "",
    props: str = "",
    default: bool = False,
    title: str = "",
) -> str:
    """A style; `runs` is XML for w:rPr, `props` for w:pPr, `title` the name that Word shows."""
    base = f"<w:basedOn w:val={quoteattr(based_on)}/>" if based_on else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{of}"{mark} w:styleId={quoteattr(name)}><w:name w:val={quoteattr(title or name)}/>'
        f"{base}<w:pPr>{props}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


# ---------------------------------------------------------------- the file
def make_docx(
    *content: str,
    numbering: str = "",
    styles: str = "",
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    header: str | None = None,
    strict: bool = False,
    document: str | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    main: str = "word/document.xml",
) -> bytes:
    """A .docx. `document` replaces the whole main part, `parts` adds or replaces members."""

    def part(root: str, inside: str) -> str:
        w, rel = (W_STRICT, R_STRICT) if strict else (W, R)
        return (
            f'{_DECLARATION}<w:{root} xmlns:w="{w}" xmlns:r="{rel}" {_OTHER_NAMESPACES}>{inside}</w:{root}>'
        )

    def notes(kind: str, texts: Mapping[int, str]) -> str:
        separator = f'<w:{kind} w:type="separator" w:id="-1">{p(r(extra="<w:separator/>"))}</w:{kind}>'
        inside = "".join(f'<w:{kind} w:id="{at}">{blocks(text)}</w:{kind}>' for at, text in texts.items())
        return part(f"{kind}s", separator + inside)

    body = f"<w:body>{blocks(*content)}<w:sectPr/></w:body>"
    related = {"numbering": part("numbering", numbering) if numbering else None}
    related["styles"] = part("styles", styles) if styles else None
    related["footnotes"] = notes("footnote", footnotes) if footnotes else None
    related["endnotes"] = notes("endnote", endnotes) if endnotes else None
    related["header"] = part("hdr", blocks(header)) if header else None
    present = {kind: xml for kind, xml in related.items() if xml is not None}
    folder, _, base = main.rpartition("/")
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(main, [(f"{folder}/{kind}.xml", kind) for kind in present]),
        "_rels/.rels": _relations({"officeDocument": main}, strict=strict),
        main: document if document is not None else part("document", body),
        f"{folder}/_rels/{base}.rels": _relations({kind: f"{kind}.xml" for kind in present}, strict=strict),
        **{f"{folder}/{kind}.xml": xml for kind, xml in present.items()},
    }
    return make_zip({**members, **(parts or {})})


def make_zip(members: Mapping[str, str | bytes]) -> bytes:
    """A zip container with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    return buffer.getvalue()


def _content_types(main: str, others: Sequence[tuple[str, str]]) -> str:
    base = "application/vnd.openxmlformats-"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{base}officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in ((main, "document.main"), *others)
    )
    return (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{base}package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str], *, strict: bool) -> str:
    base = R_STRICT if strict else R
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{base}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{uri}">{inside}</Relationships>'
