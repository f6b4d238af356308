"""Table rows: which cell holds the promise, and which lend to it."""

from __future__ import annotations

from collections.abc import Sequence

from pledgecheck.document.lines import Line, Span
from pledgecheck.document.model import Row
from pledgecheck.text.lexicon import Lexicon

_HEAD_CELL = 40  # characters; longer cells are content
_HEAD_CELLS = 2  # so many known column names make a head


def _filled(spans: Sequence[Span]) -> list[int]:
    return [i for i, (start, end) in enumerate(spans) if start < end]


def is_head(line: Line, text: str, lexicon: Lexicon) -> bool:
    """Whether the row names the columns."""
    names = [text[a:b] for a, b in line.cells if a < b]
    if not line.marker.style and names and lexicon.search("table_number", names[0]):
        return True
    known = sum(len(name) < _HEAD_CELL and bool(lexicon.search("table_head", name)) for name in names)
    return len(names) >= _HEAD_CELLS and known >= _HEAD_CELLS


def read_row(line: Line, text: str, head: Sequence[str], lexicon: Lexicon) -> Row | None:
    """The promise cell of a row: the column that the head calls content, else the longest cell.

    A row may have fewer cells than the head (its number became its marker): columns are counted from the right.
    """
    cells = line.cells
    filled = _filled(cells)
    if not filled:
        return None
    offset = max(0, len(head) - len(cells))

    def under(name: str) -> list[int]:
        """Filled cells whose column the head calls by a word of the pattern group `name`."""
        names = {i: head[i + offset] for i in filled if i + offset < len(head)}
        return [i for i, title in names.items() if len(title) < _HEAD_CELL and lexicon.search(name, title)]

    content = under("table_content")
    main = content[0] if content else max(filled, key=lambda i: cells[i][1] - cells[i][0])

    def beside(name: str) -> Span | None:
        return next((cells[i] for i in under(name) if i != main), None)

    lent = tuple(cells[i] for i in filled if i != main)
    return Row(cells[main], lent, beside("table_who"), beside("table_how"))
