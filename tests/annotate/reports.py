"""Reports made by hand, so that a test says exactly which words are to be commented."""

from __future__ import annotations

from typing import Any

from pledgecheck.model import Commitment, DutyVerdict, Finding, LengthVerdict, Report, Score

_PARTS: Any = dict.fromkeys(("specificity", "theme", "duty", "originality", "length"))


def finding(
    text: str,
    words: str | None,
    *,
    rule: str = "SPE001",
    severity: Any = "warning",
    message: str = "Lý do.",
    suggestion: str = "Gợi ý.",
) -> Finding:
    """A finding about the first place of `words` in `text`; None = about the whole."""
    start = None if words is None else text.index(words)
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        suggestion=suggestion,
        start=start,
        end=None if start is None or words is None else start + len(words),
        confidence=0.9,
        fingerprint=f"{rule}-{start}",
    )


def commitment(text: str, words: str, **given: Any) -> Commitment:
    """A commitment that stands at the first place of `words`."""
    start = text.index(words)
    slots: Any = dict.fromkeys(("action", "object", "measure", "time", "evidence", "place_or_person"))
    data: dict[str, Any] = {
        "index": 0,
        "start": start,
        "end": start + len(words),
        "text": words,
        "level": 1,
        "points": 15.0,
        "confidence": 0.9,
        "slots": slots,
        "missing": (),
    }
    return Commitment(**{**data, **given})


def report(*findings: Finding, commitments: tuple[Commitment, ...] = (), **given: Any) -> Report:
    """A report with these findings and nothing else to say."""
    data: dict[str, Any] = {
        "id": "a",
        "path": "a.docx",
        "kind": "individual",
        "year": 2019,
        "author": None,
        "role": None,
        "unit": None,
        "sha256": "0" * 64,
        "score": Score(total=50.0, parts=_PARTS, weights=dict.fromkeys(_PARTS, 0.2)),
        "commitments": commitments,
        "theme": None,
        "duty": DutyVerdict(relation="unknown"),
        "copying": None,
        "length": LengthVerdict(syllables=100, commitments=3, verdict="ok", limits={}),
        "dossier": None,
        "findings": findings,
    }
    return Report(**{**data, **given})
