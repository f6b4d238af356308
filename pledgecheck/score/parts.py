"""The five parts, each 0-100 and rounded to one decimal, or None when it does not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pledgecheck.kinds.copying import CopyFact
from pledgecheck.kinds.facts import DutyFact, Judged, ThemeFact
from pledgecheck.model import LengthVerdict
from pledgecheck.packs.schema import ThemeProfile

ACT = 2  # the lowest level that someone could check
ROUTINE = "routine"  # what the law or the statutes demand anyway


def points_of(one: Judged) -> float:
    """The points that count: an uncertain reading never counts for less than a certain one would."""
    return one.points if one.certain_points is None else max(one.points, one.certain_points)


def distinct(judged: Sequence[Judged]) -> list[Judged]:
    """The commitments that count: no required formulas, no repetitions of an earlier item."""
    return [one for one in judged if not one.required_formula and one.duplicate_of is None]


def acts(judged: Sequence[Judged], below: float, confidence: float = 0.0) -> list[Judged]:
    """The distinct commitments that could be checked.

    With `confidence` 0 an uncertain one counts when a certain reading would make it an act; above, only
    those count that are read as acts with at least this confidence.
    """
    if confidence:
        return [one for one in distinct(judged) if one.level >= ACT and one.confidence >= confidence]
    return [one for one in distinct(judged) if one.level >= ACT or points_of(one) >= below]


def specificity_part(judged: Sequence[Judged], k: int, factor: float, below: float = 40) -> float | None:
    """The mean of the best k distinct commitments, less for the share of thin ones.

    Padded with zeros; matter-of-course commitments are not among the best. None without any commitment.
    """
    if not judged:
        return None
    counting = distinct(judged)
    best = sorted((points_of(one) for one in counting if ROUTINE not in one.tags), reverse=True)[:k]
    thin = sum(points_of(one) < below for one in counting) / len(counting) if counting else 0.0
    return round(sum(best) / k * (1 - factor * thin), 1)


def theme_part(fact: ThemeFact | None, profile: ThemeProfile) -> float | None:
    """Points by relation; an applied theme by the number of its aspects."""
    if fact is None:
        return None
    if fact.relation == "applied":
        return profile.two if len(set(fact.aspects)) >= 2 else profile.one
    return {"outdated": profile.outdated, "quoted": profile.quoted}.get(fact.relation, profile.not_found)


def duty_part(fact: DutyFact, judged: Sequence[Judged], needed: int) -> float | None:
    """Distinct commitments of level 2 and above with a duty term; None where no duty is known."""
    if fact.relation == "unknown":
        return None
    marks = fact.marks or (False,) * len(judged)
    own = sum(
        mark and one.level >= ACT and not one.required_formula and one.duplicate_of is None
        for one, mark in zip(judged, marks, strict=True)
    )
    return round(min(100.0, 100 * own / needed), 1)


def originality_part(fact: CopyFact | None) -> float | None:
    """What is not repeated without reason; None where there is no earlier pledge."""
    if fact is None or not fact.compared:
        return None
    return round(100 * (1 - fact.counted_share), 1)


def _fall(value: float, plateau: float, zero: float) -> float:
    """1 up to `plateau`, then linear to 0 at `zero`."""
    if value <= plateau:
        return 1.0
    return max(0.0, (zero - value) / (zero - plateau)) if zero > plateau else 0.0


def length_part(fact: LengthVerdict | None, limits: Mapping[str, float]) -> float | None:
    """A plateau, then a linear fall: by syllables on both sides, by commitments above; the worse counts."""
    if fact is None:
        return None
    least = limits.get("syllables_min", 0)
    share = min(1.0, fact.syllables / least) if least else 1.0
    for value, name in ((fact.syllables, "syllables"), (fact.commitments, "commitments")):
        if f"{name}_max" in limits and f"{name}_zero" in limits:
            share = min(share, _fall(value, limits[f"{name}_max"], limits[f"{name}_zero"]))
    return round(100 * share, 1)
