"""The copy of a document: changed and new parts put in, every other part carried over as it is."""

from __future__ import annotations

import copy
import io
import posixpath
import re
import shutil
import zipfile
from collections.abc import Mapping
from typing import Final

from pledgecheck.readers.package import OfficePackage
from pledgecheck.readers.problems import problem
from pledgecheck.readers.xml_tree import parse_xml

_TYPES: Final = "[Content_Types].xml"
_TYPE_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION: Final = "officeDocument/{}/relationships/comments"
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
        """The bytes of a part."""
        with zipfile.ZipFile(io.BytesIO(self._data)) as container:
            return container.read(self._names[_key(name)])

    @property
    def is_signed(self) -> bool:
        """Whether the document carries a digital signature, which no copy with comments can keep."""
        return any(name.startswith("_xmlsignatures/") for name in self._names)

    def with_comments(self, parts: Mapping[str, bytes], strict: bool) -> bytes:
        """The copy. `parts` holds the changed main part and the comments; the rest is seen to here."""
        changed = dict(parts)
        if self.comments is None:
            name = self.comments_name()
            changed[_TYPES] = self._with_type(name)
            changed[self._relations_name()] = self._with_relation(name, strict)
        return self._copy(changed)

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
        return _appended(self.part(_TYPES), entry)

    def _with_relation(self, name: str, strict: bool) -> bytes:
        where = self._relations_name()
        relations = self.part(where) if where in self else None
        taken = (
            {each.get("Id", "") for each in parse_xml(relations, self._path).iter("rel:Relationship")}
            if relations is not None
            else set()
        )
        number = next(n for n in range(1, 100_000) if f"rIdPledgecheck{n}" not in taken)
        base = "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        )
        target = posixpath.relpath(f"/{name}", f"/{posixpath.dirname(self.main)}")
        entry = (
            f'<Relationship xmlns="{_RELATIONS_NS}" Id="rIdPledgecheck{number}" Type="{base}/comments" '
            f'Target="{target}"/>'
        )
        if relations is None:
            return f'<Relationships xmlns="{_RELATIONS_NS}">{entry}</Relationships>'.encode()
        return _appended(relations, entry)

    def _copy(self, changed: Mapping[str, bytes]) -> bytes:
        waiting = {_key(name): (name, data) for name, data in changed.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as source, zipfile.ZipFile(out, "w") as target:
            if sum(info.file_size for info in source.infolist()) > _MAX_TOTAL:
                raise problem("too-big", self._path, limit=_MAX_TOTAL >> 20)
            for info in source.infolist():
                entry = copy.copy(info)
                new = waiting.pop(_key(info.filename), None)
                if new is not None:
                    target.writestr(entry, new[1])
                    continue
                with source.open(info) as old, target.open(entry, "w") as stream:
                    shutil.copyfileobj(old, stream)
            for name, data in waiting.values():
                target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _appended(part: bytes, entry: str) -> bytes:
    """A part with one more entry behind the others of its root."""
    end = part.rfind(b"</")
    if end >= 0:
        return part[:end] + entry.encode() + part[end:]
    found = re.search(rb"<([^\s!?/>]+)([^>]*)/>\s*$", part)
    assert found is not None
    return part[: found.start()] + b"<" + found[1] + found[2] + b">" + entry.encode() + b"</" + found[1] + b">"


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
