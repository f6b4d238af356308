"""`pledgecheck check`: each pledge by itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from pledgecheck.checker import Checker
    from pledgecheck.model import Pledge


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE…|-", help="tệp .docx, .txt, .md; - là đầu vào chuẩn")],
    previous: Annotated[list[Path] | None, typer.Option(
        "--previous", help="bản năm trước của cùng người / earlier pledge", metavar="FILE")] = None,
    theme: Annotated[list[str] | None, typer.Option(
        "--theme", help="mã chuyên đề hoặc tệp YAML / theme", metavar="ID|FILE")] = None,
    role: Annotated[str | None, typer.Option("--role", help="chức vụ / post", metavar="TEXT")] = None,
    duties: Annotated[str | None, typer.Option(
        "--duties", help="nhiệm vụ được giao / duties", metavar="TEXT|FILE")] = None,
    kind: Annotated[str | None, typer.Option(
        "--kind", help="loại bản đăng ký / kind", metavar="individual|collective|model")] = None,
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
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Xem từng bản cam kết, bản đăng ký: chỗ rõ, chỗ nên bổ sung, điểm và lý do. (Judge each pledge by itself.)"""
    from pledgecheck.checker import Checker
    from pledgecheck.cli.output import WRONG, complain, writer
    from pledgecheck.cli.status import status_of
    from pledgecheck.errors import PledgecheckError, UsageError
    from pledgecheck.model import InputFailure, Report
    from pledgecheck.readers import read
    from pledgecheck.reporters.base import Outcome
    from pledgecheck.reporters.table import reporter

    settings = options.configuration(config, lang=lang, rules=rules, select=select, ignore=ignore, fail_on=fail_on,
                                     min_score=min_score)
    look = options.style(settings.lang, color, quiet)
    write = reporter(output_format)
    checker = Checker(config=settings)
    themes = [_theme(each) for each in theme or ()]
    # What was asked of all files is a mistake of the call, and none of them is to blame.
    checker.themes_known(themes)
    earlier = [_one(read(path), str(path)) for path in previous or ()]
    reports: list[Report] = []
    texts: dict[str, str] = {}
    errors: list[InputFailure] = []
    for name in files:
        try:
            pledge = _read(name)
            report = checker.check(pledge, previous=earlier, theme=themes, role=role, duties=_duties(duties),
                                   kind=kind, year=year)
        except UsageError as problem:
            if problem.code != "many-pledges":
                raise
            errors.append(_failed(name, problem, settings.lang))
            complain(problem)
        except PledgecheckError as problem:
            errors.append(_failed(name, problem, settings.lang))
            complain(problem)
        else:
            reports.append(report)
            texts[report.id] = pledge.text
    with writer(output) as out:
        write(Outcome(reports, checker.packs, checker.rulebook.rules, tuple(errors), texts=texts), out, look)
    return WRONG if errors else status_of(reports, settings)


def _failed(name: str, problem: object, lang: str) -> object:
    from pledgecheck.errors import PledgecheckError
    from pledgecheck.model import InputFailure

    assert isinstance(problem, PledgecheckError)
    return InputFailure(path=name, code=problem.code, message=problem.en if lang == "en" else problem.vi)


def _read(name: str) -> Pledge:
    from pledgecheck.readers import read

    if name == "-":
        pledge = _one(read(sys.stdin.buffer.read(), name="stdin"), "-")
        return pledge.model_copy(update={"source": "-"}).with_layout(pledge.layout)
    return _one(read(Path(name)), name)


def _one(pledges: list[Pledge], path: str) -> Pledge:
    from pledgecheck.errors import ManyPledgesError

    if len(pledges) == 1:
        return pledges[0]
    raise ManyPledgesError(f"tệp có {len(pledges)} bản; hãy dùng lệnh audit.",
                           f"the file holds {len(pledges)} pledges; use the command audit.", path=path)


def _theme(given: str) -> str | Path:
    """A file when it looks like one, else an id."""
    path = Path(given)
    return path if path.suffix.lower() in (".yaml", ".yml") or path.is_file() else given


def _duties(given: str | None) -> str | None:
    if given is None:
        return None
    from pledgecheck.readers import read

    try:
        is_file = Path(given).is_file()
    except (OSError, ValueError):
        is_file = False
    return read(Path(given))[0].text if is_file else given
