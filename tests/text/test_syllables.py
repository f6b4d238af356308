"""Folding of one run of letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgecheck.text.syllables import fold, modern


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("HOÀ", "hòa"),
        ("Thuý", "thúy"),
        ("loè", "lòe"),
        ("quý", "quý"),
        ("Quỳnh", "quỳnh"),
        ("ƉẢNG", "đảng"),
        ("ðảng", "đảng"),
        ("Сhi", "chi"),  # a Cyrillic С
        ("…", "."),
        ("–", "-"),
        ("\u200b", ""),
        ("so\u00adft", "soft"),
    ],
)
def test_folded(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@pytest.mark.parametrize(("folded", "word"), [("hòa", "hoà"), ("ủy ban", "uỷ ban"), ("khỏe", "khoẻ"), ("quý", "quý")])
def test_the_form_of_the_word_list_and_back(folded: str, word: str) -> None:
    assert modern(folded) == word
    assert " ".join(fold(each) for each in word.split(" ")) == folded


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)


@given(st.text(alphabet="hoàòủyúáạqQuươđĐ", max_size=8))
def test_the_normal_form_makes_no_difference(raw: str) -> None:
    assert fold(unicodedata.normalize("NFD", raw)) == fold(unicodedata.normalize("NFC", raw))
