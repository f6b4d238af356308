"""The workbook, read back as a spreadsheet program would, and its XML where that tells more."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.audit import Audit
from pledgecheck.checker import Checker, default_checker
from pledgecheck.config import Config
from pledgecheck.model import AuditSummary, InputFailure, MissingPledge, Overlap, Pledge, SkippedInput
from pledgecheck.readers.problems import PROBLEMS
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.xlsx import _split, is_head, sheets, workbook, write_to
from pledgecheck.reporters.xlsx.book import cleaned
from pledgecheck.reporters.xlsx.units import BY_HAND, NOT_HANDED_IN
from pledgecheck.wording import say

calamine = pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

TEACHER = """BẢN CAM KẾT NĂM 2019
1. Tuyệt đối trung thành với Đảng, kiên định mục tiêu độc lập dân tộc và chủ nghĩa xã hội.
2. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn.
3. Trước ngày 30/9 kèm xong 05 học sinh đọc chậm của lớp 2B, ghi sổ chủ nhiệm.
4. Không ngừng nâng cao tinh thần trách nhiệm.
"""
EVIL = """BẢN CAM KẾT NĂM 2019
1. =HYPERLINK("http://x.test","Mỗi tháng") giúp 02 hộ neo đơn dọn nhà trước ngày 30/9, có sổ ghi.
- +84 hộ được thăm mỗi tháng 2 lần trước 30/9, có sổ ghi và trưởng thôn xác nhận.
"""
MODEL = """ĐĂNG KÝ MÔ HÌNH
Tên mô hình: Đoạn đường không rác
Mục tiêu: cuối năm 2019 mỗi buổi vớt không quá 3 bao rác.
Cách làm: sáng chủ nhật tuần đầu tháng 20 đoàn viên vớt rác hai bên mương.
Phụ trách: đồng chí Bí thư chi đoàn.
Phối hợp với Hội Phụ nữ xã. Năm thứ hai.
Thời gian: từ 01/3/2019 đến 30/11/2019.
Kết quả: 800 m đường sạch, có ảnh chụp đầu tháng và cuối tháng.
"""
TODAY = ("Nguyễn Văn An", "Hiệu trưởng", "Trường Tiểu học A, Đảng bộ xã B")


def pledges() -> list[Pledge]:
    name, role, unit = TODAY
    later = TEACHER.replace("2019", "2020").replace("xong 05", "xong 08")
    return [
        Pledge(id="an-2019", author=name, role=role, unit=unit, year=2019, text=TEACHER, source="a/an.txt"),
        Pledge(id="an-2020", author=name, role=role, unit=unit, year=2020, text=later, source="a/an2.txt"),
        Pledge(
            id="=cmd|1",
            author="@Bình",
            role="Phó Hiệu trưởng",
            unit=unit,
            year=2019,
            text=EVIL,
            source="a/b.txt",
        ),
        Pledge(id="mh", kind="model", unit="Đoàn xã", year=2019, text=MODEL, source="c/mh.txt"),
        Pledge(id="chi-2019", author="Lê Chi", unit="Chi bộ 10", year=2019, text=TEACHER, source="d/chi.txt"),
        Pledge(
            id="dung-2019", author="Mai Dung", unit="Chi bộ 2", year=2019, text=TEACHER, source="e/dung.txt"
        ),
    ]


@dataclass(frozen=True)
class Listed:
    unit: str
    status: str


@pytest.fixture(scope="module")
def audited() -> Any:
    with default_checker().audit(pledges()) as done:
        yield done


def outcome(done: Audit, **more: Any) -> Outcome:
    checker = default_checker()
    texts = {each.id: each.text for each in pledges()}
    given: dict[str, Any] = {"audit": done.summary, "texts": texts}
    return Outcome(done.reports, checker.packs, checker.rulebook.rules, **{**given, **more})


def rows(data: bytes, sheet: sheets.Sheet, lang: str = "vi") -> list[dict[str, Any]]:
    """The rows of a sheet by the heads of their columns."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    head, *others = book.get_sheet_by_name(say(sheet.name, lang)).to_python(skip_empty_area=False)
    return [dict(zip(head, cells, strict=True)) for cells in others]


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read(name).decode()


@pytest.fixture(scope="module")
def data(audited: Audit) -> bytes:
    missing = (MissingPledge(author="Trần Văn Vắng", unit="Chi bộ 10", year=2019),)
    errors = (InputFailure(path="a/hong.docx", code="unreadable-file", message="Tệp bị hỏng. Hãy chép lại."),)
    near = (Overlap(a="mh", b="an-2019", kind="model", name_a="Đoạn đường không rác", name_b="Đường sạch"),)
    summary = audited.summary.model_copy(update={"missing": missing, "overlaps": near})
    roster = (Listed("Chi bộ 10", NOT_HANDED_IN), Listed("Chi bộ 10", BY_HAND), Listed("Chi bộ 10", "đã nộp"),
              Listed("Chi bộ 10", "đình chỉ sinh hoạt đảng"))  # fmt: skip
    return workbook(outcome(audited, audit=summary, errors=errors, roster=roster), "vi")


class TestLayout:
    """Sheets, columns, and how they look on screen and paper."""

    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_every_sheet_has_its_columns(self, audited: Audit, lang: str) -> None:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook(outcome(audited), lang)))
        assert book.sheet_names == [say(sheet.name, lang) for sheet in sheets.SHEETS]
        for sheet in sheets.SHEETS:
            (head, *_) = book.get_sheet_by_name(say(sheet.name, lang)).to_python()
            assert head == [say(column.head, lang) for column in sheet.columns]

    def test_screen_and_print(self, data: bytes) -> None:
        for number in range(1, 9):
            xml = member(data, f"xl/worksheets/sheet{number}.xml")
            assert 'orientation="landscape"' in xml and 'paperSize="9"' in xml
            assert 'state="frozen"' in xml and "<autoFilter" in xml
            assert "&amp;P" in xml and 'fitToHeight="0"' in xml
        names = member(data, "xl/workbook.xml")
        assert names.count("_xlnm.Print_Titles") == 8
        assert "<c:barChart>" in member(data, "xl/charts/chart1.xml")
        assert "<colorScale>" in member(data, "xl/worksheets/sheet1.xml")

    def test_no_score_and_no_colour_scale_beside_a_name(self, data: bytes, audited: Audit) -> None:
        totals = {str(report.score.total) for report in audited.reports}
        for sheet in (sheets.PLEDGES, sheets.FOLLOW_UP):
            for row in rows(data, sheet):
                assert not totals & {str(value) for value in row.values()}
        for number in (2, 3, 7):
            assert "<colorScale>" not in member(data, f"xl/worksheets/sheet{number}.xml")

    def test_without_texts_roster_or_audit(self, audited: Audit) -> None:
        bare = workbook(outcome(audited, texts={}, audit=None), "vi")
        assert rows(bare, sheets.SUMMARY)[0]["Số phải nộp"] == ""
        assert "--roster" in rows(bare, sheets.MISSING)[0]["Tổ chức đảng"]
        assert rows(bare, sheets.MODELS)[0]["Mục tiêu"] == "có nêu"

    def test_everybody_of_the_roster_handed_in(self, audited: Audit) -> None:
        full = workbook(outcome(audited, roster=(Listed("Chi bộ 10", "đã nộp"),)), "vi")
        assert rows(full, sheets.MISSING)[0]["Tổ chức đảng"] == "(đã nộp đủ)"

    def test_scans_by_hand_were_handed_in(self, audited: Audit) -> None:
        scans = (
            SkippedInput(path="d/Trần Văn Viết.pdf", reason="…", code="handwritten"),
            SkippedInput(path="2019/Chi bộ 7/quet.pdf", reason="…", code="handwritten"),
            SkippedInput(path="d/~$x.docx", reason="…", code="lock-file"),
        )
        made = workbook(outcome(audited, skipped=scans), "vi")
        by_unit = {row["Tổ chức đảng"]: row for row in rows(made, sheets.SUMMARY)}
        assert [by_unit["Chi bộ 10"][head] for head in ("Đã nộp", "Trong đó viết tay")] == [2, 1]
        assert [by_unit["Chi bộ 7"][head] for head in ("Đã nộp", "Chưa đọc được")] == [1, 0]
        listed = [row for row in rows(made, sheets.PLEDGES) if row["Mã bản"].endswith(".pdf")]
        assert [row["Trạng thái"] for row in listed] == ["Cần người xem"] * 2
        assert rows(made, sheets.UNREAD)[0]["Tệp"] == "(không có)"

    def test_nothing_at_all(self) -> None:
        empty = workbook(Outcome((), default_checker().packs, audit=AuditSummary()), "vi")
        assert rows(empty, sheets.PLEDGES) == [] or rows(empty, sheets.PLEDGES)[0]["Mã bản"] == "(không có)"


class TestContent:
    """What the rows say."""

    def test_a_closing_line_that_names_nobody(self) -> None:
        text = TEACHER + "Nếu sai sót tôi xin hoàn toàn chịu trách nhiệm trước chi bộ.\n"
        with default_checker().audit([Pledge(id="a", author="Lê Chi", unit="Chi bộ 1", year=2019, text=text)]) as done:
            listed = rows(workbook(outcome(done, texts={"a": text}), "vi"), sheets.FOLLOW_UP)
        assert listed and {row["Người theo dõi"] for row in listed} == {""}

    def test_units_in_the_order_of_their_names(self, data: bytes) -> None:
        listed = rows(data, sheets.SUMMARY)
        assert [row["Tổ chức đảng"] for row in listed[:4]] == [
            "Chi bộ 2", "Chi bộ 10", "Đoàn xã", "Trường Tiểu học A",
        ]  # fmt: skip
        assert listed[3]["Cấp ủy trực tiếp"] == "Đảng bộ xã B"

    def test_counts(self, data: bytes) -> None:
        by_unit = {row["Tổ chức đảng"]: row for row in rows(data, sheets.SUMMARY)}
        ten = by_unit["Chi bộ 10"]
        assert [ten[head] for head in (
            "Số phải nộp", "Đã nộp", "Trong đó viết tay", "Không thuộc diện nộp", "Chưa nộp"
        )] == [3, 2, 1, 1, 1]  # fmt: skip
        assert by_unit["Trường Tiểu học A"]["Chưa đọc được"] == 1  # by its neighbours in the folder
        assert by_unit["Cộng"]["Đã nộp"] == 7

    def test_an_empty_state_in_the_roster_is_due(self, audited: Audit) -> None:
        roster = (Listed("Chi bộ 10", ""), Listed("CHI BỘ  10", "đã nộp"), Listed("Chi bộ 10", "mới kết nạp"))
        made = workbook(outcome(audited, roster=roster), "vi")
        ten = next(row for row in rows(made, sheets.SUMMARY) if row["Tổ chức đảng"] == "Chi bộ 10")
        assert (ten["Số phải nộp"], ten["Không thuộc diện nộp"]) == (2, 1)

    @pytest.mark.parametrize("key", sorted(set(PROBLEMS) - {"not-supported"}))
    def test_every_problem_says_what_to_do(self, key: str) -> None:
        for message in (PROBLEMS[key].vi, PROBLEMS[key].en):
            reason, to_do = _split(message)
            assert to_do and f"{reason} {to_do}" == message

    def test_pledges_by_given_name(self, data: bytes) -> None:
        listed = rows(data, sheets.PLEDGES)
        assert [row["Mã bản"] for row in listed] == [
            "dung-2019",
            "chi-2019",
            "mh",
            "an-2019",
            "an-2020",
            "=cmd|1",
        ]
        first = next(row for row in listed if row["Mã bản"] == "an-2019")
        assert first["Nội dung nền"] == 1 and first["Là người đứng đầu"] == "có"
        second = next(row for row in listed if row["Mã bản"] == "an-2020")
        assert second["Tỷ lệ lặp phần phải mới"] > 0.5 and "nâng" in second["Chỉ tiêu so năm trước"]

    def test_every_act_is_followed_word_for_word(self, data: bytes, audited: Audit) -> None:
        listed = rows(data, sheets.FOLLOW_UP)
        wanted = [
            one.text for report in audited.reports for one in report.commitments
            if one.level >= 2 and not one.required_formula and one.duplicate_of is None
        ]  # fmt: skip
        assert sorted(row["Việc đăng ký (nguyên văn)"] for row in listed) == sorted(wanted)
        visit = next(row for row in listed if row["Việc đăng ký (nguyên văn)"].startswith("Trước ngày 30/9"))
        assert visit["Thời hạn"] == "Trước ngày 30/9" and visit["Cách kiểm tra"] == "ghi sổ chủ nhiệm"
        assert {row["Kết quả 6 tháng"] for row in listed} == {""}

    def test_passages_alike_once_for_each_pair(self, data: bytes) -> None:
        listed = rows(data, sheets.ALIKE)
        pairs = {frozenset((row["Bản thứ nhất"], row["Bản thứ hai"])) for row in listed}
        assert frozenset(("an-2020", "an-2019")) in pairs and frozenset(("chi-2019", "dung-2019")) in pairs
        both = [
            row for row in listed if {row["Bản thứ nhất"], row["Bản thứ hai"]} == {"chi-2019", "dung-2019"}
        ]
        assert len({(row["Bản thứ nhất"], row["Bản thứ hai"]) for row in both}) == 1
        assert both[0]["Đoạn bản thứ nhất"] == both[0]["Đoạn bản thứ hai"] != ""
        assert any("05 → 08" in row["Khác nhau"] for row in listed)

    def test_models(self, data: bytes) -> None:
        (row,) = rows(data, sheets.MODELS)
        assert row["Tên mô hình"] == "Đoạn đường không rác"
        assert row["Đơn vị phối hợp"] == "Hội Phụ nữ xã" and row["Năm thứ mấy"] == "hai"
        assert row["Mục tiêu"].startswith("Mục tiêu: cuối năm") and "Bí thư chi đoàn" in row["Phụ trách"]
        assert row["Gần với mô hình"] == "Đường sạch (Trường Tiểu học A, Đảng bộ xã B)"

    def test_missing_and_unreadable(self, data: bytes) -> None:
        (gone,) = rows(data, sheets.MISSING)
        assert (gone["Họ và tên"], gone["Tình trạng"], gone["Ngày nhắc"]) == ("Trần Văn Vắng", "chưa nộp", "")
        (bad,) = rows(data, sheets.UNREAD)
        assert (bad["Lý do"], bad["Cách xử lý"]) == ("Tệp bị hỏng.", "Hãy chép lại.")

    def test_what_the_form_may_cause(self) -> None:
        text = "1. Mỗi tháng giúp một hộ neo đơn dọn nhà.\n2. Trồng 20 cây bóng mát dọc đường thôn."
        many = [Pledge(id=f"p{n}", unit="Chi bộ 1", year=2019, text=text) for n in range(6)]
        with default_checker().audit(many) as done:
            listed = rows(workbook(outcome(done, texts={}), "vi"), sheets.FORM)
        assert any(row["Phần thiếu"] == "cách kiểm tra" and row["Tỷ lệ bản thiếu"] == "6/6" for row in listed)

    @pytest.mark.parametrize(
        ("role", "expected"),
        [
            ("Bí thư Đảng ủy", True),
            ("Phó Bí thư Đảng ủy", False),
            ("Phó Bí thư Đảng ủy, Chủ tịch UBND xã", True),
            ("Giáo viên chủ nhiệm", False),
            ("HIỆU TRƯỞNG", True),
            (None, False),
        ],
    )
    def test_heads_of_units(self, role: str | None, expected: bool) -> None:
        assert is_head(default_checker().rulebook.lexicon, role) is expected


class TestSafety:
    """Nothing that people wrote becomes a formula, a link or a broken file."""

    def test_no_formulas_but_our_sums(self, data: bytes) -> None:
        for number in range(1, 9):
            formulas = re.findall(r"<f>(.*?)</f>", member(data, f"xl/worksheets/sheet{number}.xml"))
            assert all(re.fullmatch(r"SUM\([A-Z]+2:[A-Z]+\d+\)", each) for each in formulas)
            assert bool(formulas) is (number == 1)
            assert "<hyperlink" not in member(data, f"xl/worksheets/sheet{number}.xml")

    def test_risky_cells_stay_text_when_they_are_edited(self, data: bytes) -> None:
        xml = member(data, "xl/worksheets/sheet2.xml")
        cell = re.search(r'<c r="\w+" s="(\d+)" t="inlineStr"><is><t[^>]*>=cmd\|1', xml)
        assert cell is not None
        styles = re.search(r"<cellXfs.*?</cellXfs>", member(data, "xl/styles.xml"), re.S)
        assert styles is not None
        assert 'quotePrefix="1"' in re.findall(r"<xf .*?(?:/>|</xf>)", styles[0], re.S)[int(cell[1])]

    def test_strange_characters(self) -> None:
        odd = "Mỗi tháng giúp 02 hộ\x00\x0b\u202e neo đơn dọn nhà trước 30/9, có sổ ghi."
        assert cleaned("a\ud83d\x00b") == "ab"
        pledge = Pledge(id="a\x01b", author="\u202eAn", unit="Đơn vị\uffff", year=2019, text=odd)
        with default_checker().audit([pledge]) as done:
            made = workbook(outcome(done, texts={pledge.id: odd}), "vi")
        assert rows(made, sheets.PLEDGES)[0]["Họ và tên"] == "An"

    def test_private_file(self, tmp_path: Path, audited: Audit) -> None:
        (path,) = write_to(outcome(audited), tmp_path / "a.xlsx", Style())
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_english(self) -> None:
        checker = Checker(config=Config(lang="en"))
        with checker.audit(pledges()) as done:
            listed = rows(workbook(outcome(done), "en"), sheets.PLEDGES, "en")
        assert {row["Kind"] for row in listed} == {"individual", "model"}
