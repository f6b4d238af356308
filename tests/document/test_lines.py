"""Physical lines to logical ones: markers, wrapped lines, table rows."""

from __future__ import annotations

import textwrap

import pytest

from pledgecheck.document.lines import flattened, logical_lines
from pledgecheck.document.markers import split_marker
from pledgecheck.text.view import make_view


def lines(text: str) -> list[tuple[str, str]]:
    """(marker, text) of each logical line of the view."""
    view = make_view(text).text
    found = logical_lines(view)
    flat = flattened(view, found)
    return [(line.marker.text, flat[line.start : line.end]) for line in found]


def cells(text: str) -> list[list[str]]:
    view = make_view(text).text
    return [[view[a:b] for a, b in line.cells] for line in logical_lines(view)]


class TestMarkers:
    @pytest.mark.parametrize(
        ("text", "style", "number"),
        [
            ("phần thứ hai: nội dung", "part", 2),
            ("iv. về đạo đức", "roman", 4),
            ("i/ về đạo đức", "roman", 1),
            ("3. họp", "number", 3),
            ("03) họp", "number", 3),
            ("(2) họp", "number", 2),
            ("1- họ tên", "number", 1),
            ("1 - họ tên", "number", 1),
            ("2.3. họp", "decimal", 3),
            ("ba là, họp", "word", 3),
            ("thứ tư, họp", "ordinal", 4),
            ("việc thứ nhất: họp", "named", 1),
            ("điều 5. họp", "named", 5),
            ("đ) họp", "letter", 5),
            ("b/ họp", "letter", 2),
            ("- họp", "bullet", 0),
            ("• họp", "bullet", 0),
            ("+ họp", "plus", 0),
        ],
    )
    def test_a_marker_is_taken_off(self, text: str, style: str, number: int) -> None:
        marker, rest = split_marker(text, 0, len(text))
        assert (marker.style, marker.number) == (style, number)
        assert rest == 0 if not style else text[rest:] in ("họp", "nội dung", "về đạo đức", "họ tên")

    @pytest.mark.parametrize(
        "text",
        ["30.6.2024 là hạn chót", "1-2 người mỗi ca", "30/6 là hạn chót", "5.000.000 đồng cho quỹ", "2.5 triệu đồng", "đ/c tổ trưởng theo dõi",
         "một tháng một lần", "năm nay làm tiếp"],
    )
    def test_dates_amounts_and_abbreviations_are_no_markers(self, text: str) -> None:
        assert split_marker(text, 0, len(text))[1] == 0

    def test_of_two_markers_the_first_names_the_item(self) -> None:
        assert lines("1. - Họp tổ.") == [("1.", "họp tổ.")]

    def test_a_marker_alone_takes_the_next_line(self) -> None:
        assert lines("1.\nHọp tổ mỗi tuần.") == [("1.", "họp tổ mỗi tuần.")]


WRAPPED = (
    "1. Mỗi sáng thứ Hai đầu tuần tôi cùng tổ bảo vệ đi hết ba dãy nhà trọ ở ngõ 5, hỏi từng phòng có gì cần giúp rồi "
    "ghi vào sổ của tổ. Ai ốm thì tôi báo trạm y tế ngay trong buổi.\n"
    "2. Đóng quỹ khuyến học của dòng họ 200.000 đồng mỗi quý và vận động bốn anh em trong nhà cùng đóng, có biên nhận "
    "của ông trưởng họ gửi chi bộ.\n"
    "3. Không ngừng tu dưỡng."
)


class TestWrappedLines:
    @pytest.mark.parametrize("width", [60, 67, 72, 80, 93, 100])
    def test_lines_broken_at_a_margin_are_joined(self, width: int) -> None:
        broken = "\n".join(line for whole in WRAPPED.split("\n") for line in textwrap.wrap(whole, width))
        assert lines(broken) == lines(WRAPPED)

    def test_a_hanging_indent_is_joined_too(self) -> None:
        broken = textwrap.fill(WRAPPED.split("\n")[1], 70, subsequent_indent="     ")
        assert lines(broken) == lines(WRAPPED.split("\n")[1])

    def test_a_number_at_the_head_of_a_wrapped_line_is_no_marker(self) -> None:
        text = (
            "Chi bộ họp bàn việc làm đường của xóm vào buổi tối ngày mùng\n"
            "8. Mỗi nhà cử một người dự và mang theo ý kiến của cả gia đình\n"
            "mình, việc gì chưa rõ thì hỏi ngay tại chỗ để ban quản lý trả\n"
            "lời, biên bản cuộc họp được dán ở nhà văn hóa của xóm để những\n"
            "nhà vắng mặt đọc sau."
        )
        assert [marker for marker, _ in lines(text)] == [""]

    def test_lines_that_their_writer_ended_stay_apart(self) -> None:
        text = "1. Đi làm đúng giờ\n2. Không hút thuốc trong phòng\nTôi xin hứa làm đúng"
        assert len(lines(text)) == 3

    def test_an_empty_line_ends_a_line(self) -> None:
        half = "Chi bộ họp bàn việc làm đường của xóm vào buổi tối thứ Bảy và"
        assert len(lines(f"{half}\n\n{half}")) == 2

    def test_flattening_keeps_every_offset(self) -> None:
        broken = textwrap.fill(WRAPPED, 70, replace_whitespace=False)
        view = make_view(broken).text
        flat = flattened(view, logical_lines(view))
        assert len(flat) == len(view)
        assert [a for a, b in zip(flat, view, strict=True) if a != b] == [" "] * (view.count("\n") - flat.count("\n"))


class TestRows:
    def test_bars_part_cells_and_the_number_is_the_marker(self) -> None:
        assert cells("1 | Họp tổ | Tháng 3") == [["họp tổ", "tháng 3"]]

    def test_empty_cells_keep_their_place(self) -> None:
        assert cells("2 | Họp tổ | | Anh Ba") == [["họp tổ", "", "anh ba"]]

    def test_bars_around_a_row_are_no_cells(self) -> None:
        assert cells("| Họp tổ | Tháng 3 |") == [["họp tổ", "tháng 3"]]
