"""One source, read by its true format."""

from __future__ import annotations

from pathlib import Path

from pledgecheck.model import Pledge
from pledgecheck.readers.files import read_file
from pledgecheck.readers.formats import read_bytes
from pledgecheck.readers.names import writable
from pledgecheck.readers.options import DEFAULTS, ReadOptions
from pledgecheck.readers.problems import problem
from pledgecheck.readers.results import Entry, ReadFailure


def read(
    source: str | Path | bytes, *, name: str | None = None, options: ReadOptions = DEFAULTS
) -> list[Pledge]:
    """The pledges in one file, given by its path or as bytes with a file name.

    A str is a path. The content decides the format where it contradicts the suffix. Bytes without a name
    are taken for plain text unless they show another format. Raises an InputError that says what to do,
    also where only one row of a register or member of an archive cannot be read: `read_entries` goes on.
    """
    label = _label(source, name)
    pledges = []
    for entry in read_entries(source, name=name, options=options):
        if isinstance(entry, ReadFailure):
            entry.error.path = entry.error.path or _place(entry)
            raise entry.error
        if isinstance(entry, Pledge):
            pledges.append(entry)
    if not pledges:
        raise problem("empty-archive", label)
    stem = Path(label).stem
    if len(pledges) == 1:
        return [pledges[0] if pledges[0].id else pledges[0].model_copy(update={"id": stem})]
    return [
        pledge if pledge.id else pledge.model_copy(update={"id": f"{stem}#{number}"})
        for number, pledge in enumerate(pledges, 1)
    ]


def read_entries(
    source: str | Path | bytes, *, name: str | None = None, options: ReadOptions = DEFAULTS
) -> list[Entry]:
    """What one file holds: pledges (ids may be empty), failures of single rows or members, skipped parts.

    Raises an InputError where nothing can be read at all.
    """
    label = _label(source, name)
    data = source if isinstance(source, bytes) else read_file(Path(source))
    return read_bytes(data, label, Path(label).suffix.lower(), options)


def _label(source: str | Path | bytes, name: str | None) -> str:
    if isinstance(source, bytes):
        return name or ""
    return writable(name or str(Path(source)))


def _place(entry: ReadFailure) -> str:
    return f"{entry.path} ({entry.known.location})" if entry.known.location else entry.path
