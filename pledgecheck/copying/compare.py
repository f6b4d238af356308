"""Two texts side by side, in any language: no gate, no vocabulary, only what stands in both."""

from __future__ import annotations

from collections.abc import Iterable

from pledgecheck.copying.align import Alignment, align
from pledgecheck.copying.tiling import DEFAULT, Params
from pledgecheck.copying.tokens import Span
from pledgecheck.model import Comparison, Edit, Passage


def compare_texts(
    a: str, b: str, *, mask_a: Iterable[Span] = (), mask_b: Iterable[Span] = (), params: Params = DEFAULT
) -> Comparison:
    """What share of `a` stands in `b` (and of `b` in `a`), and the passages with what was changed.

    Lines count as items: a short line that is identical in both counts as a whole.
    """
    found = align(a, b, mask_a=mask_a, mask_b=mask_b, units_a=lines(a), units_b=lines(b), params=params)
    return Comparison(share=found.share_a, source_share=found.share_b, passages=passages_of(found))


def passages_of(alignment: Alignment) -> tuple[Passage, ...]:
    """The passages as they cross the border."""
    return tuple(
        Passage(
            start=passage.start, end=passage.end,
            source_start=passage.source_start, source_end=passage.source_end,
            edits=tuple(
                Edit(from_=edit.before, to=edit.after, kind=edit.kind, direction=edit.direction)
                for edit in passage.edits
            ),
        )
        for passage in alignment.passages
    )


def lines(text: str) -> list[Span]:
    """The spans of the lines."""
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans
