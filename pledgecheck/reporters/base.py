"""What every reporter gets, and what it must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TextIO

from pledgecheck.model import AuditSummary, InputFailure, Report, SkippedInput, Theme
from pledgecheck.packs.loader import Rule, RulePack
from pledgecheck.version import VERSION


class RosterLine(Protocol):
    """Somebody whom a roster lists. status: one of the words that a roster knows."""

    @property
    def unit(self) -> str: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found. `reports` may be iterated more than once."""

    reports: Iterable[Report]
    packs: tuple[RulePack, ...]
    rules: Mapping[str, Rule] = field(default_factory=dict)
    errors: tuple[InputFailure, ...] = ()
    skipped: tuple[SkippedInput, ...] = ()
    audit: AuditSummary | None = None
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)  # report id -> text, where at hand
    themes: Mapping[str, Theme] = field(default_factory=dict)
    sensitive: Callable[[Report], bool] | None = None  # soldiers, police …: never asked for places or names
    roster: Sequence[RosterLine] = ()  # who should have handed in, where a roster was given
    json_lines: Callable[[], Iterator[str]] | None = None  # the reports as JSON, where they are kept so

    def tool(self) -> dict[str, Any]:
        """Which version and which rules judged."""
        return {
            "version": VERSION,
            "packs": [{"id": pack.id, "version": pack.version, "sha256": pack.sha256} for pack in self.packs],
        }

    def text_of(self, report: Report) -> str | None:
        """The text that was judged, where it is at hand."""
        return text_of(report, self.texts)

    def lines(self) -> Iterator[str]:
        """Each report as one line of JSON."""
        if self.json_lines is not None:
            return self.json_lines()
        return (report.model_dump_json(by_alias=True) for report in self.reports)


def text_of(report: Report, texts: Mapping[str, str]) -> str | None:
    """The text that was judged, by id or by path; another one's spans would not fit."""
    for name in (report.id, report.path):
        text = texts.get(name)
        if text is not None and sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == report.sha256:
            return text
    return None


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: language, colour (None = as the terminal can), whether details are wanted."""

    lang: str = "vi"
    color: bool | None = None
    quiet: bool = False
    redact: bool = False
    fail_on: str = "error"  # the severity from which a finding counts as a failure; never: none does


class Reporter(Protocol):
    """Writes an outcome as text. Its module may offer FileReporter's `write_to` beside it or instead."""

    def __call__(self, outcome: Outcome, out: TextIO, style: Style) -> None: ...


class FileReporter(Protocol):
    """Writes an outcome to one or more files; returns them, the one to open first."""

    def __call__(self, outcome: Outcome, target: Path, style: Style) -> list[Path]: ...
