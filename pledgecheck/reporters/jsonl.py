"""JSON Lines: one report a line; then {"error": …}, {"skipped": …} and, after an audit, {"audit": …}."""

from __future__ import annotations

import json
from typing import TextIO

from pledgecheck.model import dump
from pledgecheck.reporters.base import Outcome, Style


def write(outcome: Outcome, out: TextIO, style: Style) -> None:
    """The outcome line by line."""
    for line in outcome.lines():
        out.write(line + "\n")
    for failed in outcome.errors:
        out.write(json.dumps({"error": dump(failed)}, ensure_ascii=False) + "\n")
    for left in outcome.skipped:
        out.write(json.dumps({"skipped": dump(left)}, ensure_ascii=False) + "\n")
    if outcome.audit is not None:
        out.write(json.dumps({"audit": dump(outcome.audit)}, ensure_ascii=False) + "\n")
