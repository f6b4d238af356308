"""Parts that guidance names: study, practice, example, mending shortcomings, ties to one's duties."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pledgecheck as pc

TREES = "Trước ngày 19/5 tôi trồng 20 cây bóng mát dọc đường vào nhà văn hóa thôn."
VISITS = "Mỗi tháng tôi đến thăm, giúp 02 hộ neo đơn trong thôn dọn nhà, có sổ ghi."


@cache
def checker() -> pc.Checker:
    return pc.Checker()


def missing(*lines: str, role: str | None = "giáo viên", **fields: Any) -> set[str]:
    report = checker().check(
        "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1)), role=role, **fields
    )
    return {finding.rule for finding in report.findings if finding.rule.startswith("COV")}


class TestStudyAndPractice:
    @pytest.mark.parametrize(
        "line",
        [
            "Mỗi tháng tôi đọc 01 cuốn sách về Bác và kể lại trong sinh hoạt chi bộ.",
            "Trước ngày 30/9 tôi học xong lớp bồi dưỡng tin học, dùng vào việc nhập hồ sơ.",
            "Tự học tiếng Khmer mỗi tối 30 phút.",
        ],
    )
    def test_study(self, line: str) -> None:
        assert "COV001" not in missing(line, VISITS)

    def test_no_study(self) -> None:
        assert "COV001" in missing(TREES, VISITS)

    def test_study_and_nothing_else(self) -> None:
        study = "Mỗi tháng tôi đọc 01 cuốn sách về Bác, ghi vào sổ tay."
        assert "COV002" in missing(study, "Trước ngày 30/9 tôi học xong lớp bồi dưỡng lý luận chính trị.")
        assert "COV002" not in missing(study, VISITS)


class TestExample:
    @pytest.mark.parametrize(
        "role", ["Chủ tịch UBND xã", "Bí thư chi bộ", "trưởng phòng Nội vụ", "Hiệu trưởng"]
    )
    def test_owed_by_leaders(self, role: str) -> None:
        assert "COV003" in missing(TREES, VISITS, role=role)
        assert "COV003" not in missing(TREES, "Gương mẫu về giờ giấc: có mặt lúc 7 giờ.", role=role)

    @pytest.mark.parametrize(
        "role", ["giáo viên", "đảng viên nghỉ hưu", "Bí thư chi đoàn", "điều dưỡng viên", None]
    )
    def test_not_by_others(self, role: str | None) -> None:
        assert "COV003" not in missing(TREES, VISITS, role=role)


class TestMending:
    @pytest.mark.parametrize(
        "line",
        [
            "Khắc phục việc họp quá giờ: họp giao ban không quá 60 phút.",
            "Bỏ thuốc lá trước tháng 6.",
            "Sửa tính nóng: khi có ý kiến trái chiều thì nghe hết rồi mới nói.",
            "Không để hồ sơ chậm như năm trước.",
        ],
    )
    def test_mending(self, line: str) -> None:
        assert "COV004" not in missing(VISITS, line)

    def test_a_look_back_counts(self) -> None:
        text = f"Kiểm điểm cuối năm 2022, tôi còn nóng tính trong điều hành.\n1. {TREES}\n2. {VISITS}"
        assert "COV004" not in {finding.rule for finding in checker().check(text).findings}

    def test_none(self) -> None:
        assert "COV004" in missing(TREES, VISITS)


class TestDuties:
    def test_known_duties(self) -> None:
        assert "COV005" not in missing(TREES, VISITS)

    def test_unknown_ones(self) -> None:
        assert "COV005" in missing(TREES, VISITS, role=None)
        assert "COV005" not in missing(
            "Theo nghị quyết của chi bộ, tôi trồng 20 cây trước 19/5.", VISITS, role=None
        )


class TestRestraint:
    def test_information_only(self) -> None:
        report = checker().check(f"1. {TREES}\n2. {VISITS}", role="Bí thư chi bộ")
        found = [finding for finding in report.findings if finding.rule.startswith("COV")]
        assert found and {finding.severity for finding in found} == {"info"}

    @pytest.mark.parametrize("kind", ["collective", "model"])
    def test_individuals_only(self, kind: str) -> None:
        assert not missing(TREES, VISITS, kind=kind)

    def test_a_line_is_no_whole_pledge(self) -> None:
        assert not missing(VISITS)

    def test_text_without_acts_has_another_remark(self) -> None:
        assert not missing("Nâng cao tinh thần trách nhiệm.", "Phát huy tinh thần tự giác.")

    def test_a_pack_may_add_a_part(self, tmp_path: Path) -> None:
        for folder in ("lexicon", "rules"):
            (tmp_path / folder).mkdir()
        (tmp_path / "pack.yaml").write_text("id: mine\nversion: 1.0.0\ntitle: {vi: a, en: a}\n", "utf-8")
        (tmp_path / "lexicon" / "sea.yaml").write_text("patterns:\n  coverage_sea: ['\\bbiển\\b']\n", "utf-8")
        (tmp_path / "rules" / "sea.yaml").write_text(
            "rules:\n"
            "  - {id: SEA001, kind: coverage, when: missing, severity: info, since: 1.0.0,\n"
            "     options: {patterns: [coverage_sea], kinds: [individual, collective]},\n"
            "     message: {vi: Chưa thấy phần biển đảo., en: The sea is not seen.},\n"
            "     rationale: {vi: a, en: a, source: a}}\n",
            "utf-8",
        )
        mine = pc.Checker(packs=[tmp_path])
        assert "SEA001" in {
            f.rule for f in mine.check(f"1. {TREES}\n2. {VISITS}", kind="collective").findings
        }
        assert "SEA001" not in {
            f.rule for f in mine.check(f"1. {TREES}\n2. Dọn bãi biển mỗi tháng.").findings
        }
