"""One word for what to do with a pledge next. It orders reading, it ranks nobody."""

from __future__ import annotations

from typing import Literal

from pledgecheck.model import Report

State = Literal["clear", "add", "talk", "unsure"]


def state_of(report: Report) -> State:
    """talk: something to look at again; unsure: a person must read it; add: could be completed; clear."""
    if any(finding.severity == "error" for finding in report.findings):
        return "talk"
    counted = [one for one in report.commitments if not one.required_formula]
    if counted and 2 * sum(one.needs_review for one in counted) > len(counted):
        return "unsure"
    if any(finding.severity == "warning" for finding in report.findings):
        return "add"
    return "clear"
