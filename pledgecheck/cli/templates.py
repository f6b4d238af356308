"""`pledgecheck templates propose | confirm`: text that belongs to nobody and is left out of copying."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgecheck.cli import options

app = typer.Typer(
    name="templates",
    help="Mẫu, kế hoạch đã phát xuống: đoạn nhiều bản cùng có. (Forms and plans handed down.)",
    no_args_is_help=True,
)


@app.command()
def propose(
    paths: options.Paths = None,
    manifest: Annotated[
        list[Path] | None,
        typer.Option("--manifest", help="bảng kê, mỗi dòng một bản / manifest", metavar="FILE"),
    ] = None,
    output: options.Output = None,
    lang: options.Lang = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    jobs: options.Jobs = 1,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> int:
    """Đề xuất đoạn mà trên 30% của ít nhất 200 bản cùng có. (Propose text that many have in common.)"""
    from pledgecheck.cli import habits
    from pledgecheck.cli.files import given
    from pledgecheck.cli.output import OK, WRONG, say, tell, tell_all_left, writer
    from pledgecheck.common import common_in
    from pledgecheck.copying.common import LEAST_TEXTS
    from pledgecheck.errors import UsageError
    from pledgecheck.templates import proposals_text

    settings = options.configuration(config, lang=lang, rules=rules)
    entries = given(paths, manifest)
    found = common_in(options.checker(settings), entries, jobs, habits.cache(no_cache))
    for failed in found.failures:
        tell(failed.path, failed.error)
    tell_all_left(found.left, settings.lang, quiet)
    if found.texts < LEAST_TEXTS:
        raise UsageError(
            f"chỉ có {found.texts} bản xem được; cần ít nhất {LEAST_TEXTS} bản mới đề xuất.",
            f"only {found.texts} pledges could be judged; nothing is proposed below {LEAST_TEXTS}.",
        )
    with writer(output) as out:
        out.write(proposals_text(found.common, found.texts, settings.lang))
    if not quiet:
        count = len(found.common)
        say(f"{count} proposals from {found.texts} pledges" if settings.lang == "en"
            else f"{count} đề xuất từ {found.texts} bản")
    return WRONG if found.failures else OK


@app.command()
def confirm(
    proposals: Annotated[
        Path, typer.Argument(metavar="FILE", help="tệp do “templates propose” ghi / the proposals")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="tệp mẫu, thêm vào nếu đã có / template file", dir_okay=False),
    ] = Path("templates.yaml"),
    only: Annotated[
        list[str] | None, typer.Option("--only", help="chỉ các đề xuất này / only these", metavar="ID")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", help="chỉ cho năm này / only for this year", metavar="N")
    ] = None,
    body: Annotated[
        str, typer.Option("--body", help="chỉ nơi có tên này / only units of this name", metavar="TEXT")
    ] = "",
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> int:
    """Xác nhận đề xuất thành mẫu. (Confirm proposals: they become templates.)"""
    from pledgecheck.cli.output import OK, say
    from pledgecheck.templates import confirmed, save_templates

    chosen = confirmed(proposals, only or (), year, body)
    count = save_templates(output, chosen)
    if not quiet:
        say(f'{output}: {count} templates. In pledgecheck.toml: template_files = ["{output.name}"]'
            if lang == "en"
            else f'{output}: {count} mẫu. Ghi vào pledgecheck.toml: template_files = ["{output.name}"]')
    return OK
