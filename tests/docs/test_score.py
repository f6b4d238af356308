"""docs/score.md: its arithmetic is done again, and its tables are those of the score profile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pledgecheck import Checker

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "score.md").read_text("utf-8")
SUMS = [line for block in re.findall(r"```text\n(.*?)```", PAGE, re.S) for line in block.splitlines()]


def _count(expression: str) -> float:
    plain = expression.replace(",", ".").replace("×", "*").replace(":", "/").replace("−", "-")
    assert re.fullmatch(r"[\d.+*/() -]+", plain), plain
    return float(eval(plain))


def test_there_is_something_to_count() -> None:
    assert len(SUMS) == 8  # specificity, originality, total, capped total; in both languages


@pytest.mark.parametrize("line", SUMS)
def test_sums_are_right(line: str) -> None:
    expression, value = line.split(" = ")
    assert _count(expression) == pytest.approx(_count(value), abs=0.051)


def test_tables_are_those_of_the_profile() -> None:
    profile = Checker().judge.profile
    vietnamese = PAGE[: PAGE.index("## English")]
    for name, weight in zip(
        ("Rõ việc", "Chuyên đề", "Chức trách", "Nội dung mới", "Độ dài"),
        profile.weights.values(),
        strict=True,
    ):
        assert f"| {name} | {weight:g} |" in vietnamese
    theme = profile.theme
    for points in (theme.outdated, theme.quoted, theme.not_found, theme.one, theme.two):
        assert re.search(rf"chuyên đề năm khác.* {points:g}\b", vietnamese)
    caps = re.findall(r"^\| .* \| (\d+) \|$", vietnamese[vietnamese.index("## Mức trần") :], re.M)
    assert [float(cap) for cap in caps[:5]] == [gate.cap for gate in profile.gates.values()]
    assert {"no_concrete", "few_concrete", "copied", "theme", "name_only"} == set(profile.gates)
