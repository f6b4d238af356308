"""Text made harmless for a page: what could turn the reading order round or break the file is replaced."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

_RUN = re.compile(" {12,}")
_REPLACED = "\ufffd"
_TABLE: dict[int, str | None] = {
    # Controls, without tab, line feed and carriage return
    **{
        code: _REPLACED for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A, 0x0D, 0x85)
    },
    # Embeddings, overrides, isolates: they reorder what stands around them
    **{code: _REPLACED for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
    # Marks of direction show nothing and are of no use here
    **dict.fromkeys((0x200E, 0x200F, 0x061C)),
    **{code: _REPLACED for code in (0xFFFE, 0xFFFF)},
}
_CLEAN = frozenset(map(chr, _TABLE))


def clean(text: str) -> str:
    """The text without characters that reorder, break or hide; lone surrogates are replaced."""
    if not _CLEAN.isdisjoint(text):
        text = text.translate(_TABLE)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode()
    return text


def finalize(value: Any) -> Any:
    """For every expression of a template, before it is escaped. Markup of our own making passes."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return clean(value)
    return "" if value is None else value


def calm(text: str) -> str:
    """Long runs of spaces, which set columns in typewriter fonts, made shorter for a page."""
    return _RUN.sub(lambda match: " " * (len(match[0]) * 6 // 10), text)


def web_address(text: str) -> str | None:
    """The text if it is a web address that may be linked, else None."""
    address = text.strip()
    return (
        address
        if address.startswith(("https://", "http://")) and not any(c.isspace() for c in address)
        else None
    )
