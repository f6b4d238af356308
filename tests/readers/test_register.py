"""Registers: header shapes, merged cells, sections, several rows of one person, hidden sheets, closing "
"lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.errors import LimitError, UnreadableFileError
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadFailure, ReadOptions, Skipped, read, read_entries, walk
from pledgecheck.readers.limits import MAX_CELL_CHARS
from pledgecheck.readers.register_columns import meaning_of

from .samples import REGISTER_TEXTS, samples, workbook


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def pledges(data: bytes, name: str = "sổ.csv") -> list[Pledge]:
    return [entry for entry in read_entries(data, name=name) if isinstance(entry, Pledge)]


# ---------------------------------------------------------------- the whole, in every format
@pytest.mark.parametrize("kind", ["csv", "xlsx", "xls", "ods"])
def test_the_sample_register_reads_alike_in_every_format(kind: str) -> None:
    if kind != "csv":
        pytest.importorskip("python_calamine")
    data = samples().get(f"register.{kind}")
    if data is None:
        pytest.skip("xlsxwriter or LibreOffice Calc is missing")
    entries = read_entries(data, name=f"sổ.{kind}")
    found = [entry for entry in entries if isinstance(entry, Pledge)]
    assert {each.author: each.text for each in found} == REGISTER_TEXTS
    assert [(each.unit, each.role, each.year) for each in found] == [
        ("Tổ 1", "Bí thư", 2024),
        ("Tổ 1", "Đảng viên", 2024),
        ("Chi bộ Trường Tiểu học", "Giáo viên", 2024),
    ]
    sheet = "" if kind == "csv" else "sheet Sổ 2024 "
    assert [each.location for each in found] == [f"{sheet}row 8", f"{sheet}row 9", f"{sheet}row 11"]
    assert found[2].layout[1][2] == f"{sheet}row 12"
    (failed,) = (entry for entry in entries if isinstance(entry, ReadFailure))
    assert (failed.code, failed.known.author) == ("empty-file", "Đỗ Văn Cần")
    hidden = [entry for entry in entries if isinstance(entry, Skipped)]
    assert [(entry.path, entry.reason) for entry in hidden] == (
        [] if kind == "csv" else [(f"sổ.{kind} [Ẩn]", "hidden-sheet")]
    )


def test_hidden_sheets_are_read_when_asked_for() -> None:
    pytest.importorskip("python_calamine")
    data = samples().get("register.xlsx")
    if data is None:
        pytest.skip("xlsxwriter is missing")
    entries = read_entries(data, name="a.xlsx", options=ReadOptions(hidden_sheets=True))
    assert "Phạm Văn Ẩn" in [entry.author for entry in entries if isinstance(entry, Pledge)]
    assert not any(isinstance(entry, Skipped) for entry in entries)


def test_a_folder_gives_each_row_an_id_and_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "sổ.csv").write_bytes(samples()["register.csv"])
    entries = list(walk([tmp_path]))
    assert [entry.id for entry in entries if isinstance(entry, Pledge)] == ["sổ#1", "sổ#2", "sổ#3"]
    assert [entry.code for entry in entries if isinstance(entry, ReadFailure)] == ["empty-file"]


# ---------------------------------------------------------------- headers
@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("STT", "number"), ("Số TT", "number"), ("HỌ VÀ TÊN", "author"), ("Họ, tên đảng viên", "author"),
        ("Họ và tên\nngười đăng ký", "author"), ("Chức vụ (Đảng, chính quyền)", "role"), ("Chi bộ", "unit"),
        ("Đơn vị công tác", "unit"), ("Đơn vị tính", "support"), ("Đơn vị phối hợp", "support"), ("Năm",
        "year"),
        ("Năm sinh", "aside"), ("Nội dung đăng ký làm theo", "content"), ("NDung", None),
        ("Thời gian thực hiện", "support"),
        ("Kết quả năm 2023", "support"), ("Ghi chú", "aside"), ("Việc đăng ký làm theo Bác", "content"),
        ("Tình trạng", "status"),
        ("", None), ("x" * 500, None),
    ],
)  # fmt: skip
def test_titles_are_understood_however_they_are_worded(title: str, meaning: str | None) -> None:
    assert meaning_of(title) == meaning


def test_titles_above_the_header_give_unit_and_year() -> None:
    (found,) = pledges(
        csv("CHI BỘ THÔN ĐOÀI;;", "Sổ đăng ký năm 2022;;", "", "TT;Họ tên;Nội dung", "1;An;Đọc sách")
    )
    assert (found.unit, found.year, found.author) == ("CHI BỘ THÔN ĐOÀI", 2022, "An")


def test_unknown_columns_are_kept_with_their_titles() -> None:
    (found,) = pledges(csv("Họ tên;Nội dung;Điều tâm đắc;Ghi chú", "An;Đọc sách;Nêu gương;không"))
    assert found.text == "Nội dung: Đọc sách\nĐiều tâm đắc: Nêu gương"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_by_the_titles(delimiter: str) -> None:
    rows = ("Sổ 2024", delimiter.join(("STT", "Họ tên", "Nội dung")), delimiter.join(("1", "An", "Đọc sách")))
    assert pledges(csv(*rows))[0].author == "An"


def test_a_register_of_units_has_no_author() -> None:
    found = pledges(csv("TT;Tên đơn vị;Nội dung đăng ký", "1;Chi bộ 1;Trồng cây", "2;Chi bộ 2;Dọn đường"))
    assert [(each.author, each.unit) for each in found] == [(None, "Chi bộ 1"), (None, "Chi bộ 2")]


def test_a_name_in_two_columns_is_put_together() -> None:
    pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["STT", "Họ và tên", None, "Nội dung"])
        sheet.merge_range(0, 1, 0, 2, "Họ và tên")
        sheet.write_row(1, 0, [1, "Nguyễn Văn", "An", "Đọc sách"])

    assert pledges(workbook(fill), "a.xlsx")[0].author == "Nguyễn Văn An"


def test_sections_name_units_and_kinds() -> None:
    found = pledges(
        csv(
            "TT;Họ tên;Nội dung",
            "A. Cá nhân;;",
            "I;Chi bộ 1;",
            "1;An;Đọc sách",
            "II;Chi bộ 2;",
            "1;Bình;Trồng cây",
        )
    )
    assert [(each.kind, each.unit) for each in found] == [
        ("individual", "Chi bộ 1"),
        ("individual", "Chi bộ 2"),
    ]


def test_lines_under_the_table_are_no_content() -> None:
    (found,) = pledges(
        csv(
            "TT;Họ tên;Nội dung",
            "1;An;Đọc sách",
            ";;An Hòa, ngày 3 tháng 2 năm 2024",
            ";;T/M CHI BỘ",
            ";;Bí thư",
            ";;Vũ Văn B",
        )
    )
    assert found.text == "Nội dung: Đọc sách"


def test_content_without_a_name_is_a_pledge_of_its_own() -> None:
    long = "Mỗi tháng giúp một hộ nghèo trong thôn sửa đường ống nước, có ghi vào sổ theo dõi"
    found = pledges(csv("TT;Họ tên;Nội dung", f"1;;{long}", f"2;An;{long}"))
    assert [each.author for each in found] == [None, "An"]


def test_a_register_in_an_old_font_is_read() -> None:
    from pledgecheck.readers.old_fonts import encode

    text = (
        "TT;Họ tên;Nội dung\n1;Nguyễn Văn An;Mỗi tháng giúp một hộ nghèo trong thôn, có ghi vào sổ theo dõi"
    )
    (found,) = pledges(encode(text, "tcvn3").encode("latin-1"))
    assert (found.author, found.text) == ("Nguyễn Văn An", "Nội dung: " + text.rpartition(";")[2])


# ---------------------------------------------------------------- values
def test_numbers_and_dates_are_written_as_people_write_them() -> None:
    pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Năm", "Họ tên", "Nội dung", "Số hộ", "Thời hạn"])
        sheet.write_row(1, 0, [2024.0, "An", "Giúp hộ nghèo", 2.0])
        sheet.write_datetime(1, 4, date(2024, 6, 30), book.add_format({"num_format": "dd/mm/yyyy"}))

    (found,) = pledges(workbook(fill), "a.xlsx")
    assert (found.year, found.text) == (2024, "Nội dung: Giúp hộ nghèo\nSố hộ: 2\nThời hạn: 30/06/2024")


def test_a_huge_cell_is_reported_and_the_rest_is_read() -> None:
    rows = csv("TT;Họ tên;Nội dung", f"1;An;{'x' * (MAX_CELL_CHARS + 1)}", "2;Bình;Trồng cây")
    entries = read_entries(rows, name="a.csv")
    assert [type(entry) for entry in entries] == [ReadFailure, Pledge]
    assert isinstance(entries[0], ReadFailure)
    assert (entries[0].code, entries[0].known.author) == ("limit", "An")


def test_a_stray_cell_far_away_does_not_eat_the_memory() -> None:
    pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Họ tên", "Nội dung"])
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(LimitError):
        read_entries(workbook(fill), name="a.xlsx")


def test_one_pledge_typed_into_cells_is_read_as_one() -> None:
    lines = ["BẢN CAM KẾT", "Họ và tên: Nguyễn Văn An"] + [
        "Mỗi tháng thăm một hộ nghèo trong thôn và ghi vào sổ"
    ] * 3
    (found,) = read(csv(*(f"{line};;" for line in lines)), name="a.csv")
    assert found.text == "\n".join(lines)


def test_a_table_that_is_no_register_says_what_is_needed() -> None:
    with pytest.raises(UnreadableFileError, match="Họ và tên"):
        read(csv("Ngày;Thu;Chi", "1;2;3"), name="thu chi.csv")


# ---------------------------------------------------------------- names without content, no column of numbers
def test_every_name_without_content_is_told() -> None:
    data = csv(
        "Họ và tên,Nội dung đăng ký",
        "Tạ Văn Sổ,",
        "Tạ Văn Có,Mỗi tháng đọc 1 cuốn sách",
        "Hà Văn Bốn,",
        "Bí thư,",
        "Nguyễn Văn An,",
    )
    entries = read_entries(data, name="sổ.csv")
    assert [entry.author for entry in entries if isinstance(entry, Pledge)] == ["Tạ Văn Có"]
    failed = [entry.known.author for entry in entries if isinstance(entry, ReadFailure)]
    assert failed == ["Tạ Văn Sổ", "Hà Văn Bốn"]


def test_a_signature_after_a_gap_is_no_name_without_content() -> None:
    data = csv("Họ và tên,Nội dung đăng ký", "Tạ Văn Có,Mỗi tháng đọc 1 cuốn sách", ",", "Nguyễn Văn An,")
    assert [type(entry) for entry in read_entries(data, name="sổ.csv")] == [Pledge]
