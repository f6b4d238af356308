"""Two texts side by side at a terminal."""

from __future__ import annotations

from typing import TextIO

from rich.table import Table
from rich.text import Text

from pledgecheck.model import Comparison, Pledge
from pledgecheck.reporters.base import Style
from pledgecheck.reporters.explain import change, number, shown
from pledgecheck.reporters.terminal import console
from pledgecheck.wording import Pair, say

T: dict[str, Pair] = {
    "share": (
        "{a} % của {first} có trong {second}; {b} % của {second} có trong {first}",
        "{a} % of {first} stands in {second}; {b} % of {second} stands in {first}",
    ),
    "edits": ("Đã đổi", "Changed"),
    "none": ("Không có đoạn nào giống nhau.", "No passage stands in both."),
}


def write(found: Comparison, left: Pledge, right: Pledge, out: TextIO, style: Style) -> None:
    """The shares and the passages with what was changed."""
    screen, lang = console(out, style), style.lang
    screen.print(
        Text(
            say(T["share"], lang).format(
                a=number(100 * found.share, lang),
                b=number(100 * found.source_share, lang),
                first=shown(left.source),
                second=shown(right.source),
            )
        )
    )
    if style.quiet:
        return
    if not found.passages:
        screen.print(Text(say(T["none"], lang)))
        return
    table = Table(show_lines=True)
    table.add_column(Text(shown(left.source)), ratio=4, overflow="fold")
    table.add_column(Text(shown(right.source)), ratio=4, overflow="fold")
    table.add_column(say(T["edits"], lang), ratio=2, overflow="fold")
    for passage in found.passages:
        edits = "\n".join(change(edit, lang) for edit in passage.edits)
        table.add_row(
            Text(shown(left.text[passage.start : passage.end], 2000)),
            Text(shown(right.text[passage.source_start : passage.source_end], 2000)),
            Text(edits),
        )
    screen.print(table)
