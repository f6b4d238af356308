"""A read-back follow-up sheet for people: on the terminal, as JSON, as a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from rich.table import Table
from rich.text import Text

from pledgecheck.followup.model import Compared, Followed, FollowUp
from pledgecheck.model import dump
from pledgecheck.reporters.base import Style
from pledgecheck.reporters.explain import shown
from pledgecheck.reporters.messages import SUMMARY, Words
from pledgecheck.reporters.redact import Redactor
from pledgecheck.reporters.terminal import console
from pledgecheck.reporters.xlsx.book import Book, Cell
from pledgecheck.reporters.xlsx.sheets import YES, Column, Sheet
from pledgecheck.wording import Pair

T: dict[str, Pair] = {
    "title": ("Theo dõi việc đã đăng ký", "Follow-up of the promises"),
    "mid": ("6 tháng", "at six months"),
    "year": ("cả năm", "at the year's end"),
    "counts": (
        "{n} việc; {written} việc đã ghi kết quả; {due} việc đến hạn chưa ghi.",
        "{n} promises; {written} with a result; {due} due without one.",
    ),
    "promises": ("Số việc", "Promises"),
    "written": ("Đã ghi kết quả", "With a result"),
    "due": ("Đến hạn chưa ghi", "Due without one"),
    "without": ("Chưa ghi kết quả", "No result yet"),
    "due_mark": ("đến hạn", "due"),
    "with": ("Đã ghi kết quả", "With a result"),
    "figure": ("{unit}: đăng ký {promised}, ghi {found}", "{unit}: promised {promised}, written {found}"),
    "no_figure": ("{unit}: đăng ký {promised}, chưa ghi con số", "{unit}: promised {promised}, no figure"),
    "recurs": ("việc làm nhiều lần", "done repeatedly"),
    "number": ("số", "number"),
    "more": ("… và {n} việc nữa (xem tệp .xlsx hoặc .json).", "… and {n} more (see .xlsx or .json)."),
    "last": (
        "Chỉ đặt con số đã ghi cạnh con số đã đăng ký. Nhận xét thuộc về chi bộ.",
        "Figures are only set side by side. Remarks are the cell's.",
    ),
}
SHEET = Sheet(
    "follow_up",
    ("Kết quả theo dõi", "Results"),
    (
        Column(("Tổ chức đảng", "Party organisation"), 22, "long"),
        Column(("Mã bản", "Id"), 14),
        Column(("Họ và tên", "Name"), 18),
        Column(("Việc đăng ký (nguyên văn)", "Promise (word for word)"), 48, "long"),
        Column(("Thời hạn", "Deadline"), 14, "long"),
        Column(("Đến hạn", "Due"), 8),
        Column(("Kết quả 6 tháng", "Result at six months"), 26, "long"),
        Column(("Kết quả năm", "Result of the year"), 26, "long"),
        Column(("Con số đăng ký và con số đã ghi", "Figures promised and written"), 28, "long"),
        Column(("Minh chứng", "Evidence"), 16, "long"),
        Column(("Chi bộ nhận xét", "Remarks of the cell"), 16, "fill"),
    ),
    frozen=3,
)
NOT_YET: Pair = ("chưa", "not yet")
_SHOWN = 40
_TEXTS = ("promise", "deadline", "mid", "year", "evidence", "remark")


def redacted(found: FollowUp, redactor: Redactor, lang: str) -> FollowUp:
    """The follow-up without names and numbers of people."""
    for one in found.promises:
        redactor.meet(one.author)

    def free(one: Followed) -> Followed:
        texts = {name: redactor.text(getattr(one, name), (one.author,)) for name in _TEXTS}
        author = redactor.person(one.author, lang) or ""
        others = tuple(each.model_copy(update={"text": redactor.text(each.text)}) for each in one.other_figures)
        return one.model_copy(
            update={**texts, "id": redactor.pledge(one.id), "author": author, "other_figures": others}
        )

    return found.model_copy(update={"file": redactor.file(found.file), "promises": tuple(map(free, found.promises))})


def write_json(found: FollowUp, out: TextIO) -> None:
    """The follow-up as one JSON document."""
    out.write(json.dumps({"version": 1, "follow_up": dump(found)}, ensure_ascii=False) + "\n")


def write_terminal(found: FollowUp, out: TextIO, style: Style) -> None:
    """Counts, then what has no result, then what figures the others name."""
    words, screen = Words(style.lang), console(out, style)
    due = sum(one.due is True for one in found.without)
    screen.rule(Text(f"{words(T['title'])} · {words(T[found.when])}"), align="left", characters="─")
    screen.print(words(T["counts"], n=len(found.promises), written=len(found.with_result), due=due))
    if len(found.units) > 1:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(words(SUMMARY["unit"]), overflow="fold")
        for key in ("promises", "written", "due"):
            table.add_column(words(T[key]), justify="right")
        for unit in found.units:
            table.add_row(shown(unit.unit, 50) or "–", str(unit.promises), str(unit.with_result), str(unit.due_without))
        screen.print(table)
    if style.quiet:
        return
    _list(screen, words, "without", found.without)
    _list(screen, words, "with", found.with_result)
    screen.print(Text(words(T["last"]), "dim"))


def _list(screen: object, words: Words, title: str, ones: list[Followed]) -> None:
    from rich.console import Console

    assert isinstance(screen, Console)
    if not ones:
        return
    screen.print(Text(f"\n{words(T[title])}: {len(ones)}", "bold"))
    for one in ones[:_SHOWN]:
        who = " · ".join(filter(None, (one.id, shown(one.author, 40), one.deadline)))
        mark = f" [{words(T['due_mark'])}]" if one.due and not one.has_result else ""
        screen.print(Text.assemble(f"  {shown(one.promise, 100)}", (f"  {who}{mark}", "dim")))
        if one.has_result:
            said = one.year if title == "with" and one.year else one.mid
            screen.print(Text(f"      → {shown(said, 100)}", "italic"))
            for line in figure_lines(one, words):
                screen.print(Text(f"      {line}", "dim"))
    if len(ones) > _SHOWN:
        screen.print(Text("  " + words(T["more"], n=len(ones) - _SHOWN), "dim"))


def figure_lines(one: Followed, words: Words) -> list[str]:
    """The figures set side by side, in words."""
    lines = [_figure(each, words) for each in one.figures]
    if lines and one.recurs:
        lines[-1] += f" ({words(T['recurs'])})"
    return lines


def _figure(each: Compared, words: Words) -> str:
    unit = each.unit or words(T["number"])
    promised = words.number(each.promised, 2)
    if each.found is None:
        return words(T["no_figure"], unit=unit, promised=promised)
    return words(T["figure"], unit=unit, promised=promised, found=words.number(each.found, 2))


def workbook(found: FollowUp, lang: str) -> bytes:
    """The follow-up as a workbook of one sheet."""
    words = Words(lang)
    book = Book(lang, words(T["title"]))
    page = book.add(SHEET)
    for row in _rows(found.promises, words):
        page.row(row)
    page.filters()
    return book.close()


def _rows(promises: Iterable[Followed], words: Words) -> Iterable[list[Cell]]:
    for one in promises:
        due = None if one.due is None else words(YES if one.due else NOT_YET)
        figures = "\n".join(figure_lines(one, words))
        yield [
            one.unit, one.id, one.author, one.promise, one.deadline, due, one.mid, one.year, figures or None,
            one.evidence, one.remark,
        ]  # fmt: skip
