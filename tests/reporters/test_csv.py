"""One row a pledge for a spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import stat
from pathlib import Path

import pytest

from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.csv_report import safe, write, write_csv
from tests.reporters.html_samples import copied, report, score


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_one_row_a_pledge(tmp_path: Path) -> None:
    kept = report(id="kept", copying=copied(0.6), score=score(72, 85, 50, 40))
    head, first, second = rows(write_csv([report(), kept], tmp_path / "r.csv"))
    found = dict(zip(head, first, strict=True))
    assert found == {
        "Mã bản": "may-2020",
        "Đơn vị": "Chi bộ thôn Đoài",
        "Họ và tên": "Trần Thị Mây",
        "Chức vụ": "Chi hội trưởng phụ nữ",
        "Loại văn bản": "cá nhân",
        "Năm": "2020",
        "Trạng thái": "Rõ để theo dõi",
        "Số việc: Định hướng": "1",
        "Số việc: Nêu nhiệm vụ": "0",
        "Số việc: Có việc làm": "1",
        "Số việc: Có mức hoặc thời hạn": "1",
        "Số việc: Theo dõi, kiểm chứng được": "1",
        "Chuyên đề": "có việc gắn với chuyên đề",
        "Gắn chức trách": "gắn với việc được giao",
        "Tỷ lệ lặp phần phải mới": "",
        "Độ dài": "vừa",
        "Số ghi chú": "2",
        "Nội dung nên trao đổi": found["Nội dung nên trao đổi"],
    }
    assert found["Nội dung nên trao đổi"].endswith("?")
    assert dict(zip(head, second, strict=True))["Tỷ lệ lặp phần phải mới"] == "60 %"
    assert dict(zip(head, second, strict=True))["Trạng thái"] == "Cần trao đổi thêm"


def test_excel_reads_it_as_it_is(tmp_path: Path) -> None:
    data = write_csv([report()], tmp_path / "r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2


@pytest.mark.parametrize(
    "cell", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0", "＝1"]
)
def test_no_cell_is_a_formula(cell: str, tmp_path: Path) -> None:
    assert safe(cell).startswith("'")
    found = rows(write_csv([report(author=cell, unit=cell, role=cell, id=cell)], tmp_path / "r.csv"))[1]
    assert all(each.startswith("'") for each in found[:4])


def test_a_cell_is_one_line() -> None:
    assert safe("một\nhai\x00\ud800") == "một hai?"
    assert safe("bình thường") == "bình thường"


def test_without_names(tmp_path: Path) -> None:
    found = rows(write_csv([report(), report(id="hai")], tmp_path / "r.csv", redact=True))
    assert [row[2] for row in found[1:]] == ["Người 1", "Người 1"]
    assert [row[0] for row in found[1:]] == ["B0001", "B0002"]


def test_sensitive_posts_are_not_asked_for_more(tmp_path: Path) -> None:
    found = rows(write_csv([report()], tmp_path / "r.csv", sensitive=lambda _: True))
    assert found[1][-1] == "Các việc này đã ghi vào sổ của đơn vị chưa?"


def test_as_a_reporter() -> None:
    out = io.StringIO()
    write(Outcome([report()], ()), out, Style(lang="en"))
    assert out.getvalue().startswith("\ufeffId,Unit,Author") and "Clear enough to follow" in out.getvalue()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    assert stat.S_IMODE(write_csv([report()], tmp_path / "r.csv").stat().st_mode) == 0o600
