"""The report of the examples, judged for real: everything fits together, nothing has to be guessed."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

import pledgecheck as pc
from pledgecheck.model import PART_NAMES
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.html import entries_of, write, write_to
from pledgecheck.reporters.html.arithmetic import arithmetic
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.state import state_of
from tests.reporters.html_page import Page, check_links

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "manifest.csv"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    pledges = list(pc.read_manifest(EXAMPLES))
    checker = pc.Checker()
    with checker.audit(pledges) as audit:
        return Outcome(
            list(audit.reports),
            checker.packs,
            checker.rulebook.rules,
            audit.errors,
            audit.skipped,
            audit.summary,
            texts={each.id: each.text for each in pledges},
        )


def test_every_pledge_is_there_with_its_text(outcome: Outcome, tmp_path: Path) -> None:
    (path,) = write_to(outcome, tmp_path / "report.html", Style())
    page = Page(path.read_text("utf-8"))
    assert len(page.all("article")) == len(list(outcome.reports)) == 25
    assert len([each for each in page.all("div") if each.get("class") == "text"]) == 25
    assert check_links([page], ["report.html"]) > 500


def test_the_arithmetic_of_every_part_is_written_out(outcome: Outcome) -> None:
    words = Words("en")
    for report in outcome.reports:
        made = arithmetic(report, words, {})
        if made.total is None:
            continue
        assert float(made.total) == report.score.total
        plain = sum(float(part.adds) for part in made.parts if part.value is not None)
        assert plain == pytest.approx(float(made.sum), abs=0.03)
        assert min([float(made.sum), *(float(cap) for cap, _ in made.caps)]) == pytest.approx(
            report.score.total, abs=0.051
        )
        for name, part in zip(PART_NAMES, made.parts, strict=True):
            formula = re.search(r"^([\d. +×−/()%]+) = ([\d.]+)", part.how)
            if name == "specificity":
                assert formula, part.how
            if formula and part.value is not None and name in ("specificity", "length"):
                sum_text = formula[1].replace("×", "*").replace("−", "-")
                assert eval(sum_text) == pytest.approx(float(part.value), abs=0.051)


def test_some_are_clear_some_are_not(outcome: Outcome) -> None:
    states = [state_of(report) for report in outcome.reports]
    assert {"clear", "add", "talk"} <= set(states)


def test_a_text_that_is_not_the_judged_one_is_left_out(outcome: Outcome) -> None:
    first = next(iter(outcome.reports))
    other = Outcome([first], outcome.packs, texts={first.id: outcome.texts[first.id] + " "})
    assert [each.text for each in entries_of(other)] == [None]
    by_path = Outcome([first], outcome.packs, texts={first.path: outcome.texts[first.id]})
    assert [each.text for each in entries_of(by_path)] == [outcome.texts[first.id]]


def test_as_a_reporter_one_page_to_a_stream(outcome: Outcome) -> None:
    out = io.StringIO()
    write(outcome, out, Style(lang="en"))
    assert len(Page(out.getvalue()).all("article")) == 25
