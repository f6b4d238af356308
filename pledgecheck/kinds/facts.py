"""What the kinds find out, passed on to score and report. Offsets are into the view text."""

from __future__ import annotations

from dataclasses import dataclass, field

from pledgecheck.document.model import Promise
from pledgecheck.model import SlotName


@dataclass(frozen=True, slots=True)
class Found:
    """A slot as found: span in the view; `inherited` when it stands outside the commitment."""

    start: int
    end: int
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A commitment with its specificity verdict."""

    promise: Promise
    level: int
    points: float
    confidence: float
    slots: dict[SlotName, Found] = field(default_factory=dict)
    missing: tuple[SlotName, ...] = ()
    required_formula: bool = False
    tags: tuple[str, ...] = ()
    needs_review: bool = False
    duplicate_of: int | None = None
    certain_points: float | None = None  # points of a certain reading, where an uncertain one is lower


@dataclass(frozen=True, slots=True)
class ThemeMark:
    """How one commitment relates to the themes in force."""

    use: str = "none"  # applied | quoted | none
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerFact:
    """One theme in force (or, for `outdated`, the one that was quoted instead)."""

    id: str
    relation: str
    aspects: tuple[str, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class ThemeFact:
    """The theme verdict of a document; quoted_span is where the title stands (view), quoted_id whose title."""

    id: str
    relation: str
    aspects: tuple[str, ...] = ()
    confidence: float = 0.5
    layers: tuple[LayerFact, ...] = ()
    marks: tuple[ThemeMark, ...] = ()
    quoted_span: tuple[int, int] | None = None
    quoted_id: str | None = None
    title_spans: tuple[tuple[int, int], ...] = ()  # view spans that repeat a title word for word


@dataclass(frozen=True, slots=True)
class DutyFact:
    """The duty verdict: relation, terms that show it, which commitments carry an own term."""

    relation: str
    terms: tuple[str, ...] = ()
    marks: tuple[bool, ...] = ()
    confidence: float = 0.5
    foreign_occupation: str | None = None
    spans: tuple[tuple[int, int], ...] = ()  # view spans of the foreign terms
