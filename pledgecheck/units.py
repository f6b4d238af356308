"""Means and counts by unit: for choosing what to read, not for ranking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pledgecheck.model import PART_NAMES, Report, UnitSummary


class Units:
    """Means and counts by unit, gathered report by report."""

    def __init__(self) -> None:
        self.pledges: Counter[str] = Counter()
        self.totals: defaultdict[str, list[float]] = defaultdict(list)
        self.parts: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        self.findings: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, report: Report) -> None:
        unit = report.unit or ""
        self.pledges[unit] += 1
        if report.score.total is not None:
            self.totals[unit].append(report.score.total)
        for name, value in report.score.parts.items():
            if value is not None:
                self.parts[unit, name].append(value)
        self.findings[unit].update(finding.rule for finding in report.findings)

    def summary(self) -> tuple[UnitSummary, ...]:
        return tuple(
            UnitSummary(
                unit=unit,
                pledges=count,
                mean_total=_mean(self.totals[unit]),
                parts={name: _mean(self.parts[unit, name]) for name in PART_NAMES},
                findings=dict(sorted(self.findings[unit].items())),
            )
            for unit, count in sorted(self.pledges.items())
        )


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None
