"""The report for people: HTML that carries everything it needs, works offline and prints well.

One file for up to `SINGLE_LIMIT` pledges; beyond, an index and parts in the folder `<name>_files` beside it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from pledgecheck.model import AuditSummary, InputFailure, Report, SkippedInput, Theme
from pledgecheck.packs.loader import Rule, RulePack
from pledgecheck.private_files import open_private
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.html.pages import Around, Book, Links, index_page, part_page, whole_page
from pledgecheck.reporters.html.pledge import Entry
from pledgecheck.reporters.html.summary import UnitLine, units_of
from pledgecheck.reporters.redact import Redactor

SINGLE_LIMIT = 150
PART_SIZE = 50
_PART = re.compile(r"part-\d{4}\.html")

__all__ = ["PART_SIZE", "SINGLE_LIMIT", "Entry", "entries_of", "write", "write_html", "write_to"]


def write_html(
    entries: Iterable[Entry],
    summary: AuditSummary | None,
    errors: Sequence[InputFailure],
    skipped: Sequence[SkippedInput],
    target: Path,
    *,
    lang: str = "vi",
    packs: Sequence[RulePack] = (),
    rules: Mapping[str, Rule] | None = None,
    themes: Mapping[str, Theme] | None = None,
    redact: bool = False,
    single_limit: int = SINGLE_LIMIT,
    part_size: int = PART_SIZE,
) -> list[Path]:
    """Write the report to `target` (and parts beside it where there are many pledges); the files written.

    summary: of an audit, None for pledges judged by themselves. rules, themes: for reasons and titles by
    id. redact: names and ids become codes, numbers of people are blocked out.
    """
    book = _book(lang, packs, rules, themes, redact)
    try:
        book.add_all(entries)
        around = Around(summary, errors, skipped)
        folder = target.with_name(f"{target.stem}_files")
        if len(book.rows) <= single_limit:
            _write(target, whole_page(book, around))
            _drop_parts(folder, keep=0)
            return [target]
        return _write_parts(book, around, target, folder, part_size)
    finally:
        book.close()


def write(outcome: Outcome, out: TextIO, style: Style) -> None:
    """The report as one page, however many pledges; see write_to for a file."""
    book = _book(style.lang, outcome.packs, outcome.rules, outcome.themes, style.redact)
    try:
        book.add_all(entries_of(outcome, outcome.sensitive))
        out.writelines(whole_page(book, Around(outcome.audit, outcome.errors, outcome.skipped)))
    finally:
        book.close()


def write_to(
    outcome: Outcome,
    target: Path,
    style: Style,
) -> list[Path]:
    """The report as files; the files written, the one to open first."""
    return write_html(
        entries_of(outcome, outcome.sensitive),
        outcome.audit,
        outcome.errors,
        outcome.skipped,
        target,
        lang=style.lang,
        packs=outcome.packs,
        rules=outcome.rules,
        themes=outcome.themes,
        redact=style.redact,
    )


def entries_of(outcome: Outcome, sensitive: Callable[[Report], bool] | None = None) -> Iterator[Entry]:
    """The reports of an outcome with their texts, as far as these are at hand."""
    for report in outcome.reports:
        doubt = sensitive(report) if sensitive else False
        yield Entry(report, outcome.text_of(report), outcome.texts, sensitive=doubt)


def _book(
    lang: str,
    packs: Sequence[RulePack],
    rules: Mapping[str, Rule] | None,
    themes: Mapping[str, Theme] | None,
    redact: bool,
) -> Book:
    return Book(lang, packs, rules or {}, themes or {}, Redactor() if redact else None)


def _write_parts(book: Book, around: Around, target: Path, folder: Path, size: int) -> list[Path]:
    units = units_of(book.rows, book.words)
    parts = list(_packed(units, size))
    names = [f"part-{number:04}.html" for number in range(1, len(parts) + 1)]
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    places = {
        row.at: name for name, part in zip(names, parts, strict=True) for unit in part for row in unit.pledges
    }
    firsts: dict[int, str] = {}
    for name, part in zip(names, parts, strict=True):
        for unit in part:
            firsts.setdefault(unit.at, name)

    index = Links(book.rows, book.words)
    index.files = {at: f"{_address(folder.name)}/{name}" for at, name in places.items()}
    index.units = {at: f"{_address(folder.name)}/{name}" for at, name in firsts.items()}
    _write(target, index_page(book, around, units, index))
    written = [target]
    for at, (name, part) in enumerate(zip(names, parts, strict=True)):
        links = Links(book.rows, book.words)
        links.files = {number: file for number, file in places.items() if file != name}
        pages = part_page(
            book,
            part,
            links,
            part=at + 1,
            parts=len(parts),
            index_href=f"../{_address(target.name)}",
            previous_href=names[at - 1] if at else None,
            next_href=names[at + 1] if at + 1 < len(names) else None,
        )
        _write(folder / name, pages)
        written.append(folder / name)
    _drop_parts(folder, keep=len(parts))
    return written


def _packed(units: Sequence[UnitLine], size: int) -> Iterator[list[UnitLine]]:
    """Units in order, about `size` pledges a part; a unit that is larger is cut."""
    part: list[UnitLine] = []
    room = size
    for unit in units:
        if part and len(unit.pledges) > room:
            yield part
            part, room = [], size
        for at in range(0, len(unit.pledges), size):
            piece = replace(unit, pledges=unit.pledges[at : at + size])
            if part and len(piece.pledges) > room:
                yield part
                part, room = [], size
            part.append(piece)
            room -= len(piece.pledges)
    if part:
        yield part


def _address(name: str) -> str:
    """A file name as a relative address."""
    return quote(name)


def _write(path: Path, pages: Iterable[str]) -> None:
    """A file that only its owner may read."""
    with open_private(path) as out:
        out.writelines(pages)


def _drop_parts(folder: Path, keep: int) -> None:
    """Remove parts that an earlier, larger report left behind; nothing else."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if _PART.fullmatch(path.name) and int(path.stem[-4:]) > keep:
            path.unlink()
    if not keep and not any(folder.iterdir()):
        folder.rmdir()
