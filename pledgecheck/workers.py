"""Work shared out to several processes, or done in this one; what comes out is always in the order given."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

from pledgecheck.cache.store import Cache, Entries
from pledgecheck.errors import PledgecheckError
from pledgecheck.judging import Judge
from pledgecheck.model import Pledge
from pledgecheck.packing import pack
from pledgecheck.process import relax_gc
from pledgecheck.readers.results import ReadFailure

if TYPE_CHECKING:
    from pledgecheck.checker import Checker

CHUNK = 32  # pledges a worker gets at a time
AHEAD = 4  # chunks waiting for each worker; bounds what is in memory
POOL_FROM = 128  # below, starting workers costs more than it saves

Given = TypeVar("Given")
Done = TypeVar("Done")


@dataclass(slots=True)
class Desk:
    """What a process works with; `kept` is for what a kind of work wants to keep at hand."""

    judge: Judge
    entries: Entries | None  # without a cache: None
    kept: dict[str, Any] = field(default_factory=dict)


Work = Callable[[Desk, Given], Done]  # a function of a module: workers are told its name


class Hands:
    """Does work: by itself, or once there is enough of it in `jobs` processes that stay until it is closed."""

    def __init__(self, checker: Checker, jobs: int = 1, cache: Cache | None = None) -> None:
        self._checker, self._jobs, self._cache = checker, jobs, cache
        self._desk: Desk | None = None
        self._pool: ProcessPoolExecutor | None = None

    @property
    def desk(self) -> Desk:
        """That of this process."""
        if self._desk is None:
            self._desk = _desk(self._checker, self._cache)
        return self._desk

    @property
    def many(self) -> bool:
        """Whether there are workers."""
        return self._pool is not None

    def map(self, work: Work[Given, Done], given: Iterator[Given], chunk: int = CHUNK) -> Iterator[Done]:
        """What `work` makes of each."""
        first: list[Given] = []
        if self._jobs > 1 and self._pool is None:
            first = list(islice(given, POOL_FROM))
            if len(first) == POOL_FROM:
                # spawn everywhere: the same behaviour on every system, and no fork of a threaded process
                parts = (self._jobs, get_context("spawn"), _start, (self._checker, self._cache))
                self._pool = ProcessPoolExecutor(*parts)
        if self._pool is None:
            for each in chain(first, given):
                yield work(self.desk, each)
            return
        pool = self._pool
        chunks = _chunks(first, given, chunk)
        with _held_back():
            waiting: deque[Future[list[Done]]] = deque(
                pool.submit(_work, work, part) for part in islice(chunks, AHEAD * self._jobs)
            )
        try:
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(pool.submit(_work, work, part) for part in islice(chunks, 1))
        except BaseException:
            self.close()
            raise

    def close(self, wait: bool = False) -> None:
        """Send the workers home; what they have not begun is not done."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=True)
            self._pool = None
        if self._desk is not None:
            for each in self._desk.kept.values():
                getattr(each, "close", list)()
            self._desk = None

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, kind: object, *exc: object) -> None:
        self.close(wait=kind is None)  # so that no worker has a file open any more


def drafts(
    checker: Checker, pledges: Iterator[Pledge], jobs: int, cache: Cache | None = None
) -> Iterator[bytes | ReadFailure]:
    """The packed draft of each pledge, or why it could not be judged. What `cache` holds is taken from it."""
    with Hands(checker, jobs, cache) as hands:
        yield from hands.map(_draft, pledges)


def _draft(desk: Desk, pledge: Pledge) -> bytes | ReadFailure:
    try:
        return pack((desk.entries or desk.judge).draft(pledge))
    except PledgecheckError as problem:
        return failure(pledge, problem)


def failure(pledge: Pledge, problem: PledgecheckError) -> ReadFailure:
    """A pledge that could not be judged."""
    return ReadFailure(pledge.source or pledge.id, problem.code, problem)


def _desk(checker: Checker, cache: Cache | None) -> Desk:
    return Desk(checker.judge, cache.of(checker.judge) if cache is not None else None)


@contextmanager
def _held_back() -> Iterator[None]:
    """Ctrl-C waits while workers start. They inherit that, so none of them is stopped half awake."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunks(first: Sequence[Given], rest: Iterator[Given], size: int) -> Iterator[list[Given]]:
    for at in range(0, len(first), size):
        yield list(first[at : at + size])
    while chunk := list(islice(rest, size)):
        yield chunk


_of_process: list[Desk] = []  # of this worker process


def _start(checker: Checker, cache: Cache | None) -> None:
    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _of_process[:] = [_desk(checker, cache)]
    relax_gc()


def _work(work: Work[Given, Done], chunk: list[Given]) -> list[Done]:
    return [work(_of_process[0], each) for each in chunk]
