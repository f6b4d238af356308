"""Compiled rules kept on disk, so that a new process need not read, validate and compile them again.

As Python keeps the code of modules: one file for each set of packs, found by the content of every file of
the packs, by this program's own code and by the version of Python. A pack that changes has another name at
once. Files lie in the private folder of the user; one that is damaged or cannot be written changes nothing
but the time. Nothing of a pledge is in them.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from pledgecheck.errors import PackError
from pledgecheck.kinds.table import foreign
from pledgecheck.own_folder import MARK, ours, private
from pledgecheck.packs.loader import RulePack, content_hash
from pledgecheck.packs.packed import BadPacked, packed, same_python, unpacked
from pledgecheck.packs.resolve import Rulebook, core_folder, gather, installed_folders, merge
from pledgecheck.version import VERSION

FORMAT: Final = 1
_FOLDER: Final = "rules"
_SUFFIX: Final = ".rules"
_NEW: Final = ".new-"
_MOST: Final = 8  # files: one is left behind by every change of a pack
_DAY: Final = 86400.0
_LARGEST: Final = 64 * 2**20


def rulebook(
    folders: Sequence[Path], packs: Sequence[RulePack | Path | str] = (), kept_in: Path | None = None
) -> Rulebook:
    """The packs in use as one rulebook (see `gather`), from `kept_in` where it is kept there."""
    if kept_in is None or any(isinstance(each, RulePack) for each in packs) or foreign():
        return merge(gather(folders, packs))
    given = [*folders, *(Path(each) for each in packs if not isinstance(each, RulePack))]
    try:
        hashes = _hashes(given)
        name = _name(hashes) + _SUFFIX
    except (OSError, PackError, ImportError, AttributeError):  # the last two: a Python with another `re`
        return merge(gather(folders, packs))  # which says what is wrong
    found = _read(kept_in / _FOLDER / name)
    if found is not None:
        return found
    made = merge(gather(folders, packs))
    # What was read may be older or newer than what was hashed, in a process that lives long.
    read = {(pack.path, pack.sha256) for pack in made.packs}
    with suppress(BadPacked, OSError, PackError):
        if read <= set(hashes) and _hashes(given) == hashes:
            _write(kept_in, name, made)
    return made


def _hashes(given: Sequence[Path]) -> list[tuple[str, str]]:
    """Where each pack is and what it holds."""
    return [(str(each), content_hash(each)) for each in (core_folder(), *installed_folders(), *given)]


def _name(hashes: Sequence[tuple[str, str]]) -> str:
    from pydantic import VERSION as PYDANTIC

    parts = [FORMAT, VERSION, PYDANTIC, __file__, _code(), *same_python(), *hashes]
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _code() -> list[tuple[str, int, int]]:
    """The state of the program's own files: between releases the version stays and the code changes."""

    def below(folder: str, at: str) -> Iterator[tuple[str, int, int]]:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = f"{at}{entry.name}"
                if entry.name.endswith(".py"):
                    found = entry.stat()
                    yield name, found.st_size, found.st_mtime_ns
                elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                    yield from below(entry.path, f"{name}/")

    return sorted(below(str(Path(__file__).resolve().parents[1]), ""))


# ------------------------------------------------------------------ the files
def _read(path: Path) -> Rulebook | None:
    try:
        if not (ours(path.parent.parent) and ours(path.parent)):
            return None
        found = path.stat()
        if found.st_size > _LARGEST:
            return None
        book = unpacked(path.read_bytes())
        if time.time() - found.st_mtime > _DAY:
            os.utime(path)
    except BadPacked:
        with suppress(OSError):
            path.unlink()  # written again below
        return None
    except OSError:
        return None
    return book


def _write(kept_in: Path, name: str, book: Rulebook) -> None:
    if private(kept_in) is None:
        return
    folder = kept_in / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    if not ours(folder):
        return
    handle, new = tempfile.mkstemp(prefix=_NEW, dir=folder)  # first: where nothing can be written, nothing is packed
    try:
        with open(handle, "wb") as out:
            out.write(packed(book))
        os.replace(new, folder / name)  # whole or not at all, whoever else writes it now
    except BaseException:
        with suppress(OSError):
            os.unlink(new)
        raise
    _prune(folder)


def _prune(folder: Path) -> None:
    """Keep the last few; remove what an interruption left behind."""
    known = sorted(((path.stat().st_mtime, path) for path in folder.iterdir()), reverse=True)
    whole = [path for _, path in known if path.name.endswith(_SUFFIX)]
    left = [path for at, path in known if path.name.startswith(_NEW) and time.time() - at > _DAY]
    for path in (*whole[_MOST:], *left):
        with suppress(OSError):
            path.unlink()


def forget(kept_in: Path) -> None:
    """Remove all compiled rules. Leaves everything alone that is not this program's."""
    folder = kept_in / _FOLDER
    with suppress(OSError):
        if (kept_in / MARK).is_file() and ours(folder):
            for path in folder.iterdir():
                if path.name.endswith(_SUFFIX) or path.name.startswith(_NEW):
                    path.unlink()
            folder.rmdir()
