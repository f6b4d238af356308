"""`pledgecheck manifest` and `audit --roster` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pledgecheck.cli.main import run

PLEDGE = (
    "BẢN CAM KẾT NĂM 2024\nHọ và tên: {}\nĐơn vị: Chi bộ Thôn Đông\n"
    "1. Mỗi tháng thăm 2 hộ nghèo trong thôn, ghi vào sổ theo dõi của chi bộ.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        path = tmp_path / "hồ sơ" / "2024" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLEDGE.format(name), encoding="utf-8")
    return tmp_path


def test_a_proposed_manifest_can_be_audited(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "manifest.csv"
    assert run(["manifest", str(folder / "hồ sơ"), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "hồ sơ/2024/Nguyễn Văn An.txt" in out.read_text(encoding="utf-8-sig")
    assert run(["audit", "--manifest", str(out), "--fail-on", "never", "--output-format", "json"]) == 0
    reports = json.loads(capsys.readouterr().out)["reports"]
    assert [(one["author"], one["unit"], one["year"]) for one in reports] == [
        ("Nguyễn Văn An", "Chi bộ Thôn Đông", 2024),
        ("Trần Thị Bình", "Chi bộ Thôn Đông", 2024),
    ]


def test_unreadable_files_are_told_and_the_rest_is_proposed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hồ sơ" / "b.docx").write_bytes(b"PK\x03\x04")
    assert run(["manifest", str(folder / "hồ sơ")]) == 2
    shown = capsys.readouterr()
    assert "b.docx" in shown.err
    assert shown.out.count("\n") == 3


def test_a_roster_names_those_who_are_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = folder / "danh sách.csv"
    rows = "Họ và tên;Chi bộ;Tình trạng\nNguyễn Văn An;Chi bộ Thôn Đông;\nLê Văn Cúc;;\n"
    rows += "Đỗ Văn D;;miễn sinh hoạt\nVũ Thị Em;;\n"
    roster.write_text(rows, encoding="utf-8-sig")
    (folder / "hồ sơ" / "2024" / "Vũ Thị Em.docx").write_bytes(b"PK\x03\x04")  # submitted, though damaged
    status = run(
        [
            "audit",
            str(folder / "hồ sơ"),
            "--roster",
            str(roster),
            "--fail-on",
            "never",
            "--output-format",
            "json",
        ]
    )
    audit = json.loads(capsys.readouterr().out)["audit"]
    assert status == 2
    assert audit["missing"] == [{"author": "Lê Văn Cúc", "unit": "Chi bộ Thôn Đông", "year": None}]
