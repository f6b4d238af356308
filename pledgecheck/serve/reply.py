"""An answer before it becomes one of HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """A page, or a file where it has a name."""

    body: bytes = field(repr=False)
    status: int = 200
    media_type: str = HTML
    name: str = ""


def page(html: str, status: int = 200) -> Reply:
    """A page."""
    return Reply(html.encode(), status)
