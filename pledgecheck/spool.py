"""Records kept on disk instead of in memory: a private temporary file, gone when closed or forgotten."""

from __future__ import annotations

import tempfile
import threading
import weakref
from array import array
from collections.abc import Iterator
from typing import IO


class Spool:
    """A growing list of byte records. Reading is thread-safe and may be repeated.

    The file has mode 0600 and, where the system allows it, no name.
    """

    def __init__(self) -> None:
        # The file lives as long as the spool, so no `with`; the finaliser closes it, which deletes it.
        self._file: IO[bytes] = tempfile.TemporaryFile("w+b", prefix="pledgecheck-")  # noqa: SIM115
        self._ends = array("Q")
        self.labels: list[str] = []
        self._lock = threading.Lock()
        self._end = 0
        self._close = weakref.finalize(self, self._file.close)

    def append(self, record: bytes, label: str = "") -> None:
        """Add a record; `label` is kept in memory beside its place."""
        with self._lock:
            self._file.seek(self._end)
            self._file.write(record)
            self._end += len(record)
            self._ends.append(self._end)
            self.labels.append(label)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> bytes:
        end = self._ends[at]
        at = at if at >= 0 else len(self._ends) + at
        start = self._ends[at - 1] if at else 0
        with self._lock:
            if not self._close.alive:
                raise ValueError("the spool is closed")
            self._file.seek(start)
            return self._file.read(end - start)

    def __iter__(self) -> Iterator[bytes]:
        return (self[at] for at in range(len(self)))

    def close(self) -> None:
        """Close and delete."""
        self._close()
