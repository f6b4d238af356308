"""`pledgecheck annotate`: the findings as Word comments in a copy of the author's document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgecheck.cli import options

if TYPE_CHECKING:
    from pledgecheck.judging import Draft


def annotate(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="bản Word của tác giả / the document")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="OUT.docx", help="bản sao có ghi chú / the copy", dir_okay=False
        ),
    ],
    with_summary: Annotated[
        bool, typer.Option("--with-summary", help="thêm khung tóm tắt ở đầu / a summary on top")
    ] = False,
    hints: Annotated[
        int, typer.Option("--hints", min=0, metavar="N", help="thêm tối đa N gợi ý / up to N hints too")
    ] = 0,
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
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    min_score: options.MinScore = None,
    quiet: options.Quiet = False,
) -> int:
    """Ghi lý do và gợi ý thành ghi chú Word trong bản sao. (Write Word comments into a copy.)"""
    from pledgecheck.annotate import annotate as write_comments
    from pledgecheck.annotate import refuse_original, refuse_other_type
    from pledgecheck.cli import files as inputs
    from pledgecheck.cli.output import say
    from pledgecheck.cli.status import status_of
    from pledgecheck.model import Pledge
    from pledgecheck.private_files import refuse_early, write_private
    from pledgecheck.readers import read_docx
    from pledgecheck.readers.files import read_file

    settings = options.configuration(
        config, lang=lang, rules=rules, select=select, ignore=ignore, fail_on=fail_on, min_score=min_score
    )
    refuse_original(file, output)
    refuse_other_type(file, output)
    refuse_early(output)
    checker = options.checker(settings)
    themes = [inputs.theme(each) for each in theme or ()]
    earlier = [inputs.one_pledge(str(path)) for path in previous or ()]
    known: dict[str, Any] = {"role": role, "duties": inputs.text_or_file(duties), "kind": kind, "year": year}
    data = read_file(file)
    document = read_docx(data, str(file))
    pledge = Pledge(id=file.stem, text=document.text, source=str(file)).with_layout(document.layout)
    report = checker.check(pledge, previous=earlier, theme=themes, **known)
    draft = checker.draft(pledge, **known)
    made = write_comments(
        data,
        document,
        report,
        lang=settings.lang,
        hints=hints,
        title=_title(draft),
        summary=with_summary,
        sensitive=draft.facts.sensitive,
    )
    write_private(output, made.data)
    english = settings.lang == "en"
    if made.was_signed:
        say(
            "pledgecheck: "
            + ("the copy loses the digital signature" if english else "bản sao không còn chữ ký số")
        )
    if not quiet:
        said = f"{made.comments} comments" if english else f"{made.comments} ghi chú"
        say(f"{output}: {said}")
    return status_of([report], settings)


def _title(draft: Draft) -> tuple[int, int] | None:
    """The span of the pledge's heading, where remarks on the whole are put."""
    from pledgecheck.document.model import Role

    facts = draft.facts
    blocks = facts.document.blocks if facts.document is not None else ()
    title = next((block for block in blocks if block.role is Role.TITLE), None)
    return facts.span(title.start, title.end) if title is not None else None
