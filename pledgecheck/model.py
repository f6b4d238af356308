"""The data that crosses the public border: frozen pydantic models, as fixed by the JSON contract.

Offsets are 0-based code points into the text as read, end exclusive.
Shares and confidences are 0-1, points and totals 0-100. Every key is always present.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

Kind = Literal["individual", "collective", "model"]
Severity = Literal["error", "warning", "info"]
SlotName = Literal["action", "object", "measure", "time", "evidence", "place_or_person"]
SLOT_NAMES: tuple[SlotName, ...] = ("action", "object", "measure", "time", "evidence", "place_or_person")
PartName = Literal["specificity", "theme", "duty", "originality", "length"]
PART_NAMES: tuple[PartName, ...] = ("specificity", "theme", "duty", "originality", "length")
Relation = Literal["previous", "peer", "template"]
ThemeRelation = Literal["applied", "quoted", "outdated", "not_found"]


class Frozen(BaseModel):
    """Immutable, strict about unknown keys, silent about its input in errors (privacy)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True)


class Pledge(Frozen):
    """One pledge as read: its text and what is known about it (manifest fields).

    `text` never appears in repr. `previous` holds ids of earlier documents (or texts for `check`);
    `theme` holds theme ids. `layout` (private) maps spans to places in the source document.
    """

    id: str = ""
    kind: Kind | None = None
    year: int | None = Field(default=None, ge=1945, le=2100)
    author: str | None = None
    role: str | None = None
    duties: str | None = None
    unit: str | None = None
    province: str | None = None
    theme: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    text: str = Field(repr=False)
    source: str = ""
    location: str | None = None
    _layout: tuple[tuple[int, int, str], ...] = PrivateAttr(default=())

    def with_layout(self, layout: tuple[tuple[int, int, str], ...]) -> Pledge:
        """A copy that knows where its spans stand in the source: (start, end, "paragraph 7")."""
        copy = self.model_copy()
        copy._layout = layout
        return copy

    @property
    def layout(self) -> tuple[tuple[int, int, str], ...]:
        """Spans of the source document's blocks with their labels; empty for plain text."""
        return self._layout


class Aspect(Frozen):
    """One side of a theme that a pledge can apply."""

    id: str
    title: str
    keywords: tuple[str, ...]
    synonyms: tuple[str, ...] = ()


class Theme(Frozen):
    """A theme of study: title, aspects, place, period, date of issue, source."""

    id: str
    title: str
    place: str | None = Field(default=None, description="province or city; null = the whole country")
    years: tuple[int, ...] = Field(description="years in which it is in force")
    issued: str | None = Field(
        default=None, description="ISO date; a pledge signed earlier cannot be outdated"
    )
    layer: Literal["term", "national", "province", "local"] = "national"
    aspects: tuple[Aspect, ...] = ()
    source: str = ""


class Slot(Frozen):
    """Where a commitment names an element; `inherited` = lent by a heading, a table head or the closing block."""

    start: int
    end: int
    text: str = Field(repr=False)
    inherited: bool = False


class Commitment(Frozen):
    """One promise of conduct or action, and what could be checked of it."""

    index: int
    start: int
    end: int
    text: str = Field(repr=False)
    level: int = Field(ge=0, le=4)
    points: float = Field(ge=0, le=100)
    confidence: float = Field(ge=0, le=1)
    slots: dict[SlotName, Slot | None]
    missing: tuple[SlotName, ...]
    required_formula: bool = False
    tags: tuple[str, ...] = ()
    needs_review: bool = False
    certain_points: float | None = Field(
        default=None,
        description="points of a certain reading where the uncertain one is lower; the score takes these",
    )
    duplicate_of: int | None = None
    theme: Literal["applied", "quoted", "none"] = "none"
    aspects: tuple[str, ...] = ()
    duty: bool = False


class Gate(Frozen):
    """A cap on the total and why it applies."""

    id: str
    cap: float
    reason: str


class Score(Frozen):
    """Total, parts, effective weights (they sum to 1 over the parts that apply) and gates.

    `basis` holds the settings that the parts were counted with, so that a reader can do it again by hand.
    """

    total: float | None
    parts: dict[PartName, float | None]
    weights: dict[PartName, float]
    gates: tuple[Gate, ...] = ()
    basis: dict[str, float] = Field(default_factory=dict)


class ThemeLayer(Frozen):
    """The verdict for one theme in force."""

    id: str
    relation: ThemeRelation
    aspects: tuple[str, ...] = ()


class ThemeVerdict(Frozen):
    """The verdict over all themes in force; `id` is the deciding one."""

    id: str
    relation: ThemeRelation
    aspects: tuple[str, ...] = ()
    layers: tuple[ThemeLayer, ...] = ()


class DutyVerdict(Frozen):
    """How the pledge relates to its author's duties, and the terms that show it."""

    relation: Literal["own", "generic", "foreign", "unknown"]
    terms: tuple[str, ...] = ()


class Edit(Frozen):
    """One change inside a copied passage, from the source's wording to this one's."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True, serialize_by_alias=True
    )

    kind: Literal["year", "number", "name", "word", "order"]
    from_: str = Field(alias="from", repr=False)
    to: str = Field(repr=False)
    direction: Literal["raised", "lowered"] | None = None


class Passage(Frozen):
    """A passage that stands in both texts. start/end in this text, source_* in the other."""

    start: int
    end: int
    source_start: int
    source_end: int
    kind: Literal["base", "standing", "continued", "repeated"] = "repeated"
    edits: tuple[Edit, ...] = ()


class CopySource(Frozen):
    """One other text that shares passages with this one; share is of this text."""

    id: str
    relation: Relation
    share: float
    passages: tuple[Passage, ...] = ()


class Copying(Frozen):
    """share: plain share copied from the author's earlier pledges; counted_share: without what may repeat."""

    share: float
    counted_share: float
    sources: tuple[CopySource, ...] = ()


class Comparison(Frozen):
    """Two texts side by side: share of a found in b, source_share of b found in a, the passages."""

    share: float
    source_share: float
    passages: tuple[Passage, ...] = ()


class LengthVerdict(Frozen):
    """Syllables and commitments counted without boilerplate and required formulas."""

    syllables: int
    commitments: int
    verdict: Literal["ok", "long", "short"]
    limits: dict[str, float]


class Dossier(Frozen):
    """Whether a model registration has a dossier behind its name, and which parts are missing."""

    verdict: Literal["full", "name_only"]
    missing: tuple[str, ...] = ()


class Finding(Frozen):
    """One remark about the text (never about its author). Whole-document remarks have null spans."""

    rule: str
    severity: Severity
    message: str
    suggestion: str = ""
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    location: str | None = None
    confidence: float = 1.0
    fingerprint: str = ""


class Report(Frozen):
    """Everything pledgecheck says about one pledge."""

    id: str
    path: str
    kind: Kind
    year: int | None
    author: str | None
    role: str | None
    unit: str | None
    sha256: str
    score: Score
    commitments: tuple[Commitment, ...]
    theme: ThemeVerdict | None
    duty: DutyVerdict
    copying: Copying | None
    length: LengthVerdict
    dossier: Dossier | None
    findings: tuple[Finding, ...]


class CopyMember(Frozen):
    """A member of a copy group and the share of it found in the leader."""

    id: str
    share: float


class CopyGroup(Frozen):
    """Pledges that share text with one leader; the tool does not know who wrote first."""

    leader: str
    members: tuple[CopyMember, ...]


class CopyPair(Frozen):
    """Two pledges that share text; share_a of a is found in b, share_b of b in a."""

    a: str
    b: str
    relation: Relation
    share_a: float
    share_b: float


class Overlap(Frozen):
    """The same thing registered twice within a unit."""

    a: str
    b: str
    kind: str
    name_a: str
    name_b: str


class FormFault(Frozen):
    """A part that nearly all pledges of a unit lack: perhaps their form does not ask for it.

    `form`: id of the form demanded, null where none is. `in_form`: whether that form, or else any pledge of the
    unit, has a heading or column for it.
    """

    unit: str
    kind: Kind
    form: str | None
    part: str
    name: str
    pledges: int
    lacking: int
    share: float
    in_form: bool


class UnitSummary(Frozen):
    """Figures of one unit; means are for choosing what to read, not for ranking."""

    unit: str
    pledges: int
    mean_total: float | None
    parts: dict[PartName, float | None]
    findings: dict[str, int]


class MissingPledge(Frozen):
    """A person or unit of the roster without a pledge."""

    author: str
    unit: str
    year: int | None


class InputFailure(Frozen):
    """An input that could not be read, and why."""

    path: str
    code: str
    message: str


class SkippedInput(Frozen):
    """A file left aside on purpose, and why: `reason` in words, `code` for programs."""

    path: str
    reason: str
    code: str = ""


class AuditSummary(Frozen):
    """What only the whole of an audit shows."""

    copy_groups: tuple[CopyGroup, ...] = ()
    copy_pairs: tuple[CopyPair, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    units: tuple[UnitSummary, ...] = ()
    missing: tuple[MissingPledge, ...] = ()
    form_faults: tuple[FormFault, ...] = ()


def dump(model: BaseModel) -> dict[str, Any]:
    """The model as plain JSON data, keys as the contract spells them."""
    return model.model_dump(mode="json", by_alias=True)
