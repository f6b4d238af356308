"""The output formats by name. A new format is a module with `write` or `write_to`, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pledgecheck.errors import UnknownNameError, UsageError, did_you_mean
from pledgecheck.reporters.base import Outcome, Style

if TYPE_CHECKING:
    from pledgecheck.reporters.redact import Redactor

FORMATS: dict[str, str] = {
    "terminal": "pledgecheck.reporters.terminal",
    "json": "pledgecheck.reporters.json",
    "jsonl": "pledgecheck.reporters.jsonl",
    "csv": "pledgecheck.reporters.csv_report",
    "html": "pledgecheck.reporters.html",
    "xlsx": "pledgecheck.reporters.xlsx",
    "docx": "pledgecheck.reporters.docx",
    "sarif": "pledgecheck.reporters.sarif",
    "junit": "pledgecheck.reporters.junit",
}
Opener = Callable[[Path | None], AbstractContextManager[TextIO]]


def reporter(name: str) -> Any:
    """The module of a format; it is imported only now."""
    known = ", ".join(FORMATS)
    if name not in FORMATS:
        vi, en = did_you_mean(name, FORMATS)
        raise UnknownNameError(
            f"không có định dạng “{name}”.{vi} Có: {known}.",
            f"there is no format “{name}”.{en} Known: {known}.",
        )
    return import_module(FORMATS[name])


def deliver(
    module: Any,
    outcome: Outcome,
    path: Path | None,
    style: Style,
    opener: Opener,
    redactor: Redactor | None = None,
) -> None:
    """Write `outcome` by the format's module to `path`, or to stdout where there is none.

    redactor: takes names and numbers of people out first, for every format in the same way.
    """
    if redactor is not None:
        from pledgecheck.reporters.redact_outcome import redacted

        outcome, style = redacted(outcome, style.lang, redactor), replace(style, redact=False)
    if path is not None and hasattr(module, "write_to"):
        module.write_to(outcome, path, style)
        return
    if not hasattr(module, "write"):
        raise UsageError(
            "định dạng này cần tên tệp: thêm --output FILE.", "this format needs a file: add --output FILE."
        )
    with opener(path) as out:
        module.write(outcome, out, style)
