"""Manifests: headers and values as people type them, and failures that stop one row only."""

from __future__ import annotations

import io
import pickle
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.errors import ManifestError
from pledgecheck.model import Pledge
from pledgecheck.readers import Manifest, ReadFailure, iter_manifest, read_manifest

from .docx_factory import make_docx


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("đọc sách", encoding="utf-8")
    (tmp_path / "texts" / "b.docx").write_bytes(make_docx("dự sinh hoạt"))
    return tmp_path


def manifest(folder: Path, text: str | bytes) -> Path:
    path = folder / "manifest.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


FULL = (
    "path,id,kind,year,author,role,duties,unit,province,theme,previous\n"
    'texts/a.txt,a1,individual,2019,An,giáo viên,"dạy lớp 4, soạn bài",Trường A,Hà Nam,'
    "vn-2019;hn-2019,a0|a00\n"
    "texts/b.docx,b1,model,2020,,,,,,,\n"
)


def test_every_column_reaches_the_pledge(folder: Path) -> None:
    first, second = read_manifest(manifest(folder, FULL))
    assert first == Pledge(
        id="a1",
        kind="individual",
        year=2019,
        author="An",
        role="giáo viên",
        duties="dạy lớp 4, soạn bài",
        unit="Trường A",
        province="Hà Nam",
        theme=("vn-2019", "hn-2019"),
        previous=("a0", "a00"),
        text="đọc sách",
        source=str(folder / "texts/a.txt"),
    )
    assert (second.id, second.kind, second.year, second.unit) == ("b1", "model", 2020, None)
    assert second.layout == ((0, 12, "paragraph 1"),)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace(",", ";").replace('"dạy lớp 4; soạn bài"', "dạy").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: b"sep=,\r\n" + text.replace("\n", "\r\n").encode(),
        lambda text: b"\n\n" + text.encode(),
    ],
    ids=["utf-8-mark", "utf-16", "semicolon", "tab", "sep-line", "blank-lines-first"],
)
def test_csv_variants_read_alike(folder: Path, encode: Callable[[str], bytes]) -> None:
    read = read_manifest(manifest(folder, encode(FULL.replace("vn-2019;hn-2019", "vn-2019|hn-2019"))))
    assert [pledge.id for pledge in read] == ["a1", "b1"]
    assert read[0].theme == ("vn-2019", "hn-2019")
    assert read.errors == ()


@pytest.mark.parametrize(
    "header",
    ["Đường dẫn,Mã,Loại,Năm,Họ và tên,Chức vụ,Nhiệm vụ,Đơn vị,Tỉnh thành,Chuyên đề,Năm trước",
     "TỆP, mã ,LOẠI,năm,Tác giả,vai trò,Chức trách,TỔ CHỨC,địa phương,chuyên đề,Bản trước",
     "duong_dan,ma,loai,nam,ho ten,chuc vu,nhiem vu,don vi,tinh,chuyen de,ban truoc"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_headers_are_understood_however_they_are_typed(
    folder: Path, header: str, form: str
) -> None:
    rows = FULL.split("\n", 1)[1].replace("individual", "Cá nhân").replace("model", "mô hình")
    text = unicodedata.normalize(form, f"{header}\n") + rows  # type: ignore[arg-type]
    read = read_manifest(manifest(folder, text))
    assert read.errors == ()
    assert read.ignored_columns == ()
    first = read[0]
    assert (first.id, first.kind, first.year, first.author, first.role) == (
        "a1",
        "individual",
        2019,
        "An",
        "giáo viên",
    )
    assert (first.unit, first.province, first.previous) == ("Trường A", "Hà Nam", ("a0", "a00"))
    assert first.duties is not None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("individual", "individual"),
        ("CÁ NHÂN", "individual"),
        ("tap the", "collective"),
        ("Mô hình", "model"),
    ],
)
def test_kinds_in_either_language(folder: Path, value: str, kind: str) -> None:
    (pledge,) = read_manifest(manifest(folder, f"path,kind\ntexts/a.txt,{value}\n"))
    assert pledge.kind == kind


def test_text_may_stand_in_the_manifest_itself(folder: Path) -> None:
    (pledge,) = read_manifest(manifest(folder, 'Họ tên,Nội dung\nAn,"đọc\r\nsách"\n'))
    assert (pledge.text, pledge.location, pledge.author) == ("đọc\nsách", "row 2", "An")
    assert pledge.source == str(folder / "manifest.csv")


def test_rows_that_fail_do_not_stop_the_others(folder: Path) -> None:
    (folder / "texts" / "hỏng.docx").write_bytes(b"PK\x03\x04 broken")
    rows = [
        "id,path,year,kind,author",
        "r2,texts/none.txt,2019,,An",
        "r3,texts/a.txt,hai không mười chín,,",
        "",
        "r5,texts/a.txt,,nhóm,",
        "r6,,,,",
        "r7,texts/hỏng.docx,,,",
        "r8,texts/a.txt,,,Bình,thừa",
        "r9,texts/a.txt,2020.0,,",
        "r10,texts/a.txt,1066,,",
    ]
    read = read_manifest(manifest(folder, "\n".join(rows)))
    assert [(pledge.id, pledge.year) for pledge in read] == [("r9", 2020)]
    assert [(entry.known.id, entry.code) for entry in read.errors] == [
        ("r2", "missing-file"),
        ("r3", "bad-year"),
        ("r5", "bad-kind"),
        ("r6", "empty-row"),
        ("r7", "unreadable-file"),
        ("r8", "bad-row"),
        ("r10", "bad-year"),
    ]
    assert read.errors[0].path == str(folder / "texts/none.txt")
    assert (read.errors[0].known.author, read.errors[0].known.year) == ("An", 2019)
    assert "row 3" in str(read.errors[1].error)
    assert "row 5" in str(read.errors[2].error)


def test_iterating_gives_pledges_and_failures_in_order(folder: Path) -> None:
    path = manifest(folder, "path\ntexts/none.txt\ntexts/a.txt\n")
    assert [type(entry) for entry in iter_manifest(path)] == [ReadFailure, Pledge]


def test_iterating_a_bad_manifest_fails_before_the_first_row(folder: Path) -> None:
    with pytest.raises(ManifestError):
        iter_manifest(manifest(folder, "a,b\n1,2\n"))


def test_missing_ids_come_from_the_file_name_and_are_made_unique(folder: Path) -> None:
    rows = "path,text,id\ntexts/a.txt,,\n,chữ,\ntexts\\a.txt,,\ntexts/b.docx,,a-2\n"
    read = read_manifest(manifest(folder, rows))
    assert [pledge.id for pledge in read] == ["a", "row-3", "a-3", "a-2"]


def test_duplicate_ids_name_their_rows(folder: Path) -> None:
    with pytest.raises(ManifestError, match=r"“x”: 2, 4"):
        read_manifest(manifest(folder, "path,id\ntexts/a.txt,x\ntexts/a.txt,y\ntexts/b.docx,x\n"))


def test_windows_separators_and_decomposed_names_find_their_file(folder: Path) -> None:
    name = "Bản cam kết.txt"
    (folder / "texts" / unicodedata.normalize("NFC", name)).write_text("x")
    rows = f"path\ntexts\\a.txt\ntexts\\{unicodedata.normalize('NFD', name)}\n"
    assert len(read_manifest(manifest(folder, rows))) == 2


def test_unknown_columns_are_ignored_but_listed(folder: Path) -> None:
    read = read_manifest(manifest(folder, "STT,path,Ghi chú,file\n1,texts/a.txt,x,y\n"))
    assert read.ignored_columns == ("STT", "Ghi chú", "file")
    assert len(read) == 1


def test_without_path_and_text_the_columns_found_are_named_with_a_guess(folder: Path) -> None:
    with pytest.raises(ManifestError, match=r"“pth”.*Did you mean “path”"):
        read_manifest(manifest(folder, "pth,year\ntexts/a.txt,2019\n"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "manifest"),
        (b"\n \n", "manifest"),
        (bytes(range(256)), "unreadable-file"),
        (b'path,author\n"texts/a.txt,An\n', "manifest"),
        (make_docx("a"), "manifest"),
        (b"%PDF-1.7", "manifest"),
    ],
)
def test_what_is_no_manifest_is_refused_as_a_whole(folder: Path, data: bytes, code: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(manifest(folder, data))
    assert caught.value.code == code
    assert caught.value.path == str(folder / "manifest.csv")


def test_a_misplaced_quote_names_its_row(folder: Path) -> None:
    with pytest.raises(ManifestError, match="row 3"):
        read_manifest(manifest(folder, 'path,author\ntexts/a.txt,An\ntexts/a.txt,"Bình\ntexts/a.txt,Chi\n'))


def test_a_missing_manifest_is_a_manifest_error(tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(tmp_path / "none.csv")
    assert caught.value.code == "missing-file"


def test_a_manifest_is_a_sequence_and_shows_no_text(folder: Path) -> None:
    read = read_manifest(manifest(folder, FULL))
    assert isinstance(read, Manifest)
    assert len(read) == 2
    assert [pledge.id for pledge in read[1:]] == ["b1"]
    assert "sách" not in repr(read) + repr(list(read))
    assert list(pickle.loads(pickle.dumps(read))) == list(read)


# ---------------------------------------------------------------- spreadsheets
def workbook(rows: list[list[Any]], hidden: list[list[Any]] | None = None) -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheets = [(book.add_worksheet("Ẩn"), hidden)] if hidden else []
        for sheet, content in [*sheets, (book.add_worksheet("Bảng kê"), rows)]:
            for at, row in enumerate(content):
                sheet.write_row(at, 0, row)
        if hidden:
            book.worksheets()[1].activate()
            book.worksheets()[1].set_first_sheet()
            book.worksheets()[0].hide()
    return buffer.getvalue()


def test_spreadsheet_rows_keep_their_numbers(folder: Path) -> None:
    pytest.importorskip("python_calamine")
    path = folder / "bảng kê.xlsx"
    rows = [["mã", "Nội dung", "năm"], [12, "đọc sách", 2019], [], [13, "x", "không rõ"]]
    path.write_bytes(workbook(rows, hidden=[["path", "id", "year", "kind"]]))
    read = read_manifest(path)
    assert [(pledge.id, pledge.year, pledge.location) for pledge in read] == [("12", 2019, "Bảng kê row 2")]
    assert [(entry.code, entry.known.location) for entry in read.errors] == [("bad-year", "Bảng kê row 4")]


def test_damaged_spreadsheet_is_refused(folder: Path) -> None:
    pytest.importorskip("python_calamine")
    from .docx_factory import make_zip

    path = folder / "x.xlsx"
    path.write_bytes(make_zip({"xl/workbook.xml": "<workbook"}))
    with pytest.raises(ManifestError):
        read_manifest(path)


def test_without_the_extra_a_spreadsheet_names_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from .docx_factory import make_zip

    path = folder / "x.xlsx"
    path.write_bytes(make_zip({"xl/workbook.xml": "<workbook/>"}))
    monkeypatch.setattr("pledgecheck.readers.grids.find_spec", lambda name: None)
    with pytest.raises(ManifestError, match=r"pledgecheck\[office\]") as caught:
        read_manifest(path)
    assert caught.value.code == "missing-extra"
