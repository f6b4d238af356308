"""The same thing registered twice within a place, told apart from work done together."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import pytest

import pledgecheck as pc
from pledgecheck.kinds import overlap_pairs
from pledgecheck.model import Overlap

WOMEN = "Hội LHPN xã An Hòa, huyện Bình Lục"
YOUTH = "Đoàn TNCS Hồ Chí Minh xã An Hòa"
SCHOOL = "Trường Tiểu học An Hòa"

RUBBISH = """1. Sáng chủ nhật tuần đầu của tháng, 20 hội viên vớt rác, phát cỏ hai bên mương thôn Đông.
2. Đặt 6 thùng rác có nắp, giao 6 hộ đầu ngõ trông giữ, thứ Tư và thứ Bảy xe rác của xã lấy.
3. Bán chai nhựa, giấy vụn mỗi quý, lập sổ thu chi, giúp 03 học sinh nghèo mua sách."""
RUBBISH_RETOLD = """1. Mỗi tháng đoàn viên ra quân một buổi dọn rác, cắt cỏ dọc hai bên mương thôn Đông.
2. Mua 06 thùng rác có nắp đặt ở các ngõ, nhờ hộ đầu ngõ giữ, xe rác của xã lấy thứ Tư, thứ Bảy.
3. Thu gom chai nhựa, giấy vụn bán lấy tiền mua sách cho học sinh nghèo, có sổ thu chi."""
COMPOST = """1. Hướng dẫn 45 hộ ủ phân hữu cơ trong vườn nhà, mỗi hộ một hố, xong trước ngày 30/6.
2. Mỗi tháng đến từng hộ xem hố ủ một lần, ghi phiếu theo dõi.
3. Cuối năm chấm điểm vườn sạch, tặng cây giống cho 10 hộ làm tốt nhất."""
CLEAN = "Ngõ xóm không rác"


@pytest.fixture(params=["few", "many"], autouse=True)
def places_of_any_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a place has thousands of registrations, only those with something alike are compared: with
    the same outcome."""
    if request.param == "many":
        monkeypatch.setattr(overlap_pairs, "_FEW", 0)


@cache
def checker() -> pc.Checker:
    return pc.Checker()


def pledge(id: str, kind: str, unit: str | None, text: str, **fields: Any) -> pc.Pledge:
    return pc.Pledge.model_validate(
        {"id": id, "kind": kind, "unit": unit, "text": text, "year": 2023, **fields}
    )


def model(id: str, unit: str | None, name: str, content: str, more: str = "", **fields: Any) -> pc.Pledge:
    text = f'PHIẾU ĐĂNG KÝ MÔ HÌNH NĂM 2023\nTên mô hình: "{name}"\n{more}\nNội dung, cách làm:\n{content}\n'
    return pledge(id, "model", unit, text, **fields)


def person(id: str, content: str, unit: str = YOUTH) -> pc.Pledge:
    head = "BẢN CAM KẾT CÁ NHÂN NĂM 2023\nHọ và tên: Trần Minh Đức\nChức vụ: cán bộ Đoàn\n"
    return pledge(id, "individual", unit, head + content, author="Trần Minh Đức")


def overlaps(*pledges: pc.Pledge) -> tuple[Overlap, ...]:
    with checker().audit(pledges) as audit:
        return audit.summary.overlaps


def found(*pledges: pc.Pledge) -> list[tuple[str, str, str]]:
    return [(each.a, each.b, each.kind) for each in overlaps(*pledges)]


def rules(*pledges: pc.Pledge) -> dict[str, list[str]]:
    with checker().audit(pledges) as audit:
        return {r.id: [f.rule for f in r.findings if f.rule.startswith("OVL")] for r in audit.reports}


class TestModels:
    @pytest.mark.parametrize(
        ("name", "other"),
        [
            ("Đoạn đường không rác", "Đoạn đường không rác"),
            ("Đoạn đường không rác", "Tuyến đường không rác"),
            ("Xanh, sạch, đẹp ngõ xóm", "Mô hình ngõ xóm xanh - sạch - đẹp"),
            (CLEAN, "Học tập và làm theo Bác: ngõ xóm không rác thôn Đông"),
        ],
    )
    def test_names_and_contents_alike(self, name: str, other: str) -> None:
        a, b = model("a", WOMEN, name, RUBBISH), model("b", YOUTH, other, RUBBISH_RETOLD)
        assert found(a, b) == [("a", "b", "same_model")]

    @pytest.mark.parametrize("content", [RUBBISH, RUBBISH_RETOLD])
    def test_another_name(self, content: str) -> None:
        a, b = (
            model("a", WOMEN, "Biến rác thành yêu thương", RUBBISH),
            model("b", YOUTH, "Mương xanh", content),
        )
        assert found(a, b) == [("a", "b", "same_content")]

    def test_another_content(self) -> None:
        a, b = model("a", WOMEN, CLEAN, COMPOST), model("b", YOUTH, CLEAN, RUBBISH)
        assert found(a, b) == [("a", "b", "same_name")]

    def test_unlike(self) -> None:
        assert not found(model("a", WOMEN, "Vườn sạch", COMPOST), model("b", YOUTH, "Mương xanh", RUBBISH))

    def test_a_name_with_nothing_behind_it(self) -> None:
        a = model("a", WOMEN, CLEAN, "Phát huy vai trò gương mẫu.")
        assert found(a, model("b", YOUTH, CLEAN, RUBBISH)) == [("a", "b", "same_model")]

    def test_one_body_under_two_campaigns(self) -> None:
        other = f'ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2023\nTên mô hình: "{CLEAN}"\n{RUBBISH_RETOLD}'
        pair = model("a", WOMEN, CLEAN, RUBBISH), pledge("b", "model", WOMEN, other)
        assert found(*pair) == [("a", "b", "same_model")]

    def test_the_same_document_twice_is_none(self) -> None:
        assert not found(model("a", WOMEN, CLEAN, RUBBISH), model("b", WOMEN, CLEAN, RUBBISH))

    def test_names_of_campaigns_say_nothing(self) -> None:
        a, b = model("a", WOMEN, "Chi bộ bốn tốt", COMPOST), model("b", YOUTH, "Chi bộ 4 tốt", RUBBISH)
        assert not found(a, b)

    @pytest.mark.parametrize("change", [str.upper, lambda text: unicodedata.normalize("NFD", text)])
    def test_in_capitals_and_decomposed(self, change: Any) -> None:
        a, b = model("a", WOMEN, CLEAN, RUBBISH), model("b", YOUTH, CLEAN, RUBBISH)
        other = b.model_copy(update={"text": change(b.text), "unit": change(b.unit or "")})
        assert found(a, other) == [("a", "b", "same_model")]


class TestPlaces:
    def pair(self, unit: str | None, **fields: Any) -> list[tuple[str, str, str]]:
        a = model("a", WOMEN, CLEAN, RUBBISH, province="Hà Nam")
        return found(a, model("b", unit, CLEAN, RUBBISH, **fields))

    @pytest.mark.parametrize(
        "unit",
        [
            YOUTH,
            SCHOOL,
            "Thôn Đoài, xã An Hòa, huyện Bình Lục",
            "UBND xã An Hoà",
            "Đoàn xã An Hòa, TX Bình Lục",
        ],
    )
    def test_of_one_commune(self, unit: str) -> None:
        assert self.pair(unit)

    @pytest.mark.parametrize(
        "unit", ["Đoàn xã Tân Lập", "Đoàn xã An Hòa, huyện Tam Dương", "Công an tỉnh", None]
    )
    def test_of_other_places(self, unit: str | None) -> None:
        assert not self.pair(unit)

    def test_of_another_province_or_year(self) -> None:
        assert not self.pair(YOUTH, province="Nghệ An")
        assert not self.pair(YOUTH, year=2022)

    def test_a_district_that_was_renamed(self) -> None:
        assert self.pair("Đoàn xã An Hòa, thị xã Bình Lục")

    def test_a_province_that_was_renamed(self) -> None:
        a = model("a", WOMEN, CLEAN, RUBBISH, year=2025, province="Hà Nam")
        assert found(a, model("b", YOUTH, CLEAN, RUBBISH, year=2025, province="Ninh Bình"))

    def test_the_letterhead_where_no_unit_is_given(self) -> None:
        a, b = model("a", None, CLEAN, RUBBISH), model("b", None, CLEAN, RUBBISH_RETOLD)
        heads = {"a": "HỘI LHPN XÃ AN HÒA\n", "b": "HUYỆN ĐOÀN BÌNH LỤC\nBCH ĐOÀN XÃ AN HÒA\n"}
        named = [each.model_copy(update={"text": heads[each.id] + each.text}) for each in (a, b)]
        assert found(*named) == [("a", "b", "same_model")]
        assert not found(a, b)

    @pytest.mark.parametrize(
        ("unit", "other"),
        [
            ("Khoa Nội, Bệnh viện Sông Châu", "Phòng Điều dưỡng, Bệnh viện Sông Châu"),
            ("Chi bộ Trường THPT Kim Hạ", "Trường THPT Kim Hạ"),
            ("Công đoàn Trường THPT Kim Hạ", "Trường THPT Kim Hạ"),
        ],
    )
    def test_bodies_of_one_house(self, unit: str, other: str) -> None:
        a, b = model("a", unit, CLEAN, RUBBISH), model("b", other, CLEAN, RUBBISH_RETOLD)
        assert found(a, b) == [("a", "b", "same_model")]


class TestJointWork:
    @pytest.mark.parametrize(
        ("mine", "theirs"),
        [
            ("Chủ trì: Hội Phụ nữ xã; phối hợp: Đoàn Thanh niên xã.", ""),
            ("Phối hợp: Đoàn Thanh niên xã tưới hoa.", ""),
            ("4. Cùng với Đoàn xã trồng hoa dọc lan can cầu mỗi quý một lần.", ""),
            ("", "Chủ trì: Hội LHPN xã; Đoàn xã phối hợp."),
            ("", "4. Cùng với Hội Phụ nữ xã trồng hoa dọc lan can cầu."),
        ],
    )
    def test_named_on_either_side(self, mine: str, theirs: str) -> None:
        a, b = model("a", WOMEN, CLEAN, RUBBISH, mine), model("b", YOUTH, CLEAN, RUBBISH_RETOLD, theirs)
        assert not found(a, b)

    def test_nobody_in_particular_is_named(self) -> None:
        a = model("a", WOMEN, CLEAN, RUBBISH + "\n4. Phối hợp chặt chẽ với các ban, ngành.")
        assert found(a, model("b", YOUTH, CLEAN, RUBBISH))


class TestCollectives:
    TEXT = """BẢN ĐĂNG KÝ CỦA TẬP THỂ NĂM 2023
1. Duy trì mô hình "Đoạn đường không rác": mỗi tháng một buổi, có sổ ghi.
2. Mỗi quý tổ chức 01 buổi đối thoại với phụ huynh, có biên bản.
3. Trước 19/5 trồng 50 cây xanh."""
    MODEL = model("b", YOUTH, "Đoạn đường không rác", RUBBISH)

    def test_lists_the_model_of_another(self) -> None:
        assert found(pledge("a", "collective", SCHOOL, self.TEXT), self.MODEL) == [("a", "b", "same_model")]

    def test_lists_its_own(self) -> None:
        assert not found(pledge("a", "collective", YOUTH, self.TEXT), self.MODEL)

    def test_takes_part_in_it(self) -> None:
        text = self.TEXT.replace("Duy trì mô hình", "Cùng Đoàn xã tham gia mô hình")
        assert not found(pledge("a", "collective", SCHOOL, text), self.MODEL)


class TestOnePerson:
    NAME = "Đoạn đường không rác"
    MODEL = model("m", YOUTH, NAME, RUBBISH)
    TRAINING = "Tôi luôn gương mẫu trong mọi việc, tu dưỡng bản thân, giữ gìn đạo đức, lối sống giản dị."

    def test_the_same_acts(self) -> None:
        assert found(person("a", RUBBISH), self.MODEL) == [("a", "m", "individual_as_model")]
        assert rules(person("a", RUBBISH), self.MODEL) == {"a": ["OVL004"], "m": ["OVL005"]}

    def test_the_model_by_its_name(self) -> None:
        text = f'1. Xây dựng mô hình "{self.NAME}" mỗi tháng một buổi.\n2. Mỗi tháng đọc 1 cuốn sách.'
        assert found(person("a", text), self.MODEL) == [("a", "m", "individual_as_model")]

    @pytest.mark.parametrize("verb", ["Tham gia", "Phụ trách", "Cùng anh em làm", "Theo dõi"])
    def test_a_part_in_it(self, verb: str) -> None:
        text = f'1. {verb} mô hình "{self.NAME}" mỗi tháng một buổi.\n2. Mỗi tháng đọc 1 cuốn sách.'
        assert not found(person("a", text), self.MODEL)

    def test_the_one_in_charge(self) -> None:
        line = "Người phụ trách: đồng chí Trần Minh Đức, Bí thư Đoàn"
        assert not found(person("a", RUBBISH), model("m", YOUTH, self.NAME, RUBBISH, line))

    def test_two_individuals_are_a_matter_of_copying(self) -> None:
        assert not found(person("a", RUBBISH), person("b", RUBBISH))

    def test_own_work_of_the_place(self) -> None:
        assert not found(person("a", COMPOST), self.MODEL)

    def test_a_collective_form_about_one_person(self) -> None:
        one = model("a", YOUTH, "Đoàn xã làm theo lời Bác", self.TRAINING)
        assert found(one) == [("a", "a", "individual_as_model")]
        assert rules(one) == {"a": ["OVL006"]}

    @pytest.mark.parametrize(
        "content",
        [
            "1. Chúng tôi mỗi tháng giúp 02 hộ neo đơn, có sổ ghi.\n2. Tập thể cùng rèn luyện, tu dưỡng.",
            "1. Tôi thay mặt chi bộ đăng ký: mỗi đảng viên tu dưỡng, giúp 01 hộ nghèo.",
        ],
    )
    def test_a_collective_that_speaks_for_itself(self, content: str) -> None:
        assert not found(model("a", YOUTH, "Đoàn xã làm theo lời Bác", content))

    def test_a_registration_of_a_person(self) -> None:
        head = 'ĐĂNG KÝ MÔ HÌNH CÁ NHÂN LÀM THEO BÁC NĂM 2023\nTên mô hình: "Sống giản dị"\n'
        assert not found(pledge("a", "model", YOUTH, head + self.TRAINING))


class TestWords:
    def test_others_are_named_by_model_and_unit_only(self) -> None:
        with checker().audit([person("a", RUBBISH), TestOnePerson.MODEL]) as audit:
            said = " ".join(
                f.message + f.suggestion
                for r in audit.reports
                for f in r.findings
                if f.rule.startswith("OVL")
            )
            names = " ".join(each.name_a + each.name_b for each in audit.summary.overlaps)
        assert TestOnePerson.NAME in said and YOUTH in said
        assert "Đức" not in said + names

    def test_many_others_are_one_remark(self) -> None:
        units = [f"{body} xã An Hòa" for body in ("UBND", "Công an", "Trạm Y tế", "Hội CCB", "Hội Nông dân")]
        with checker().audit(
            [model(f"m{at}", unit, CLEAN, RUBBISH) for at, unit in enumerate(units)]
        ) as audit:
            first = [f.message for f in audit.reports[0].findings if f.rule == "OVL001"]
        assert len(first) == 1 and "và 1 nơi khác" in first[0]

    def test_check_with_peers(self) -> None:
        report = checker().check(model("a", WOMEN, CLEAN, RUBBISH), peers=[model("b", YOUTH, CLEAN, RUBBISH)])
        assert "OVL001" in {finding.rule for finding in report.findings}

    def test_a_pack_may_name_a_body(self, tmp_path: Any) -> None:
        (tmp_path / "lexicon").mkdir()
        (tmp_path / "pack.yaml").write_text("id: mine\nversion: 1.0.0\ntitle: {vi: a, en: a}\n", "utf-8")
        (tmp_path / "lexicon" / "bodies.yaml").write_text(
            "patterns:\n  body_boats: ['\\btổ tàu thuyền\\b', '\\bnghiệp đoàn nghề cá\\b']\n", "utf-8"
        )
        a = model("a", "Nghiệp đoàn nghề cá xã An Hòa", "Bến sạch", RUBBISH)
        b = model("b", YOUTH, "Bến sạch", RUBBISH, "Phối hợp: Tổ tàu thuyền an toàn.")
        assert found(a, b)
        with pc.Checker(packs=[tmp_path]).audit([a, b]) as audit:
            assert not audit.summary.overlaps
