"""The zip container of an office file, opened under limits and read part by part."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import Element

from pledgecheck.errors import PledgecheckError
from pledgecheck.readers.limits import MAX_MEMBERS, MAX_RATIO, MAX_XML_BYTES, RATIO_FREE_BYTES
from pledgecheck.readers.problems import problem
from pledgecheck.readers.xml_tree import parse_xml

_XML_SUFFIXES: Final = (".xml", ".rels")
# The methods of office files, and the only ones that zipfile unpacks piecemeal.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG: Final = 0x1
# What zipfile raises for damaged input, found by feeding it truncated and altered files.
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    struct.error,
    ValueError,
    IndexError,
    NotImplementedError,
    RuntimeError,
)


class OfficePackage:
    """Read-only access to the XML parts of an office file held in memory."""

    __slots__ = ("_members", "_path", "_zip")

    def __init__(self, data: bytes, path: str = "") -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except DAMAGED:
            raise problem("damaged", path) from None
        if len(members) > MAX_MEMBERS:
            raise _zip_bomb(path)
        _refuse_bombs([m for m in members if m.filename.lower().endswith(_XML_SUFFIXES)], path)
        # Some writers use backslashes or another case than the relationships do.
        self._members = {_key(member.filename): member for member in members}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def refuse_odd_odf(self) -> None:
        """Raise an InputError for an OpenDocument file with a password, or with XML that no program "
        "writes."""
        # Not parsed: old programs wrote a document type declaration into this part.
        if b":encryption-data" in self._bytes("META-INF/manifest.xml"):
            raise problem("password", self._path)
        for name in ("content.xml", "styles.xml"):
            self.part(name)

    def part(self, name: str) -> Element | None:
        """The parsed XML part, or None where the container has none of that name."""
        return parse_xml(self._bytes(name), self._path) if name in self else None

    def _bytes(self, name: str) -> bytes:
        member = self._members.get(_key(name))
        if member is None:
            return b""
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise problem("password", self._path)
        # Any member can be named as a part, not only those that were judged by their suffix.
        _refuse_bombs([member], self._path)
        if member.compress_type not in _METHODS:
            raise problem("damaged", self._path)
        try:
            with self._zip.open(member) as stream:
                # With a size, or a member that lies about its own would be unpacked whole before the check.
                return stream.read(member.file_size + 1)
        except DAMAGED:
            raise problem("damaged", self._path) from None

    def related(self, source: str, kind: str) -> str | None:
        """The name of the first part that `source` ("" = the container) points to with a relation `kind`."""
        return next(iter(self.all_related(source, kind)), None)

    def all_related(self, source: str, kind: str) -> list[str]:
        """The names of all parts that `source` points to with a relation `kind`."""
        folder, base = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in relations.iter("rel:Relationship") if relations is not None else ():
            is_inside = relation.get("TargetMode", "") != "External"
            if is_inside and relation.get("Type", "").rpartition("/")[2] == kind:
                target = relation.get("Target", "").replace("\\", "/")
                found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return list(dict.fromkeys(found))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse_bombs(members: list[zipfile.ZipInfo], path: str) -> None:
    """Judge by the sizes that the container declares; reading never unpacks more than those."""
    packed_too_well = any(
        member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size) for member in members
    )
    if packed_too_well or sum(member.file_size for member in members) > MAX_XML_BYTES:
        raise _zip_bomb(path)


def _zip_bomb(path: str) -> PledgecheckError:
    size = MAX_XML_BYTES >> 20
    return problem("zip-bomb", path, size=size, members=MAX_MEMBERS, ratio=MAX_RATIO)
