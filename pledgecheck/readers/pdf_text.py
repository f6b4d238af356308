"""The text layer of a PDF, page by page. Runs in the worker process."""

from __future__ import annotations

import io
import logging
from typing import Any, Final

from pledgecheck.readers.limits import MAX_PAGES, MAX_TEXT_CHARS
from pledgecheck.readers.worker import TaskError

_WRONG_PASSWORD: Final = 4
_UNUSABLE_SECURITY: Final = 5


def open_pdf(data: bytes) -> Any:
    """The document; passwords and absurd sizes are refused."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_WRONG_PASSWORD, _UNUSABLE_SECURITY):
            raise TaskError("password") from None
        raise TaskError("damaged") from None
    if pages > MAX_PAGES:
        raise TaskError("too-many-pages", pages=pages, limit=MAX_PAGES)
    return document


def plain(data: bytes) -> list[list[Any]]:
    """The pages in the order in which their text is stored, each with whether it holds pictures."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    document = open_pdf(data)
    pages: list[list[Any]] = []
    budget = MAX_TEXT_CHARS
    for at in range(len(document)):
        page = document[at]
        text = page.get_textpage().get_text_bounded()
        pictures = any(True for _ in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=3))
        page.close()
        budget -= len(text)
        if budget < 0:
            raise TaskError("too-long", limit=MAX_TEXT_CHARS)
        pages.append([text, pictures])
    document.close()
    return pages


def exact(data: bytes, *, loose: bool = False) -> list[str]:
    """The pages put together from the places of their letters; slower, but letters of a substitute font stay
    in their words. loose: letters also belong to one line where such a font sets them a little higher."""
    import pdfplumber

    logging.disable(logging.CRITICAL)
    pages = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        if len(document.pages) > MAX_PAGES:
            raise TaskError("too-many-pages", pages=len(document.pages), limit=MAX_PAGES)
        for page in document.pages:
            heights = sorted(char["height"] for char in page.chars)
            usual = heights[len(heights) // 2] if heights else 0.0
            pages.append(
                page.extract_text(y_tolerance=max(3.0, usual * 0.5)) if loose else page.extract_text()
            )
            page.close()
    return pages
