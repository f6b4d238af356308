"""The slots of one commitment: what measures, when, how one will know, for whom and where."""

from __future__ import annotations

import pytest

from tests.kinds.sentences import slots_of


def found(sentence: str, name: str) -> str | None:
    """The text of a slot, None when there is none."""
    text, slots = slots_of(sentence)
    span = getattr(slots, name)
    return text[slice(*span)] if span else None


class TestMeasure:
    @pytest.mark.parametrize(
        ("sentence", "measure"),
        [
            ("Trồng 40 gốc mít quanh đình.", "40 gốc"),
            ("Viết 02 sáng kiến về pha chế dung dịch.", "02 sáng kiến"),
            ("Góp 1.500.000 đồng vào quỹ.", "1.500.000 đồng"),
            ("Kèm ba em học yếu.", "ba em"),
            ("Đọc ít nhất một cuốn sách về nghề.", "một cuốn sách"),
            ("Trả đúng hẹn 98% hồ sơ.", "98% hồ sơ"),
            ("Hạ tỷ lệ lỗi xuống dưới 2%.", "hạ tỷ lệ lỗi xuống dưới 2%"),
            ("Giảm giờ chờ từ 45 phút xuống 20 phút.", "giảm giờ chờ từ 45 phút xuống 20"),
            ("Ghi tên tất cả khách ra vào.", "tất cả"),
            ("Họp tổ 2 lần mỗi tháng.", "2 lần mỗi tháng"),
        ],
    )
    def test_what_is_counted_or_compared_measures(self, sentence: str, measure: str) -> None:
        assert found(sentence, "measure") == measure

    @pytest.mark.parametrize(
        "sentence",
        [
            "Thực hiện Chỉ thị số 05-CT/TW.",
            "Học Nghị quyết Trung ương 4 khóa XII.",
            "Theo Quy định 101-QĐ/TW ngày 07/6/2012 của Ban Bí thư.",
            "Làm tốt năm điều Bác Hồ dạy.",
            "Giữ vững 19 tiêu chí nông thôn mới.",
            "Chủ nhiệm lớp 7A, dạy ở phòng 12.",
            "Dọn ngõ 8 và đường 30.",
            "Thực hiện 03 nội dung sau.",
            "Hoàn thành 100% nhiệm vụ được giao.",
            "Cố gắng với 100% quyết tâm.",
            "Học tập 6 điều Bác dạy công an.",
            "Chào mừng 50 năm ngày thành lập huyện.",
            "Làm theo một cách tự giác.",
        ],
    )
    def test_numbers_that_are_names_measure_nothing(self, sentence: str) -> None:
        assert found(sentence, "measure") is None

    def test_idle_numbers_are_kept_apart(self) -> None:
        text, slots = slots_of("Theo Chỉ thị 05-CT/TW, trồng 40 gốc mít.")
        assert [text[a:b] for a, b in slots.numbers] == ["40"]

    def test_a_percentage_of_feelings_measures_nothing_and_one_of_things_does(self) -> None:
        assert found("Phấn đấu 100% đảng viên nhận thức sâu sắc nghị quyết.", "measure") is None
        assert found("Phấn đấu 100% đảng viên nộp bản thu hoạch.", "measure") is not None

    def test_of_a_date_and_a_length_of_time_the_length_measures(self) -> None:
        assert found("Dự lớp bồi dưỡng trong 5 ngày, bắt đầu từ ngày 12/8.", "measure") == "trong 5 ngày"


class TestTime:
    @pytest.mark.parametrize(
        ("sentence", "time"),
        [
            ("Nộp sổ trước ngày 25/11.", "trước ngày 25/11"),
            ("Sửa xong mái trong quý II.", "trong quý ii"),
            ("Gửi bài vào tháng 8.", "vào tháng 8"),
            ("Có mặt lúc 6 giờ 30.", "6 giờ 30"),
            ("Họp tổ mỗi tuần.", "mỗi tuần"),
            ("Dọn ngõ sáng thứ Bảy hằng tuần.", "sáng thứ bảy hằng tuần"),
            ("Trả lời trong 3 ngày.", "trong 3 ngày"),
            ("Tặng quà dịp Tết.", "dịp tết"),
            ("Dạy bơi từ tháng 6 đến tháng 8.", "từ tháng 6 đến tháng 8"),
        ],
    )
    def test_deadlines_clocks_recurrences_and_periods(self, sentence: str, time: str) -> None:
        assert found(sentence, "time") == time

    @pytest.mark.parametrize(
        "sentence",
        [
            "Học nghề trong năm 2020.",
            "Đọc sách trong năm học 2020 - 2021.",
            "Rèn luyện trong thời gian tới.",
            "Giữ nghề trong giai đoạn 2020 - 2025.",
            "Theo Kế hoạch số 15-KH/ĐU ngày 20/01/2022 của Đảng ủy.",
            "Giải thích đến lần thứ ba.",
            "Tặng quà cho bà con đảo Phú Quý một cách chu đáo.",
        ],
    )
    def test_the_own_year_and_the_dates_of_documents_are_no_time(self, sentence: str) -> None:
        assert found(sentence, "time") is None

    @pytest.mark.parametrize("sentence", ["Họp tổ mỗi tuần.", "Chạy bộ hằng ngày.", "Cứ hai tháng lau máy một lần."])
    def test_a_recurrence_is_known_as_one(self, sentence: str) -> None:
        assert found(sentence, "frequency") is not None


class TestEvidence:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Trực đêm, ghi sổ giao ca.",
            "Phát quà, có chữ ký người nhận.",
            "Thu tiền, niêm yết tại trụ sở.",
            "Chụp ảnh trước và sau khi dọn.",
            "Báo cáo chi bộ kết quả.",
            "Họp dân, lập biên bản.",
            "Trồng rau, tổ trưởng kiểm tra.",
        ],
    )
    def test_records_and_checks(self, sentence: str) -> None:
        assert found(sentence, "evidence") is not None

    @pytest.mark.parametrize("sentence", ["Sửa mái hiên.", "Chào dân trước khi kiểm tra giấy tờ."])
    def test_an_act_is_not_its_own_evidence(self, sentence: str) -> None:
        assert found(sentence, "evidence") is None


class TestPersonOrPlace:
    @pytest.mark.parametrize(
        ("sentence", "person"),
        [
            ("Quét dọn tại trạm y tế.", "tại trạm"),
            ("Dạy chữ cho 5 hộ ở bản.", "cho 5 hộ"),
            ("Thăm thương binh.", "thương binh"),
            ("Lau bảng ở lớp 6B.", "ở lớp"),
            ("Giao cho kế toán thu nợ.", "kế toán"),
        ],
    )
    def test_where_for_whom_or_who(self, sentence: str, person: str) -> None:
        assert found(sentence, "person") == person

    @pytest.mark.parametrize("sentence", ["Học thêm nghề hàn.", "Giữ gìn phẩm chất."])
    def test_nobody_is_seen_where_nobody_is_named(self, sentence: str) -> None:
        assert found(sentence, "person") is None


@pytest.mark.parametrize("name", ["measure", "time", "evidence", "person"])
def test_a_bare_act_has_no_slots(name: str) -> None:
    assert found("Lau cửa kính.", name) is None
