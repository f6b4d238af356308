"""Ids for pledges that bring none, unique within one reading."""

from __future__ import annotations

from collections.abc import Iterable


class UniqueIds:
    """Hands out ids; the same order of questions gives the same answers."""

    __slots__ = ("_taken",)

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def pick(self, *candidates: str) -> str:
        """The first candidate that is still free, else the first one with the lowest free number."""
        for candidate in candidates:
            if candidate not in self._taken:
                break
        else:
            number = 2
            while f"{candidates[0]}-{number}" in self._taken:
                number += 1
            candidate = f"{candidates[0]}-{number}"
        self._taken.add(candidate)
        return candidate
