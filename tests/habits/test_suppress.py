"""Remarks switched off inside a text: what is off, what stays, what is reported as needless."""

from __future__ import annotations

import unicodedata

import pytest

from pledgecheck.checker import Checker, default_checker
from pledgecheck.config import Config
from pledgecheck.model import Pledge, Report
from pledgecheck.suppress import RULE, judged_text, signs

VAGUE = "1. Không ngừng nâng cao tinh thần trách nhiệm."
ALSO = "2. Phát huy tinh thần tự học, tự rèn."
GOOD = "3. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn."


def judged(*lines: str, lang: str = "vi", layout: bool = False) -> Report:
    text = "\n".join(lines)
    pledge = Pledge(id="a", text=text)
    if layout:
        pledge = pledge.with_layout(((0, len(text), "paragraph 1"),))
    checker = default_checker() if lang == "vi" else Checker(config=Config(lang="en"))
    return checker.check(pledge)


def rules_at(report: Report, words: str) -> list[str]:
    """The rules that speak of a commitment that begins so."""
    one = next(one for one in report.commitments if one.text.startswith(words))
    return [f.rule for f in report.findings if f.start is not None and one.start <= f.start < one.end]


def unused(report: Report) -> list[str]:
    return [f.message for f in report.findings if f.rule == RULE]


WAYS = [
    (f"{VAGUE} <!-- pledgecheck: bỏ qua SPE001 -->", ALSO),
    (f"{VAGUE}  # pledgecheck: bỏ qua SPE001", ALSO),
    (f"{VAGUE}   pledgecheck: ignore SPE001", ALSO),
    (f"{VAGUE} (pledgecheck: ignore SPE001)", ALSO),
    (f"{VAGUE} // PledgeCheck:  Bỏ qua   SPE", ALSO),
    (f"{VAGUE} <!-- pledgecheck: bỏ qua -->", ALSO),
    ("<!-- pledgecheck: bỏ qua SPE001, LEN -->", VAGUE, ALSO),
    ("# pledgecheck: ignore SPE001", "", VAGUE, ALSO),
    ("pledgecheck: bỏ qua THE", "pledgecheck: bỏ qua SPE001", VAGUE, ALSO),
]


class TestOff:
    """The remark goes, and only there."""

    @pytest.mark.parametrize("lines", WAYS)
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_ways_to_write_it(self, lines: tuple[str, ...], form: str) -> None:
        report = judged(*(unicodedata.normalize(form, line) for line in lines))
        assert rules_at(report, unicodedata.normalize(form, "Không ngừng")) == []
        assert rules_at(report, unicodedata.normalize(form, "Phát huy")) == ["SPE001"]

    def test_the_whole_text(self) -> None:
        report = judged(VAGUE, "<!-- pledgecheck: bỏ qua cả bản SPE001 -->", ALSO)
        assert "SPE001" not in [f.rule for f in report.findings] and unused(report) == []

    def test_other_remarks_stay(self) -> None:
        plain = judged(VAGUE, GOOD)
        report = judged(f"{VAGUE} # pledgecheck: bỏ qua DUT", GOOD)
        assert rules_at(report, "Không ngừng") == rules_at(plain, "Không ngừng")

    def test_points_stay(self) -> None:
        assert judged(f"{VAGUE} # pledgecheck: bỏ qua").score == judged(VAGUE).score

    def test_spans_are_as_in_the_file(self) -> None:
        line = f"{VAGUE} <!-- pledgecheck: bỏ qua SPE001 -->"
        report = judged(line, ALSO)
        text = "\n".join((line, ALSO))
        assert [text[one.start : one.end] for one in report.commitments] == [one.text for one in report.commitments]
        finding = next(f for f in report.findings if f.rule == "SPE001")
        assert (finding.line, finding.column) == (2, 4)


class TestNoText:
    """The sign is no text: it is not judged and does not count."""

    def test_blanked_out(self) -> None:
        pledge = Pledge(text=f"{VAGUE} <!-- pledgecheck: bỏ qua SPE001 -->\nHết")
        shown = judged_text(pledge)
        assert len(shown) == len(pledge.text) and shown.split() == [*VAGUE.split(), "Hết"]

    def test_as_if_it_were_not_there(self) -> None:
        with_sign = judged(f"{VAGUE} # pledgecheck: bỏ qua LEN", GOOD)
        without = judged(VAGUE, GOOD)
        assert [one.text for one in with_sign.commitments] == [one.text for one in without.commitments]
        assert with_sign.length == without.length and with_sign.score == without.score

    @pytest.mark.parametrize(
        "line",
        [
            "Dùng pledgecheck: bỏ qua SPE001 thì sao?",  # something follows: it is a sentence
            "pledgecheck: bỏ qua lời khuyên này",
            "bỏ qua SPE001",
        ],
    )
    def test_sentences_that_speak_of_it(self, line: str) -> None:
        assert signs(line) == []

    def test_not_in_word_documents(self) -> None:
        report = judged(f"{VAGUE} pledgecheck: bỏ qua SPE001", layout=True)
        assert "SPE001" in [f.rule for f in report.findings]


class TestUnused:
    """A sign that switches off nothing is a hint of its own."""

    def test_reported_where_it_stands(self) -> None:
        line = f"{GOOD} # pledgecheck: bỏ qua SPE001"
        report = judged(line)
        (found,) = (f for f in report.findings if f.rule == RULE)
        assert found.severity == "info" and line[found.start : found.end] == "SPE001"
        assert found.message == "Dòng “bỏ qua SPE001” không còn tác dụng."

    def test_each_code_by_itself(self) -> None:
        assert len(unused(judged(f"{VAGUE} # pledgecheck: bỏ qua SPE001 THE001"))) == 1

    def test_unknown_codes_and_english(self) -> None:
        assert unused(judged(f"{VAGUE} # pledgecheck: ignore XYZ9", lang="en")) == ["No rule begins with “XYZ9”."]

    def test_not_for_rules_that_are_switched_off(self) -> None:
        checker = Checker(config=Config(ignore=("SPE",)))
        assert unused(checker.check(f"{VAGUE} # pledgecheck: bỏ qua SPE001")) == []

    def test_at_the_very_end(self) -> None:
        assert unused(judged(GOOD, "# pledgecheck: bỏ qua")) == ["Dòng “bỏ qua mọi ghi chú” không còn tác dụng."]
