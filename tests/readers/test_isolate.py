"""The worker process: hanging, crashing and greedy parsers cost one file, never the caller."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.errors import LimitError, PledgecheckError, ProtectedFileError, UnreadableFileError
from pledgecheck.readers import isolate
from pledgecheck.readers.isolate import call
from pledgecheck.readers.worker import perform

# Tasks for the worker, kept in a module that only the test's worker can import.
TASKS = """
import os, time, ctypes
from pledgecheck.readers.worker import TaskError

def echo(data, **options):
    print("noise on stdout", flush=True)
    os.write(1, b"more noise")
    return {"size": len(data), "options": options, "pid": os.getpid()}
def hang(data): time.sleep(600)
def crash(data): os.abort()
def leave(data): os._exit(0)
def greedy(data): return len(bytearray(1 << 36))
def known(data): raise TaskError("password")
def unknown(data): raise RuntimeError("bí mật")
def odd(data): return object()
def deep(data): return deep(data)
def limits(data):
    import resource
    return resource.getrlimit(resource.RLIMIT_AS)[0]
"""


@pytest.fixture(autouse=True)
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "pledgecheck_test_tasks.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    program = (
        "from pledgecheck.readers import worker; import pledgecheck_test_tasks as t\n"
        "worker.TASKS.update({n: 'pledgecheck_test_tasks:' + n for n in vars(t) if n[0] != '_'}); "
        "worker.main()"
    )
    isolate._workers.close()
    monkeypatch.setattr(isolate, "_PROGRAM", program)
    yield
    isolate._workers.close()


def test_a_worker_answers_and_stays_for_the_next_file() -> None:
    first, second = call("echo", b"abc", "a", x=1), call("echo", b"", "b")
    assert (first["size"], first["options"], second["size"]) == (3, {"x": 1}, 0)
    assert first["pid"] == second["pid"] != os.getpid()


@pytest.mark.parametrize(
    ("task", "error"),
    [
        ("crash", LimitError), ("leave", LimitError), ("known", ProtectedFileError), ("unknown",
        UnreadableFileError),
        ("deep", UnreadableFileError), ("odd", LimitError),
    ],
)  # fmt: skip
def test_what_goes_wrong_in_a_worker_is_an_error_of_the_file(
    task: str, error: type[PledgecheckError]
) -> None:
    with pytest.raises(error) as caught:
        call(task, b"x", "thư/a.pdf")
    assert caught.value.path == "thư/a.pdf"
    assert "bí mật" not in str(caught.value)
    assert call("echo", b"ab", "b")["size"] == 2  # the next file is read


def test_a_parser_that_hangs_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(LimitError, match="seconds"):
        call("hang", b"", "a.pdf", seconds=0.5)
    assert time.monotonic() - began < 10
    assert call("echo", b"", "b")["size"] == 0


def test_memory_is_bounded_where_the_system_can() -> None:
    pytest.importorskip("resource")
    with pytest.raises(LimitError):
        call("greedy", b"", "a.pdf")
    if sys.platform.startswith("linux"):
        assert 0 < call("limits", b"", "a") <= 4 * 2**30


def test_threads_do_not_get_each_others_answers() -> None:
    sizes: dict[int, int] = {}

    def ask(size: int) -> None:
        sizes[size] = call("echo", b"x" * size, "a")["size"]

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == {size: size for size in range(6)}


def test_an_answer_that_our_code_does_not_give_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in ({"problem": "no such key"}, {"problem": "password", "values": {"path": 1, "key": 2}}, {}):
        monkeypatch.setattr(isolate, "_ask", lambda *args, given=answer: given)
        with pytest.raises(PledgecheckError):
            call("echo", b"", "a")


def test_panics_are_caught_inside() -> None:
    assert perform("book", b"not a spreadsheet", {})["problem"] in ("parser-failed", "password")


def test_a_script_without_a_main_guard_can_read_pdf(tmp_path: Path) -> None:
    """multiprocessing would run the script again in the worker."""
    pytest.importorskip("pypdfium2")
    from .samples import samples

    (tmp_path / "a.pdf").write_bytes(samples()["pledge.pdf"])
    script = tmp_path / "script.py"
    script.write_text("import pledgecheck\nprint(len(pledgecheck.read('a.pdf')))\n", encoding="utf-8")
    (tmp_path / "json.py").write_text(
        "raise SystemExit('the folder of the files is on the path')", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-W", "error",
        str(script)], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("1\n", "", 0)


def test_importing_the_readers_loads_no_parser() -> None:
    program = (
        "import sys, pledgecheck.readers; "
        "print([m for m in ('pypdfium2', 'pdfplumber', 'python_calamine', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[]\n"
