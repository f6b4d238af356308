"""One source, read by its true format."""

from __future__ import annotations

from pathlib import Path

from pledgecheck.model import Pledge
from pledgecheck.readers.files import read_file
from pledgecheck.readers.formats import read_bytes


def read(source: str | Path | bytes, *, name: str | None = None) -> list[Pledge]:
    """The pledges in one file, given by its path or as bytes with a file name.

    A str is a path. The content decides the format where it contradicts the suffix. Bytes without a name
    are taken for plain text unless they show another format. Raises an InputError that says what to do.
    """
    if isinstance(source, bytes):
        label = name or ""
        pledges = read_bytes(source, label, Path(label).suffix.lower())
    else:
        path = Path(source)
        label = name or str(path)
        pledges = read_bytes(read_file(path), label, Path(label).suffix.lower())
    stem = Path(label).stem
    return [pledge if pledge.id else pledge.model_copy(update={"id": stem}) for pledge in pledges]
