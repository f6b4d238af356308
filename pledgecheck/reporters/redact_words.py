"""Where a text names people or bears their numbers. Offsets are into the text as it is given, in any form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final

from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view

Span = tuple[int, int]
# Not before "đồng", "VND", "triệu", "nghìn", "tỷ": only letters that are the same in every normal form.
_MONEY: Final = r"(?![\s.]*(?:đ|vn|usd|tri|ngh|t[yỷ]|%))"
_NUMBERS: Final = (
    # Telephones: mobile and fixed, with or without the country's code, in groups or not.
    r"(?<![\d.,])(?:\(?\+?84\)?|\(?0)[ .-]?\(?\d(?:[ .)-]{0,2}\d){7,9}(?![\d])(?!\.\d)",
    # Citizens' numbers (12 digits, in threes or fours) and the older ones (9 digits).
    rf"(?<![\d.,])\d{{3}}(?:[ .-]?\d{{3}}){{3}}(?![\d])(?!\.\d){_MONEY}",
    rf"(?<![\d.,])\d{{4}}(?:[ -]?\d{{4}}){{2}}(?![\d]){_MONEY}",
    rf"(?<![\d.,])\d{{3}}(?: ?\d{{3}}){{2}}(?![\d])(?![.,]\d){_MONEY}",
    r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
)
# What stands behind a label is a number whatever its form: "12.345678", "BC 012345".
_CARDS: Final = (
    r"(?:thẻ\s+(?:đảng(?:\s+viên)?|đv)|\btđv|số\s+thẻ)\s*(?:số)?\s*[:.]?\s*"
    r"((?:[A-ZĐ]{1,3}[ .-]?)?\d[\d .-]{2,16}\d)",
    r"(?:cccd|cmnd|cmtnd|cmt|căn\s+cước(?:\s+công\s+dân)?|chứng\s+minh(?:\s+(?:thư|nhân\s+dân))?|hộ\s+chiếu|"
    r"số\s+định\s+danh(?:\s+cá\s+nhân)?|mã\s+số\s+(?:thuế|bhxh)|số\s+hiệu\s+(?:cand|quân\s+nhân))"
    r"(?:\s*/\s*\w+)*\s*(?:số)?\s*[:.]?\s*([A-ZĐ]{0,3}\s?\d[\d .-]{4,18}\d)",
    r"(?:điện\s+thoại|đt|sđt|đtdđ|số\s+máy|zalo)\s*(?:số)?\s*[:.]?\s*((?:\+|\()?\d[\d .()-]{5,16}\d)",
    r"(?:số\s+tài\s+khoản|stk|tài\s+khoản\s+số)\s*[:.]?\s*(\d[\d .-]{5,20}\d)",
)
_LABELS: Final = (
    r"^[ \t|>*-]*(?:họ(?:\s+và|\s*,)?\s+tên(?:\s+khai\s+sinh)?)[^:\n]{0,20}:[ \t]*([^\n|.;,(]{2,60})",
    r"(?:tên\s+tôi\s+là|tôi\s+tên\s+là|tôi\s+tên|tôi\s+là)\s*:?[ \t]+([^\n|.;,(:]{2,60})",
)
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*'?")
_GAP: Final = re.compile(r"[ \t\u00a0]{1,3}")
_LONGEST: Final = 5  # words of a name
_BEFORE: Final = 2  # words of address


def _both_forms(patterns: Sequence[str], flags: int) -> tuple[re.Pattern[str], ...]:
    """The patterns for composed and for decomposed letters."""
    forms = dict.fromkeys(unicodedata.normalize(form, each) for each in patterns for form in ("NFC", "NFD"))
    return tuple(re.compile(each, flags) for each in forms)


_NUMBER_PATTERNS: Final = _both_forms(_NUMBERS, re.IGNORECASE)
_CARD_PATTERNS: Final = _both_forms(_CARDS, re.IGNORECASE)
_LABEL_PATTERNS: Final = _both_forms(_LABELS, re.IGNORECASE | re.MULTILINE)


def numbers(text: str) -> Iterator[Span]:
    """Identity numbers, telephones, cards, accounts, addresses of mail."""
    for pattern in _NUMBER_PATTERNS:
        yield from (match.span() for match in pattern.finditer(text))
    for pattern in _CARD_PATTERNS:
        yield from (match.span(1) for match in pattern.finditer(text))


def labelled(text: str) -> Iterator[Span]:
    """What stands where a form asks for a name: the words with capitals at its beginning."""
    for pattern in _LABEL_PATTERNS:
        for match in pattern.finditer(text):
            words = list(takewhile(lambda word: word[0][0].isupper(), _WORD.finditer(text, *match.span(1))))
            if words:
                yield words[0].start(), words[-1].end()


def plain(name: str) -> tuple[str, ...]:
    """A name as it is compared: the same in every normal form and case."""
    return tuple(make_view(name).text.split())


def known(text: str, names: Collection[tuple[str, ...]]) -> Iterator[Span]:
    """Where one of these names stands, of two words and more, in any case and normal form."""
    if not names:
        return
    words = _words(text)
    firsts = {name[0] for name in names}
    at = 0
    while at < len(words):
        found = 0
        if words[at][0] in firsts:
            for count in range(min(_LONGEST, len(words) - at), 1, -1):
                if tuple(word for word, _ in words[at : at + count]) in names and _together(
                    text, words, at, count
                ):
                    found = count
                    break
        if found:
            yield words[at][1][0], words[at + found - 1][1][1]
        at += max(found, 1)


Names = tuple[Collection[tuple[str, ...]], ...]
"""Collections of names; several, so that a large one need not be copied for every text."""


def endings(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """How somebody is called for short: by the given name, or by it and the word before."""
    yield name[-1:]
    if len(name) > 2:
        yield name[-2:]


def called(text: str, short: Names, lexicon: Lexicon) -> Iterator[Span]:
    """Short forms of known names: two words with capitals, or the given name behind a word of address."""
    words = _words(text)
    for at, (word, (start, end)) in enumerate(words):
        if not text[start].isupper():
            continue
        pair = tuple(each for each, _ in words[at : at + 2])
        if any(pair in each for each in short) and len(pair) == 2 and _follows(text, words, at + 1):
            yield start, words[at + 1][1][1]
        elif any((word,) in each for each in short):
            before = " ".join(each for each, _ in words[max(0, at - _BEFORE) : at])
            if lexicon.search("name_address", before):
                yield start, end


def mentioned(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """People who are named behind a word of address, or alone on a line; great men of history stay."""
    words = _words(text)
    for at, (word, (start, _)) in enumerate(words):
        if not text[start].isupper() or lexicon.search("name_family", word) is None:
            continue
        count = 1
        while count < _LONGEST and at + count < len(words) and _follows(text, words, at + count):
            count += 1
        name = " ".join(each for each, _ in words[at : at + count])
        if count < 2 or lexicon.search("name_public", name):
            continue
        end = words[at + count - 1][1][1]
        before = " ".join(each for each, _ in words[max(0, at - _BEFORE) : at])
        if _alone(text, start, end) or lexicon.search("name_address", before):
            yield start, end


def _words(text: str) -> list[tuple[str, Span]]:
    """Each word as it is compared, and its place."""
    return [(" ".join(plain(match[0])), match.span()) for match in _WORD.finditer(text)]


def _together(text: str, words: Sequence[tuple[str, Span]], at: int, count: int) -> bool:
    return all(
        text[a[1][1] : b[1][0]].isspace()
        for a, b in zip(words[at : at + count - 1], words[at + 1 : at + count], strict=True)
    )


def _follows(text: str, words: Sequence[tuple[str, Span]], at: int) -> bool:
    """Whether a word with a capital stands right behind the one before it, on the same line."""
    (_, (_, end)), (_, (start, _)) = words[at - 1], words[at]
    return text[start].isupper() and _GAP.fullmatch(text, end, start) is not None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line, or in the cell, as with a signature."""
    before = re.split(r"[\n|]|\s{4,}", text[:start])[-1]
    after = re.split(r"[\n|]|\s{4,}", text[end:], maxsplit=1)[0]
    return not before.strip() and not after.strip()
