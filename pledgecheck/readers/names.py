"""File names that are never those of a pledge."""

from __future__ import annotations

from typing import Final

from pledgecheck.readers.results import SkipReason

_LOCK_PREFIXES: Final = ("~$", ".~lock.")
_SYSTEM_NAMES: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})


def unwanted_name(name: str) -> SkipReason | None:
    """Why a file or folder of this name is left aside, or None."""
    if name.startswith(_LOCK_PREFIXES):
        return "lock-file"
    if name.lower() in _SYSTEM_NAMES:
        return "system-file"
    return "hidden-file" if name.startswith(".") else None
