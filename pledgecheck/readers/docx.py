"""Reads Word documents (.docx) as the reader of the printed page sees them, with a map back to the file.

Kept: automatic numbers and bullets, tables row by row, content controls, text boxes, tracked insertions,
footnotes and endnotes (at the end). Left out: tracked deletions, hidden text, page headers and footers,
field instructions.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pledgecheck.readers.docx_model import DocxParagraph, DocxRun, DocxText
from pledgecheck.readers.docx_numbering import Numbering
from pledgecheck.readers.docx_runs import Fields
from pledgecheck.readers.docx_story import Entry, Lines, Story
from pledgecheck.readers.docx_styles import Styles
from pledgecheck.readers.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT_CHARS
from pledgecheck.readers.package import OfficePackage
from pledgecheck.readers.problems import problem
from pledgecheck.readers.sniff import sniff
from pledgecheck.readers.stamps import refuse_stamped

_PICTURES = ("w:drawing", "w:pict", "w:object")
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"


def read_docx(data: bytes, name: str = "") -> DocxText:
    """The visible text of a Word document and its paragraphs; `name` is used in errors only."""
    if sniff(data) == "encrypted":
        raise problem("password", name)
    if not data.startswith(b"PK"):
        raise problem("not-word", name)
    package = OfficePackage(data, name)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.part(main)
    body = root.find("w:body") if root is not None else None
    if body is None:
        raise problem("not-word", name)
    if next(body.iter("w:altChunk"), None) is not None:
        raise problem("embeds-another", name)
    try:
        entries = _entries(package, main, body)
        outside = _outside_text(package, main, body)
    except RecursionError:
        raise problem("too-deep", name, depth=MAX_DEPTH, elements=MAX_ELEMENTS) from None
    refuse_stamped("\n".join(map(_shown, entries)), name, outside, _boxes(entries))
    if not any(piece.text.strip() for entry in entries for piece in entry.pieces):
        raise problem("only-pictures" if _has_pictures(body) else "no-text", name)
    document = _assemble(entries)
    if len(document.text) > MAX_TEXT_CHARS:
        raise problem("too-long", name, limit=MAX_TEXT_CHARS)
    return document


def _entries(package: OfficePackage, main: str, body: Element) -> list[Entry]:
    def related(kind: str) -> tuple[str, Element | None]:
        part = package.related(main, kind)
        return (part, package.part(part)) if part else ("", None)

    styles = Styles(related("styles")[1])
    numbering_root = related("numbering")[1]
    notes = {kind: related(f"{kind}s") for kind in ("footnote", "endnote")}

    def walk(*, trust_fields: bool) -> tuple[list[Entry], bool]:
        numbering = Numbering(numbering_root, styles)
        story = Story(body, main, styles, numbering, Fields(trust_fields))
        lines = Lines()
        lines.add(story.blocks(body, "paragraph"))
        unfinished = bool(story.fields.open)
        for kind, (part, root) in notes.items():
            # Notes are listed in the order in which the text refers to them: that is how Word numbers them.
            wanted = list(dict.fromkeys(note for found, note in story.notes if found == kind))
            if root is None or not wanted:
                continue
            by_id = {element.get("w:id", ""): element for element in root.findall(f"w:{kind}")}
            note_story = Story(root, part, styles, numbering, Fields(trust_fields))
            lines.gap = 2
            for number, note in enumerate(wanted, 1):
                if note in by_id:
                    lines.add(note_story.blocks(by_id[note], "footnote", f"{kind} {number}"))
            unfinished = unfinished or bool(note_story.fields.open)
        return lines.entries, unfinished

    entries, unfinished = walk(trust_fields=True)
    # A field that never ends would hide the rest of the document: then no field is believed.
    return walk(trust_fields=False)[0] if unfinished else entries


def _assemble(entries: list[Entry]) -> DocxText:
    parts: list[str] = []
    paragraphs: list[DocxParagraph] = []
    at = 0
    for entry in entries:
        parts.append(entry.separator)
        at += len(entry.separator)
        start = at
        parts.append(entry.label)
        at += len(entry.label)
        runs = []
        for piece in entry.pieces:
            parts.append(piece.text)
            runs.append(DocxRun(at, at + len(piece.text), piece.run, piece.font))
            at += len(piece.text)
        paragraphs.append(
            DocxParagraph(start, at, entry.kind, entry.location, entry.index, entry.part, tuple(runs))
        )
    return DocxText("".join(parts), tuple(paragraphs))


def _shown(entry: Entry) -> str:
    return "".join(piece.text for piece in entry.pieces)


def _boxes(entries: list[Entry]) -> list[str]:
    return [_shown(entry) for entry in entries if entry.kind == "textbox"]


def _outside_text(package: OfficePackage, main: str, body: Element) -> list[str]:
    """What stands in page headers and in WordArt. It is no part of the pledge, but a stamp may be there."""
    lines = [shape.get("string", "") for shape in body.iter(_WORD_ART)]
    styles = Styles(None)
    for part in package.all_related(main, "header"):
        root = package.part(part)
        if root is not None:
            story = Story(root, part, styles, Numbering(None, styles), Fields(False))
            lines += [_shown(entry) for entry in story.blocks(root, "paragraph", "header")]
            lines += [shape.get("string", "") for shape in root.iter(_WORD_ART)]
    return lines


def _has_pictures(body: Element) -> bool:
    return any(next(body.iter(tag), None) is not None for tag in _PICTURES)
