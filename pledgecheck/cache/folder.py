"""The folder of a cache: private, its files written whole or not at all, what is not used for long removed."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from pledgecheck.own_folder import MARK, private

DRAFT: Final = ".json.z"  # what was judged of a pledge
NOTE: Final = ".note"  # what it came to beside others
_NEW: Final = ".new-"
_KEEP: Final = 60 * 86400.0  # seconds without use


class Files:
    """Files by their digest. Never raises: what cannot be read is not there, what cannot be written is left."""

    def __init__(self, folder: Path) -> None:
        self._folder: str | None = None if (found := _private(folder)) is None else str(found)

    @property
    def usable(self) -> bool:
        """Whether anything can be kept."""
        return self._folder is not None

    def read(self, digest: bytes, suffix: str) -> bytes | None:
        """The file, if there is one; it has been used."""
        if self._folder is None:
            return None
        path = self._path(digest, suffix)
        try:
            with open(path, "rb", buffering=0) as file:
                data = file.readall()
        except OSError:
            return None
        with suppress(OSError):
            os.utime(path)
        return data

    def write(self, digest: bytes, suffix: str, data: bytes) -> None:
        """Put a file in its place at once."""
        if self._folder is None:
            return
        path = self._path(digest, suffix)
        try:
            part = os.path.dirname(path)
            with suppress(FileExistsError):
                os.mkdir(part, 0o700)
            handle, name = tempfile.mkstemp(prefix=_NEW, dir=part)
            try:
                with open(handle, "wb") as out:
                    out.write(data)
                os.replace(name, path)
            except OSError:
                os.unlink(name)
                raise
        except OSError:
            self._folder = None  # a full or read-only disk: no more attempts

    def drop(self, digest: bytes, suffix: str) -> None:
        """Remove one that is damaged."""
        if self._folder is not None:
            with suppress(OSError):
                os.unlink(self._path(digest, suffix))

    def _path(self, digest: bytes, suffix: str) -> str:
        name = digest.hex()
        return f"{self._folder}{os.sep}{name[:2]}{os.sep}{name[2:]}{suffix}"


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
                path
                for path in part.iterdir()
                if path.name.endswith((DRAFT, NOTE)) or path.name.startswith(_NEW)
            )


def clear(folder: Path) -> int:
    """Remove all entries; how many. Leaves everything alone that is not a cache of this program."""
    if not (folder / MARK).is_file():
        return 0
    count = 0
    for path in list(entries(folder)):
        path.unlink(missing_ok=True)
        count += path.name.endswith((DRAFT, NOTE))
    for part in folder.iterdir():
        if len(part.name) == 2 and part.is_dir() and not part.is_symlink():
            with suppress(OSError):
                part.rmdir()
    return count
