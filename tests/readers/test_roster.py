"""Rosters: who is missing, and who never is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.errors import ManifestError
from pledgecheck.model import Pledge
from pledgecheck.readers import missing, read_roster
from pledgecheck.readers.roster import STATES, state_of

HEAD = "DANH SÁCH PHẢI NỘP NĂM 2024;;;\nSTT;Họ và tên;Chi bộ;Tình trạng\n"


@dataclass
class Given:
    author: str | None
    unit: str | None = None
    year: int | None = 2024
    kind: str = "individual"
    path: str = ""


def roster(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "danh sách.csv"
    path.write_text(head + "\n".join(rows), encoding="utf-8-sig")
    return path


def absent(folder: Path, rows: list[str], *given: Given, files: tuple[str, ...] = ()) -> list[str]:
    found = missing(read_roster(roster(folder, *rows)), given, files)
    return [f"{each.author}, {each.unit}" for each in found]


def test_a_roster_knows_unit_year_and_state(tmp_path: Path) -> None:
    read = read_roster(
        roster(tmp_path, "1;Nguyễn Văn An;Chi bộ 1;", "2;Trần Thị Bình;;Nghỉ thai sản", "I;Chi bộ 2;;")
    )
    assert [(x.author, x.unit, x.year, x.status, x.location) for x in read.entries] == [
        ("Nguyễn Văn An", "Chi bộ 1", 2024, "", "row 3"),
        ("Trần Thị Bình", "Chi bộ 1", 2024, "nghỉ ốm hoặc thai sản dài ngày", "row 4"),
    ]
    assert read.unknown_states == ()


@pytest.mark.parametrize("state", [state for state in STATES if state != "chưa nộp"])
def test_only_those_who_have_not_submitted_count(tmp_path: Path, state: str) -> None:
    assert absent(
        tmp_path, [f"1;An Văn A;Chi bộ 1;{state}", "2;An Văn B;Chi bộ 1;Chưa nộp", "3;An Văn C;;"]
    ) == [
        "An Văn B, Chi bộ 1",
        "An Văn C, Chi bộ 1",
    ]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("CHƯA NỘP", "chưa nộp"), ("chưa có bản", "chưa nộp"), ("Miễn SH", "miễn công tác và sinh hoạt đảng"),
        ("đã nộp (viết tay)", "đã nộp bản viết tay"), ("Đang điều trị", "nghỉ ốm hoặc thai sản dài ngày"),
        ("Mới chuyển đến", "chuyển sinh hoạt đến"), ("Đang học cao cấp", "đi học tập trung"), ("?", "?"),
    ],
)  # fmt: skip
def test_states_are_understood_in_other_words(words: str, state: str) -> None:
    assert state_of(words) == state


def test_unknown_states_are_kept_and_never_counted(tmp_path: Path) -> None:
    read = read_roster(roster(tmp_path, "1;An;Chi bộ 1;không rõ"))
    assert read.unknown_states == ("không rõ",)
    assert missing(read, []) == ()


def test_names_match_whatever_title_case_or_tone_placement(tmp_path: Path) -> None:
    rows = ["1;Đ/c Trần Thị Hoà;Chi bộ 1;", "2;LÊ VĂN CÚC (B);Chi bộ 1;", "3;Vũ Thúy;Chi bộ 1;"]
    assert absent(tmp_path, rows, Given("Trần Thị Hòa"), Given("Lê Văn Cúc"), Given("vu thuy")) == []
    assert absent(tmp_path, rows[:1], Given("Trần Thị Hoa")) == ["Đ/c Trần Thị Hoà, Chi bộ 1"]


def test_a_renamed_unit_is_no_reason_to_be_missing(tmp_path: Path) -> None:
    assert (
        absent(tmp_path, ["1;Nguyễn Văn An;Chi bộ thôn 3;"], Given("Nguyễn Văn An", "Chi bộ Tổ dân phố 7"))
        == []
    )


def test_people_of_one_name_are_told_apart_by_their_units(tmp_path: Path) -> None:
    rows = ["1;Nguyễn Văn An;Chi bộ Thôn 1;", "2;Nguyễn Văn An;Chi bộ Trường học;"]
    one, other = Given("Nguyễn Văn An", "CB Trường học"), Given("Nguyễn Văn An", "Chi bộ thôn 1")
    assert absent(tmp_path, rows, one) == ["Nguyễn Văn An, Chi bộ Thôn 1"]
    assert absent(tmp_path, rows, other, other) == ["Nguyễn Văn An, Chi bộ Trường học"]
    assert absent(tmp_path, rows, one, other) == []


def test_another_year_does_not_count(tmp_path: Path) -> None:
    assert absent(tmp_path, ["1;An Văn A;Chi bộ 1;"], Given("An Văn A", year=2023)) == ["An Văn A, Chi bộ 1"]
    assert absent(tmp_path, ["1;An Văn A;Chi bộ 1;"], Given("An Văn A", year=None)) == []


def test_scans_and_pledges_without_a_name_count_by_their_file_name(tmp_path: Path) -> None:
    rows = ["1;Bùi Văn Giang;Chi bộ 1;", "2;An Văn A;Chi bộ 1;"]
    assert absent(tmp_path, rows, files=("x/bui-van-giang 2024.pdf",)) == ["An Văn A, Chi bộ 1"]
    assert absent(tmp_path, rows, Given(None, path="x/Bùi Văn Giang.docx")) == ["An Văn A, Chi bộ 1"]


def test_units_without_names_are_bodies_that_submit(tmp_path: Path) -> None:
    head = "TT;Tổ chức đảng;Tình trạng\n"
    path = roster(tmp_path, "1;Chi bộ Thôn 1;", "2;Chi bộ Thôn 11;", "3;Chi bộ Trường học;miễn", head=head)
    submitted = [Given("Chi bộ thôn 1", kind="collective"), Given("An", "Chi bộ Thôn 11")]
    assert [each.unit for each in missing(read_roster(path), submitted)] == ["Chi bộ Thôn 11"]


def test_pledges_as_read_fit(tmp_path: Path) -> None:
    read = read_roster(roster(tmp_path, "1;Nguyễn Văn An;Chi bộ 1;"))
    assert missing(read, [Pledge(text="x", author="Nguyễn Văn An", source="a.txt")]) == ()


def test_a_spreadsheet_is_a_roster_too(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")
    from .samples import workbook

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("2023")
        sheet.write_row(0, 0, ["Họ và tên", "Đơn vị"])
        sheet.write_row(1, 0, ["An Văn A", "Chi bộ 1"])

    path = tmp_path / "r.xlsx"
    path.write_bytes(workbook(fill))
    assert [(x.author, x.unit, x.year) for x in read_roster(path).entries] == [("An Văn A", "Chi bộ 1", 2023)]


def test_names_that_read_like_titles_are_names(tmp_path: Path) -> None:
    path = roster(tmp_path, "Trương Thị Bích;Chi bộ 1", "Trưởng phòng;", head="Họ và tên;Chi bộ\n")
    assert [entry.author for entry in read_roster(path).entries] == ["Trương Thị Bích"]


def test_what_is_no_roster_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as caught:
        read_roster(roster(tmp_path, "a;b", head=""))
    assert caught.value.code == "no-roster"
    with pytest.raises(ManifestError):
        read_roster(tmp_path / "none.csv")
