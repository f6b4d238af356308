"""Names and numbers of people: gone from every output, everything else as it was, every span as before."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgecheck.checker import default_checker
from pledgecheck.cli.main import run
from pledgecheck.model import AuditSummary, InputFailure, MissingPledge, Pledge
from pledgecheck.readers import read_docx
from pledgecheck.reporters.base import Outcome
from pledgecheck.reporters.redact import Redactor
from pledgecheck.reporters.redact_outcome import redacted

LEXICON = default_checker().rulebook.lexicon
GONE = [
    "CCCD: 001085012345", "số 001 085 012 345", "0010 8501 2345", "CMND 123456789",
    "CMND số: 123 456 789", "ĐT: 0912345678", "gọi 0912.345.678", "+84 912 345 678",
    "(024) 3825 1234", "số điện thoại 02838251234", "Số thẻ đảng viên: 12.345678",
    "thẻ Đảng số 12 345 678", "Thẻ ĐV: 12345678", "Số thẻ: BC 012345", "hộ chiếu số C1234567",
    "số tài khoản: 1234567890123", "an.nguyen+1@xa.gov.vn",
]  # fmt: skip
KEPT = [
    "giúp 200.000.000 đồng", "150 000 000 đồng", "150000000 đ", "trồng 1.000 cây",
    "trước ngày 30/9/2019", "Chỉ thị 05-CT/TW ngày 15/5/2016", "từ 7 giờ 30 đến 11 giờ 30",
    "95,5 %", "giai đoạn 2020-2025", "100 200 cây",
]  # fmt: skip
PEOPLE = [
    "Họ và tên: Nguyễn Thị Hường", "HỌ VÀ TÊN: NGUYỄN THỊ HƯỜNG",
    "Tôi tên là Nguyễn Thị Hường, sinh năm 1980", "Tôi là: Nguyễn Thị Hường. Chức vụ",
    "giúp chị Nguyễn Thị Hường (thôn Hạ)", "đồng chí Nguyễn Hường kiểm tra", "đ/c Nguyễn Thị Hường",
    "NGƯỜI CAM KẾT\nNguyễn Thị Hường", "Trần A      Nguyễn Thị Hường\n", "| Nguyễn Thị Hường |",
]  # fmt: skip
NOBODY = [
    "học tập tư tưởng Hồ Chí Minh", "Chủ tịch Hồ Chí Minh", "đồng chí Bí thư Chi bộ",
    "đồng chí Phó Chủ tịch UBND xã", "bà con thôn Đông", "Đảng Cộng sản Việt Nam", "ông bà, cha mẹ",
    "cô Ba", "Hội Phụ nữ xã", "HỒ CHÍ MINH",
]  # fmt: skip


def both(texts: list[str]) -> list[str]:
    return [unicodedata.normalize(form, text) for text in texts for form in ("NFC", "NFD")]


class TestWords:
    """What is blocked out of a text, and what is not."""

    @pytest.mark.parametrize("text", both(GONE))
    def test_numbers_of_people(self, text: str) -> None:
        shown = Redactor().text(text)
        assert len(shown) == len(text)
        assert not any(char.isdigit() for char in shown) and "@" not in shown

    @pytest.mark.parametrize("text", both(KEPT))
    def test_other_numbers(self, text: str) -> None:
        assert Redactor(LEXICON).text(text) == text

    @pytest.mark.parametrize("text", both(PEOPLE))
    def test_people(self, text: str) -> None:
        shown = unicodedata.normalize("NFC", Redactor(LEXICON).text(text))
        assert "hường" not in shown.lower() and "█" in shown

    @pytest.mark.parametrize("text", both(NOBODY))
    def test_nobody(self, text: str) -> None:
        assert Redactor(LEXICON).text(text) == text

    def test_people_who_were_met_are_known_by_their_short_names(self) -> None:
        redactor = Redactor(LEXICON)
        redactor.meet("Hoàng Thị Mỹ Duyên")
        assert redactor.text("Giúp Mỹ Duyên, nhờ đồng chí Duyên") == "Giúp ██ █████, nhờ đồng chí █████"
        assert redactor.text("có duyên, mỹ duyên") == "có duyên, mỹ duyên"
        assert Redactor(LEXICON).text("Họ và tên: Lê Văn Tám\n1. Thầy Tám dạy.").endswith("Thầy ███ dạy.")

    @pytest.mark.parametrize("path", ["a/Trần.Hoa", "Lê Văn A", "x/Trần Hoa.docx"])
    def test_files_keep_their_type_only(self, path: str) -> None:
        assert Redactor().file(path) in ("B0001", "B0001.docx")

    def test_people_who_were_met_are_known_everywhere(self) -> None:
        redactor = Redactor()
        redactor.meet("Phạm Quang Lực")
        assert redactor.text("cùng PHẠM  QUANG\nLỰC làm") == "cùng ████  █████\n███ làm"
        assert redactor.text("quang lực") == "quang lực"

    @settings(max_examples=200, deadline=None)
    @given(st.text(alphabet="aĐ0 9.\n:Nguyễn Thẻđảng+(8)4\u0309", max_size=80))
    def test_length_and_spaces_stay(self, text: str) -> None:
        shown = Redactor(LEXICON).text(text)
        assert len(shown) == len(text)
        assert all(a == b for a, b in zip(text, shown, strict=True) if a.isspace())


TEXT = """BẢN CAM KẾT NĂM 2019
Họ và tên: {name}
Điện thoại: 0912 345 678
1. Mỗi tháng cùng đồng chí {other} giúp 02 hộ neo đơn dọn nhà, có sổ ghi.
2. Không ngừng nâng cao tinh thần trách nhiệm.
3. Trước ngày 30/9 kèm xong 05 học sinh đọc chậm của lớp 2B, tổ chuyên môn kiểm tra và ghi phiếu.
4. Mỗi quý viết 01 bài về gương người tốt gửi đài truyền thanh xã, có ký nhận của cán bộ văn hóa.
"""
AN, BINH = "Nguyễn Văn An", "Lò Thị Bình"
SECRETS = (AN, BINH, "Văn An", "Thị Bình", "0912", "345 678", "an-2019", "binh-2019", "hong-an", "Văn Vắng")


def pledges() -> list[Pledge]:
    return [
        Pledge(id="an-2019", author=AN, role=f"Thư ký của {BINH}", unit="Chi bộ 1", year=2019,
               text=TEXT.format(name=AN, other=BINH), source="thu-muc/an-2019.txt"),
        Pledge(id="binh-2019", author=BINH, unit="Chi bộ 1", year=2019,
               text=TEXT.format(name=BINH, other=AN), source="thu-muc/binh-2019.txt"),
    ]  # fmt: skip


def outcome() -> Any:
    checker = default_checker()
    missing = (MissingPledge(author="Trần Văn Vắng", unit="Chi bộ 1", year=2019),)
    errors = (InputFailure(path="hong-an.docx", code="damaged", message="Tệp bị hỏng."),)
    with checker.audit(pledges()) as done:
        summary = done.summary.model_copy(update={"missing": missing})
        rules, lines = checker.rulebook.rules, done.reports.json_lines
        yield Outcome(done.reports, checker.packs, rules, errors, (), summary, texts=done.texts, json_lines=lines)


made = pytest.fixture(outcome)


class TestOutcome:
    """The whole of a result, for whatever format."""

    def test_spans_fit_the_texts(self, made: Outcome) -> None:
        free = redacted(made, "vi", Redactor(LEXICON))
        for report in free.reports:
            text = free.text_of(report)
            assert text is not None and "█" in text
            for one in report.commitments:
                assert one.text == text[one.start : one.end]
                for slot in one.slots.values():
                    assert slot is None or slot.text == text[slot.start : slot.end]

    def test_nothing_is_left_in_the_data(self, made: Outcome) -> None:
        free = redacted(made, "vi", Redactor(LEXICON))
        data = [report.model_dump_json() for report in free.reports]
        data += [json.dumps(dict(free.texts), ensure_ascii=False), repr(free.errors)]
        data.append(free.audit.model_dump_json() if free.audit else "")
        assert not [secret for secret in SECRETS if secret in " ".join(data)]

    def test_codes_agree(self, made: Outcome) -> None:
        free = redacted(made, "vi", Redactor(LEXICON))
        ids = [report.id for report in free.reports]
        assert ids == ["B0001", "B0002"] and set(free.texts) == set(ids)
        assert isinstance(free.audit, AuditSummary) and {
            free.audit.copy_pairs[0].a,
            free.audit.copy_pairs[0].b,
        } == set(ids)
        first = next(iter(free.reports))
        assert first.copying is not None and first.copying.sources[0].id == "B0002"
        assert any("B0002" in finding.message for finding in first.findings)


@pytest.mark.parametrize("format", ["terminal", "json", "jsonl", "csv", "sarif", "junit", "html", "xlsx", "docx"])
def test_every_format(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Chi bộ 1"
    folder.mkdir()
    for each in pledges():
        (folder / f"{each.id}.txt").write_text(each.text, "utf-8")
    (folder / "hong-an.docx").write_bytes(b"PK\x03\x04")
    target = tmp_path / f"out.{format}"
    run(["audit", str(folder), "--output-format", format, "--output", str(target), "--redact", "--no-cache"])
    data = target.read_bytes()
    if format == "docx":
        text = read_docx(data).text
    elif format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            text = " ".join(container.read(name).decode("utf-8", "ignore") for name in container.namelist())
    else:
        text = data.decode()
    shown = text + capsys.readouterr().err
    assert "B0001" in shown or "Người 1" in shown or format in ("html", "terminal")
    assert not [secret for secret in SECRETS if secret in shown]
