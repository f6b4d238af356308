"""Candidates aligned, in this process or in several; the pairs that hold come out in the order given."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from pledgecheck.copying.corpus import PeerRules, runs_needed, shares_of
from pledgecheck.copying.packed import Place, SideReader
from pledgecheck.copying.sides import Side

Pair = tuple[int, int, Side, Side]
Task = tuple[int, int, Place, Place]
Found = tuple[int, int, float, float]  # two documents, share of the first, share of the second
CHUNK = 2000  # pairs a worker gets at a time
AHEAD = 3  # chunks waiting for each worker; bounds what is in memory
KEEP = 1024  # texts each process keeps ready


def verified(
    tasks: Iterable[Pair] | Iterable[Task], rules: PeerRules, file: Path | None = None, jobs: int = 1
) -> Iterator[Found]:
    """The pairs that are to be reported. `file`: where the sides stand that tasks name by their place."""
    if file is None:
        yield from aligned(tasks, rules)  # type: ignore[arg-type]
    elif jobs == 1:
        reader = SideReader(file, KEEP)
        try:
            yield from aligned(_read(tasks, reader), rules)  # type: ignore[arg-type]
        finally:
            reader.close()
    else:
        yield from _shared_out(iter(tasks), rules, file, jobs)  # type: ignore[arg-type]


def aligned(pairs: Iterable[Pair], rules: PeerRules) -> Iterator[Found]:
    """Of candidates, the pairs that are to be reported."""
    for i, j, a, b in pairs:
        # Cheap and exact enough (see `runs_needed`): most chance candidates end here.
        enough = min(runs_needed(a, rules), runs_needed(b, rules))
        if len(a.runs.all & b.runs.all) < enough and a.keys != b.keys:
            continue
        shares = shares_of(a, b, rules)
        if shares:
            yield i, j, *shares


def _read(tasks: Iterable[Task], reader: SideReader) -> Iterator[Pair]:
    for i, j, a, b in tasks:
        yield i, j, reader.side(a), reader.side(b)


def _shared_out(tasks: Iterator[Task], rules: PeerRules, file: Path, jobs: int) -> Iterator[Found]:
    # spawn everywhere: the same behaviour on every system, and no fork of a threaded process
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (file, rules)) as pool:
        waiting: deque[Future[list[Found]]] = deque()
        while chunk := list(islice(tasks, CHUNK)):
            waiting.append(pool.submit(_work, chunk))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


_worker: list[tuple[SideReader, PeerRules]] = []


def _start(file: Path, rules: PeerRules) -> None:
    _worker[:] = [(SideReader(file, 2 * KEEP), rules)]


def _work(chunk: list[Task]) -> list[Found]:
    reader, rules = _worker[0]
    return list(aligned(_read(chunk, reader), rules))
