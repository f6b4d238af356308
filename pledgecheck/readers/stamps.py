"""Documents stamped as a state secret are left alone: the stamp is looked for before anything is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from pledgecheck.readers.problems import problem

_STAMPS: Final = frozenset({"MẬT", "TỐIMẬT", "TUYỆTMẬT"})
_LABEL: Final = re.compile(r"^(?:ĐỘ|MỨCĐỘ|MỨC)MẬT(?=\w)")
_NOT_LETTER: Final = re.compile(r"[\W\d_]+")
_NEAR_TOP: Final = 20
"""Lines that hold something, from the top, among which the stamp stands."""
_LONGEST: Final = 40


def is_stamp(line: str) -> bool:
    """Whether a line (or table cell) is nothing but the stamp, also framed, spaced or labelled "Độ mật:"."""
    if len(line) > _LONGEST:
        return False
    letters = _NOT_LETTER.sub("", unicodedata.normalize("NFC", line)).upper()
    return _LABEL.sub("", letters) in _STAMPS


def is_stamped(text: str) -> bool:
    """Whether one of the first lines of `text` is the stamp."""
    seen = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        seen += 1
        if seen > _NEAR_TOP:
            break
        if any(is_stamp(cell) for cell in line.split("|")):
            return True
    return False


def refuse_stamped(text: str, name: str, *elsewhere: Iterable[str]) -> None:
    """Raise ProtectedFileError where the top of the text, or any line found elsewhere, is the stamp."""
    if is_stamped(text) or any(is_stamp(line) for lines in elsewhere for line in lines):
        raise problem("state-secret", name)
