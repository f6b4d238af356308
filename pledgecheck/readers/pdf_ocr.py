"""Recognises the text of scanned pages with tesseract. Runs in the worker process."""

from __future__ import annotations

import math
import subprocess
from typing import Any, Final

from pledgecheck.readers.limits import MAX_OCR_PIXELS, MAX_OCR_SECONDS
from pledgecheck.readers.pdf_text import open_pdf
from pledgecheck.readers.worker import TaskError

_DPI: Final = 300
_INK: Final = 128
"""Grey value under which a point is ink; a page without any is blank."""


def recognise(data: bytes, *, pages: list[int], tesseract: str, turned: bool) -> list[dict[str, Any]]:
    """Text of the pages named, and whether they show anything at all. turned: find out how they lie."""
    document = open_pdf(data)
    return [_page(document[at], tesseract, turned) for at in pages]


def _page(page: Any, tesseract: str, turned: bool) -> dict[str, Any]:
    width, height = page.get_size()
    most = math.sqrt(MAX_OCR_PIXELS / max(width * height, 1.0))
    bitmap = page.render(scale=min(_DPI / 72, most), grayscale=True)
    raw = bytes(bitmap.buffer)
    rows = [raw[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height)]
    pixels = b"".join(rows)
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + pixels
    page.close()
    if min(pixels, default=255) > _INK:
        return {"text": "", "blank": True}
    command = [tesseract, "stdin", "stdout", "-l", "vie", "--dpi", str(_DPI), "--psm", "1" if turned else "3"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MAX_OCR_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TaskError("too-slow", seconds=MAX_OCR_SECONDS) from None
    return {"text": done.stdout.decode("utf-8", "replace").replace("\f", ""), "blank": False}
