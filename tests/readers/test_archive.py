"""Archives: members by their own format, places as hints, hostile containers refused, nothing unpacked."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from pledgecheck.errors import EmptyFileError, LimitError, PledgecheckError, UnreadableFileError
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadFailure, Skipped, read, read_entries, walk

from .docx_factory import make_docx, make_zip
from .samples import samples


def split(data: bytes, name: str = "hồ sơ.zip") -> tuple[list[Pledge], list[ReadFailure], list[Skipped]]:
    entries = read_entries(data, name=name)
    return (
        [entry for entry in entries if isinstance(entry, Pledge)],
        [entry for entry in entries if isinstance(entry, ReadFailure)],
        [entry for entry in entries if isinstance(entry, Skipped)],
    )


def raw_zip(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for member, data in members:
            container.writestr(member, data)
    return buffer.getvalue()


def test_members_are_read_by_their_own_format_and_place() -> None:
    pledges, failures, skipped = split(
        make_zip(
            {
                "Chi bộ 1/2020/An.docx": make_docx("đọc sách"),
                "Chi bộ 1/Bình.txt": "trồng cây".encode(),
                "sổ.csv": samples()["register.csv"],
                "ảnh.jpg": b"x",
                "~$An.docx": b"x",
                "__MACOSX/Chi bộ 1/An.docx": b"x",
                "hỏng.docx": b"PK\x03\x04",
            }
        )
    )
    assert [(each.location, each.unit, each.year, each.text[:9]) for each in pledges[:2]] == [
        ("Chi bộ 1/2020/An.docx", "Chi bộ 1", 2020, "đọc sách"),
        ("Chi bộ 1/Bình.txt", "Chi bộ 1", None, "trồng cây"),
    ]
    assert [each.location for each in pledges[2:]] == ["sổ.csv, row 8", "sổ.csv, row 9", "sổ.csv, row 11"]
    assert {each.source for each in pledges} == {"hồ sơ.zip"}
    assert [(entry.path, entry.code) for entry in failures] == [
        ("hồ sơ.zip › hỏng.docx", "unreadable-file"),
        ("hồ sơ.zip › sổ.csv", "empty-file"),
    ]
    assert {entry.path.rpartition("› ")[2]: entry.reason for entry in skipped} == {
        "ảnh.jpg": "other-type",
        "~$An.docx": "lock-file",
        "__MACOSX/Chi bộ 1/An.docx": "system-file",
    }


def test_a_folder_gives_members_their_own_ids(tmp_path: Path) -> None:
    (tmp_path / "nộp.zip").write_bytes(make_zip({"a/An.txt": b"a", "An.txt": b"b", "a/An.md": b"c"}))
    assert [entry.id for entry in walk([tmp_path]) if isinstance(entry, Pledge)] == [
        "nộp/An",
        "nộp/a/An",
        "nộp/a/An.txt",
    ]


def test_read_stops_at_a_member_that_cannot_be_read() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(make_zip({"a.txt": b"a", "b.docx": b"x"}), name="x.zip")
    assert caught.value.path == "x.zip › b.docx"


# ---------------------------------------------------------------- names
def named(raw: bytes, *, extra: bytes = b"", utf8: bool = False) -> bytes:
    """A container whose one member has a name of exactly these bytes."""
    stand_in = "x" * (len(raw) - 4) + ".txt"
    info = zipfile.ZipInfo(stand_in)
    info.extra = extra
    data = raw_zip((info, b"a")).replace(stand_in.encode(), raw)
    if utf8:
        for mark in (b"PK\x03\x04", b"PK\x01\x02"):
            at = data.index(mark) + (6 if mark[2] == 3 else 8)
            data = data[:at] + struct.pack("<H", 0x800) + data[at + 2 :]
    return data


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_without_the_utf8_mark_are_understood(encoding: str) -> None:
    import unicodedata

    shown = "Đặng Thị Hằng.txt"
    written = shown
    if encoding == "cp1258":  # tones apart, as that code page has them
        apart = {"ặ": "ă\u0323", "ị": "i\u0323", "ằ": "ă\u0300"}
        written = "".join(apart.get(char, char) for char in shown)
    (pledge,) = split(named(written.encode(encoding)))[0]
    assert pledge.location == unicodedata.normalize("NFC", shown)


def test_names_in_cp437_stay() -> None:
    (pledge,) = split(named("Garçon.txt".encode("cp437")))[0]
    assert pledge.location is not None
    assert pledge.location.startswith("Gar")


def test_the_unicode_path_field_comes_first() -> None:
    import zlib

    raw = b"_?ng.txt"
    name = "Đặng.txt".encode()
    body = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + name
    extra = struct.pack("<HH", 0x7075, len(body)) + body
    (pledge,) = split(named(raw, extra=extra))[0]
    assert pledge.location == "Đặng.txt"


def test_invisible_characters_in_names_are_shown() -> None:
    (pledge,) = split(make_zip({"a\u202etxt.exe\u202c.txt": b"a"}))[0]
    assert pledge.location == "a\ufffdtxt.exe\ufffd.txt"


# ---------------------------------------------------------------- hostile containers
@pytest.mark.parametrize(
    "name", ["../../etc/a.txt", "/etc/a.txt", "a/../../b.txt", "..\\b.txt", "C:\\b.txt", "C:b.txt"]
)
def test_names_that_lead_out_are_refused_and_the_rest_is_read(name: str) -> None:
    pledges, failures, _ = split(raw_zip((name, b"x"), ("good.txt", b"a")))
    assert [each.location for each in pledges] == ["good.txt"]
    assert [entry.code for entry in failures] == ["unsafe-member"]


def test_links_are_not_followed() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    _, _, skipped = split(raw_zip((link, b"/etc/passwd")))
    assert [entry.reason for entry in skipped] == ["symlink"]


def test_encrypted_members_are_reported_one_by_one() -> None:
    data = bytearray(raw_zip(("a.txt", b"a"), ("b.txt", b"b")))
    at = data.index(b"PK\x01\x02") + 8
    struct.pack_into("<H", data, at, 0x1)
    pledges, failures, _ = split(bytes(data))
    assert [each.location for each in pledges] == ["b.txt"]
    assert [entry.code for entry in failures] == ["protected-file"]


@pytest.mark.parametrize("size", [250_000_000, 60_000_000])
def test_bombs_are_refused_without_unpacking(size: int) -> None:
    with pytest.raises(LimitError):
        read_entries(raw_zip(("a.txt", b" " * size)), name="a.zip")


def test_members_that_overlap_are_counted_each() -> None:
    data = raw_zip(*((f"{at}.txt", b"x" * 1_900_000) for at in range(8)))
    huge = data.replace(struct.pack("<I", 1_900_000), struct.pack("<I", 190_000_000))
    with pytest.raises(LimitError):
        read_entries(huge, name="a.zip")


def test_a_member_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    data = raw_zip(("a.txt", b"x" * 5_000_000)).replace(struct.pack("<I", 5_000_000), struct.pack("<I", 50))
    _, failures, _ = split(data)
    assert [entry.code for entry in failures] == ["unreadable-file"]


def test_archives_inside_archives_end() -> None:
    data = make_zip({"a.txt": b"a"})
    for _ in range(5):
        data = make_zip({"in.zip": data})
    pledges, failures, _ = split(data)
    assert pledges == []
    assert [entry.code for entry in failures] == ["limit"]
    inner = make_zip({"x/in.zip": make_zip({"a.txt": b"a"})})
    assert split(inner)[0][0].location == "x/in.zip, a.txt"


def test_an_empty_archive_says_so() -> None:
    with pytest.raises(EmptyFileError):
        read_entries(raw_zip(), name="a.zip")
    with pytest.raises(EmptyFileError):
        read(make_zip({"a.jpg": b"x"}), name="a.zip")


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    split(raw_zip(("a/b.txt", b"x"), ("../c.txt", b"x")))
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "c.txt").exists()


def test_cut_containers_end_in_a_clear_error() -> None:
    data = samples()["pledges.zip"]
    for at in range(0, len(data), 37):
        try:
            read_entries(data[:at] or b"PK", name="a.zip")
        except PledgecheckError:
            continue
