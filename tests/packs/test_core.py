"""The rules that come with pledgecheck: their examples, wording, completeness."""

from __future__ import annotations

import re

import pytest

from pledgecheck import Checker
from pledgecheck.kinds.table import kinds
from pledgecheck.packs import Rule, core_pack, gather, merge
from pledgecheck.packs.examples import test_examples as run_examples
from pledgecheck.packs.resolve import check_expressions

RULES = core_pack().rules
# Said of a comrade's sentence these words hurt and help nobody.
NEVER = (
    "sao chép|đạo văn|gian dối|đối phó|khẩu hiệu|sáo rỗng|chiếu lệ|hình thức|yếu kém|không đạt|trượt"
    "|vi phạm|sai|lười|xếp hạng cá nhân|điểm đảng viên|suy thoái|vô nghĩa|thừa|lỗi|cảnh báo"
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize("name", [rule.id for rule in RULES])
def test_examples_hold(checker: Checker, name: str) -> None:
    assert run_examples(checker, [name]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_wording(rule: Rule) -> None:
    for text in (rule.message, rule.suggestion):
        assert not re.search(rf"(?<!\w)(?:{NEVER})(?!\w)", text.vi.lower())
        assert bool(text.vi) == bool(text.en)
        assert len(text.vi) <= 160
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.id)
    assert rule.rationale.vi and rule.rationale.en and rule.rationale.source


def test_each_expression_holds_by_itself() -> None:
    check_expressions(merge(gather()).lexicon._items, "")


def test_every_condition_has_a_rule() -> None:
    used = {(rule.kind, rule.when) for rule in RULES}
    assert {(kind.name, when) for kind in kinds().values() for when in kind.conditions} == used


def test_severities_are_as_promised() -> None:
    errors = {f"{rule.kind}.{rule.when}" for rule in RULES if rule.severity == "error"}
    assert errors == {
        "specificity.no_concrete",
        "specificity.few_concrete",
        "copying.gate",
        "theme.outdated",
        "theme.quoted_gate",
        "dossier.name_only",
        "language.no_diacritics",
        "language.not_vietnamese",
        "language.scrambled",
        "language.nothing_to_judge",
    }
    warnings = {f"{rule.kind}.{rule.when}" for rule in RULES if rule.severity == "warning"}
    assert warnings == {
        "specificity.level_0",
        "specificity.level_1",
        "copying.repeated",
        "copying.peer",
        "duty.foreign",
        "length.long",
        "length.short",
        "theme.quoted",
    }


def test_ids_are_permanent() -> None:
    """An id is never given away; a rule that goes leaves its id unused. Add, never change."""
    assert {rule.id for rule in RULES} >= {
        *(f"SPE{n:03}" for n in range(1, 13)),
        *(f"PHR{n:03}" for n in range(1, 5)),
        *(f"LEN{n:03}" for n in range(1, 5)),
        *(f"COP{n:03}" for n in range(1, 8)),
        *(f"THE{n:03}" for n in range(1, 5)),
        *(f"DUT{n:03}" for n in range(1, 4)),
        "DOS001",
        "DOS002",
        *(f"LAN{n:03}" for n in range(1, 5)),
    }


def test_every_class_and_pattern_compiles() -> None:
    book = merge(gather())
    assert len(book.lexicon.classes) > 20 and len(book.lexicon.patterns) > 20
    assert book.themes and book.duties.occupations


def test_titles_of_themes_are_never_marked(checker: Checker) -> None:
    """They name the Party or Uncle Hồ: such findings speak of the whole pledge."""
    for rule in RULES:
        if rule.kind != "theme":
            continue
        for example in rule.examples.bad:
            report = checker.check(example.text, year=example.context.year, theme=list(example.context.theme))
            found = [finding for finding in report.findings if finding.rule == rule.id]
            assert [(finding.start, finding.end) for finding in found] == [(None, None)]
