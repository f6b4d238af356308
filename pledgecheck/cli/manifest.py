"""`pledgecheck manifest`: proposes a manifest to correct in a spreadsheet program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgecheck.cli import options


def manifest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="thư mục, tệp / folders, files")],
    output: options.Output = None,
    config: options.ConfigFile = None,
    rules: options.Rules = None,
    hidden_sheets: Annotated[
        bool, typer.Option("--hidden-sheets", help="đọc cả trang tính ẩn / read hidden sheets too")
    ] = False,
    quiet: options.Quiet = False,
) -> int:
    """Đề xuất bảng kê để sửa trong Excel: ai, đơn vị nào, năm nào. (Propose a manifest to correct.)"""
    from pledgecheck.cli.output import OK, WRONG, say, tell_failed, writer
    from pledgecheck.document.model import Meta
    from pledgecheck.document.parse import parse
    from pledgecheck.errors import UsageError
    from pledgecheck.readers import ReadOptions, propose_manifest, write_proposal
    from pledgecheck.text.view import make_view

    settings = options.configuration(config, rules=rules)
    lexicon = options.checker(settings).rulebook.lexicon

    def mine(text: str) -> Meta:
        return parse(make_view(text), lexicon).meta

    proposal = propose_manifest(paths, mine, ReadOptions(hidden_sheets=hidden_sheets))
    for failed in proposal.errors:
        tell_failed(failed)
    for left in proposal.skipped if not quiet else ():
        say(f"pledgecheck: {left.path}: {left.describe('vi')} / {left.describe('en')}")
    if not proposal.rows and not proposal.errors:
        raise UsageError("không tìm thấy bản nào.", "no pledge found.")
    with writer(output) as out:
        write_proposal(proposal.rows, out, (output.parent if output is not None else Path()).absolute())
    return WRONG if proposal.errors else OK
