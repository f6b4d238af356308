"""The sample pack of an invented province: its examples hold, and it changes what it says it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgecheck import Checker, Pledge
from pledgecheck.packs import load_pack
from pledgecheck.packs.examples import test_examples as run_examples

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "bo-luat-tinh-song-lam"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(packs=[FOLDER])


def test_its_examples_hold(checker: Checker) -> None:
    """Those of all other rules beside it are run by test_readme: `pledgecheck test-rules --rules …`."""
    assert run_examples(checker, [rule.id for rule in load_pack(FOLDER).rules]) == []


def test_it_is_a_pack_of_every_part() -> None:
    pack = load_pack(FOLDER)
    assert pack.rules and pack.lexicon and pack.themes and pack.forms and pack.profile


def test_its_theme_form_words_and_weights_are_used(checker: Checker) -> None:
    text = (FOLDER / "ban-dang-ky.txt").read_text("utf-8")
    report = checker.check(Pledge(text=text, province="Sông Lam", year=2026, kind="individual"))
    assert report.theme is not None
    assert (report.theme.id, report.theme.relation) == ("songlam-2026", "applied")
    found = {finding.rule: finding for finding in report.findings}
    river = found["SLA001"]
    assert text[river.start : river.end] == "dòng sông quê hương"
    assert "PHR001" in found  # “khi nước cạn”, a word of the province
    assert "việc chuyên môn" in found["FRM001"].message  # the province's form, in force there
    weights = report.score.weights
    assert weights["theme"] / weights["length"] == pytest.approx(5)
    elsewhere = checker.check(Pledge(text=text, province="Hà Nam", year=2026, kind="individual"))
    assert "FRM001" not in {finding.rule for finding in elsewhere.findings}
