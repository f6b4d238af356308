"""Where the time of one check goes: a clock around each stage."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pledgecheck import Checker, judging
from pledgecheck.kinds import dossier, duty, form, length, specificity, theme
from pledgecheck.text import lexicon, tokens, words

# Of whom, under which name, what it is called in the table.
_STAGES: tuple[tuple[Any, str, str], ...] = (
    (judging, "make_view", "folding (view)"),
    (judging, "examine", "language gate"),
    (judging, "parse", "lines, blocks, commitments"),
    (specificity, "analyse", "how specific: slots, acts, words"),
    (theme, "analyse", "theme"),
    (duty, "analyse", "duty"),
    (length, "analyse", "length"),
    (dossier, "analyse", "dossier"),
    (form, "analyse", "form"),
    (judging, "copy_text", "made ready to be compared, templates"),
    (judging, "score", "score"),
    (judging, "build", "rules asked, report"),
)


@contextmanager
def _clocks(spent: Counter[str]) -> Iterator[None]:
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in _STAGES]
    for owner, name, label in _STAGES:
        setattr(owner, name, _clocked(getattr(owner, name), label, spent))
    try:
        yield
    finally:
        for owner, name, work in kept:
            setattr(owner, name, work)


def _clocked(work: Callable[..., Any], label: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            spent[label] += time.perf_counter() - start

    return timed


def stages(checker: Checker, texts: Sequence[str], rounds: int) -> list[tuple[str, float]]:
    """Milliseconds a text in each stage, of the fastest of some rounds; the rest last."""
    best: tuple[float, Counter[str]] | None = None
    for _ in range(rounds):
        for forget in (words._remembered, tokens._short, tokens._long, lexicon._short, lexicon._long):
            forget.cache_clear()
        spent: Counter[str] = Counter()
        with _clocks(spent):
            start = time.perf_counter()
            for text in texts:
                checker.check(text)
            total = time.perf_counter() - start
        if best is None or total < best[0]:
            best = (total, spent)
    assert best is not None
    total, spent = best
    each = 1000 / len(texts)
    rest = total - sum(spent.values())
    return [*((name, value * each) for name, value in spent.most_common()), ("the rest", rest * each), ("all", total * each)]
