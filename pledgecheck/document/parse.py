"""The one way from a view to a document."""

from __future__ import annotations

from pledgecheck.document.blocks import read_blocks
from pledgecheck.document.metadata import mine
from pledgecheck.document.model import Document
from pledgecheck.document.promises import read_promises
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import View


def parse(view: View, lexicon: Lexicon) -> Document:
    """Take the pledge apart: blocks, item tree, commitments, metadata. Never fails on text."""
    blocks, rows = read_blocks(view.text, lexicon)
    promises = read_promises(view.text, blocks, lexicon)

    def as_read(start: int, end: int) -> str:
        a, b = view.span(start, end)
        return view.source[a:b]

    return Document(
        view=view,
        blocks=tuple(blocks),
        promises=tuple(promises),
        meta=mine(view.text, as_read, blocks),
        rows=tuple(sorted((i, r) for i, r in rows.items())),
    )

