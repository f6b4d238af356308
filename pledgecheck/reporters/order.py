"""The order in which units and people are listed: the Vietnamese alphabet, people by their given name.

Never by score.
"""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_PIECES = re.compile(r"\d+|[^\W\d_]+")

Key = tuple[tuple[int, int, tuple[int, ...], tuple[int, ...]], ...]


def collation_key(text: str) -> Key:
    """Words in Vietnamese order (letters before tones), numbers by value."""
    return tuple(_piece(piece) for piece in _PIECES.findall(unicodedata.normalize("NFC", text).lower()))


def _piece(piece: str) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
    if piece.isdigit():
        return (0, int(piece), (), ())
    letters, tones = [], []
    for character in piece:
        parts = unicodedata.normalize("NFD", character)
        tones.append(next((_TONES[mark] for mark in parts if mark in _TONES), 0))
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        place = _ALPHABET.find(base)
        letters.append(place if place >= 0 else len(_ALPHABET) + ord(base[0]))
    return (1, 0, tuple(letters), tuple(tones))


def name_key(name: str) -> tuple[Key, Key]:
    """A person's name: the given name (last word) first, then the whole."""
    words = name.split()
    return collation_key(words[-1] if words else ""), collation_key(name)
