"""Proposed manifests: mined from text, file name and folder, neutral in Excel, read back as they were."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from pledgecheck.document.model import Meta
from pledgecheck.readers import Skipped, propose, propose_manifest, read_manifest, write_proposal
from pledgecheck.readers.propose import HEADER, author_hint

from .docx_factory import make_zip
from .samples import samples


@pytest.mark.parametrize(
    ("stem", "author"),
    [
        ("BCK 2024 - Nguyễn Văn An", "Nguyễn Văn An"), ("01. Trần Thị Hòa", "Trần Thị Hòa"),
        ("ngo-thi-lan-anh", "Ngo Thi Lan Anh"),
        ("Bản cam kết Lê Văn Cúc năm 2023", "Lê Văn Cúc"), ("Ke hoach lam theo Bac 2024_Pham_Thi_E",
        "Pham Thi E"),
        ("Hoàng Đình Tám bản cam kết", "Hoàng Đình Tám"), ("Vũ Thị Nam 2023", "Vũ Thị Nam"),
        ("Chi bo truong", None),
        ("Đăng ký học tập làm theo Bác", None), ("scan0001", None), ("", None),
    ],
)  # fmt: skip
def test_file_names_name_people(stem: str, author: str | None) -> None:
    assert author_hint(stem) == author


def put(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def says(**fields: object) -> Callable[[str], Meta]:
    return lambda text: Meta(**fields)  # type: ignore[arg-type]


def rows_of(folder: Path, mine: Callable[[str], Meta] | None = None) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write_proposal(propose_manifest([folder], mine).rows, out, folder)
    assert out.getvalue().startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))


def test_the_place_of_a_file_says_who_what_and_when(tmp_path: Path) -> None:
    put(tmp_path / "Chi bộ 2" / "2021" / "Tập thể" / "Nguyễn Văn An.txt")
    (row,) = rows_of(tmp_path)
    assert tuple(row) == HEADER
    assert row["Đường dẫn"] == "Chi bộ 2/2021/Tập thể/Nguyễn Văn An.txt"
    assert (row["Loại"], row["Năm"], row["Họ và tên"], row["Đơn vị"]) == (
        "tập thể",
        "2021",
        "Nguyễn Văn An",
        "Chi bộ 2",
    )


def test_the_text_comes_first_and_what_contradicts_it_is_shown(tmp_path: Path) -> None:
    put(tmp_path / "2021" / "Nguyễn Văn An.txt")
    (row,) = rows_of(
        tmp_path, says(author="Trần Bình", year=2020, role="Bí thư", unit="Chi bộ 1", kind="individual")
    )
    assert (row["Họ và tên"], row["Chức vụ"], row["Năm"]) == ("Trần Bình", "Bí thư", "2021")
    assert "xem lại năm: văn bản ghi “2020”" in row["Ghi chú"]
    assert "xem lại họ tên: tên tệp, thư mục ghi “Nguyễn Văn An”" in row["Ghi chú"]


def test_what_nothing_says_is_named(tmp_path: Path) -> None:
    put(tmp_path / "scan.txt")
    assert rows_of(tmp_path)[0]["Ghi chú"] == "chưa rõ năm, họ tên, đơn vị"


def test_a_proposal_is_read_back_row_by_row(tmp_path: Path) -> None:
    put(tmp_path / "2021" / "=1+1 Nguyễn Văn An.txt", "đọc sách".encode())
    put(tmp_path / "-a.txt", "trồng cây".encode())
    put(tmp_path / "sổ.csv", samples()["register.csv"])
    put(tmp_path / "b.zip", make_zip({"x/Lê Văn B.txt": b"b"}))
    proposal = propose_manifest([tmp_path])
    with (tmp_path / "manifest.csv").open("w", encoding="utf-8", newline="") as out:
        write_proposal(proposal.rows, out, tmp_path)
    manifest = read_manifest(tmp_path / "manifest.csv")
    assert manifest.errors == ()
    assert manifest.ignored_columns == ("Ghi chú",)
    assert [(x.id, x.author, x.unit, x.year) for x in manifest] == [
        (x.id, x.author, x.unit, x.year) for x in proposal.rows
    ]
    assert [x.text[:8] for x in manifest] == ["trồng câ", "đọc sách", "b", *["Nội dung"] * 3]
    assert [entry.code for entry in proposal.errors] == ["empty-file"]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    put(tmp_path / "=cmd|' /C calc'!A0.txt")
    row = rows_of(tmp_path, says(author="+84 An", role="@SUM(A1)", unit="-1\n2"))[0]
    assert all(cell[:1] not in ("=", "+", "-", "@") for cell in row.values())
    assert (row["Họ và tên"], row["Đơn vị"]) == ("'+84 An", "'-1 2")


def test_a_row_for_a_place_that_is_gone_is_an_error(tmp_path: Path) -> None:
    put(tmp_path / "sổ.csv", samples()["register.csv"])
    put(tmp_path / "m.csv", "path;vị trí\nsổ.csv;row 8\nsổ.csv;row 999\nsổ.csv;row 13\nsổ.csv;\n".encode())
    manifest = read_manifest(tmp_path / "m.csv")
    assert [pledge.author for pledge in manifest] == ["Nguyễn Văn An"]
    assert [entry.code for entry in manifest.errors] == ["missing-file", "empty-file", "empty-file"]


def test_scans_by_hand_get_a_row_to_be_filled_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = tmp_path / "2024" / "Chi bộ 2" / "Trần Văn Viết.pdf"
    monkeypatch.setattr(propose, "walk", lambda paths, options: iter([Skipped(str(scan), "handwritten")]))
    (row,) = rows_of(tmp_path)
    assert (row["Đường dẫn"], row["Họ và tên"]) == ("2024/Chi bộ 2/Trần Văn Viết.pdf", "Trần Văn Viết")
    assert (row["Năm"], row["Đơn vị"]) == ("2024", "Chi bộ 2") and "viết tay" in row["Ghi chú"]
