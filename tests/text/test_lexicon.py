"""The compiled vocabulary: phrases in a trie, pattern groups, macros."""

from __future__ import annotations

import pickle

import pytest

from pledgecheck.text.lexicon import Lexicon, compile_lexicon, expand_macros, fold_phrase, tokens_of
from pledgecheck.text.view import make_view

LEXICON = compile_lexicon(
    {
        "virtue": ["cần kiệm liêm chính", "liêm chính", "gương mẫu"],
        "verb": ["dạy", "dạy thêm", "kiểm tra"],
        "check": ["kiểm tra"],
    },
    {"number": [r"\d+"], "line": ["^tổ", "trưởng$"]},
)


def found(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    return [match.text for match in lexicon.phrases(tokens_of(make_view(text).text))]


class TestPhrases:
    def test_the_longest_wins(self) -> None:
        assert found("không dạy thêm, dạy tốt") == ["dạy thêm", "dạy"]

    @pytest.mark.parametrize(
        "text",
        [
            "cần, kiệm, liêm, chính",
            "Cần - kiệm - liêm - chính",
            "“cần kiệm” liêm chính",
            "cần  kiệm liêm chính",
        ],
    )
    def test_commas_dashes_and_quotation_marks_do_not_part_a_phrase(self, text: str) -> None:
        assert found(text) == ["cần kiệm liêm chính"]

    @pytest.mark.parametrize("text", ["dạy. Thêm", "dạy; thêm", "dạy (thêm)", "dạy: thêm"])
    def test_other_signs_part_it(self, text: str) -> None:
        assert found(text) == ["dạy"]

    def test_a_phrase_bears_all_its_classes(self) -> None:
        (match,) = LEXICON.phrases(tokens_of("kiểm tra"))
        assert match.classes == {"verb", "check"}

    def test_a_part_of_a_syllable_is_no_match(self) -> None:
        assert found("dạyy, xdạy") == []

    def test_spans_point_into_the_view(self) -> None:
        text = "phải gương mẫu"
        (match,) = LEXICON.phrases(tokens_of(text))
        assert text[match.start : match.end] == "gương mẫu"

    def test_a_listed_phrase_may_be_written_in_any_way(self) -> None:
        assert fold_phrase("Hoà  GIẢI") == ("hòa", "giải")


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "tokens"),
        [
            ("ngày 30/6/2024", ["ngày", "30/6/2024"]),
            ("5.000.000 đồng", ["5.000.000", "đồng"]),
            ("95% hồ sơ", ["95", "%", "hồ", "sơ"]),
            ("lớp 7a, m3", ["lớp", "7", "a", "m3"]),
        ],
    )
    def test_numbers_and_dates_are_one_token(self, text: str, tokens: list[str]) -> None:
        assert [token.text for token in tokens_of(text)] == tokens

    def test_a_stretch_keeps_its_offsets(self) -> None:
        (token,) = tokens_of("một hai ba", 4, 7)
        assert (token.start, token.end, token.text) == (4, 7, "hai")


class TestPatterns:
    def test_the_ends_of_a_stretch_count_as_line_ends(self) -> None:
        text = "họp tổ trưởng rồi"
        assert list(LEXICON.find("line", text, 4, 13)) == [(4, 6), (7, 13)]

    def test_an_unknown_group_finds_nothing(self) -> None:
        assert LEXICON.search("absent", "x") is None
        assert list(LEXICON.find("absent", "x", 0, 1)) == []

    def test_macros_may_name_macros_and_quantifiers_stay(self) -> None:
        assert expand_macros({"d": r"\d{1,2}", "date": "{d}/{d}"}, ["{date}{2,5}"]) == [
            r"\d{1,2}/\d{1,2}{2,5}"
        ]

    def test_macros_that_refer_in_a_circle_are_refused(self) -> None:
        with pytest.raises(ValueError, match="circle"):
            expand_macros({"a": "{b}", "b": "{a}"}, ["{a}"])

    def test_the_lexicon_can_be_sent_to_workers(self) -> None:
        assert found("gương mẫu", pickle.loads(pickle.dumps(LEXICON))) == ["gương mẫu"]
