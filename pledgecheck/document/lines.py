"""Physical lines to logical ones: markers taken off, wrapped lines joined, table rows cut into cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pledgecheck.document.markers import NONE, Marker, split_marker

Span = tuple[int, int]
_STOPS = frozenset(".;!?")
_TERMINAL = frozenset(".;:!?/")
_BAR = "|"
_LEAST_WRAPPED = 50  # a text of narrower lines is a list of short lines, not a wrapped one
_LONGEST_WRAPPED = 130  # longer lines mean that the text is not wrapped at all
_WRAPS = 3  # so many full lines show that the text was wrapped to a width
_NEARLY_FULL = 0.7  # of the width
_TABLE_BARS = 2  # fewer do not show how wide a table is
_LAST_CELL = 3  # paragraphs that the last cell may have besides its first
_ROW_LINES = 12  # a row goes over so many lines at most
_INDENT = 8  # characters by which a wrapped line may be narrower, because its list is indented
_WRAPPED_AT = 40  # a line shorter than this was ended by its writer, not by a margin


class Line(NamedTuple):
    """A logical line: view span without its marker; cells are view spans for a table row, empty ones too."""

    start: int
    end: int
    marker: Marker = NONE
    cells: tuple[Span, ...] = ()
    blank_before: bool = False


class _Physical(NamedTuple):
    """A line as it stands in the view, and what it says by itself."""

    start: int
    end: int
    marker: Marker
    rest: int  # where the text behind the marker begins
    row: bool
    first_end: int  # where its first paragraph ends, `end` for all but rows of several
    blank_before: bool
    ends: str  # its last character

    @property
    def open(self) -> bool:
        """Whether no sign ends it."""
        return self.ends not in _TERMINAL


Alone = Callable[[_Physical], bool]  # a header, title, field or signature: mostly a line of its own


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cells(text: str, start: int, end: int, numbered: bool) -> tuple[Span, ...]:
    """Cells of a row; empty ones are kept, so that columns stay where the table's head has them.

    `numbered`: a number before the first bar was taken off as the row's marker.
    """
    start, end = _trim(text, start, end)
    framed = text[start : start + 1] == _BAR and text[end - 1] == _BAR
    if numbered or framed:
        start += text[start : start + 1] == _BAR
    if framed:
        end -= 1
    spans, at = [], start
    while True:
        bar = text.find(_BAR, at, end)
        spans.append(_trim(text, at, end if bar < 0 else bar))
        if bar < 0:
            return tuple(spans)
        at = bar + 1


def _physical(text: str) -> list[_Physical]:
    found: list[_Physical] = []
    at, blank = 0, True
    for raw in text.split("\n"):
        start, end = _trim(text, at, at + len(raw))
        at += len(raw) + 1
        if start >= end:
            blank = True
            continue
        marker, rest = split_marker(text, start, end)
        row = text.count(_BAR, start, end) > 0
        found.append(_Physical(start, end, marker, rest, row, end, blank, text[end - 1]))
        blank = False
    return found


def _bars(text: str, line: _Physical) -> int:
    return text.count(_BAR, line.start, line.end)


def _whole_rows(text: str, lines: Sequence[_Physical], alone: Alone) -> list[_Physical]:
    """Rows whose cells hold several paragraphs put together again: a row has as many bars as its table's first.

    A paragraph with a marker of its own stays a line: a cell that holds a list is a list.
    """
    out: list[_Physical] = []
    bars = 0  # of a row of the table being read
    at = 0
    while at < len(lines):
        line = lines[at]
        if not bars or not line.row or line.blank_before:
            bars = _bars(text, line)  # a table begins here, or none is read
        taken = _row_length(text, lines[at : at + _ROW_LINES], bars, alone) if bars >= _TABLE_BARS else 1
        last = lines[at + taken - 1]
        out.append(line._replace(end=last.end, ends=last.ends) if taken > 1 else line)
        at += taken
    return out


def _row_length(text: str, lines: Sequence[_Physical], bars: int, alone: Alone) -> int:
    """How many of these lines make the row that begins in the first, 1 where they do not add up to `bars`."""
    count = _bars(text, lines[0])
    taken = 1
    for line in lines[1:]:
        if count >= bars or line.blank_before or line.marker.style or alone(line):
            break
        count += _bars(text, line)
        taken += 1
    if count != bars:
        return 1
    # More paragraphs of the last cell, where another row follows.
    more = lines[taken : taken + _LAST_CELL + 1]
    plain = next((i for i, line in enumerate(more) if line.row or line.marker.style or line.blank_before), None)
    return taken + plain if plain and more[plain].row and not more[plain].blank_before else taken


class _Wrapping:
    """Tells the line breaks of a margin from those of the writer.

    A margin breaks a line where the next word would not have fitted; a writer mostly breaks it earlier.
    """

    def __init__(self, text: str, lines: Sequence[_Physical], alone: Alone) -> None:
        self.text, self.alone = text, alone
        longest = max((line.end - line.start for line in lines), default=0)
        self.width = longest if longest <= _LONGEST_WRAPPED else 0
        pairs = zip(lines, lines[1:], strict=False)
        plain = sum(
            one.open and not (two.marker.style or two.blank_before) and self._full(one, two) and not alone(two)
            for one, two in pairs
        )
        self.certain = self.width >= _LEAST_WRAPPED and plain >= _WRAPS

    def _full(self, line: _Physical, after: _Physical, indent: int = 0) -> bool:
        first_word = self.text[after.start : after.end].split(" ", 1)[0]
        return not (line.row or after.row) and line.end - line.start + 1 + len(first_word) + indent > self.width

    def joins(self, line: _Physical, after: _Physical, lists: dict[str, Marker]) -> bool:
        """Whether `after` goes on with `line`; `lists` holds the last marker of each style so far."""
        if after.blank_before or after.row or line.row or not self.width or line.ends == ":":
            return False
        full = self._full(line, after)
        if full and after.marker.style:
            # "… trong tháng" above "9. …": a number that continues no list belongs to the sentence.
            known = lists.get(after.marker.style, NONE)
            return line.open and not (after.marker.begins or after.marker.follows(known))
        if full and self.certain:
            if line.open:
                return not (self.alone(line) and self.alone(after))
            # Behind a full stop only running text goes on: it fills its line or ends with a stop itself.
            runs = after.ends in _STOPS or after.end - after.start >= self.width * _NEARLY_FULL
            return runs and not self.alone(after) and not self.alone(line)
        if after.marker.style or not line.open or line.end - line.start < _WRAPPED_AT:
            return False
        return self._full(line, after, _INDENT) and not self.alone(after) and not self.alone(line)


def logical_lines(text: str, alone: Callable[[str], bool] = lambda line: False) -> list[Line]:
    """Logical lines of the view `text`. `alone` tells lines that mostly stand by themselves: headers, titles,
    fields, signatures."""

    def is_alone(line: _Physical) -> bool:
        return alone(text[line.start : line.first_end])

    physical = _whole_rows(text, _physical(text), is_alone)
    wrapping = _Wrapping(text, physical, is_alone)
    lines: list[Line] = []
    lists: dict[str, Marker] = {}
    for at, line in enumerate(physical):
        before = physical[at - 1] if at else None
        bare = bool(lines) and bool(lines[-1].marker.style) and lines[-1].start >= lines[-1].end
        if before is not None and bare and not (line.marker.style or line.blank_before or line.row or is_alone(line)):
            lines[-1] = lines[-1]._replace(start=line.start, end=line.end)
            continue
        if before is not None and not bare and wrapping.joins(before, line, lists):
            lines[-1] = lines[-1]._replace(end=line.end)
            continue
        if line.marker.style:
            lists[line.marker.style] = line.marker
        start, end = _trim(text, line.rest, line.end)
        cells = _cells(text, line.rest, line.end, bool(line.marker.style)) if line.row else ()
        lines.append(Line(start, end, line.marker, cells, line.blank_before))
    return lines


def flattened(text: str, lines: Sequence[Line]) -> str:
    """`text` with a space for each line end inside a logical line: same length, same offsets."""
    pieces, at = [], 0
    for line in lines:
        pieces += [text[at : line.start], text[line.start : line.end].replace("\n", " ")]
        at = line.end
    return "".join([*pieces, text[at:]])
