"""Numbers in the formats that Word's lists use."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_VIETNAMESE: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def numeral(value: int, form: str) -> str:
    """`value` written as Word's number format `form`; formats not known here are written as decimals."""
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("lowerLetter", "upperLetter"):
        return _case(_letter(value), form)
    if form in ("lowerRoman", "upperRoman"):
        return _case(_roman(value), form)
    if form == "decimalEnclosedParen":
        return f"({value})"
    if form == "vietnameseCounting":
        return _vietnamese(value)
    return str(value)


def _case(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") else text


def _letter(value: int) -> str:
    # After z Word goes on with aa, bb, cc. The length is bounded: a start number may be absurd.
    if not 0 < value <= 26 * 30:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for unit, letters in _ROMAN:
        text += letters * (value // unit)
        value %= unit
    return text


def _vietnamese(value: int) -> str:
    if not 0 <= value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    if tens == 0:
        return _VIETNAMESE[ones]
    head = "mười" if tens == 1 else f"{_VIETNAMESE[tens]} mươi"
    if ones == 0:
        return head
    tail = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _VIETNAMESE[ones]
    return f"{head} {tail}"
