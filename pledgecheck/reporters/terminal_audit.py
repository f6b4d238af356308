"""The summary of an audit at a terminal: what to read first, units, what is alike, what could not be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.explain import number, shown
from pledgecheck.reporters.order import collation_key, name_key
from pledgecheck.reporters.state import state_of
from pledgecheck.wording import STATES, Pair, say, without_places

_LONG = 300  # characters of a reason, which ends with what to do
_MOST = 40  # rows of a list before "and so many more"

T: dict[str, Pair] = {
    "pledges": ("bản", "pledges"),
    "read": ("Nên đọc trước", "To be read first"),
    "units": (
        "Theo đơn vị (thứ tự theo tên; để chọn bản cần đọc)",
        "By unit (in the order of names; to choose what to read)",
    ),
    "unit": ("Đơn vị", "Unit"),
    "often": ("Gợi ý hay gặp", "Most frequent remarks"),
    "groups": (
        "Các bản giống nhau (máy không biết bản nào có trước)",
        "Pledges alike (which came first is not known)",
    ),
    "missing": ("Chưa có bản đăng ký", "No pledge yet"),
    "unread": ("Chưa đọc được", "Could not be read"),
    "skipped": ("Để riêng", "Left aside"),
    "more": ("… và {n} dòng nữa", "… and {n} more"),
    "none": ("(chưa ghi đơn vị)", "(no unit given)"),
    "end": (
        "Số liệu do máy tổng hợp để chọn bản cần đọc; chưa phải kết luận kiểm tra.",
        "Figures to choose what to read; no finding of an inspection.",
    ),
}


def write_audit(outcome: Outcome, screen: Console, style: Style) -> None:
    """The summary; single reports are in the other formats."""
    lang = style.lang

    def word(key: str) -> str:
        return say(T[key], lang)

    states: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    first: list[tuple[str, str]] = []
    by_unit: dict[str, Counter[str]] = defaultdict(Counter)
    count = 0
    for report in outcome.reports:
        count += 1
        state = state_of(report)
        states[state] += 1
        by_unit[report.unit or ""][state] += 1
        rules.update({finding.rule for finding in report.findings})
        # More than the list shows need not be kept: the reports may be many.
        if state == "talk" and len(first) < _MOST:
            errors = [finding.message for finding in report.findings if finding.severity == "error"]
            whole = [f.message for f in report.findings if f.severity == "warning" and f.start is None]
            reasons = errors or whole
            first.append((shown(report.id, 80), shown(" ".join(reasons), 140)))
    summary = ", ".join(f"{say(STATES[state], lang)}: {states[state]}" for state in STATES if states[state])
    screen.print(Text.assemble((f"{count} {word('pledges')}", "bold"), f"   {summary}"))
    assert outcome.audit is not None
    if not style.quiet:
        if first:
            screen.print(Text("\n" + word("read"), "bold"))
            table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
            table.add_column(overflow="fold")
            table.add_column(overflow="fold")
            for row in first:
                table.add_row(*map(Text, row))
            screen.print(Padding(table, (0, 0, 0, 2)))
            if states["talk"] > len(first):
                screen.print(Text("  " + word("more").format(n=states["talk"] - len(first)), "dim"))
        _units(by_unit, screen, lang)
        if rules:
            screen.print(Text("\n" + word("often"), "bold"))
            for rule, times in rules.most_common(8):
                known = outcome.rules.get(rule)
                text = known.message.of(lang) if known else ""
                screen.print(Text(f"  {times:>4}  {rule}  {without_places(text)}"))
        _groups(outcome, screen, lang)
    missing = sorted(outcome.audit.missing, key=lambda one: (collation_key(one.unit), name_key(one.author)))
    for title, rows in (
        (word("missing"), [(one.author or one.unit, one.unit if one.author else "") for one in missing]),
        (word("unread"), [(e.path, e.message) for e in outcome.errors]),
        (word("skipped"), [(s.path, s.reason) for s in outcome.skipped] if not style.quiet else []),
    ):
        if rows:
            screen.print(Text(f"\n{title}: {len(rows)}", "bold"))
            for path, reason in rows[:_MOST]:
                screen.print(Text(": ".join(filter(None, (f"  {shown(path)}", shown(reason, _LONG))))))
            if len(rows) > _MOST:
                screen.print(Text("  " + word("more").format(n=len(rows) - _MOST), "dim"))
    screen.print(Text("\n" + word("end"), "dim"))


def _units(by_unit: Mapping[str, Counter[str]], screen: Console, lang: str) -> None:
    """States by unit. No mean and no score: units are not to be measured against each other."""
    if not any(by_unit):
        return
    screen.print(Text("\n" + say(T["units"], lang), "bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(say(T["unit"], lang), overflow="fold")
    table.add_column(say(T["pledges"], lang), justify="right")
    for state in STATES:
        table.add_column(say(STATES[state], lang), justify="right")
    units = sorted(by_unit, key=collation_key)
    for unit in units[:_MOST]:
        counts = by_unit[unit]
        table.add_row(
            Text(shown(unit, 60) or say(T["none"], lang)),
            str(counts.total()),
            *(str(counts[state]) if counts[state] else "-" for state in STATES),
        )
    screen.print(Padding(table, (0, 0, 0, 2)))
    if len(units) > _MOST:
        screen.print(Text("  " + say(T["more"], lang).format(n=len(units) - _MOST), "dim"))


def _groups(outcome: Outcome, screen: Console, lang: str) -> None:
    assert outcome.audit is not None
    groups = outcome.audit.copy_groups
    if not groups:
        return
    screen.print(Text("\n" + say(T["groups"], lang), "bold"))
    for group in groups[:_MOST]:
        members = ", ".join(
            f"{shown(member.id, 80)} ({number(100 * member.share, lang)} %)" for member in group.members
        )
        screen.print(Text(f"  {shown(group.leader, 80)} ~ {members}"))
    if len(groups) > _MOST:
        screen.print(Text("  " + say(T["more"], lang).format(n=len(groups) - _MOST), "dim"))
