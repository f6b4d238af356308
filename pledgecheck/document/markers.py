"""List markers at the beginning of a line: what they look like, and which number they stand for.

Numbers, letters and ordinals are grammar, not vocabulary: they stay in code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINAL, _NUMBER = "|".join(_ORDINALS), "|".join(_NUMBERS)
_NAMED = "(?:việc(?: làm)?|điều|nội dung|nhiệm vụ|mục tiêu|cam kết)(?: cụ thể| đăng ký| làm theo)?"
# (style, depth, pattern); the first that matches wins. Everything is matched on folded text.
_MARKERS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (style, depth, re.compile(pattern))
    for style, depth, pattern in (
        ("part", 1, rf"phần (?:thứ )?(?:{_ORDINAL}|{_NUMBER}|[ivx]+|\d)\s*(?:[.:,)/-]\s*|$|(?=\n))"),
        ("roman", 1, r"[ivx]{1,5}\s*[.)/:-]\s+"),
        ("decimal", 3, r"\(?\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s*[.):]?\s+(?!triệu|nghìn|tỷ|km)"),
        ("number", 2, r"\(?\d{1,2}\s*(?:[.)/:]|-(?=\s))(?!\d)\s*"),
        ("word", 2, rf"(?:{_NUMBER}) là\s*[,:]?\s+"),
        ("ordinal", 2, rf"thứ (?:{_ORDINAL})\s*[,:]\s*"),
        ("named", 2, rf"{_NAMED} (?:thứ |số )?(?:{_ORDINAL}|{_NUMBER}|\d{{1,2}})\s*[.:,-]\s*"),
        ("last", 2, r"(?:cuối cùng|sau cùng)\s*,\s*"),
        ("cell", 2, r"\d{1,2}(?=\s*\|)"),
        ("letter", 4, r"[a-dđe]\s*/(?:\s+|(?=\w\w))"),  # not the "đ/" of "đ/c"
        ("letter", 4, r"\(?[a-zđ]\s*[.)]\s+"),
        ("bullet", 5, r"[-•*●▪■◦○→►✓☐❖·]+\s*(?=\S)"),
        ("bullet", 5, r"o\s(?=\S)"),
        ("plus", 6, r"\+\s*"),
    )
)
# Most lines have none: one look tells.
_ANY = re.compile("|".join([f"(?:{pattern.pattern})" for _, _, pattern in _MARKERS]))
_BULLETS = frozenset({"bullet", "plus"})
_MAY_END_LINE = 2  # markers up to this depth may stand alone in their line


@dataclass(frozen=True, slots=True)
class Marker:
    """`number` is the place in its list that the sign stands for, 0 where it tells none."""

    text: str = ""
    style: str = ""
    depth: int = 0  # 1 = I., 6 = +; 0 = none
    number: int = 0

    @property
    def is_bullet(self) -> bool:
        """A sign that every item of its list bears."""
        return self.style in _BULLETS

    @property
    def begins(self) -> bool:
        """Whether a list begins here: its first number, or a bullet."""
        return self.is_bullet or self.number == 1

    def follows(self, other: Marker) -> bool:
        """Whether this is the next item of the list that `other` belongs to (b and c may be swapped for đ)."""
        if self.style != other.style:
            return False
        return self.is_bullet or 0 < self.number - other.number <= (2 if self.style == "letter" else 1)


NONE = Marker()


def _number(style: str, text: str) -> int:
    sign = text.strip("( ").rstrip(" .):,/-")
    if style in ("number", "cell") and sign.isdigit():
        return int(sign)
    if style == "decimal":
        return int(sign.rsplit(".", 1)[-1])
    if style == "letter":
        return _LETTERS.find(sign) + 1
    last = sign.rsplit(" ", 1)[-1]
    if style == "word":
        last = sign.split(" ")[0]
    for row in (_ORDINALS, _NUMBERS, _ROMAN):
        if last in row:
            return row.index(last) + 1
    return int(last) if last.isdigit() else 0


def split_marker(text: str, start: int, end: int) -> tuple[Marker, int]:
    """The marker at the head of view text[start:end], and where the rest begins; of two in a row the first."""
    marker, at = NONE, start
    for _ in range(2):
        if not _ANY.match(text, at, end):
            break
        for style, depth, pattern in _MARKERS:
            match = pattern.match(text, at, end)
            if match and match.end() <= end and (match.end() < end or depth <= _MAY_END_LINE):
                if not marker.style:
                    sign = match[0].strip()
                    marker = Marker(sign, style, depth, _number(style, sign))
                at = match.end()
                break
        else:
            break
    return marker, at
