"""`audit` over inputs as they come: odd names, rows without content, scans by hand, rosters."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from pledgecheck.cli.audit import _noting
from pledgecheck.cli.main import run
from pledgecheck.readers import ReadFailure, Skipped
from pledgecheck.readers.problems import problem
from pledgecheck.wording import place_name

TEXT = """BẢN CAM KẾT NĂM 2024
Họ và tên: {name}
Đơn vị: Chi bộ Thôn Đông
1. Mỗi tháng thăm 2 hộ nghèo trong thôn, ghi vào sổ theo dõi của chi bộ.
"""
REGISTER = "Họ và tên,Nội dung đăng ký\nHà Văn An,Mỗi tháng đọc 1 cuốn sách\nHà Văn Bốn,\n"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGECHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")


def pledges(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for at, name in enumerate(names):
        (folder / f"{at}.txt").write_text(TEXT.format(name=name), "utf-8")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as characters")
@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "html", "xlsx", "docx", "sarif", "junit", "terminal"])
def test_a_name_that_is_no_utf8(tmp_path: Path, format: str) -> None:
    folder = pledges(tmp_path / "p", "Đỗ Văn Một")
    with open(os.fsencode(folder) + b"/bad-\xff.txt", "wb") as out:
        out.write(TEXT.format(name="Đỗ Thị Hai").encode())
    with open(os.fsencode(folder) + b"/empty-\xff.docx", "wb"):
        pass
    target = tmp_path / "out"
    arguments = ["audit", str(folder), "--fail-on", "never", "--output-format", format, "--output", str(target)]
    assert run(arguments) == 2  # for the empty one only
    if format == "json":
        found = json.loads(target.read_text("utf-8"))
        assert [Path(one["path"]).name for one in found["reports"]] == ["0.txt", "bad-\ufffd.txt"]
        assert [Path(one["path"]).name for one in found["errors"]] == ["empty-\ufffd.docx"]
    assert target.stat().st_size


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as characters")
def test_such_a_name_for_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsencode(tmp_path) + b"/bad-\xff.txt"
    with open(name, "wb") as out:
        out.write(TEXT.format(name="Đỗ Thị Hai").encode())
    path = os.fsdecode(name)
    assert run(["check", path, "--fail-on", "never", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"][0]["path"].endswith("bad-\ufffd.txt")
    manifest = tmp_path / "manifest.csv"
    assert run(["manifest", str(tmp_path), "-o", str(manifest)]) == 0
    assert "bad-\ufffd.txt" in manifest.read_text("utf-8-sig")


def test_names_that_steer_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pledges(tmp_path / "p", "Đỗ Văn Một")
    (folder / "a\u202egpj.txt").write_text(TEXT.format(name="Đỗ Văn Hai"), "utf-8")
    (folder / "b\x1b[31m\n.docx").write_bytes(b"")
    run(["audit", str(folder), "--fail-on", "never"])
    shown = "".join(capsys.readouterr())
    assert "\u202e" not in shown and "\x1b" not in shown and "b[31m .docx: " in shown


@pytest.mark.parametrize(
    "lang, place", [("vi", "Dòng 3: Có tên nhưng không"), ("en", "Row 3: There is a name but no content")]
)
def test_which_row_has_no_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, place: str
) -> None:
    (tmp_path / "so.csv").write_text(REGISTER, "utf-8")
    assert run(["audit", str(tmp_path / "so.csv"), "--lang", lang, "--output-format", "json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["errors"][0]["message"].startswith(place) and place in err


@pytest.mark.parametrize(
    "place, shown",
    [
        ("paragraph 7", "đoạn 7"),
        ("table 2 row 3", "bảng 2 dòng 3"),
        ("sheet Năm 2024 row 8", "trang tính “Năm 2024” dòng 8"),
        ("Sheet1 row 8", "trang tính “Sheet1” dòng 8"),
        ("row 8", "dòng 8"),
        ("page 2", "trang 2"),
        ("a/b.txt", "a/b.txt"),
    ],
)
def test_places_for_people(place: str, shown: str) -> None:
    assert place_name(place, "vi") == shown and place_name(place, "en") == place


def test_members_are_not_named_twice() -> None:
    failed = ReadFailure("a.zip › b/c.txt", "x", problem("no-text"))
    inside = failed.known.__class__(location="b/c.txt")
    assert ReadFailure(failed.path, "x", failed.error, inside).describe("vi") == failed.describe("vi")


def test_scans_by_hand_are_no_failures() -> None:
    noted: list[ReadFailure] = []
    scan = ReadFailure("a.pdf", "handwritten", problem("handwritten", "a.pdf"))
    other = ReadFailure("b.pdf", "unreadable-file", problem("damaged", "b.pdf"))
    found = list(_noting([scan, other, Skipped("c.pdf", "handwritten")], noted))
    assert found == [Skipped("a.pdf", "handwritten"), other, Skipped("c.pdf", "handwritten")]
    assert [each.path for each in noted] == ["a.pdf", "c.pdf"]


def test_the_terminal_lists_who_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pledges(tmp_path / "p", "Đỗ Văn Một")
    roster = tmp_path / "roster.csv"
    rows = ["Họ và tên,Đơn vị,Tình trạng", "Đỗ Văn Một,Chi bộ Thôn Đông,", "Lê Văn Thiếu,Chi bộ Thôn Đông,"]
    rows += ["Lê Văn Lạ,Chi bộ Thôn Đông,đang xem xét", "Lê Văn Ốm,Chi bộ Thôn Đông,nghỉ ốm"]
    roster.write_text("\n".join(rows), "utf-8")
    assert run(["audit", str(folder), "--roster", str(roster), "--fail-on", "never"]) == 0
    out, err = capsys.readouterr()
    assert "Chưa có bản đăng ký: 1\n  Lê Văn Thiếu: Chi bộ Thôn Đông\n" in out
    assert "“đang xem xét”" in err and "nghỉ ốm" not in err.partition("Các tình trạng")[0]


def test_compare_without_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pledges(tmp_path / "p", "Hoàng Thị Mỹ Duyên", "Phạm Quốc Khánh")
    for format in ("terminal", "json"):
        assert run(["compare", str(folder / "0.txt"), str(folder / "1.txt"), "--redact", "--output-format", format]) == 0
        shown = capsys.readouterr().out
        assert shown and not any(name in shown for name in ("Duyên", "Khánh", "Mỹ", "Hoàng"))


@pytest.mark.parametrize("format", ["json", "html", "xlsx", "docx", "csv"])
def test_a_result_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    folder = pledges(tmp_path / "p", "Đỗ Văn Một")
    target = tmp_path / "nowhere" / "out"
    for command in ("audit", "check"):
        named = folder if command == "audit" else folder / "0.txt"
        assert run([command, str(named), "--output-format", format, "--output", str(target)]) == 2
        assert "không có thư mục này. Hãy kiểm tra" in capsys.readouterr().err
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_no_internal_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pledges(tmp_path / "p", "Đỗ Văn Một")
    assert run(["audit", str(folder), "--output-format", "json", "--output", "/dev/full"]) == 2
    assert "ổ đĩa đã đầy" in capsys.readouterr().err
