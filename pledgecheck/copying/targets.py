"""Whether a number that changed asks more or less of its author than before, and how to quote it.

More of most things asks more; of days to wait, of errors and complaints, and of whatever has an upper limit,
less does. Where the words do not tell, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pledgecheck.copying.numbers import CLAUSE_END, NUMBER_WORDS, NumberWords, divided, is_quantity, value
from pledgecheck.copying.tokens import NUMBER, Tokens

Direction = Literal["raised", "lowered"]
_BEFORE = 4  # tokens that may say something about the number
_AFTER = 5


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(f" {phrase.strip()} " for phrase in text.split("|"))


@dataclass(frozen=True, slots=True)
class TargetWords:
    """The closed class of words (folded) that tell which way a number is better."""

    # The number is a floor, whatever it counts.
    least: tuple[str, ...] = _phrases(
        "không dưới|không ít hơn|không thấp hơn|ít nhất|tối thiểu|trên|hơn|vượt"
    )
    # The number is a ceiling, or what is left of something.
    most: tuple[str, ...] = _phrases(
        "không quá|không vượt quá|không vượt|không để quá|quá|tối đa|nhiều nhất|chậm nhất|muộn nhất|dưới|ít hơn|"
        "thấp hơn|nhỏ hơn|xuống|còn|không hơn|không trên"
    )
    saved: tuple[str, ...] = _phrases("giảm|bớt|rút ngắn|tiết kiệm|cắt|hạ")
    time: frozenset[str] = frozenset(("ngày", "giờ", "phút", "tuần", "tháng", "tiếng", "giây", "năm"))
    # Days and hours that are work, not waiting.
    worked: frozenset[str] = frozenset(("công", "lao", "dạy", "học", "trực", "nghĩa", "thực", "giảng", "mỗi", "hằng"))
    within: tuple[str, ...] = _phrases("trong|vòng|sau|hạn|mỗi|cứ|chờ|đợi|chậm|trễ|muộn")
    bad: tuple[str, ...] = _phrases(
        "lỗi|sai sót|sai phạm|trễ|trễ hạn|quá hạn|chậm hạn|chậm muộn|trả chậm|tồn đọng|khiếu nại|tố cáo|phàn nàn|"
        "vi phạm|tai nạn|bỏ học|vắng|đi muộn|tái nghèo|trộm cắp|mất an toàn"
    )
    # What is bad happens, or somebody deals with it.
    happens: tuple[str, ...] = _phrases("để|có|xảy ra|phát sinh|mắc|bị|số|tỷ lệ|tỉ lệ")
    handled: tuple[str, ...] = _phrases(
        "giải quyết|xử lý|kèm|giúp|sửa|vận động|hòa giải|tiếp|nhắc|thăm|rà soát|khắc phục|phát hiện|trả lời|"
        "tiếp nhận|xác minh|dạy|đỡ đầu|nhận|gọi"
    )


TARGET_WORDS = TargetWords()


def direction_of(
    a: Tokens, i: int, b: Tokens, j: int, words: NumberWords = NUMBER_WORDS, targets: TargetWords = TARGET_WORDS
) -> Direction | None:
    """Whether the number at a[i] asks more than that at b[j] did; None where the words do not tell."""
    old, new = value(b.raw(j)), value(a.raw(i))
    if old is None or new is None or not (is_quantity(a, i, words) and is_quantity(b, j, words)):
        return None
    better = _better(a, i, targets)
    if not better or better != _better(b, j, targets):
        return None
    return "raised" if (new > old) == (better > 0) else "lowered"


def _better(tokens: Tokens, at: int, words: TargetWords) -> int:
    """1: more asks more; -1: less does; 0: not known."""
    left = _clause(tokens, at, -_BEFORE)
    before, after = _said(left), _said(right := _clause(tokens, at, _AFTER))
    limit = _ending(before, (*words.least, *words.most))
    if limit:
        return 1 if limit in words.least else -1
    if _any(before, words.saved):
        return 1
    if right and right[0] in words.time:
        if not words.worked.isdisjoint(right[1:3]):
            return 1
        waits = _ending(before, words.within) or right[1:3] == ["làm", "việc"]
        return -1 if waits else 0
    if _any(after, words.bad) or _any(before, words.bad):
        if _any(before, words.handled):
            return 1
        return -1 if _any(before, words.happens) else 0
    return 1


def quoted(tokens: Tokens, at: int, words: NumberWords = NUMBER_WORDS, targets: TargetWords = TARGET_WORDS) -> str:
    """The number with what it counts and its limit: "trong 05 ngày làm việc"."""
    left = _clause(tokens, at, -_BEFORE)
    before = _said(left)
    first = at - len(_ending(before, (*targets.least, *targets.most, *targets.within)).split())
    end = at + 1
    for key in _clause(tokens, at, _AFTER):
        if key in words.no_unit or key == NUMBER:
            break
        end += 1
    return " ".join(tokens.slice(first, end).split())


def _clause(tokens: Tokens, at: int, count: int) -> list[str]:
    """Up to `count` tokens after the number in its clause; before it where `count` is negative."""
    found: list[str] = []
    if count > 0:
        for k in range(at + 1, min(len(tokens), at + 1 + count)):
            if divided(tokens, k, CLAUSE_END):
                break
            found.append(tokens.keys[k])
        return found
    for k in range(at - 1, max(-1, at - 1 + count), -1):
        # "Số đơn khiếu nại: 3" is one clause to us.
        if divided(tokens, k + 1, CLAUSE_END - {":"}):
            break
        found.append(tokens.keys[k])
    return found[::-1]


def _said(keys: Iterable[str]) -> str:
    return f" {' '.join(keys)} "


def _ending(said: str, phrases: tuple[str, ...]) -> str:
    """The longest of the phrases that `said` ends with: "không quá" is no "quá"; "" where there is none."""
    return max((phrase for phrase in phrases if said.endswith(phrase)), key=len, default="")


def _any(said: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in said for phrase in phrases)
