"""What a pledge says about itself: year, kind, author, role, unit, date of signing, name of the model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgecheck.document.model import Block, Meta, Role
from pledgecheck.text.lexicon import Lexicon, Part
from pledgecheck.text.view import View

_YEAR = re.compile(r"\bnăm (?:học )?(20\d\d)\b")
_SIGNED = re.compile(
    r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(20\d\d)|(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(20\d\d)"
)
_HEAD = 1200  # characters, or a quarter of the text, in which the pledge introduces itself
_TITLE_GUESS = 400  # characters taken for the title where none is recognised


def mine(view: View, blocks: Sequence[Block], lexicon: Lexicon) -> Meta:
    """Metadata of the view; author, role, unit and model in the wording as read."""
    text = view.text
    part = lexicon.part(text)

    def first(name: str) -> str | None:
        match = part.search(name)
        group = match and next((i for i in range(1, len(match.groups()) + 1) if match[i] is not None), 0)
        if not match or not group:
            return None
        start, end = view.span(match.start(group), match.end(group))
        return " ".join(view.source[start:end].split()).strip(" .,;-") or None

    head = text[: max(_HEAD, len(text) // 4)]
    titles = " ".join(text[b.start : b.end] for b in blocks if b.role is Role.TITLE)
    year = _YEAR.search(titles) or _YEAR.search(head)
    signed = _signed(text, blocks, lexicon)
    return Meta(
        kind=_kind(part, lexicon.part(titles or head[:_TITLE_GUESS]), len(head)),
        year=int(year[1]) if year else (int(signed[:4]) if signed else None),
        author=first("meta_name"),
        role=first("meta_role"),
        unit=first("meta_unit"),
        signed=signed,
        model_name=first("meta_model"),
    )


def _kind(part: Part, title: Part, head: int) -> str:
    """Model by its name, else who speaks: a person or a body. part: the whole text; head: where its head ends."""
    if title.has("meta_model_title") or part.has("meta_model_line"):
        return "model"
    if title.has("meta_body_title") and not part.search_until("meta_field_of_person", head):
        return "collective"
    if part.search_until("meta_person", head):
        return "individual"
    return "collective" if part.has("meta_body") else "individual"


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = match.group(1, 2, 3) if match[3] else match.group(4, 5, 6)
    d, m = int(day), int(month)
    return f"{year}-{m:02d}-{d:02d}" if 1 <= d <= 31 and 1 <= m <= 12 else None


def _signed(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> str | None:
    """The date in the header or the signature: only in lines that are boilerplate."""
    dates = []
    for block in blocks:
        if block.role is Role.BOILERPLATE and not lexicon.search("meta_legal_basis", text[block.start : block.end]):
            match = _SIGNED.search(text, block.start, block.end)
            if match and not lexicon.search("meta_numbered", text[block.start : match.start()]):
                dates.append(_iso(match))
    return next((d for d in reversed(dates) if d), None)
