"""One row a pledge, for a spreadsheet: UTF-8 with a byte order mark, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from pledgecheck.model import Report
from pledgecheck.private_files import open_private
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.reading import question, question_text
from pledgecheck.reporters.redact import Redactor
from pledgecheck.reporters.state import counting, state_of
from pledgecheck.wording import DUTY_RELATIONS, KINDS, LENGTHS, LEVELS, STATES, THEME_RELATIONS, Pair, say
from pledgecheck.xml_text import printable

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HEAD: tuple[Pair, ...] = (
    ("Mã bản", "Id"),
    ("Đơn vị", "Unit"),
    ("Họ và tên", "Author"),
    ("Chức vụ", "Post"),
    ("Loại văn bản", "Kind"),
    ("Năm", "Year"),
    ("Trạng thái", "State"),
    *((f"Số việc: {vi}", f"Commitments: {en}") for vi, en in LEVELS.values()),
    ("Chuyên đề", "Theme"),
    ("Gắn chức trách", "Duties"),
    ("Tỷ lệ lặp phần phải mới", "Share repeated"),
    ("Độ dài", "Length"),
    ("Số ghi chú", "Notes"),
    ("Nội dung nên trao đổi", "What to ask"),
)

Sensitive = Callable[[Report], bool]


def write(outcome: Outcome, out: TextIO, style: Style) -> None:
    """The reports of an outcome as CSV."""
    _write(outcome.reports, out, style.lang)


def write_csv(
    reports: Iterable[Report],
    target: Path,
    *,
    lang: str = "vi",
    redact: bool = False,
    sensitive: Sensitive | None = None,
) -> Path:
    """The reports as a CSV file that only its owner may read."""
    with open_private(target, newline="") as out:
        _write(reports, out, lang, redact=redact, sensitive=sensitive)
    return target


def _write(
    reports: Iterable[Report],
    out: TextIO,
    lang: str,
    *,
    redact: bool = False,
    sensitive: Sensitive | None = None,
) -> None:
    words = Words(lang)
    out.write("\ufeff")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([say(pair, words.lang) for pair in _HEAD])
    redactor = Redactor() if redact else None
    for report in reports:
        doubt = sensitive(report) if sensitive else False
        if redactor is not None:
            report, _ = redactor.report(report, None, words.lang)
        rows.writerow([safe(cell) for cell in _cells(report, words, doubt)])


def _cells(report: Report, words: Words, sensitive: bool) -> Iterator[str]:
    lang = words.lang
    levels = [one.level for one in counting(report)]
    compared = report.copying is not None and report.score.parts.get("originality") is not None
    yield report.id
    yield report.unit or ""
    yield report.author or ""
    yield report.role or ""
    yield say(KINDS[report.kind], lang)
    yield str(report.year or "")
    yield say(STATES[state_of(report)], lang)
    for level in LEVELS:
        yield str(levels.count(level))
    yield say(THEME_RELATIONS[report.theme.relation], lang) if report.theme else ""
    yield say(DUTY_RELATIONS[report.duty.relation], lang)
    yield words.percent(report.copying.counted_share) if compared and report.copying else ""
    yield say(LENGTHS[report.length.verdict], lang)
    yield str(len(report.findings))
    yield question_text(question(report, sensitive), words, report.kind)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line, without characters that break files."""
    text = " ".join(printable(cell.encode("utf-8", "replace").decode()).split())
    return f"'{text}" if cell.startswith(RISKY) or text.startswith(RISKY) else text
