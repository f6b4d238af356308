"""Bytes from disk, with clear errors and without the path-length limit of older Windows."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.readers.limits import MAX_FILE_BYTES
from pledgecheck.readers.problems import problem

_WINDOWS_LIMIT: Final = 240
_EXTENDED: Final = "\\\\?\\"


def read_file(path: Path) -> bytes:
    """The whole content of a file. Raises an InputError for anything that prevents it."""
    name = str(path)
    try:
        with open(extended(path), "rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(MAX_FILE_BYTES + 1)
            after = os.fstat(stream.fileno())
    except FileNotFoundError:
        raise problem("missing", name) from None
    except IsADirectoryError:
        raise problem("folder", name) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(extended(path)):  # Windows answers "permission denied" for a folder
            raise problem("folder", name) from None
        raise not_accessible(name, error) from None
    if len(data) > MAX_FILE_BYTES:
        raise problem("too-big", name, limit=MAX_FILE_BYTES >> 20)
    if stat.S_ISREG(before.st_mode) and (
        len(data) != before.st_size
        or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    ):
        raise problem("changed-while-read", name)
    return data


def extended(path: Path, *, windows: bool = os.name == "nt") -> str:
    """The path as the system takes it; on Windows with the prefix that lifts the limit of 260 characters."""
    text = str(path)
    if not windows or text.startswith(_EXTENDED):
        return text
    absolute = os.path.abspath(text)
    if len(absolute) < _WINDOWS_LIMIT:
        return text
    if absolute.startswith("\\\\"):
        return f"{_EXTENDED}UNC{absolute[1:]}"
    return _EXTENDED + absolute


def not_accessible(name: str, error: Exception) -> PledgecheckError:
    """The error for a file or folder that the system does not open, with the system's reason."""
    reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return problem("not-accessible", name, reason=reason)
