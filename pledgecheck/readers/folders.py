"""Folders and files named by the user, walked in a fixed order. Nothing is passed over in silence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.model import Pledge
from pledgecheck.readers.columns import match_columns
from pledgecheck.readers.files import extended, not_accessible
from pledgecheck.readers.formats import SUFFIXES
from pledgecheck.readers.ids import UniqueIds
from pledgecheck.readers.problems import problem
from pledgecheck.readers.results import KnownFields, ReadFailure, Skipped, SkipReason, failure
from pledgecheck.readers.sheets import load_sheet
from pledgecheck.readers.single import read

_LOCK_PREFIXES: Final = ("~$", ".~lock.")
_SYSTEM_NAMES: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
_YEAR: Final = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")


def walk(paths: Iterable[str | Path]) -> Iterator[Pledge | ReadFailure | Skipped]:
    """Read files and, recursively, folders. Links inside folders are not followed.

    Ids are paths relative to the folder given, without suffix. The year is set only where the name of the
    file, or else of the nearest folder that names one, states exactly one.
    """
    ids = UniqueIds()
    for given in paths:
        path = Path(given)
        if os.path.isdir(extended(path)):
            yield from _folder(path, path, ids)
        else:
            yield from _named(path, ids)


def _named(path: Path, ids: UniqueIds) -> Iterator[Pledge | ReadFailure | Skipped]:
    # `*.docx` on a shell also names the lock files of documents that are open.
    reason = _unwanted_name(path.name)
    if reason in ("lock-file", "system-file"):
        yield Skipped(str(path), reason)
    elif not os.path.lexists(extended(path)):
        yield failure(problem("missing", str(path)), str(path))
    else:
        yield from _file(path, path.parent, ids)


def _folder(folder: Path, root: Path, ids: UniqueIds) -> Iterator[Pledge | ReadFailure | Skipped]:
    try:
        with os.scandir(extended(folder)) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield failure(not_accessible(str(folder), error), str(folder))
        return
    for entry in entries:
        path = folder / entry.name
        reason = _unwanted(entry)
        if reason is not None:
            yield Skipped(str(path), reason)
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root, ids)
        elif path.suffix.lower() not in SUFFIXES:
            yield Skipped(str(path), "other-type")
        elif path.suffix.lower() == ".csv" and _is_manifest(path):
            yield Skipped(str(path), "manifest")
        else:
            yield from _file(path, root, ids)


def _file(path: Path, root: Path, ids: UniqueIds) -> Iterator[Pledge | ReadFailure]:
    relative = path.relative_to(root)
    with_suffix = relative.as_posix()
    top = Path(os.path.abspath(root)).name  # "." has no name of its own
    pledge_id = ids.pick(relative.with_suffix("").as_posix(), with_suffix, f"{top}/{with_suffix}")
    known = KnownFields(id=pledge_id, year=year_hint(top, *relative.parent.parts, path.stem))
    try:
        pledges = read(path)
    except PledgecheckError as error:
        yield failure(error, str(path), known)
        return
    for number, pledge in enumerate(pledges, 1):
        own_id = pledge_id if len(pledges) == 1 else ids.pick(f"{pledge_id}#{number}")
        yield pledge.model_copy(update={"id": own_id, "year": pledge.year or known.year})


def year_hint(*names: str) -> int | None:
    """The one year that the last name states, or else the one before …; None where a name states several."""
    for name in reversed(names):
        years = set(_YEAR.findall(name))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def _unwanted(entry: os.DirEntry[str]) -> SkipReason | None:
    reason = _unwanted_name(entry.name)
    if reason is not None:
        return reason
    if entry.is_symlink():
        return "symlink"
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return "not-a-file"
    return None


def _unwanted_name(name: str) -> SkipReason | None:
    if name.startswith(_LOCK_PREFIXES):
        return "lock-file"
    if name.lower() in _SYSTEM_NAMES:
        return "system-file"
    return "hidden-file" if name.startswith(".") else None


def _is_manifest(path: Path) -> bool:
    try:
        sheet = load_sheet(path, lambda header: len(match_columns(header).places))
    except PledgecheckError:
        return False
    return "path" in match_columns(sheet.header).places
