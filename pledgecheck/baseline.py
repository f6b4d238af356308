"""Findings that are known already: kept by fingerprint, left out of later runs, and never growing.

A baseline holds rules, fingerprints and counts, no words of a pledge. It follows words, not lines and files:
a sentence that moves stays known, the same sentence in one more pledge is new.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, overload

from pledgecheck.errors import UsageError
from pledgecheck.model import Finding, Report
from pledgecheck.private_files import write_private

VERSION: Final = 1
Key = tuple[str, str]  # rule, fingerprint


def key_of(report: Report, finding: Finding) -> Key:
    """What identifies a finding. One about the whole text belongs to its pledge: it has no words."""
    if finding.start is not None:
        return finding.rule, finding.fingerprint
    own = hashlib.sha256(f"{report.id}\0{finding.fingerprint}".encode("utf-8", "replace")).hexdigest()
    return finding.rule, own[:16]


def keys(reports: Iterable[Report]) -> Counter[Key]:
    """All findings of these reports, counted."""
    return Counter(key_of(report, finding) for report in reports for finding in report.findings)


def load(path: Path) -> Counter[Key]:
    """The findings that a baseline holds. Raises UsageError for anything that is not one."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != VERSION:
            raise ValueError
        known = Counter({(str(e["rule"]), str(e["fingerprint"])): int(e["count"]) for e in data["findings"]})
        if min(known.values(), default=1) < 1:
            raise ValueError
        return known
    except OSError as problem:
        raise UsageError(
            f"không mở được tệp baseline ({problem.strerror}). Tạo bằng --write-baseline.",
            f"cannot open the baseline ({problem.strerror}). Make it with --write-baseline.",
            path=str(path),
        ) from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise UsageError(
            "không phải tệp baseline của pledgecheck; tạo lại bằng --write-baseline.",
            "not a baseline of pledgecheck; make it again with --write-baseline.",
            path=str(path),
        ) from None


def save(path: Path, known: Mapping[Key, int]) -> None:
    """Write a baseline, in a fixed order so that two of them can be compared."""
    findings = [
        {"rule": rule, "fingerprint": fingerprint, "count": count}
        for (rule, fingerprint), count in sorted(known.items())
        if count > 0
    ]
    entries = ",\n".join(json.dumps(each) for each in findings)
    write_private(path, f'{{"version": {VERSION}, "findings": [\n{entries}\n]}}\n'.encode())


@dataclass(frozen=True, slots=True)
class Applied:
    """Reports without what is known; how many findings that left out, and how many known ones are gone."""

    reports: New
    hidden: int
    gone: int


class New(Sequence[Report]):
    """Reports with their new findings only; the reports themselves stay where they are."""

    __slots__ = ("_kept", "_reports")

    def __init__(self, reports: Sequence[Report], kept: Sequence[tuple[int, ...] | None]) -> None:
        self._reports = reports
        self._kept = kept

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Report]:
        return (self[at] for at in range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Report: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Report]: ...
    def __getitem__(self, at: int | slice) -> Report | Sequence[Report]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        report, kept = self._reports[at], self._kept[at]
        if kept is None:
            return report
        return report.model_copy(update={"findings": tuple(report.findings[i] for i in kept)})


def apply(reports: Sequence[Report], known: Mapping[Key, int]) -> Applied:
    """Leave out what is known, each finding as often as the baseline holds it, from the first report on."""
    left = Counter(known)
    kept: list[tuple[int, ...] | None] = []
    hidden = 0
    for report in reports:
        new = []
        for at, finding in enumerate(report.findings):
            key = key_of(report, finding)
            if left[key] > 0:
                left[key] -= 1
            else:
                new.append(at)
        hidden += len(report.findings) - len(new)
        kept.append(None if len(new) == len(report.findings) else tuple(new))
    return Applied(New(reports, kept), hidden, sum(left.values()))


def ratchet(known: Mapping[Key, int], now: Mapping[Key, int]) -> Counter[Key]:
    """What is known and still there: a baseline that is written again can only become smaller."""
    return Counter(known) & Counter(now)
