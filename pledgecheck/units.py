"""Means and counts by unit: for choosing what to read, not for ranking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pledgecheck.model import PART_NAMES, Report, UnitSummary

# unit, total, parts, the rules of the findings
Figures = tuple[str, float | None, Mapping[str, float | None], Sequence[str]]


def figures_of(report: Report) -> Figures:
    """What of a report is counted."""
    score = report.score
    parts: dict[str, float | None] = {name: value for name, value in score.parts.items()}
    return report.unit or "", score.total, parts, [finding.rule for finding in report.findings]


class Units:
    """Means and counts by unit, gathered report by report."""

    def __init__(self) -> None:
        self.pledges: Counter[str] = Counter()
        self.totals: defaultdict[str, _Mean] = defaultdict(_Mean)
        self.parts: defaultdict[tuple[str, str], _Mean] = defaultdict(_Mean)
        self.findings: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, report: Report) -> None:
        self.add_figures(figures_of(report))

    def add_figures(self, figures: Figures) -> None:
        unit, total, parts, rules = figures
        self.pledges[unit] += 1
        if total is not None:
            self.totals[unit].add(total)
        for name, value in parts.items():
            if value is not None:
                self.parts[unit, name].add(value)
        self.findings[unit].update(rules)

    def summary(self) -> tuple[UnitSummary, ...]:
        return tuple(
            UnitSummary(
                unit=unit,
                pledges=count,
                mean_total=self.totals[unit].rounded(),
                parts={name: self.parts[unit, name].rounded() for name in PART_NAMES},
                findings=dict(sorted(self.findings[unit].items())),
            )
            for unit, count in sorted(self.pledges.items())
        )


class _Mean:
    """Of values that are not kept."""

    __slots__ = ("count", "total")

    def __init__(self) -> None:
        self.total, self.count = 0.0, 0

    def add(self, value: float) -> None:
        self.total += value
        self.count += 1

    def rounded(self) -> float | None:
        return round(self.total / self.count, 1) if self.count else None
