"""The one way from a view to a document."""

from __future__ import annotations

from dataclasses import replace

from pledgecheck.document.blocks import Reader
from pledgecheck.document.metadata import mine
from pledgecheck.document.model import Document
from pledgecheck.document.promises import read_promises
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import View


def parse(view: View, lexicon: Lexicon) -> Document:
    """Take the pledge apart: blocks, item tree, commitments, metadata. Never fails on text.

    The document's view is `view` with the lines that a margin wrapped joined again; offsets stay.
    """
    reader = Reader(view.text, lexicon)
    blocks, rows = reader.read()
    joined = replace(view, text=reader.text)
    return Document(
        view=joined,
        blocks=tuple(blocks),
        promises=tuple(read_promises(joined.text, blocks, lexicon)),
        meta=mine(joined, blocks, lexicon),
        rows=tuple(sorted((i, r) for i, r in rows.items())),
    )
