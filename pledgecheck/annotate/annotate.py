"""A report's findings as comments in a copy of the Word document that it is about."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pledgecheck.annotate.anchors import Anchor, Anchors
from pledgecheck.annotate.comments import comment, marks, new_part
from pledgecheck.annotate.edit import Mark, with_marks
from pledgecheck.annotate.markup import scan
from pledgecheck.annotate.messages import ABOUT_ALL, IN_BOX
from pledgecheck.annotate.notes import Line, Note, notes_of
from pledgecheck.annotate.package import Package, appended
from pledgecheck.annotate.summary import summary_box
from pledgecheck.errors import UsageError
from pledgecheck.model import Report
from pledgecheck.readers.docx_model import DocxText
from pledgecheck.reporters.reading import excerpt
from pledgecheck.wording import say

_WORD: Final = (".docx", ".docm", ".dotx", ".dotm")


@dataclass(frozen=True, slots=True)
class Annotated:
    """The copy and what was put into it."""

    data: bytes = field(repr=False)
    comments: int
    unplaced: int = 0  # comments whose words could not be marked; they stand with the remarks on the whole
    was_signed: bool = False


def annotate(
    data: bytes,
    document: DocxText,
    report: Report,
    *,
    lang: str = "vi",
    hints: int = 0,
    title: tuple[int, int] | None = None,
    summary: bool = False,
    sensitive: bool = False,
    when: datetime | None = None,
) -> Annotated:
    """A copy of the document `data`, which was read as `document`, with the findings as comments.

    hints: how many findings of the severity info are shown besides. title: the span of the heading, where
    remarks on the whole stand. when: the date that the comments bear, now if not given.
    """
    package = Package(data)
    main = scan(package.part(package.main))
    anchors = Anchors(document, package.main, {package.main: main})
    found, unplaced = _placed(notes_of(report, lang, hints), anchors, title, document.text, lang)
    box = summary_box(report, main.uri, lang, sensitive=sensitive) if summary else ""
    old = package.part(package.comments) if package.comments and package.comments in package else None
    first = max(main.ids | _ids(old), default=-1) + 1
    put: list[Mark] = []
    entries = ""
    moment = when or datetime.now(UTC)
    for number, (note, anchor) in enumerate(found, first):
        enclosing = marks(number, main.uri)
        put += (Mark(anchor.start, False, enclosing.start), Mark(anchor.end, True, enclosing.end))
        entries += comment(number, note.lines, main.uri, moment)
    parts = {package.main: with_marks(main, put, box)}
    if entries:
        name = package.comments_name()
        parts[name] = appended(old, entries) if old is not None else new_part(entries, main.uri)
        parts |= package.links(name, strict="purl.oclc.org" in main.uri)
    return Annotated(package.copy(parts), len(found), unplaced, package.is_signed)


def _ids(comments: bytes | None) -> set[int]:
    return scan(comments).ids if comments is not None else set()


def _placed(
    notes: Sequence[Note], anchors: Anchors, title: tuple[int, int] | None, text: str, lang: str
) -> tuple[list[tuple[Note, Anchor]], int]:
    """Each note with its place; remarks on the whole, and notes without a place, go to the title as one."""
    found: list[tuple[Note, Anchor]] = []
    whole: list[Line] = []
    unplaced = 0
    for note in notes:
        if note.span is None:
            whole += note.lines
            continue
        anchor = anchors.find(*note.span)
        quoted = Line("", say(IN_BOX, lang).format(words=excerpt(text[slice(*note.span)])))
        if anchor is None:
            unplaced += 1
            whole += (quoted, *note.lines)
        elif anchor.direct:
            found.append((note, anchor))
        else:
            found.append((replace(note, lines=(quoted, *note.lines)), anchor))
    top = (anchors.find(*title) if title else None) or anchors.first()
    if whole and top is not None:
        head = Line(say(ABOUT_ALL, lang), "")
        found.insert(0, (Note(None, (head, *whole)), top))
    return found, unplaced


def refuse_original(source: Path, target: Path) -> None:
    """Raise UsageError where the copy would take the place of the original, by whatever name."""
    same = os.path.abspath(source) == os.path.abspath(target)
    with suppress(OSError):
        same = same or os.path.samefile(source, target)
    if same:
        raise UsageError(
            "không ghi đè bản gốc; hãy chọn tên khác cho --output.",
            "the original is never overwritten; choose another name for --output.",
            path=str(target),
        )


def refuse_other_type(source: Path, target: Path) -> None:
    """Raise UsageError where Word would not open the copy: it takes the type from the name."""
    wanted = source.suffix if source.suffix.lower() in _WORD else ".docx"
    if target.suffix.lower() != wanted.lower():
        raise UsageError(
            f"bản sao là tệp Word; hãy đặt tên --output có đuôi {wanted}.",
            f"the copy is a Word file; give --output the suffix {wanted}.",
            path=str(target),
        )
