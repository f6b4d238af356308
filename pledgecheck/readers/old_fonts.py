"""The two encodings of the old Vietnamese fonts, TCVN3 (ABC: .VnTime …) and VNI (VNI-Times …).

Text set in these fonts is stored as Western characters that only the font draws as Vietnamese ones.
TCVN3 has one character for each letter, and capitals with tone marks only in fonts of their own, whose
names end in H. VNI writes most letters as a base letter and a mark.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

Encoding = Literal["tcvn3", "vni"]

# ---------------------------------------------------------------- TCVN3
_TCVN3_BLOCKS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3: Final = {
    chr(first + at): letter for first, letters in _TCVN3_BLOCKS for at, letter in enumerate(letters)
}

# ---------------------------------------------------------------- VNI
_TONES: Final = "\u0301\u0300\u0309\u0303\u0323"  # sắc, huyền, hỏi, ngã, nặng
# What follows a plain letter: the tone alone, or together with the circumflex or the breve.
_VNI_MARKS: Final = {
    "": "ùøûõï",
    "\u0302": "áàåãä",
    "\u0306": "éèúüë",
}
_VNI_ALONE: Final = {"\u0302": "â", "\u0306": "ê"}
_VNI_SINGLE: Final = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}
_VNI_HOSTS: Final = {"": "aeouyôö", "\u0302": "aeo", "\u0306": "a"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for shape, hosts in _VNI_HOSTS.items():
        for host in hosts:
            letter = _VNI_SINGLE.get(host, host)
            if shape:
                table[host + _VNI_ALONE[shape]] = unicodedata.normalize("NFC", letter + shape)
            for mark, tone in zip(_VNI_MARKS[shape], _TONES, strict=True):
                if (host, tone) != ("y", _TONES[4]):  # ỵ has a sign of its own
                    table[host + mark] = unicodedata.normalize("NFC", letter + shape + tone)
    small = dict(table)
    for written, letter in small.items():
        # Either half may be in the other case: "Aù" at the beginning of a heading, "AÙ" in capitals.
        table.setdefault(written.upper(), letter.upper())
        table.setdefault(written[0].upper() + written[1:], letter.upper())
        table.setdefault(written[0] + written[1:].upper(), letter)
    return table


_VNI: Final = _vni_table()
_VNI_PATTERN: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VNI_MARK: Final = frozenset(written[1] for written in _VNI if len(written) == 2)
_TO_TCVN3: Final = {ord(letter): sign for sign, letter in _TCVN3.items()}
_FROM_TCVN3: Final = {ord(sign): letter for sign, letter in _TCVN3.items()}
_TO_VNI: Final = {
    ord(letter): written for written, letter in _VNI.items() if written in (written.lower(), written.upper())
}

_CAPITAL_FONT: Final = re.compile(r"\.Vn.*H$")


def encoding_of(font: str | None) -> Encoding | None:
    """The old encoding that a font of this name stands for."""
    name = (font or "").strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) else None


def draws_capitals(font: str | None) -> bool:
    """Whether a TCVN3 font shows every letter as a capital (.VnTimeH)."""
    return bool(_CAPITAL_FONT.match((font or "").strip()))


def decode(text: str, encoding: Encoding) -> str:
    """Unicode for text stored in an old encoding; characters that it does not know stay."""
    if encoding == "tcvn3":
        return text.translate(_FROM_TCVN3)
    return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], text)


def encode(text: str, encoding: Encoding) -> str:
    """The way back, for tests and fixtures. TCVN3 has no capitals with tones: they become small letters."""
    text = unicodedata.normalize("NFC", text)
    if encoding == "vni":
        return text.translate(_TO_VNI)
    lowered = "".join(char if ord(char) in _TO_TCVN3 or char.isascii() else char.lower() for char in text)
    return lowered.translate(_TO_TCVN3)


def is_vni_mark(char: str) -> bool:
    """Whether VNI writes this character after a letter to mark it."""
    return char in _VNI_MARK
