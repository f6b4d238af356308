"""How long a pledge is: counted without boilerplate and formulas, on a plateau."""

from __future__ import annotations

import pytest

from pledgecheck.kinds import length
from pledgecheck.model import LengthVerdict
from pledgecheck.score.parts import length_part
from tests.document.marked import read
from tests.kinds.sentences import judge

LIMITS = {
    "syllables_min": 10, "syllables_max": 40, "syllables_zero": 80, "commitments_max": 4, "commitments_zero": 8,
}
ITEM = "Sửa mái hiên cho nhà trẻ trước ngày 30 tháng 6."  # eleven syllables and numbers


def analyse(text: str) -> LengthVerdict:
    return length.analyse(read(text), judge(text), LIMITS)


def listed(count: int) -> str:
    return "\n".join(f"{i}. {ITEM.replace('30', str(i))}" for i in range(1, count + 1))


class TestCounting:
    def test_syllables_and_numbers_of_the_items_are_counted(self) -> None:
        found = analyse(listed(2))
        assert (found.syllables, found.commitments, found.verdict) == (22, 2, "ok")

    @pytest.mark.parametrize(
        "around",
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBẢN CAM KẾT\nnăm 2019\n{0}",
            "Họ và tên: Lò Thị Hiền\nChức vụ: Y sĩ\nTôi đăng ký như sau:\n{0}",
            "{0}\nTrên đây là nội dung đăng ký của tôi.\nNGƯỜI ĐĂNG KÝ\nLò Thị Hiền",
            "I. Nội dung đăng ký\n{0}",
        ],
    )
    def test_boilerplate_fields_and_headings_are_not_counted(self, around: str) -> None:
        assert analyse(around.format(listed(2))) == analyse(listed(2))

    def test_required_formulas_are_not_counted(self) -> None:
        formula = "3. Tuyệt đối trung thành với Đảng, với Tổ quốc và nhân dân."
        assert analyse(f"{listed(2)}\n{formula}") == analyse(listed(2))

    def test_what_is_told_makes_a_pledge_long(self) -> None:
        story = "I. Tình hình\n" + "Tổ có hai dãy nhà trọ cũ, mùa mưa nước vào tận giường.\n" * 4
        assert analyse(f"{story}II. Nội dung\n{listed(2)}").verdict == "long"

    def test_and_does_not_make_up_for_saying_nothing(self) -> None:
        story = "I. Tình hình\n" + "Tổ có hai dãy nhà trọ cũ, mùa mưa nước vào tận giường.\n" * 2
        found = analyse(f"{story}II. Nội dung\n1. Họp tổ mỗi tuần.")
        assert (found.verdict, found.syllables) == ("short", 4)


class TestVerdict:
    @pytest.mark.parametrize(("items", "verdict"), [(1, "ok"), (3, "ok"), (4, "long"), (7, "long")])
    def test_by_syllables(self, items: int, verdict: str) -> None:
        assert analyse(listed(items)).verdict == verdict

    def test_by_commitments(self) -> None:
        text = "\n".join(f"{i}. Họp tổ {i}." for i in range(1, 6))
        assert (analyse(text).verdict, analyse(text).commitments) == ("long", 5)

    def test_short(self) -> None:
        assert analyse("Họp tổ mỗi tuần.").verdict == "short"

    def test_no_text_is_short(self) -> None:
        assert analyse("").syllables == 0

    def test_the_limits_are_reported(self) -> None:
        assert analyse(ITEM).limits == {name: float(value) for name, value in LIMITS.items()}


class TestPart:
    def test_the_part_falls_on_both_sides_of_the_plateau(self) -> None:
        parts = [length_part(analyse(listed(items)), LIMITS) for items in range(1, 8)]
        assert parts[:3] == [100, 100, 100]
        assert parts[3:] == sorted(parts[3:], reverse=True) and parts[-1] == 7.5
        assert length_part(analyse("Họp tổ mỗi tuần."), LIMITS) == 40
