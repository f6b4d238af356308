"""The index file: one SQLite database, which survives a stop in the middle of a write.

A new index is filled beside its place and moved there when it is whole; later additions and removals are
transactions. What is removed is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pledgecheck.errors import IndexFileError, UsageError

FORMAT = "1"
ENOUGH = 3  # shared fingerprints that make an entry worth aligning
WAIT = 10.0  # seconds for another process to finish writing
_APPLICATION = 0x504C4358  # "PLCX": says whose file it is
_TABLES = """
create table facts (name text primary key, value text not null) without rowid;
create table entries (
    number integer primary key, id text not null, year integer, author blob, unit blob,
    places blob not null, words text, unique (id, year)
);
create index by_author on entries (author, year) where author is not null;
create table prints (entry integer not null, print integer not null, primary key (entry, print)) without rowid;
"""
_PRINTS = "create index by_print on prints (print)"  # holds the entry too, as part of the primary key


@dataclass(frozen=True, slots=True)
class Entry:
    """An earlier pledge as the index keeps it. `places`: numbers of tokens and where they stood."""

    id: str
    year: int | None
    author: bytes | None
    unit: bytes | None
    places: bytes = field(repr=False)
    words: str | None = field(default=None, repr=False)


class Store:
    """An open index. Use it with `with`."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database

    def fact(self, name: str) -> str:
        """What the index says about itself; "" where it says nothing."""
        found = self._rows("select value from facts where name = ?", (name,))
        return str(found[0][0]) if found else ""

    def put(self, entries: Iterable[tuple[Entry, Iterable[int]]]) -> int:
        """Add entries with their fingerprints, all or none; one with the same id and year takes its place."""
        count = 0
        with self._transaction():
            for entry, prints in entries:
                self._remove("id = ? and year is ?", (entry.id, entry.year))
                number = self._database.execute(
                    "insert into entries (id, year, author, unit, places, words) values (?, ?, ?, ?, ?, ?)",
                    (entry.id, entry.year, entry.author, entry.unit, entry.places, entry.words),
                ).lastrowid
                self._database.executemany(
                    "insert into prints values (?, ?)", [(number, each) for each in sorted(prints)]
                )
                count += 1
        return count

    def sharing(self, prints: Iterable[int]) -> list[tuple[int, Entry]]:
        """The entries that share enough fingerprints, with their numbers, in order."""
        wanted = set(prints)
        self._database.execute("create temp table if not exists wanted (print integer primary key)")
        self._database.execute("delete from wanted")
        self._database.executemany("insert into wanted values (?)", [(each,) for each in wanted])
        return self._entries(
            "number in (select entry from wanted cross join prints using (print) group by entry "
            "having count(*) >= ?)",
            (min(ENOUGH, len(wanted)),),
        )

    def of_author(self, author: bytes, before: int | None) -> list[tuple[int, Entry]]:
        """The author's entries, those before a year where one is given."""
        if before is None:
            return self._entries("author = ?", (author,))
        return self._entries("author = ? and year < ?", (author, before))

    def entry(self, id: str) -> list[tuple[int, Entry]]:
        """The entries of this id, of whatever year."""
        return self._entries("id = ?", (id,))

    def years(self) -> list[tuple[int | None, int, int]]:
        """Year, entries, entries of which words are kept."""
        return self._rows("select year, count(*), count(words) from entries group by year order by year")

    def remove(self, *, years: Sequence[int] = (), ids: Sequence[str] = ()) -> int:
        """Remove entries and overwrite what they held; how many there were."""
        with self._transaction():
            count = sum(self._remove("year = ?", (year,)) for year in years)
            count += sum(self._remove("id = ?", (id,)) for id in ids)
        self._database.execute("vacuum")
        return count

    def clear(self) -> int:
        """Remove all entries and overwrite what they held; how many there were."""
        with self._transaction():
            count = self._remove("1 = 1", ())
        self._database.execute("vacuum")
        return count

    def sound(self) -> bool:
        """Whether the file holds together."""
        return self._rows("pragma integrity_check") == [("ok",)]

    def _remove(self, where: str, values: tuple[object, ...]) -> int:
        numbers = self._rows(f"select number from entries where {where}", values)
        self._database.executemany("delete from prints where entry = ?", numbers)
        self._database.executemany("delete from entries where number = ?", numbers)
        return len(numbers)

    def _entries(self, where: str, values: tuple[object, ...]) -> list[tuple[int, Entry]]:
        columns = "number, id, year, author, unit, places, words"
        rows = self._rows(f"select {columns} from entries where {where} order by id, year", values)
        return [(row[0], Entry(*row[1:])) for row in rows]

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        return self._database.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")


@contextmanager
def open_index(path: Path) -> Iterator[Store]:
    """The index in a file; IndexFileError where there is none or it cannot be used."""
    if not path.is_file():
        raise UsageError(
            "không có kho này; tạo bằng: pledgecheck index build.",
            "there is no such index; make it with: pledgecheck index build.",
            path=str(path),
        )
    with _told(path):
        database = _connect(path)
        try:
            if database.execute("pragma application_id").fetchone() != (_APPLICATION,):
                raise IndexFileError(
                    "không phải kho của pledgecheck.", "not an index of pledgecheck.", path=str(path)
                )
            store = Store(path, database)
            if store.fact("format") != FORMAT:
                raise IndexFileError(
                    "kho do bản pledgecheck khác tạo; hãy tạo lại.",
                    "the index was made by another version of pledgecheck; build it again.",
                    path=str(path),
                )
            yield store
        finally:
            database.close()


def build_index(
    path: Path, facts: dict[str, str], entries: Iterable[tuple[Entry, Iterable[int]]]
) -> int:
    """A new index in place of any old one; how many entries it holds. A stop before the end changes nothing."""
    with _told(path):
        for old in path.parent.glob(f".{path.name}.*.new*"):
            with suppress(OSError):
                old.unlink()  # of a build that was stopped
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        os.close(handle)
        new = Path(name)  # mode 0600 where the system knows it
        try:
            database = _connect(new)
            try:
                database.executescript(f"pragma application_id = {_APPLICATION}; {_TABLES}")
                database.executemany("insert into facts values (?, ?)", [("format", FORMAT), *facts.items()])
                count = Store(new, database).put(entries)
                database.execute(_PRINTS)
            finally:
                database.close()
            with open(new, "r+b") as file:
                os.fsync(file.fileno())
            os.replace(new, path)
            _settle(path.parent)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
    return count


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, timeout=WAIT)
    # Full: committed is on the disk. Removed text and hashes are overwritten with zeros.
    database.executescript(
        "pragma journal_mode = delete; pragma synchronous = full; pragma secure_delete = on; "
        "pragma temp_store = memory"
    )
    return database


def _settle(folder: Path) -> None:
    """The new name is on the disk too; not every system can be asked."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of the database and the disk as errors of ours."""
    try:
        yield
    except sqlite3.OperationalError as problem:
        if "locked" in str(problem):
            vi, en = "kho đang được dùng ở chỗ khác; thử lại sau.", "the index is in use elsewhere; try again."
        else:
            vi, en = f"không dùng được kho ({problem}).", f"cannot use the index ({problem})."
        raise IndexFileError(vi, en, path=str(path)) from None
    except sqlite3.DatabaseError as problem:
        vi, en = f"kho bị hỏng ({problem}).", f"the index is damaged ({problem})."
        raise IndexFileError(vi, en, path=str(path)) from None
    except OSError as problem:
        vi, en = f"không ghi được kho ({problem.strerror}).", f"cannot write the index ({problem.strerror})."
        raise IndexFileError(vi, en, path=str(path)) from None
