"""What a PDF repeats on its pages and no reader takes for text: page numbers, headers, footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_NUMBER: Final = re.compile(r"^\W*(?:(?:trang|page)\s*)?\d{1,3}(?:\s*(?:/|of|trên)\s*\d{1,3})?\W*$", re.I)
_DIGITS: Final = re.compile(r"\d+")
_EDGE: Final = 2
"""Lines at the top and at the bottom of a page that may repeat."""
_FROM_PAGES: Final = 3
_SHARE: Final = 0.6


def without_furniture(pages: Sequence[str]) -> list[str]:
    """The pages without their numbers and without lines that most of them repeat at the edge."""
    lines = [page.split("\n") for page in pages]
    repeated = _repeated(lines)
    return ["\n".join(_inner(page, repeated, alone=len(pages) == 1)) for page in lines]


def _edges(page: list[str]) -> list[int]:
    filled = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split())).casefold()


def _repeated(pages: Sequence[list[str]]) -> set[str]:
    filled = [page for page in pages if any(line.strip() for line in page)]
    if len(filled) < _FROM_PAGES:
        return set()
    seen = Counter(key for page in filled for key in {_key(page[at]) for at in _edges(page)})
    return {key for key, count in seen.items() if count >= max(_FROM_PAGES, _SHARE * len(filled))}


def _inner(page: list[str], repeated: set[str], *, alone: bool) -> list[str]:
    dropped = {at for at in _edges(page) if _key(page[at]) in repeated}
    left = [at for at, line in enumerate(page) if line.strip() and at not in dropped]
    for at in (left[:1] + left[-1:]) if len(left) > 1 else []:
        # On the only page a bare number at the top may be content; at the bottom it is the page number.
        if _NUMBER.match(page[at]) and not (alone and at == left[0]):
            dropped.add(at)
    return [line for at, line in enumerate(page) if at not in dropped]
