"""Everything the readers complain about, by key: class, code, Vietnamese and English with what to do.

No entry has a place for text of a pledge; only sizes, formats, headers, ids and reasons of the system go in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pledgecheck.errors import PledgecheckError
from pledgecheck.readers import problems_files, problems_formats, problems_tables
from pledgecheck.readers.problem import Problem

PROBLEMS: Final[Mapping[str, Problem]] = {
    **problems_files.PROBLEMS,
    **problems_formats.PROBLEMS,
    **problems_tables.PROBLEMS,
}


def problem(key: str, path: str = "", **values: object) -> PledgecheckError:
    """The error filed under `key`, with `values` put into its sentences."""
    entry = PROBLEMS[key]
    return entry.kind(entry.vi.format(**values), entry.en.format(**values), path=path, code=entry.code)
