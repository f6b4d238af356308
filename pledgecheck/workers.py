"""Pledges judged one by one, in this process or in several, always in the order given.

Drafts travel as bytes: from a worker, and to the private file where they wait to be compared. The
vocabulary and the themes, which every draft refers to, stay where they are.
"""

from __future__ import annotations

import io
import pickle
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from pledgecheck.cache.store import Cache, Entries
from pledgecheck.errors import PledgecheckError
from pledgecheck.judging import Draft, Judge
from pledgecheck.model import Pledge, Theme
from pledgecheck.process import relax_gc
from pledgecheck.readers.results import ReadFailure
from pledgecheck.text.lexicon import Lexicon

if TYPE_CHECKING:
    from pledgecheck.checker import Checker

CHUNK = 32  # pledges a worker gets at a time
AHEAD = 4  # chunks waiting for each worker; bounds what is in memory
POOL_FROM = 128  # below, starting workers costs more than it saves


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> tuple[str, str] | None:
        if isinstance(obj, Lexicon):
            return ("lexicon", "")
        return ("theme", obj.id) if isinstance(obj, Theme) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, judge: Judge) -> None:
        super().__init__(io.BytesIO(data))
        self._judge = judge

    def persistent_load(self, pid: tuple[str, str]) -> Lexicon | Theme:
        kind, name = pid
        return self._judge.rulebook.lexicon if kind == "lexicon" else self._judge.compiled_themes.themes[name]


def pack(draft: Draft) -> bytes:
    """A draft as bytes."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(draft)
    return out.getvalue()


def unpack(data: bytes, judge: Judge) -> Draft:
    """The draft again. Only for bytes that `pack` made in this run."""
    draft = _Unpickler(data, judge).load()
    assert isinstance(draft, Draft)
    return draft


def drafts(
    checker: Checker, pledges: Iterator[Pledge], jobs: int, cache: Cache | None = None
) -> Iterator[bytes | ReadFailure]:
    """The packed draft of each pledge, or why it could not be judged. What `cache` holds is taken from it."""
    first = list(islice(pledges, POOL_FROM)) if jobs > 1 else []
    if len(first) < POOL_FROM:
        drafting = _drafting(checker, cache)
        for pledge in chain(first, pledges):
            yield _draft(drafting, pledge)
        return
    # spawn everywhere: the same behaviour on every system, and no fork of a threaded process
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (checker, cache)) as pool:
        chunks = _chunks(first, pledges)
        with _held_back():
            waiting: deque[Future[list[bytes | ReadFailure]]] = deque(
                pool.submit(_work, chunk) for chunk in islice(chunks, AHEAD * jobs)
            )
        try:
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(pool.submit(_work, chunk) for chunk in islice(chunks, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


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


def _drafting(checker: Checker, cache: Cache | None) -> Judge | Entries:
    """What judges a pledge by itself, with or without a look into the cache."""
    return cache.of(checker.judge) if cache is not None else checker.judge


def _draft(drafting: Judge | Entries, pledge: Pledge) -> bytes | ReadFailure:
    try:
        return pack(drafting.draft(pledge))
    except PledgecheckError as problem:
        return ReadFailure(pledge.source or pledge.id, problem.code, problem)


def _chunks(first: Sequence[Pledge], rest: Iterator[Pledge]) -> Iterator[list[Pledge]]:
    for at in range(0, len(first), CHUNK):
        yield list(first[at : at + CHUNK])
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


_of_process: list[Judge | Entries] = []  # what judges in this worker process


def _start(checker: Checker, cache: Cache | None) -> None:
    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _of_process[:] = [_drafting(checker, cache)]
    relax_gc()


def _work(chunk: list[Pledge]) -> list[bytes | ReadFailure]:
    return [_draft(_of_process[0], pledge) for pledge in chunk]
