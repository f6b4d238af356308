"""The sheet of models: what each registration says about how it is run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pledgecheck.document.model import Document, Role
from pledgecheck.document.parse import parse
from pledgecheck.model import Overlap, Report
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.reading import excerpt
from pledgecheck.reporters.state import ACT, counting
from pledgecheck.reporters.xlsx.book import Cell
from pledgecheck.reporters.xlsx.sheets import HAS, HAS_NOT
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view
from pledgecheck.wording import say

_PARTS = ("goal", "in_charge", "time", "result")
_LONG = 220


def model_row(report: Report, text: str | None, lexicon: Lexicon, near: Mapping[str, str], words: Words) -> list[Cell]:
    """The line of a model's registration; `near` names the models that are close to it, by pledge."""
    document = parse(make_view(text), lexicon) if text is not None else None
    said = _parts(document, lexicon) if document is not None else {}
    missing = set(report.dossier.missing) if report.dossier else set()
    lang = words.lang

    def part(name: str) -> str:
        """The line that says it; else only whether something says it."""
        return said.get(name) or say(HAS_NOT if name in missing else HAS, lang)

    method = "\n".join(f"- {excerpt(one.text, 110)}" for one in counting(report) if one.level >= ACT)
    name = document.meta.model_name if document is not None else None
    return [
        name or report.id,
        report.unit,
        _found(document, lexicon, "model_partner"),
        _found(document, lexicon, "model_movement"),
        _found(document, lexicon, "model_year"),
        part("goal"),
        method or say(HAS_NOT, lang),
        part("in_charge"),
        part("time"),
        part("result"),
        near.get(report.id),
        None,
    ]


def _parts(document: Document, lexicon: Lexicon) -> dict[str, str]:
    """For each part of a dossier the first line that is about it."""
    found: dict[str, str] = {}
    for block in document.blocks:
        if block.role in (Role.TITLE, Role.BOILERPLATE):
            continue
        content = document.view.text[block.start : block.end]
        if lexicon.search("dossier_later", content):
            continue
        for name in _PARTS:
            if name not in found and lexicon.search(f"dossier_{name}", content):
                start, end = document.view.span(block.start, block.end)
                found[name] = excerpt(document.view.source[start:end], _LONG)
    return found


def _found(document: Document | None, lexicon: Lexicon, pattern: str) -> str | None:
    """What the first group of a pattern matched, in the wording as read."""
    match = lexicon.search(pattern, document.view.text) if document is not None else None
    if document is None or match is None:
        return None
    group = next((n for n in range(1, len(match.groups()) + 1) if match[n] is not None), 0)
    start, end = document.view.span(match.start(group), match.end(group))
    return " ".join(document.view.source[start:end].split())


def nearness(overlaps: Iterable[Overlap], units: Mapping[str, str]) -> dict[str, str]:
    """For each pledge the things registered elsewhere that are close to its own."""
    found: dict[str, list[str]] = {}
    for each in overlaps:
        for mine, other, name in ((each.a, each.b, each.name_b), (each.b, each.a, each.name_a)):
            unit = units.get(other)
            found.setdefault(mine, []).append(f"{name} ({unit})" if unit else name)
    return {id: "; ".join(dict.fromkeys(names)) for id, names in found.items()}
