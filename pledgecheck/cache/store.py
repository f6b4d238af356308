"""Where entries are kept, and under which names."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from pledgecheck.cache.codec import BadEntry, NotStorable, decode, encode
from pledgecheck.judging import Draft, Judge
from pledgecheck.model import Pledge
from pledgecheck.own_folder import MARK, private
from pledgecheck.version import VERSION

FORMAT: Final = 1
_SUFFIX: Final = ".json.z"
_KEEP: Final = 60 * 86400.0  # seconds without use
_LARGEST: Final = 64 * 2**20  # of one entry, unpacked
# They choose among findings or say how they are shown; what is kept does not depend on them.
_NOT_JUDGING: Final = {"lang", "select", "ignore", "fail_on", "min_score", "originality", "copying"}
_FIELDS: Final = ("kind", "year", "author", "role", "duties", "unit", "province", "theme")


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
    """Drafts of one judge, kept in files."""

    def __init__(self, folder: Path, judge: Judge) -> None:
        self._judge = judge
        self._prefix = _prefix(judge)
        self._folder: Path | None = _private(folder)
        self.hits = self.misses = 0

    def draft(self, pledge: Pledge) -> Draft:
        """The pledge judged by itself: from the cache, else now, and kept. Raises as Judge.draft does."""
        if self._folder is None:
            return self._judge.draft(pledge)
        path = self._path(self._folder, pledge)
        found = self._read(path, pledge)
        if found is not None:
            self.hits += 1
            return found
        self.misses += 1
        draft = self._judge.draft(pledge)
        self._write(path, draft, pledge)
        return draft

    def _path(self, folder: Path, pledge: Pledge) -> Path:
        known = [getattr(pledge, name) for name in _FIELDS]
        content = json.dumps([self._prefix, bool(pledge.layout), known], default=str).encode()
        digest = hashlib.sha256(content + b"\0" + pledge.text.encode("utf-8", "surrogatepass")).hexdigest()
        return folder / digest[:2] / f"{digest[2:]}{_SUFFIX}"

    def _read(self, path: Path, pledge: Pledge) -> Draft | None:
        try:
            packed = path.read_bytes()
            unpacker = zlib.decompressobj()
            data = json.loads(unpacker.decompress(packed, _LARGEST))
            draft = decode(data, pledge, self._judge)
        except FileNotFoundError:
            return None
        except (OSError, zlib.error, ValueError, RecursionError, BadEntry):
            with suppress(OSError):
                path.unlink()  # half written by a machine that lost power, or by another hand
            return None
        with suppress(OSError):
            os.utime(path)
        return draft

    def _write(self, path: Path, draft: Draft, pledge: Pledge) -> None:
        try:
            data = json.dumps(encode(draft, pledge), ensure_ascii=True, separators=(",", ":"))
        except (NotStorable, RecursionError, TypeError):
            return
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
            try:
                with open(handle, "wb") as out:
                    out.write(zlib.compress(data.encode(), 6))
                os.replace(name, path)
            except OSError:
                os.unlink(name)
                raise
        except OSError:
            self._folder = None  # a full or read-only disk: no more attempts


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


# ---------------------------------------------------------------- the folder
def _private(folder: Path) -> Path | None:
    """The folder if it can be trusted, without what has not been used for long."""
    if private(folder) is None:
        return None
    try:
        _prune(folder, folder / MARK)
    except OSError:
        return None
    return folder


def _prune(folder: Path, mark: Path) -> None:
    """Once a day: remove what has not been used for long."""
    now = time.time()
    if now - mark.stat().st_mtime < 86400 and mark.stat().st_size:
        return
    mark.write_text("pledgecheck\n", "ascii")
    for path in entries(folder):
        with suppress(OSError):
            if now - path.stat().st_mtime > _KEEP:
                path.unlink()


def entries(folder: Path) -> Iterator[Path]:
    """The files of a cache, whole ones and those that an interruption left behind."""
    for part in folder.iterdir():
        if len(part.name) == 2 and part.is_dir() and not part.is_symlink():
            yield from (
                path for path in part.iterdir() if path.name.endswith(_SUFFIX) or path.name[:5] == ".new-"
            )


def clear(folder: Path) -> int:
    """Remove all entries; how many. Leaves everything alone that is not a cache of this program."""
    if not (folder / MARK).is_file():
        return 0
    count = 0
    for path in list(entries(folder)):
        path.unlink(missing_ok=True)
        count += path.name.endswith(_SUFFIX)
    for part in folder.iterdir():
        if len(part.name) == 2 and part.is_dir() and not part.is_symlink():
            with suppress(OSError):
                part.rmdir()
    return count
