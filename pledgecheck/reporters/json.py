"""One JSON document, as the contract has it; reports are streamed, one a line."""

from __future__ import annotations

import json
from typing import Any, TextIO

from pledgecheck.model import dump
from pledgecheck.reporters.base import Outcome, Style

VERSION = 1


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def write(outcome: Outcome, out: TextIO, style: Style) -> None:
    """The whole outcome as one document."""
    out.write(f'{{"version": {VERSION},\n"tool": {_text(outcome.tool())},\n"reports": [')
    for at, line in enumerate(outcome.lines()):
        out.write(",\n" if at else "\n")
        out.write(line)
    out.write(f'\n],\n"errors": {_text([dump(each) for each in outcome.errors])}')
    out.write(f',\n"skipped": {_text([dump(each) for each in outcome.skipped])}')
    out.write(f',\n"audit": {_text(dump(outcome.audit)) if outcome.audit else "null"}}}\n')
