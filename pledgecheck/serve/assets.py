"""The files of /static."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files


@cache
def assets() -> Mapping[str, tuple[bytes, str]]:
    """The files of /static: content and type."""
    whole = files("pledgecheck")  # not of the report's own package: to import that takes long
    report = whole.joinpath("reporters", "html", "templates", "style.css").read_bytes()
    own = whole.joinpath("serve", "static")
    return {
        "report.css": (report, "text/css; charset=utf-8"),
        "page.css": (own.joinpath("page.css").read_bytes(), "text/css; charset=utf-8"),
        "page.js": (own.joinpath("page.js").read_bytes(), "text/javascript; charset=utf-8"),
        "icon.svg": (own.joinpath("icon.svg").read_bytes(), "image/svg+xml"),
    }


@cache
def asset_version() -> str:
    """Changes with the files, so that an old one is never shown with a new page."""
    return sha256(b"".join(data for data, _ in assets().values())).hexdigest()[:10]
