"""Physical lines to logical ones: markers taken off, wrapped lines joined, table rows cut into cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_ORDINAL = "nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười"
_WORDNUM = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
# (level, pattern); the first that matches wins. Everything is matched on folded text.
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (1, rf"phần (?:thứ )?(?:{_ORDINAL}|{_WORDNUM}|[ivx]+|\d)\s*(?:[.:,)/-]\s*|$|(?=\n))"),
        (1, r"(?:[ivx]{1,5})\s*[.)/:-]\s+"),
        (3, r"\(?\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s*[.):]?\s+(?!triệu|nghìn|tỷ|km)"),
        (2, r"\(?\d{1,2}\s*(?:[.)/:]|-(?=\s))(?!\d)\s*"),
        (2, rf"(?:{_WORDNUM}) là\s*[,:]?\s+"),
        (2, rf"thứ (?:{_ORDINAL})\s*[,:]\s*"),
        (2, rf"(?:việc|điều|nội dung|nhiệm vụ) (?:thứ )?(?:{_ORDINAL}|{_WORDNUM}|\d{{1,2}})\s*[.:,-]\s*"),
        (2, r"(?:cuối cùng|sau cùng)\s*,\s*"),
        (2, r"\d{1,2}(?=\s*\|)"),
        (2, r"[a-dđe]\s*/\s*"),
        (4, r"\(?[a-zđ]\s*[.)]\s+"),
        (5, r"[-•*●▪■◦○→►✓☐❖·]+\s*(?=\S)"),
        (5, r"o\s(?=\S)"),
        (6, r"\+\s*"),
    )
)
_TERMINAL = (".", ";", ":", "!", "?", "./", "/.")
_WRAPPED_AT = 40  # a line shorter than this was ended by its writer, not by a margin
_LONGEST_WRAPPED = 130  # longer lines mean that the text is not wrapped at all


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: view span without its marker; cells are view spans for a table row."""

    start: int
    end: int
    marker: str
    level: int
    cells: tuple[tuple[int, int], ...] = ()
    blank_before: bool = False


def split_marker(text: str, start: int, end: int) -> tuple[str, int, int]:
    """(marker, level, start of the rest); several markers in a row count as the first."""
    marker, level, at = "", 0, start
    for _ in range(2):
        for depth, pattern in _MARKERS:
            match = pattern.match(text, at, end)
            if match and match.end() <= end and (match.end() < end or depth <= 2):
                if not marker:
                    marker, level = match[0].strip(), depth
                at = match.end()
                break
        else:
            break
    return marker, level, at


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    spans, at = [], start
    while at <= end:
        bar = text.find("|", at, end)
        stop = end if bar < 0 else bar
        spans.append(_trim(text, at, stop))
        if bar < 0:
            break
        at = bar + 1
    return tuple(s for s in spans if s[0] < s[1])


def _wrap_width(text: str) -> int:
    """The margin at which the text was wrapped by hand, 0 when its lines are whole paragraphs."""
    longest = max((len(line) for line in text.split("\n")), default=0)
    return longest if longest <= _LONGEST_WRAPPED else 0


def logical_lines(text: str, alone: Callable[[str], bool] = lambda line: False) -> list[Line]:
    """Logical lines of the view `text`. Lines for which `alone` holds are never joined with others."""
    lines: list[Line] = []
    width = _wrap_width(text)
    open_end = False  # the last line may go on in the next one
    at = 0
    blank = True
    for raw in text.split("\n"):
        start, end = _trim(text, at, at + len(raw))
        at += len(raw) + 1
        if start >= end:
            blank, open_end = True, False
            continue
        if text.count("|", start, end) >= 1:
            marker, level, rest = split_marker(text, start, end)
            lines.append(Line(rest, end, marker, level, _cells(text, rest, end), blank))
            blank, open_end = False, False
            continue
        marker, level, rest = split_marker(text, start, end)
        by_itself = alone(text[start:end])
        bare = bool(lines) and lines[-1].marker and lines[-1].start >= lines[-1].end
        if (open_end or bare) and not marker and not by_itself and not blank:
            last = lines[-1]
            lines[-1] = Line(start if bare else last.start, end, last.marker, last.level, (), last.blank_before)
        else:
            lines.append(Line(*_trim(text, rest, end), marker, level, (), blank))
        open_end = not by_itself and end - start >= max(_WRAPPED_AT, 0.7 * width) and width > 0 \
            and not text[start:end].endswith(_TERMINAL)
        blank = False
    return lines
