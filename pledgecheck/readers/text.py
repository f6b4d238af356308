"""Plain text (.txt, .md): bytes to characters, strictly. What is not surely text is refused, never guessed.

The characters stay exactly as decoded, except line ends, which become \\n. Only the Vietnamese Windows code
page is composed (NFC), because it stores tone marks as separate characters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from pledgecheck.readers.limits import MAX_TEXT_CHARS
from pledgecheck.readers.old_text import repair, share
from pledgecheck.readers.problems import problem

_BOMS: Final = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LINE_ENDS: Final = re.compile(r"\r\n?")
_GOOD: Final = 0.8
"""Share of well-formed syllables from which a code page is believed at once."""
_INVISIBLE: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def read_text(data: bytes, name: str = "") -> str:
    """The text of a plain-text file; `name` is used in errors only."""
    text = decode(data, name)
    if not _INVISIBLE.sub("", text):
        raise problem("no-text", name)
    if len(text) > MAX_TEXT_CHARS:
        raise problem("too-long", name, limit=MAX_TEXT_CHARS)
    return text


def decode(data: bytes, name: str = "") -> str:
    """UTF-8, UTF-16 or UTF-32 with a mark, UTF-8, UTF-16 by its zero bytes, Vietnamese Windows (cp1258), and
    the old fonts' TCVN3 and VNI, as bytes or already turned into Western characters."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strictly(data, encoding)
            break
    else:
        text = _without_mark(data, name)
    if text is None:
        raise problem("damaged-text", name)
    controls = len(_CONTROLS.findall(text))
    if "\0" in text or controls > max(2, len(text) // 100):
        raise problem("binary", name)
    return repair(_LINE_ENDS.sub("\n", text))


def _without_mark(data: bytes, name: str) -> str | None:
    if b"\0" in data:
        return _utf16_by_zeros(data)
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    if _is_nearly_utf8(data):
        return None
    text = _vietnamese_windows(data)
    if text is None or share(text) < _GOOD:
        western = data.decode("cp1252", errors="replace")
        repaired = repair(western)
        if repaired != western and not _CONTROLS.search(western):
            return repaired
    if text is None:
        raise problem("binary", name)
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_by_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: spaces and plain letters put zeros on one side of the pairs only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    few, many = sorted((even, odd))
    if len(data) % 2 or few * 20 > many or many * 2 < len(data) // 2:
        # Not UTF-16. The zeros themselves make the caller report a binary file.
        return "\0"
    return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether most non-ASCII characters are sound UTF-8: damaged then, not of another encoding."""
    text = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= char <= "\udcff" for char in text)
    sound = sum(char > "\x7f" for char in text) - broken
    return sound > broken


def _vietnamese_windows(data: bytes) -> str | None:
    """cp1258, or None where the bytes are something else."""
    text = _strictly(data, "cp1258")
    mostly_marked = sum(byte > 0x7F for byte in data) * 3 > len(data) * 2
    if text is None or mostly_marked or _CONTROLS.search(text):
        return None
    text = unicodedata.normalize("NFC", text)
    # A tone mark that found no vowel to sit on shows that these bytes meant other characters.
    return None if any(unicodedata.combining(char) for char in text) else text
