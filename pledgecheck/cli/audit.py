"""`pledgecheck audit`: many pledges together."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pledgecheck.audit import Entry, Progress


def audit(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help="thư mục, tệp / folders, files")
    ] = None,
    manifest: Annotated[
        list[Path] | None,
        typer.Option(
            "--manifest", help="bảng kê .csv, mỗi dòng một bản / manifest, one pledge a row", metavar="FILE"
        ),
    ] = None,
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
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Xem nhiều bản cùng lúc: giữa các năm, các cá nhân, các đơn vị. (Judge many pledges together.)"""
    from pledgecheck.checker import Checker
    from pledgecheck.cli.output import WRONG, tell, writer
    from pledgecheck.cli.status import status_of
    from pledgecheck.errors import UsageError
    from pledgecheck.readers import iter_manifest, walk
    from pledgecheck.reporters.base import Outcome
    from pledgecheck.reporters.table import deliver, reporter

    settings = options.configuration(
        config, lang=lang, rules=rules, select=select, ignore=ignore, fail_on=fail_on, min_score=min_score
    )
    look = options.style(settings.lang, color, quiet)
    format = reporter(output_format)
    if not paths and not manifest:
        raise UsageError("cần thư mục, tệp hoặc --manifest.", "a folder, a file or --manifest is needed.")
    checker = Checker(config=settings)
    sources: list[Iterable[Entry]] = [iter_manifest(each) for each in manifest or ()]
    if paths:
        sources.append(walk(paths))
    with checker.audit(chain.from_iterable(sources), jobs=jobs, progress=_progress(quiet)) as done:
        for failed in done.failures:
            tell(failed.path, failed.error)
        if not done.reports and not done.failures:
            raise UsageError("không tìm thấy bản nào để xem.", "nothing found to check.")
        outcome = Outcome(
            done.reports,
            checker.packs,
            checker.rulebook.rules,
            done.errors,
            done.skipped,
            done.summary,
            texts=done.texts,
            themes=checker.themes,
            sensitive=checker.sensitive,
            json_lines=done.reports.json_lines,
        )
        deliver(format, outcome, output, look, writer)
        return WRONG if done.errors else status_of(done.reports, settings)


def _progress(quiet: bool) -> Progress | None:
    """A line on stderr that counts, only where someone is looking."""
    if quiet or not sys.stderr.isatty():
        return None
    words = {"judged": "đọc và xem / judged", "compared": "so sánh / compared"}

    def show(step: str, done: int, total: int | None) -> None:
        end = "\n" if done == total else ""
        if done % 20 == 0 or end:
            print(
                f"\r\033[K{words[step]}: {done}{f'/{total}' if total else ''}",
                end=end,
                file=sys.stderr,
                flush=True,
            )

    return show
