"""Documents stamped as state secrets are left alone, wherever the stamp stands; others are not mistaken."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgecheck.errors import ProtectedFileError
from pledgecheck.model import Pledge
from pledgecheck.readers import ReadFailure, read, walk
from pledgecheck.readers.old_fonts import encode
from pledgecheck.readers.stamps import is_stamp

from .docx_factory import make_docx, make_zip, p, r, table, text_box
from .pdf_factory import make_pdf

WORD_ART = (
    '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="MẬT"/></v:shape></w:pict>'
)


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "  [ MẬT ] ",
        "M Ậ T",
        "Độ mật: Mật",
        "Mức độ mật: TỐI MẬT",
        "Mật",
        "MẬT",
    ],
)
def test_stamps_are_known(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "Bí mật",
        "Giữ bí mật nhà nước",
        "mất",
        "MAT",
        "Tuyệt đối giữ bí mật",
        "",
        "Độ mật:",
        "1. Mật ong",
        "Họ mạt",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert not is_stamp(line)


@pytest.mark.parametrize(
    "document",
    [
        make_docx("ĐẢNG BỘ XÃ", "MẬT", "Bản cam kết"),
        make_docx(table(["ĐẢNG BỘ XÃ", "TỐI MẬT"]), "Bản cam kết"),
        make_docx(*["dòng"] * 40, p("x", text_box("TUYỆT MẬT"))),
        make_docx("Bản cam kết", header="MẬT"),
        make_docx("Bản cam kết", p(r(extra=WORD_ART))),
        make_docx(p(r(encode("mật", "tcvn3"), font=".VnTimeH")), "Bản cam kết"),
    ],
    ids=["line", "cell", "text box", "page header", "word art", "old font"],
)
def test_word_files_with_a_stamp_are_refused(document: bytes) -> None:
    with pytest.raises(ProtectedFileError) as caught:
        read(document, name="a.docx")
    assert caught.value.code == "state-secret"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("ĐẢNG BỘ\n\nMẬT\n\nđọc sách".encode(), "a.txt"),
        ("MẬT;;\nTT;Họ tên;Nội dung\n1;An;x".encode(), "a.csv"),
        (make_zip({"a.txt": "MẬT\nđọc sách".encode()}), "a.zip"),
    ],
)
def test_other_formats_too(data: bytes, name: str) -> None:
    with pytest.raises(ProtectedFileError):
        read(data, name=name)


def test_pdf_too() -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(ProtectedFileError):
        read(
            make_pdf([["ĐẢNG BỘ XÃ", "TUYỆT MẬT", "Bản cam kết về việc giữ gìn đoàn kết trong chi bộ"]]),
            name="a.pdf",
        )


def test_the_word_deep_in_a_text_is_no_stamp() -> None:
    assert read("\n".join(["dòng"] * 30 + ["MẬT"]).encode(), name="a.txt")


def test_in_a_folder_it_is_a_row_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("MẬT\nđọc sách", encoding="utf-8")
    (tmp_path / "b.txt").write_text("đọc sách", encoding="utf-8")
    first, second = walk([tmp_path])
    assert isinstance(first, ReadFailure)
    assert first.code == "state-secret"
    assert isinstance(second, Pledge)
