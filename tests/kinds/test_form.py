"""Forms: which one is demanded, what is missing by it, and which faults a form causes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import pledgecheck as pc
from pledgecheck.errors import PackError, UnknownNameError
from pledgecheck.kinds.form_profile import FormProfile, choose
from pledgecheck.model import FormFault
from pledgecheck.themes.catalogue import Places

SEVEN = """ĐẢNG BỘ XÃ A
ĐẢNG CỘNG SẢN VIỆT NAM
BẢN CAM KẾT NĂM 2023
Họ và tên: Nguyễn Văn A
Ngày sinh: 01/02/1980
Đơn vị: UBND xã A
Chức vụ: công chức văn hóa
Chi bộ: thôn B
I. Về tư tưởng chính trị
1. Mỗi tháng đọc 01 tài liệu học tập, ghi vào sổ tay.
II. Về đạo đức, lối sống
1. Mỗi tháng đến thăm, giúp 02 hộ neo đơn trong thôn dọn nhà.
III. Về ý thức tổ chức kỷ luật
1. Không uống rượu bia trong giờ làm việc.
IV. Về tác phong, lề lối làm việc
1. Trả lời thư góp ý trong 03 ngày.
V. Về thực hiện chức trách, nhiệm vụ
1. Mỗi quý viết 02 tin gửi đài truyền thanh xã.
VI. Về khắc phục hạn chế, khuyết điểm
1. Họp giao ban không quá 60 phút.
VII. Kế hoạch hành động
1. Trước ngày 19/5 trồng 20 cây dọc đường thôn.
XÁC NHẬN CỦA CHI BỘ
NGƯỜI CAM KẾT"""
TEN = """PHIẾU ĐĂNG KÝ MÔ HÌNH NĂM 2023
1. Tên mô hình: "Một lần là đủ"
2. Lý do chọn: năm 2022 có 61 lượt người dân phải bổ sung giấy tờ.
3. Mục tiêu: giảm xuống dưới 10 lượt.
4. Nội dung, cách làm: ghi đủ giấy tờ còn thiếu vào phiếu một lần.
5. Đối tượng, địa bàn: người dân 5 thôn.
6. Người phụ trách: đồng chí Phó Chủ tịch.
7. Kinh phí: 3 triệu đồng in phiếu.
8. Thời gian: từ tháng 4 đến tháng 12.
9. Sản phẩm: quyển phiếu hướng dẫn lưu liên 2.
10. Duy trì, nhân rộng: năm sau làm ở bộ phận đất đai."""


def found(text: str, *forms: str, **fields: Any) -> dict[str, str]:
    checker = pc.Checker(config=pc.Config(forms=forms))
    report = checker.check(text, year=2023, **fields)
    return {finding.rule: finding.message for finding in report.findings if finding.rule.startswith("FRM")}


class TestMissing:
    def test_nothing_is_demanded_by_default(self) -> None:
        assert not found("1. Mỗi tháng tôi giúp 02 hộ neo đơn trong thôn dọn nhà, có sổ ghi.")

    def test_a_full_form(self) -> None:
        assert not found(SEVEN, "individual-seven")
        assert not found(TEN, "model-ten", kind="model")

    @pytest.mark.parametrize(
        ("line", "name"),
        [
            ("III. Về ý thức tổ chức kỷ luật", "ý thức tổ chức kỷ luật"),
            ("VI. Về khắc phục hạn chế, khuyết điểm", "khắc phục hạn chế"),
            ("VII. Kế hoạch hành động", "kế hoạch hành động"),
        ],
    )
    def test_a_section(self, line: str, name: str) -> None:
        said = found(SEVEN.replace(line + "\n", ""), "individual-seven")
        assert list(said) == ["FRM001"] and name in said["FRM001"]

    @pytest.mark.parametrize("number", range(2, 11))
    def test_an_item_of_a_model(self, number: int) -> None:
        lines = TEN.split("\n")
        del lines[number]
        assert list(found("\n".join(lines), "model-ten", kind="model")) == ["FRM001"]

    @pytest.mark.parametrize("rest", ["(bổ sung sau)", "......", ""])
    def test_an_item_left_open(self, rest: str) -> None:
        text = TEN.replace("Kinh phí: 3 triệu đồng in phiếu.", f"Kinh phí: {rest}")
        assert "nguồn lực" in found(text, "model-ten", kind="model")["FRM001"]

    def test_a_field(self) -> None:
        said = found(SEVEN.replace("Ngày sinh: 01/02/1980\n", ""), "individual-seven")
        assert list(said) == ["FRM002"] and "ngày sinh" in said["FRM002"]

    def test_the_heading_of_another_addressee(self) -> None:
        state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        said = found(SEVEN.replace("ĐẢNG CỘNG SẢN VIỆT NAM", state), "individual-seven")
        assert list(said) == ["FRM004"]
        assert not found(SEVEN.replace("ĐẢNG CỘNG SẢN VIỆT NAM\n", ""), "individual-seven")

    def test_few_promises(self) -> None:
        text = "1. Mỗi tháng chi bộ giúp 02 hộ neo đơn, có sổ ghi.\n2. Trước 19/5 chi bộ trồng 200 cây."
        assert "FRM003" in found(text, "collective-three", kind="collective")

    def test_soldiers_and_police_are_not_asked_for_places_times_and_names(self) -> None:
        text = 'Tên mô hình: "Một lần là đủ"\n1. Tuần tra ban đêm, ghi sổ của đơn vị.'
        said = found(text, "model-ten", kind="model", unit="Công an xã A")["FRM001"]
        assert "nội dung" in said or "lý do" in said
        assert not any(name in said for name in ("địa bàn", "phụ trách", "thời gian", "mục tiêu", "sản phẩm"))

    def test_information_only(self) -> None:
        report = pc.Checker(config=pc.Config(forms=("individual-seven",))).check(
            "1. Giúp 02 hộ nghèo.", year=2023
        )
        assert {f.severity for f in report.findings if f.rule.startswith("FRM")} == {"info"}


class TestChoice:
    PLACES = Places(prefixes=("tỉnh", "thành phố"))

    def form(self, id: str, **fields: Any) -> FormProfile:
        data = {"id": id, "title": {"vi": id, "en": id}, "source": "a", "kinds": ["individual"], **fields}
        return FormProfile.model_validate(data)

    def chosen(
        self,
        *forms: FormProfile,
        asked: tuple[str, ...] = (),
        year: int = 2023,
        place: str = "Hà Nam",
        kind: Any = "individual",
        unit: str | None = None,
    ) -> str | None:
        form = choose(forms, asked, kind, year, place, unit, self.PLACES)
        return form.id if form else None

    def test_only_what_is_asked_for_or_in_force(self) -> None:
        assert self.chosen(self.form("a")) is None
        assert self.chosen(self.form("a"), asked=("a",)) == "a"
        assert self.chosen(self.form("a", in_force=True)) == "a"

    def test_by_kind_year_and_place(self) -> None:
        form = self.form("a", from_year=2021, to_year=2023, places=["tỉnh Hà Nam"])
        assert self.chosen(form, asked=("a",)) == "a"
        assert self.chosen(form, asked=("a",), year=2024) is None
        assert self.chosen(form, asked=("a",), place="Nghệ An") is None
        assert self.chosen(form, asked=("a",), kind="model") is None

    def test_the_place_may_be_a_unit(self) -> None:
        form = self.form("a", places=["phường Vị Xuân"])
        assert self.chosen(form, asked=("a",), unit="Hội LHPN phường Vị Xuân") == "a"

    def test_the_nearer_form_first(self) -> None:
        everywhere, here = self.form("a"), self.form("b", places=["Hà Nam"])
        assert self.chosen(everywhere, here, asked=("a", "b")) == "b"
        assert self.chosen(everywhere, here, asked=("a", "b"), place="Nghệ An") == "a"

    def test_an_unknown_form(self) -> None:
        with pytest.raises(UnknownNameError, match="individual-seven"):
            pc.Checker(config=pc.Config(forms=("individual-sevn",))).check("1. Giúp 02 hộ nghèo.")


def pack(folder: Path, form: str) -> Path:
    (folder / "forms").mkdir()
    (folder / "pack.yaml").write_text("id: mine\nversion: 1.0.0\ntitle: {vi: a, en: a}\n", "utf-8")
    (folder / "forms" / "mine.yaml").write_text(form, "utf-8")
    return folder


class TestPacks:
    FORM = (
        "id: ward\ntitle: {vi: mẫu phường, en: the ward's}\nsource: a\nkinds: [individual]\nin_force: true\n"
        "sections:\n  - {id: home, name: {vi: nơi cư trú, en: home}, labels: ['\\bnơi cư trú\\b']}\n"
    )

    def test_a_unit_adds_its_form(self, tmp_path: Path) -> None:
        report = pc.Checker(packs=[pack(tmp_path, self.FORM)]).check("1. Mỗi tháng tôi giúp 02 hộ nghèo.")
        assert any(f.rule == "FRM001" and "nơi cư trú" in f.message for f in report.findings)

    @pytest.mark.parametrize(
        ("old", "new", "hint"),
        [
            ("\\bnơi cư trú\\b", "(nơi", "labels"),
            ("labels:", "lables:", "labels"),
            ("labels: ['\\bnơi cư trú\\b']", "lexicon: [dossier_goall]", "dossier_goal"),
        ],
    )
    def test_mistakes_are_named(self, tmp_path: Path, old: str, new: str, hint: str) -> None:
        with pytest.raises(PackError, match=hint):
            pc.Checker(packs=[pack(tmp_path, self.FORM.replace(old, new))])


HELP = "1. Giúp {n} hộ neo đơn trong thôn dọn nhà.\n2. Trồng {n} cây bóng mát dọc đường vào nhà văn hóa."


def unit(name: str, count: int, text: str, **fields: Any) -> list[pc.Pledge]:
    return [
        pc.Pledge.model_validate(
            {
                "id": f"{name}-{at}",
                "kind": "individual",
                "year": 2023,
                "unit": name,
                "author": f"{name} {at}",
                "text": text.replace("{n}", str(at + 2)),
                **fields,
            }
        )
        for at in range(count)
    ]


def faults(pledges: list[pc.Pledge], *forms: str) -> dict[tuple[str, str], FormFault]:
    with pc.Checker(config=pc.Config(forms=forms)).audit(pledges) as audit:
        return {(each.unit, each.part): each for each in audit.summary.form_faults}


class TestFaultsOfForms:
    def test_what_all_lack_and_the_form_does_not_ask_for(self) -> None:
        fault = faults(unit("UBND xã A", 30, HELP))["UBND xã A", "time"]
        assert (fault.pledges, fault.lacking, fault.share, fault.in_form) == (30, 30, 1.0, False)
        assert fault.name == "thời hạn" and fault.form is None

    def test_a_column_left_empty(self) -> None:
        table = "STT | Nội dung | Thời gian\n1 | Giúp {n} hộ neo đơn trong thôn dọn nhà | "
        assert faults(unit("UBND xã A", 4, table))["UBND xã A", "time"].in_form

    def test_a_few_that_lack_it(self) -> None:
        dated = HELP.replace("dọn nhà.", "dọn nhà trước ngày 30/9.")
        assert ("UBND xã A", "time") not in faults(
            [*unit("UBND xã A", 3, HELP), *unit("UBND xã A", 3, dated)][:6]
        )

    def test_two_pledges_prove_nothing(self) -> None:
        assert not faults(unit("UBND xã A", 2, HELP))

    def test_not_asked_of_soldiers_and_police(self) -> None:
        found = faults(unit("Công an xã A", 5, HELP, role="công an viên"))
        assert not {"time", "measure", "evidence", "place_or_person"} & {part for _, part in found}

    def test_abstentions_need_no_deadline(self) -> None:
        text = "1. Không uống rượu bia trong giờ làm việc.\n2. Không nhận quà của người dân. (bản {n})"
        assert ("UBND xã A", "time") not in faults(unit("UBND xã A", 5, text))

    def test_by_the_form_demanded(self) -> None:
        found = faults(unit("UBND xã A", 5, HELP), "individual-seven")
        assert found["UBND xã A", "mending"].in_form
        assert not found["UBND xã A", "time"].in_form

    def test_no_official_pronouncement_on_units_apart(self) -> None:
        found = faults([*unit("UBND xã A", 4, HELP), *unit("UBND xã B", 4, HELP)])
        assert {name for name, _ in found} == {"UBND xã A", "UBND xã B"}
