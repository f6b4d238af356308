"""Puts marks between the characters of a part: runs are cut in two where a mark falls inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pledgecheck.annotate.anchors import Place
from pledgecheck.annotate.markup import Markup, Piece, Run


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be put in, at the beginning or at the end of what is marked."""

    place: Place
    at_end: bool
    xml: str


def with_marks(markup: Markup, marks: Iterable[Mark], at_top: str = "") -> bytes:
    """The part with all marks, and `at_top` before the first block of the document."""
    insertions: list[tuple[int, int, int, bytes]] = []  # where, ends before starts, order, what
    cuts: defaultdict[int, list[tuple[int, int, int, bytes]]] = defaultdict(list)
    if at_top:
        insertions.append((markup.body, 0, -1, at_top.encode()))
    for number, mark in enumerate(marks):
        run = markup.runs[mark.place.run]
        xml = mark.xml.encode()
        if mark.place.offset is not None:
            cuts[mark.place.run].append((mark.place.offset, not mark.at_end, number, xml))
            continue
        start, end = run.around or (run.start, run.end)
        insertions.append((end, 0, number, xml) if mark.at_end else (start, 1, number, xml))
    changes = [(where, where, order, xml) for where, *order, xml in sorted(insertions)]
    for at, inside in cuts.items():
        run = markup.runs[at]
        changes.append((run.start, run.end, [2, at], _cut(markup.data, run, sorted(inside))))
    return _apply(markup.data, changes)


def _apply(data: bytes, changes: list[tuple[int, int, list[int], bytes]]) -> bytes:
    """All changes at once. One that replaces comes behind those that insert at its beginning."""
    out: list[bytes] = []
    done = 0
    for start, end, _, xml in sorted(changes, key=lambda change: (change[0], change[2])):
        out += (data[done:start], xml)
        done = end
    out.append(data[done:])
    return b"".join(out)


def _cut(data: bytes, run: Run, marks: list[tuple[int, int, int, bytes]]) -> bytes:
    """The run in several, with the marks between them."""
    head = data[run.start : run.head_end]
    name = head[1:].split(maxsplit=1)[0].rstrip(b"/>")
    properties = data[slice(*run.properties)] if run.properties else b""
    close, reopen = b"</" + name + b">", head + properties
    out: list[bytes] = []
    waiting = list(marks)
    done = run.start
    shown = 0
    for piece in run.pieces:
        offsets = [mark for mark in waiting if mark[0] < shown + piece.shows]
        if offsets:
            out.append(data[done : piece.start])
            out.append(_cut_piece(data, piece, shown, offsets, close, reopen))
            done = piece.end
            waiting = waiting[len(offsets) :]
        shown += piece.shows
    out.append(data[done : run.end])
    return b"".join(out)


def _cut_piece(
    data: bytes,
    piece: Piece,
    shown: int,
    marks: list[tuple[int, int, int, bytes]],
    close: bytes,
    reopen: bytes,
) -> bytes:
    """One child of a run with the marks that fall before or into it."""
    raw = data[piece.start : piece.end]
    name = raw[1:].split(b">", 1)[0].split()[0].rstrip(b"/").decode()
    out: list[bytes] = []
    at = 0
    for offset, _, _, xml in marks:
        if offset - shown > at:
            out.append(_text(name, piece.text[at : offset - shown]))
            at = offset - shown
        out += (close, xml, reopen)
    # Untouched where every mark stands before it.
    out.append(_text(name, piece.text[at:]) if at else raw)
    return b"".join(out)


def _text(name: str, text: str) -> bytes:
    return f'<{name} xml:space="preserve">{escape(text, {chr(13): "&#13;"})}</{name}>'.encode()
