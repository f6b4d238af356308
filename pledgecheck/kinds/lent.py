"""What stands outside a commitment and still belongs to it: table cells, headings, fields, the closing block."""

from __future__ import annotations

from dataclasses import dataclass

from pledgecheck.document.model import Document, Promise, Role, Row
from pledgecheck.kinds.slots import Slots, Span, find_slots
from pledgecheck.text.lexicon import Lexicon

_NAME = 3  # characters; shorter cells name nobody


@dataclass(frozen=True, slots=True)
class Lent:
    """View spans that a commitment inherits where it has none of its own."""

    measure: Span | None = None
    frequency: Span | None = None
    time: Span | None = None
    evidence: Span | None = None
    person: Span | None = None

    def or_else(self, other: Lent) -> Lent:
        """This, and where it lends nothing, the other."""
        return Lent(
            self.measure or other.measure,
            self.frequency or other.frequency,
            self.time or other.time,
            self.evidence or other.evidence,
            self.person or other.person,
        )


class Lender:
    """Knows for one document what each of its commitments inherits."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.rows = dict(document.rows)
        self.above: dict[int, Lent] = {}
        self.shared = self._shared()

    def to(self, promise: Promise) -> Lent:
        """What `promise` inherits; the nearest lends first."""
        row = self.rows.get(promise.block)
        lent = self._by_row(row) if row else Lent()
        return lent.or_else(self._by_headings(promise.block)).or_else(self.shared)

    def how(self, promise: Promise) -> Span | None:
        """The cell of the same table row that says how it will be done."""
        row = self.rows.get(promise.block)
        return row.how if row else None

    def _slots(self, start: int, end: int) -> Slots:
        return find_slots(self.document.view.text, start, end, self.lexicon)

    def _by_row(self, row: Row) -> Lent:
        lent = Lent(person=row.who)
        for start, end in row.lent:
            found = self._slots(start, end)
            person = found.person
            if row.who is None and end - start > _NAME and not (found.time or found.measure):
                person = person or (start, end)
            lent = lent.or_else(Lent(found.measure, found.frequency, found.time, found.evidence, person))
        return lent

    def _by_headings(self, block: int) -> Lent:
        """Times in the headings and items above, the nearest first."""
        parent = self.document.blocks[block].parent
        if parent is None:
            return Lent()
        if parent not in self.above:
            above = self.document.blocks[parent]
            found = self._slots(above.start, above.end)
            own = Lent(frequency=found.frequency, time=found.time)
            self.above[parent] = own.or_else(self._by_headings(parent))
        return self.above[parent]

    def _shared(self) -> Lent:
        """What the form's own fields and its closing block say of every item.

        The closing block lends who watches over it, and its evidence only where it says how it is checked: dates
        of reports are not the dates of what is promised.
        """
        lent = Lent()
        for block in self.document.blocks:
            content = self.document.text(block)
            if block.role is Role.FIELD and self._says_when(block.parent, content):
                found = self._slots(block.start, block.end)
                lent = lent.or_else(Lent(time=found.time or (found.numbers[0] if found.numbers else None)))
            elif block.role in (Role.FIELD, Role.CLOSING, Role.PARAGRAPH) and self.lexicon.search(
                "checking", content
            ):
                lent = lent.or_else(Lent(evidence=self._slots(block.start, block.end).evidence))
            if block.role is Role.CLOSING and not self.lexicon.search("own_blame", content):
                lent = lent.or_else(Lent(person=self._slots(block.start, block.end).person))
        return lent

    def _says_when(self, parent: int | None, content: str) -> bool:
        above = self.document.text(self.document.blocks[parent]) if parent is not None else ""
        return bool(self.lexicon.search("time_field", content) or self.lexicon.search("time_field", above))
