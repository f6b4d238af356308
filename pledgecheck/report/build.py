"""The report of one pledge, every span in the text as read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from pledgecheck.kinds.base import Facts
from pledgecheck.kinds.copying import CopyFact, SourceFact
from pledgecheck.kinds.facts import Judged, ThemeFact, ThemeMark
from pledgecheck.model import (
    SLOT_NAMES,
    Commitment,
    Copying,
    CopySource,
    DutyVerdict,
    Edit,
    Gate,
    LengthVerdict,
    Passage,
    Pledge,
    Report,
    Score,
    ThemeLayer,
    ThemeVerdict,
)
from pledgecheck.packs.loader import Rule
from pledgecheck.report.findings import findings
from pledgecheck.report.places import Places
from pledgecheck.score.total import Scored


def build(
    pledge: Pledge,
    facts: Facts,
    scored: Scored,
    rules: Iterable[Rule],
    lang: str,
    limits: Mapping[str, float],
) -> Report:
    """Everything known about a pledge as a report. Metadata of `pledge` is complete by now."""
    places = Places(pledge.text, pledge.layout)
    return Report(
        id=pledge.id,
        path=pledge.source,
        kind=facts.kind,
        year=facts.year,
        author=pledge.author,
        role=pledge.role,
        unit=pledge.unit,
        sha256=hashlib.sha256(pledge.text.encode("utf-8", "surrogatepass")).hexdigest(),
        score=_score(scored, lang),
        commitments=_commitments(facts),
        theme=_theme(facts.theme),
        duty=DutyVerdict.model_validate({"relation": facts.duty.relation, "terms": facts.duty.terms}),
        copying=_copying(facts.copying),
        length=facts.length or LengthVerdict(syllables=0, commitments=0, verdict="ok", limits=dict(limits)),
        dossier=facts.dossier,
        findings=findings(rules, facts, places, lang),
    )


def _score(scored: Scored, lang: str) -> Score:
    return Score(
        total=scored.total,
        parts=dict(scored.parts),
        weights=dict(scored.weights),
        gates=tuple(Gate(id=gate.id, cap=gate.cap, reason=gate.reason.of(lang)) for gate in scored.gates),
        basis=dict(scored.basis),
    )


def _commitments(facts: Facts) -> tuple[Commitment, ...]:
    marks = facts.theme.marks if facts.theme else ()
    own = facts.duty.marks
    return tuple(
        _commitment(facts, at, one, marks[at] if at < len(marks) else ThemeMark(), at < len(own) and own[at])
        for at, one in enumerate(facts.judged)
    )


def _commitment(facts: Facts, at: int, one: Judged, mark: ThemeMark, duty: bool) -> Commitment:
    source = facts.view.source
    start, end = facts.span(one.promise.start, one.promise.end)
    slots: dict[str, dict[str, object] | None] = {}
    for name in SLOT_NAMES:
        found = one.slots.get(name)
        slots[name] = None
        if found is not None:
            first, last = facts.span(found.start, found.end)
            slots[name] = {"start": first, "end": last, "text": source[first:last], "inherited": found.inherited}
    # A required formula is listed with level 0 and no points: neither credit nor blame.
    formula = one.required_formula
    return Commitment.model_validate(
        {
            "index": at,
            "start": start,
            "end": end,
            "text": source[start:end],
            "level": 0 if formula else one.level,
            "points": 0.0 if formula else one.points,
            "confidence": round(one.confidence, 3),
            "slots": slots,
            "missing": () if formula else one.missing,
            "required_formula": formula,
            "tags": one.tags,
            "needs_review": one.needs_review,
            "certain_points": one.certain_points,
            "duplicate_of": one.duplicate_of,
            "theme": mark.use,
            "aspects": mark.aspects,
            "duty": duty,
        }
    )


def _theme(fact: ThemeFact | None) -> ThemeVerdict | None:
    if fact is None:
        return None
    layers = tuple(
        ThemeLayer.model_validate({"id": layer.id, "relation": layer.relation, "aspects": layer.aspects})
        for layer in fact.layers
    )
    return ThemeVerdict.model_validate(
        {"id": fact.id, "relation": fact.relation, "aspects": fact.aspects, "layers": layers}
    )


def _copying(fact: CopyFact | None) -> Copying | None:
    if fact is None:
        return None
    return Copying(
        share=round(fact.share, 4),
        counted_share=round(fact.counted_share, 4),
        sources=tuple(map(_source, fact.sources)),
    )


def _source(fact: SourceFact) -> CopySource:
    return CopySource(
        id=fact.id,
        relation=fact.relation,
        share=round(fact.share, 4),
        passages=tuple(
            Passage(
                start=p.start,
                end=p.end,
                source_start=p.source_start,
                source_end=p.source_end,
                kind=p.kind,
                edits=tuple(
                    Edit(kind=e.kind, from_=e.before, to=e.after, direction=e.direction) for e in p.edits
                ),
            )
            for p in fact.passages
        ),
    )
