"""Names of files: those that no pledge has, and how a name is put into results."""

from __future__ import annotations

import re
from typing import Final

from pledgecheck.readers.results import SkipReason

_LOCK_PREFIXES: Final = ("~$", ".~lock.")
_SYSTEM_NAMES: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})

_LONE: Final = re.compile("[\ud800-\udfff]")


def unwanted_name(name: str) -> SkipReason | None:
    """Why a file or folder of this name is left aside, or None."""
    if name.startswith(_LOCK_PREFIXES):
        return "lock-file"
    if name.lower() in _SYSTEM_NAMES:
        return "system-file"
    return "hidden-file" if name.startswith(".") else None


def writable(name: str) -> str:
    """The name as it can be written down: bytes that are no UTF-8, as old archives leave them, become �."""
    return _LONE.sub("\ufffd", name)
