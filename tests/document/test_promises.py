"""From blocks to commitments: where they are cut, and what is left out."""

from __future__ import annotations

import pytest

from tests.document.marked import promised


class TestCuts:
    def test_sentences_are_promises_and_commas_do_not_cut(self) -> None:
        text = "Tôi họp tổ mỗi tuần, ghi biên bản, gửi chi bộ. Tôi không nhận quà."
        assert promised(text) == ["Tôi họp tổ mỗi tuần, ghi biên bản, gửi chi bộ.", "Tôi không nhận quà."]

    @pytest.mark.parametrize(
        "text",
        [
            "Đưa bà con xuống TP. Vinh khám mắt vào tháng 5.",
            "Cùng Th.S Lan dạy các em đo huyết áp cho ông bà.",
            "Góp 5.000.000 đồng làm sân chơi trước 30.6.2024.",
            "Gặp đ/c. Hòa mỗi tháng một lần để nghe góp ý.",
            "Treo khẩu hiệu “Nói thật. Làm thật.” ở cổng trường.",
            "Ghi sổ (ngày nào? ai trực? việc gì?) rồi ký tên.",
            "Học hai bài hát v.v. để hát cùng các cháu.",
        ],
    )
    def test_stops_inside_names_numbers_quotations_and_brackets_do_not_cut(self, text: str) -> None:
        assert promised(text) == [text]

    def test_a_semicolon_joins_halves_of_one_item(self) -> None:
        text = "1. Dọn kho sạch sẽ; khóa cửa, tắt điện."
        assert promised(text) == ["Dọn kho sạch sẽ; khóa cửa, tắt điện."]

    def test_semicolons_of_a_list_in_running_text_cut(self) -> None:
        text = "Tôi cam kết: không uống rượu khi trực; họp tổ mỗi tuần một lần; giữ kho sạch."
        assert len(promised(text)) == 3

    def test_long_halves_of_running_text_are_two_promises(self) -> None:
        text = (
            "Tôi đến nhà từng học sinh của lớp vào tuần đầu tháng chín hằng năm; tôi ghi lại ý kiến của phụ huynh "
            "vào sổ chủ nhiệm và gửi ban giám hiệu."
        )
        assert len(promised(text)) == 2

    def test_a_half_that_refers_back_stays(self) -> None:
        text = (
            "Tôi đến nhà từng học sinh của lớp vào tuần đầu tháng chín hằng năm; em nào bố mẹ đi làm xa thì tôi hẹn "
            "vào buổi tối chủ nhật."
        )
        assert promised(text) == [text]

    def test_a_line_of_results_is_cut_where_each_has_its_number(self) -> None:
        text = "Kết quả cần đạt: 30 em biết bơi, 12 buổi tập, giảm 5 vụ tai nạn."
        assert promised(text) == ["30 em biết bơi", "12 buổi tập", "giảm 5 vụ tai nạn."]

    @pytest.mark.parametrize(
        ("text", "promise"),
        [
            ("Cách làm: mỗi nhà góp một cây hoa.", "mỗi nhà góp một cây hoa."),
            ("Tôi xin hứa những việc như sau: họp tổ mỗi tuần.", "họp tổ mỗi tuần."),
            ("Quý II: sửa xong mái hiên nhà trẻ.", "Quý II: sửa xong mái hiên nhà trẻ."),
            ("Mỗi tối kiểm tra khóa cửa ba dãy kho: dãy A, dãy B, dãy C.", "Mỗi tối kiểm tra khóa cửa ba dãy kho: dãy A, dãy B, dãy C."),
        ],
    )
    def test_a_label_is_left_out_and_what_says_when_or_acts_is_not(self, text: str, promise: str) -> None:
        assert promised(text) == [promise]


class TestLeftOut:
    @pytest.mark.parametrize(
        "told",
        [
            "Năm ngoái tôi nộp báo cáo chậm hai lần.",
            "Qua kiểm điểm cuối năm, tổ còn để mất hai bình chữa cháy.",
            "Tôi nhận thấy mình còn ngại va chạm.",
            "Tổ hiện có 14 đoàn viên, phần lớn ở trọ.",
            "Tôi còn hay nóng nảy với người nhà bệnh nhân.",
            "Buổi học ấy giúp tôi hiểu hơn về việc tiết kiệm.",
            "Bác từng dặn: “Cán bộ phải lo trước thiên hạ, vui sau thiên hạ, việc nhỏ cũng phải làm cho tròn.”",
            "Tôi đăng ký với chi bộ ba việc sau.",
        ],
    )
    def test_what_tells_is_no_promise(self, told: str) -> None:
        assert promised(f"{told} Tôi sẽ họp tổ mỗi tuần.") == ["Tôi sẽ họp tổ mỗi tuần."]

    @pytest.mark.parametrize(
        "text",
        [
            "Là đảng viên, tôi sẽ đi đầu hiến đất làm đường.",
            "Học Bác đức tính tiết kiệm, từ nay tôi in giấy hai mặt.",
            "Làm theo lời Bác dạy “Cần kiệm liêm chính”, tôi tắt điện khi ra về.",
            "Không để năm nào còn án quá hạn như năm qua.",
        ],
    )
    def test_a_promise_may_begin_with_what_was(self, text: str) -> None:
        assert promised(text) == [text]

    def test_a_story_goes_on_until_the_text_turns(self) -> None:
        text = "Năm ngoái lớp tôi có hai em bỏ học. Cả hai em đi làm thuê ở xa. Vì vậy năm nay tôi đến từng nhà trước khai giảng."
        assert promised(text) == ["Vì vậy năm nay tôi đến từng nhà trước khai giảng."]

    @pytest.mark.parametrize("text", ["1. “Ngõ nhỏ không rác”", "1. Họp.", "1. Việc sau đây:"])
    def test_names_fragments_and_announcements_are_no_promises(self, text: str) -> None:
        assert promised(text) == []

    def test_a_sentence_that_names_the_subject_of_an_item_is_no_promise(self) -> None:
        text = "1. Bữa cơm ca. Tôi ăn cùng công nhân ở nhà ăn số 2 mỗi tuần ba bữa."
        assert promised(text) == ["Tôi ăn cùng công nhân ở nhà ăn số 2 mỗi tuần ba bữa."]

    @pytest.mark.parametrize("text", ["", "   \n\n", "…", "1.", "-", "| |", "()", "“”"])
    def test_text_without_words_promises_nothing(self, text: str) -> None:
        assert promised(text) == []
