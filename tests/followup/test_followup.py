"""A filled follow-up sheet read back: what has a result, and which figures stand beside the promised ones."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from pledgecheck.checker import default_checker
from pledgecheck.cli.main import run
from pledgecheck.errors import ManifestError, PledgecheckError
from pledgecheck.followup import FollowUp, read_follow_up
from pledgecheck.followup.figures import compared, figures
from pledgecheck.model import Pledge
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.reporters.followup import figure_lines, workbook
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.xlsx import write_to
from pledgecheck.reporters.xlsx.sheets import FOLLOW_UP

xlsxwriter = pytest.importorskip("xlsxwriter")
calamine = pytest.importorskip("python_calamine")
LEXICON = default_checker().rulebook.lexicon
AN, BINH = "Nguyễn Văn An", "Trần Thị Bình"
VISITS = "Mỗi tháng dự giờ 02 tiết, có phiếu nhận xét."
ROWS = [
    ["an", AN, VISITS, "Mỗi tháng", "phiếu", "", "14 tiết", "", "", ""],
    ["an", AN, "Kèm xong 05 học sinh đọc chậm trước 30/4.", "trước 30/4", "", "", "", "", "", ""],
    ["binh", BINH, "Trồng 200 cây trước 30/9.", "trước 30/9", "", "", "…", "đã trồng 180 cây", "", ""],
    ["binh", BINH, "Không uống rượu bia trong giờ làm việc.", "", "", "", "", "", "", ""],
]


def book(path: Path, rows: Sequence[Sequence[object]], head: Sequence[str] | None = None, above: int = 0) -> Path:
    """A workbook with a follow-up sheet."""
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("3 Theo dõi việc")
    titles = head or [column.head[0] for column in FOLLOW_UP.columns]
    for at in range(above):
        sheet.write(at, 0, "CHI BỘ TRƯỜNG TIỂU HỌC")
    for n, row in enumerate([titles, *rows]):
        for m, cell in enumerate(row):
            sheet.write(n + above, m, cell)
    made.close()
    return path


def read(path: Path, when: str | None = None) -> FollowUp:
    return read_follow_up(path, LEXICON, when)  # type: ignore[arg-type]


class TestFigures:
    """Numbers that count something, and which belong together."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Mỗi tháng dự giờ 02 tiết của đồng nghiệp", [(2, "tiết")]),
            ("đã dự 14 tiết", [(14, "tiết")]),
            ("Kèm xong 05 học sinh trước ngày 30/9/2019", [(5, "học sinh")]),
            ("giúp hai hộ, trồng 1.200 cây", [(2, "hộ"), (1200, "cây")]),
            ("đạt 95,5 %", [(95.5, "%")]),
            ("thực hiện ở 15/15 lớp", [(15, "lớp")]),
            ("xong ngày 12/5, tháng 6/2019, quý II", []),
            ("theo Chỉ thị 05-CT/TW", []),
            ("tiếp dân từ 7 giờ 30 phút", []),
            ("đã làm xong", []),
        ],
    )
    def test_found(self, text: str, expected: list[tuple[float, str]]) -> None:
        found = [(each.number, each.unit) for each in figures(text, LEXICON)]
        assert [number for number, _ in found] == [number for number, _ in expected]
        assert all(unit.startswith(wanted.split()[0]) for (_, unit), (_, wanted) in zip(found, expected, strict=True))

    @pytest.mark.parametrize("promise", ["Trồng 200 cây", "TRỒNG 200 CÂY", "trồng 200 cây bóng mát"])
    def test_same_thing_counted(self, promise: str) -> None:
        pairs, left = compared(figures(promise, LEXICON), figures("đã trồng 180 cây, 3 buổi", LEXICON))
        assert [(each.promised, each.found) for each in pairs] == [(200, 180)]
        assert [each.number for each in left] == [3]

    def test_a_bare_number_answers_a_single_one(self) -> None:
        pairs, _ = compared(figures("Trồng 200 cây", LEXICON), figures("180", LEXICON))
        assert pairs[0].found == 180

    def test_other_things_are_not_compared(self) -> None:
        pairs, left = compared(figures("Trồng 200 cây", LEXICON), figures("họp 3 buổi", LEXICON))
        assert pairs[0].found is None and [each.number for each in left] == [3]


class TestReading:
    """The sheet, its columns, what is filled in."""

    def test_at_mid_year(self, tmp_path: Path) -> None:
        rows = [[*row] for row in ROWS]
        rows[2][7] = ""
        found = read(book(tmp_path / "a.xlsx", rows))
        assert found.when == "mid"
        assert [one.has_result for one in found.promises] == [True, False, False, False]
        assert [one.due for one in found.promises] == [True, True, False, None]
        first = found.promises[0]
        assert [(each.promised, each.found) for each in first.figures] == [(2, 14)] and first.recurs
        assert [one.row for one in found.promises] == [2, 3, 4, 5]

    def test_at_the_years_end(self, tmp_path: Path) -> None:
        found = read(book(tmp_path / "a.xlsx", ROWS))
        assert found.when == "year"
        assert [one.has_result for one in found.promises] == [False, False, True, False]
        assert all(one.due for one in found.promises)
        assert [(each.promised, each.found) for each in found.promises[2].figures] == [(200, 180)]

    def test_the_time_can_be_said(self, tmp_path: Path) -> None:
        assert read(book(tmp_path / "a.xlsx", ROWS), "mid").with_result[0].id == "an"

    def test_due_ones_first(self, tmp_path: Path) -> None:
        found = read(book(tmp_path / "a.xlsx", ROWS), "mid")
        assert [one.due for one in found.without] == [True, False, None]

    def test_titles_above_english_and_moved_columns(self, tmp_path: Path) -> None:
        head = ["Result of the year", "Promise (word for word)", "Result at six months", "Id", "My own"]
        found = read(book(tmp_path / "a.xlsx", [["180 cây", "Trồng 200 cây", "", "b", "x"]], head, above=3))
        assert found.promises[0].id == "b" and found.promises[0].figures[0].found == 180
        assert found.promises[0].row == 5

    def test_numbers_and_formulas_to_be(self, tmp_path: Path) -> None:
        row = ["an", "An", "Trồng 200 cây", "", "", "", 180, "'=1+1", "", ""]
        (one,) = read(book(tmp_path / "a.xlsx", [row]), "mid").promises
        assert one.mid == "180" and one.figures[0].found == 180 and one.year == "=1+1"

    def test_what_is_no_such_sheet(self, tmp_path: Path) -> None:
        with pytest.raises(PledgecheckError) as raised:
            read(book(tmp_path / "a.xlsx", [["1"]], ["Cột"]))
        assert raised.value.code == "no-follow-up"
        (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04")
        with pytest.raises(ManifestError):
            read(tmp_path / "b.xlsx")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of an audit with one result written into it, as a person would."""
    path = tmp_path_factory.mktemp("filled") / "audit.xlsx"
    texts = {
        "an-2019": f"1. {VISITS}\n2. Giúp 05 em đọc chậm trước 30/4.",
        "chi-2019": "1. Trồng 20 cây bóng mát dọc đường thôn trước ngày 19/5, có biên bản bàn giao.",
    }
    pledges = [Pledge(id=id, author=id, unit=f"Chi bộ {id}", text=text) for id, text in texts.items()]
    with default_checker().audit(pledges) as done:
        write_to(Outcome(done.reports, default_checker().packs, audit=done.summary), path, Style())
    import zipfile

    with zipfile.ZipFile(path) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    name = "xl/worksheets/sheet3.xml"
    xml = parts[name].decode()
    result = '<c r="G2" t="inlineStr"><is><t>đã dự 12 tiết</t></is></c>'
    parts[name] = re.sub(r'<c r="G2"[^>]*/>', result, xml, count=1).encode()
    with zipfile.ZipFile(path, "w") as container:
        for each, data in parts.items():
            container.writestr(each, data)
    return path


class TestWholeWay:
    """From the audit's own workbook to the report on it."""

    def test_units_come_from_the_sheet_of_pledges(self, filled: Path) -> None:
        found = read(filled)
        assert {each.unit for each in found.units} == {"Chi bộ an-2019", "Chi bộ chi-2019"}
        assert [(each.promised, each.found) for each in found.with_result[0].figures] == [(2, 12)]

    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
    @pytest.mark.parametrize("format", ["xlsx", "ods"])
    def test_saved_by_another_program(self, filled: Path, tmp_path: Path, format: str) -> None:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        target = tmp_path / "out"
        convert = ["--convert-to", format, "--outdir", str(target), str(filled)]
        subprocess.run(["soffice", "--headless", profile, *convert], check=True, capture_output=True, timeout=120)
        found = read(target / f"audit.{format}")
        assert len(found.promises) == len(read(filled).promises)
        assert found.with_result[0].mid == "đã dự 12 tiết"

    def test_terminal(self, filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["followup", str(filled)]) == 0
        shown = capsys.readouterr().out
        assert "tiết: đăng ký 2, ghi 12 (việc làm nhiều lần)" in shown and "Chưa ghi kết quả" in shown
        assert "%" not in shown  # no rate of fulfilment

    def test_json(self, filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["followup", str(filled), "--output-format", "json", "--at", "year"]) == 0
        data = json.loads(capsys.readouterr().out)["follow_up"]
        assert data["when"] == "year" and not any(each["has_result"] for each in data["promises"])

    def test_workbook(self, filled: Path, tmp_path: Path) -> None:
        target = tmp_path / "b.xlsx"
        assert run(["followup", str(filled), "--output-format", "xlsx", "-o", str(target), "--lang", "en"]) == 0
        rows = calamine.CalamineWorkbook.from_filelike(io.BytesIO(target.read_bytes())).get_sheet_by_index(0)
        text = str(rows.to_python())
        assert "promised 2, written 12" in text and "Party organisation" in text

    def test_workbook_again_has_no_formula(self, tmp_path: Path) -> None:
        row = ["=1", "@An", "Trồng 200 cây", "", "", "", "=SUM(A1)", "", "", ""]
        data = workbook(read(book(tmp_path / "a.xlsx", [["x"] * 10, row])), "vi")
        import zipfile

        with zipfile.ZipFile(io.BytesIO(data)) as container:
            assert b"<f>" not in container.read("xl/worksheets/sheet1.xml")

    def test_redacted(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        rows = [["an", AN, f"Cùng {BINH} trồng 200 cây", "", "", "", f"{AN} trồng 180 cây", "", "", ""]]
        path = book(tmp_path / "nguyen-van-an.xlsx", rows)
        for format in ("terminal", "json"):
            assert run(["followup", str(path), "--redact", "--output-format", format]) == 0
        shown = capsys.readouterr().out
        assert AN not in shown and BINH not in shown and "nguyen-van-an" not in shown and "180" in shown

    def test_wrong_use(self, filled: Path) -> None:
        for more in (["--at", "now"], ["--output-format", "csv"], ["--output-format", "xlsx"]):
            assert run(["followup", str(filled), *more]) == 2


def test_words_for_a_missing_figure(tmp_path: Path) -> None:
    row = ["an", "An", "Trồng 200 cây", "", "", "", "đã trồng xong", "", "", ""]
    (one,) = read(book(tmp_path / "a.xlsx", [row])).promises
    assert figure_lines(one, Words("vi")) == ["cây: đăng ký 200, chưa ghi con số"]
