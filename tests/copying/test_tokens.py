import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copying.texts import PLEDGE, pledges
from pledgecheck.copying.tokens import NUMBER, outside, tokenize, touched


def keys(text: str) -> list[str]:
    return list(tokenize(text).keys)


class TestKeys:
    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("hòa thủy khỏe", "hoà thuỷ khoẻ"),
            ("Đảng", "ÐẢNG"),
            ("Đảng", "Ɖảng"),
            ("công tác", "CÔNG TÁC"),
            ("công\u200b tác", "công tác"),
            ("cô\u00adng tác", "công tác"),
            ("\ufeffcông tác", "công tác"),
            ("năm 2023", "năm 2024"),
            ("3,5%", "10 %"),
            ("tiết kiệm, chống lãng phí", "tiết kiệm chống lãng phí!"),
        ],
    )
    def test_same(self, one: str, two: str) -> None:
        assert keys(one) == keys(two)

    @pytest.mark.parametrize(("one", "two"), [("quý", "quỳ"), ("hoa", "hòa"), ("má", "mà"), ("dân", "đân")])
    def test_different(self, one: str, two: str) -> None:
        assert keys(one) != keys(two)

    @pytest.mark.parametrize("number", ["1.000.000", "30/6/2024", "30-6-2024", "3,5%", "100%", "7:30", "05"])
    def test_a_number_is_one_token(self, number: str) -> None:
        tokens = tokenize(f"đạt {number} rồi")
        assert tokens.raws == ("đạt", number, "rồi")
        assert tokens.keys[1] == NUMBER

    def test_numbers_with_letters(self) -> None:
        assert tokenize("05-CT/TW, lớp 8B, ống D300, 2022-2025").raws == (
            "05",
            "CT",
            "TW",
            "lớp",
            "8",
            "B",
            "ống",
            "D",
            "300",
            "2022",
            "2025",
        )

    def test_other_scripts(self) -> None:
        assert tokenize("don't 漢字 élève Ελλάδα").raws == ("don", "t", "漢", "字", "élève", "Ελλάδα")

    @pytest.mark.parametrize("text", ["", " \n\t", "... – — ••• !?", "\u200b\u00ad"])
    def test_nothing(self, text: str) -> None:
        assert len(tokenize(text)) == 0

    def test_a_long_run_of_invisible_characters_is_one_pass(self) -> None:
        assert len(tokenize("1" + "\u200b" * 200_000 + "x" + "\u0301" * 200_000)) == 2


class TestMarkers:
    @pytest.mark.parametrize(
        "marked",
        [
            "1. Giữ lời",
            "1) Giữ lời",
            "1/ Giữ lời",
            "(1) Giữ lời",
            "a) Giữ lời",
            "đ) Giữ lời",
            "IV. Giữ lời",
            "- Giữ lời",
            "• Giữ lời",
            "+ Giữ lời",
            "2.1 Giữ lời",
            "2.1. Giữ lời",
            "- 1. Giữ lời",
            "1.Giữ lời",
        ],
    )
    def test_a_marker_is_no_token(self, marked: str) -> None:
        assert keys(marked) == ["giữ", "lời"]
        assert keys("Mở đầu.\n" + marked) == ["mở", "đầu", "giữ", "lời"]

    def test_a_list_without_full_stops(self) -> None:
        assert keys("Về lối sống\n1. giữ lời\n2. đúng giờ\na) sạch\nb) gọn") == [
            "về",
            "lối",
            "sống",
            "giữ",
            "lời",
            "đúng",
            "giờ",
            "sạch",
            "gọn",
        ]

    def test_a_wrapped_number_stays(self) -> None:
        assert keys("nộp trước ngày\n15. Sau đó") == keys("nộp trước ngày 15. Sau đó")
        assert NUMBER in keys("nộp trước ngày\n15. Sau đó")

    def test_a_figure_after_a_colon_stays(self) -> None:
        assert NUMBER in keys("Tổng số đảng viên: 15. Trong đó có nữ")

    def test_markers_do_not_depend_on_line_breaks(self) -> None:
        text = "Hai việc: a) đọc sách; b) viết nhật ký. 2. Giữ lời."
        assert keys(text) == keys(text.replace(" ", "\n"))


class TestOffsets:
    @given(pledges)
    def test_spans_are_of_the_text_as_read(self, text: str) -> None:
        tokens = tokenize(text)
        for index in range(len(tokens)):
            assert tokens.text[tokens.starts[index] : tokens.ends[index]] == tokens.raw(index)
        assert list(tokens.starts) == sorted(tokens.starts)
        assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))

    @given(st.text())
    def test_any_text_is_read(self, text: str) -> None:
        tokens = tokenize(text)
        assert all(tokens.keys)
        assert all(
            0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True)
        )

    @given(pledges, st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["NFC", "NFD"]))
    def test_case_and_normal_form_change_no_key(self, text, case, form) -> None:  # type: ignore[no-untyped-def]
        assert tokenize(unicodedata.normalize(form, case(text))).keys == tokenize(text).keys

    def test_within(self) -> None:
        tokens = tokenize("một hai ba")
        assert list(tokens.within(4, 7)) == [1]
        assert list(tokens.within(3, 4)) == []
        assert list(tokens.within(2, 5)) == [0, 1]
        assert list(tokens.within(0, 0)) == []

    def test_touched_and_outside(self) -> None:
        text = "một hai ba bốn"
        assert list(touched(tokenize(text), [(4, 10)])) == [0, 1, 1, 0]
        assert outside(text, [(4, 7), (8, 10)]) == ((0, 4), (7, 8), (10, 14))
        assert outside(text, []) == ((0, 14),)
        assert outside("", []) == ()

    def test_wrapping_changes_no_key(self) -> None:
        assert keys(PLEDGE.replace(", ", ",\n")) == keys(PLEDGE)
