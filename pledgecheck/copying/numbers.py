"""What kind of number a token is, whether two differ, and whether more or less of it makes sense."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledgecheck.copying.tokens import NUMBER, Tokens

_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?|(\d{1,2})[/.-](\d{4})")
_POINT_IN_TIME = re.compile(r"\d{1,2}:\d\d|.*/.*|\d+-\d+-\d+|\d+\.\d+\.\d{4}|(?:19|20)\d\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3}){2,}")
_CODE = re.compile(r"[-/]\w*[^\W\d_]")
CLAUSE_END = frozenset(".!?:;,…•|()\n")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The closed class of words (folded) that tell a quantity from a label or a point in time."""

    before_label: frozenset[str] = _words(
        "ngày tháng năm quý thứ số điều khoản mục chương phần tổ lớp khóa ca đội phòng ngõ đường khu khối"
    )
    hour: frozenset[str] = _words("giờ h g")
    part_of_day: frozenset[str] = _words("sáng trưa chiều tối đêm")
    before_hour: frozenset[str] = _words("từ đến tới lúc trước sau vào hồi khoảng")
    # A number before one of these counts nothing: "bến đò 2 trước ngày 30/6".
    no_unit: frozenset[str] = _words(
        "trước sau trong ngoài trên dưới ở tại của và hoặc là có được bị để cho khi đã sẽ cùng với từ đến tới"
    )


NUMBER_WORDS = NumberWords()


def value(raw: str) -> float | None:
    """A number as Vietnamese writes it: 1.000.000 and 3,5; None for dates, clock times and fractions."""
    text = raw.rstrip("%")
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(".", "").replace(",", ""))
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def same_number(one: str, two: str) -> bool:
    """Whether both write one number: "05" and "5", "1.000" and "1000"."""
    if one == two:
        return True
    first = value(one)
    return first is not None and first == value(two) and one.endswith("%") == two.endswith("%")


def only_year_differs(one: str, two: str) -> bool:
    """Whether two different numbers are years, or dates of the same day or month in two years."""
    if _PLAIN_YEAR.fullmatch(one) and _PLAIN_YEAR.fullmatch(two):
        return True
    first, second = _DATE.fullmatch(one), _DATE.fullmatch(two)
    if first is None or second is None or not (first[3] or first[5]) or not (second[3] or second[5]):
        return False
    rest = [[part and int(part) for part in (date[1], date[2], date[4])] for date in (first, second)]
    return rest[0] == rest[1]


def is_quantity(tokens: Tokens, at: int, words: NumberWords = NUMBER_WORDS) -> bool:
    """Whether more or less makes sense: no date, clock time, label or document number."""
    raw = tokens.raw(at)
    text, start, end = tokens.text, tokens.starts[at], tokens.ends[at]
    if raw.endswith("%") or text[end : end + 2].strip() == "%":
        return True
    if _POINT_IN_TIME.fullmatch(raw):
        return False
    if text[start - 1 : start].isalpha() or text[end : end + 1].isupper() or _CODE.match(text, end, end + 12):
        return False  # "D300", "8B", "05-CT/TW"
    before = tokens.keys[at - 1] if at else ""
    after = tokens.keys[at + 1] if at + 1 < len(tokens) else ""
    if after in words.no_unit or divided(tokens, at + 1, CLAUSE_END):
        return False  # the last word of its clause is a name: "tổ 3."
    if before in words.hour:
        return False  # the minutes of "6 giờ 45 phút"
    if after in words.hour:
        following = tokens.keys[at + 2] if at + 2 < len(tokens) else ""
        return before not in words.before_hour and following not in words.part_of_day and following != NUMBER
    return before not in words.before_label


def divided(tokens: Tokens, at: int, signs: frozenset[str]) -> bool:
    """Whether one of `signs`, or an edge of the text, stands before token `at`."""
    if not 0 < at < len(tokens):
        return True
    return not signs.isdisjoint(tokens.text[tokens.ends[at - 1] : tokens.starts[at]])
