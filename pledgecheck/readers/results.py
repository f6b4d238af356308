"""What reading many files yields besides pledges: failures and files left aside."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal

from pledgecheck.errors import PledgecheckError
from pledgecheck.model import Kind, Pledge
from pledgecheck.wording import place_name

SkipReason = Literal[
    "lock-file", "system-file", "hidden-file", "symlink", "not-a-file", "other-type", "manifest",
    "roster", "hidden-sheet", "no-register", "handwritten",
]  # fmt: skip

_REASONS: Final[dict[SkipReason, tuple[str, str]]] = {
    "lock-file": ("tệp khóa tạm của Word/Excel", "lock file of Word or Excel"),
    "system-file": ("tệp của hệ thống", "file of the operating system"),
    "hidden-file": ("tệp hoặc thư mục ẩn", "hidden file or folder"),
    "symlink": ("liên kết tượng trưng, không đi theo", "symbolic link, not followed"),
    "not-a-file": ("không phải tệp thường", "not a regular file"),
    "other-type": ("không phải dạng tệp của bản cam kết", "not a type of file that pledges have"),
    "manifest": ("bảng kê: hãy dùng --manifest", "a manifest: pass it with --manifest"),
    "roster": ("danh sách phải nộp: hãy dùng --roster", "a roster: pass it with --roster"),
    "hidden-sheet": (
        "trang tính ẩn: không đọc trừ khi được yêu cầu",
        "hidden sheet: left out unless asked for",
    ),
    "no-register": (
        "trang tính không có tiêu đề của sổ đăng ký (họ tên hoặc đơn vị, nội dung)",
        "sheet without the header of a register (person or unit, content)",
    ),
    "handwritten": (
        "bản scan máy không nhận ra chữ, có thể viết tay: đã nộp, cần người đọc",
        "scan in which no words can be recognised, perhaps handwritten: submitted, to be read by a person",
    ),
}


@dataclass(frozen=True, slots=True)
class KnownFields:
    """What a manifest row or a path says about a pledge besides its text. None and () mean: not said."""

    id: str = ""
    kind: Kind | None = None
    year: int | None = None
    author: str | None = None
    role: str | None = None
    duties: str | None = field(default=None, repr=False)
    unit: str | None = None
    province: str | None = None
    theme: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    location: str | None = None

    def fill(self, pledge: Pledge) -> Pledge:
        """The pledge with everything that is said here; the rest stays as read."""
        return pledge.model_copy(update=self._said())

    def missing_in(self, pledge: Pledge) -> dict[str, Any]:
        """What is said here about fields that the pledge itself leaves open."""
        return {name: value for name, value in self._said().items() if not getattr(pledge, name)}

    def _said(self) -> dict[str, Any]:
        values = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return {name: value for name, value in values.items() if value not in (None, "", ())}


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One input that could not be read; `known` keeps what was said about it."""

    path: str
    code: str
    error: PledgecheckError = field(repr=False)
    known: KnownFields = KnownFields()

    def describe(self, lang: str = "vi") -> str:
        """What is wrong, in `lang`, led by the place inside the file where it is not the whole file."""
        message = self.error.en if lang == "en" else self.error.vi
        where = self.known.location or ""
        for member in self.path.split(" › ")[1:]:
            where = where.removeprefix(member).removeprefix(", ")
        where = place_name(where, lang)
        return f"{where[0].upper()}{where[1:]}: {message}" if where else message


@dataclass(frozen=True, slots=True)
class Skipped:
    """One file or folder left aside on purpose."""

    path: str
    reason: SkipReason

    def describe(self, lang: str = "vi") -> str:
        """The reason in words, in `lang` ("vi" or "en")."""
        vi, en = _REASONS[self.reason]
        return en if lang == "en" else vi


Entry = Pledge | ReadFailure | Skipped


def failure(error: PledgecheckError, path: str, known: KnownFields | None = None) -> ReadFailure:
    """A failure for `path`, which may differ in spelling from the path inside the error."""
    return ReadFailure(path, error.code, error, known or KnownFields())
