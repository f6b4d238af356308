"""The workbook for the auditor and the cell secretary: eight sheets, one of them to be filled in by people.

No score stands in it, and nothing is in the order of one: units by name, people by their given name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pledgecheck.judging import is_sensitive
from pledgecheck.model import AuditSummary, Report
from pledgecheck.packs.resolve import merged_lexicon
from pledgecheck.private_files import write_private
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.form import form_faults, lacks_of
from pledgecheck.reporters.messages import FORM, SUMMARY, Words
from pledgecheck.reporters.order import collation_key, name_key
from pledgecheck.reporters.xlsx import sheets
from pledgecheck.reporters.xlsx.book import Book, Page
from pledgecheck.reporters.xlsx.models import model_row, nearness
from pledgecheck.reporters.xlsx.rows import Context, alike_rows, follow_up_rows, handwritten_row, pledge_row
from pledgecheck.reporters.xlsx.units import Units, totals
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view
from pledgecheck.wording import say

_TO_DO = re.compile(
    r"(?<=\.) (?=(?:Hãy|Đề nghị|Đọc được|Nếu|Cần|Hoặc|Đây là hình ảnh|Trong danh sách|Use|Open|Save|Copy|Check|Run|If"
    r"|Take|Unpack|Fill|Give|Pass|Choose|Remove|Close|Split|Install|Enter|Put|Ask|Or|It needs|This is a picture)\b)"
)
_SENTENCE = re.compile(r"(?<=[^.]\.) (?=[A-ZĐÔ])")
UNIT_HEAD = "unit_head"  # patterns of the lexicon


def write_to(outcome: Outcome, target: Path, style: Style) -> list[Path]:
    """The workbook as a file that only its owner may read."""
    write_private(target, workbook(outcome, style.lang))
    return [target]


def workbook(outcome: Outcome, lang: str) -> bytes:
    """The workbook in memory."""
    lexicon = merged_lexicon(outcome.packs)
    context = Context(
        Words(lang),
        outcome.texts,
        heads=lambda report: is_head(lexicon, report.role),
        sensitive=outcome.sensitive or (lambda report: is_sensitive(lexicon, report.role, report.unit)),
    )
    return _Workbook(outcome, context, lexicon).write()


def is_head(lexicon: Lexicon, role: str | None) -> bool:
    """Whether a post is that of the head of a unit."""
    return lexicon.search(UNIT_HEAD, make_view(role or "").text) is not None


class _Lacking:
    """What a pledge leaves out, for the sheet about the form."""

    __slots__ = ("lacks", "unit")

    def __init__(self, unit: str, lacks: frozenset[str]) -> None:
        self.unit, self.lacks = unit, lacks


class _Workbook:
    """Fills the sheets, going through the reports twice: once to order and count, once to write."""

    def __init__(self, outcome: Outcome, context: Context, lexicon: Lexicon) -> None:
        self.outcome, self.context, self.lexicon = outcome, context, lexicon
        self.lang = context.words.lang
        self.units = Units()
        self.lacking: list[_Lacking] = []
        self.unit_of: dict[str, str] = {}
        self.audit = outcome.audit or AuditSummary()

    def write(self) -> bytes:
        book = Book(self.lang, say(sheets.SUMMARY.name, self.lang))
        add = partial(map, book.add)
        summary, pledges, follow_up, alike, models, form, missing, unread = add(sheets.SHEETS)
        order = self._counted()
        self._summary(summary)
        self._reports(order, pledges, follow_up, alike, models)
        self._form(form)
        self._missing(missing)
        self._unread(unread)
        return book.close()

    def _counted(self) -> list[int]:
        """Count what is needed of all pledges; the order in which they are listed."""
        keys = []
        for at, report in enumerate(self.outcome.reports):
            self.units.add(report)
            unit = (report.unit or "").strip()
            self.unit_of[report.id] = unit
            lacks = frozenset[str]() if self.context.sensitive(report) else lacks_of(report)
            self.lacking.append(_Lacking(unit, lacks))
            name = name_key(report.author or "")
            keys.append(((not unit, collation_key(unit), name, report.year or 0, at), at))
        self.units.add_unread(self.outcome.errors)
        self.handwritten = list(self.units.add_handwritten(self.outcome.skipped))
        self.units.add_missing(self.audit.missing)
        self.units.add_roster(self.outcome.roster)
        return [at for _, at in sorted(keys)]

    def _in(self, order: Iterable[int]) -> Iterator[Report]:
        reports = self.outcome.reports
        listed = reports if isinstance(reports, Sequence) else list(reports)
        return (listed[at] for at in order)

    def _summary(self, page: Page) -> None:
        rows = self.units.rows(say(sheets.NO_UNIT, self.lang))
        for row in rows:
            page.row(row)
        page.filters()
        first, last = sheets.SUMMARY.at("Số phải nộp"), sheets.SUMMARY.at("Phần phải mới lặp lại từ 50%")
        for head in ("Chưa nộp", "Chưa đọc được", "Cần trao đổi thêm", "Phần phải mới lặp lại từ 50%"):
            page.color_scale(sheets.SUMMARY.at(head))
        columns = [at for at in range(first, last + 1) if any(row[at] is not None for row in rows) or not rows]
        page.sums(say(sheets.TOTAL, self.lang), columns, totals(rows, columns))
        page.note(say(sheets.NOTE, self.lang), below=1)
        self._chart(page)

    def _chart(self, page: Page) -> None:
        """One picture: all pledges by state. Units are not set against one another."""
        chart = page.book.chart("bar")
        first, last = sheets.SUMMARY.at("Rõ để theo dõi"), sheets.SUMMARY.at("Cần người xem")
        name = page.page.get_name()
        chart.add_series(
            {
                "categories": [name, 0, first, 0, last],
                "values": [name, page.rows, first, page.rows, last],
                "data_labels": {"value": True},
                "points": [{"fill": {"color": color}} for color in ("#70AD47", "#FFC000", "#ED7D31", "#7F7FBF")],
                "gap": 60,
            }
        )
        chart.set_title({"name": say(sheets.CHART, self.lang), "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
        chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 560, "height": 220})
        page.page.insert_chart(page.rows + 4, 1, chart)

    def _reports(self, order: list[int], pledges: Page, follow_up: Page, alike: Page, models: Page) -> None:
        seen: set[frozenset[str]] = set()
        near = nearness(self.audit.overlaps, self.unit_of)
        for report in self._in(order):
            pledges.row(pledge_row(report, self.context))
            for row in follow_up_rows(report):
                follow_up.row(row)
            for row in alike_rows(report, self.context, seen):
                alike.row(row)
            if report.kind == "model":
                text = self.outcome.text_of(report)
                models.row(model_row(report, text, self.lexicon, near, self.context.words))
        for scan, unit in self.handwritten:
            pledges.row(handwritten_row(scan, unit, self.context.words))
        pledges.color_states(sheets.PLEDGES.at("Trạng thái"))
        alike.color_scale(sheets.ALIKE.at("Tỷ lệ phần phải mới"))
        alike.choices(sheets.ALIKE.at("Đã xem"), [say(sheets.SEEN, self.lang)])
        for page in (pledges, follow_up, alike, models):
            self._finish(page)

    def _form(self, page: Page) -> None:
        words = self.context.words
        everywhere = words(SUMMARY["form_where_all"])
        for one in self.audit.form_faults:
            known = say(sheets.YES if one.in_form else sheets.NO, self.lang)
            advice = FORM[one.part][1] if one.part in FORM else sheets.ADD_PART
            said = words(sheets.ASK_FOR_IT if one.in_form else advice, name=one.name)
            unit = one.unit or say(sheets.NO_UNIT, self.lang)
            page.row([unit, one.name, f"{one.lacking}/{one.pledges}", known, said])
        for fault in form_faults(self.lacking, words):
            # What was counted unit by unit stands there already.
            if not self.audit.form_faults or fault.where == everywhere:
                page.row([fault.where, fault.lack, fault.share, None, fault.advice])
        self._finish(page)

    def _missing(self, page: Page) -> None:
        listed = sorted(self.audit.missing, key=lambda one: (collation_key(one.unit), name_key(one.author)))
        for one in listed:
            page.row([one.unit, one.author, say(sheets.NOT_HANDED_IN, self.lang), None, None])
        known = self.units.has_roster
        self._finish(page, say(sheets.EVERYBODY if known else sheets.NO_ROSTER, self.lang))

    def _unread(self, page: Page) -> None:
        for each in self.outcome.errors:
            page.row([each.path, *_split(each.message)])
        self._finish(page)

    def _finish(self, page: Page, empty: str | None = None) -> None:
        page.filters()
        if not page.rows:
            page.note(empty or say(page.sheet.empty, self.lang))


def _split(message: str) -> tuple[str, str | None]:
    """Why, and what to do about it."""
    found = _TO_DO.search(message) or _SENTENCE.search(message)
    return (message[: found.start()], message[found.end() :]) if found else (message, None)
