"""Walking folders: a fixed order, nothing passed over in silence, links not followed."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from pledgecheck.errors import MissingFileError
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadFailure, Skipped, walk
from pledgecheck.readers.places import year_hint

from .docx_factory import make_docx


def put(path: Path, data: bytes = "đọc sách".encode()) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def split(*paths: Path) -> tuple[list[Pledge], list[ReadFailure], list[Skipped]]:
    found = list(walk(paths))
    return (
        [entry for entry in found if isinstance(entry, Pledge)],
        [entry for entry in found if isinstance(entry, ReadFailure)],
        [entry for entry in found if isinstance(entry, Skipped)],
    )


def test_folders_are_walked_in_order_and_ids_are_relative_paths(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.docx", "a.md", "Đơn vị/bản cam kết.txt"):
        put(tmp_path / name, make_docx("x") if name.endswith("docx") else b"x")
    pledges, failures, skipped = split(tmp_path)
    assert [pledge.id for pledge in pledges] == ["a", "b/10", "b/2", "Đơn vị/bản cam kết"]
    assert pledges[1].source == str(tmp_path / "b" / "10.docx")
    assert (failures, skipped) == ([], [])


def test_everything_left_aside_is_listed_with_its_reason(tmp_path: Path) -> None:
    for name in (
        "~$a.docx",
        ".~lock.a.docx#",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        ".git/x.txt",
        "scan.jpg",
        "x",
    ):
        put(tmp_path / name)
    put(tmp_path / "manifest.csv", b"path,id\na.txt,a\n")
    pledges, failures, skipped = split(tmp_path)
    assert (pledges, failures) == ([], [])
    assert {Path(entry.path).name: entry.reason for entry in skipped} == {
        "~$a.docx": "lock-file",
        ".~lock.a.docx#": "lock-file",
        "Thumbs.db": "system-file",
        "desktop.ini": "system-file",
        ".DS_Store": "system-file",
        ".git": "hidden-file",
        "scan.jpg": "other-type",
        "x": "other-type",
        "manifest.csv": "manifest",
    }
    assert all(entry.describe("vi") != entry.describe("en") for entry in skipped)


def test_pledge_files_that_cannot_be_read_are_failures_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path / "2019" / "a.docx", b"PK\x03\x04 broken")
    put(tmp_path / "b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    put(tmp_path / "c.pdf", b"%PDF-1.7 and nothing else")
    put(tmp_path / "d.csv", "STT;Họ và tên;Ngày sinh".encode())
    put(tmp_path / "h.txt", b"")
    put(tmp_path / "i.txt")
    pledges, failures, skipped = split(tmp_path)
    assert [pledge.id for pledge in pledges] == ["i"]
    assert [(Path(entry.path).name, entry.reason) for entry in skipped] == [("d.csv", "roster")]
    assert [(Path(entry.path).name, entry.code) for entry in failures] == [
        ("a.docx", "unreadable-file"),
        ("b.doc", "unreadable-file"),
        ("c.pdf", "unreadable-file" if find_spec("pypdfium2") else "missing-extra"),
        ("h.txt", "empty-file"),
    ]
    assert (failures[0].known.id, failures[0].known.year) == ("2019/a", 2019)


@pytest.mark.parametrize(
    ("folders", "unit", "kind"),
    [
        ("Chi bộ Thôn Đông/2020", "Chi bộ Thôn Đông", None),
        ("2020/02. Trường Tiểu học An Hòa", "Trường Tiểu học An Hòa", None),
        ("Chi bộ 2/Tập thể", "Chi bộ 2", "collective"),
        ("Nguyễn Văn An/2020", None, None),
        ("Đợt 1", None, None),
    ],
)
def test_unit_and_kind_come_from_the_place_in_the_tree(
    tmp_path: Path, folders: str, unit: str | None, kind: str | None
) -> None:
    put(tmp_path / "hồ sơ" / folders / "An.txt")
    pledges, _, _ = split(tmp_path / "hồ sơ")
    assert (pledges[0].unit, pledges[0].kind) == (unit, kind)


def test_the_unit_that_a_text_names_comes_before_the_folder(tmp_path: Path) -> None:
    put(tmp_path / "Chi bộ 2" / "An.txt", "Họ tên: An\nĐơn vị: Trạm Y tế\nđọc sách".encode())
    put(tmp_path / "Chi bộ 2" / "Bình.txt", "Họ tên: Bình\nĐơn vị: ……\nđọc sách".encode())
    pledges, _, _ = split(tmp_path)
    assert [pledge.unit for pledge in pledges] == [None, "Chi bộ 2"]


def test_a_file_that_changes_while_it_is_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a.txt")
    real = os.fstat
    sizes = iter((0, 5))
    monkeypatch.setattr(
        "pledgecheck.readers.files.os.fstat",
        lambda handle: os.stat_result((*real(handle)[:6], next(sizes, 5), *real(handle)[7:])),
    )
    _, failures, _ = split(path)
    assert [entry.code for entry in failures] == ["changed-while-read"]


def test_ids_are_unique_over_all_folders(tmp_path: Path) -> None:
    for name in ("x/a.txt", "x/a.md", "y/a.txt", "z/x/a.txt"):
        put(tmp_path / name)
    pledges, _, _ = split(tmp_path / "x", tmp_path / "y", tmp_path / "z" / "x", tmp_path / "x" / "a.txt")
    assert [pledge.id for pledge in pledges] == ["a", "a.txt", "y/a.txt", "x/a.txt", "a-2"]


def test_links_in_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "thật" / "a.txt")
    try:
        os.symlink(tmp_path, tmp_path / "thật" / "vòng", target_is_directory=True)
        os.symlink(tmp_path / "thật" / "a.txt", tmp_path / "thật" / "b.txt")
    except OSError:
        pytest.skip("links need a permission here")
    pledges, failures, skipped = split(tmp_path / "thật")
    assert ([pledge.id for pledge in pledges], failures) == (["a"], [])
    assert [entry.reason for entry in skipped] == ["symlink", "symlink"]


def test_named_files_are_read_whatever_their_type_and_failures_say_so(tmp_path: Path) -> None:
    good, picture, lock = (
        put(tmp_path / "a.txt"),
        put(tmp_path / "scan.jpg", b"\xff\xd8\xff"),
        put(tmp_path / "~$a.docx"),
    )
    pledges, failures, skipped = split(good, picture, tmp_path / "none.txt", lock)
    assert [pledge.id for pledge in pledges] == ["a"]
    assert [entry.code for entry in failures] == ["format-not-supported", "missing-file"]
    assert isinstance(failures[1].error, MissingFileError)
    assert [entry.reason for entry in skipped] == ["lock-file"]


def test_the_folder_one_stands_in_can_be_named_with_a_dot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "Năm 2020" / "a.txt")
    monkeypatch.chdir(tmp_path / "Năm 2020")
    pledges, _, _ = split(Path())
    assert [(pledge.id, pledge.year, pledge.source) for pledge in pledges] == [("a", 2020, "a.txt")]


@pytest.mark.parametrize(
    ("names", "year"),
    [
        (("Năm 2019", "An"), 2019),
        (("2019", "An 2020"), 2020),
        (("2019", "An 2020-2021"), None),
        (("BCK_2021_An", "x"), 2021),
        (("An 15-03-2019",), 2019),
        (("An 20190315",), None),
        (("Quyết định 2085",), None),
        (("An",), None),
    ],
)
def test_the_year_is_taken_from_a_name_only_where_it_is_plain(
    names: tuple[str, ...], year: int | None
) -> None:
    assert year_hint(*names) == year


def test_walking_is_lazy(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    second = put(tmp_path / "b.txt")
    entries = walk([tmp_path])
    next(entries)
    second.write_bytes(b"")
    assert isinstance(next(entries), ReadFailure)


def test_entries_show_no_text(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "bí mật".encode())
    put(tmp_path / "b.docx", make_docx("bí mật")[:-20])
    assert "mật" not in repr(list(walk([tmp_path])))
