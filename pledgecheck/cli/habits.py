"""What commands share for daily work: the cache, the baseline, taking names out of what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pledgecheck.cache import Cache
    from pledgecheck.model import AuditSummary, Report
    from pledgecheck.packs.loader import RulePack
    from pledgecheck.reporters.base import Outcome, Style
    from pledgecheck.reporters.redact import Redactor


def cache(no_cache: bool) -> Cache | None:
    """The cache of this user, unless it is not wanted."""
    if no_cache:
        return None
    from pledgecheck.cache import Cache, default_folder

    return Cache(default_folder())


def redactor(style: Style, packs: tuple[RulePack, ...]) -> Redactor | None:
    """What takes names out, where that is wanted."""
    if not style.redact:
        return None
    from pledgecheck.packs.resolve import merged_lexicon
    from pledgecheck.reporters.redact import Redactor

    return Redactor(merged_lexicon(packs))


def with_baseline(outcome: Outcome, baseline: Path | None, write_baseline: Path | None, style: Style) -> Outcome:
    """The outcome without the findings that a baseline knows; writes one where that is asked for.

    write_baseline alone: all findings of now are known from here on. Both: what is written holds only what
    was known already and is still there, so that a baseline never grows.
    """
    if baseline is None and write_baseline is None:
        return outcome
    from collections.abc import Sequence
    from dataclasses import replace

    from pledgecheck import baseline as known
    from pledgecheck.cli.output import say

    reports = outcome.reports if isinstance(outcome.reports, Sequence) else list(outcome.reports)
    old = known.load(baseline) if baseline is not None else None
    if write_baseline is not None:
        now = known.keys(reports)
        old = now if old is None else known.ratchet(old, now)
        known.save(write_baseline, old)
    assert old is not None
    applied = known.apply(reports, old)
    if not style.quiet:
        say(f"pledgecheck: {_said(applied.hidden, applied.gone, style.lang)}")
    return replace(outcome, reports=applied.reports, audit=_counted(outcome, applied.reports), json_lines=None)


def _said(hidden: int, gone: int, lang: str) -> str:
    if lang == "en":
        more = f" {gone} are gone: write it again with --write-baseline." if gone else ""
        return f"{hidden} findings known from the baseline are not shown.{more}"
    more = f" {gone} ghi chú không còn: ghi lại bằng --write-baseline." if gone else ""
    return f"không nêu lại {hidden} ghi chú đã có trong baseline.{more}"


def _counted(outcome: Outcome, reports: Iterable[Report]) -> AuditSummary | None:
    """The summary with the findings of each unit counted again."""
    from pledgecheck.units import Units

    if outcome.audit is None:
        return None
    units = Units()
    for report in reports:
        units.add(report)
    return outcome.audit.model_copy(update={"units": units.summary()})
