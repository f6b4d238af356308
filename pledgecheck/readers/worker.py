"""The process in which files of risky formats are parsed: reads tasks on stdin, answers on stdout.

Started by isolate.py. A task is a line of JSON (its name, its
options, the number of bytes that follow) and those bytes; the answer is a line with a length and JSON. No
pickle in either direction: a document that takes this process over must not reach the other one.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any, Final

from pledgecheck.readers.limits import MAX_PROCESS_BYTES

TASKS: Final = {
    "pdf": "pledgecheck.readers.pdf_text:plain",
    "pdf-exact": "pledgecheck.readers.pdf_text:exact",
    "pdf-ocr": "pledgecheck.readers.pdf_ocr:recognise",
    "book": "pledgecheck.readers.book_cells:cells",
}
"""The functions that may be asked for: each takes the bytes and its options and returns plain data."""


class TaskError(Exception):
    """A known problem: a key of problems.py with its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def perform(task: str, data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """The answer to a task: {"result": …} or {"problem": key, "values": {…}}. Never fails on input."""
    module, _, name = TASKS[task].partition(":")
    try:
        function: Callable[..., Any] = getattr(importlib.import_module(module), name)
        return {"result": function(data, **options)}
    except TaskError as problem:
        return {"problem": problem.key, "values": problem.values}
    except MemoryError:
        return {"problem": "too-much-memory", "values": {}}
    except RecursionError:
        return {"problem": "parser-failed", "values": {}}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # Parsers raise whatever they like at damaged files, also panics that are no Exception (Rust).
        return {"problem": "parser-failed", "values": {}}


def main() -> None:
    """Answer tasks until stdin ends."""
    _bound_memory()
    # Native parsers may print; the channel of the answers must stay clean.
    answers = os.fdopen(os.dup(1), "wb")
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    os.close(devnull)
    tasks = sys.stdin.buffer
    while line := tasks.readline(1 << 20):
        header = json.loads(line)
        data = tasks.read(header["size"])
        if len(data) < header["size"]:
            return
        answer = json.dumps(perform(header["task"], data, header["options"])).encode("ascii")
        del data
        answers.write(b"%d\n" % len(answer))
        answers.write(answer)
        answers.flush()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        allowed = hard != resource.RLIM_INFINITY and hard < MAX_PROCESS_BYTES
        limit = hard if allowed else MAX_PROCESS_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the document
    except (OSError, ValueError):
        return  # macOS knows the limit but does not take it
