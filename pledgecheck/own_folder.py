"""The folder of this user in which the program keeps what it need not do again: one place, one owner.

Two things are kept there, side by side: pledges judged before (`pledgecheck.cache`) and compiled rules
(`pledgecheck.packs.kept`).
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = "PLEDGECHECK_CACHE_DIR"
MARK: Final = "pledgecheck-cache"  # a file that says whose folder it is: nothing else is ever removed


def default_folder() -> Path:
    """The folder of this user: PLEDGECHECK_CACHE_DIR, else where the system keeps caches."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "pledgecheck"


def known_folder() -> Path | None:
    """The folder of this user; None for one without a home."""
    try:
        return default_folder()
    except RuntimeError:
        return None


def private(folder: Path) -> Path | None:
    """The folder, made where it is missing, readable by its owner only; None where it cannot be trusted."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not ours(folder):
            return None
        mark = folder / MARK
        if not mark.exists():
            if any(folder.iterdir()):
                return None  # somebody else's folder was named
            mark.touch(mode=0o600)
    except OSError:
        return None
    return folder


def ours(folder: Path) -> bool:
    """Whether a folder is this user's; closed to others where it was open. Raises OSError."""
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode):
        return False
    if hasattr(os, "getuid"):
        if found.st_uid != os.getuid():
            return False
        if stat.S_IMODE(found.st_mode) & 0o077:
            os.chmod(folder, 0o700)
    return True
