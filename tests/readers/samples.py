"""The project's own small documents in every format, with the text that they must give.

Made by the factories beside this file, by xlsxwriter, and from those by LibreOffice where it is installed.
Nothing here is a real person, unit or event.
"""

from __future__ import annotations

import atexit
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pledgecheck.readers.office import soffice
from pledgecheck.readers.old_fonts import encode

from .docx_factory import deleted, ins, make_docx, make_zip, p, r, table
from .pdf_factory import make_pdf

TITLE = "BẢN CAM KẾT NĂM 2024"
LINES = (
    TITLE,
    "Họ và tên: Nguyễn Văn An",
    "Đơn vị: Chi bộ Thôn Đông, Đảng bộ xã An Hòa",
    "1. Mỗi tháng thăm 2 hộ nghèo trong thôn, ghi vào sổ theo dõi của chi bộ.",
    "2. Không uống rượu bia buổi trưa ngày làm việc.",
)
TEXT = "\n".join(LINES)
ROW = "Việc | Thời gian\nTrồng cây đầu ngõ | Quý II"
"""A table, which only Word formats keep as one."""


def samples() -> Mapping[str, bytes]:
    """Every sample by its file name, made when it is asked for; without those whose program is missing."""
    return _SAMPLES


class _Samples(Mapping[str, bytes]):
    def __getitem__(self, name: str) -> bytes:
        data = _make(name)
        if data is None:
            raise KeyError(name)
        return data

    def __iter__(self) -> Iterator[str]:
        return (name for name in NAMES if _make(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


NAMES = (
    "pledge.txt", "tcvn3.txt", "vni.txt", "utf16.txt", "pledge.docx", "old-font.docx", "pledge.pdf",
    "register.csv",
    "pledges.zip", "register.xlsx", "register.xls", "register.ods", "pledge.doc", "pledge.odt", "pledge.rtf",
)  # fmt: skip
_SAMPLES = _Samples()


@cache
def _make(name: str) -> bytes | None:
    kind = name.rpartition(".")[2]
    if kind in ("doc", "odt", "rtf"):
        return office(pledge_docx(), "pledge.docx", kind)
    if kind in ("xls", "ods"):
        source = _make("register.xlsx")
        return office(source, "register.xlsx", kind) if source is not None else None
    if name == "register.xlsx":
        return register_xlsx() if find_spec("xlsxwriter") else None
    made: dict[str, Callable[[], bytes]] = {
        "pledge.txt": TEXT.encode,
        "tcvn3.txt": lambda: encode(TEXT, "tcvn3").encode("latin-1"),
        "vni.txt": lambda: encode(TEXT, "vni").encode("cp1252"),
        "utf16.txt": lambda: TEXT.encode("utf-16"),
        "pledge.docx": pledge_docx,
        "old-font.docx": old_font_docx,
        "pledge.pdf": lambda: make_pdf([LINES[:3], LINES[3:]]),
        "register.csv": register_csv,
        "pledges.zip": lambda: make_zip({"Chi bộ 1/a.docx": pledge_docx(), "2023/b.txt": TEXT.encode()}),
    }
    return made[name]() if name in made else None


def pledge_docx() -> bytes:
    """Word with tracked changes and a table; what is deleted must not be read."""
    return make_docx(
        *LINES[:3],
        p(
            "1. Mỗi tháng thăm ",
            deleted("5"),
            ins(r("2")),
            " hộ nghèo trong thôn, ghi vào sổ theo dõi của chi bộ.",
        ),
        LINES[4],
        table(["Việc", "Thời gian"], ["Trồng cây đầu ngõ", "Quý II"]),
        "",  # without a paragraph after it LibreOffice writes no table into .doc
    )


def old_font_docx() -> bytes:
    """The same lines in the old fonts, the title in a font of capitals."""
    return make_docx(
        p(r(encode(TITLE.lower(), "tcvn3"), font=".VnTimeH")),
        *(p(r(encode(line, "tcvn3"), font=".VnTime")) for line in LINES[1:3]),
        *(p(r(encode(line, "vni"), font="VNI-Times")) for line in LINES[3:]),
    )


REGISTER = [
    ["ĐẢNG BỘ XÃ AN HÒA"],
    ["SỔ ĐĂNG KÝ LÀM THEO BÁC NĂM 2024"],
    [],
    ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Nội dung đăng ký", None, None, "Ghi chú"],
    [None, None, None, None, "Nội dung làm theo", "Thời gian thực hiện", "Kết quả"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    ["I. Chi bộ Thôn Đông"],
    [1, "Nguyễn Văn An", "Bí thư", "Tổ 1", "- Giúp 2 hộ nghèo\n- Đọc 1 cuốn sách mỗi tháng", "Quý II/2024",
    "Có biên bản", "x"],
    [2, "Trần Thị Bình", "Đảng viên", None, "Không uống rượu bia buổi trưa", "Cả năm"],
    ["II", "Chi bộ Trường Tiểu học"],
    [3, "Lê Thị Mận", "Giáo viên", None, "Dạy kèm 3 học sinh"],
    [None, None, None, None, "Trồng 10 cây xanh", "30/04/2024"],
    [4, "Đỗ Văn Cần"],
    ["Tổng cộng: 4"],
    [],
    [None, None, None, None, None, "An Hòa, ngày 5 tháng 1 năm 2024"],
    [None, None, None, None, None, "BÍ THƯ"],
    [None, None, None, None, None, "Nguyễn Văn An"],
]  # fmt: skip
MERGED = [  # first row, first column, last row, last column, from 0
    (1, 0, 1, 7), (3, 0, 4, 0), (3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 4, 3), (3, 4, 3, 6), (3, 7, 4, 7),
    (6, 0, 6, 7),
    (7, 3, 8, 3), (10, 0, 11, 0), (10, 1, 11, 1), (10, 2, 11, 2),
]  # fmt: skip
REGISTER_TEXTS = {
    "Nguyễn Văn An": "Nội dung làm theo:\n- Giúp 2 hộ nghèo\n- Đọc 1 cuốn sách mỗi tháng\n"
    "Thời gian thực hiện: Quý II/2024\nKết quả: Có biên bản",
    "Trần Thị Bình": "Nội dung làm theo: Không uống rượu bia buổi trưa\nThời gian thực hiện: Cả năm",
    "Lê Thị Mận": "Nội dung làm theo: Dạy kèm 3 học sinh\nNội dung làm theo: Trồng 10 cây xanh\n"
    "Thời gian thực hiện: 30/04/2024",
}


def register_csv() -> bytes:
    """The register with semicolons, as a Vietnamese Excel writes it."""
    import csv

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(
        [["" if cell is None else cell for cell in row] for row in REGISTER]
    )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def register_xlsx() -> bytes:
    """The register with its merged cells, and a hidden sheet."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Sổ 2024")
        for at, row in enumerate(REGISTER):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, place, cell)
        for a, b, c, d in MERGED:
            row = REGISTER[a]
            sheet.merge_range(a, b, c, d, row[b] if b < len(row) else "")
        hidden = book.add_worksheet("Ẩn")
        hidden.write_row(0, 0, ["Họ và tên", "Nội dung đăng ký"])
        hidden.write_row(1, 0, ["Phạm Văn Ẩn", "Đọc sách"])
        hidden.hide()

    return workbook(fill)


def workbook(fill: Any) -> bytes:
    """An .xlsx filled by a function that is given the workbook."""
    import warnings

    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fill(book)
    book.close()
    return buffer.getvalue()


@cache
def _profile() -> Path:
    folder = tempfile.mkdtemp(prefix="pledgecheck-samples-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def office(data: bytes, name: str, kind: str) -> bytes | None:
    """The document in another format by LibreOffice, or None where it is missing or lacks that filter."""
    program = soffice()
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, name)
        source.write_bytes(data)
        command = [program, "--headless", f"-env:UserInstallation={_profile().as_uri()}"]
        command += ["--convert-to", kind, "--outdir", str(Path(folder, "out")), str(source)]
        subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=False
        )
        made = Path(folder, "out", f"{source.stem}.{kind}")
        return made.read_bytes() if made.is_file() else None
