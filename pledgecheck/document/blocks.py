"""What each logical line is for: heading, item, boilerplate, field, narrative, closing; and the tree of them."""

from __future__ import annotations

from dataclasses import replace

from pledgecheck.document.lines import Line, flattened, logical_lines
from pledgecheck.document.model import Block, Role, Row
from pledgecheck.document.roles import (
    ALONE,
    SIGNATURE_TOKENS,
    SPEAKING,
    TAIL_LINES,
    TERMINAL,
    TITLE_LINES,
    is_heading,
    letterhead_until,
    may_promise,
    own_role,
    section_of,
    title_at,
)
from pledgecheck.document.tables import is_head, read_row
from pledgecheck.text.lexicon import Lexicon, Part

_ITEMS = 3  # a document with so many items says its promises there
_NAME_TOKENS = 5
_DEEP = 5  # depth of bullets
LEAD = "lead"  # section of what stands above the list


class Reader:
    """Goes through the lines once and keeps what is open: title, addressees, table, headings.

    `text` is the view text with wrapped lines joined (same length, same offsets).
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.lines = logical_lines(text, lambda line: lexicon.part(line).any(ALONE))
        self.text = flattened(text, self.lines)
        self.parts = [lexicon.part(self.text[line.start : line.end]) for line in self.lines]
        self.title = title_at(self.lines, self.parts)
        self.letterhead = letterhead_until(self.lines, self.parts) if self.title < 0 else 0
        self.roles = [self._own(i) for i in range(len(self.lines))]
        self.blocks: list[Block] = []
        self.rows: dict[int, Row] = {}
        self.open: list[tuple[Block, Line]] = []  # open headings and items, outermost first
        self.head: list[str] = []  # names of the columns of the table being read
        self.in_title = self.to_addressees = False

    def read(self) -> tuple[list[Block], dict[int, Row]]:
        """Blocks with their tree, and the table rows by block index."""
        for at, line in enumerate(self.lines):
            self._add(at, line)
        return self._closed(), self.rows

    def _own(self, at: int) -> Role | None:
        if at < self.letterhead:
            return Role.BOILERPLATE
        return own_role(self.lines[at], self.parts[at], at, len(self.lines), self.title)

    def _role(self, at: int, line: Line) -> Role | None:
        """The line's own role, or what the open title, addressees, letterhead or table make of it."""
        role, part = self.roles[at], self.parts[at]
        if part.has("addressee"):
            self.to_addressees = True
        elif (
            self.to_addressees and role is None and line.marker.depth >= _DEEP
            and not may_promise(part)
        ):
            role = Role.BOILERPLATE
        else:
            self.to_addressees = False
        if line.cells:
            return self._table_role(at, line, role)
        self.head = []
        if (
            role is None and self.in_title and not line.marker.style and not part.text.endswith((".", ":"))
            and at <= self.title + TITLE_LINES and not may_promise(part)
        ):
            return Role.TITLE
        return role

    def _table_role(self, at: int, line: Line, role: Role | None) -> Role | None:
        if role is Role.FIELD and not self.parts[at].has("table_number"):
            return role
        if not self.head and is_head(line, self.text, self.lexicon):
            self.head = [self.text[a:b] for a, b in line.cells]
            return Role.FIELD
        outside = at < self.title or at >= len(self.lines) - TAIL_LINES
        plain = outside and not self.head and not line.marker.style
        if role is None and plain and all(_is_short(self.lexicon.part(self.text[a:b])) for a, b in line.cells):
            return Role.BOILERPLATE  # a letterhead or signatures set as a table
        return role

    def _add(self, at: int, line: Line) -> None:
        role = self._role(at, line)
        self.in_title = role is Role.TITLE
        heading = role is None and self._heading(at, line)
        if role is None and not heading:
            tail = at >= len(self.lines) - TAIL_LINES and not line.marker.style and not line.cells
            if tail and _is_short(self.parts[at]) and self._signed_above(at, line):
                role = Role.BOILERPLATE  # a name under a signature
        if role is None and (heading or line.marker.style):
            self._leave(line)
        parent = self.open[-1][0] if self.open else None
        section = parent.section if parent else ""
        if heading:
            role = Role.HEADING
            section = section_of(self.parts[at]) or section
        elif role is None:
            role = self._body_role(at, line, section)
        block = Block(
            len(self.blocks), role, line.start, line.end, line.marker.text, line.marker.depth or int(heading),
            parent.index if parent else None, section,
        )
        if line.cells and role is Role.ITEM:
            row = read_row(line, self.text, self.head, self.lexicon)
            if row:
                self.rows[block.index] = row
                block = replace(block, start=row.main[0], end=row.main[1])
        self.blocks.append(block)
        if role is Role.HEADING or (role is Role.ITEM and self._has_children(at, line)):
            self.open.append((block, line))

    def _signed_above(self, at: int, line: Line) -> bool:
        """Whether a short line at the end can be a name: below a signature or date, or apart and without a verb."""
        if not self.blocks:
            return False
        if self.blocks[-1].role not in (Role.ITEM, Role.PARAGRAPH):
            return True
        part = self.parts[at]
        return line.blank_before and len(part.tokens) <= _NAME_TOKENS and part.classes.isdisjoint(SPEAKING)

    def _heading(self, at: int, line: Line) -> bool:
        before = self.lines[at - 1] if at else None
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if after is not None and self.roles[at + 1] in (Role.BOILERPLATE, Role.TITLE):
            after = None
        listed = (
            before is not None and line.marker.follows(before.marker) and self.blocks[-1].role is Role.ITEM
        )
        return is_heading(line, before if listed else None, after, self.parts[at])

    def _has_children(self, at: int, line: Line) -> bool:
        """Whether a deeper list that says more about this item begins below it."""
        if not line.marker.style:
            return False
        if self.parts[at].text.endswith(":"):
            return True
        after = self.lines[at + 1].marker if at + 1 < len(self.lines) else None
        return bool(after and after.begins and after.depth > line.marker.depth)

    def _leave(self, line: Line) -> None:
        """Close what `line` does not stand under.

        A marker closes the open block of its own kind and all below it, unless it begins a list of that kind
        anew under its last heading; a heading without a marker closes the last such heading.
        """
        mark = line.marker
        for i in range(len(self.open) - 1, -1, -1):
            block, opener = self.open[i]
            if opener.marker.style != mark.style:
                continue
            anew = (
                bool(mark.style) and mark.begins and not mark.is_bullet and block.role is Role.HEADING
                and i == len(self.open) - 1 and self.blocks[-1] is block
            )
            if not anew:
                del self.open[i:]
            return

    def _body_role(self, at: int, line: Line, section: str) -> Role:
        if section == "narrative" and not (line.cells and self.head):
            return Role.NARRATIVE
        if section == "closing":
            return Role.CLOSING
        if section == "facts":
            return Role.FIELD
        if not line.marker.style and self.parts[at].has("reason"):
            return Role.NARRATIVE
        return Role.ITEM if line.marker.style or line.cells else Role.PARAGRAPH

    def _closed(self) -> list[Block]:
        """In a list of items, unmarked paragraphs before it lead up to it, and those behind it close it."""
        items = [b.index for b in self.blocks if b.role is Role.ITEM]
        if len(items) < _ITEMS:
            return self.blocks
        body = next(b.index for b in self.blocks if b.role in (Role.ITEM, Role.HEADING))
        last = max(b.index for b in self.blocks if b.role in (Role.ITEM, Role.HEADING))
        return [
            replace(b, role=Role.NARRATIVE, section=LEAD) if b.role is Role.PARAGRAPH and b.index < body
            else replace(b, role=Role.CLOSING) if b.role is Role.PARAGRAPH and self._closes(b, items[-1], last)
            else b
            for b in self.blocks
        ]

    def _closes(self, block: Block, last_item: int, last: int) -> bool:
        """Whether a paragraph ends the list: it speaks of reporting, or promises nothing definite."""
        if block.index <= last_item:
            return False
        part = self.lexicon.part(self.text[block.start : block.end])
        label = part.text[: part.text.find(":") + 1]
        if self.lexicon.search("section_result", label):
            return False
        if part.has("closing_cue"):
            return True
        if part.has("goes_on"):
            return False
        return block.index > last == last_item and not may_promise(part)


def _is_short(part: Part) -> bool:
    """Whether a stretch is short, without a stop, and promises nothing definite."""
    return (
        len(part.tokens) <= SIGNATURE_TOKENS and not part.text.endswith(TERMINAL) and not may_promise(part)
    )
