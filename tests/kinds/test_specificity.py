"""How specific a commitment is: levels by slots, kinds of head, caps, inheritance, duplicates."""

from __future__ import annotations

import pytest

from pledgecheck.kinds.specificity import level_of
from tests.kinds.sentences import judge, one, slot_texts

ACT = "Sửa mái hiên"  # a bare act: level 2


class TestScale:
    @pytest.mark.parametrize(
        ("points", "level"), [(0, 0), (9.9, 0), (10, 1), (15, 1), (39.9, 1), (40, 2), (59, 2), (60, 3), (89, 3), (90, 4), (100, 4)]
    )
    def test_levels_by_points(self, points: float, level: int) -> None:
        assert level_of(points) == level

    @pytest.mark.parametrize(
        ("sentence", "points"),
        [
            (ACT, 40),
            (f"{ACT} trước ngày 30/6", 60),
            (f"{ACT} cho 3 hộ nghèo", 70),
            (f"{ACT} cho 3 hộ nghèo trước ngày 30/6", 90),
            (f"{ACT} cho 3 hộ nghèo trước ngày 30/6, có biên bản bàn giao", 100),
            (f"{ACT} nhà văn hóa, có biên bản bàn giao", 50),
        ],
    )
    def test_each_slot_adds_its_points(self, sentence: str, points: float) -> None:
        assert one(sentence + ".").points == points

    def test_a_recurrence_is_time_and_beside_a_minor_slot_measure_too(self) -> None:
        assert one("Quét sân mỗi tuần.").points == 60
        assert one("Quét sân trạm y tế mỗi tuần, ghi sổ trực.").points == 100


class TestHeads:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Viết bài giới thiệu nghề đan lát của ấp.",  # a listed act
            "Giúp hai hộ thu hoạch cà phê.",  # a light verb with something definite
            "Giảm 10 phút chờ khám.",  # a scalar verb with its measure
            "Không hút thuốc trong lớp học.",  # a bounded abstention
            "Tổ chức 2 buổi chiếu phim cho trẻ trong ấp.",
            "Phân công từng đảng viên phụ trách hộ, nghe báo cáo mỗi tháng.",  # leading, with a date
            "Chi bộ được công nhận trong sạch vững mạnh.",  # an end state
        ],
    )
    def test_what_someone_else_can_see_is_an_act(self, sentence: str) -> None:
        assert one(sentence).level >= 2

    @pytest.mark.parametrize("sentence", ["Khâu lại bao cát ở kè.", "Vá lưới giúp bạn thuyền."])
    def test_a_verb_that_no_list_knows_is_an_act_or_left_to_a_reader(self, sentence: str) -> None:
        found = one(sentence)
        assert found.level >= 2 or found.needs_review

    def test_leading_is_an_act_with_a_result_or_a_date_and_not_with_a_label(self) -> None:
        assert one("Chỉ đạo các tổ hoàn thành mọi mặt công tác trước ngày 30/6.").level >= 2
        assert one("Quý II: chỉ đạo các tổ làm tốt mọi mặt công tác.").level <= 1
        assert one("Lãnh đạo, chỉ đạo làm tốt mọi mặt công tác.").level <= 1

    @pytest.mark.parametrize(
        "sentence",
        [
            "Tăng cường công tác phối hợp.",
            "Nâng cao chất lượng chuyên môn.",
            "Đẩy mạnh công tác tuyên truyền.",
            "Thực hiện tốt quy chế làm việc.",
            "Quan tâm công tác an sinh xã hội.",
        ],
    )
    def test_a_task_without_a_finish_line_is_level_1(self, sentence: str) -> None:
        assert one(sentence).level == 1

    @pytest.mark.parametrize(
        "sentence",
        [
            "Nêu cao tinh thần trách nhiệm.",
            "Luôn gương mẫu, trung thực, khiêm tốn.",
            "Rèn luyện đạo đức, lối sống trong sáng.",
            "Sống giản dị, chan hòa.",
        ],
    )
    def test_what_a_person_should_be_is_level_0(self, sentence: str) -> None:
        found = one(sentence)
        assert (found.level, found.points) == (0, 0)

    def test_slogan_and_act_together_take_the_level_of_the_act(self) -> None:
        assert one("Nêu cao tinh thần trách nhiệm, mỗi tháng dự giờ 2 tiết của giáo viên trẻ.").level == 4

    def test_several_acts_in_one_sentence_are_tagged(self) -> None:
        assert "many_acts" in one(
            "Soạn đề cương ôn tập, chấm hết bài trong tuần, đến thăm nhà học sinh nghèo, sửa ba quạt trần, nộp sổ mỗi tháng."
        ).tags


class TestNegatives:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Không uống rượu bia trước khi lái xe.",
            "Không nhận phong bì của người bệnh.",
            "Không để hồ sơ nào quá hẹn.",
            "Từ chối quà biếu của nhà thầu.",
        ],
    )
    def test_a_concrete_object_makes_an_abstention_an_act(self, sentence: str) -> None:
        found = one(sentence)
        assert found.level >= 2 and "negative" in found.tags

    @pytest.mark.parametrize(
        "sentence",
        ["Nói không với tiêu cực.", "Không ngừng vươn lên.", "Không tham vọng, không cơ hội.", "Không quan liêu, hách dịch."],
    )
    def test_an_abstract_object_makes_it_a_slogan(self, sentence: str) -> None:
        assert one(sentence).level <= 1

    def test_hours_that_bound_an_abstention_are_not_its_date(self) -> None:
        assert "time" not in one("Không uống rượu bia trong giờ làm việc.").slots
        assert "time" in one("Không uống rượu bia trong giờ làm việc kể từ ngày 01/3.").slots

    def test_an_abstention_over_a_list_is_one_act(self) -> None:
        found = one("Không đánh bạc, lô đề, vay nặng lãi.")
        assert found.level == 2 and found.slots["action"].start == 0


class TestCaps:
    def test_a_loophole_caps_the_points(self) -> None:
        found = one("Thăm 5 hộ nghèo trước Tết khi có điều kiện.")
        assert found.points == 45 and "loophole" in found.tags

    def test_a_loophole_alone_is_worth_little(self) -> None:
        assert one("Cố gắng tùy tình hình.").points <= 15

    @pytest.mark.parametrize(
        ("plain", "adorned"),
        [
            ("Sửa mái hiên.", "Sửa mái hiên theo Chỉ thị số 05-CT/TW."),
            ("Sửa mái hiên.", "Sửa mái hiên theo Kế hoạch số 15-KH/ĐU ngày 20/01/2022 của Đảng ủy."),
            ("Sửa mái hiên.", "Sửa mái hiên trong năm 2022."),
            ("Sửa mái hiên.", "Sửa mái hiên một cách nghiêm túc, với quyết tâm cao nhất."),
            ("Nêu cao trách nhiệm.", "Nêu cao trách nhiệm với 100% quyết tâm."),
        ],
    )
    def test_idle_numbers_the_own_year_and_zeal_add_nothing(self, plain: str, adorned: str) -> None:
        assert one(adorned).points <= one(plain).points

    def test_a_percentage_counts_where_its_state_can_be_seen(self) -> None:
        assert "measure" in one("Trả 98% hồ sơ đúng hẹn.").slots
        assert "measure" not in one("Hoàn thành 100% công việc được giao.").slots

    @pytest.mark.parametrize("sentence", ["Đóng đảng phí đầy đủ.", "Dự sinh hoạt chi bộ đều đặn."])
    def test_what_the_statutes_ask_is_tagged_as_a_matter_of_course(self, sentence: str) -> None:
        found = one(sentence)
        assert "routine" in found.tags and found.points <= 55


class TestFormulas:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Trung thành tuyệt đối với Tổ quốc, với Đảng.",
            "Giữ vững lập trường, kiên định đường lối của Đảng.",
            "Chấp hành mọi chủ trương của Đảng, chính sách và pháp luật.",
            "Luôn giữ gìn đoàn kết trong nội bộ cơ quan.",
            "Đấu tranh phòng, chống suy thoái về tư tưởng.",
        ],
    )
    def test_required_formulas_are_base_content(self, sentence: str) -> None:
        found = one(sentence)
        assert found.required_formula and found.points == 0

    @pytest.mark.parametrize(
        "sentence",
        [
            "Trung thành với Đảng, mỗi tháng dạy 2 buổi chính trị cho chiến sĩ mới.",
            "Giữ gìn đoàn kết nội bộ, họp rút kinh nghiệm vào thứ Sáu hằng tuần.",
            "Chấp hành chính sách, pháp luật, không vượt đèn đỏ.",
        ],
    )
    def test_an_act_beside_a_formula_is_judged(self, sentence: str) -> None:
        found = one(sentence)
        assert not found.required_formula and found.level >= 2


class TestInherited:
    def test_a_heading_lends_its_time(self) -> None:
        assert slot_texts("I. Việc làm xong trước ngày 19/5\n1. Sửa mái hiên.\n2. Quét vôi cổng.")["time"].startswith("^")

    def test_own_slots_come_first(self) -> None:
        text = "Quý II:\n- Sửa mái hiên trước ngày 10/4.\n- Quét vôi cổng."
        assert slot_texts(text)["time"] == "trước ngày 10/4"

    def test_the_cells_of_a_row_lend_measure_time_evidence_and_person(self) -> None:
        text = (
            "STT | Nội dung | Chỉ tiêu | Thời gian | Người phụ trách | Minh chứng\n"
            "1 | Dạy bơi miễn phí | 30 cháu | Tháng 7 | Anh Lực | Ảnh chụp từng buổi\n"
        )
        found = slot_texts(text)
        assert found["measure"] == "^30 cháu" and found["time"] == "^tháng 7"
        assert found["place_or_person"] == "^anh lực" and found["evidence"] == "^ảnh chụp"

    def test_the_cell_that_says_how_may_hold_the_act(self) -> None:
        head = "STT | Nội dung | Cách làm | Thời gian\n"
        (told,) = judge(head + "1 | Quan tâm đời sống hội viên | Nấu cháo cho người ốm ở trạm y tế | Sáng thứ Bảy\n")
        (bare,) = judge(head + "1 | Quan tâm đời sống hội viên | Thực hiện thường xuyên | Sáng thứ Bảy\n")
        assert told.level >= 3 and bare.level <= 1

    def test_a_field_of_the_form_lends_its_time_to_all(self) -> None:
        text = "Thời gian thực hiện: từ tháng 3 đến tháng 10\n1. Sửa mái hiên.\n2. Quét vôi cổng."
        assert all("time" in found.slots and found.slots["time"].inherited for found in judge(text))

    def test_a_line_on_checking_lends_its_evidence_to_all(self) -> None:
        text = "1. Sửa mái hiên.\n2. Quét vôi cổng.\n3. Trồng hoa quanh sân.\nMinh chứng: ảnh chụp và sổ của tổ.\n"
        assert all(found.slots["evidence"].inherited for found in judge(text))

    def test_the_closing_block_lends_who_watches_over_it_and_not_the_dates_of_its_reports(self) -> None:
        text = (
            "I. Nội dung\n1. Sửa mái hiên.\n2. Quét vôi cổng.\n3. Trồng hoa cúc vàng.\n"
            "II. Tổ chức thực hiện\nĐồng chí Phó Bí thư chi bộ theo dõi, báo cáo vào ngày 30 tháng 11."
        )
        assert all("time" not in found.slots for found in judge(text))
        assert all(found.slots["place_or_person"].inherited for found in judge(text))

    def test_a_number_of_times_in_a_heading_is_no_measure_of_its_items(self) -> None:
        assert "measure" not in slot_texts("Việc làm theo từng quý:\n- Sửa mái hiên nhà trẻ.\n- Trồng hoa quanh sân.")


class TestDuplicates:
    def test_the_same_words_again_count_once(self) -> None:
        first, second, other = judge("1. Sửa mái hiên.\n2. SỬA  mái hiên\n3. Quét vôi cổng.")
        assert (first.duplicate_of, second.duplicate_of, other.duplicate_of) == (None, 0, None)

    def test_they_count_where_they_are_clearest(self) -> None:
        text = "I. Việc chung\n1. Sửa mái hiên.\n2. Trồng hoa quanh sân.\nII. Việc của quý III\n1. Sửa mái hiên.\n2. Lau cửa kính."
        plain, _, dated, _ = judge(text)
        assert (plain.duplicate_of, dated.duplicate_of) == (2, None)


class TestDoubt:
    def test_an_unsure_reading_asks_for_a_reader_and_costs_nothing(self) -> None:
        unsure = [found for found in judge("Nhắc nhở con em trong thôn.") if found.needs_review]
        assert all(found.certain_points is None or found.certain_points >= 40 for found in unsure)

    def test_confidence_is_a_share(self) -> None:
        assert all(0.5 <= found.confidence <= 0.99 for found in judge("1. Sửa mái hiên.\n2. Sống tốt.\n3. Tăng cường phối hợp."))

    def test_missing_slots_are_those_not_found(self) -> None:
        found = one("Sửa mái hiên trước ngày 30/6.")
        assert set(found.missing) | set(found.slots) == {"action", "object", "measure", "time", "evidence", "place_or_person"}
        assert not set(found.missing) & set(found.slots)
