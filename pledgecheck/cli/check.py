"""`pledgecheck check`: each pledge by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pledgecheck.cli import options


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…|-", help="tệp .docx, .txt, .md; - là đầu vào chuẩn")
    ],
    previous: Annotated[
        list[Path] | None,
        typer.Option("--previous", help="bản năm trước của cùng người / earlier pledge", metavar="FILE"),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", help="mã chuyên đề hoặc tệp YAML / theme", metavar="ID|FILE"),
    ] = None,
    role: Annotated[str | None, typer.Option("--role", help="chức vụ / post", metavar="TEXT")] = None,
    duties: Annotated[
        str | None, typer.Option("--duties", help="nhiệm vụ được giao / duties", metavar="TEXT|FILE")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="loại bản đăng ký / kind", metavar="individual|collective|model"),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="năm / year", metavar="N")] = None,
    output_format: options.Format = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    min_score: options.MinScore = None,
    no_cache: options.NoCache = False,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
    redact: options.Redact = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Xem từng bản: chỗ rõ, chỗ nên bổ sung, điểm và lý do. (Judge each pledge by itself.)"""
    from pledgecheck.cli import files as inputs
    from pledgecheck.cli import habits
    from pledgecheck.cli.output import WRONG, tell, writer
    from pledgecheck.cli.status import status_of
    from pledgecheck.errors import InputError, ManyPledgesError
    from pledgecheck.model import InputFailure, Report
    from pledgecheck.private_files import refuse_early
    from pledgecheck.reporters.base import Outcome
    from pledgecheck.reporters.table import deliver, reporter

    settings = options.configuration(
        config, lang=lang, rules=rules, select=select, ignore=ignore, fail_on=fail_on, min_score=min_score
    )
    look = options.style(settings.lang, color, quiet, redact=redact, fail_on=settings.fail_on)
    format = reporter(output_format)
    refuse_early(output)
    checker = options.checker(settings)
    # What was asked for all files is a mistake of the call: found before any of them is read.
    themes = [inputs.theme(each) for each in theme or ()]
    checker.themes_known(themes)
    earlier = [inputs.one_pledge(str(path)) for path in previous or ()]
    known: dict[str, Any] = {"role": role, "duties": inputs.text_or_file(duties), "kind": kind, "year": year}
    kept, hidden = habits.cache(no_cache), habits.redactor(look, checker.packs)
    reports: list[Report] = []
    texts: dict[str, str] = {}
    errors: list[InputFailure] = []
    for name in files:
        try:
            pledge = inputs.one_pledge(name)
        except (InputError, ManyPledgesError) as problem:
            errors.append(inputs.failed(name, problem, settings.lang))
            tell(hidden.file(name) if hidden is not None else problem.path, problem)
            continue
        report = checker.check(pledge, previous=earlier, theme=themes, cache=kept, **known)
        reports.append(report)
        texts[report.path] = pledge.text
    texts |= {f"previous-{at}": pledge.text for at, pledge in enumerate(earlier, start=1)}
    outcome = Outcome(
        reports,
        checker.packs,
        checker.rulebook.rules,
        tuple(errors),
        texts=texts,
        themes=checker.themes,
        sensitive=checker.sensitive,
    )
    outcome = habits.with_baseline(outcome, baseline, write_baseline, look)
    deliver(format, outcome, output, look, writer, hidden)
    return WRONG if errors else status_of(outcome.reports, settings)
