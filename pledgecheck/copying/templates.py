"""Text that belongs to nobody: forms, also filled in or edited, and the plan or guidance handed down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

from pledgecheck.copying.align import Alignment, align_sides, matched_spans, with_edits
from pledgecheck.copying.sides import Side, prepare
from pledgecheck.copying.tiling import DEFAULT, TEMPLATE, Params
from pledgecheck.copying.tokens import Span, Tokens, tokenize
from pledgecheck.text.syllables import fold

Kind = Literal["form", "plan"]
SURE = 8  # so many tokens are no chance; fewer must be most of a label
MOST = 0.6
# A form is cut where something is to be filled in, and at the end of a line or label.
_CUT = re.compile(r"\n|:|\.{2,}|…+|_{2,}|-{3,}|\[[^\]\n]*\]|<[^>\n]*>")


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template ready to be looked for. `labels`: the token ranges between its blanks."""

    id: str
    kind: Kind
    year: int | None
    body: str  # folded; part of the name of a unit or province, "" = everywhere
    sha256: str  # of its text
    side: Side = field(repr=False)
    labels: tuple[range, ...] = field(repr=False)

    def is_for(self, year: int | None, *places: str | None) -> bool:
        """Whether it was handed to this place in this year."""
        if self.year is not None and self.year != year:
            return False
        return not self.body or any(place is not None and self.body in _folded(place) for place in places)


@dataclass(frozen=True, slots=True)
class TemplateFound:
    """A template whose text stands in a pledge (a = the pledge)."""

    id: str
    alignment: Alignment = field(repr=False)


def template_text(
    id: str, text: str, kind: Kind = "form", year: int | None = None, body: str = ""
) -> TemplateText:
    """A template made ready."""
    tokens = tokenize(text)
    cuts = [cut.span() for cut in _CUT.finditer(text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    labels = tuple(inside for span in zip(starts, ends, strict=True) if (inside := tokens.within(*span)))
    # A blank may hold what to fill in: "[số hộ]".
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return TemplateText(id, kind, year, _folded(body), digest, prepare(tokens, cuts), labels)


def _folded(text: str) -> str:
    return " ".join(map(fold, text.split()))


def templates_in(
    tokens: Tokens, mask: Iterable[Span], templates: Sequence[TemplateText]
) -> list[TemplateFound]:
    """The templates of which something stands outside `mask`, that with most of it first."""
    if not templates:
        return []
    side = prepare(tokens, mask)
    found = [TemplateFound(each.id, _aligned(side, each)) for each in templates]
    return sorted(
        (each for each in found if each.alignment.matched), key=lambda each: (-each.alignment.matched, each.id)
    )


def template_spans(found: Iterable[TemplateFound], tokens: Tokens) -> tuple[Span, ...]:
    """The spans of the pledge that stand in templates."""
    return tuple(sorted({span for each in found for span in matched_spans(each.alignment, tokens)}))


def _aligned(side: Side, template: TemplateText) -> Alignment:
    params: Params = TEMPLATE if template.kind == "form" else DEFAULT
    found = align_sides(side, template.side, params)
    if template.kind == "form":
        kept = tuple(each for each in found.passages if each.matched >= SURE or _is_label(each.blocks, template))
        found = replace(found, matched=sum(each.matched for each in kept), passages=kept)
    return with_edits(found, side, template.side)


def _is_label(blocks: Iterable[tuple[int, int, int]], template: TemplateText) -> bool:
    """Whether the blocks cover most of the labels they touch: three words of a long one are chance."""
    touched: dict[range, int] = {}
    for _, j, size in blocks:
        for label in template.labels:
            shared = min(j + size, label.stop) - max(j, label.start)
            if shared > 0:
                touched[label] = touched.get(label, 0) + shared
    return sum(touched.values()) >= MOST * sum(map(len, touched))
