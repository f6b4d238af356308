"""Reads .zip: every member by its own format, in memory. Nothing is ever unpacked to disk.

Names are only labels here, but one that leads out of the archive shows what the archive was made for.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.model import Pledge
from pledgecheck.readers.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_DEPTH,
    MAX_FILE_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    RATIO_FREE_BYTES,
)
from pledgecheck.readers.names import unwanted_name
from pledgecheck.readers.package import DAMAGED
from pledgecheck.readers.places import kind_hint, unit_hint, year_hint
from pledgecheck.readers.problems import problem
from pledgecheck.readers.results import Entry, KnownFields, Skipped, failure

ReadMember = Callable[[bytes, str, str, int], list[Entry]]
"""Takes the bytes, the label for messages, the suffix and the depth of archives."""

_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_UNICODE_PATH: Final = 0x7075
_LINK: Final = 0o120000
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_archive(
    data: bytes, name: str, depth: int, suffixes: frozenset[str], read: ReadMember
) -> Iterator[Entry]:
    """What the members hold. `suffixes`: those of files that may be pledges; others are listed as skipped."""
    if depth > MAX_ARCHIVE_DEPTH:
        raise problem("nested-archive", name, depth=MAX_ARCHIVE_DEPTH)
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        members = [member for member in container.infolist() if not member.is_dir()]
    except DAMAGED:
        raise problem("damaged", name) from None
    _refuse_bombs(members, name)
    for member in sorted(members, key=_name):
        inside = _name(member)
        label = f"{name} › {inside}"
        base = posixpath.basename(inside)
        suffix = posixpath.splitext(base)[1].lower()
        if _leads_out(inside):
            yield failure(problem("unsafe-member"), label)
        elif (reason := unwanted_name(base)) is not None or "__MACOSX/" in inside:
            yield Skipped(label, reason or "system-file")
        elif (member.external_attr >> 16) & 0o170000 == _LINK:
            yield Skipped(label, "symlink")
        elif suffix not in suffixes:
            yield Skipped(label, "other-type")
        else:
            for entry in _member(container, member, label, suffix, depth, read):
                yield entry.model_copy(update={"source": name}) if isinstance(entry, Pledge) else entry


def _member(
    container: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, suffix: str, depth: int, read: ReadMember
) -> Iterator[Entry]:
    inside = _name(member)
    folders = posixpath.dirname(inside).split("/")
    stem = posixpath.splitext(posixpath.basename(inside))[0]
    known = KnownFields(
        kind=kind_hint(*folders), year=year_hint(*folders, stem), unit=unit_hint(*folders), location=inside
    )
    try:
        entries = read(_content(container, member, label), label, suffix, depth)
    except PledgecheckError as error:
        yield failure(error, label, known)
        return
    for entry in entries:
        yield _located(entry, inside, known)


def _located(entry: Entry, inside: str, known: KnownFields) -> Entry:
    """The entry with its place in the archive in front; what the place says fills what the file leaves "
    "open."""
    if isinstance(entry, Skipped):
        return entry
    if isinstance(entry, Pledge):
        where = f"{inside}, {entry.location}" if entry.location else inside
        return entry.model_copy(update={**known.missing_in(entry), "location": where})
    where = f"{inside}, {entry.known.location}" if entry.known.location else inside
    return replace(entry, known=replace(entry.known, location=where))


def _content(container: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise problem("password", label)
    if member.compress_type not in _METHODS:
        raise problem("damaged", label)
    try:
        with container.open(member) as stream:
            # With a size, or a member that lies about its own would be unpacked whole before the check.
            data = stream.read(member.file_size + 1)
    except DAMAGED:
        raise problem("damaged", label) from None
    if len(data) != member.file_size:
        raise problem("damaged", label)
    return data


def _refuse_bombs(members: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(member.file_size for member in members)
    packed_too_well = any(
        member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size) for member in members
    )
    too_big = any(member.file_size > MAX_FILE_BYTES for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_ARCHIVE_BYTES or packed_too_well or too_big:
        raise problem(
            "archive-bomb", name, size=MAX_ARCHIVE_BYTES >> 20, members=MAX_MEMBERS, ratio=MAX_RATIO
        )


# ---------------------------------------------------------------- names
def _leads_out(inside: str) -> bool:
    return inside.startswith("/") or bool(_DRIVE.match(inside)) or ".." in inside.split("/")


def _name(member: zipfile.ZipInfo) -> str:
    """The name as its author saw it, with / between folders and nothing invisible in it."""
    name = _unicode_path(member) or _decoded(member)
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    return "".join(
        char if unicodedata.category(char) not in ("Cc", "Cf", "Cs") else "\ufffd" for char in name
    )


def _decoded(member: zipfile.ZipInfo) -> str:
    """Without the mark for UTF-8 a name may be in any code page; Vietnamese programs wrote UTF-8 or "
    "cp1258."""
    name = member.orig_filename.split("\0")[0]
    if member.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp1258"):
        try:
            text = unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.combining(char) for char in text):
            return text
    return name


def _unicode_path(member: zipfile.ZipInfo) -> str | None:
    """The name in Info-ZIP's extra field, if it belongs to this one."""
    extra, at = member.extra, 0
    while at + 4 <= len(extra):
        tag, size = struct.unpack_from("<HH", extra, at)
        if tag == _UNICODE_PATH and size > 5:
            body = extra[at + 4 : at + 4 + size]
            raw = member.orig_filename.encode("utf-8" if member.flag_bits & _UTF8 else "cp437", "replace")
            try:
                if struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
                    return body[5:].decode("utf-8")
            except (struct.error, UnicodeDecodeError):
                return None
        at += 4 + size
    return None
