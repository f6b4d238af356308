"""Which reader reads which format. To add one: write its reader, enter it in READERS, drop its advice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.model import Pledge
from pledgecheck.readers.docx import read_docx
from pledgecheck.readers.problems import problem
from pledgecheck.readers.sniff import sniff
from pledgecheck.readers.text import read_text

Reader = Callable[[bytes, str], list[Pledge]]
"""Takes the bytes and the name for errors and `Pledge.source`; ids are given by the caller."""


def _read_text(data: bytes, name: str) -> list[Pledge]:
    return [Pledge(text=read_text(data, name), source=name)]


def _read_docx(data: bytes, name: str) -> list[Pledge]:
    document = read_docx(data, name)
    return [Pledge(text=document.text, source=name).with_layout(document.layout)]


READERS: Final[Mapping[str, Reader]] = {"text": _read_text, "docx": _read_docx}

SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx",
    ".doc": "doc", ".dot": "doc", ".rtf": "rtf", ".odt": "odt", ".pdf": "pdf",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "csv",
}  # fmt: skip
"""Suffixes that a pledge may have, readable here or not; in folders all others are skipped."""

_SAVE_AS_DOCX: Final = (
    "Hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx.",
    "Open it in Word or LibreOffice and save it as .docx.",
)
_SPREADSHEET: Final = (
    "Nếu đây là bảng kê các bản cam kết, hãy dùng --manifest; nếu không, hãy lưu từng bản thành .docx.",
    "If it lists pledges, pass it with --manifest; otherwise save each pledge as .docx.",
)
_ADVICE: Final[Mapping[str, tuple[str, str]]] = {
    "doc": _SAVE_AS_DOCX,
    "rtf": _SAVE_AS_DOCX,
    "odt": _SAVE_AS_DOCX,
    "html": _SAVE_AS_DOCX,
    "flat-word": _SAVE_AS_DOCX,
    "pdf": (
        "Hãy dùng bản Word gốc, hoặc mở PDF bằng Word rồi lưu thành .docx.",
        "Use the original Word file, or open the PDF in Word and save it as .docx.",
    ),
    "image": (
        "Đây là hình ảnh: hãy nhận dạng chữ (OCR) rồi lưu thành .docx.",
        "This is a picture: run text recognition (OCR) and save the result as .docx.",
    ),
    "xlsx": _SPREADSHEET,
    "xls": _SPREADSHEET,
    "ods": _SPREADSHEET,
    "csv": _SPREADSHEET,
    "zip": ("Hãy giải nén rồi chọn các tệp bên trong.", "Unpack it and choose the files inside."),
}
_OTHER_ADVICE: Final = (
    "Đọc được: .docx, .txt, .md. Hãy lưu văn bản thành một trong các dạng đó.",
    "Readable: .docx, .txt, .md. Save the document in one of these formats.",
)


def read_bytes(data: bytes, name: str, suffix: str) -> list[Pledge]:
    """Read the content by its true format; `suffix` (with dot, lower case) decides where the bytes do not."""
    if not data:
        raise problem("no-text", name)
    kind = identify(data, suffix)
    if kind == "encrypted":
        raise problem("password", name)
    if kind == "broken-zip":
        raise problem("damaged", name)
    reader = READERS.get(kind)
    if reader is None:
        raise not_supported(kind, name)
    return reader(data, name)


def identify(data: bytes, suffix: str) -> str:
    """The format name of the content. A file without a suffix counts as plain text."""
    by_name = SUFFIXES.get(suffix, suffix.lstrip(".") or "text")
    by_bytes = sniff(data)
    if by_bytes == "html" and by_name == "text":
        # Markdown may well begin with a tag; only office suffixes are overruled by that.
        return by_name
    if by_bytes == "zip" and by_name == "docx":
        # Its main part may have an unusual name: let the reader follow the relationships.
        return by_name
    return by_bytes or by_name


def not_supported(kind: str, name: str) -> PledgecheckError:
    """The error for a format without a reader, with what to do about it."""
    if kind == "ole":
        return problem("damaged-ole", name)
    vi, en = _ADVICE.get(kind, _OTHER_ADVICE)
    return problem("not-supported", name, format=kind, vi=vi, en=en)
