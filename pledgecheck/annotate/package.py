"""The copy of a document: changed and new parts put in, every other part carried over as it is."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy
from typing import Final

from pledgecheck.annotate.markup import as_utf8
from pledgecheck.readers.package import OfficePackage
from pledgecheck.readers.problems import problem
from pledgecheck.readers.xml_tree import parse_xml

_TYPES: Final = "[Content_Types].xml"
_TYPE_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS: Final = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_MAX_TOTAL: Final = 600 * 2**20


class Package:
    """A Word document held in memory, to be copied with changes."""

    def __init__(self, data: bytes, path: str = "") -> None:
        self._data = data
        self._path = path
        self._office = OfficePackage(data, path)  # under its limits, and by its reading of names
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            self._names = {_key(name): name for name in container.namelist()}
        self.main = self._office.related("", "officeDocument") or "word/document.xml"
        self.comments = self._office.related(self.main, "comments")

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    def part(self, name: str) -> bytes:
        """The bytes of a part, in UTF-8."""
        with zipfile.ZipFile(io.BytesIO(self._data)) as container:
            return as_utf8(container.read(self._names[_key(name)]))

    @property
    def is_signed(self) -> bool:
        """Whether the document carries a digital signature, which no copy with comments can keep."""
        return any(name.startswith("_xmlsignatures/") for name in self._names)

    def links(self, name: str, strict: bool) -> dict[str, bytes]:
        """What has to be changed so that `name` is the part with the comments; nothing if it is already."""
        if self.comments is not None:
            return {}
        return {_TYPES: self._with_type(name), self._relations_name(): self._with_relation(name, strict)}

    def comments_name(self) -> str:
        """The part that holds comments, or where a new one goes."""
        if self.comments is not None:
            return self.comments
        folder = posixpath.dirname(self.main)
        names = (f"comments{number or ''}.xml" for number in range(1000))
        return next(name for each in names if (name := posixpath.join(folder, each)) not in self)

    def _relations_name(self) -> str:
        folder, base = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{base}.rels")

    def _with_type(self, name: str) -> bytes:
        entry = f'<Override xmlns="{_TYPE_NS}" PartName="/{name}" ContentType="{_COMMENTS_TYPE}"/>'
        return appended(self.part(_TYPES), entry)

    def _with_relation(self, name: str, strict: bool) -> bytes:
        where = self._relations_name()
        relations = self.part(where) if where in self else None
        taken = (
            {each.get("Id", "") for each in parse_xml(relations, self._path).iter("rel:Relationship")}
            if relations is not None
            else set()
        )
        number = next(n for n in range(1, 100_000) if f"rIdPledgecheck{n}" not in taken)
        target = posixpath.relpath(f"/{name}", f"/{posixpath.dirname(self.main)}")
        entry = (
            f'<Relationship xmlns="{_RELATIONS_NS}" Id="rIdPledgecheck{number}" '
            f'Type="{_RELATIONS[strict]}/comments" Target="{target}"/>'
        )
        if relations is None:
            return f'<Relationships xmlns="{_RELATIONS_NS}">{entry}</Relationships>'.encode()
        return appended(relations, entry)

    def copy(self, changed: Mapping[str, bytes]) -> bytes:
        """The document with these parts changed or added."""
        try:
            return self._copied(changed)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise problem("damaged", self._path) from None

    def _copied(self, changed: Mapping[str, bytes]) -> bytes:
        waiting = {_key(name): (name, data) for name, data in changed.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as source, zipfile.ZipFile(out, "w") as target:
            if sum(info.file_size for info in source.infolist()) > _MAX_TOTAL:
                raise problem("too-big", self._path, limit=_MAX_TOTAL >> 20)
            for info in source.infolist():
                entry = copy(info)
                new = waiting.pop(_key(info.filename), None)
                if new is not None:
                    target.writestr(entry, new[1])
                    continue
                with source.open(info) as old, target.open(entry, "w") as stream:
                    shutil.copyfileobj(old, stream)
            for name, data in waiting.values():
                target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def appended(part: bytes, entry: str) -> bytes:
    """A part with more entries behind those that its root has."""
    end = part.rfind(b"</")
    if end >= 0:
        return part[:end] + entry.encode() + part[end:]
    found = re.search(rb"<([^\s!?/>]+)([^>]*)/>\s*$", part)
    assert found is not None
    name, given = found[1], found[2]
    return part[: found.start()] + b"<" + name + given + b">" + entry.encode() + b"</" + name + b">"


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
