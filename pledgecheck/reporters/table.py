"""The output formats by name. A new format is a module with a `write` function and a row here."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from pledgecheck.errors import UnknownNameError, UsageError, did_you_mean
from pledgecheck.reporters.base import Reporter

FORMATS: dict[str, str] = {
    "terminal": "pledgecheck.reporters.terminal",
    "json": "pledgecheck.reporters.json",
    "jsonl": "pledgecheck.reporters.jsonl",
}
# Named by the public contract and not written yet.
PLANNED = ("csv", "sarif", "junit", "html", "xlsx", "docx")


def reporter(name: str) -> Reporter:
    """The reporter of a format; it is imported only now."""
    known = ", ".join(FORMATS)
    if name in PLANNED:
        raise UsageError(
            f"bản này chưa ghi được định dạng “{name}”. Có: {known}.",
            f"this version cannot write “{name}” yet. Known: {known}.",
        )
    if name not in FORMATS:
        vi, en = did_you_mean(name, FORMATS)
        raise UnknownNameError(
            f"không có định dạng “{name}”.{vi} Có: {known}.",
            f"there is no format “{name}”.{en} Known: {known}.",
        )
    return cast(Reporter, import_module(FORMATS[name]).write)
