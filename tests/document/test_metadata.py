"""What a pledge says about itself."""

from __future__ import annotations

import unicodedata

import pytest

from pledgecheck.document.model import Meta
from tests.document.marked import read

ITEMS = "1. Họp tổ mỗi tuần.\n2. Không nhận quà.\n"


def meta(text: str) -> Meta:
    return read(text).meta


class TestPerson:
    @pytest.mark.parametrize(
        "line",
        [
            "Họ và tên: Lò Thị Hiền",
            "Họ tên: Lò Thị Hiền, sinh năm 1990",
            "Họ và tên: Lò Thị Hiền          Ngày sinh: 01/02/1990",
            "Họ và tên: Lò Thị Hiền Cấp bậc: Thiếu tá",
            "Tôi tên là Lò Thị Hiền, giáo viên mầm non.",
            "Tên tôi là: Lò Thị Hiền - y sĩ",
            "Họ và tên đảng viên: Lò Thị Hiền. Chức danh: Y sĩ.",
        ],
    )
    def test_the_author_as_written(self, line: str) -> None:
        assert meta(f"BẢN CAM KẾT\n{line}\n{ITEMS}").author == "Lò Thị Hiền"

    def test_the_name_is_read_from_decomposed_text_too(self) -> None:
        text = unicodedata.normalize("NFD", f"BẢN CAM KẾT\nHọ và tên: Lò Thị Hiền\n{ITEMS}")
        assert unicodedata.normalize("NFC", meta(text).author or "") == "Lò Thị Hiền"

    def test_role_and_unit(self) -> None:
        found = meta(f"BẢN CAM KẾT\nChức vụ: Tổ trưởng tổ Hóa\nĐơn vị công tác: Trường THPT Sông Lô\n{ITEMS}")
        assert (found.role, found.unit) == ("Tổ trưởng tổ Hóa", "Trường THPT Sông Lô")

    def test_a_text_that_says_nothing_has_none(self) -> None:
        assert meta(ITEMS) == Meta(kind="individual")


class TestYear:
    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("BẢN CAM KẾT\nnăm 2021\n" + ITEMS, 2021),
            ("BẢN ĐĂNG KÝ NĂM HỌC 2022 - 2023\n" + ITEMS, 2022),
            ("BẢN CAM KẾT\nSông Lô, ngày 4 tháng 3 năm 2020\n" + ITEMS, 2020),
            ("BẢN CAM KẾT\n" + ITEMS + "Sông Lô, 04/03/2020\nNgười viết\n", 2020),
            ("BẢN CAM KẾT\n" + ITEMS, None),
        ],
    )
    def test_title_first_then_the_date_of_signing(self, text: str, year: int | None) -> None:
        assert meta(text).year == year

    @pytest.mark.parametrize("written", ["ngày 05 tháng 02 năm 2024", "05/02/2024", "5-2-2024", "5.2.2024"])
    def test_the_date_of_signing_is_iso(self, written: str) -> None:
        assert meta(f"BẢN CAM KẾT\n{ITEMS}Sông Lô, {written}\nNgười cam kết").signed == "2024-02-05"

    def test_the_dates_of_documents_and_impossible_dates_sign_nothing(self) -> None:
        text = f"BẢN CAM KẾT\nCăn cứ Kế hoạch số 5-KH/ĐU ngày 09/01/2019;\n{ITEMS}Sông Lô, 45/13/2019\n"
        assert meta(text).signed is None


class TestKind:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("BẢN CAM KẾT\nHọ và tên: Lò Hiền\n" + ITEMS, "individual"),
            ("BẢN ĐĂNG KÝ CỦA TẬP THỂ\nnăm 2019\n" + ITEMS, "collective"),
            ("BẢN CAM KẾT CỦA CHI BỘ\n" + ITEMS + "T/M CHI BỘ\n", "collective"),
            ("PHIẾU ĐĂNG KÝ MÔ HÌNH\n" + ITEMS, "model"),
            ("ĐĂNG KÝ LÀM THEO BÁC\nTên mô hình: Ngõ sáng\n" + ITEMS, "model"),
            (ITEMS, "individual"),
        ],
    )
    def test_who_speaks(self, text: str, kind: str) -> None:
        assert meta(text).kind == kind

    @pytest.mark.parametrize("line", ['Tên mô hình: "Ngõ sáng"', "Tên mô hình: Ngõ sáng", 'MÔ HÌNH “Ngõ sáng”'])
    def test_the_name_of_a_model(self, line: str) -> None:
        assert meta(f"PHIẾU ĐĂNG KÝ MÔ HÌNH\n{line}\n{ITEMS}").model_name == "Ngõ sáng"
