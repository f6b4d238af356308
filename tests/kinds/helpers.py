"""Small documents for the theme and duty tests: one block a line, levels written in front of a promise."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from pledgecheck.document.model import Block, Document, Meta, Promise, Role
from pledgecheck.kinds.duty import CompiledDuties, compile_duties
from pledgecheck.kinds.duty_lexicon import DutyLexicon
from pledgecheck.kinds.facts import Judged
from pledgecheck.kinds.theme import CompiledThemes, compile_themes
from pledgecheck.model import Theme
from pledgecheck.packs.resolve import core_folder
from pledgecheck.text.view import make_view
from pledgecheck.themes.catalogue import Places, ThemeLanguage

_LEVEL = re.compile(r"^(?:\d\?? ?\||# )")


def read(text: str, *, narrative: str = "", **meta: Any) -> tuple[Document, tuple[Judged, ...]]:
    """A document from lines: "3| promise of level 3", "2?| a doubtful one", "# heading", else a paragraph.

    `narrative` marks the paragraphs that begin with it as a look back.
    """
    lines = [line.strip() for line in text.strip().split("\n")]
    view = make_view("\n".join(_LEVEL.sub("", line).strip() for line in lines))
    blocks: list[Block] = []
    judged: list[Judged] = []
    heading: int | None = None
    start = 0
    for index, (line, folded) in enumerate(zip(lines, view.text.split("\n"), strict=True)):
        end = start + len(folded)
        marked = re.match(r"(\d)(\??) ?\|", line)
        if line.startswith("# "):
            blocks.append(Block(index, Role.HEADING, start, end, level=1))
            heading = index
        elif marked:
            blocks.append(Block(index, Role.ITEM, start, end, level=5, parent=heading))
            level, certain = int(marked[1]), not marked[2]
            points = (0, 20, 50, 70, 95)[level]
            promise = Promise(len(judged), start, end, index)
            judged.append(Judged(promise, level, points, 0.95 if certain else 0.5))
        else:
            told = bool(narrative) and line.startswith(narrative)
            blocks.append(Block(index, Role.NARRATIVE if told else Role.PARAGRAPH, start, end))
        start = end + 1
    return Document(view, tuple(blocks), tuple(j.promise for j in judged), Meta(**meta)), tuple(judged)


def _core(folder: str) -> list[dict[str, Any]]:
    files = sorted((core_folder() / folder).glob("*.yaml"))
    return [yaml.safe_load(path.read_text("utf-8")) for path in files]


@cache
def core_themes() -> tuple[Theme, ...]:
    """The themes of the core pack."""
    return tuple(Theme(**data) for file in _core("themes") for data in file.get("themes", ()))


@cache
def core_language() -> ThemeLanguage:
    """Cues, frames and groups of the core pack."""
    return ThemeLanguage(**next(file for file in _core("themes") if "groups" in file))


@cache
def core_places() -> Places:
    """The rename table of the core pack."""
    return Places(**next(file for file in _core("themes") if "places" in file))


@cache
def compiled_themes() -> CompiledThemes:
    """The core catalogue, compiled."""
    return compile_themes(core_themes(), core_language())


@cache
def compiled_duties() -> CompiledDuties:
    """The core occupations, compiled."""
    return compile_duties(DutyLexicon.merged(_core("duties")))
