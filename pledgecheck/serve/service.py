"""The engine behind page and interface: made once, asked from threads, keeping nothing it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pledgecheck.checker import Checker
from pledgecheck.config import Config, Lang
from pledgecheck.errors import LimitError
from pledgecheck.judging import is_sensitive
from pledgecheck.model import Kind, Report, Theme
from pledgecheck.serve.limits import JUDGE_SECONDS, MAX_TEXT_CHARS, THREADS

if TYPE_CHECKING:
    from anyio import CapacityLimiter

T = TypeVar("T")


class TooSlowError(Exception):
    """The answer was not there in time."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a pledge besides its text. None and () mean: let the text say it."""

    role: str | None = None
    unit: str | None = None
    year: int | None = None
    kind: Kind | None = None
    theme: tuple[str, ...] = ()
    duties: str | None = field(default=None, repr=False)

    def fields(self) -> dict[str, Any]:
        """As `Checker.check` takes them; themes go by themselves."""
        return {
            "role": self.role,
            "unit": self.unit,
            "year": self.year,
            "kind": self.kind,
            "duties": self.duties,
        }


class Service:
    """Checkers in both languages. The first is made in the background as soon as `warm` is called.

    compiled: where compiled rules are kept, see Checker.
    """

    def __init__(
        self, config: Config | None = None, checker: Checker | None = None, compiled: Path | None = None
    ) -> None:
        self._compiled = compiled
        self._config = config or (checker.config if checker else Config())
        self._lock = threading.Lock()
        self._first = checker
        self._others: dict[str, Checker] = {}
        self._limiter: CapacityLimiter | None = None
        self.ready = threading.Event()
        if checker is not None:
            self.ready.set()

    @property
    def lang(self) -> Lang:
        """The language of the configuration."""
        return self._config.lang

    def warm(self) -> None:
        """Make the checker and judge something, in a thread of its own, so that the first answer is quick."""
        threading.Thread(target=self._warm, name="pledgecheck-warm", daemon=True).start()

    def _warm(self) -> None:
        try:
            self.checker().check("Mỗi tháng tôi đến thăm 02 hộ neo đơn trong thôn, ghi vào sổ.", year=2020)
        except Exception:  # whatever it is, the first request will say it
            return

    def checker(self, lang: str | None = None) -> Checker:
        """The checker that speaks `lang`; the configuration's language when not given."""
        with self._lock:
            if self._first is None:
                self._first = Checker(config=self._config, compiled=self._compiled)
            self.ready.set()
            first = self._first
            if lang is None or lang == first.config.lang:
                return first
            if lang not in self._others:
                config = first.config.model_copy(update={"lang": lang})
                self._others[lang] = first.with_rulebook(first.rulebook, config)
            return self._others[lang]

    def themes(self) -> tuple[Theme, ...]:
        """All themes that are known, the latest first."""
        return tuple(sorted(self.checker().judge.themes, key=lambda one: (-max(one.years), one.id)))

    def check(
        self, text: str, known: Known, previous: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Report, bool]:
        """The report, and whether the post is one that is never asked for details."""
        for each in (text, *previous):
            refuse_long(each)
        checker = self.checker(lang)
        report = checker.check(text, previous=previous, theme=known.theme, **known.fields())
        return report, is_sensitive(checker.rulebook.lexicon, report.role, report.unit)

    async def thread(self, function: Callable[..., T], *given: Any) -> T:
        """`function` in a thread: few at a time, and given up when it takes too long."""
        import anyio.to_thread  # only where requests are served

        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(THREADS)
        try:
            with anyio.fail_after(JUDGE_SECONDS):
                return await anyio.to_thread.run_sync(function, *given, abandon_on_cancel=True, limiter=self._limiter)
        except TimeoutError:
            raise TooSlowError from None


def refuse_long(text: str) -> None:
    """Raise LimitError for a text far longer than any pledge."""
    if len(text) > MAX_TEXT_CHARS:
        raise LimitError(
            f"văn bản quá dài (hơn {MAX_TEXT_CHARS} ký tự). Hãy dán riêng bản của mình.",
            f"the text is too long (over {MAX_TEXT_CHARS} characters). Paste one pledge only.",
        )
