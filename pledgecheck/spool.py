"""Records kept on disk instead of in memory: a private temporary file, gone when closed or forgotten."""

from __future__ import annotations

import tempfile
import threading
import weakref
from collections.abc import Iterator
from typing import IO


class Spool:
    """A growing list of byte records. Reading is thread-safe and may be repeated.

    The file has mode 0600 and, where the system allows it, no name.
    """

    def __init__(self) -> None:
        # The file lives as long as the spool, so no `with`; the finaliser closes it, which deletes it.
        self._file: IO[bytes] = tempfile.TemporaryFile("w+b", prefix="pledgecheck-")  # noqa: SIM115
        self._places: list[tuple[int, int]] = []
        self.labels: list[str] = []
        self._lock = threading.Lock()
        self._end = 0
        self._close = weakref.finalize(self, self._file.close)

    def append(self, record: bytes, label: str = "") -> None:
        """Add a record; `label` is kept in memory beside its place."""
        with self._lock:
            self._file.seek(self._end)
            self._file.write(record)
            self._places.append((self._end, len(record)))
            self.labels.append(label)
            self._end += len(record)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, at: int) -> bytes:
        start, size = self._places[at]
        with self._lock:
            if not self._close.alive:
                raise ValueError("the spool is closed")
            self._file.seek(start)
            return self._file.read(size)

    def __iter__(self) -> Iterator[bytes]:
        return (self[at] for at in range(len(self)))

    def close(self) -> None:
        """Close and delete."""
        self._close()
