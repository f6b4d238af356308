"""The exit status that reports ask for."""

from __future__ import annotations

from collections.abc import Iterable

from pledgecheck.cli.output import FOUND, OK
from pledgecheck.config import Config
from pledgecheck.model import Report

_RANK = {"info": 0, "warning": 1, "error": 2, "never": 3}


def status_of(reports: Iterable[Report], config: Config) -> int:
    """1 when a finding is at or above --fail-on or a total is under --min-score, else 0."""
    if config.fail_on == "never" and config.min_score is None:
        return OK  # a large audit reads its reports from disk
    limit = _RANK[config.fail_on]
    for report in reports:
        total = report.score.total
        if config.min_score is not None and (total is None or total < config.min_score):
            return FOUND
        if any(_RANK[finding.severity] >= limit for finding in report.findings):
            return FOUND
    return OK
