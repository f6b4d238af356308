"""The zip container of an office file, opened under limits and read part by part."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import Element

from pledgecheck.readers.limits import MAX_MEMBERS, MAX_RATIO, MAX_XML_BYTES, RATIO_FREE_BYTES
from pledgecheck.readers.problems import problem
from pledgecheck.readers.xml_tree import parse_xml

_XML_SUFFIXES: Final = (".xml", ".rels")
_ENCRYPTED_FLAG: Final = 0x1
# What zipfile raises for damaged input, found by feeding it truncated and altered files.
_DAMAGED: Final = (
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
        except _DAMAGED:
            raise problem("damaged", path) from None
        _check(members, path)
        # Some writers use backslashes or another case than the relationships do.
        self._members = {_key(member.filename): member for member in members}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def part(self, name: str) -> Element | None:
        """The parsed XML part, or None where the container has none of that name."""
        member = self._members.get(_key(name))
        if member is None:
            return None
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise problem("password", self._path)
        try:
            data = self._zip.read(member)
        except _DAMAGED:
            raise problem("damaged", self._path) from None
        return parse_xml(data, self._path)

    def related(self, source: str, kind: str) -> str | None:
        """The name of the first part that `source` ("" = the container) points to with a relation `kind`."""
        folder, base = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return None
        for relation in relations.iter("rel:Relationship"):
            is_inside = relation.get("TargetMode", "") != "External"
            if is_inside and relation.get("Type", "").rpartition("/")[2] == kind:
                target = relation.get("Target", "").replace("\\", "/")
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check(members: list[zipfile.ZipInfo], path: str) -> None:
    """Refuse zip bombs by the sizes declared; zipfile never unpacks more than a member declares."""
    xml = [member for member in members if member.filename.lower().endswith(_XML_SUFFIXES)]
    packed_too_well = any(
        member.file_size > RATIO_FREE_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in xml
    )
    if (
        len(members) > MAX_MEMBERS
        or sum(member.file_size for member in xml) > MAX_XML_BYTES
        or packed_too_well
    ):
        size = MAX_XML_BYTES >> 20
        raise problem("zip-bomb", path, size=size, members=MAX_MEMBERS, ratio=MAX_RATIO)
