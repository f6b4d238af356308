"""The duty verdict: own, generic, foreign, unknown."""

from __future__ import annotations

import pickle
import unicodedata

import pytest

from pledgecheck.kinds.duty import analyse, compile_duties, post_of
from pledgecheck.kinds.duty_lexicon import DutyLexicon
from pledgecheck.kinds.facts import DutyFact
from tests.kinds.helpers import compiled_duties, read

TEACHER = """
    3| Chiều thứ năm hằng tuần dạy phụ đạo cho 5 học sinh yếu, không thu tiền.
    3| Trả bài kiểm tra chậm nhất sau 10 ngày.
    2| Dự giờ đồng nghiệp mới, góp ý riêng.
    2| Không đọc điểm của em nào trong cuộc họp phụ huynh.
"""
ANYONE = """
    0| Tuyệt đối trung thành với Đảng.
    1| Nâng cao tinh thần trách nhiệm trong công việc được giao.
    3| Đến cơ quan trước giờ làm việc 10 phút.
    2| Không uống rượu bia buổi trưa.
"""


def verdict(text: str, role: str | None = None, duties: str | None = None, unit: str | None = None,
            kind: str = "individual", **meta: str) -> DutyFact:
    """The verdict of the core lexicon on a small document."""
    document, judged = read(text, **meta)
    return analyse(document, judged, role=role, duties=duties, unit=unit, kind=kind,
                   compiled=compiled_duties())


class TestOwn:
    @pytest.mark.parametrize(("role", "unit", "text"), [
        ("giáo viên Toán", "Trường THCS Hòa Bình", TEACHER),
        ("thư ký Tòa án", "Tòa án nhân dân huyện", """
            3| Tống đạt giấy triệu tập trước phiên tòa ít nhất 10 ngày.
            2| Không nhận quà của đương sự."""),
        ("kiểm lâm viên địa bàn", "Hạt Kiểm lâm", """
            3| Mỗi tháng đi tuần rừng 10 ngày ở tiểu khu 12.
            2| Không nhận gỗ, không báo trước cho lâm tặc."""),
        ("cán bộ tín dụng", "Ngân hàng nông nghiệp", """
            3| Thẩm định hồ sơ vay trong 3 ngày làm việc.
            2| Không vay ké của hộ vay."""),
        ("hộ lý", "Bệnh viện đa khoa", """
            3| Thay ga giường mỗi sáng trước 7 giờ.
            2| Đỡ người bệnh đi lại, không cáu gắt."""),
        ("chỉ huy trưởng", "Ban Chỉ huy quân sự xã", """
            2| Kiểm tra vũ khí, ghi sổ của đơn vị.
            3| Huấn luyện dân quân đủ ngày theo kế hoạch."""),
        ("thuyền trưởng tàu cá", "xã Bình Châu", """
            3| Bật giám sát hành trình suốt chuyến biển.
            2| Đem rác từ ngư trường vào bờ."""),
    ])
    def test_words_of_the_trade(self, role: str, unit: str, text: str) -> None:
        assert verdict(text, role, None, unit).relation == "own"

    def test_words_of_the_duties_given(self) -> None:
        text = "3| Thả phao luồng ở cửa sông trước 30/4.\n3| Đo độ sâu luồng lạch mỗi tháng hai lần."
        fact = verdict(text, "nhân viên", "Thả phao luồng, đo độ sâu luồng lạch")
        assert fact.relation == "own"
        assert "thả phao luồng" in fact.terms
        assert fact.marks == (True, True)

    def test_one_measured_act_is_enough_but_not_one_plain_one(self) -> None:
        assert verdict("3| Dự giờ 2 tiết mỗi tháng.", "giáo viên").relation == "own"
        assert verdict("2| Dự giờ đồng nghiệp.", "giáo viên").relation == "generic"

    def test_a_doubtful_act_weighs_little(self) -> None:
        assert verdict("2?| Dự giờ.\n2?| Giáo án đầy đủ.", "giáo viên").relation == "generic"

    def test_a_collective_speaks_for_all_its_posts(self) -> None:
        text = "3| Điều dưỡng thay băng trước 9 giờ.\n3| Bác sĩ đi buồng hai lần một ngày."
        assert verdict(text, "khoa Ngoại", None, "Bệnh viện đa khoa", "collective").relation == "own"

    def test_home_and_neighbourhood_are_the_duties_of_the_retired(self) -> None:
        text = "3| Sáng chủ nhật quét ngõ cùng hàng xóm.\n2| Không để con cháu đốt rác."
        assert verdict(text, "đảng viên nghỉ hưu").relation == "own"
        assert verdict(text, "lái xe").relation == "generic"

    def test_a_worker_s_trade_is_that_of_the_unit(self) -> None:
        text = "3| Thay 20 công tơ mỗi ngày, báo trước khi cắt điện.\n2| Leo cột phải có tiếp địa."
        assert verdict(text, "công nhân", None, "Điện lực Bình Lục").relation == "own"

    def test_abbreviations(self) -> None:
        text = "3| Phụ đạo HS yếu chiều thứ tư.\n3| Họp PH mỗi kỳ một lần."
        assert verdict(text, "GVCN lớp 6A").relation == "own"

    def test_role_and_unit_from_the_text(self) -> None:
        document, judged = read(TEACHER, role="giáo viên", unit="Trường THCS")
        fact = analyse(document, judged, role=None, duties=None, unit=None, kind=None,
                       compiled=compiled_duties())
        assert fact.relation == "own"

    def test_upper_case_and_nfd_change_nothing(self) -> None:
        for form in (TEACHER.upper(), unicodedata.normalize("NFD", TEACHER)):
            assert verdict(form, "giáo viên").relation == "own"


class TestGeneric:
    def test_anyone_could_sign(self) -> None:
        for role in ("giáo viên", "kiểm sát viên", "công nhân may", "trưởng thôn"):
            assert verdict(ANYONE, role).relation == "generic"

    def test_own_words_in_slogans_alone(self) -> None:
        text = "1| Nâng cao chất lượng bài giảng, giáo án.\n0| Yêu nghề, mến học sinh."
        assert verdict(text, "giáo viên").relation == "generic"

    def test_the_place_is_not_the_post(self) -> None:
        fact = verdict("2| Chào hỏi học sinh và phụ huynh.", "bảo vệ", None, "Trường THCS")
        assert fact.relation == "generic"


class TestForeign:
    def test_another_post_of_the_same_school(self) -> None:
        fact = verdict(TEACHER, "nhân viên thư viện", "Quản lý kho sách, cho mượn sách", "Trường THCS")
        assert (fact.relation, fact.foreign_occupation) == ("foreign", "giao_vien")
        assert len(fact.terms) >= 3
        assert len(fact.spans) == len(fact.terms)

    def test_terms_are_as_written_in_the_view(self) -> None:
        document, judged = read(TEACHER)
        fact = analyse(document, judged, role="lái xe", duties=None, unit="UBND xã", kind="individual",
                       compiled=compiled_duties())
        assert fact.relation == "foreign"
        assert [document.view.text[a:b] for a, b in fact.spans] == list(fact.terms)

    def test_a_body_that_speaks_of_itself_as_another(self) -> None:
        text = """
            1| Lãnh đạo thực hiện thắng lợi nhiệm vụ năm học.
            1| Nâng cao nhận thức của cán bộ, giáo viên, nhân viên.
        """
        assert verdict(text, "hội cựu chiến binh xã", None, None, "collective").relation == "foreign"

    def test_the_name_of_a_model_counts(self) -> None:
        fact = verdict("1| Vận động nhân dân diệt bọ gậy.", "khoa Nội", None, "Bệnh viện đa khoa", "model",
                       model_name="Thôn không có bọ gậy, loăng quăng")
        assert fact.relation == "foreign"

    def test_two_terms_are_not_enough(self) -> None:
        assert verdict("3| Dự giờ một tiết.\n3| Soạn giáo án.", "lái xe").relation == "generic"

    def test_a_second_post_is_own(self) -> None:
        assert verdict(TEACHER, "nhân viên thư viện, kiêm giáo viên Ngữ văn").relation == "own"

    def test_an_unknown_second_post_stops_the_question(self) -> None:
        assert verdict(TEACHER, "lái xe, kiêm nhiệm việc khác theo phân công").relation == "generic"

    def test_a_leader_covers_the_posts_below(self) -> None:
        assert verdict(TEACHER, "hiệu trưởng", None, "Trường THCS").relation == "own"


class TestUnknown:
    def test_nothing_given_and_nothing_recognised(self) -> None:
        fact = verdict(TEACHER)
        assert (fact.relation, fact.terms, fact.marks) == ("unknown", (), (False,) * 4)


class TestLexicon:
    def test_broad_enough(self) -> None:
        assert len(compiled_duties().occupations) >= 85
        for one in compiled_duties().occupations.values():
            assert one.roles
            assert {"vi", "en"} == set(one.name)
            assert one.exclusive or one.terms

    @pytest.mark.parametrize(("role", "expected"), [
        ("giáo viên mầm non", {"giao_vien_mam_non"}),
        ("trung úy, cán bộ Đội PCCC", {"canh_sat_pccc"}),
        ("Bí thư Đoàn TNCS Hồ Chí Minh xã", {"doan_thanh_nien"}),
        ("điều dưỡng trưởng", {"dieu_duong"}),
    ])
    def test_longest_role_wins(self, role: str, expected: set[str]) -> None:
        assert post_of(role, None, None, "individual", "", compiled_duties()).direct == expected

    def test_merging_adds_to_an_occupation(self) -> None:
        potter = {"id": "gom", "name": {"vi": "thợ gốm", "en": "potter"}}
        core = {**potter, "roles": ["thợ gốm"], "terms": ["lò nung"]}
        more = {**potter, "exclusive": ["bàn xoay"]}
        merged = DutyLexicon.merged([{"occupations": [core]}, {"occupations": [more]}])
        assert merged.occupations[0].exclusive == ("bàn xoay",)
        assert merged.occupations[0].terms == ("lò nung",)
        document, judged = read("3| Đốt lò nung mỗi tuần một mẻ.\n2| Lau bàn xoay.")
        fact = analyse(document, judged, role="thợ gốm", duties=None, unit=None, kind=None,
                       compiled=compile_duties(merged))
        assert fact.relation == "own"

    def test_compiled_lexicon_is_picklable(self) -> None:
        assert pickle.loads(pickle.dumps(compiled_duties())) == compiled_duties()
