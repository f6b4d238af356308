"""What a file really is, by its first bytes: names lie (a web page saved as .doc, a .docx renamed .txt)."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: Final = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"GIF8", "image"), (b"II*\0", "image"),
    (b"MM\0*", "image"),
)  # fmt: skip
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_WEB_PAGE: Final = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html[\s>])", re.I | re.S
)
_WEB_ARCHIVE: Final = re.compile(rb"\s*MIME-Version:\s*\d", re.I)
_FLAT_WORD: Final = b'<?mso-application progid="Word.Document"?>'
_HEAD: Final = 2048
# Names in the directory of an OLE container, which is written in UTF-16.
_OLE_STREAMS: Final = (
    ("encrypted", ("EncryptionInfo", "EncryptedPackage")),
    ("doc", ("WordDocument",)),
    ("xls", ("Workbook",)),
    ("xls", ("Book",)),
)
_ZIP_MEMBERS: Final = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
_ODF: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def sniff(data: bytes) -> str:
    """A format name, "encrypted", "zip", "ole" or "broken-zip"; empty for plain text and anything unknown."""
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _WEB_PAGE.match(head) or _WEB_ARCHIVE.match(head):
        return "html"
    return "flat-word" if _FLAT_WORD in head else ""


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = {name.replace("\\", "/").lower() for name in container.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "broken-zip"
    for member, kind in _ZIP_MEMBERS:
        if member in names:
            return kind
    # OpenDocument states its type in the first member, stored unpacked.
    head = data[:200]
    return next((kind for mark, kind in _ODF.items() if mark in head), "zip")


def _ole_kind(data: bytes) -> str:
    for kind, streams in _OLE_STREAMS:
        if all(stream.encode("utf-16-le") in data for stream in streams):
            return kind
    return "ole"
