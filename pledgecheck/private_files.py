"""Files that hold what people wrote: readable by their owner only, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from pledgecheck.errors import UsageError


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


def not_writable(target: Path, problem: OSError) -> UsageError:
    """The error for a result that cannot be written."""
    return UsageError(
        f"không ghi được tệp ({problem.strerror}).",
        f"cannot write the file ({problem.strerror}).",
        path=str(target),
    )
