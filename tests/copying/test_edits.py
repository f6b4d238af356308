import pytest

from copying.texts import PLEDGE
from pledgecheck.copying.align import align
from pledgecheck.copying.edits import TextEdit


def edits(before: str, after: str) -> list[TextEdit]:
    """The edits from `before` (the source) to `after`, inside a sentence long enough to be a passage."""
    frame = "Trong đợt này tôi giữ lời hứa với bà con, {}, và báo lại cho mọi người cùng biết"
    a, b = frame.format(after), frame.format(before)
    found = [edit for passage in align(a, b).passages for edit in passage.edits]
    for edit in found:
        assert a[edit.start : edit.end] == edit.after
        assert b[edit.source_start : edit.source_end] == edit.before
    return found


def kinds(before: str, after: str) -> list[tuple[str, str, str, str | None]]:
    return [(edit.kind, edit.before, edit.after, edit.direction) for edit in edits(before, after)]


class TestNumbers:
    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            ("thăm 2 lần mỗi tháng", "thăm 3 lần mỗi tháng", ("2", "3", "raised")),
            ("trả lời sau 05 ngày", "trả lời sau 07 ngày", ("05", "07", "lowered")),
            ("còn dưới 21,5% số hộ", "còn dưới 18,4% số hộ", ("21,5%", "18,4%", "raised")),
            ("góp 1.250.000 đồng", "góp 970.000 đồng", ("1.250.000", "970.000", "lowered")),
            ("xong trong 12 giờ", "xong trong 10 giờ", ("12", "10", "raised")),
            ("xong trong 07 ngày làm việc", "xong trong 05 ngày làm việc", ("07", "05", "raised")),
            ("cứ 3 tháng họp dân", "cứ 2 tháng họp dân", ("3", "2", "raised")),
            ("rút ngắn 02 ngày", "rút ngắn 01 ngày", ("02", "01", "lowered")),
            ("góp 4 ngày công", "góp 6 ngày công", ("4", "6", "raised")),
            ("đọc 20 phút mỗi tối", "đọc 30 phút mỗi tối", ("20", "30", "raised")),
            ("báo trước 3 ngày cho dân", "báo trước 2 ngày cho dân", ("3", "2", None)),
            ("bài viết không quá 4 trang", "bài viết không quá 3 trang", ("4", "3", "raised")),
            ("họp ít hơn 4 buổi", "họp ít hơn 3 buổi", ("4", "3", "raised")),
            ("kèm không dưới 4 em", "kèm không dưới 3 em", ("4", "3", "lowered")),
            ("không để có 3 lỗi chính tả", "không để có 2 lỗi chính tả", ("3", "2", "raised")),
            ("để xảy ra 2 hồ sơ trễ hạn", "để xảy ra 4 hồ sơ trễ hạn", ("2", "4", "lowered")),
            ("giải quyết 9 đơn khiếu nại", "giải quyết 7 đơn khiếu nại", ("9", "7", "lowered")),
            ("số đơn khiếu nại còn 9 đơn", "số đơn khiếu nại còn 7 đơn", ("9", "7", "raised")),
            ("giảm 10% giấy in", "giảm 15% giấy in", ("10%", "15%", "raised")),
            ("khoảng 9 vụ tai nạn", "khoảng 7 vụ tai nạn", ("9", "7", None)),
            ("nộp trước ngày 5 hằng tháng", "nộp trước ngày 7 hằng tháng", ("5", "7", None)),
            ("có mặt lúc 6 giờ sáng", "có mặt lúc 5 giờ sáng", ("6", "5", None)),
            ("đến lớp trước 6 giờ 45 phút", "đến lớp trước 6 giờ 30 phút", ("45", "30", None)),
            ("bắt đầu từ 7:30 hằng ngày", "bắt đầu từ 7:00 hằng ngày", ("7:30", "7:00", None)),
            ("theo Kế hoạch 14-KH/TB của chi bộ", "theo Kế hoạch 11-KH/TB của chi bộ", ("14", "11", None)),
            ("chủ nhiệm lớp 8 của trường", "chủ nhiệm lớp 9 của trường", ("8", "9", None)),
            ("sơn bến đò 2 trước Tết", "sơn bến đò 1 trước Tết", ("2", "1", None)),
            ("xong trước 30/6 năm nay", "xong trước 31/7 năm nay", ("30/6", "31/7", None)),
            ("xong trước 30/6/2023", "xong trước 15/6/2024", ("30/6/2023", "15/6/2024", None)),
        ],
    )
    def test_direction(self, before: str, after: str, expected: tuple[str, str, str | None]) -> None:
        assert kinds(before, after) == [("number", *expected)]

    @pytest.mark.parametrize(
        ("before", "after"),
        [("năm 2023", "năm 2024"), ("ngày 2/9/2023", "ngày 02/9/2024"), ("tháng 9/2022", "tháng 9/2023")],
    )
    def test_years(self, before: str, after: str) -> None:
        old, new = before.split()[1], after.split()[1]
        assert kinds(f"làm trong {before} cho xong", f"làm trong {after} cho xong") == [
            ("year", old, new, None)
        ]

    @pytest.mark.parametrize(("before", "after"), [("5 ngày", "05 ngày"), ("1000 đồng", "1.000 đồng")])
    def test_the_same_number_is_no_edit(self, before: str, after: str) -> None:
        assert kinds(before, after) == []


class TestCounts:
    """A target is quoted with what it counts."""

    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [
            ("xong trong 07 ngày làm việc", "xong trong 05 ngày làm việc", ("trong 07 ngày làm việc", "trong 05 ngày làm việc")),
            ("giúp 02 hộ neo đơn trong thôn", "giúp 03 hộ neo đơn trong thôn", ("02 hộ neo đơn", "03 hộ neo đơn")),
            ("đạt 90% hồ sơ đúng hạn", "đạt 95 % hồ sơ đúng hạn", ("90% hồ sơ đúng hạn", "95 % hồ sơ đúng hạn")),
            ("thăm 2 lần, có sổ", "thăm 3 lần, có sổ", ("2 lần", "3 lần")),
        ],
    )
    def test_with_its_unit_and_limit(self, before: str, after: str, expected: tuple[str, str]) -> None:
        (edit,) = edits(before, after)
        assert edit.counts == expected

    def test_only_of_targets(self) -> None:
        (edit,) = edits("chủ nhiệm lớp 8 của trường", "chủ nhiệm lớp 9 của trường")
        assert edit.counts is None


class TestWords:
    def test_word_replaced(self) -> None:
        assert kinds("lấp xong trong buổi", "san phẳng xong trong buổi") == [
            ("word", "lấp", "san phẳng", None)
        ]

    def test_word_added(self) -> None:
        assert kinds("báo cho chủ đò", "báo ngay cho chủ đò") == [("word", "", "ngay", None)]

    def test_word_dropped(self) -> None:
        assert kinds("báo ngay cho chủ đò", "báo cho chủ đò") == [("word", "ngay", "", None)]

    def test_name(self) -> None:
        assert kinds("nhờ chị Nguyễn Thị Lành giúp", "nhờ chị Trần Mai giúp") == [
            ("name", "Nguyễn Thị Lành", "Trần Mai", None)
        ]

    def test_a_capital_after_a_label_is_no_name(self) -> None:
        assert kinds("các đêm thứ Ba hằng tuần", "các đêm thứ Hai hằng tuần") == [("word", "Ba", "Hai", None)]

    def test_the_first_word_of_a_sentence_is_no_name(self) -> None:
        tail = " số buổi nghỉ họp của tổ xuống thấp hơn hẳn năm trước"
        a, b = "Mở đầu gồm mấy ý nhỏ sau. Hạ" + tail, "Mở đầu gồm mấy ý nhỏ sau. Giảm" + tail
        assert [edit.kind for edit in align(a, b).passages[0].edits] == ["word"]

    def test_in_capitals_nothing_is_a_name(self) -> None:
        assert [
            edit.kind
            for edit in align(
                "XÂY DỰNG TÁC PHONG LÀM VIỆC DÂN CHỦ, KHOA HỌC, NHANH GỌN",
                "XÂY DỰNG TÁC PHONG LÀM VIỆC TẬP THỂ, KHOA HỌC, NHANH GỌN",
            )
            .passages[0]
            .edits
        ] == ["word"]


class TestOrder:
    def test_words_inside_a_passage(self) -> None:
        found = kinds(
            "sống trung thực, giản dị, hòa đồng với xóm", "sống giản dị, trung thực, hòa đồng với xóm"
        )
        assert found in ([("order", words, words, None)] for words in ("trung thực", "giản dị"))

    def test_one_word(self) -> None:
        found = kinds("số gà con hao hụt của tổ", "số con gà hao hụt của tổ")
        assert found in ([("order", word, word, None)] for word in ("gà", "con"))

    def test_passages(self) -> None:
        rows = PLEDGE.split("\n")[1:4]
        moved = "\n".join([rows[2], rows[0], rows[1]])
        found = align(moved, "\n".join(rows))
        assert [[(edit.kind, edit.before, edit.after) for edit in p.edits] for p in found.passages] == [
            [("order", "2", "1")],
            [],
        ]
