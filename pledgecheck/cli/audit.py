"""`pledgecheck audit`: many pledges together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pledgecheck.audit import Audit, Entry
    from pledgecheck.model import AuditSummary
    from pledgecheck.readers import ReadFailure, Roster
    from pledgecheck.readers.roster import Submitted


def audit(
    paths: options.Paths = None,
    manifest: Annotated[
        list[Path] | None,
        typer.Option(
            "--manifest", help="bảng kê .csv, mỗi dòng một bản / manifest, one pledge a row", metavar="FILE"
        ),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster",
            help="danh sách phải nộp (.csv, .xlsx), để tìm người chưa nộp / who should have submitted",
            metavar="FILE",
        ),
    ] = None,
    hidden_sheets: Annotated[
        bool, typer.Option("--hidden-sheets", help="đọc cả trang tính ẩn / read hidden sheets too")
    ] = False,
    output_format: options.Format = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    min_score: options.MinScore = None,
    jobs: options.Jobs = 1,
    engine: Annotated[
        str, typer.Option("--engine", help="local | spark (cần pledgecheck[spark])", metavar="local|spark")
    ] = "local",
    no_cache: options.NoCache = False,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
    redact: options.Redact = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Xem nhiều bản cùng lúc: giữa các năm, các cá nhân, các đơn vị. (Judge many pledges together.)"""
    from pledgecheck.cli import habits
    from pledgecheck.cli.files import given, need_input
    from pledgecheck.cli.output import WRONG, say, tell_failed, writer
    from pledgecheck.cli.progress import bar
    from pledgecheck.cli.status import status_of
    from pledgecheck.errors import UsageError
    from pledgecheck.private_files import refuse_early
    from pledgecheck.readers import ReadOptions, read_roster
    from pledgecheck.reporters.base import Outcome
    from pledgecheck.reporters.table import deliver, reporter

    settings = options.configuration(
        config, lang=lang, rules=rules, select=select, ignore=ignore, fail_on=fail_on, min_score=min_score
    )
    look = options.style(settings.lang, color, quiet, redact=redact, fail_on=settings.fail_on)
    format = reporter(output_format)
    refuse_early(output)
    if engine not in ("local", "spark"):
        raise UsageError(f"--engine: local, spark (không có “{engine}”).", f"--engine: local or spark, not “{engine}”.")
    need_input(paths, manifest)
    expected = read_roster(roster) if roster is not None else None
    if expected is not None and expected.unknown_states and not quiet:
        say(_unknown_states(expected.unknown_states))
    checker = options.checker(settings)
    handwritten: list[ReadFailure] = []
    entries = _noting(given(paths, manifest, ReadOptions(hidden_sheets=hidden_sheets)), handwritten)
    shown = bar(quiet, settings.lang, lambda: _how_many(paths or (), manifest or ()))
    hidden = habits.redactor(look, checker.packs)
    if engine == "spark":
        from pledgecheck.spark.local import audit_here

        found = audit_here(entries, checker, jobs)
    else:
        found = checker.audit(entries, jobs=jobs, progress=shown, cache=habits.cache(no_cache))
    with found as done:
        for failed in done.failures:
            tell_failed(failed, hidden)
        if not done.reports and not done.failures:
            raise UsageError("không tìm thấy bản nào để xem.", "nothing found to check.")
        outcome = Outcome(
            done.reports,
            checker.packs,
            checker.rulebook.rules,
            done.errors,
            done.skipped,
            done.summary if expected is None else _with_missing(done, expected, handwritten),
            texts=done.texts,
            themes=checker.themes,
            sensitive=checker.sensitive,
            roster=expected.entries if expected is not None else (),
            json_lines=done.reports.json_lines,
        )
        outcome = habits.with_baseline(outcome, baseline, write_baseline, look)
        deliver(format, outcome, output, look, writer, hidden)
        return WRONG if done.errors else status_of(outcome.reports, settings)


def _noting(entries: Iterable[Entry], handwritten: list[ReadFailure]) -> Iterator[Entry]:
    """The entries; scans that only a person can read are noted and no failures: they were submitted."""
    from pledgecheck.readers import ReadFailure, Skipped
    from pledgecheck.readers.problems import problem

    for entry in entries:
        if isinstance(entry, Skipped) and entry.reason == "handwritten":
            handwritten.append(ReadFailure(entry.path, "handwritten", problem("handwritten")))
        elif isinstance(entry, ReadFailure) and entry.code == "handwritten":
            handwritten.append(entry)
            entry = Skipped(entry.path, "handwritten")
        yield entry


def _with_missing(done: Audit, expected: Roster, handwritten: list[ReadFailure]) -> AuditSummary:
    """The summary with those who submitted nothing; a file that cannot be read was submitted too."""
    from pledgecheck.readers import missing

    unread = [*handwritten, *done.failures]

    def submitted() -> Iterator[Submitted]:
        yield from done.reports
        yield from (each.known for each in unread)

    files = [each.path for each in unread]
    return done.summary.model_copy(update={"missing": missing(expected, submitted(), files)})


def _unknown_states(states: tuple[str, ...]) -> str:
    """Words in the roster's column of states that say nothing to this program."""
    from pledgecheck.readers.roster import STATES
    from pledgecheck.reporters.explain import shown

    listed, known = "; ".join(f"“{shown(each, 40)}”" for each in states[:10]), "; ".join(STATES)
    return (
        f"pledgecheck: danh sách phải nộp ghi tình trạng máy chưa biết: {listed}. Những người này không bị tính là "
        f"chưa nộp. Các tình trạng máy biết: {known}.\n"
        f"             the roster has states that are not known: {listed}. These people are not counted as missing."
    )


def _how_many(paths: Iterable[Path], manifests: Iterable[Path]) -> int | None:
    """About how many pledges there are: files that may be one, and rows; None where it cannot be told."""
    import os

    from pledgecheck.errors import PledgecheckError
    from pledgecheck.readers.formats import SUFFIXES
    from pledgecheck.readers.manifest import ManifestRows

    try:
        count = sum(len(ManifestRows(each)) for each in manifests)
    except PledgecheckError:
        return None
    for path in paths:
        if not path.is_dir():
            count += 1
        for _, folders, files in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            count += sum(
                Path(name).suffix.lower() in SUFFIXES and name[:1] not in (".", "~") for name in files
            )
    return count
