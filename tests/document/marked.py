"""Documents for these tests: parsed with the core rules; whole pledges with their commitments in [[…]]."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pledgecheck.document.model import Document
from pledgecheck.document.parse import parse
from pledgecheck.packs import gather, merge
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view

PLEDGES = Path(__file__).parent / "pledges"
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@cache
def lexicon() -> Lexicon:
    """The vocabulary of the core pack."""
    return merge(gather()).lexicon


def read(text: str) -> Document:
    """The document of a text."""
    return parse(make_view(text), lexicon())


def promised(text: str) -> list[str]:
    """The commitments of a text, as read."""
    document = read(text)
    spans = [document.view.span(p.start, p.end) for p in document.promises]
    return [text[a:b] for a, b in spans]


def roles(text: str) -> list[str]:
    """The roles of its lines."""
    return [block.role.value for block in read(text).blocks]


def unmarked(text: str) -> tuple[str, list[str]]:
    """The text without the marks, and what stood between them."""
    return _MARK.sub(r"\1", text), _MARK.findall(text)
