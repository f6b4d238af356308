"""What the titles of a register's columns mean, however they are worded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from pledgecheck.readers.columns import fold

Meaning = Literal[
    "number",
    "id",
    "author",
    "role",
    "unit",
    "year",
    "kind",
    "duties",
    "status",
    "content",
    "support",
    "aside",
]
"""content: what is promised; support: says more about it (time, result …); aside: no part of the pledge."""

# Folded beginnings, longest first wins. A title also counts where it contains one of the _INSIDE phrases.
_BEGINNINGS: Final[dict[Meaning, str]] = {
    "number": "stt, tt, so tt, so thu tu",
    "id": "ma, ma so, ma ban, ma van ban, id",
    "author": """
        ho va ten, ho ten, ho va, ten dang vien, ten can bo, ten ca nhan, ten nguoi dang ky, ten,
        dang vien, can bo dang vien, nguoi dang ky, nguoi cam ket, ca nhan dang ky, tac gia, author,
        name, full name
    """,
    "role": "chuc vu, chuc danh, vi tri viec lam, vi tri cong tac, cong viec dang lam, nghe nghiep, role",
    "unit": """
        don vi, chi bo, dang bo, to chuc dang, to chuc co so dang, co quan, bo phan, phong ban,
        phong, noi cong tac, noi sinh hoat, sinh hoat tai, ten don vi, ten chi bo, ten to chuc dang,
        to dang, tap the dang ky, ten tap the, don vi dang ky, unit
    """,
    "year": "nam dang ky, nam thuc hien, nam hoc, year",
    "kind": "loai, loai van ban, loai ban, loai dang ky, hinh thuc dang ky, kind",
    "duties": "nhiem vu duoc giao, nhiem vu duoc phan cong, chuc trach, nhiem vu",
    "status": "tinh trang, trang thai, tinh hinh nop, da nop, status",
    "content": """
        noi dung, viec, cac viec, nhung viec, cam ket, dang ky, bien phap, giai phap, muc tieu,
        chi tieu, cach lam, hanh dong, hoc tap, lam theo, ke hoach, mo hinh, ten mo hinh, phan viec,
        cong viec, tu tuong, dao duc, phong cach, text
    """,
    "support": """
        thoi gian, thoi han, thoi diem, tien do, ket qua, san pham, nguoi phu trach, phu trach,
        dia diem, dia ban, minh chung, cach kiem tra, nguoi theo doi, nguoi kiem tra, nguoi giup do,
        doi tuong, so luong, don vi tinh, dvt, chuyen de, don vi phoi hop, phoi hop, bao gio, han
    """,
    "aside": """
        ghi chu, ky ten, chu ky, ky xac nhan, ngay sinh, nam sinh, ngay thang nam sinh, gioi tinh,
        nam nu, so dien thoai, dien thoai, email, ngay vao dang, cccd, cmnd, so the, dan toc,
        ton giao, que quan, trinh do, tuoi, y kien, nhan xet, xac nhan, danh gia cua, tu danh gia,
        path, duong dan, tep
    """,
}
_WHOLE: Final[dict[str, Meaning]] = {
    "nam": "year",
    "no": "number",
    "so": "number",
    "khoa": "unit",
    "to": "unit",
    "thon": "unit",
}
_INSIDE: Final[tuple[tuple[str, Meaning], ...]] = (
    ("ho va ten", "author"), ("ho ten", "author"), ("noi dung", "content"), ("dang ky", "content"),
    ("cam ket", "content"),
    ("lam theo", "content"), ("chuc vu", "role"), ("thoi gian", "support"), ("ket qua", "support"),
)  # fmt: skip
# Titles one of whose words must follow at once; "ten" alone is the author, "ten cong trinh" is not.
_ALONE: Final = frozenset({"ten", "name", "ma", "phong", "loai", "ho va", "han", "tt", "viec", "tuoi"})
_ORDER: Final = sorted(
    (
        (" ".join(beginning.split()), meaning)
        for meaning, listed in _BEGINNINGS.items()
        for beginning in listed.split(",")
    ),
    key=lambda entry: -len(entry[0]),
)
_LONGEST_TITLE: Final = 160
_COUNT: Final = re.compile(r"^\(?\s*(\d{1,2}|[A-Z])\s*\)?$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its title as shown, what it means (None = not known)."""

    at: int
    title: str
    meaning: Meaning | None


def meaning_of(title: str) -> Meaning | None:
    """What a column title means, or None."""
    if not title.strip() or len(title) > _LONGEST_TITLE:
        return None
    plain = fold(title)
    if plain in _WHOLE:
        return _WHOLE[plain]
    for beginning, meaning in _ORDER:
        if plain == beginning or (beginning not in _ALONE and plain.startswith(beginning + " ")):
            return meaning
    return next((meaning for phrase, meaning in _INSIDE if phrase in plain), None)


def known_titles(cells: list[str]) -> int:
    """How many cells of a row are titles that are understood."""
    return sum(meaning_of(cell) is not None for cell in cells)


def is_register(columns: list[Column]) -> bool:
    """Whether these columns hold pledges: someone who promises, and what."""
    meanings = {column.meaning for column in columns}
    return "content" in meanings and bool(meanings & {"author", "unit"})


def is_roster(columns: list[Column]) -> bool:
    """Whether these columns list who should submit: people or units, and no content."""
    meanings = {column.meaning for column in columns}
    return "content" not in meanings and bool(meanings & {"author", "unit"}) and len(meanings - {None}) >= 2


def is_numbering(cells: list[str]) -> bool:
    """Whether a row under the header only counts the columns: (1) (2) (3) …"""
    marks = [_COUNT.match(cell.strip()) for cell in cells if cell.strip()]
    return len(marks) >= 3 and all(marks)
