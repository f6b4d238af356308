"""Plain text: every encoding that Vietnamese offices use, and nothing guessed."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgecheck.errors import EmptyFileError, LimitError, PledgecheckError, UnreadableFileError
from pledgecheck.readers import read
from pledgecheck.readers.limits import MAX_TEXT_CHARS
from pledgecheck.readers.text import read_text

PLEDGE = "BẢN CAM KẾT\nTôi xin cam kết đọc 02 cuốn sách mỗi quý, ghi sổ và báo cáo chi bộ trước ngày 30/6."


def cp1258(text: str) -> bytes:
    """As Vietnamese Windows stored it: the letter whole where the page has it, else letter and tone apart."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", marks.replace(tone, ""))
            out += letter.encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize(
    "data",
    [
        PLEDGE.encode(),
        PLEDGE.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + PLEDGE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLEDGE.encode("utf-16-be"),
        PLEDGE.encode("utf-16-le"),
        PLEDGE.encode("utf-16-be"),
        PLEDGE.encode("utf-32"),
        cp1258(PLEDGE),
    ],
    ids=[
        "utf-8",
        "utf-8-mark",
        "utf-16-le",
        "utf-16-be",
        "utf-16-le-no-mark",
        "utf-16-be-no-mark",
        "utf-32",
        "cp1258",
    ],
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes) -> None:
    assert read_text(data) == PLEDGE


def test_unicode_text_is_not_normalised() -> None:
    apart = unicodedata.normalize("NFD", PLEDGE)
    assert read_text(apart.encode()) == apart


def test_line_ends_become_newlines() -> None:
    assert read_text(b"a\r\nb\rc\nd\r\n") == "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x89\xff\x00\x01" * 50,
        b"\xff" * 50,
        b"plain \x00 text",
        b"\x01\x02\x03\x04",
        "a\0".encode("utf-16"),
    ],
)
def test_binary_content_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"UTF-8"):
        read_text(data, "x.txt")


def test_one_stray_control_character_does_no_harm() -> None:
    assert read_text(b"a\x07b") == "a\x07b"


@pytest.mark.parametrize(
    "data",
    [PLEDGE.encode()[:-2] + "ệ".encode()[:2], b"\xef\xbb\xbf\xff", codecs.BOM_UTF16_LE + b"a\0b"],
    ids=["cut-utf-8", "wrong-after-mark", "odd-utf-16"],
)
def test_damaged_unicode_is_not_taken_for_another_encoding(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_text(data)


def test_other_code_pages_are_refused_not_garbled() -> None:
    with pytest.raises(UnreadableFileError):
        read_text("Привет, это обычный русский текст в старой кодировке".encode("koi8-r"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u200b\xa0".encode()])
def test_text_without_characters_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        read_text(data, "x.txt")


def test_absurdly_long_text_is_refused() -> None:
    with pytest.raises(LimitError):
        read_text(b"a" * (MAX_TEXT_CHARS + 1))


def test_errors_carry_no_text() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(PLEDGE.encode() + b" b\xed m\xe1\xba", name="thư/a.txt")
    assert caught.value.path == "thư/a.txt"
    assert "cam kết" not in str(caught.value)
    assert caught.value.__context__ is None


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_pledgecheck_error(data: bytes) -> None:
    try:
        text = read_text(data)
    except PledgecheckError:
        return
    assert text.strip()
    assert "\r" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    if text.startswith("\ufeff") or not text.strip("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad").strip():
        return
    try:
        assert read_text(text.encode()) == text
    except EmptyFileError:
        assert not any(char.isprintable() and not char.isspace() for char in text)
