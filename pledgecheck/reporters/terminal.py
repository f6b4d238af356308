"""For people at a terminal: what is good first, then what could be clearer, the score with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pledgecheck.model import Finding, Report
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.explain import arithmetic, change, number, shown
from pledgecheck.reporters.state import state_of
from pledgecheck.wording import (
    KINDS,
    LEVELS,
    PARTS,
    PASSAGES,
    RELATIONS,
    SEVERITIES,
    SLOTS,
    STATES,
    Pair,
    place_name,
    say,
)

_COLORS = {
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "clear": "green",
    "add": "yellow",
    "talk": "bold red",
    "unsure": "magenta",
}
_QUOTES = 6  # of one rule, before "and so many more"

T: dict[str, Pair] = {
    "score": ("Mức rõ của văn bản (không phải đánh giá đồng chí)", "Clarity of the text (not of its author)"),
    "no_score": ("chưa xét được", "could not be judged"),
    "part": ("Phần", "Part"),
    "points": ("Điểm", "Points"),
    "weight": ("Trọng số", "Weight"),
    "adds": ("Góp", "Adds"),
    "why": ("Cách tính", "How"),
    "cap": ("Trần", "Cap"),
    "keep": ("Những việc đã rõ (nên giữ)", "Clear already (keep)"),
    "better": ("Những chỗ có thể viết rõ hơn", "What could be clearer"),
    "levels": ("Các nội dung theo mức", "Commitments by level"),
    "base": ("Nội dung nền theo mẫu: không xét", "Base content of the form: not judged"),
    "alike": ("Đoạn giống nhau", "Passages alike"),
    "more": ("và {n} chỗ nữa", "and {n} more"),
    "line": ("dòng", "line"),
    "whole": ("cả bản", "the whole"),
    "missing": ("chưa có", "missing"),
    "review": ("cần người xem", "needs a reader"),
    "end": ("Kết luận thuộc về chi bộ.", "The conclusion is the cell's."),
}


def console(out: TextIO, style: Style) -> Console:
    """A console on `out`; NO_COLOR and FORCE_COLOR are honoured when colour is automatic."""
    return Console(
        file=out,
        force_terminal=style.color,
        no_color=True if style.color is False else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def write(outcome: Outcome, out: TextIO, style: Style) -> None:
    """One page a pledge; an audit gets its summary instead."""
    screen = console(out, style)
    if outcome.audit is not None:
        from pledgecheck.reporters.terminal_audit import write_audit

        write_audit(outcome, screen, style)
        return
    for at, report in enumerate(outcome.reports):
        if at:
            screen.print()
        _Page(screen, style, report, outcome.texts.get(report.path, "")).write()


class _Page:
    """One report on the screen."""

    def __init__(self, screen: Console, style: Style, report: Report, text: str) -> None:
        self.screen, self.style, self.report, self.text = screen, style, report, text

    def word(self, key: str) -> str:
        return say(T[key], self.style.lang)

    def write(self) -> None:
        self.head()
        if self.style.quiet:
            return
        self.score()
        self.keep()
        self.findings()
        self.levels()
        self.alike()
        self.screen.print(Text(self.word("end"), "dim"))

    def head(self) -> None:
        report, lang = self.report, self.style.lang
        facts = [
            report.path or report.id,
            say(KINDS[report.kind], lang),
            str(report.year or ""),
            report.author or "",
            report.unit or "",
        ]
        self.screen.rule(Text(shown(" · ".join(filter(None, facts)), 110)), align="left", characters="─")
        state = state_of(report)
        total = report.score.total
        value = self.word("no_score") if total is None else f"{number(total, lang)}/100"
        self.screen.print(
            Text.assemble(
                f"{self.word('score')}: ", (value, "bold"), "   ", (say(STATES[state], lang), _COLORS[state])
            )
        )
        for gate in report.score.gates:
            self.screen.print(
                Text.assemble((f"{self.word('cap')} {number(gate.cap, lang)}: ", "bold red"), gate.reason)
            )

    def score(self) -> None:
        lang = self.style.lang
        if self.report.score.total is None:
            return
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(self.word("part"))
        for name in ("points", "weight", "adds"):
            table.add_column(self.word(name), justify="right")
        table.add_column(self.word("why"), overflow="fold")
        for line in arithmetic(self.report, lang):
            if line.value is None:
                table.add_row(say(PARTS[line.name], lang), "-", "-", "-", Text(line.why, "dim"))
            else:
                table.add_row(
                    say(PARTS[line.name], lang),
                    number(line.value, lang),
                    f"{number(100 * line.weight, lang)} %",
                    number(line.adds, lang),
                    Text(line.why),
                )
        self.screen.print(Padding(table, (1, 0, 1, 2)))

    def keep(self) -> None:
        clear = [one for one in self.report.commitments if one.level >= 3 and one.duplicate_of is None]
        if not clear:
            return
        self.screen.print(Text(self.word("keep"), "bold green"))
        for one in sorted(clear, key=lambda each: -each.points)[:_QUOTES]:
            self.screen.print(Text(f"  ✓ {shown(one.text)}"))
        self.screen.print()

    def findings(self) -> None:
        if not self.report.findings:
            return
        self.screen.print(Text(self.word("better"), "bold"))
        for severity in ("error", "warning", "info"):
            found = [finding for finding in self.report.findings if finding.severity == severity]
            groups: dict[tuple[str, str, str], list[Finding]] = {}
            for finding in found:
                groups.setdefault((finding.rule, finding.message, finding.suggestion), []).append(finding)
            for (rule, message, suggestion), places in groups.items():
                self.screen.print(
                    Text.assemble(
                        ("  " + say(SEVERITIES[severity], self.style.lang), _COLORS[severity]),
                        f"  {message}  ",
                        (rule, "dim"),
                    )
                )
                if suggestion:
                    self.screen.print(Text(f"      → {suggestion}", "italic"))
                self._quotes(places)
        self.screen.print()

    def _quotes(self, places: Iterable[Finding]) -> None:
        spans = [finding for finding in places if finding.start is not None]
        for finding in spans[:_QUOTES]:
            lang = self.style.lang
            where = place_name(finding.location or "", lang) or f"{self.word('line')} {finding.line}"
            self.screen.print(
                Text(f"      {where}: “{shown(self.text[finding.start : finding.end])}”", "dim")
            )
        if len(spans) > _QUOTES:
            self.screen.print(Text("      " + self.word("more").format(n=len(spans) - _QUOTES), "dim"))

    def levels(self) -> None:
        lang = self.style.lang
        self.screen.print(Text(self.word("levels"), "bold"))
        formulas = [one for one in self.report.commitments if one.required_formula]
        for level in range(4, -1, -1):
            members = [
                one for one in self.report.commitments if one.level == level and not one.required_formula
            ]
            if not members:
                continue
            self.screen.print(Text(f"  {level} {say(LEVELS[level], lang)}: {len(members)}"))
            for one in members:
                lacks = ", ".join(say(SLOTS[slot], lang) for slot in one.missing) if 2 <= level < 4 else ""
                notes = [
                    f"{self.word('missing')}: {lacks}" if lacks else "",
                    self.word("review") if one.needs_review else "",
                ]
                note = "; ".join(filter(None, notes))
                self.screen.print(
                    Text.assemble(
                        f"    {number(one.points, lang):>3}  {shown(one.text, 110)}",
                        (f"  [{note}]" if note else "", "dim"),
                    )
                )
        if formulas:
            self.screen.print(Text(f"  {self.word('base')}: {len(formulas)}", "dim"))
        self.screen.print()

    def alike(self) -> None:
        lang = self.style.lang
        sources = [
            source for source in (self.report.copying.sources if self.report.copying else ()) if source.share
        ]
        if not sources:
            return
        self.screen.print(Text(self.word("alike"), "bold"))
        for source in sources:
            share = number(100 * source.share, lang)
            self.screen.print(Text(f"  {say(RELATIONS[source.relation], lang)} ({source.id}): {share} %"))
            for passage in source.passages[:_QUOTES]:
                edits = "; ".join(change(edit, lang, 30) for edit in passage.edits[:4])
                kind = say(PASSAGES[passage.kind], lang) if source.relation == "previous" else ""
                note = "; ".join(filter(None, (kind, edits)))
                self.screen.print(
                    Text.assemble(
                        f"    “{shown(self.text[passage.start : passage.end], 110)}”",
                        (f"  [{note}]" if note else "", "dim"),
                    )
                )
        self.screen.print()
