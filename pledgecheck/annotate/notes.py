"""Which findings become comments, and what each comment says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pledgecheck.annotate.messages import UNSURE
from pledgecheck.model import Commitment, Finding, Report
from pledgecheck.wording import SEVERITIES, say

_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a comment: a label in bold, then words; small: the id of the rule."""

    label: str
    words: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One comment; without a span it is about the whole text."""

    span: tuple[int, int] | None
    lines: tuple[Line, ...] = field(repr=False)


def notes_of(report: Report, lang: str, hints: int = 0) -> list[Note]:
    """What must be looked at again and what could be added, with up to `hints` further hints.

    Remarks on the same words share a comment, and so do all remarks on the whole. Base content gets none.
    """
    wanted = [f for f in report.findings if f.severity in ("error", "warning")]
    wanted += _hints(report.findings, hints)
    by_span: dict[tuple[int, int] | None, list[Finding]] = {}
    for finding in sorted(wanted, key=lambda f: (f.start or 0, f.end or 0, _RANK[f.severity], f.rule)):
        span = _span(finding)
        if span is None or not _is_base(span, report.commitments):
            by_span.setdefault(span, []).append(finding)
    doubtful = {(one.start, one.end) for one in report.commitments if one.needs_review}
    return [Note(span, tuple(_lines(found, lang, span in doubtful))) for span, found in by_span.items()]


def _span(finding: Finding) -> tuple[int, int] | None:
    if finding.start is None or finding.end is None or finding.start >= finding.end:
        return None
    return finding.start, finding.end


def _hints(findings: Iterable[Finding], most: int) -> list[Finding]:
    """The surest hints that suggest something, one of each rule before a second of any."""
    pool = [f for f in findings if f.severity == "info" and f.suggestion]
    seen: dict[str, int] = {}
    ranked = []
    for finding in sorted(pool, key=lambda f: (-f.confidence, f.start or 0)):
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
        ranked.append((seen[finding.rule], finding))
    return [finding for _, finding in sorted(ranked, key=lambda pair: pair[0])[:most]]


def _is_base(span: tuple[int, int], commitments: Iterable[Commitment]) -> bool:
    """Whether the words are part of a sentence that the form or the statutes demand."""
    return any(one.required_formula and one.start < span[1] and span[0] < one.end for one in commitments)


def _lines(findings: Iterable[Finding], lang: str, doubtful: bool) -> Iterable[Line]:
    rules = []
    for finding in findings:
        yield Line(f"{say(SEVERITIES[finding.severity], lang)}: ", finding.message)
        if finding.suggestion:
            yield Line("", f"→ {finding.suggestion}")
        rules.append(finding.rule)
    if doubtful:
        yield Line("", say(UNSURE, lang))
    yield Line("", " ".join(dict.fromkeys(rules)), small=True)
