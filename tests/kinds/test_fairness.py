"""Fair to the person: what is never asked, what counts though it looks like nothing, what is not held against
anyone. Through the public `check` and `audit` only."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

import pledgecheck as pc
from pledgecheck.model import Report

VISITS = "Mỗi tháng tôi đến thăm, giúp 02 hộ neo đơn trong thôn dọn nhà, có sổ ghi."
TREES = "Trước ngày 19/5 tôi trồng 20 cây dọc đường thôn, trưởng thôn xác nhận."
PUPILS = "Mỗi tháng tôi kèm 05 học sinh đọc chậm của lớp 2B sau giờ học."
REPORTS = "Mỗi quý tôi viết 01 bài gửi đài truyền thanh xã."


@cache
def checker() -> pc.Checker:
    return pc.Checker()


def listed(*lines: str) -> str:
    return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))


def check(*lines: str, **fields: Any) -> Report:
    return checker().check(listed(*lines), **fields)


def fired(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


class TestMatterOfCourse:
    """What the law or the statutes ask of everyone: said kindly, neither credit nor blame."""

    LINES = (
        "Đóng đảng phí đầy đủ, đúng kỳ.",
        "Đi làm đúng giờ.",
        "Đeo thẻ công chức khi làm việc.",
        "Soạn giáo án trước khi lên lớp.",
        "Nộp báo cáo đúng hạn.",
        "Chấp hành luật giao thông.",
        "Kê khai tài sản đúng quy định.",
    )

    @pytest.mark.parametrize("line", LINES)
    def test_is_tagged_and_said_kindly(self, line: str) -> None:
        report = check(VISITS, TREES, line)
        assert "routine" in report.commitments[-1].tags
        said = [finding for finding in report.findings if finding.rule == "SPE009"]
        assert [finding.severity for finding in said] == ["info"]
        assert not {"SPE001", "SPE002"} & fired(report)

    @pytest.mark.parametrize("line", LINES)
    def test_is_not_among_the_best(self, line: str) -> None:
        alone, beside = check(VISITS), check(VISITS, line)
        assert beside.score.parts["specificity"] == alone.score.parts["specificity"]

    @pytest.mark.parametrize("line", LINES)
    def test_lowers_nothing(self, line: str) -> None:
        assert (
            check(VISITS, TREES, line).score.parts["specificity"]
            == check(VISITS, TREES).score.parts["specificity"]
        )

    def test_nothing_is_asked_of_it(self) -> None:
        report = check(VISITS, "Đeo thẻ công chức khi làm việc.")
        last = report.commitments[-1]
        asked = {"SPE003", "SPE004", "SPE005", "SPE006"}
        assert not [f for f in report.findings if f.rule in asked and f.start == last.start]


class TestLeaders:
    """Chỉ đạo, phân công, giám sát are acts where a result or a date is named."""

    @pytest.mark.parametrize(
        "line",
        [
            "Chỉ đạo rải xong 1,2 km đường trục thôn Thượng trước ngày 10/6.",
            "Lãnh đạo chi bộ kết nạp 02 đảng viên trước ngày 2/9.",
            "Giám sát việc thu chi của thôn mỗi quý một lần, có biên bản.",
            "Kiểm tra 100% chi bộ trực thuộc trong năm.",
            "Giao đồng chí Phó Chủ tịch theo dõi, tuần nào cũng báo cáo số hồ sơ trễ.",
            "Phân công mỗi chi ủy viên phụ trách một tổ đảng, báo cáo kết quả trong kỳ họp tháng 6.",
        ],
    )
    @pytest.mark.parametrize(("role", "kind"), [("Bí thư Đảng ủy xã", "individual"), (None, "collective")])
    def test_an_act_with_a_result(self, line: str, role: str | None, kind: str) -> None:
        report = check(line, role=role, kind=kind)
        assert report.commitments[0].level >= 2
        assert "SPE010" not in fired(report)

    @pytest.mark.parametrize(
        "line", ["Chỉ đạo thực hiện tốt nhiệm vụ được giao.", "Lãnh đạo toàn diện các mặt công tác."]
    )
    def test_none_without(self, line: str) -> None:
        assert check(line, role="Bí thư Đảng ủy xã").commitments[0].level < 2

    def test_the_example_is_owed_by_leaders_only(self) -> None:
        assert "COV003" in fired(check(VISITS, TREES, role="Chủ tịch UBND xã"))
        assert "COV003" not in fired(check(VISITS, TREES, role="nhân viên văn thư"))


class TestSensitivePosts:
    """Soldiers, police, border guards, inspectors: never asked for number, place, hour or name."""

    POSTS = (
        {"role": "chiến sĩ biên phòng"},
        {"role": "Phó trưởng Công an xã"},
        {"role": "công an viên"},
        {"role": "cán bộ cơ yếu"},
        {"role": "Chủ nhiệm Ủy ban kiểm tra Huyện ủy"},
        {"role": "thanh tra viên"},
        {"role": "trung đội trưởng", "unit": "Đại đội 3, Tiểu đoàn Bộ binh 9"},
        {"unit": "Ban CHQS phường Hỏa Thuận"},
        {"unit": "Đội CSGT-TT, Công an huyện An Kiến"},
    )
    ACTS = (
        "Tuần tra ban đêm, ghi sổ của đơn vị.",
        "Lau chùi vũ khí sau mỗi buổi tập.",
        "Gặp gỡ người dân, nghe phản ánh.",
    )

    @pytest.mark.parametrize("post", POSTS)
    def test_nothing_is_asked(self, post: dict[str, str]) -> None:
        report = check(*self.ACTS, **post)
        assert not fired(report) & {"SPE003", "SPE004", "SPE005", "SPE006", "SPE011"}

    def test_of_others_it_is(self) -> None:
        assert {"SPE003", "SPE004"} & fired(check(*self.ACTS, role="nhân viên bảo vệ"))

    @pytest.mark.parametrize("post", POSTS)
    def test_their_forms_cause_no_fault(self, post: dict[str, str]) -> None:
        pledges = [
            pc.Pledge.model_validate(
                {
                    "id": f"p{at}",
                    "text": listed(*self.ACTS),
                    "year": 2023,
                    "kind": "individual",
                    "unit": "Đồn A",
                    **post,
                }
            )
            for at in range(4)
        ]
        with checker().audit(pledges) as audit:
            assert not [f for f in audit.summary.form_faults if f.part != "duty"]

    def test_the_book_of_the_unit_is_evidence(self) -> None:
        slots = check(*self.ACTS, role="chiến sĩ biên phòng").commitments[0].slots
        assert slots["evidence"] is not None


class TestRetiredMembers:
    """Home, family and neighbourhood are their duties."""

    @pytest.mark.parametrize("role", ["đảng viên nghỉ hưu", "hưu trí", "cán bộ hưu trí"])
    def test_home_is_their_own(self, role: str) -> None:
        report = check(
            "Quét đoạn ngõ sáng chủ nhật đầu tháng, rủ 7 nhà hàng xóm cùng làm.",
            "Dạy các cháu trong xóm tập viết tối thứ Hai, thứ Tư.",
            "Giỗ cụ nhà tôi tháng 9 chỉ làm 5 mâm, con cháu trong nhà.",
            role=role,
            unit="Chi bộ thôn Đông",
        )
        assert report.duty.relation == "own"
        assert not fired(report) & {"DUT001", "DUT002", "DUT003", "COV003"}


class TestJointWork:
    """Who names who leads and who joins overlaps with nobody."""

    MODEL = 'Tên mô hình: "Ngõ xóm không rác"\nĐơn vị: {unit}\n{more}\n' + listed(
        "Sáng chủ nhật đầu tháng vớt rác hai bên mương thôn Đông, có ảnh.",
        "Đặt 6 thùng rác có nắp, giao 6 hộ đầu ngõ trông giữ.",
    )

    def pledges(self, more: str) -> list[pc.Pledge]:
        units = ("Hội LHPN xã An Hòa", "Đoàn TNCS Hồ Chí Minh xã An Hòa")
        return [
            pc.Pledge(
                id=unit, unit=unit, year=2023, kind="model", text=self.MODEL.format(unit=unit, more=more)
            )
            for unit in units
        ]

    def test_no_overlap(self) -> None:
        with checker().audit(self.pledges("Chủ trì: Hội Phụ nữ xã; phối hợp: Đoàn Thanh niên xã.")) as audit:
            assert not audit.summary.overlaps
            assert not {rule for report in audit.reports for rule in fired(report) if rule.startswith("OVL")}

    def test_else_it_is_one(self) -> None:
        with checker().audit(self.pledges("")) as audit:
            assert [each.kind for each in audit.summary.overlaps] == ["same_model"]
            assert all("OVL001" in fired(report) for report in audit.reports)


class TestSecondPosts:
    """Words of another post are no fault where a second post is named."""

    DOCTOR = (
        "Mỗi ngày đi buồng 02 lần, giải thích cho người nhà.",
        "Hội chẩn các ca khó trước 10 giờ, ghi hồ sơ bệnh án trong ngày.",
        "Kê đơn theo đúng phác đồ, mỗi tuần kiểm tra 20 đơn.",
    )

    def test_without_one_it_is_asked_about(self) -> None:
        report = check(*self.DOCTOR, role="giáo viên")
        asked = [finding for finding in report.findings if finding.rule == "DUT001"]
        assert len(asked) == 1 and asked[0].message.endswith("?")

    @pytest.mark.parametrize(
        "fields",
        [
            {"role": "giáo viên", "duties": "dạy Toán; kiêm bác sĩ phòng khám của trường"},
            {"role": "giáo viên, đồng thời là bác sĩ phòng khám"},
            {"role": "giáo viên, kiêm nhiệm công tác khác"},
            {"role": "giáo viên, kiêm nhiệm y tế trường học"},
        ],
    )
    def test_with_one_it_is_not(self, fields: dict[str, str]) -> None:
        assert "DUT001" not in fired(check(*self.DOCTOR, **fields))

    def test_as_the_pledge_says_itself(self) -> None:
        head = "Họ và tên: Nguyễn Văn A\nChức vụ: giáo viên, đồng thời là bác sĩ phòng khám\n"
        assert "DUT001" not in fired(checker().check(head + listed(*self.DOCTOR)))


class TestContinuedWork:
    """Work that goes on with last year's result named is no repetition."""

    def test_with_the_result(self) -> None:
        line = PUPILS.rstrip(".") + "; năm trước mới đạt 03 em."
        report = check(line, TREES, previous=[listed(PUPILS, REPORTS)])
        assert report.copying is not None and report.copying.counted_share == 0
        assert "COP005" in fired(report)
        assert not {"COP001", "COP002"} & fired(report)

    def test_without_it(self) -> None:
        report = check(PUPILS, TREES, previous=[listed(PUPILS, REPORTS)])
        assert report.copying is not None and report.copying.counted_share > 0

    def test_a_model_kept_for_years(self) -> None:
        line = "Duy trì mỗi tháng kèm 05 học sinh đọc chậm của lớp 2B sau giờ học."
        report = check(line, TREES, previous=[listed(line, REPORTS)])
        assert report.copying is not None and report.copying.counted_share == 0


class TestTargets:
    """A number that changed is shown as a target raised, lowered or kept."""

    @pytest.mark.parametrize(("number", "rule"), [("08", "COP007"), ("03", "COP006"), ("05", None)])
    def test_against_last_year(self, number: str, rule: str | None) -> None:
        report = check(PUPILS.replace("05", number), TREES, previous=[listed(PUPILS, REPORTS)])
        assert fired(report) & {"COP006", "COP007"} == ({rule} if rule else set())

    @pytest.mark.parametrize(("before", "now", "rule"), [("07", "05", "COP007"), ("05", "07", "COP006")])
    def test_fewer_days_to_wait_ask_more(self, before: str, now: str, rule: str) -> None:
        line = "Tôi trả kết quả hồ sơ chứng thực của người dân trong {} ngày làm việc, có sổ theo dõi."
        report = check(line.format(now), TREES, previous=[listed(line.format(before), REPORTS)])
        (found,) = [each for each in report.findings if each.rule in ("COP006", "COP007")]
        assert found.rule == rule
        assert f"“trong {before} ngày làm việc”" in found.message
        assert f"“trong {now} ngày làm việc”" in found.message

    def test_only_ever_information(self) -> None:
        report = check(PUPILS.replace("05", "03"), TREES, previous=[listed(PUPILS, REPORTS)])
        assert {f.severity for f in report.findings if f.rule == "COP006"} == {"info"}


class TestRenamed:
    """Units and places change their names; people stay."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("UBND xã Kim Hạ, huyện Duy Tiên", "UBND phường Kim Hạ, thị xã Duy Tiên"),
            ("Trường THCS Liêm Hà", "Trường TH và THCS Liêm Hà"),
        ],
    )
    def test_the_same_author_in_a_renamed_unit(self, before: str, after: str) -> None:
        pledges = [
            pc.Pledge(id=str(year), year=year, unit=unit, author="Nguyễn Văn A", text=listed(VISITS, TREES))
            for year, unit in ((2019, before), (2020, after))
        ]
        with checker().audit(pledges) as audit:
            copying = audit.reports[1].copying
        assert copying is not None and [source.id for source in copying.sources] == ["2019"]

    TITLE = (
        "Bồi dưỡng, phát huy sức dân góp phần thực hiện thắng lợi Nghị quyết Đại hội đại biểu Đảng bộ tỉnh "
        "lần thứ XVII nhiệm kỳ 2020-2025"
    )

    def relation(self, signed: str, province: str) -> str | None:
        text = f"BẢN CAM KẾT NĂM 2025\nThực hiện chuyên đề “{self.TITLE}”:\n{listed(VISITS, TREES)}\n{signed}"
        report = checker().check(text, year=2025, province=province)
        assert report.theme is not None
        return report.theme.id

    def test_the_theme_follows_the_new_name_of_the_place(self) -> None:
        assert self.relation("Tuyên Quang, ngày 15 tháng 8 năm 2025", "Hà Giang") == "tuyenquang-2025"

    def test_earlier_pledges_keep_the_old_one(self) -> None:
        assert self.relation("Hà Giang, ngày 15 tháng 3 năm 2025", "Hà Giang") != "tuyenquang-2025"

    def test_the_theme_of_a_neighbour_in_the_same_year_is_not_another_years(self) -> None:
        title = (
            "Phát huy nội lực, tận dụng thời cơ, khơi dậy khát vọng xây dựng tỉnh Hậu Giang phát triển nhanh "
            "và bền vững"
        )
        text = f"BẢN CAM KẾT NĂM 2022\nThực hiện chuyên đề “{title}”:\n{listed(VISITS, TREES)}"
        assert "THE001" not in fired(checker().check(text, year=2022, province="Cần Thơ"))


class TestSignedBeforeTheTheme:
    """A pledge signed before the theme was issued cannot be outdated."""

    OLD = (
        "Xây dựng ý thức tôn trọng nhân dân, phát huy dân chủ, chăm lo đời sống nhân dân theo tư tưởng, "
        "đạo đức, phong cách Hồ Chí Minh"
    )

    def report(self, signed: str) -> Report:
        text = f"BẢN CAM KẾT NĂM 2020\nThực hiện chuyên đề “{self.OLD}”:\n{listed(VISITS, TREES)}\n{signed}"
        return checker().check(text, year=2020)

    def test_signed_before(self) -> None:
        report = self.report("An Hòa, ngày 05 tháng 12 năm 2019")
        assert report.theme is not None and report.theme.relation != "outdated"
        assert "THE001" not in fired(report)

    def test_signed_after(self) -> None:
        assert "THE001" in fired(self.report("An Hòa, ngày 05 tháng 02 năm 2020"))


class TestAbstentions:
    """An abstention or a habit is whole without a deadline."""

    @pytest.mark.parametrize(
        "line",
        ["Không uống rượu bia trong giờ làm việc.", "Không nhận quà của phụ huynh dưới mọi hình thức."],
    )
    def test_no_deadline_and_no_number(self, line: str) -> None:
        report = check(VISITS, line)
        assert report.commitments[1].level == 2
        start = report.commitments[1].start
        assert not [f for f in report.findings if f.start == start and f.rule in ("SPE003", "SPE004")]


class TestWords:
    """The text is judged, never the comrade."""

    NEVER = (
        "sao chép|đạo văn|gian dối|đối phó|khẩu hiệu|sáo rỗng|chiếu lệ|hình thức|yếu kém|không đạt|trượt|"
        "vi phạm|sai|lười|suy thoái|vô nghĩa|thừa|lỗi|cảnh báo"
    )

    @pytest.mark.parametrize("rule", sorted(pc.Checker().rulebook.rules))
    def test_what_is_never_said(self, rule: str) -> None:
        found = checker().rulebook.rules[rule]
        assert not re.search(rf"\b(?:{self.NEVER})\b", f"{found.message.vi} {found.suggestion.vi}".lower())

    @pytest.mark.parametrize("kind", ["overlap", "coverage", "form"])
    def test_information_only(self, kind: str) -> None:
        rules = [rule for rule in checker().rulebook.rules.values() if rule.kind == kind]
        assert rules and {rule.severity for rule in rules} == {"info"}

    def test_short(self) -> None:
        rules = [
            rule for rule in checker().rulebook.rules.values() if rule.kind in ("overlap", "coverage", "form")
        ]
        assert all(len(rule.message.vi.split()) <= 16 for rule in rules)
        assert all(len(rule.suggestion.vi.split()) <= 24 for rule in rules)

    def test_good_pledges_are_left_in_peace(self) -> None:
        report = check(VISITS, TREES, PUPILS, role="giáo viên")
        assert not [finding for finding in report.findings if finding.severity == "error"]
