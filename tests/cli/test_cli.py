"""The program as it is run: results, messages, exit status."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.cli.main import run

GOOD = """BẢN ĐĂNG KÝ
học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2019
Họ và tên: Nguyễn Văn An
Chức vụ: giáo viên
1. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn.
2. Kèm 05 học sinh yếu của lớp 7A vào chiều thứ Tư hằng tuần, ghi sổ chủ nhiệm.
3. Trước ngày 30/9 làm 10 bộ đồ dùng dạy học môn Toán, bàn giao cho thư viện trường.
"""
VAGUE = "1. Không ngừng nâng cao tinh thần trách nhiệm.\n2. Phát huy tinh thần tự học, tự rèn.\n"
ENGLISH = "I promise to visit two households in my village every month and to help them."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"good": GOOD, "vague": VAGUE, "english": ENGLISH}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    return tmp_path


def call(
    *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pledgecheck", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        check=False,
        timeout=120,
    )


def data(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


class TestStatus:
    """0 nothing at or above --fail-on, 1 something, 2 the call or an input; 2 wins."""

    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["check", "good.txt"], 0),
            (["check", "good.txt", "--fail-on", "info"], 1),
            (["check", "vague.txt"], 1),
            (["check", "vague.txt", "--fail-on", "never"], 0),
            (["check", "good.txt", "--min-score", "101"], 2),
            (["check", "good.txt", "--min-score", "100"], 1),
            (["check", "good.txt", "--min-score", "0"], 0),
            (["check", "english.txt"], 1),
            (["check", "english.txt", "--fail-on", "never"], 0),
            (
                ["check", "english.txt", "--fail-on", "never", "--min-score", "0"],
                1,
            ),  # no total counts as under
            (["check", "none.txt"], 2),
            (["check", "empty.txt"], 2),
            (["check", "broken.docx"], 2),
            (["check", "binary.txt"], 2),
            (["check", "vague.txt", "none.txt"], 2),
            (["check", "none.txt", "--fail-on", "never"], 2),
            (["check"], 2),
            (["check", "good.txt", "--nothing"], 2),
            (["check", "good.txt", "--theme", "vn-2091"], 2),
            (["check", "good.txt", "--select", "XYZ"], 2),
            (["check", "good.txt", "--kind", "group"], 2),
            (["check", "good.txt", "--config", "none.toml"], 2),
            (["check", "good.txt", "--previous", "none.txt"], 2),
            (["check", "good.txt", "--output-format", "html2"], 2),
            (["check", "good.txt", "--output-format", "xlsx"], 2),  # needs a file
            (["check", "good.txt", "--lang", "fr"], 2),
            (["check", "good.txt", "--color", "yes"], 2),
            (["check", "good.txt", "--output", "no/such/folder.json"], 2),
            (["audit"], 2),
            (["audit", "none"], 2),
            (["audit", "--manifest", "none.csv"], 2),
            (["compare", "good.txt", "vague.txt"], 0),
            (["compare", "good.txt", "none.txt"], 2),
            (["rules"], 0),
            (["rule", "SPE001"], 0),
            (["rule", "SPE999"], 2),
            (["themes"], 0),
            (["config"], 0),
            (["schema", "Report"], 0),
            (["schema", "Raport"], 2),
            (["version"], 0),
            (["--help"], 0),
            (["chek"], 2),
        ],
    )
    def test_status(self, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(arguments) == status
        told = capsys.readouterr()
        if status == 2:
            assert told.err.startswith("pledgecheck: ") and len(told.err.splitlines()) >= 2
            assert "Traceback" not in told.err
        assert GOOD[:20] not in told.err

    def test_errors_are_told_in_both_languages(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["check", "good.txt", "--theme", "vn2019"])
        told = capsys.readouterr().err
        assert "Không có chuyên đề" in told and "There is no theme" in told and told.count("vn-2019") == 2


class TestJson:
    def test_one_document_also_when_files_fail(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["check", "good.txt", "none.txt", "english.txt", "--output-format", "json"]) == 2
        found = data(capsys)
        assert list(found) == ["version", "tool", "reports", "errors", "skipped", "audit"]
        assert found["version"] == 1 and found["audit"] is None
        assert [r["id"] for r in found["reports"]] == ["good", "english"]
        assert [(e["path"], e["code"]) for e in found["errors"]] == [("none.txt", "missing-file")]
        assert [set(p) for p in found["tool"]["packs"]] == [{"id", "version", "sha256"}]

    def test_lines(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["check", "good.txt", "none.txt", "--output-format", "jsonl"])
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert lines[0]["id"] == "good" and lines[1]["error"]["code"] == "missing-file"

    def test_files_are_judged_by_themselves(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "copy.txt").write_text(GOOD, "utf-8")
        run(["check", "good.txt", "copy.txt", "--output-format", "json"])
        assert [r["copying"] for r in data(capsys)["reports"]] == [None, None]

    def test_stdin(self) -> None:
        done = call("check", "-", "--output-format", "json", stdin=GOOD.encode())
        report = json.loads(done.stdout)["reports"][0]
        assert done.returncode == 0 and report["path"] == "-" and report["author"] == "Nguyễn Văn An"

    def test_options_reach_the_judgement(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "duties.txt").write_text("dạy Toán, chủ nhiệm lớp 7A", "utf-8")
        run(
            [
                "check",
                "vague.txt",
                "--role",
                "giáo viên",
                "--duties",
                "duties.txt",
                "--year",
                "2019",
                "--kind",
                "collective",
                "--theme",
                "vn-2019",
                "--previous",
                "vague.txt",
                "--lang",
                "en",
                "--output-format",
                "json",
            ]
        )
        report = data(capsys)["reports"][0]
        assert (report["year"], report["kind"], report["theme"]["id"]) == (2019, "collective", "vn-2019")
        assert report["copying"]["sources"][0]["relation"] == "previous"
        assert any(f["message"] == "This sentence gives a direction." for f in report["findings"])

    def test_written_to_a_file_of_ones_own(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        target = folder / "out.json"
        target.write_text("old")
        target.chmod(0o644)
        assert run(["check", "good.txt", "--output-format", "json", "-o", str(target)]) == 0
        assert capsys.readouterr().out == ""
        assert json.loads(target.read_text("utf-8"))["reports"]
        if os.name == "posix":
            assert stat.S_IMODE(target.stat().st_mode) == 0o600

    def test_compare_as_a_page(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        line = "- Tôi trả kết quả hồ sơ chứng thực của người dân trong {} ngày làm việc, có sổ <theo> dõi."
        for name, days in (("now", "05"), ("before", "07")):
            (tmp_path / f"{name}.txt").write_text(line.format(days), "utf-8")
        command = ["compare", str(tmp_path / "now.txt"), str(tmp_path / "before.txt"), "--output-format", "html"]
        assert run(command) == 0
        page = capsys.readouterr().out
        assert page.startswith("<!DOCTYPE html>")
        assert "<ins>05</ins>" in page and "<del>07</del>" in page
        assert "nâng mức" in page
        assert "<theo>" not in page

    def test_compare(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["compare", "good.txt", "good.txt", "--output-format", "json"])
        found = data(capsys)
        assert found["version"] == 1 and found["comparison"]["share"] == 1
        assert set(found["comparison"]) == {"share", "source_share", "passages"}


class TestAudit:
    def test_manifest(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "m.csv").write_text(
            "path,id,author,unit,year\ngood.txt,a18,A,U,2018\ngood.txt,a19,A,U,2019\nnone.txt,b,B,U,2019\n",
            "utf-8",
        )
        assert run(["audit", "--manifest", "m.csv", "--output-format", "json"]) == 2
        found = data(capsys)
        assert [r["id"] for r in found["reports"]] == ["a18", "a19"]
        assert [e["code"] for e in found["errors"]] == ["missing-file"]
        assert set(found["audit"]) == {
            "copy_groups",
            "copy_pairs",
            "overlaps",
            "units",
            "missing",
            "form_faults",
        }
        assert found["audit"]["copy_pairs"][0]["relation"] == "previous"

    def test_folder(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for name in ("broken.docx", "binary.txt", "empty.txt"):
            (folder / name).unlink()
        (folder / "~$good.docx").write_bytes(b"x")
        (folder / "picture.png").write_bytes(b"x")
        assert run(["audit", ".", "--output-format", "json", "--fail-on", "never"]) == 0
        found = data(capsys)
        assert sorted(r["id"] for r in found["reports"]) == ["english", "good", "vague"]
        assert len(found["skipped"]) == 2 and found["errors"] == []

    def test_nothing_to_check(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "sub").mkdir()
        assert run(["audit", "sub"]) == 2
        assert "nothing found to check" in capsys.readouterr().err

    def test_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["audit", ".", "--color", "never"]) == 2
        told = capsys.readouterr()
        assert "3 bản" in told.out and "chưa phải kết luận kiểm tra" in told.out and "\x1b" not in told.out
        assert "\r" not in told.err  # no progress where nobody looks


class TestTerminal:
    def test_one_pledge(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["check", "vague.txt", "--color", "never"])
        out = capsys.readouterr().out
        for words in (
            "Mức rõ của văn bản",
            "Câu này nêu phương hướng.",
            "SPE001",
            "Kết luận thuộc về chi bộ.",
        ):
            assert words in out

    def test_english_and_quiet(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["check", "good.txt", "--lang", "en", "--quiet"])
        out = capsys.readouterr().out
        assert "Clarity of the text" in out and len(out.splitlines()) <= 4

    def test_colour(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        run(["check", "vague.txt", "--color", "always"])
        assert "\x1b[" in capsys.readouterr().out
        monkeypatch.setenv("FORCE_COLOR", "1")
        run(["check", "vague.txt"])
        assert "\x1b[" in capsys.readouterr().out
        monkeypatch.delenv("FORCE_COLOR")
        monkeypatch.setenv("NO_COLOR", "1")
        run(["check", "vague.txt", "--color", "auto"])
        assert "\x1b[3" not in capsys.readouterr().out

    def test_text_cannot_steer_the_terminal(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "x.txt").write_text(
            "1. Nâng cao tinh thần \x1b[31mtrách \u202enhiệm, [bold]giữ vững[/bold] phẩm chất.\n", "utf-8"
        )
        run(["check", "x.txt", "--color", "never"])
        out = capsys.readouterr().out
        assert "\x1b" not in out and "\u202e" not in out


class TestConfiguration:
    def test_nearest_file(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "pyproject.toml").write_text("[tool.pledgecheck]\nlang = 'en'\n", "utf-8")
        (folder / "sub").mkdir()
        monkeypatch.chdir(folder / "sub")
        run(["rules", "--select", "SPE001"])
        assert "This sentence gives a direction." in capsys.readouterr().out
        (folder / "sub" / "pledgecheck.toml").write_text("select = ['SPE002']\n", "utf-8")
        run(["rules"])
        out = capsys.readouterr().out
        assert out.startswith("SPE002") and "Đã nêu nhiệm vụ" in out  # not merged with the outer one

    def test_extend(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "base.toml").write_text("lang = 'en'\nselect = ['SPE002']\n[weights]\ntheme = 5\n", "utf-8")
        (folder / "pledgecheck.toml").write_text(
            "extend = 'base.toml'\nselect = ['SPE001']\n[weights]\nduty = 1\n", "utf-8"
        )
        run(["config"])
        found = data(capsys)
        assert found["config"]["lang"] == "en" and found["config"]["select"] == ["SPE001"]
        assert found["profile"]["weights"]["theme"] == 5 and found["profile"]["weights"]["duty"] == 1
        assert found["file"].endswith("pledgecheck.toml")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("fail_one = 'info'", "fail_on"),
            ("lang = 'fr'", "lang"),
            ("[weights]\nspecifity = 3", "specificity"),
            ("extend = 'pledgecheck.toml'", "extend"),
            ("a = ", "TOML"),
            ("extend = 'none.toml'", "none.toml"),
        ],
    )
    def test_mistakes_are_named(
        self, folder: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
    ) -> None:
        (folder / "pledgecheck.toml").write_text(text, "utf-8")
        assert run(["check", "good.txt"]) == 2
        assert told in capsys.readouterr().err

    def test_a_rule_pack_with_a_typo(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "mine" / "rules").mkdir(parents=True)
        (folder / "mine" / "pack.yaml").write_text("id: a\nversion: 1.0.0\ntitle: {vi: a, en: a}\n", "utf-8")
        (folder / "mine" / "rules" / "a.yaml").write_text(
            "rules: [{id: A001, kind: phras, when: found}]\n", "utf-8"
        )
        assert run(["check", "good.txt", "--rules", "mine"]) == 2
        told = capsys.readouterr().err
        assert "A001" in told and "phrase" in told and "a.yaml" in told


class TestProcess:
    def test_a_closed_pipe_is_quiet(self) -> None:
        command = f'"{sys.executable}" -m pledgecheck check good.txt vague.txt good.txt --output-format json'
        done = subprocess.run(f"{command} | head -c 10", shell=True, capture_output=True, check=False)
        assert done.stderr == b"" and len(done.stdout) == 10

    @pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX")
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_ctrl_c_is_quiet(self, folder: Path, jobs: str) -> None:
        for at in range(2000):  # more than any machine has done by then
            (folder / f"p{at}.txt").write_text(f"{GOOD}{at + 4}. Trồng {at} cây.\n" * 5, "utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "pledgecheck", "audit", ".", "--jobs", jobs, "--output-format", "json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            # Tests that run in the background inherit a signal that is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        time.sleep(4)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (130, b"", b"")

    def test_utf8_on_any_console(self) -> None:
        for encoding in ("ascii", "cp1258", "latin-1"):
            done = call("rules", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
            assert done.returncode == 0 and "Câu này nêu phương hướng." in done.stdout.decode("utf-8")

    def test_help_is_quick_because_it_loads_little(self) -> None:
        code = (
            "import sys\nfrom pledgecheck.cli.main import run\nrun(['--help'])\n"
            "print([m for m in 'pydantic yaml rich pyvi sklearn rapidfuzz'.split() if m in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"

    def test_an_internal_error_shows_no_text(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from pledgecheck.checker import Checker

        def fail(*args: object, **more: object) -> None:
            raise ValueError(GOOD)

        monkeypatch.setattr(Checker, "check", fail)
        assert run(["check", "good.txt"]) == 2
        told = capsys.readouterr().err
        assert "ValueError" in told and "Nguyễn" not in told
