"""What the place of a file says: the unit, the year and the kind in the names of folders, files and "
"sheets."""

from __future__ import annotations

import re
from typing import Final

from pledgecheck.model import Kind
from pledgecheck.readers.columns import fold

_YEAR: Final = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
_MARKER: Final = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})\s*(?:[.)/:_-]\s*|\s(?=\D))", re.U)
_AROUND: Final = re.compile(r"^[\s._,;:-]+|[\s._,;:-]+$")
_YEAR_WORDS: Final = re.compile(
    r"(?:\bnăm\s*(?:học\s*)?|\bnam[\s_-]*)?(?<!\d)20[0-3]\d(?:\s*-\s*20[0-3]\d)?(?!\d)", re.I
)
# How the names of Vietnamese organisations begin, folded.
_UNIT: Final = re.compile(
    r"(?:chi bo|cb\b|dang bo|dang uy|chi uy|to dang|to dan pho|ban|phong|khoa|to|doi|tram|truong|mam non"
    r"|tieu hoc|thcs"
    r"|thpt|hoi|chi hoi|doan|chi doan|cong doan|lien doan|cong ty|xi nghiep|hop tac xa|htx|ubnd|uy ban"
    r"|hdnd|hoi dong"
    r"|mttq|mat tran|cong an|quan su|bch|thon|ap|lang|buon|khu pho|khu|khoi|xom|xa|phuong|thi tran|huyen"
    r"|quan|thi xa"
    r"|thanh pho|tinh|co quan|van phong|trung tam|benh vien|vien|so|cuc|chi cuc|vu|don vi|nha may|nong truong"
    r"|hai quan|kho bac|ngan hang|toa an|vien kiem sat)\b"
)
_NOT_UNIT: Final = re.compile(
    r"(?:ban (?:cam ket|dang ky|scan|word|pdf|chinh|nhap|in|viet)|to khai|so dang ky|ban$|to$|khu$|so$"
    r"|don vi$"
    r"|vu (?!an|viec)\w+ \w+$|doan (?:van|thi)\b)"
)
_KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("ca nhan", "individual"), ("tap the", "collective"), ("mo hinh", "model"),
)  # fmt: skip


def year_hint(*names: str) -> int | None:
    """The one year that the last name states, or else the one before …; None where a name states several."""
    for name in reversed(names):
        years = set(_YEAR.findall(name))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def unit_name(text: str) -> str | None:
    """The unit that a name consists of, without numbering and year; None where it does not read like one."""
    bare = _trim(_YEAR_WORDS.sub(" ", without_marker(text)))
    plain = fold(bare)
    return bare if _UNIT.match(plain) and not _NOT_UNIT.match(plain) else None


def unit_hint(*folders: str) -> str | None:
    """The unit named by the last folder that names one."""
    return next((unit for name in reversed(folders) if (unit := unit_name(name))), None)


def kind_hint(*names: str) -> Kind | None:
    """The kind of pledge that the last such name says ("Cá nhân", "2. Tập thể")."""
    for name in reversed(names):
        plain = fold(without_marker(name))
        for beginning, kind in _KINDS:
            if plain.startswith(beginning):
                return kind
    return None


def without_marker(text: str) -> str:
    """A name without the number in front of it: "II. Chi bộ Thôn 2" -> "Chi bộ Thôn 2"."""
    return _trim(_MARKER.sub("", text, count=1))


def _trim(text: str) -> str:
    return re.sub(r"[\s_]+", " ", _AROUND.sub("", text)).strip()
