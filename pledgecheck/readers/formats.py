"""Which reader reads which format. To add one: write its reader, enter it in READERS, drop its advice.

A reader is imported when its format comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.model import Pledge
from pledgecheck.readers.options import DEFAULTS, ReadOptions
from pledgecheck.readers.problems import problem
from pledgecheck.readers.results import Entry
from pledgecheck.readers.sniff import sniff
from pledgecheck.readers.stamps import refuse_stamped
from pledgecheck.readers.text import decode, read_text

Reader = Callable[[bytes, str, ReadOptions], list[Entry]]
"""Takes the bytes and the name for errors and `Pledge.source`; ids are given by the caller."""


def _text(data: bytes, name: str, options: ReadOptions) -> list[Entry]:
    text = read_text(data, name)
    refuse_stamped(text, name)
    return [Pledge(text=text, source=name)]


def _docx(data: bytes, name: str, options: ReadOptions) -> list[Entry]:
    from pledgecheck.readers.docx import read_docx

    document = read_docx(data, name)
    return [Pledge(text=document.text, source=name).with_layout(document.layout)]


def _converted(kind: str) -> Reader:
    def read(data: bytes, name: str, options: ReadOptions) -> list[Entry]:
        from pledgecheck.readers.office import to_docx

        return _docx(to_docx(data, kind, name), name, options)

    return read


def _pdf(data: bytes, name: str, options: ReadOptions) -> list[Entry]:
    from pledgecheck.readers.pdf import read_pdf

    return [read_pdf(data, name, options)]


def _book(kind: str) -> Reader:
    def read(data: bytes, name: str, options: ReadOptions) -> list[Entry]:
        from pledgecheck.readers.grids import book_grids
        from pledgecheck.readers.register import read_register

        if not sniff(data):
            # "Export to Excel" of many programs is CSV under another name.
            return _csv(data, name, options)
        return list(read_register(book_grids(data, kind, name, hidden=options.hidden_sheets), name))

    return read


def _csv(data: bytes, name: str, options: ReadOptions) -> list[Entry]:
    from pledgecheck.readers.grids import csv_grid
    from pledgecheck.readers.register import header_score, read_register

    return list(read_register([csv_grid(decode(data, name), header_score, name)], name))


READERS: Final[Mapping[str, Reader]] = {
    "text": _text,
    "docx": _docx,
    **{kind: _converted(kind) for kind in ("doc", "odt", "rtf")},
    "pdf": _pdf,
    **{kind: _book(kind) for kind in ("xlsx", "xls", "ods")},
    "csv": _csv,
}

SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx",
    ".doc": "doc", ".dot": "doc", ".rtf": "rtf", ".odt": "odt", ".pdf": "pdf",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "csv", ".zip": "zip",
}  # fmt: skip
"""Suffixes that a pledge may have; in folders and archives all others are skipped."""

_SAVE_AS_DOCX: Final = (
    "Hãy mở bằng Word hoặc LibreOffice rồi lưu thành .docx.",
    "Open it in Word or LibreOffice and save it as .docx.",
)
_UNPACK: Final = (
    "Hãy giải nén rồi chọn các tệp bên trong, hoặc nén lại thành .zip.",
    "Unpack it and choose the files inside, or pack them as .zip.",
)
_ADVICE: Final[Mapping[str, tuple[str, str]]] = {
    "html": _SAVE_AS_DOCX,
    "flat-word": _SAVE_AS_DOCX,
    "image": (
        "Đây là hình ảnh: hãy nhận dạng chữ (OCR) rồi lưu thành .docx, hoặc lưu thành PDF.",
        "This is a picture: run text recognition (OCR) and save the result as .docx, or make it a PDF.",
    ),
    "rar": _UNPACK,
    "7z": _UNPACK,
}
_OTHER_ADVICE: Final = (
    "Đọc được: .docx, .doc, .odt, .rtf, .pdf, .txt, .md, .xlsx, .xls, .ods, .csv, .zip. Hãy lưu văn bản "
    "thành một trong "
    "các dạng đó.",
    "Readable: .docx, .doc, .odt, .rtf, .pdf, .txt, .md, .xlsx, .xls, .ods, .csv, .zip. Save the document "
    "in one of "
    "these formats.",
)


def read_bytes(
    data: bytes, name: str, suffix: str, options: ReadOptions = DEFAULTS, depth: int = 0
) -> list[Entry]:
    """Read the content by its true format; `suffix` (with dot, lower case) decides where the bytes do not.

    Gives pledges and, from registers and archives, failures and skipped parts beside them. Raises an
    InputError where nothing could be read at all.
    """
    if not data:
        raise problem("no-text", name)
    kind = identify(data, suffix)
    if kind == "encrypted":
        raise problem("password", name)
    if kind == "broken-zip":
        raise problem("damaged", name)
    if kind == "zip":
        return _zip(data, name, options, depth)
    reader = READERS.get(kind)
    if reader is None:
        raise not_supported(kind, name)
    return reader(data, name, options)


def _zip(data: bytes, name: str, options: ReadOptions, depth: int) -> list[Entry]:
    def read(content: bytes, label: str, suffix: str, deeper: int) -> list[Entry]:
        return read_bytes(content, label, suffix, options, deeper)

    from pledgecheck.readers.archive import read_archive

    entries = list(read_archive(data, name, depth + 1, frozenset(SUFFIXES), read))
    if not entries:
        raise problem("empty-archive", name)
    return entries


def identify(data: bytes, suffix: str) -> str:
    """The format name of the content. A file without a suffix counts as plain text."""
    by_name = SUFFIXES.get(suffix, suffix.lstrip(".") or "text")
    by_bytes = sniff(data)
    if by_bytes == "html" and by_name == "text":
        # Markdown may well begin with a tag; only office suffixes are overruled by that.
        return by_name
    if by_bytes == "zip" and by_name in ("docx", "xlsx", "odt", "ods"):
        # Its main part may have an unusual name: let the reader follow the relationships.
        return by_name
    if not by_bytes and by_name in ("doc", "rtf"):
        return "text"  # typed elsewhere and given Word's suffix; decoded strictly, never guessed
    return by_bytes or by_name


def not_supported(kind: str, name: str) -> PledgecheckError:
    """The error for a format without a reader, with what to do about it."""
    if kind == "ole":
        return problem("damaged-ole", name)
    vi, en = _ADVICE.get(kind, _OTHER_ADVICE)
    return problem("not-supported", name, format=kind, vi=vi, en=en)
