"""Text put into XML that we write: escaped, without characters that XML forbids or that reorder a line."""

from __future__ import annotations

import re
from typing import Final

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Controls and lone surrogates may not stand in XML at all; embeddings, overrides and isolates turn the
# reading order of what stands around them.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SIGNS: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}


def printable(text: str) -> str:
    """The text without characters that break a file or reorder a line."""
    return _UNWANTED.sub("", text)


def escaped(text: str) -> str:
    """The text as it stands between tags or in an attribute."""
    return printable(text).translate(_SIGNS)


def attributes(**values: object) -> str:
    """Attributes with a space before each; what is None is left out. `class_` gives class."""
    return "".join(
        f' {name.rstrip("_").replace("__", ":")}="{escaped(str(value))}"'
        for name, value in values.items()
        if value is not None
    )
