"""What may repeat from year to year, and what that does to originality."""

from __future__ import annotations

import pytest

import pledgecheck as pc

ACT = "Mỗi tháng kèm 05 học sinh đọc chậm của lớp 2B sau giờ học"
NEW = "Trước ngày 19/5 trồng 20 cây bóng mát dọc đường vào nhà văn hóa thôn"
SLOGAN = "Không ngừng nâng cao tinh thần trách nhiệm trong mọi mặt"
FORMULA = "Tuyệt đối trung thành với Đảng, Tổ quốc và nhân dân"


def against(last: list[str], this: list[str], year: int = 2020) -> pc.Report:
    texts = ["\n".join(f"{n}. {line}." for n, line in enumerate(lines, start=1)) for lines in (last, this)]
    return pc.check(texts[1], previous=[texts[0]], year=year)


def counted(report: pc.Report) -> float:
    assert report.copying is not None
    return report.copying.counted_share


def kinds(report: pc.Report) -> list[str]:
    assert report.copying is not None
    return [passage.kind for source in report.copying.sources for passage in source.passages]


def test_the_same_again_counts() -> None:
    report = against([ACT], [ACT])
    assert kinds(report) == ["repeated"] and counted(report) == 1
    assert report.score.parts["originality"] == 0


@pytest.mark.parametrize(
    "result",
    [
        "năm trước mới đạt 03 em",
        "cuối năm 2019 còn 02 em chưa xong",
        "năm ngoái làm được 3 em, chưa hoàn thành",
    ],
)
def test_with_last_years_result_it_does_not(result: str) -> None:
    report = against([ACT], [f"{ACT}; {result}"])
    assert "continued" in kinds(report) and counted(report) == 0
    assert report.score.parts["originality"] == 100


def test_a_plan_for_this_year_is_no_result() -> None:
    report = against([f"{ACT}, trong năm 2019 hoàn thành"], [f"{ACT}, trong năm 2020 hoàn thành"])
    assert kinds(report) == ["repeated"] and counted(report) == 1


def test_the_result_in_the_line_below() -> None:
    text = f"1. {ACT}.\nKết quả năm trước: mới đạt 03 em, chưa xong.\n2. {NEW}."
    report = pc.check(text, previous=[f"1. {ACT}."], year=2020)
    assert kinds(report) == ["continued"]


def test_standing_work_may_stay() -> None:
    report = against([f"Duy trì {ACT}"], [f"Duy trì {ACT}"])
    assert kinds(report) == ["standing"] and counted(report) == 0


def test_a_slogan_is_no_standing_work() -> None:
    slogan = "Tiếp tục nâng cao tinh thần trách nhiệm, phát huy tinh thần tự học, tự rèn"
    assert counted(against([slogan], [slogan, NEW])) > 0


def test_base_content_is_not_counted() -> None:
    report = against([FORMULA, ACT], [FORMULA, NEW])
    assert counted(report) == 0 and report.score.parts["originality"] == 100


def test_fresh_slogans_dilute_nothing() -> None:
    assert counted(against([ACT], [ACT, SLOGAN])) == counted(against([ACT], [ACT])) == 1
    assert 0 < counted(against([ACT], [ACT, NEW])) < 1


def test_an_office_may_think_otherwise() -> None:
    strict = pc.Checker(config=pc.Config(originality={"standing": False, "continued": False}))  # type: ignore[arg-type]
    text = f"1. Duy trì {ACT}."
    copying = strict.check(text, previous=[text], year=2020).copying
    assert copying is not None and copying.counted_share == 1


def test_targets_are_shown() -> None:
    lower = against([ACT], [ACT.replace("05", "03")])
    assert [f.message for f in lower.findings if f.rule == "COP006"] == [
        "Năm trước “05 học sinh đọc chậm”, năm nay “03 học sinh đọc chậm”: đã hạ mức."
    ]
    assert not [f for f in lower.findings if f.rule == "COP007"]
