"""Files that hold what people wrote: readable by their owner only, written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from pledgecheck.errors import UsageError

_WHY = {
    errno.ENOENT: ("không có thư mục này", "there is no such folder"),
    errno.ENOTDIR: ("tên nằm trong một tệp, không phải thư mục", "the name lies in a file, not in a folder"),
    errno.EISDIR: ("đây là thư mục", "it is a folder"),
    errno.EACCES: ("không có quyền ghi", "no permission to write"),
    errno.EPERM: ("không có quyền ghi", "no permission to write"),
    errno.EROFS: ("ổ đĩa chỉ đọc", "the disk is read-only"),
    errno.ENOSPC: ("ổ đĩa đã đầy", "the disk is full"),
    errno.ENAMETOOLONG: ("tên quá dài", "the name is too long"),
}


def write_private(target: Path, data: bytes) -> None:
    """Write a file at once, mode 0600; a file that was there stays until the new one is complete."""
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=".pledgecheck-", dir=target.parent)
        with open(handle, "wb") as out:
            out.write(data)
        os.replace(name, target)
    except OSError as problem:
        raise not_writable(target, problem) from None
    finally:
        if name:
            with suppress(OSError):
                os.unlink(name)


def open_private(target: Path, newline: str = "\n") -> TextIO:
    """A new text file in UTF-8 that only its owner may read, in place of what was there."""
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o600)  # an older file keeps its wider mode otherwise
    except OSError as problem:
        raise not_writable(target, problem) from None
    return open(handle, "w", encoding="utf-8", newline=newline)


def refuse_early(target: Path | None) -> None:
    """Raise before a long work whose result could not be written at its end."""
    if target is not None and not target.parent.is_dir():
        code = errno.ENOTDIR if target.parent.exists() else errno.ENOENT
        raise not_writable(target, OSError(code, ""))


def not_writable(target: Path, problem: OSError) -> UsageError:
    """The error for a result that cannot be written."""
    vi, en = _WHY.get(problem.errno or 0, ("", ""))
    reason = problem.strerror or type(problem).__name__
    return UsageError(
        f"không ghi được tệp: {vi or reason}. Hãy kiểm tra tên và quyền ghi thư mục, đóng chương trình đang mở tệp.",
        f"cannot write the file: {en or reason}. Check the folder and its permissions, close what has the file open.",
        path=str(target),
    )
