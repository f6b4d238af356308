"""Where results and messages go, and the status the process ends with."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from pledgecheck.errors import PledgecheckError
from pledgecheck.private_files import open_private

if TYPE_CHECKING:
    from pledgecheck.readers import ReadFailure, Skipped
    from pledgecheck.reporters.redact import Redactor

OK, FOUND, WRONG = 0, 1, 2


def force_utf8() -> None:
    """UTF-8 on every console (also cp1258), and \\n line ends so that output is the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(problem: PledgecheckError) -> None:
    """One error on stderr: Vietnamese, then English."""
    tell(problem.path, problem)


def tell_failed(failed: ReadFailure, hidden: Redactor | None = None) -> None:
    """What could not be read: with the row or sheet where it is not the whole file. hidden: takes names out."""
    path, vi, en = failed.path, failed.describe("vi"), failed.describe("en")
    if hidden is not None:
        path, vi, en = hidden.file(path), hidden.text(vi), hidden.text(en)
    _two_lines(path, vi, en)


def tell(path: str, problem: PledgecheckError) -> None:
    """An error about `path`, which may be spelled otherwise inside the error."""
    _two_lines(path, problem.vi, problem.en)


def tell_left(path: str, reason: str) -> None:
    """One line on stderr about an input that a result is without."""
    from pledgecheck.reporters.explain import shown

    say(f"pledgecheck: {shown(path, 400)}: {shown(reason, 400)}")


def tell_all_left(left: Iterable[ReadFailure | Skipped], lang: str, quiet: bool = False) -> None:
    """The same of several; files that are no pledges go without saying when quiet."""
    from pledgecheck.readers import Skipped as NoPledge

    for each in left:
        if not (quiet and isinstance(each, NoPledge)):
            tell_left(each.path, each.describe(lang))


def _two_lines(path: str, vi: str, en: str) -> None:
    from pledgecheck.reporters.explain import shown

    # A name may hold what steers a terminal or spans lines.
    where = f"{shown(path, 400)}: " if path else ""
    say(f"pledgecheck: {where}{vi}\n             {en}")


def say(text: str) -> None:
    """A message on stderr; a closed stderr is no reason to fail."""
    with suppress(BrokenPipeError, ValueError):
        print(text, file=sys.stderr, flush=True)


def silence_stdout() -> None:
    """After the reader of a pipe has gone: nothing more may be written, not even at exit."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


@contextmanager
def writer(path: Path | None) -> Iterator[TextIO]:
    """stdout, or the file of --output, which only its owner may read. A broken pipe ends quietly."""
    if path is None:
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()
        return
    with open_private(path) as out:
        yield out
