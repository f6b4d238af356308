"""Pledges judged one by one, in this process or in several, always in the order given."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from pledgecheck.errors import PledgecheckError
from pledgecheck.judging import Draft, Judge
from pledgecheck.model import InputFailure, Pledge

if TYPE_CHECKING:
    from pledgecheck.checker import Checker

CHUNK = 32  # pledges a worker gets at a time
AHEAD = 4  # chunks waiting for each worker; bounds what is in memory
POOL_FROM = 128  # below, starting workers costs more than it saves

def _draft(judge: Judge, pledge: Pledge) -> Draft | InputFailure:
    try:
        return judge.draft(pledge)
    except PledgecheckError as problem:
        message = problem.en if judge.config.lang == "en" else problem.vi
        return InputFailure(path=pledge.source or pledge.id, code=problem.code, message=message)


def _drafts(checker: Checker, pledges: Iterator[Pledge], jobs: int) -> Iterator[Draft | InputFailure]:
    first = list(islice(pledges, POOL_FROM)) if jobs > 1 else []
    if len(first) < POOL_FROM:
        for pledge in (*first, *pledges):
            yield _draft(checker.judge, pledge)
        return
    # spawn everywhere: the same behaviour on every system, and no fork of a threaded process
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (checker,)) as pool:
        waiting = []
        source = iter(_chunks(first, pledges))
        for chunk in islice(source, 4 * jobs):
            waiting.append(pool.submit(_work, chunk))
        while waiting:
            yield from waiting.pop(0).result()
            for chunk in islice(source, 1):
                waiting.append(pool.submit(_work, chunk))


def _chunks(first: Sequence[Pledge], rest: Iterator[Pledge]) -> Iterator[list[Pledge]]:
    for at in range(0, len(first), CHUNK):
        yield list(first[at : at + CHUNK])
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


_worker: list[Judge] = []


def _start_worker(checker: Checker) -> None:
    _worker[:] = [checker.judge]


def _work(chunk: list[Pledge]) -> list[Draft | InputFailure]:
    return [_draft(_worker[0], pledge) for pledge in chunk]
