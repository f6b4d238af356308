"""The document as the kinds see it. All offsets here are into the *view* text (see text/view.py);
`Document.view.span` gives the span in the text as read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pledgecheck.text.view import View


class Role(StrEnum):
    """What a block is for."""

    TITLE = "title"  # bản đăng ký …, with the lines that belong to it
    HEADING = "heading"  # names a section, lends to its children
    ITEM = "item"  # a marked or table item
    PARAGRAPH = "paragraph"  # running text
    BOILERPLATE = "boilerplate"  # header, Kính gửi, căn cứ, nơi nhận, signature, closing formula
    FIELD = "field"  # "Họ và tên: …", "Người phụ trách: …": metadata, never a promise
    NARRATIVE = "narrative"  # past year, situation, self-criticism, why
    CLOSING = "closing"  # tổ chức thực hiện, kiểm tra, đánh giá: lends evidence and person


@dataclass(frozen=True, slots=True)
class Block:
    """One logical line: a paragraph, list item, table cell or heading, without its marker."""

    index: int
    role: Role
    start: int
    end: int
    marker: str = ""
    level: int = 0  # depth of the marker, 1 = I., 6 = +; 0 = none
    parent: int | None = None  # index of the heading or item it stands under
    section: str = ""  # name of the section kind it belongs to, "" = none


@dataclass(frozen=True, slots=True)
class Row:
    """A table row (view spans): the cell that holds the promise, all that lend to it, those that say who and how."""

    main: tuple[int, int]
    lent: tuple[tuple[int, int], ...]
    who: tuple[int, int] | None = None
    how: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment before it is judged: span in the view, and its block."""

    index: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Meta:
    """What the text says about itself; None where it says nothing."""

    kind: str | None = None
    year: int | None = None
    author: str | None = None
    role: str | None = None
    unit: str | None = None
    signed: str | None = None  # ISO date of signing
    model_name: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A pledge taken apart."""

    view: View
    blocks: tuple[Block, ...]
    promises: tuple[Promise, ...]
    meta: Meta = field(default_factory=Meta)
    rows: tuple[tuple[int, Row], ...] = ()  # table rows by block index

    def text(self, part: Block | Promise) -> str:
        """The view text of a block or promise."""
        return self.view.text[part.start : part.end]
