"""`pledgecheck followup`: the filled sheet "Theo dõi việc" read back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgecheck.cli import options


def followup(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="tệp đã ghi kết quả / the filled workbook")],
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="mid|year", help="6 tháng hay cả năm / which time of the year"),
    ] = None,
    output_format: Annotated[
        str, typer.Option("--output-format", metavar="FORMAT", help="terminal | json | xlsx")
    ] = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    redact: options.Redact = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Đọc lại bảng theo dõi: việc nào đã ghi kết quả, con số nào. (Read the follow-up sheet back.)"""
    from pledgecheck.cli.output import OK, writer
    from pledgecheck.errors import UsageError
    from pledgecheck.followup import read_follow_up
    from pledgecheck.packs.resolve import gather, merged_lexicon
    from pledgecheck.private_files import write_private
    from pledgecheck.reporters import followup as report
    from pledgecheck.reporters.redact import Redactor

    settings = options.configuration(config, lang=lang, rules=rules)
    look = options.style(settings.lang, color, quiet)
    if output_format not in ("terminal", "json", "xlsx"):
        raise UsageError(
            f"followup không có định dạng “{output_format}”. Có: terminal, json, xlsx.",
            f"followup cannot write “{output_format}”. Known: terminal, json, xlsx.",
        )
    if at not in (None, "mid", "year"):
        raise UsageError("--at: mid (6 tháng) hoặc year (cả năm).", "--at: mid or year.")
    if output_format == "xlsx" and output is None:
        raise UsageError("cần --output TỆP.xlsx.", "--output FILE.xlsx is needed.")
    lexicon = merged_lexicon(gather(settings.rules))
    found = read_follow_up(file, lexicon, "mid" if at == "mid" else "year" if at else None)
    if redact:
        found = report.redacted(found, Redactor(lexicon), settings.lang)
    if output_format == "xlsx" and output is not None:
        write_private(output, report.workbook(found, settings.lang))
        return OK
    with writer(output) as out:
        if output_format == "json":
            report.write_json(found, out)
        else:
            report.write_terminal(found, out, look)
    return OK
