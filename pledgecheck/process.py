"""Settings of a process that is ours: the command line, its workers, the page. A library leaves them alone."""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 50


def relax_gc() -> None:
    """Let the search for circular garbage run seldom: judging leaves next to none, and it took a fifth of the time."""
    gc.freeze()  # rules and vocabulary stay to the end
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
