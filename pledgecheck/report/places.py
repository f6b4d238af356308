"""Where a span stands, for people: line and column, and the place in the source document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class Places:
    """Line, column and location of offsets into one text as read."""

    __slots__ = ("_layout", "_lines", "_starts")

    def __init__(self, text: str, layout: Sequence[tuple[int, int, str]] = ()) -> None:
        self._lines = [0]
        at = text.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = text.find("\n", at + 1)
        self._layout = sorted(layout)
        self._starts = [start for start, _, _ in self._layout]

    def line_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a code point."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def location(self, offset: int) -> str | None:
        """The label of the block of the source document, such as "paragraph 7"; None for plain text."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        start, end, label = self._layout[at]
        return label if start <= offset < max(end, start + 1) else None
