"""The working view: what is folded away, and the way back to the text as read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgecheck.text.view import View, make_view

SENTENCE = "Thầy Hoà trả lời dân trước 30/6, ghi “sổ”."


def span_of(view: View, part: str) -> str:
    """The text as read behind the first occurrence of `part` in the view."""
    at = view.text.index(part)
    start, end = view.span(at, at + len(part))
    return view.source[start:end]


class TestFolding:
    @pytest.mark.parametrize(
        ("written", "folded"),
        [
            ("CHI BỘ", "chi bộ"),
            ("một  hai\u00a0ba\t bốn", "một hai ba bốn"),
            ("  đầu và cuối  ", "đầu và cuối "),
            ("một \n  hai", "một\nhai"),
            ("“sổ”, ‘bảng’", "\"sổ\", 'bảng'"),
            ("Mác – Lê-nin", "mác - lê-nin"),
            ("kết\u200b quả\u00ad, ghi\ufeff sổ", "kết quả, ghi sổ"),
            ("100％", "100%"),
            ("Ðảng ủy", "đảng ủy"),  # Eth for Đ
            ("Тrường", "trường"),  # a Cyrillic Т
        ],
    )
    def test_writing_that_makes_no_difference_is_folded(self, written: str, folded: str) -> None:
        assert make_view(written).text == folded

    @pytest.mark.parametrize(
        ("modern", "classic"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("xoá", "xóa")]
    )
    def test_both_schools_of_tone_placement_are_one(self, modern: str, classic: str) -> None:
        assert make_view(modern).text == make_view(classic).text == classic

    @pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn", "thoát", "khoảng", "loài"])
    def test_tones_that_have_one_place_only_stay(self, word: str) -> None:
        assert make_view(word).text == word

    def test_composed_and_decomposed_text_give_the_same_view(self) -> None:
        assert make_view(unicodedata.normalize("NFD", SENTENCE)).text == make_view(SENTENCE).text

    def test_empty_and_invisible_text_give_an_empty_view(self) -> None:
        assert make_view("").text == ""
        assert make_view("\u200b\ufeff").text == ""


class TestWayBack:
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    @pytest.mark.parametrize("part", ["hòa", "trước 30/6", '"sổ"', "dân"])
    def test_a_span_covers_the_same_words_as_read(self, form: str, part: str) -> None:
        source = unicodedata.normalize(form, SENTENCE)  # type: ignore[arg-type]
        found = unicodedata.normalize("NFC", span_of(make_view(source), part))
        assert make_view(found).text == part

    def test_a_span_holds_the_marks_of_its_last_letter(self) -> None:
        source = unicodedata.normalize("NFD", "chi bộ họp")
        assert unicodedata.normalize("NFC", span_of(make_view(source), "bộ")) == "bộ"

    def test_invisible_signs_inside_a_word_stay_in_its_span(self) -> None:
        assert span_of(make_view("ghi s\u200bổ trực"), "sổ") == "s\u200bổ"

    def test_an_empty_span_is_a_place(self) -> None:
        view = make_view("một hai")
        assert view.span(4, 4) == (4, 4)
        assert view.span(7, 7) == (7, 7)

    @given(st.text())
    def test_any_text_has_offsets_in_order_and_within_it(self, source: str) -> None:
        view = make_view(source)
        assert len(view.text) == len(view.starts) == len(view.ends)
        spans = list(zip(view.starts, view.ends, strict=True))
        assert all(0 <= a < b <= len(source) for a, b in spans)
        assert all(one[0] <= two[0] for one, two in zip(spans, spans[1:], strict=False))

    @given(st.text(alphabet="aAoôơuưyeêéèảãạăâđĐ hòhoàủuỷ \n\t\u0300\u0301\u0323\u031b\u200b-–,.12"))
    def test_the_view_of_a_view_is_itself(self, source: str) -> None:
        once = make_view(source).text
        assert make_view(once).text == once
