"""In which of four states a pledge is for its reader. About the text, never about its author; not a grade."""

from __future__ import annotations

from typing import Literal

from pledgecheck.model import Commitment, Report

State = Literal["clear", "add", "talk", "unsure"]
STATES: tuple[State, ...] = ("talk", "unsure", "add", "clear")  # in the order of reading

Reason = Literal[
    "name_only",
    "no_total",
    "outdated",
    "repeated",
    "alike",
    "foreign",
    "unsure",
    "look",
    "thin",
    "quoted",
    "warnings",
]
REASONS: tuple[Reason, ...] = (
    "name_only",
    "no_total",
    "outdated",
    "repeated",
    "alike",
    "foreign",
    "unsure",
    "look",
    "thin",
    "quoted",
    "warnings",
)
TALK: frozenset[Reason] = frozenset({"name_only", "outdated", "repeated", "alike", "foreign"})

REPEATED_FROM = 0.5  # share of what should be new that repeats an earlier pledge
ALIKE_FROM = 0.5  # share that another pledge of another person has too
UNSURE_FROM = 0.5  # share of the commitments that a person should look at
ACT = 2  # the lowest level that someone could check
WHOLE = 3  # the lowest level with a measure or a time


def counting(report: Report) -> list[Commitment]:
    """The commitments that count: no base content, no repetition of an earlier item."""
    return [one for one in report.commitments if not one.required_formula and one.duplicate_of is None]


def reasons_of(report: Report) -> tuple[Reason, ...]:
    """Why a pledge is in its state, the weightiest first; empty for a clear one."""
    return tuple(reason for reason in REASONS if _holds(reason, report))


def state_of(report: Report) -> State:
    """clear: can be followed as it stands. add: something is worth adding. talk: worth talking over
    (kept from an earlier year, like another one, another year's theme, another post's work, a name only).
    unsure: the tool cannot tell, a person should read it.

    A good pledge with one general sentence beside its acts is clear: the sentence is a hint, not a fault.
    """
    reasons = set(reasons_of(report))
    if "name_only" in reasons:
        return "talk"
    if "no_total" in reasons:
        return "unsure"
    if reasons & TALK:
        return "talk"
    if "unsure" in reasons:
        return "unsure"
    return "add" if reasons else "clear"


def _holds(reason: Reason, report: Report) -> bool:
    copying, theme, dossier = report.copying, report.theme, report.dossier
    match reason:
        case "no_total":
            return report.score.total is None
        case "name_only":
            return dossier is not None and dossier.verdict == "name_only"
        case "outdated":
            return theme is not None and theme.relation == "outdated"
        case "repeated":
            return copying is not None and copying.counted_share >= REPEATED_FROM
        case "alike":
            return copying is not None and any(
                source.relation == "peer" and source.share >= ALIKE_FROM for source in copying.sources
            )
        case "foreign":
            return report.duty.relation == "foreign"
        case "unsure":
            ours = counting(report)
            doubtful = sum(one.needs_review for one in ours)
            return doubtful >= 2 and doubtful >= UNSURE_FROM * len(ours)
        case "look":
            return any(finding.severity == "error" for finding in report.findings)
        case "thin":
            return not _can_be_followed(report)
        case "quoted":
            return theme is not None and theme.relation == "quoted"
        case "warnings":
            return _many_warnings(report)


def _can_be_followed(report: Report) -> bool:
    """Enough acts with a measure, a time, or whole as they stand."""
    needed = int(report.score.basis.get("k", 1))
    if report.kind == "individual":
        needed = 1  # one good promise is a pledge
    return (
        sum(one.level >= WHOLE or (one.level >= ACT and "negative" in one.tags) for one in counting(report))
        >= needed
    )


def _many_warnings(report: Report) -> bool:
    """A warning about the whole text, or about a third of the commitments and more."""
    warnings = [finding for finding in report.findings if finding.severity == "warning"]
    if any(finding.start is None for finding in warnings):
        return True
    ours = counting(report)
    touched = sum(
        any(
            f.start is not None and f.end is not None and f.start < one.end and f.end > one.start
            for f in warnings
        )
        for one in ours
    )
    if not ours:
        return bool(warnings)
    return 3 * touched >= len(ours)
