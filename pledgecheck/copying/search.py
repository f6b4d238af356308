"""The search for copies among any number of documents: given one at a time, pairs come out one at a time.

Up to `Scale.from_documents` everything is in memory and every pair that could be reported is aligned.
Above, texts wait on disk and their fingerprints propose the pairs (see `join`). The pairs are the same in
whatever order the documents came and however many processes aligned them.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

from pledgecheck.copying import duck
from pledgecheck.copying.corpus import (
    DEFAULT_RULES,
    CopyDocument,
    InvertedIndex,
    PeerPair,
    PeerRules,
    are_strangers,
)
from pledgecheck.copying.join import FingerprintJoin
from pledgecheck.copying.packed import Place, SideFile, SideReader, keys_in, pack, unpack
from pledgecheck.copying.previous import Dated, families
from pledgecheck.copying.sides import Side
from pledgecheck.copying.verify import KEEP, Task, verified

WITHOUT_EXTRA = 2000  # documents; up to here there is a way without numpy, though it takes minutes
POOL_FROM = 20_000  # pairs; below, starting workers costs more than it saves


@dataclass(frozen=True, slots=True)
class Scale:
    """From how many documents on the search goes to disk, and what it may use there."""

    from_documents: int = 200
    memory_mb: int = 2048
    folder: Path | None = None  # for temporary files; None: where the system has them


class PeerSearch:
    """Collects documents, then finds the pairs of different authors that share text.

    propose: False only keeps the documents at hand; nothing may be asked about pairs then.
    """

    def __init__(
        self, rules: PeerRules = DEFAULT_RULES, scale: Scale | None = None, jobs: int = 1, *, propose: bool = True
    ) -> None:
        self._propose = propose
        self._rules = rules
        self._scale = scale or Scale()
        self._jobs = jobs
        self._known: list[Dated] = []
        self._sides: list[Side] | None = []  # None: on disk
        self._folder: Path | None = None
        self._file: SideFile | None = None
        self._reader: SideReader | None = None
        self._join: FingerprintJoin | None = None
        self._forget: Callable[[], object] = list

    def add(self, document: Dated, side: Side | bytes) -> None:
        """The next document; `side` as `CopyDocument` has it, or packed."""
        self._known.append(document)
        if self._sides is not None:
            self._sides.append(unpack(side) if isinstance(side, bytes) else side)
            count = len(self._sides)
            if count <= self._scale.from_documents or (count <= WITHOUT_EXTRA and find_spec("numpy") is None):
                return
            self._to_disk(self._sides)
        else:
            self._store(side)

    def side(self, number: int) -> Side | None:
        """Document `number` as it was added; None when it waits on disk without its text."""
        return self._sides[number] if self._sides is not None else None

    @property
    def in_memory(self) -> bool:
        """Whether no document waits on disk."""
        return self._sides is not None

    def bare_side(self, number: int) -> Side:
        """Document `number`, perhaps without its text."""
        return self._sides[number] if self._sides is not None else self._read(number)

    def _read(self, number: int) -> Side:
        if self._reader is None:
            self._reader = SideReader(self.on_disk(), KEEP // 4)
        return self._reader.side(self.place(number))

    def pairs(self) -> Iterator[PeerPair]:
        """The verified pairs, ordered by the later document and then the earlier."""
        known = self._known
        for i, j, share_a, share_b in self._verified(self.candidates()):
            yield PeerPair(known[i].id, known[j].id, share_a, share_b)

    def candidates(self) -> Iterator[tuple[int, int]]:
        """The pairs worth aligning (the lower number first), ordered by the later document."""
        known = self._known
        if self._sides is not None:
            yield from InvertedIndex().pairs(
                [CopyDocument(one.id, side, one.author, one.unit, one.year, one.previous)
                 for one, side in zip(known, self._sides, strict=True)],
                self._rules,
            )
            return
        assert self._join is not None
        ranks = [0] * len(known)
        for rank, at in enumerate(sorted(range(len(known)), key=lambda at: known[at].id)):
            ranks[at] = rank
        for i, j in self._join.pairs(ranks, families(known)):
            if are_strangers(known[i], known[j]):
                yield i, j

    def _verified(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, float, float]]:
        pairs = iter(pairs)
        first = list(islice(pairs, POOL_FROM)) if self._jobs > 1 else []
        workers = self._jobs if len(first) == POOL_FROM else 1
        pairs = chain(first, pairs)
        if self._sides is not None and workers == 1:
            sides = self._sides
            yield from verified(((i, j, sides[i], sides[j]) for i, j in pairs), self._rules)
            return
        file = self.on_disk()
        tasks: Iterator[Task] = ((i, j, self.place(i), self.place(j)) for i, j in pairs)
        yield from verified(tasks, self._rules, file, workers)

    def on_disk(self) -> Path:
        """The file with all sides (see `packed`), complete; it goes when the search is closed."""
        if self._file is None:
            self._open()
            for side in self._sides or ():
                self._store(side)
        assert self._file is not None
        self._file.flush()
        return self._file.path

    def place(self, number: int) -> Place:
        """Where document `number` stands in that file."""
        assert self._file is not None
        return self._file.place(number)

    def _to_disk(self, sides: list[Side]) -> None:
        folder = self._open()
        if self._propose:
            duck.require("numpy")
            self._join = FingerprintJoin(folder, memory_mb=self._scale.memory_mb, threads=self._jobs)
        for side in sides:
            self._store(side)
        self._sides = None

    def _open(self) -> Path:
        # mkdtemp: only the owner may look inside
        folder = Path(tempfile.mkdtemp(prefix="pledgecheck-", dir=self._scale.folder))
        self._forget = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._file = SideFile(folder / "sides.bin")
        return folder

    def _store(self, side: Side | bytes) -> None:
        assert self._file is not None
        data = side if isinstance(side, bytes) else pack(side)
        self._file.append(data)
        if self._join is not None:
            self._join.add(keys_in(data))

    def close(self) -> None:
        """Delete what was written; it also goes with the object."""
        if self._join is not None:
            self._join.close()
        if self._reader is not None:
            self._reader.close()
        if self._file is not None:
            self._file.close()
        self._forget()

    def __enter__(self) -> PeerSearch:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
