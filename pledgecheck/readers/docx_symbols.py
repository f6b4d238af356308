"""Characters of the old symbol fonts (Symbol, Wingdings, Webdings) as Unicode."""

from __future__ import annotations

from typing import Final

BULLET: Final = "•"
SYMBOL_FONTS: Final = ("symbol", "wingdings", "webdings")

# Symbol keeps ASCII digits and most punctuation, and puts Greek in place of the letters.
_SYMBOL_LETTERS: Final = dict(
    zip(
        range(0x41, 0x7F),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
)
_SYMBOL_SIGNS: Final = {
    0xA3: "≤", 0xA5: "∞", 0xA2: "′", 0xA4: "/", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: BULLET, 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: BULLET, 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(code: int, font: str | None) -> str:
    """The character that `code` shows in `font`; ornaments that Unicode lacks become a bullet."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if font is not None and font.lower().startswith(("wingdings", "webdings")):
        return " " if low == 0x20 else _WINGDINGS.get(low, BULLET)
    if 0xF000 <= code <= 0xF0FF or (font or "").lower() == "symbol":
        plain = chr(low) if 0x20 <= low < 0x40 else BULLET
        return _SYMBOL_SIGNS.get(low) or _SYMBOL_LETTERS.get(low) or plain
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def readable(text: str, font: str | None) -> str:
    """`text` with private symbol-font characters (U+F020-F0FF) replaced, one for one."""
    if text.isascii() or not any("\uf020" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(symbol(ord(c), font) if "\uf020" <= c <= "\uf0ff" else c for c in text)
