"""Reads PDF: its text layer, put together more carefully where the gate finds it scrambled, else by OCR."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Final

from pledgecheck.model import Pledge
from pledgecheck.readers import ocr
from pledgecheck.readers.isolate import call
from pledgecheck.readers.limits import MAX_OCR_PAGES, MAX_OCR_SECONDS, MAX_SECONDS, MAX_TEXT_CHARS
from pledgecheck.readers.old_text import repair
from pledgecheck.readers.options import DEFAULTS, ReadOptions
from pledgecheck.readers.pdf_lines import without_furniture
from pledgecheck.readers.problems import problem
from pledgecheck.readers.stamps import refuse_stamped
from pledgecheck.text.gate import examine
from pledgecheck.text.view import make_view

_LEAST_CHARS: Final = 30
"""A page with pictures and fewer visible characters is a scan."""
_LEAST_WORDS: Final = 8
"""A recognised page with fewer words was not recognised."""
_UNWANTED: Final = str.maketrans(
    {"\r": None, "\0": None, "\x02": None, "\ufffe": None, "\uffff": None, "\f": "\n"}
)
# Letters of a substitute font that slipped into a line of their own: "ọ ễ ứ ụ".
_SPLINTERS: Final = re.compile(r"^(?:[^\W\d_] )+[^\W\d_]$", re.M)


def read_pdf(data: bytes, name: str = "", options: ReadOptions = DEFAULTS) -> Pledge:
    """The one pledge in a PDF. Page numbers and repeated page headers are left out."""
    if find_spec("pypdfium2") is None:
        raise problem("needs-pdf", name)
    found = [(_clean(text), bool(pictures)) for text, pictures in call("pdf", data, name)]
    pages = [text for text, _ in found]
    empty = [at for at, (text, pictures) in enumerate(found) if _is_picture(text, pictures)]
    if len(empty) * 2 > len(pages):
        pages = _recognised(data, name, options, pages, empty)
    elif _is_bad("\n".join(pages)):
        pages = _better(data, name, options, pages)
    text, layout = _joined(without_furniture(pages))
    refuse_stamped(text, name)
    if not text.strip():
        raise problem("no-text", name)
    if len(text) > MAX_TEXT_CHARS:
        raise problem("too-long", name, limit=MAX_TEXT_CHARS)
    repaired = repair(text)
    pledge = Pledge(text=repaired, source=name)
    return pledge.with_layout(layout) if repaired == text else pledge


def _is_picture(text: str, pictures: bool) -> bool:
    """Whether a page shows its words as a picture or as lines; a short page of text is none."""
    visible = len("".join(text.split()))
    return visible < _LEAST_CHARS and (pictures or visible == 0)


def _clean(page: str) -> str:
    return page.translate(_UNWANTED).strip("\n")


def _joined(pages: Sequence[str]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    parts = []
    layout = []
    at = 0
    for number, page in enumerate(pages, 1):
        if page.strip():
            layout.append((at, at + len(page), f"page {number}"))
            parts.append(page)
            at += len(page) + 1
    return "\n".join(parts), tuple(layout)


def _share(text: str) -> float:
    language = examine(make_view(text))
    return 1.0 if language.verdict in ("ok", "no_diacritics") else language.share


def _is_bad(text: str) -> bool:
    return _share(repair(text)) < 1.0 or bool(_SPLINTERS.search(text))


def _quality(pages: Sequence[str]) -> tuple[float, int]:
    """The share of sound words, and (negative) the number of slipped lines."""
    text = repair("\n".join(pages))
    return examine(make_view(text)).share, -len(_SPLINTERS.findall(text))


def _better(data: bytes, name: str, options: ReadOptions, pages: list[str]) -> list[str]:
    """The pages read with more care. What stays scrambled is returned so: the gate will say it."""
    found = [pages]
    if find_spec("pdfplumber") is not None:
        for loose in (False, True):
            found.append(
                [_clean(page) for page in call("pdf-exact", data, name, seconds=4 * MAX_SECONDS, loose=loose)]
            )
            if not _is_bad("\n".join(found[-1])):
                break
    best = max(found, key=_quality)
    scrambled = examine(make_view(repair("\n".join(best)))).verdict == "scrambled"
    if scrambled and options.ocr and ocr.program() is not None:
        seen = _ocr(data, name, list(range(len(pages))))
        if _share("\n".join(text for text, _ in seen)) == 1.0:
            return [text for text, _ in seen]
    return best


def _recognised(
    data: bytes, name: str, options: ReadOptions, pages: list[str], empty: list[int]
) -> list[str]:
    """The pages of a scan with the text that tesseract finds in them."""
    if not options.ocr or ocr.program() is None:
        raise problem("needs-ocr", name)
    seen = dict(zip(empty, _ocr(data, name, empty), strict=True))
    if len(empty) == len(pages) and all(blank for _, blank in seen.values()):
        raise problem("no-text", name)
    whole = [seen[at][0] if at in seen else page for at, page in enumerate(pages)]
    language = examine(make_view("\n".join(whole)))
    if language.verdict != "ok" or language.words < _LEAST_WORDS:
        raise problem("handwritten", name)
    return whole


def _ocr(data: bytes, name: str, pages: list[int]) -> list[tuple[str, bool]]:
    if len(pages) > MAX_OCR_PAGES:
        raise problem("too-many-pages", name, pages=len(pages), limit=MAX_OCR_PAGES)
    found = ocr.program()
    assert found is not None
    seconds = MAX_SECONDS + MAX_OCR_SECONDS * len(pages)
    seen = call(
        "pdf-ocr",
        data,
        name,
        seconds=seconds,
        pages=pages,
        tesseract=found.path,
        turned=found.finds_orientation,
    )
    return [(_clean(page["text"]), bool(page["blank"])) for page in seen]
