"""The XML of comments: what stands in comments.xml, and the marks in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pledgecheck.annotate.messages import AUTHOR, INITIALS
from pledgecheck.annotate.notes import Line
from pledgecheck.xml_text import DECLARATION, escaped

# Against the paragraph style of the document, which often indents the first line.
_PLAIN = (
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="left"/>'
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What encloses the words of one comment."""

    start: str
    end: str


def marks(number: int, uri: str) -> Marks:
    """Start and end of the range, the end with the sign that refers to the comment."""
    w = f' xmlns:w="{uri}"'
    return Marks(
        f'<w:commentRangeStart{w} w:id="{number}"/>',
        f'<w:commentRangeEnd{w} w:id="{number}"/>'
        f'<w:r{w}><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>',
    )


def comment(number: int, lines: Iterable[Line], uri: str, when: datetime) -> str:
    """One entry of comments.xml."""
    inside = "".join(_paragraph(line, first=not at) for at, line in enumerate(lines))
    return (
        f'<w:comment xmlns:w="{uri}" w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}" '
        f'w:date="{when:%Y-%m-%dT%H:%M:%SZ}">{inside}</w:comment>'
    )


def _paragraph(line: Line, *, first: bool) -> str:
    runs = _run("", "<w:annotationRef/>") if first else ""
    size = '<w:sz w:val="16"/>' if line.small else '<w:sz w:val="20"/>'
    color = '<w:color w:val="7F7F7F"/>' if line.small else ""
    if line.label:
        runs += _run(f"<w:b/>{size}", _text(line.label))
    runs += _run(color + size, _text(line.words))
    return f"<w:p><w:pPr>{_PLAIN}</w:pPr>{runs}</w:p>"


def _run(properties: str, content: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>" if properties else f"<w:r>{content}</w:r>"


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(words)}</w:t>'


def new_part(comments: str, uri: str) -> bytes:
    """A comments.xml of our own."""
    return f'{DECLARATION}<w:comments xmlns:w="{uri}">{comments}</w:comments>'.encode()
