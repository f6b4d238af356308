"""What is kept of a pledge, and under which names."""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from dataclasses import replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from pledgecheck.cache.codec import FILLED, BadEntry, NotStorable, decode, encode
from pledgecheck.cache.folder import DRAFT, NOTE, Files
from pledgecheck.cache.plain import maker, plain
from pledgecheck.cache.seal import KEY, BadSeal, seal, unseal
from pledgecheck.judging import Draft, Judge
from pledgecheck.kinds.form import Lacks
from pledgecheck.kinds.registered import Registered
from pledgecheck.model import Pledge
from pledgecheck.outline import Copied, Outline, outline_of
from pledgecheck.version import VERSION

FORMAT: Final = 2
_LARGEST: Final = 64 * 2**20  # of one entry, unpacked
# They choose among findings or say how they are shown; what is kept does not depend on them.
_NOT_JUDGING: Final = {"lang", "select", "ignore", "fail_on", "min_score", "originality", "copying"}
_FIELDS: Final = ("kind", "year", "author", "role", "duties", "unit", "province", "theme")
_HEAD: Final = struct.Struct("<I")  # bytes of the outline, which comes before the draft
_WRONG: Final = (zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error, BadEntry)


class Cache:
    """A folder of entries. Never raises: what cannot be read or written is judged afresh."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._of: dict[Judge, Entries] = {}

    def __reduce__(self) -> tuple[type[Cache], tuple[Path]]:
        return Cache, (self.folder,)

    def of(self, judge: Judge) -> Entries:
        """The entries that hold for these rules and this configuration."""
        found = self._of.get(judge)
        if found is None:
            found = self._of[judge] = Entries(self.folder, judge)
        return found


class Entries:
    """Drafts of one judge with their outlines, and notes on what they came to; each in a file of its own.

    A draft holds no word of its text. Outlines and notes are sealed by the texts that they speak of.
    """

    def __init__(self, folder: Path, judge: Judge) -> None:
        self._judge = judge
        self._prefix = _prefix(judge)
        self._files = Files(folder)
        self.hits = self.misses = 0

    # ------------------------------------------------------------ drafts
    def draft(self, pledge: Pledge) -> Draft:
        """The pledge judged by itself: from the cache, else now, and kept. Raises as Judge.draft does."""
        secret = self.secret_of(pledge)
        if (data := self._files.read(secret[:KEY], DRAFT)) is not None:
            try:
                start = _HEAD.size + _HEAD.unpack_from(data)[0]
                content = json.loads(zlib.decompressobj().decompress(data[start:], _LARGEST))
                draft = decode(content, pledge, self._judge)
                self.hits += 1
                return draft
            except _WRONG:  # half written by a machine that lost power, or by another hand
                self._files.drop(secret[:KEY], DRAFT)
        return self._judged(pledge, secret)[1]

    def outlined(self, pledge: Pledge, secret: bytes) -> tuple[Outline, Draft | None]:
        """What of it is compared: from the cache, else the pledge is judged now. Raises as Judge.draft does.

        `secret`: that of the pledge (`secret_of`).
        """
        if (data := self._files.read(secret[:KEY], DRAFT)) is not None:
            try:
                (size,) = _HEAD.unpack_from(data)
                sealed = data[_HEAD.size : _HEAD.size + size]
                outline = _outline(unseal(sealed, secret[KEY:]), pledge)
                self.hits += 1
                return outline, None
            except _WRONG:
                self._files.drop(secret[:KEY], DRAFT)
        return self._judged(pledge, secret)

    def _judged(self, pledge: Pledge, secret: bytes) -> tuple[Outline, Draft]:
        self.misses += 1
        draft = self._judge.draft(pledge)
        outline = outline_of(self._judge, draft)
        if self._files.usable:
            try:
                content = json.dumps(encode(draft, pledge), ensure_ascii=True, separators=(",", ":"))
                hidden = seal(_written(outline, pledge), secret[KEY:])
            except (NotStorable, RecursionError, TypeError):
                return outline, draft
            data = _HEAD.pack(len(hidden)) + hidden + zlib.compress(content.encode(), 6)
            self._files.write(secret[:KEY], DRAFT, data)
        return outline, draft

    # ------------------------------------------------------------ notes
    def secret_of(self, pledge: Pledge) -> bytes:
        """The name of what is kept of the pledge, and the key to it: all that its draft depends on, hashed.

        Nobody has the second half who does not have the text. It is never written down.
        """
        known = [getattr(pledge, name) for name in _FIELDS]
        content = json.dumps([self._prefix, bool(pledge.layout), known], default=str).encode()
        return hashlib.sha512(content + b"\0" + pledge.text.encode("utf-8", "surrogatepass")).digest()

    def secret_of_report(self, pledge: Pledge, secret: bytes) -> bytes:
        """The same for its report, before anything is said of others; `secret`: that of the pledge."""
        shown = [pledge.id, pledge.source, pledge.location, pledge.layout]
        return self.secret_from(self._shown, secret, json.dumps(shown).encode())

    def secret_from(self, *parts: bytes) -> bytes:
        """The secret of a note that speaks of all of these; one of them is the secret of a pledge."""
        whole = hashlib.sha512()
        for part in parts:
            whole.update(len(part).to_bytes(8, "little") + part)
        return whole.digest()

    def note(self, secret: bytes) -> bytes | None:
        """What was noted under this secret."""
        data = self._files.read(secret[:KEY], NOTE)
        if data is None:
            return None
        try:
            return unseal(data, secret[KEY:])
        except (BadSeal, zlib.error):
            self._files.drop(secret[:KEY], NOTE)
            return None

    def keep(self, secret: bytes, data: bytes) -> None:
        """Note something under this secret."""
        self._files.write(secret[:KEY], NOTE, seal(data, secret[KEY:]))

    @cached_property
    def _shown(self) -> bytes:
        """Everything besides the pledges that a report depends on."""
        judge = self._judge
        rules = [rule.id for rule in judge.rules]
        return json.dumps([self._prefix, judge.config.model_dump(mode="json"), rules], sort_keys=True).encode()


# ---------------------------------------------------------------- outlines
def _written(outline: Outline, pledge: Pledge) -> bytes:
    """The outline without what the pledge itself says; its side, which are bytes already, at the end."""
    filled = {
        name: value
        for name in FILLED
        if (value := getattr(outline.pledge, name)) != getattr(pledge, name)
    }
    parts = [filled, plain(outline.copied), plain(outline.registered), plain(outline.lacks)]
    return json.dumps(parts, separators=(",", ":")).encode() + b"\n" + outline.side


def _outline(data: bytes, pledge: Pledge) -> Outline:
    content, _, side = data.partition(b"\n")
    filled, copied, registered, lacks = json.loads(content)
    made = maker(Registered | None)(registered)
    return Outline(
        pledge=pledge.model_copy(update=filled) if filled else pledge,
        copied=maker(Copied | None)(copied),
        side=side,
        registered=None if made is None else replace(made, id=pledge.id),
        lacks=maker(Lacks | None)(lacks),
    )


# ---------------------------------------------------------------- names
def _prefix(judge: Judge) -> str:
    """Everything besides the pledge that a draft depends on."""
    settings = judge.config.model_dump(mode="json", exclude=_NOT_JUDGING)
    parts: list[Any] = [
        FORMAT,
        VERSION,
        _code(),
        sys.version_info[:2],
        _version_of("pyvi"),
        [(pack.id, pack.version, pack.sha256) for pack in judge.rulebook.packs],
        settings,
        repr(judge.templates),
        hashlib.sha256("".join(theme.model_dump_json() for theme in judge.themes).encode()).hexdigest(),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _code() -> str:
    """The state of the program's own files: between releases the version stays and the code changes."""
    root = Path(__file__).resolve().parents[1]
    stamps = ((path, path.stat()) for path in root.rglob("*.py"))
    listed = sorted((str(path.relative_to(root)), at.st_size, at.st_mtime_ns) for path, at in stamps)
    return hashlib.sha256(repr(listed).encode()).hexdigest()


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
