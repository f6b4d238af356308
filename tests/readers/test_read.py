"""`read`: one file by its true format, and errors that say what to do."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from pledgecheck.errors import (
    EmptyFileError,
    FormatNotSupportedError,
    InputError,
    LimitError,
    MissingFileError,
    ProtectedFileError,
    UnreadableFileError,
)
from pledgecheck.readers import files as files_module
from pledgecheck.readers import read
from pledgecheck.readers.files import extended
from pledgecheck.readers.problems import PROBLEMS

from .docx_factory import make_docx, make_zip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLE + "EncryptionInfo\0EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize("name", ["bản cam kết 2019.txt", "a.MD", "a.markdown"])
def test_text_files_give_one_pledge(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("đọc sách\r\n".encode())
    (pledge,) = read(path)
    assert (pledge.text, pledge.source, pledge.id) == ("đọc sách\n", str(path), path.stem)
    assert pledge.layout == ()
    assert read(str(path)) == [pledge]


@pytest.mark.parametrize("name", ["a.docx", "a.DOCX", "a.docm", "a.doc", "a.txt", "a", ""])
def test_word_content_is_read_whatever_its_name(name: str) -> None:
    (pledge,) = read(make_docx("đọc sách"), name=name)
    assert pledge.text == "đọc sách"


def test_bytes_without_a_name_are_plain_text() -> None:
    assert read(b"a")[0].text == "a"


@pytest.mark.parametrize(
    ("data", "name", "error", "says"),
    [
        (b"<!DOCTYPE html><html>", "a.doc", FormatNotSupportedError, "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "a.docx", FormatNotSupportedError, "html"),
        (b"MIME-Version: 1.0\r\n", "a.doc", FormatNotSupportedError, "html"),
        (b"\xff\xd8\xff\xe0", "scan.jpg", FormatNotSupportedError, "OCR"),
        (b"Rar!\x1a\x07\x01\0", "a.rar", FormatNotSupportedError, "Unpack"),
        (b"abc;xyz\n1;2", "a.csv", UnreadableFileError, "register"),
        (b"path,id\na.txt,a", "a.csv", FormatNotSupportedError, "--manifest"),
        (b"\x01\x02\x03\xff", "a.doc", UnreadableFileError, "not text"),
        (b"abc", "a.xyz", FormatNotSupportedError, "Readable"),
        (ENCRYPTED, "a.docx", ProtectedFileError, "password"),
        (OLE, "a.doc", UnreadableFileError, "docx"),
        (make_docx("a")[:200], "a.docx", UnreadableFileError, "damaged"),
        (make_docx("a")[:200], "a.txt", UnreadableFileError, "damaged"),
        (make_zip({"a.txt": "x"}), "a.docx", UnreadableFileError, "not a Word document"),
        (b"just text", "a.docx", UnreadableFileError, "not a Word document"),
        (b"", "a.docx", EmptyFileError, "no text"),
        (b"", "a.pdf", EmptyFileError, "no text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    data: bytes, name: str, error: type[InputError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        read(data, name=name)
    assert caught.value.path == name


def test_plain_text_with_the_suffix_of_word_is_text() -> None:
    assert read("đọc sách".encode(), name="a.doc")[0].text == "đọc sách"


def test_a_markdown_file_may_begin_with_a_tag() -> None:
    assert read(b"<html>\nx", name="a.md")[0].text == "<html>\nx"


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read(tmp_path / "không có.txt")
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    assert caught.value.code == "is-a-folder"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    path.chmod(0)
    with pytest.raises(UnreadableFileError):
        read(path)


def test_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"a" * 11)
    with pytest.raises(LimitError):
        read(tmp_path / "a.txt")


def test_long_windows_paths_get_the_prefix_that_lifts_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module.os.path, "abspath", lambda text: text)  # Windows paths on any system
    local, share = "C:\\" + "thư mục\\" * 40 + "a.docx", "\\\\server\\" + "x" * 300
    assert extended(Path(local), windows=True) == "\\\\?\\" + local
    assert extended(Path(share), windows=True) == "\\\\?\\UNC" + share[1:]
    assert extended(Path("C:\\a.docx"), windows=True) == "C:\\a.docx"
    assert extended(Path(local), windows=False) == local


def test_a_pledge_with_its_layout_survives_pickling() -> None:
    (pledge,) = read(make_docx("a", "b"), name="x.docx")
    again = pickle.loads(pickle.dumps(pledge))
    assert again == pledge
    assert again.layout == pledge.layout == ((0, 1, "paragraph 1"), (2, 3, "paragraph 2"))


@pytest.mark.parametrize("key", sorted(PROBLEMS))
def test_every_problem_is_told_in_both_languages_with_the_same_facts(key: str) -> None:
    entry = PROBLEMS[key]
    assert entry.vi != entry.en
    facts = [{part.split("}")[0].removesuffix("_vi").removesuffix("_en") for part in text.split("{")[1:]}
             for text in (entry.vi, entry.en)]  # fmt: skip
    assert facts[0] - {"vi"} == facts[1] - {"en"}
