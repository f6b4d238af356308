"""Starting and ending other programs: in a group of their own, with bounded memory where the system can."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Final

from pledgecheck.readers.limits import MAX_PROCESS_BYTES

_WINDOWS: Final = os.name == "nt"


def start(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: str | None = None,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    stdout: int | IO[bytes] = subprocess.DEVNULL,
    memory: int = MAX_PROCESS_BYTES,
) -> subprocess.Popen[bytes]:
    """Start `command`. What it says on stderr is dropped: it could quote the document."""
    process = subprocess.Popen(
        list(command),
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env=dict(env) if env is not None else None,
        cwd=cwd,
        # Its own group: Ctrl-C reaches only us, and children of the program can be ended with it.
        start_new_session=not _WINDOWS,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    _bound_memory(process.pid, memory)
    return process


def _bound_memory(pid: int, limit: int) -> None:
    try:
        import resource

        prlimit = resource.prlimit
    except (ImportError, AttributeError):
        return  # only Linux can bound another process; a worker also bounds itself (POSIX)
    with suppress(OSError, ValueError):
        prlimit(pid, resource.RLIMIT_AS, (limit, limit))


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started, and wait for it."""
    if process.poll() is None:
        if _WINDOWS:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        with suppress(OSError):
            process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
