"""Proposes a manifest: who wrote what, for which year, mined from texts, file names and folders, to be
corrected.

The proposal opens in Excel (UTF-8 with a mark) and is read again by `read_manifest`. Cells that a
spreadsheet program would take for formulas are neutralised.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final, Protocol, TextIO

from pledgecheck.model import Kind, Pledge
from pledgecheck.readers.columns import fold, neutral
from pledgecheck.readers.folders import walk
from pledgecheck.readers.options import DEFAULTS, ReadOptions
from pledgecheck.readers.places import kind_hint, unit_hint, without_marker, year_hint
from pledgecheck.readers.results import ReadFailure, Skipped

HEADER: Final = (
    "Đường dẫn", "Vị trí", "Mã", "Loại", "Năm", "Họ và tên", "Chức vụ", "Nhiệm vụ", "Đơn vị", "Tỉnh",
    "Chuyên đề",
    "Bản trước", "Ghi chú",
)  # fmt: skip
_KINDS: Final = {"individual": "cá nhân", "collective": "tập thể", "model": "mô hình"}
_HAND: Final = "bản scan máy không đọc được chữ, có thể viết tay: đã nộp; xem lại họ tên, đơn vị"
_FIELDS: Final = {"kind": "loại", "year": "năm", "author": "họ tên", "role": "chức vụ", "unit": "đơn vị"}
# Words of a file name that say what it is, not whose, folded; and the family names that names begin with.
_NOT_NAME: Final = re.compile(
    r"\b(?:(?:ban )?cam ket|(?:ban )?dang ky|ke hoach|hoc tap|(?:lam )?theo(?: bac)?|hoc bac|tu tuong"
    r"|dao duc|phong cach"
    r"|ho chi minh|bac ho|nam \d+|ca nhan|tap the|dang vien|mo hinh|chuyen de|noi dung|thuc hien|bck|bdk"
    r"|bcn|scan|final"
    r"|copy|mau|v\d+|\d+)\b"
)
_FAMILY: Final = re.compile(
    r"nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dao|doan|vuong|trinh|truong|dinh|lam"
    r"|phung|mai|to|ha|cao|luong|luu|chu|ta|thai|la|nong|quach|tang|kieu|mac|dam|giap|nghiem|ninh|vi|lo|quang|sung"
    r"|giang|ma|hua|thach|kim|y|k|bach|trieu"
)
_SEPARATORS: Final = re.compile(r"\s*(?:[_,.;()\[\]]+|\s-\s|--+)\s*")


class Said(Protocol):
    """What a text says about itself (document.model.Meta)."""

    @property
    def kind(self) -> str | None: ...
    @property
    def year(self) -> int | None: ...
    @property
    def author(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...


Mine = Callable[[str], Said]


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One row of the proposal. `sources`: where each value was found, or what contradicts it."""

    path: str
    location: str | None
    id: str
    kind: Kind | None
    year: int | None
    author: str | None
    role: str | None
    duties: str | None
    unit: str | None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The rows, and what is not in them: files that cannot be read, files left aside."""

    rows: tuple[ProposedRow, ...]
    errors: tuple[ReadFailure, ...]
    skipped: tuple[Skipped, ...]


def propose_manifest(
    paths: Iterable[str | Path], mine: Mine | None = None, options: ReadOptions = DEFAULTS
) -> Proposal:
    """A row for each pledge found. `mine` tells what a text says about itself (parse(…).meta)."""
    rows: list[ProposedRow] = []
    errors: list[ReadFailure] = []
    skipped: list[Skipped] = []
    for entry in walk(paths, options):
        if isinstance(entry, ReadFailure):
            errors.append(entry)
        elif isinstance(entry, Skipped):
            skipped.append(entry)
            if entry.reason == "handwritten":
                rows.append(_by_hand(entry.path))
        else:
            rows.append(_row(entry, mine(entry.text) if mine is not None else None))
    return Proposal(tuple(rows), tuple(errors), tuple(skipped))


def write_proposal(rows: Sequence[ProposedRow], out: TextIO, folder: Path | None = None) -> None:
    """Write the rows as CSV; paths are relative to `folder`, where the manifest will lie."""
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADER)
    for row in rows:
        cells = (
            _relative(row.path, folder), row.location, row.id, _KINDS[row.kind] if row.kind else "",
            row.year, row.author,
            row.role, row.duties, row.unit, "", "", "", "; ".join(row.sources),
        )  # fmt: skip
        table.writerow([neutral(_one_line(str(cell))) if cell is not None else "" for cell in cells])


def author_hint(stem: str) -> str | None:
    """The person that a file name names: "BCK 2024 - Nguyễn Văn An" -> "Nguyễn Văn An"."""
    for part in _SEPARATORS.split(without_marker(stem)):
        words = [word for word in re.split(r"[\s-]+", part) if word]
        plain = [_plain(word) for word in words]
        # What is left between the words that describe the file; a name begins with a family name.
        for chunk in _NOT_NAME.sub("|", " ".join(plain)).split("|"):
            length = len(chunk.split())
            for at in range(len(plain) - length + 1):
                name = words[at : at + length]
                if plain[at : at + length] == chunk.split() and _is_name(name):
                    return " ".join(each if each[0].isupper() else each.capitalize() for each in name)
    return None


def _plain(word: str) -> str:
    """The word folded; "Nam" is a name and "năm 2024" is not."""
    return "nam'" if word == "Nam" else fold(word).replace(" ", "") or "-"


def _is_name(words: list[str]) -> bool:
    begins = 2 <= len(words) <= 5 and _FAMILY.fullmatch(fold(words[0])) is not None
    return begins and all(map(str.isalpha, words))


def _row(pledge: Pledge, said: Said | None) -> ProposedRow:
    path = PurePath(pledge.source)
    in_register = bool(pledge.author or pledge.role)
    folders = path.parent.parts
    stem = path.stem
    if pledge.location and path.suffix.lower() == ".zip":
        inside = PurePath(pledge.location.partition(", ")[0])
        folders, stem = (*folders, *inside.parent.parts), inside.stem
    by_place: dict[str, object] = {
        "kind": kind_hint(*folders),
        "year": year_hint(*folders, stem),
        "author": None if in_register else author_hint(stem),
        "unit": unit_hint(*folders),
    }
    values: dict[str, object] = {}
    sources = []
    for name, title in _FIELDS.items():
        in_row = getattr(pledge, name) if in_register else None
        in_text = getattr(said, name, None)
        found = [(in_row, "bảng"), (in_text, "văn bản"), (by_place.get(name), "tên tệp, thư mục")]
        if name == "year":
            found.sort(key=lambda each: each[1] != "tên tệp, thư mục")  # as the audit of a folder takes it
        given = [(value, place) for value, place in found if value]
        if given:
            values[name] = given[0][0]
            sources.append(f"{title}: {given[0][1]}")
            other = next(((v, p) for v, p in given[1:] if not _agree(v, given[0][0])), None)
            if other is not None and name in ("year", "author", "unit"):
                sources.append(f"xem lại {title}: {other[1]} ghi “{other[0]}”")
    needed = ("year", "unit", *(("author",) if values.get("kind") in (None, "individual") else ()))
    missing = [title for name, title in _FIELDS.items() if name in needed and name not in values]
    if missing:
        sources.append(f"chưa rõ {', '.join(missing)}")
    return ProposedRow(
        path=pledge.source, location=pledge.location, id=pledge.id, duties=pledge.duties,
        sources=tuple(sources),
        **{name: values.get(name) for name in _FIELDS},  # type: ignore[arg-type]
    )  # fmt: skip


def _by_hand(source: str) -> ProposedRow:
    """A scan that only people can read: whose it is may be filled in, for the list of those who handed in."""
    path = PurePath(source)
    folders = path.parent.parts
    return ProposedRow(
        path=source, location=None, id=path.with_suffix("").as_posix(), kind=kind_hint(*folders),
        year=year_hint(*folders, path.stem), author=author_hint(path.stem), role=None, duties=None,
        unit=unit_hint(*folders), sources=(_HAND,),
    )  # fmt: skip


def _agree(a: object, b: object) -> bool:
    one, two = fold(str(a)), fold(str(b))
    return one == two or one in two or two in one


def _relative(path: str, folder: Path | None) -> str:
    if folder is None:
        return path
    try:
        return PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return os.path.abspath(path)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
