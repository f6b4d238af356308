"""Folders and files named by the user, walked in a fixed order. Nothing is passed over in silence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.model import Pledge
from pledgecheck.readers.files import extended, not_accessible, read_file
from pledgecheck.readers.formats import SUFFIXES, identify, read_bytes
from pledgecheck.readers.ids import UniqueIds
from pledgecheck.readers.names import unwanted_name, writable
from pledgecheck.readers.office import AT_ONCE, CONVERTED, convert_many
from pledgecheck.readers.options import DEFAULTS, ReadOptions
from pledgecheck.readers.places import kind_hint, unit_hint, year_hint
from pledgecheck.readers.problems import problem
from pledgecheck.readers.results import Entry, KnownFields, ReadFailure, Skipped, SkipReason, failure

_NO_ERROR: Final[dict[str, SkipReason]] = {
    "handwritten": "handwritten",
    "is-manifest": "manifest",
    "is-roster": "roster",
}
"""What is no error of a folder: a scan was submitted even if only a person can read it."""
_OWN_UNIT: Final = re.compile(r"(?:đơn vị|nơi công tác|sinh hoạt tại|chi bộ)[^:\n|]{0,20}:\s*[^\s.…_:]", re.I)
_HEAD: Final = 4000
"""Characters in which a pledge names its unit."""
_AHEAD_BYTES: Final = 20 * 2**20
"""Size up to which a file is kept in memory to be converted together with others."""


def walk(paths: Iterable[str | Path], options: ReadOptions = DEFAULTS) -> Iterator[Entry]:
    """Read files and, recursively, folders. Links inside folders are not followed.

    Ids are paths relative to the folder given, without suffix. The year is set only where the name of the
    file, or else of the nearest folder that names one, states exactly one; unit and kind come from the
    nearest folder that names them where neither the row of a register nor the text itself says them.
    """
    walker = _Walker(options)
    for given in paths:
        path = Path(given)
        if os.path.isdir(extended(path)):
            yield from walker.folder(path, path)
        else:
            yield from walker.named(path)


class _Walker:
    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._ids = UniqueIds()
        self._converted: dict[Path, bytes | PledgecheckError] = {}
        self._looked_at: set[Path] = set()

    def named(self, path: Path) -> Iterator[Entry]:
        """A file that the user named."""
        # `*.docx` on a shell also names the lock files of documents that are open.
        reason = unwanted_name(path.name)
        if reason in ("lock-file", "system-file"):
            yield Skipped(_shown(path), reason)
        elif not os.path.lexists(extended(path)):
            yield failure(problem("missing", _shown(path)), _shown(path))
        else:
            yield from self._file(path, path.parent)

    def folder(self, folder: Path, root: Path) -> Iterator[Entry]:
        """Everything in a folder, by name."""
        try:
            with os.scandir(extended(folder)) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield failure(not_accessible(_shown(folder), error), _shown(folder))
            return
        for at, entry in enumerate(entries):
            path = folder / entry.name
            suffix = path.suffix.lower()
            reason = _unwanted(entry)
            if reason is not None:
                yield Skipped(_shown(path), reason)
            elif entry.is_dir(follow_symlinks=False):
                yield from self.folder(path, root)
            elif suffix not in SUFFIXES:
                yield Skipped(_shown(path), "other-type")
            else:
                if SUFFIXES[suffix] in CONVERTED and path not in self._looked_at:
                    self._convert(folder, entries[at:])
                for found in self._file(path, root):
                    left_aside = _NO_ERROR.get(found.code) if isinstance(found, ReadFailure) else None
                    yield Skipped(_shown(path), left_aside) if left_aside else found

    def _convert(self, folder: Path, entries: Sequence[os.DirEntry[str]]) -> None:
        """Convert the next documents of old formats in this folder together: one start takes the longest."""
        batch: list[tuple[bytes, str, str]] = []
        paths = []
        self._looked_at.clear()
        room = _AHEAD_BYTES
        for entry in entries:
            path = folder / entry.name
            if SUFFIXES.get(path.suffix.lower()) not in CONVERTED or _unwanted(entry) is not None:
                continue
            try:
                room -= entry.stat(follow_symlinks=False).st_size
                if self._looked_at and (room < 0 or len(batch) == AT_ONCE):
                    break
                self._looked_at.add(path)
                data = read_file(path)
            except (OSError, PledgecheckError):
                continue  # read again, and then reported, when its turn comes
            kind = identify(data, path.suffix.lower())
            if kind in CONVERTED:
                batch.append((data, kind, _shown(path)))
                paths.append(path)
        self._converted.update(zip(paths, convert_many(batch), strict=True))

    def _read(self, path: Path) -> list[Entry]:
        converted = self._converted.pop(path, None)
        if isinstance(converted, PledgecheckError):
            raise converted
        if converted is not None:
            return read_bytes(converted, _shown(path), ".docx", self._options)
        return read_bytes(read_file(path), _shown(path), path.suffix.lower(), self._options)

    def _file(self, path: Path, root: Path) -> Iterator[Entry]:
        relative = Path(writable(str(path.relative_to(root))))
        with_suffix = relative.as_posix()
        top = writable(Path(os.path.abspath(root)).name)  # "." has no name of its own
        pledge_id = self._ids.pick(relative.with_suffix("").as_posix(), with_suffix, f"{top}/{with_suffix}")
        folders = (top, *relative.parent.parts)
        known = KnownFields(
            id=pledge_id,
            year=year_hint(*folders, relative.stem),
            unit=unit_hint(*folders),
            kind=kind_hint(*folders),
        )
        try:
            entries = self._read(path)
        except PledgecheckError as error:
            yield failure(error, _shown(path), known)
            return
        several = len(entries) > 1 or path.suffix.lower() == ".zip"
        number = 0
        for entry in entries:
            if isinstance(entry, Pledge):
                number += 1
                own_id = self._id_of(entry, path, pledge_id, number) if several else pledge_id
                yield _completed(entry.model_copy(update={"id": own_id}), known)
            else:
                yield entry

    def _id_of(self, pledge: Pledge, path: Path, pledge_id: str, number: int) -> str:
        if pledge.id:
            return self._ids.pick(pledge.id, f"{pledge_id}#{pledge.id}")
        if path.suffix.lower() == ".zip" and pledge.location:
            member, _, row = pledge.location.partition(", ")
            inside = f"{pledge_id}/{PurePosixPath(member).with_suffix('')}"
            return self._ids.pick(f"{inside}#{number}" if row else inside, f"{pledge_id}/{member}")
        return self._ids.pick(f"{pledge_id}#{number}")


def _completed(pledge: Pledge, known: KnownFields) -> Pledge:
    """The pledge with what its place says and it does not say itself."""
    said = known.missing_in(pledge)
    if "unit" in said and pledge.location is None and _OWN_UNIT.search(pledge.text[:_HEAD]):
        # Its own words come before the names of folders, which may be short or without diacritics.
        del said["unit"]
    return pledge.model_copy(update=said) if said else pledge


def _shown(path: Path) -> str:
    return writable(str(path))


def _unwanted(entry: os.DirEntry[str]) -> SkipReason | None:
    reason = unwanted_name(entry.name)
    if reason is not None:
        return reason
    if entry.is_symlink():
        return "symlink"
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return "not-a-file"
    return None
