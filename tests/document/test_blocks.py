"""What a line is for, and what it stands under."""

from __future__ import annotations

import pytest

from pledgecheck.document.model import Role
from tests.document.marked import promised, read, roles

ITEMS = "1. Họp tổ vào sáng thứ Hai hằng tuần.\n2. Không nhận quà của khách.\n3. Giữ gìn đoàn kết.\n"


def parent_of(text: str, part: str) -> str:
    """The heading that the line with `part` (folded) stands under."""
    document = read(text)
    block = next(b for b in document.blocks if part in document.text(b))
    return document.text(document.blocks[block.parent]) if block.parent is not None else ""


class TestGuard:
    @pytest.mark.parametrize(
        "line",
        [
            "Chi bộ giới thiệu 03 quần chúng ưu tú đi học lớp cảm tình trước 19/5.",
            "Bí thư chi bộ xuống dự sinh hoạt với mỗi tổ đảng một quý một lần.",
            "Trường quyên góp 40 bộ sách giáo khoa cũ trước ngày khai giảng 5/9.",
            "Tôi xin cam kết không uống rượu, bia khi đang trực.",
            "Tôi xin hứa cai thuốc lá trước tháng 9.",
            "Thực hiện kế hoạch thay 60 bóng đèn ngõ trước 30/4.",
            "Thu được ít nhất 5 hợp đồng bao tiêu với doanh nghiệp chè.",
            "Chi bộ chúng tôi không để xảy ra khiếu kiện vượt cấp.",
            "Tuổi trẻ trong xóm quét ngõ mỗi sáng Chủ nhật.",
            "Đề nghị với chủ thầu lắp 8 biển báo công trường trước ngày 10/3.",
        ],
    )
    @pytest.mark.parametrize("place", ["{0}", "BẢN ĐĂNG KÝ\nnăm 2019\n{0}\n" + ITEMS, ITEMS + "{0}"])
    def test_boilerplate_never_swallows_a_promise(self, line: str, place: str) -> None:
        assert line in promised(place.format(line))

    @pytest.mark.parametrize(
        "line",
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc",
            "Hưng Thịnh, ngày 03 tháng 02 năm 2020",
            "Số: 12-ĐK/CB",
            "Kính gửi: Đảng ủy xã Hưng Thịnh",
            "Họ và tên: Lê Thị Mơ",
            "Chức vụ: Tổ trưởng tổ Văn thư",
            "Căn cứ Hướng dẫn số 08-HD/BTG ngày 12/01/2020 của Ban Tuyên giáo;",
        ],
    )
    def test_letterhead_and_fields_are_no_promises(self, line: str) -> None:
        assert promised(f"{line}\nBẢN CAM KẾT\n{line}\n{ITEMS}") == promised(ITEMS)

    @pytest.mark.parametrize(
        "line",
        [
            "Trên đây là những nội dung tôi cam kết.",
            "Tôi xin hứa thực hiện đúng những điều đã đăng ký trên.",
            "Kính mong chi bộ tạo điều kiện giúp đỡ.",
            "Bản này được thông qua tại cuộc họp chi bộ.",
            "NGƯỜI ĐĂNG KÝ",
            "T/M CHI BỘ",
            "Bí thư: Lê Thị Mơ",
            "Lê Thị Mơ (đã ký)",
            "Nơi nhận: như trên, lưu chi bộ.",
        ],
    )
    def test_closing_lines_and_signatures_are_no_promises(self, line: str) -> None:
        assert promised(f"{ITEMS}\n{line}\n") == promised(ITEMS)


class TestHead:
    def test_everything_above_the_title_is_letterhead(self) -> None:
        text = "XÃ LÂM GIANG\nTỔ HỢP TÁC RAU SẠCH\nBẢN ĐĂNG KÝ LÀM THEO BÁC\n" + ITEMS
        assert roles(text)[:3] == ["boilerplate", "boilerplate", "title"]

    def test_a_title_may_go_on_in_the_next_lines(self) -> None:
        text = "BẢN CAM KẾT\ntu dưỡng, rèn luyện\ncủa đảng viên năm 2021\n" + ITEMS
        assert roles(text)[:3] == ["title"] * 3

    def test_names_of_bodies_above_the_text_are_letterhead_without_a_known_title(self) -> None:
        text = "CHI BỘ NHÀ MÁY GẠCH\nPHÂN XƯỞNG LÒ\n" + ITEMS
        assert promised(text) == promised(ITEMS)

    def test_a_text_of_one_line_is_taken_for_what_it_says(self) -> None:
        assert promised("Chi bộ học tập và làm theo Bác") == ["Chi bộ học tập và làm theo Bác"]

    def test_a_heading_that_sounds_like_a_title_is_a_heading(self) -> None:
        text = "BẢN CAM KẾT\nI. Học tập chuyên đề năm 2021\n1. Họp tổ vào sáng thứ Hai.\nII. Làm theo\n1. Không nhận quà."
        assert parent_of(text, "họp tổ") == "học tập chuyên đề năm 2021"

    def test_what_leads_up_to_the_list_promises_nothing(self) -> None:
        text = "Được chi bộ phân công phụ trách tổ 3, bản thân luôn ý thức trách nhiệm của mình.\n" + ITEMS
        assert promised(text) == promised(ITEMS)


class TestTree:
    @pytest.mark.parametrize(
        "text",
        [
            "I. Về đạo đức\n1. Không nhận quà của khách.\n2. Giữ gìn đoàn kết.\nII. Về chuyên môn\n1. Họp tổ mỗi tuần.",
            "1. Về đạo đức\n- Không nhận quà của khách.\n- Giữ gìn đoàn kết.\n2. Về chuyên môn\n- Họp tổ mỗi tuần.",
            "A. Về đạo đức\na. Không nhận quà của khách.\nb. Giữ gìn đoàn kết.\nB. Về chuyên môn\na. Họp tổ mỗi tuần.",
            "a. Về đạo đức\n1. Không nhận quà của khách.\n2. Giữ gìn đoàn kết.\nb. Về chuyên môn\n1. Họp tổ mỗi tuần.",
            "Về đạo đức:\n- Không nhận quà của khách.\n- Giữ gìn đoàn kết.\nVề chuyên môn:\n- Họp tổ mỗi tuần.",
            "1. Về đạo đức\nKhông nhận quà của khách. Giữ gìn đoàn kết.\n2. Về chuyên môn\nHọp tổ mỗi tuần.",
        ],
        ids=["roman", "number", "letters in two cases", "letters above numbers", "labels", "paragraphs"],
    )
    def test_items_stand_under_their_heading(self, text: str) -> None:
        assert parent_of(text, "không nhận quà") == "về đạo đức" + ":" * (":" in text)
        assert parent_of(text, "họp tổ") == "về chuyên môn" + ":" * (":" in text)
        assert len(promised(text)) == 3

    def test_a_heading_without_marker_ends_where_the_list_above_it_goes_on(self) -> None:
        text = "1. Việc theo quý\nQuý I:\n- Họp tổ.\nQuý II:\n- Học nghề.\n2. Việc thường xuyên\n- Không nhận quà của khách."
        assert parent_of(text, "học nghề") == "quý ii:"
        assert parent_of(text, "không nhận quà") == "việc thường xuyên"

    def test_an_item_with_children_lends_to_them(self) -> None:
        text = "1. Trước ngày 30/6 làm xong:\n- Sửa mái hiên.\n- Quét vôi cổng.\n2. Không nhận quà của khách."
        assert parent_of(text, "quét vôi") == "trước ngày 30/6 làm xong:"

    def test_a_last_item_without_a_stop_is_no_heading(self) -> None:
        text = "1. Họp tổ mỗi tuần\n2. Giữ gìn đoàn kết nội bộ\nKính mong chi bộ giúp đỡ."
        assert promised(text) == ["Họp tổ mỗi tuần", "Giữ gìn đoàn kết nội bộ"]

    def test_an_item_that_names_checking_among_others_is_no_heading(self) -> None:
        text = "1. Họp tổ mỗi tuần\n2. Tham gia kiểm tra, giám sát\n3. Giữ gìn đoàn kết"
        assert len(promised(text)) == 3


class TestSections:
    @pytest.mark.parametrize(
        "heading", ["Đặc điểm tình hình", "Tự đánh giá năm 2020", "Ưu điểm", "Lý do chọn mô hình", "Nhận thức của bản thân"]
    )
    def test_what_tells_of_the_past_or_the_situation_is_no_promise(self, heading: str) -> None:
        text = f"I. {heading}\n- Tổ có 12 đoàn viên, họp mỗi tháng một lần.\nII. Nội dung đăng ký\n" + ITEMS
        assert promised(text) == promised(ITEMS)

    @pytest.mark.parametrize(
        "heading", ["Tổ chức thực hiện", "Biện pháp thực hiện", "Kiểm tra, giám sát", "Đề xuất, kiến nghị", "Phân công"]
    )
    def test_who_watches_over_it_is_no_promise(self, heading: str) -> None:
        text = f"I. Nội dung\n{ITEMS}II. {heading}\n1. Đồng chí Phó Bí thư theo dõi, cuối năm báo cáo chi bộ."
        assert promised(text) == promised(ITEMS)

    @pytest.mark.parametrize(
        "heading",
        ["Nội dung, biện pháp thực hiện", "Khắc phục hạn chế, khuyết điểm", "Biện pháp khắc phục hạn chế",
         "Công tác kiểm tra, giám sát", "Nâng cao nhận thức"],
    )
    def test_headings_that_only_sound_like_it_hold_promises(self, heading: str) -> None:
        assert promised(f"I. {heading}\n" + ITEMS) == promised(ITEMS)

    def test_facts_of_the_form_are_no_promises(self) -> None:
        text = f"I. Kinh phí\nTrích từ quỹ của thôn và công lao động của hội viên.\nII. Nội dung\n{ITEMS}"
        assert promised(text) == promised(ITEMS)

    def test_a_promise_made_while_looking_back_is_heard(self) -> None:
        text = f"I. Hạn chế\nTôi còn nóng tính. Tôi xin hứa không to tiếng với dân nữa.\nII. Nội dung\n{ITEMS}"
        assert promised(text)[0] == "Tôi xin hứa không to tiếng với dân nữa."


class TestTables:
    HEAD = "STT | Nội dung đăng ký | Thời gian | Người phụ trách\n"

    def test_the_column_of_content_is_the_promise_and_the_others_lend(self) -> None:
        document = read(self.HEAD + "1 | Họp tổ | Sáng thứ Hai | Chị Bảy, thư ký của tổ hợp tác xã\n")
        (row,) = dict(document.rows).values()
        text = document.view.text
        assert text[slice(*row.main)] == "họp tổ"
        assert [text[slice(*span)] for span in row.lent] == ["sáng thứ hai", "chị bảy, thư ký của tổ hợp tác xã"]
        assert row.who is not None and text[slice(*row.who)].startswith("chị bảy")

    def test_an_empty_cell_does_not_move_the_columns(self) -> None:
        document = read(self.HEAD + "1 | Họp tổ | | Chị Bảy\n")
        (row,) = dict(document.rows).values()
        assert row.who is not None and document.view.text[slice(*row.who)] == "chị bảy"

    def test_a_row_of_cells_with_several_paragraphs_is_one_row(self) -> None:
        text = self.HEAD + "1 | Họp tổ\nở nhà chị Bảy | Sáng\nthứ Hai | Chị Bảy\nchị Tám\n2 | Dọn kênh | Quý I | Anh Ba\n"
        assert promised(text) == ["Họp tổ\nở nhà chị Bảy"]  # "Dọn kênh" is too short
        assert [len(row.lent) for _, row in read(text).rows] == [2, 2]

    def test_a_list_in_a_cell_stays_a_list(self) -> None:
        text = self.HEAD + "1 | Việc của tổ | | Chị Bảy\n- Họp tổ mỗi tuần.\n- Dọn kênh mỗi tháng.\n"
        assert promised(text)[-2:] == ["Họp tổ mỗi tuần.", "Dọn kênh mỗi tháng."]

    def test_without_a_head_the_longest_cell_is_the_promise(self) -> None:
        assert promised("1 | Tháng 3 | Dọn kênh nội đồng đoạn qua ấp | Anh Ba") == ["Dọn kênh nội đồng đoạn qua ấp"]

    def test_a_letterhead_and_signatures_set_as_tables_are_no_promises(self) -> None:
        text = "ĐẢNG ỦY XÃ | ĐẢNG CỘNG SẢN VIỆT NAM\nBẢN CAM KẾT\n" + ITEMS + "Xác nhận của chi bộ | Người cam kết\n"
        assert promised(text) == promised(ITEMS)


def test_roles_cover_every_line() -> None:
    text = "BẢN CAM KẾT\nHọ và tên: Lê Mơ\nI. Nội dung\n" + ITEMS + "Trên đây là nội dung của tôi."
    assert roles(text) == [
        Role.TITLE, Role.FIELD, Role.HEADING, Role.ITEM, Role.ITEM, Role.ITEM, Role.BOILERPLATE,
    ]
