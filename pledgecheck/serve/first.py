"""The first page as it stands before the rules are there: kept ready, for to render it takes longer than to wait.

`static/first.vi.html` and `first.en.html` are what `check_page` makes of an empty form, with marks where
this installation decides. Written by `python -m pledgecheck.serve.first`; a test compares them.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from typing import Final

from pledgecheck.serve.assets import asset_version
from pledgecheck.version import VERSION

_MARK: Final = "\N{SYMBOL FOR START OF HEADING}"
_VERSION: Final = f"{_MARK}version"
_ASSETS: Final = f"{_MARK}assets"
_PDF: Final = {f"{_MARK}names": ",.pdf", f"{_MARK}kinds": ", .pdf"}


def has_pdf() -> bool:
    """Whether PDF can be read here."""
    return find_spec("pypdfium2") is not None or find_spec("pdfplumber") is not None


def first_page(lang: str) -> bytes:
    """The empty form."""
    html = files("pledgecheck").joinpath("serve", "static", f"first.{lang}.html").read_text("utf-8")
    html = html.replace(_VERSION, VERSION).replace(_ASSETS, asset_version())
    for mark, text in _PDF.items():
        html = html.replace(mark, text if has_pdf() else "")
    return html.encode()


def template(lang: str) -> str:
    """The page with its marks, rendered now."""
    from pledgecheck.serve.forms import Form
    from pledgecheck.serve.views import check_page

    html = check_page(Form(lang=lang), (), kinds=("text", "docx", "pdf"))
    for text, mark in ((f"pledgecheck {VERSION}", f"pledgecheck {_VERSION}"), (f"?{asset_version()}", f"?{_ASSETS}"),
                       *((text, mark) for mark, text in _PDF.items())):  # fmt: skip
        if text not in html:
            raise ValueError(f"the page does not say “{text}”")
        html = html.replace(text, mark)
    return html


def main() -> None:
    """Write both pages."""
    from pathlib import Path

    for lang in ("vi", "en"):
        path = Path(__file__).with_name("static") / f"first.{lang}.html"
        path.write_text(template(lang), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
