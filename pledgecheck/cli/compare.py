"""`pledgecheck compare`: copied passages of two texts side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgecheck.cli import options


def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="bản thứ nhất / first text")],
    b: Annotated[Path, typer.Argument(metavar="B", help="bản thứ hai / second text")],
    output_format: Annotated[
        str, typer.Option("--output-format", metavar="FORMAT", help="terminal | html | json")
    ] = "terminal",
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    redact: options.Redact = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Đặt hai bản cạnh nhau: đoạn giống nhau và chỗ đã đổi. (Passages that stand in both texts.)"""
    import json

    from pledgecheck.cli import habits
    from pledgecheck.cli.files import one_pledge
    from pledgecheck.cli.output import OK, writer
    from pledgecheck.copying.compare import compare_texts
    from pledgecheck.errors import UsageError
    from pledgecheck.model import dump

    settings = options.configuration(config, lang=lang, rules=rules)
    look = options.style(settings.lang, color, quiet, redact=redact)
    if output_format not in ("terminal", "html", "json"):
        raise UsageError(
            f"compare không có định dạng “{output_format}”. Có: terminal, html, json.",
            f"compare cannot write “{output_format}”. Known: terminal, html, json.",
        )
    left, right = one_pledge(str(a)), one_pledge(str(b))
    found = compare_texts(left.text, right.text)
    if redact:
        from pledgecheck.packs.resolve import gather
        from pledgecheck.reporters.redact_comparison import redacted

        hidden = habits.redactor(look, gather(settings.rules))
        assert hidden is not None
        found, left, right = redacted(found, left, right, hidden)
    with writer(output) as out:
        if output_format == "json":
            out.write(json.dumps({"version": 1, "comparison": dump(found)}, ensure_ascii=False) + "\n")
        elif output_format == "html":
            from pledgecheck.reporters.html.compare import write as write_page

            write_page(found, left, right, out, look)
        else:
            from pledgecheck.reporters.terminal_compare import write

            write(found, left, right, out, look)
    return OK
