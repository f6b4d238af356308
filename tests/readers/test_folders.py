"""Walking folders: a fixed order, nothing passed over in silence, links not followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pledgecheck.errors import MissingFileError
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadFailure, Skipped, walk
from pledgecheck.readers.folders import year_hint

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
    for name in ("b.doc", "c.pdf", "d.xlsx", "e.csv", "f.rtf", "g.odt"):
        put(tmp_path / name, b"x")
    put(tmp_path / "h.txt", b"")
    put(tmp_path / "i.txt")
    pledges, failures, skipped = split(tmp_path)
    assert [pledge.id for pledge in pledges] == ["i"]
    assert skipped == []
    assert [(Path(entry.path).name, entry.code) for entry in failures] == [
        ("a.docx", "unreadable-file"),
        *((name, "format-not-supported") for name in ("b.doc", "c.pdf", "d.xlsx", "e.csv", "f.rtf", "g.odt")),
        ("h.txt", "empty-file"),
    ]
    assert (failures[0].known.id, failures[0].known.year) == ("2019/a", 2019)


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
