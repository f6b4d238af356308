"""Two texts side by side as a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from pledgecheck import wording
from pledgecheck.model import Comparison, Edit, Pledge
from pledgecheck.reporters.base import Style
from pledgecheck.reporters.html.copies import Run, compare_runs
from pledgecheck.reporters.html.messages import COMPARE
from pledgecheck.reporters.html.pages import environment
from pledgecheck.reporters.messages import PAGE, Words
from pledgecheck.version import VERSION


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage on both sides, with what differs marked."""

    here: tuple[Run, ...]
    there: tuple[Run, ...]
    edits: tuple[Edit, ...]

    @property
    def same(self) -> bool:
        return not any(differs for _, differs in (*self.here, *self.there))


def write(found: Comparison, left: Pledge, right: Pledge, out: TextIO, style: Style) -> None:
    """The shares, and the passages with what was changed."""
    words = Words(style.lang)
    template = environment().get_template(
        "compare.html.j2", globals={"words": words, "say": lambda pair: wording.say(pair, words.lang)}
    )
    out.writelines(
        template.generate(
            title=words(COMPARE["title"]),
            many=False,
            scale=False,
            used_rules=(),
            made_by=words(PAGE["made_by"], version=VERSION, packs="–"),
            c=COMPARE,
            found=found,
            left=left.source,
            right=right.source,
            passages=list(_passages(found, left.text, right.text)),
        )
    )


def _passages(found: Comparison, a: str, b: str) -> Iterator[_Passage]:
    for each in found.passages:
        here, there = compare_runs(a[each.start : each.end], b[each.source_start : each.source_end])
        yield _Passage(here, there, each.edits)
