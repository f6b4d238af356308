"""The columns of a manifest and the values in them, in English or Vietnamese, however they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pledgecheck.errors import did_you_mean
from pledgecheck.model import Kind
from pledgecheck.readers.problems import problem

_ALIASES: Final = {
    "path": ("path", "file", "file name", "file path", "tệp", "tập tin", "tên tệp", "đường dẫn"),
    "text": ("text", "content", "nội dung", "văn bản"),
    "id": ("id", "mã", "mã số", "mã văn bản"),
    "kind": ("kind", "type", "loại"),
    "year": ("year", "năm"),
    "author": ("author", "name", "full name", "tác giả", "họ và tên", "họ tên"),
    "role": ("role", "position", "chức vụ", "vai trò"),
    "duties": ("duties", "duty", "nhiệm vụ", "chức trách", "chức trách, nhiệm vụ"),
    "unit": ("unit", "organisation", "organization", "đơn vị", "tổ chức"),
    "province": ("province", "place", "tỉnh", "địa phương", "tỉnh thành", "tỉnh, thành phố"),
    "theme": ("theme", "themes", "chuyên đề"),
    "previous": ("previous", "bản trước", "năm trước"),
    "location": ("location", "vị trí", "vị trí trong tệp"),
}  # fmt: skip
_KINDS: Final[dict[str, Kind]] = {
    "individual": "individual", "ca nhan": "individual",
    "collective": "collective", "tap the": "collective",
    "model": "model", "mo hinh": "model",
}  # fmt: skip
KIND_WORDS: Final = ("individual", "collective", "model", "cá nhân", "tập thể", "mô hình")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_YEAR: Final = re.compile(r"(\d{4})(?:[.,]0+)?")
_SEVERAL: Final = re.compile(r"[;|]")


def fold(text: str) -> str:
    """Lower case without Vietnamese marks, punctuation as single spaces: "Đường dẫn:" -> "duong dan"."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()


_FIELDS: Final = {fold(alias): name for name, aliases in _ALIASES.items() for alias in aliases}


def neutral(cell: str) -> str:
    """The cell as no spreadsheet program takes it for a formula: "=1+1" -> "'=1+1"."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """The cell before `neutral`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each known field stands in a row, and the headers that mean nothing here."""

    places: dict[str, int]
    ignored: tuple[str, ...]
    width: int

    def value(self, row: Sequence[str], name: str) -> str:
        """The trimmed cell of field `name`; empty where the column or the cell is missing."""
        place = self.places.get(name)
        return plain(row[place].strip()) if place is not None and place < len(row) else ""


def match_columns(header: Sequence[str]) -> Columns:
    """Match a header row. Of two columns with one meaning the first counts, the other is ignored."""
    places: dict[str, int] = {}
    ignored = []
    for at, title in enumerate(header):
        name = _FIELDS.get(fold(title))
        if name is not None and name not in places:
            places[name] = at
        elif title.strip():
            ignored.append(title.strip())
    width = max((at + 1 for at, title in enumerate(header) if title.strip()), default=0)
    return Columns(places, tuple(ignored), width)


def require_content(columns: Columns, header: Sequence[str], path: str) -> None:
    """Raise a ManifestError unless there is a column for the pledges themselves."""
    if "path" in columns.places or "text" in columns.places:
        return
    found = ", ".join(f"“{title.strip()}”" for title in header if title.strip()) or "–"
    wanted = (*_ALIASES["path"], *_ALIASES["text"])
    hints = [did_you_mean(title.strip().casefold(), wanted) for title in columns.ignored]
    vi, en = next((hint for hint in hints if hint[0]), ("", ""))
    known = ", ".join(_ALIASES)
    raise problem("no-content-column", path, found=found, known=known, hint_vi=vi, hint_en=en)


def parse_kind(value: str) -> Kind | None:
    """The kind of pledge named by `value`, or None."""
    return _KINDS.get(fold(value))


def parse_year(value: str) -> int | None:
    """A year of four digits, also as a spreadsheet writes it (2019.0), or None."""
    match = _YEAR.fullmatch(value.strip())
    year = int(match[1]) if match else 0
    return year if 1945 <= year <= 2100 else None


def parse_several(value: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, apart by ; or |."""
    return tuple(part for piece in _SEVERAL.split(value) if (part := piece.strip()))
