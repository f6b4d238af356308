"""Whether a registered model has more than a name."""

from __future__ import annotations

import pytest

from pledgecheck.kinds import dossier
from pledgecheck.model import Dossier
from tests.document.marked import lexicon, read
from tests.kinds.sentences import judge

NAME = "PHIẾU ĐĂNG KÝ MÔ HÌNH\nTên mô hình: Bến đò không ai chờ\n"
FULL = (
    NAME
    + "Mục tiêu: khách qua sông không phải chờ quá 15 phút.\n"
    + "Người phụ trách: ông Sáu Lượm, tổ trưởng tổ đò.\n"
    + "Thời gian thực hiện: từ tháng 3 đến tháng 12.\n"
    + "Cách làm:\n- Chạy thêm chuyến 5 giờ sáng vào các ngày chợ phiên.\n- Dán giờ đò ở hai bến, ghi sổ chuyến trễ.\n"
    + "Kết quả cần đạt: mỗi tháng không quá 3 chuyến trễ.\n"
)


def analyse(text: str, kind: str = "model") -> Dossier | None:
    return dossier.analyse(read(text), judge(text), lexicon(), kind=kind)


def test_a_full_registration_lacks_nothing() -> None:
    assert analyse(FULL) == Dossier(verdict="full", missing=())


@pytest.mark.parametrize("kind", ["individual", "collective"])
def test_only_models_have_a_dossier(kind: str) -> None:
    assert analyse(FULL, kind) is None


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "Phát huy vai trò nòng cốt của tổ, lan tỏa tinh thần phục vụ.\n",
        "Nội dung: tăng cường tuyên truyền, nâng cao nhận thức của bà con.\nKế hoạch, kết quả: (bổ sung sau)\n",
        "Mục tiêu: ……\nNgười phụ trách: ……\nThời gian: ……\nKết quả: ……\n",
        "Ý nghĩa: mô hình có ý nghĩa to lớn, góp phần xây dựng quê hương.\n" * 6,
    ],
    ids=["name", "slogan", "later", "dots", "many words"],
)
def test_a_name_with_nothing_to_check_behind_it_is_name_only(rest: str) -> None:
    found = analyse(NAME + rest)
    assert found is not None and found.verdict == "name_only" and "method" in found.missing


@pytest.mark.parametrize(
    ("line", "part"),
    [("Mục tiêu:", "goal"), ("Người phụ trách:", "in_charge")],
)
def test_a_missing_line_is_named(line: str, part: str) -> None:
    text = "".join(each + "\n" for each in FULL.splitlines() if not each.startswith(line))
    found = analyse(text)
    assert found is not None and (found.verdict, found.missing) == ("full", (part,))


def test_acts_with_dates_and_numbers_stand_for_time_and_result() -> None:
    text = NAME + "1. Chạy thêm 2 chuyến lúc 5 giờ sáng.\n2. Dán giờ đò ở hai bến trước ngày 10/3.\n3. Ghi sổ chuyến trễ.\n"
    found = analyse(text)
    assert found is not None and found.verdict == "full" and not {"time", "result", "method"} & set(found.missing)


def test_the_person_of_a_table_row_is_in_charge() -> None:
    text = NAME + "STT | Nội dung | Người phụ trách\n1 | Chạy thêm 2 chuyến lúc 5 giờ sáng | Anh Út\n2 | Dán giờ đò ở hai bến | Chị Tư\n"
    found = analyse(text)
    assert found is not None and "in_charge" not in found.missing


def test_repeating_one_act_is_no_dossier() -> None:
    found = analyse(NAME + "1. Dán giờ đò ở bến.\n2. Dán giờ đò ở bến.\n3. Dán giờ đò ở bến.\n")
    assert found is not None and found.verdict == "name_only"
