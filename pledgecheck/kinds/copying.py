"""Copying: which passages stand in an earlier pledge, a colleague's or a plan, and which of them count.

Repeating last year's words is partly legitimate. Each passage is base content (inside a required
formula), standing work, work continued with last year's result named, or plain repetition; only the
last counts. Offsets of passages are into the text as read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pledgecheck.copying.align import (
    AlignedPassage,
    Alignment,
    align_sides,
    matched_spans,
    split_by_units,
    with_edits,
)
from pledgecheck.copying.edits import TextEdit
from pledgecheck.copying.sides import Side, prepare, token_id
from pledgecheck.copying.templates import TemplateFound, TemplateText, template_spans, templates_in
from pledgecheck.copying.tiling import DEFAULT, Params
from pledgecheck.copying.tokens import Span, Tokens, outside, tokenize, touched
from pledgecheck.document.model import Block, Document, Promise
from pledgecheck.kinds.facts import Judged
from pledgecheck.model import Relation
from pledgecheck.text.lexicon import Lexicon

PassageKind = Literal["base", "standing", "continued", "repeated"]
MOST_PEERS = 20  # of other people's pledges a report shows passages of so many, those that share most
ACT = 2  # the lowest level that someone could check
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STANDING_TAGS = frozenset({"routine", "standing"})


@dataclass(frozen=True, slots=True)
class CopyText:
    """The part of a pledge that can be copied: its commitments, without the text of forms and plans."""

    tokens: Tokens = field(repr=False)
    mask: tuple[Span, ...] = field(repr=False)
    formulas: tuple[Span, ...] = field(repr=False)
    units: tuple[Span, ...] = field(repr=False)
    templates: tuple[TemplateFound, ...] = field(default=(), repr=False)

    def own_side(self, number: Callable[[str], int] = token_id) -> Side:
        """For the same author's pledges: formulas are text as any other; they leave the counted share."""
        return prepare(self.tokens, self.mask, self.units, number=number)

    def peer_side(self, number: Callable[[str], int] = token_id) -> Side:
        """For other people's pledges: required formulas match nothing but stay in the denominator."""
        return prepare(self.tokens, self.mask, self.units, silent=self.formulas, number=number)


@dataclass(frozen=True, slots=True)
class Source:
    """A text that shares passages, already aligned (a = the judged pledge)."""

    id: str
    relation: Relation
    alignment: Alignment
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that stands in both texts, and what its repetition means."""

    start: int
    end: int
    source_start: int
    source_end: int
    kind: PassageKind
    edits: tuple[TextEdit, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SourceFact:
    """One other text and the passages it shares."""

    id: str
    relation: Relation
    share: float
    year: int | None
    passages: tuple[Shared, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CopyFact:
    """`compared`: whether there was an earlier pledge, so that originality can be judged at all."""

    share: float
    counted_share: float
    compared: bool
    sources: tuple[SourceFact, ...] = ()
    repeated: tuple[int, ...] = ()  # indices into judged: repeated without visible reason
    previous_year: int | None = None


def copy_text(
    document: Document,
    judged: Sequence[Judged],
    templates: Sequence[TemplateText] = (),
    titles: Sequence[Span] = (),
) -> CopyText:
    """What of the pledge counts when it is compared with others.

    titles: view spans that repeat the title of a theme, which all were told to write about.
    """
    view = document.view
    tokens = tokenize(view.source)
    spans = [(view.span(one.promise.start, one.promise.end), one.required_formula) for one in judged]
    mask = outside(view.source, [span for span, _ in spans])
    found = templates_in(tokens, mask, templates)
    return CopyText(
        tokens=tokens,
        mask=(*mask, *template_spans(found, tokens)),
        formulas=(*(span for span, formula in spans if formula), *(view.span(*span) for span in titles)),
        units=tuple(span for span, _ in spans),
        templates=tuple(found),
    )


def relate(mine: CopyText, other: CopyText) -> Alignment:
    """This pledge against an earlier one of the same author, item by item, with the edits inside."""
    a, b = mine.own_side(), other.own_side()
    return in_detail(align_sides(a, b), a, b, mine.units)


def in_detail(
    found: Alignment, a: Side, b: Side, units: Sequence[Span], params: Params = DEFAULT
) -> Alignment:
    """The alignment cut into passages item by item, with the edits inside them."""
    return with_edits(split_by_units(found, a, b, units, params), a, b) if found.passages else found


def analyse(
    document: Document,
    judged: Sequence[Judged],
    mine: CopyText,
    sources: Sequence[Source],
    lexicon: Lexicon,
    *,
    compared: bool,
    year: int | None = None,
    standing_counts: bool = False,
    continued_counts: bool = False,
) -> CopyFact | None:
    """The copying verdict; None when there was nothing to compare with and nothing was found.

    `standing_counts`, `continued_counts`: an office may hold that such work should be new as well.
    """
    if not compared and not any(source.alignment.passages for source in sources) and not mine.templates:
        return None
    reading = _Reading(document, judged, mine, lexicon, year)
    earlier = [source for source in sources if source.relation == "previous"]
    matched = touched(
        mine.tokens, [span for source in earlier for span in matched_spans(source.alignment, mine.tokens)]
    )
    total = mine.own_side().counted
    facts = [
        SourceFact(
            source.id,
            source.relation,
            source.alignment.share_a,
            source.year,
            tuple(reading.passage(p, source.relation) for p in source.alignment.passages),
        )
        for source in sources
        if source.alignment.passages or source.relation == "previous"
    ]
    facts += [
        SourceFact(
            each.id,
            "template",
            each.alignment.share_a,
            None,
            tuple(reading.passage(p, "template") for p in each.alignment.passages),
        )
        for each in mine.templates
    ]
    counts = {"repeated", "standing" if standing_counts else "", "continued" if continued_counts else ""}
    counted, repeated = reading.counted(matched, counts)
    years = [source.year for source in earlier if source.year is not None]
    return CopyFact(
        share=sum(matched) / total if total else 0.0,
        counted_share=counted,
        compared=compared,
        sources=tuple(sorted(facts, key=lambda fact: (fact.relation != "previous", -fact.share, fact.id))),
        repeated=repeated,
        previous_year=max(years, default=None),
    )


class _Reading:
    """The commitments of one pledge by what their repetition would mean."""

    def __init__(
        self,
        document: Document,
        judged: Sequence[Judged],
        mine: CopyText,
        lexicon: Lexicon,
        year: int | None,
    ) -> None:
        self.document, self.judged, self.mine, self.lexicon = document, judged, mine, lexicon
        self.year = year
        self.kinds = [self._kind(one) for one in judged]

    def _kind(self, one: Judged) -> PassageKind:
        if one.required_formula:
            return "base"
        if self._continued(one):
            return "continued"
        # A slogan that says "tiếp tục" is no work that stands.
        says = one.level >= ACT and any(self._spans("copying_standing", one.promise))
        return "standing" if says or _STANDING_TAGS & set(one.tags) else "repeated"

    def _continued(self, one: Judged) -> bool:
        """Whether last year's result is named: in the commitment, its block, or the block after it."""
        if any(self._is_past(span) for span in self._spans("copying_continued", one.promise)):
            return True
        block = self.document.blocks[one.promise.block]
        others = [other.promise for other in self.judged if other is not one]
        return any(
            # What stands inside another commitment speaks for that one.
            self._is_past(span) and not any(p.start <= span[0] < p.end for p in others)
            for each in self.document.blocks[block.index : block.index + 2]
            for span in self._spans("copying_continued", each)
        )

    def _spans(self, pattern: str, part: Promise | Block) -> list[Span]:
        return self.lexicon.find(pattern, self.document.view.text, part.start, part.end)

    def _is_past(self, span: Span) -> bool:
        """A year that is named must lie before the pledge's own: a plan for this year is no result."""
        years = [int(year) for year in _YEAR.findall(self.document.view.text[span[0] : span[1]])]
        return not years or (self.year is not None and min(years) < self.year)

    def passage(self, found: AlignedPassage, relation: Relation) -> Shared:
        """One aligned passage with its meaning; only an own earlier pledge gives it one."""
        kind = self._kind_at(found.start, found.end) if relation == "previous" else "repeated"
        return Shared(found.start, found.end, found.source_start, found.source_end, kind, found.edits)

    def _kind_at(self, start: int, end: int) -> PassageKind:
        """The kind of the commitment that a passage overlaps most."""
        best = 0
        kind: PassageKind = "repeated"
        for one, mark in zip(self.judged, self.kinds, strict=True):
            first, last = self.document.view.span(one.promise.start, one.promise.end)
            shared = min(end, last) - max(start, first)
            if shared > best:
                best, kind = shared, mark
        return kind

    def counted(self, matched: bytearray, counts: set[str]) -> tuple[float, tuple[int, ...]]:
        """The counted share, and which commitments are repeated without visible reason.

        Its denominator is the copied text plus the new, distinct commitments that can be checked, so
        that fresh slogans dilute nothing.
        """
        repeated_tokens = copied_tokens = new_tokens = 0
        repeated: list[int] = []
        for at, (one, kind) in enumerate(zip(self.judged, self.kinds, strict=True)):
            if kind == "base":
                continue
            inside = self.mine.tokens.within(*self.document.view.span(one.promise.start, one.promise.end))
            copied = sum(matched[i] for i in inside)
            copied_tokens += copied
            if kind in counts:
                repeated_tokens += copied
            if copied * 2 >= len(inside) > 0:
                if kind in counts:
                    repeated.append(at)
            elif one.level >= ACT and one.duplicate_of is None:
                new_tokens += len(inside) - copied
        whole = copied_tokens + new_tokens
        return (repeated_tokens / whole if whole else 0.0), tuple(repeated)
