"""What stands outside a commitment and still belongs to it: table cells, headings, fields, the closing block."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pledgecheck.document.model import Document, Promise, Role, Row
from pledgecheck.kinds.slots import Slots, Span, moved, slots_of
from pledgecheck.text.lexicon import Lexicon, Part

_LENDING = frozenset({Role.FIELD, Role.CLOSING, Role.PARAGRAPH})
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

    def _part(self, start: int, end: int) -> Part:
        return self.lexicon.part(self.document.view.text[start:end])

    def _by_row(self, row: Row) -> Lent:
        lent = Lent(person=row.who)
        for start, end in row.lent:
            found = _lent(slots_of(self._part(start, end)), start)
            if row.who is None and end - start > _NAME and not (found.time or found.measure or found.person):
                found = replace(found, person=(start, end))
            lent = lent.or_else(found)
        return lent

    def _by_headings(self, block: int) -> Lent:
        """Times in the headings and items above, the nearest first."""
        parent = self.document.blocks[block].parent
        if parent is None:
            return Lent()
        if parent not in self.above:
            above = self.document.blocks[parent]
            found = slots_of(self._part(above.start, above.end))
            own = Lent(frequency=moved(found.frequency, above.start), time=moved(found.time, above.start))
            self.above[parent] = own.or_else(self._by_headings(parent))
        return self.above[parent]

    def _shared(self) -> Lent:
        """What the form's own fields and its closing block say of every item.

        The closing block lends who watches over it, and its evidence only where it says how it is checked: dates
        of reports are not the dates of what is promised.
        """
        lent = Lent()
        for block in self.document.blocks:
            if block.role not in _LENDING:
                continue
            part = self._part(block.start, block.end)
            if block.role is Role.FIELD and self._says_when(block.parent, part):
                found = slots_of(part)
                when = found.time or (found.numbers[0] if found.numbers else None)
                lent = lent.or_else(Lent(time=moved(when, block.start)))
            elif part.has("checking"):
                lent = lent.or_else(Lent(evidence=moved(slots_of(part).evidence, block.start)))
            if block.role is Role.CLOSING and not part.has("own_blame"):
                lent = lent.or_else(Lent(person=moved(slots_of(part).person, block.start)))
        return lent

    def _says_when(self, parent: int | None, part: Part) -> bool:
        if part.has("time_field"):
            return True
        above = self.document.blocks[parent] if parent is not None else None
        return above is not None and self._part(above.start, above.end).has("time_field")


def _lent(found: Slots, by: int) -> Lent:
    """All that these slots lend, so many characters further on."""
    spans = (found.measure, found.frequency, found.time, found.evidence, found.person)
    return Lent(*[moved(span, by) for span in spans])
