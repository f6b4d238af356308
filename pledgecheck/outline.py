"""What of a judged pledge is compared with others: little, beside the draft, which holds every line and word."""

from __future__ import annotations

from dataclasses import dataclass, field

from pledgecheck.copying.packed import pack
from pledgecheck.copying.tokens import Span, tokenize
from pledgecheck.judging import Draft, Judge
from pledgecheck.kinds.copying import CopyText
from pledgecheck.kinds.form import Lacks
from pledgecheck.kinds.registered import Registered
from pledgecheck.model import Pledge

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """Where in its text stands what can be copied; see `CopyText`."""

    mask: Spans = field(repr=False)
    formulas: Spans = field(repr=False)
    units: Spans = field(repr=False)

    def of(self, text: str) -> CopyText:
        """It and the text as judged; without templates, which are a matter of each pledge alone."""
        return CopyText(tokenize(text), self.mask, self.formulas, self.units)


@dataclass(frozen=True, slots=True)
class Outline:
    """`pledge` with what its own text says; `copied` is None, and `side` empty, when it could not be judged."""

    pledge: Pledge
    copied: Copied | None
    side: bytes = field(repr=False)  # packed, as it is aligned with strangers
    registered: Registered | None = field(repr=False)
    lacks: Lacks | None = field(repr=False)


def outline_of(judge: Judge, draft: Draft) -> Outline:
    """The outline of a draft."""
    text = draft.copyable
    return Outline(
        pledge=draft.pledge,
        copied=None if text is None else Copied(text.mask, text.formulas, text.units),
        side=b"" if text is None else pack(text.peer_side()),
        registered=judge.registered(draft),
        lacks=judge.lacks(draft),
    )
