"""What a regular expression needs: pieces without white space that stand in every match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

DIGIT = "\x00"  # stands for any decimal digit
_WORTH_DIGIT = 3  # as selective as so many letters
MOST = 3  # needs of one pattern
_SPACE = re.compile(r"\s+")

Need = frozenset[str]  # one of these pieces stands in every match


def needs_of(pattern: str) -> tuple[Need, ...]:
    """The most selective needs of `pattern`, all of which every match meets; empty where nothing is needed."""
    try:
        from re import _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern)
        if parsed.state.flags & (re.IGNORECASE | re.VERBOSE):
            return ()
        found = dict.fromkeys(_all(parsed))
    except Exception:  # another Python, another parser: without needs everything is only slower
        return ()
    return tuple(sorted(found, key=_worth, reverse=True)[:MOST])


def _worth(need: Need) -> float:
    shortest = min(_WORTH_DIGIT if piece == DIGIT else len(piece) for piece in need)
    return shortest - len(need) / 1000


def _all(parts: Iterable[Any]) -> list[Need]:
    """The needs of parts that all stand in a match."""
    needs: list[Need] = []
    run: list[str] = []

    def close() -> None:
        needs.extend(frozenset({piece}) for piece in _SPACE.split("".join(run)) if piece)
        run.clear()

    for name, value in parts:
        if str(name) == "LITERAL":
            run.append(chr(value))
        else:
            close()
            needs += _part(str(name), value)
    close()
    return needs


def _part(name: str, value: Any) -> list[Need]:
    if name == "BRANCH":
        branches = [_all(branch) for branch in value[1]]
        return [frozenset().union(*[max(each, key=_worth) for each in branches])] if all(branches) else []
    if name == "SUBPATTERN":
        return [] if value[1] & re.IGNORECASE else _all(value[3])
    if name == "ATOMIC_GROUP":
        return _all(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _all(value[2]) if value[0] else []
    if name == "IN":
        members = _members(value)
        return [members] if members else []
    return []  # assertions, references and signs that may be anything ask for nothing


def _members(members: Iterable[tuple[Any, Any]]) -> Need | None:
    """The need of a set of signs; None where it may be a sign that is not named."""
    found = set()
    for name, value in members:
        kind = str(name)
        if kind == "LITERAL" and not chr(value).isspace():
            found.add(chr(value))
        elif (kind == "CATEGORY" and str(value) == "CATEGORY_DIGIT") or (
            kind == "RANGE" and "0" <= chr(value[0]) <= chr(value[1]) <= "9"
        ):
            found.add(DIGIT)
        else:
            return None
    return frozenset(found)
