"""Parsers of risky formats run in a worker process with limits on time and memory.

A file that makes the parser hang, crash or eat memory costs that process and nothing else; the next file
gets a new one. Workers are kept for the next file, because starting one takes longer than most files.

A plain subprocess rather than multiprocessing: that would run the caller's main script again, and pickle
would let a worker that a document has taken over run code here.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE
from typing import Any, Final

from pledgecheck.readers.limits import MAX_ANSWER_BYTES, MAX_SECONDS
from pledgecheck.readers.problems import problem
from pledgecheck.readers.processes import kill_tree, start
from pledgecheck.readers.worker import perform

_FILES_PER_WORKER: Final = 200
"""After that a fresh process, in case a parser leaks."""
_HERE_ONLY: Final = sys.platform == "emscripten" or bool(getattr(sys, "frozen", False))
"""Where no other Python can be started, the parser runs in this process."""

_PROGRAM: Final = "from pledgecheck.readers.worker import main; main()"


class _Gone(Exception):
    """The worker ended before it answered."""


class _Worker:
    """One process; answers one task at a time."""

    def __init__(self) -> None:
        self.tasks = 0
        self.timed_out = False
        self._process = start(
            [sys.executable, "-P", "-c", _PROGRAM], env=_environment(), stdin=PIPE, stdout=PIPE
        )

    def ask(self, task: str, data: bytes, options: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer. Raises _Gone when the process died or had to be ended."""
        self.tasks += 1
        self.timed_out = False
        clock = threading.Timer(seconds, self._time_is_up)
        clock.daemon = True
        clock.start()
        try:
            return self._exchange(task, data, options)
        except (OSError, ValueError):
            raise _Gone from None
        finally:
            clock.cancel()

    def _exchange(self, task: str, data: bytes, options: dict[str, Any]) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        header = {"task": task, "size": len(data), "options": options}
        stdin.write(json.dumps(header).encode("ascii") + b"\n")
        stdin.write(data)
        stdin.flush()
        size = int(stdout.readline(32))
        if not 0 < size <= MAX_ANSWER_BYTES:
            raise ValueError
        answer = json.loads(stdout.read(size))
        if not isinstance(answer, dict):
            raise ValueError
        return answer

    def _time_is_up(self) -> None:
        self.timed_out = True
        kill_tree(self._process)

    def close(self) -> None:
        """End the process."""
        kill_tree(self._process)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


class _Workers:
    """Workers that wait for the next file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._lost: list[_Worker] = []

    def take(self) -> _Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _Worker()

    def give_back(self, worker: _Worker) -> None:
        if worker.tasks >= _FILES_PER_WORKER:
            worker.close()
            return
        with self._lock:
            self._idle.append(worker)

    def close(self) -> None:
        """End all that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def forget(self) -> None:
        """After a fork the workers belong to the parent: neither used nor ended here."""
        self._lock = threading.Lock()
        self._lost += self._idle
        self._idle = []


_workers: Final = _Workers()
atexit.register(_workers.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_workers.forget)


def call(task: str, data: bytes, name: str, *, seconds: float = MAX_SECONDS, **options: Any) -> Any:
    """What the task returns for `data`. Raises the InputError that it names, or that its failure means."""
    answer = perform(task, data, options) if _HERE_ONLY else _ask(task, data, name, seconds, options)
    if "result" in answer:
        return answer["result"]
    values = answer.get("values")
    try:
        raised = problem(str(answer.get("problem")), name, **(values if isinstance(values, dict) else {}))
    except (KeyError, TypeError):
        raised = problem("parser-died", name)  # not an answer that our own code gives
    raise raised


def _ask(task: str, data: bytes, name: str, seconds: float, options: dict[str, Any]) -> dict[str, Any]:
    worker = _workers.take()
    try:
        answer = worker.ask(task, data, options, seconds)
    except _Gone:
        worker.close()
        if worker.timed_out:
            raise problem("too-slow", name, seconds=round(seconds)) from None
        raise problem("parser-died", name) from None
    except BaseException:
        worker.close()  # interrupted half way: the channel is no longer in step
        raise
    _workers.give_back(worker)
    return answer


def _environment() -> dict[str, str]:
    """The environment with this process's own import path: -P keeps the working folder out of it."""
    here = str(Path(__file__).resolve().parents[2])
    paths = [path for path in sys.path if path and os.path.isabs(path)]
    known = os.pathsep.join(dict.fromkeys([*paths, here]))
    return {**os.environ, "PYTHONPATH": known, "PYTHONUTF8": "1"}
