"""Regular expressions compiled so that what they were compiled to can be kept (see `pledgecheck.packs.packed`)."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import Any

try:
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # another Python, another `re`: everything is compiled by its own means and nothing kept
    _compiler = _parser = None

Parts = tuple[Any, ...]  # what `re` hands to its engine: pattern, flags, code, groups and their names


@lru_cache(maxsize=1024)
def parts_of(pattern: str, flags: int = 0) -> Parts:
    """The expression as Python's own compiler makes it. Raises re.error for one that does not compile."""
    parsed = _parser.parse(pattern, flags)
    names: list[str | None] = [None] * parsed.state.groups
    for name, at in parsed.state.groupdict.items():
        names[at] = name
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    groups = dict(parsed.state.groupdict)
    return pattern, int(flags | parsed.state.flags), code, parsed.state.groups - 1, groups, tuple(names)


def restored(
    pattern: str, flags: int, code: bytes, groups: int, index: dict[str, int], names: tuple[str | None, ...]
) -> re.Pattern[str]:
    """The expression of these parts; Python examines the code."""
    made: re.Pattern[str] = _compiler._sre.compile(pattern, flags, array("I", code).tolist(), groups, index, names)
    return made


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """As re.compile. Raises re.error."""
    try:
        return restored(*parts_of(pattern))
    except re.error:
        raise
    except Exception:  # another Python, another `re`
        return re.compile(pattern)
