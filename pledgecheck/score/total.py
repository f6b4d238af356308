"""The total: parts that apply, weights that sum to one over them, gates that cap it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledgecheck.kinds.copying import CopyFact
from pledgecheck.kinds.facts import DutyFact, Judged, ThemeFact
from pledgecheck.model import PART_NAMES, Dossier, Kind, LengthVerdict, PartName
from pledgecheck.packs.schema import GateProfile, Profile, Text
from pledgecheck.score.parts import (
    acts,
    distinct,
    duty_part,
    length_part,
    originality_part,
    specificity_part,
    theme_part,
)


@dataclass(frozen=True, slots=True)
class GateFact:
    """A gate that applies."""

    id: str
    cap: float
    reason: Text


@dataclass(frozen=True, slots=True)
class Scored:
    """The score before it is put into words."""

    total: float | None
    parts: Mapping[PartName, float | None]
    weights: Mapping[PartName, float]
    gates: tuple[GateFact, ...]
    basis: Mapping[str, float]


def effective_weights(
    parts: Mapping[PartName, float | None], weights: Mapping[PartName, float]
) -> dict[PartName, float]:
    """The weights over the parts that apply, summing to 1; 0 for the rest."""
    whole = sum(weights.get(name, 0.0) for name in PART_NAMES if parts[name] is not None)
    return {
        name: weights.get(name, 0.0) / whole if whole and parts[name] is not None else 0.0
        for name in PART_NAMES
    }


def total_of(
    parts: Mapping[PartName, float | None], weights: Mapping[PartName, float], caps: Sequence[float]
) -> float:
    """The weighted sum of the parts that apply, under the lowest cap, to one decimal."""
    plain = sum(weights[name] * (parts[name] or 0.0) for name in PART_NAMES)
    return round(min([plain, *caps]), 1)


def score(
    judged: Sequence[Judged],
    profile: Profile,
    kind: Kind,
    *,
    theme: ThemeFact | None = None,
    duty: DutyFact | None = None,
    copying: CopyFact | None = None,
    length: LengthVerdict | None = None,
    dossier: Dossier | None = None,
) -> Scored:
    """The score of one pledge. A part without input is None and the rest reweighted, never 100 by default."""
    k = profile.specificity.k[kind]
    basis: dict[str, float] = {
        "k": k,
        "thin_factor": profile.specificity.thin_factor,
        "thin_below": profile.specificity.thin_below,
        "duty_needed": profile.duty.needed,
    }
    if not judged:
        none: dict[PartName, float | None] = dict.fromkeys(PART_NAMES)
        return Scored(None, none, effective_weights(none, profile.weights), (), basis)
    parts: dict[PartName, float | None] = {
        "specificity": specificity_part(
            judged, k, profile.specificity.thin_factor, profile.specificity.thin_below
        ),
        "theme": theme_part(theme, profile.theme),
        "duty": duty_part(duty, judged, profile.duty.needed) if duty is not None else None,
        "originality": originality_part(copying),
        "length": length_part(length, profile.limits[kind]),
    }
    weights = effective_weights(parts, profile.weights)
    gates = tuple(
        GateFact(name, gate.cap, gate.reason)
        for name, gate in profile.gates.items()
        if _applies(name, gate, judged, profile, parts, theme, copying, dossier)
    )
    total = total_of(parts, weights, [gate.cap for gate in gates]) if any(weights.values()) else None
    return Scored(total, parts, weights, gates, basis)


def _applies(
    name: str,
    gate: GateProfile,
    judged: Sequence[Judged],
    profile: Profile,
    parts: Mapping[PartName, float | None],
    theme: ThemeFact | None,
    copying: CopyFact | None,
    dossier: Dossier | None,
) -> bool:
    if name == "no_concrete":
        return not acts(judged, profile.specificity.thin_below, gate.threshold)
    if name == "few_concrete":
        # Some act stands among them, but what can be followed up is a small part of what is said.
        return (
            bool(acts(judged, profile.specificity.thin_below, profile.gates["no_concrete"].threshold))
            and len(distinct(judged)) >= gate.least
            and (parts["specificity"] or 0.0) < gate.threshold
        )
    if name == "copied":
        return copying is not None and copying.compared and copying.counted_share >= gate.threshold
    if name == "theme":
        return (
            theme is not None
            and theme.relation in ("quoted", "outdated")
            and theme.confidence >= gate.threshold
        )
    return dossier is not None and dossier.verdict == "name_only"
