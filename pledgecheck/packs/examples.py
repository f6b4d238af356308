"""The examples of every rule, run: a rule that its examples do not fire, or that flags its good ones, fails.

Rules that report spans see each example in five forms: as it is, decomposed (NFD), in capitals, as a list
item, in a table cell. Rules that judge the document see it as it is, decomposed and in capitals.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from pledgecheck.config import Config
from pledgecheck.kinds.table import kinds
from pledgecheck.model import Finding, Report
from pledgecheck.packs.loader import Rule
from pledgecheck.packs.resolve import Rulebook
from pledgecheck.packs.schema import Example, Template

OPEN, CLOSE = "[[", "]]"
_MARK = re.compile(r"\[\[|\]\]")


class Checks(Protocol):
    """What runs the examples: a Checker."""

    @property
    def config(self) -> Config: ...
    @property
    def rulebook(self) -> Rulebook: ...
    def check(self, source: str, **fields: Any) -> Report: ...
    def with_rulebook(self, rulebook: Rulebook, config: Config | None = None) -> Checks: ...


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """What is wrong with one example of one rule."""

    rule: str
    example: str  # "good 1", "bad 2", "" for the rule as a whole
    form: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the spans that are expected to be flagged."""

    text: str
    spans: tuple[tuple[int, int], ...]


def parse_marks(text: str) -> Marked:
    """The text without [[ and ]], and the spans between them. Raises ValueError when they do not match."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    size = at = 0
    opened: int | None = None
    for match in _MARK.finditer(text):
        plain.append(text[at : match.start()])
        size += match.start() - at
        at = match.end()
        if (match[0] == OPEN) is not (opened is None):
            raise ValueError("unbalanced marks")
        if opened is None:
            opened = size
        else:
            spans.append((opened, size))
            opened = None
    if opened is not None:
        raise ValueError("unbalanced marks")
    return Marked("".join(plain) + text[at:], tuple(spans))


def _changed(marked: Marked, change: Callable[[str], str]) -> Marked:
    """The text under `change`, piece by piece between the borders of spans, so that spans stay exact."""
    borders = sorted({0, len(marked.text), *(at for span in marked.spans for at in span)})
    place = {0: 0}
    pieces: list[str] = []
    for start, end in itertools.pairwise(borders):
        pieces.append(change(marked.text[start:end]))
        place[end] = place[start] + len(pieces[-1])
    return Marked("".join(pieces), tuple((place[start], place[end]) for start, end in marked.spans))


def _in_lines(marked: Marked, before: Callable[[int], str], after: str) -> Marked:
    """Each line wrapped; line ends inside a span would break it, so lines are what examples consist of."""
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    at = size = 0
    for number, line in enumerate(marked.text.split("\n"), start=1):
        head = before(number) if line.strip() else ""
        tail = after if line.strip() else ""
        for start, end in marked.spans:
            if at <= start and end <= at + len(line):
                spans.append((start - at + size + len(head), end - at + size + len(head)))
        out.append(head + line + tail)
        size += len(out[-1]) + 1
        at += len(line) + 1
    return Marked("\n".join(out), tuple(spans))


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


FORMS: Mapping[str, Callable[[Marked], Marked]] = {
    "as it is": lambda marked: marked,
    "NFD": lambda marked: _changed(marked, _nfd),
    "UPPER": lambda marked: _changed(marked, str.upper),
    "list item": lambda marked: _in_lines(marked, lambda number: "- ", ""),
    "table cell": lambda marked: _in_lines(marked, lambda number: f"| {number} | ", " |"),
}
DOCUMENT_FORMS = ("as it is", "NFD", "UPPER")


def test_examples(checker: Checks, rules: Sequence[str] | None = None) -> list[ExampleFailure]:
    """Run the examples of all rules, or of those whose ids are given, against all rules of the checker."""
    chosen = [rule for name, rule in checker.rulebook.rules.items() if rules is None or name in rules]
    return [failure for rule in chosen for failure in _rule(checker, rule)]


test_examples.__test__ = False  # type: ignore[attr-defined]  # its name is no pytest test


def _rule(checker: Checks, rule: Rule) -> Iterator[ExampleFailure]:
    good, bad = rule.examples.good, rule.examples.bad
    if not bad or not good:
        yield ExampleFailure(
            rule.id,
            "",
            "",
            "luật cần ít nhất một ví dụ nên (good) và một ví dụ cần xem (bad).",
            "the rule needs at least one good and one bad example.",
        )
    for name, examples in (("good", good), ("bad", bad)):
        for number, example in enumerate(examples, start=1):
            try:
                marked = parse_marks(example.text)
            except ValueError:
                yield ExampleFailure(
                    rule.id, f"{name} {number}", "", "dấu [[ và ]] không khớp.", "[[ and ]] do not match."
                )
                continue
            for form in FORMS if _reports_spans(rule) else DOCUMENT_FORMS:
                given = FORMS[form](marked)
                report = _judged(checker, example, given.text, form)
                problems = (_good if name == "good" else _bad)(checker, rule, example, given, report)
                for vi, en in problems:
                    yield ExampleFailure(rule.id, f"{name} {number}", form, vi, en)


def _reports_spans(rule: Rule) -> bool:
    return kinds()[rule.kind].conditions[rule.when].spans


def _judged(checker: Checks, example: Example, text: str, form: str) -> Report:
    context = example.context
    change = {"NFD": _nfd, "UPPER": str.upper}.get(form, str)
    if context.limits or context.templates or context.forms:
        checker = _adjusted(checker, example)
    return checker.check(
        text,
        kind=context.kind,
        year=context.year,
        role=context.role,
        duties=context.duties,
        unit=context.unit,
        province=context.province,
        theme=context.theme,
        previous=[change(each) for each in context.previous],
        peers=[change(each) for each in context.peers],
    )


def _adjusted(checker: Checks, example: Example) -> Checks:
    """The checker with this example's own limits, forms and templates."""
    context = example.context
    limits = {
        **checker.config.limits,
        context.kind: {**checker.config.limits.get(context.kind, {}), **context.limits},
    }
    forms = tuple(Template(id=f"form-{at}", text=text) for at, text in enumerate(context.templates, start=1))
    rulebook = replace(checker.rulebook, templates=(*checker.rulebook.templates, *forms))
    return checker.with_rulebook(rulebook, checker.config.model_copy(
            update={"limits": limits, "forms": (*checker.config.forms, *context.forms)}
        ))


def _bad(
    checker: Checks, rule: Rule, example: Example, given: Marked, report: Report
) -> Iterator[tuple[str, str]]:
    hits = [finding for finding in report.findings if finding.rule == rule.id]
    if not hits:
        seen = ", ".join(sorted({finding.rule for finding in report.findings})) or "-"
        yield f"luật không báo (chỉ có: {seen}).", f"the rule does not fire (only: {seen})."
        return
    found = {_core(given.text, hit) for hit in hits}
    for span in given.spans:
        if _trim(given.text, *span) not in found:
            places = ", ".join(f"{a}-{b}" for a, b in sorted(span for span in found if span)) or "-"
            yield (
                f"đoạn cần báo {span[0]}-{span[1]}, luật báo {places}.",
                f"expected span {span[0]}-{span[1]}, the rule reports {places}.",
            )


def _good(
    checker: Checks, rule: Rule, example: Example, given: Marked, report: Report
) -> Iterator[tuple[str, str]]:
    strict = _reports_spans(rule)  # an example of a whole document may have this and that besides
    for finding in report.findings:
        if finding.rule == rule.id:
            yield "luật báo cả ví dụ nên.", "the rule fires on a good example."
        elif (
            strict
            and finding.rule not in example.also
            and _reports_spans(checker.rulebook.rules[finding.rule])
        ):
            yield (
                f"luật {finding.rule} báo ví dụ này; nếu đúng, ghi vào “also”.",
                f"rule {finding.rule} flags it; if that is right, list it in “also”.",
            )


def _core(text: str, finding: Finding) -> tuple[int, int] | None:
    if finding.start is None or finding.end is None:
        return None
    return _trim(text, finding.start, finding.end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and closing punctuation: where a sentence ends is not the rule's matter."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ".;,|"):
        end -= 1
    return start, end
