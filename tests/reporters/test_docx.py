"""The report by unit: the head of official documents, what each unit is told, and what is never said."""

from __future__ import annotations

import io
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.audit import Audit
from pledgecheck.checker import default_checker
from pledgecheck.model import AuditSummary, InputFailure, MissingPledge, Pledge, SkippedInput
from pledgecheck.readers import read_docx
from pledgecheck.readers.xml_tree import parse_xml
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.docx import document, write_to
from pledgecheck.reporters.docx.letterhead import issuer_of

GOOD = """1. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn.
2. Trước ngày 30/9 kèm xong 05 học sinh đọc chậm của lớp 2B, ghi sổ chủ nhiệm.
"""
VAGUE = "1. Không ngừng nâng cao tinh thần trách nhiệm.\n2. Phát huy tinh thần tự học, tự rèn.\n"
NEVER = ("lỗi", "vi phạm", "khẩu hiệu", "sao chép", "xếp hạng", "yếu kém", "không đạt", "hình thức", "/100")


@pytest.fixture(scope="module")
def audited() -> Any:
    cell, school = "Chi bộ thôn Đông, Đảng bộ xã An Hòa", "Trường Tiểu học An Hòa"
    pledges = [
        Pledge(id="b", author="Vũ Văn Bình", unit=cell, year=2020, text=VAGUE),
        Pledge(id="a", author="Đinh Thị An", role="Bí thư chi bộ", unit=cell, year=2020, text=GOOD),
        Pledge(id="a0", author="Đinh Thị An", unit=cell, year=2019, text=VAGUE),
        Pledge(id="c", author="Lê Thị Cúc", role="Giáo viên", unit=school, year=2020, text=GOOD + VAGUE),
    ]
    with default_checker().audit(pledges) as done:
        yield done


def outcome(done: Audit, **more: Any) -> Outcome:
    checker = default_checker()
    given: dict[str, Any] = {"audit": done.summary}
    return Outcome(done.reports, checker.packs, checker.rulebook.rules, **{**given, **more})


@pytest.fixture(scope="module")
def text(audited: Audit) -> str:
    return read_docx(document(outcome(audited), "vi")).text


class TestHead:
    """Bodies of the Party and of the state have heads of their own."""

    @pytest.mark.parametrize(
        ("unit", "is_party"),
        [
            ("Chi bộ thôn Đông", True),
            ("ĐẢNG ỦY XÃ AN HÒA", True),
            ("Uỷ ban Kiểm tra Đảng ủy xã", True),
            ("Văn phòng Đảng ủy", True),
            ("UBND xã An Hòa", False),
            ("Văn phòng HĐND và UBND", False),
            ("Trường Tiểu học An Hòa", False),
            ("Hội LHPN xã", False),
            ("", False),
        ],
    )
    def test_which_head(self, unit: str, is_party: bool) -> None:
        assert issuer_of(unit, default_checker().rulebook.lexicon, "?").is_party is is_party

    def test_both_in_one_file(self, text: str) -> None:
        party, state = text.split("BÁO CÁO")[0], text[text.index("TRƯỜNG TIỂU HỌC") :]
        assert "ĐẢNG BỘ XÃ AN HÒA\nCHI BỘ THÔN ĐÔNG\n*" in party and "ĐẢNG CỘNG SẢN VIỆT NAM" in party
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in state
        assert "T/M CHI BỘ THÔN ĐÔNG\nBÍ THƯ" in text and "NGƯỜI ĐỨNG ĐẦU ĐƠN VỊ" in state

    def test_paper(self, audited: Audit) -> None:
        data = document(outcome(audited), "vi")
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = {name: container.read(name) for name in container.namelist()}
        for xml in parts.values():
            parse_xml(xml)
        body, styles = parts["word/document.xml"].decode(), parts["word/styles.xml"].decode()
        assert '<w:pgSz w:w="11906" w:h="16838"/>' in body and 'w:left="1701"' in body
        assert body.count("<w:titlePg/>") == 2  # the first page of each section bears no number
        assert 'w:ascii="Times New Roman"' in styles and '<w:sz w:val="28"/>' in styles


class TestContent:
    """What a unit is told."""

    def test_people_by_given_name_and_only_this_year(self, text: str) -> None:
        cell = text[: text.index("TRƯỜNG TIỂU HỌC")]
        assert "Có 2 bản được xem; 1 bản năm trước dùng để so." in cell
        assert cell.index("1 | Đinh Thị An") < cell.index("2 | Vũ Văn Bình")

    def test_what_is_clear_comes_before_what_is_not(self, text: str) -> None:
        assert text.index("NHỮNG VIỆC ĐÃ RÕ") < text.index("NÊN BỔ SUNG")
        assert "- Mỗi tháng dự giờ 02 tiết của đồng nghiệp" in text

    def test_three_things_about_each(self, text: str) -> None:
        row = next(line for line in text.splitlines() if line.startswith("Giáo viên | "))
        assert len(row.split(" | ")) == 4 and row.endswith("?")

    def test_never_said(self, text: str, audited: Audit) -> None:
        assert not [word for word in NEVER if word in text.lower()]
        assert all(str(report.score.total) not in text for report in audited.reports)

    def test_scans_by_hand(self, audited: Audit) -> None:
        scan = SkippedInput(path="2020/Chi bộ 9/quet.pdf", reason="…", code="handwritten")
        made = read_docx(document(outcome(audited, skipped=(scan,)), "vi")).text
        assert "Ngoài ra có 1 bản viết tay đã nộp" in made and "CHI BỘ 9" in made

    def test_missing_unreadable_and_copies(self, audited: Audit) -> None:
        missing = (MissingPledge(author="Ngô Văn Dũng", unit="Chi bộ 9", year=2020),)
        errors = (InputFailure(path="x.docx", code="damaged", message="Tệp bị hỏng. Hãy chép lại."),)
        summary = audited.summary.model_copy(update={"missing": missing})
        made = read_docx(document(outcome(audited, audit=summary, errors=errors), "vi")).text
        assert "Chưa có bản đăng ký: Ngô Văn Dũng." in made
        assert "Đinh Thị An và Lê Thị Cúc:" in made and "Máy không biết bản nào có trước" in made
        alone = default_checker().check(Pledge(id="a", unit="Chi bộ 1", text=GOOD))
        single = Outcome([alone], default_checker().packs, errors=errors)
        assert "x.docx: Tệp bị hỏng." in read_docx(document(single, "vi")).text

    def test_english(self, audited: Audit) -> None:
        made = read_docx(document(outcome(audited), "en")).text
        assert "WHAT IS CLEAR" in made and "ĐẢNG CỘNG SẢN VIỆT NAM" in made

    def test_nothing(self) -> None:
        made = document(Outcome((), default_checker().packs, audit=AuditSummary()), "vi")
        assert read_docx(made).text == "Không có bản nào."

    def test_strange_characters(self) -> None:
        one = default_checker().check(Pledge(id="a", author="An\u202e\x01<&", unit="Chi bộ 1", text=GOOD))
        assert "An<&" in read_docx(document(Outcome([one], default_checker().packs), "vi")).text


def test_private_file(audited: Audit, tmp_path: Path) -> None:
    (path,) = write_to(outcome(audited), tmp_path / "a.docx", Style())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_opened_by_libreoffice(audited: Audit, tmp_path: Path, text: str) -> None:
    write_to(outcome(audited), tmp_path / "a.docx", Style())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(["soffice", "--headless", profile, *convert], check=True, capture_output=True, timeout=120)
    seen = (tmp_path / "a.txt").read_text("utf-8-sig")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in seen and "II. NHỮNG VIỆC ĐÃ RÕ, NÊN GIỮ" in seen
    assert seen.count("BÁO CÁO") == text.count("BÁO CÁO")
