"""How far a long audit is, on stderr, where someone is looking."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

_WORDS = {
    "judged": ("đọc và xem", "reading and judging"),
    "compared": ("so sánh", "comparing"),
}
_EVERY = 0.1  # seconds between two drawings
_BAR = 24
_SURE = 20  # done before the time left is guessed


class Bar:
    """A line that is drawn over and over: a bar, how many of how many, the time left.

    total: how many there are, as far as that is known beforehand; a register may hold many pledges, so more
    may come than were counted.
    """

    def __init__(
        self,
        out: TextIO,
        lang: str,
        total: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._out, self._lang, self._total, self._clock = out, lang, total, clock
        self._step = ""
        self._begun = self._drawn = clock()
        self._first = 0

    def __call__(self, step: str, done: int, total: int | None) -> None:
        now = self._clock()
        if step != self._step:
            if self._step:
                self._out.write("\n")
            self._step, self._begun, self._first, self._drawn = step, now, done - 1, 0.0
        of = total if total is not None else self._total
        of = None if of is not None and done > of else of
        finished = total is not None and done >= total
        if finished or now - self._drawn >= _EVERY:
            self._drawn = now
            width = max(20, shutil.get_terminal_size((80, 24)).columns - 1)
            self._out.write(f"\r\033[K{self._line(done, of, now)[:width]}" + ("\n" if finished else ""))
            self._out.flush()
            if finished:
                self._step = ""

    def close(self) -> None:
        """Leave the line where it is."""
        if self._step:
            self._out.write("\n")
            self._out.flush()
            self._step = ""

    def _line(self, done: int, of: int | None, now: float) -> str:
        name = _WORDS.get(self._step, (self._step, self._step))[self._lang == "en"]
        if of is None:
            return f"{name}: {done}"
        full = _BAR * done // of if of else _BAR
        left = self._left(done, of, now)
        return f"{name} [{'#' * full}{'.' * (_BAR - full)}] {done}/{of}{left}"

    def _left(self, done: int, of: int, now: float) -> str:
        since = done - self._first
        if since < _SURE or done >= of:
            return ""
        seconds = (now - self._begun) / since * (of - done)
        return f", {'left' if self._lang == 'en' else 'còn'} {duration(seconds, self._lang)}"


def duration(seconds: float, lang: str) -> str:
    """A time in words, as exact as a guess deserves."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if lang == "en":
        return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    if hours:
        return f"{hours} giờ {minutes:02} phút"
    return f"{minutes} phút {rest:02} giây" if minutes else f"{rest} giây"


def bar(quiet: bool, lang: str, total: Callable[[], int | None]) -> Bar | None:
    """The bar, where stderr is a screen and nobody asked for silence."""
    if quiet or not sys.stderr.isatty():
        return None
    return Bar(sys.stderr, lang, total())
