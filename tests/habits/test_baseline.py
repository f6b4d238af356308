"""What is known is not said again, what is new is, and a baseline never grows."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from pledgecheck import baseline
from pledgecheck.checker import default_checker
from pledgecheck.cli.main import run
from pledgecheck.errors import UsageError
from pledgecheck.model import Pledge, Report

VAGUE = "Không ngừng nâng cao tinh thần trách nhiệm."
ALSO = "Phát huy tinh thần tự học, tự rèn."
GOOD = "Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn."


def report(*promises: str, id: str = "a") -> Report:
    text = "".join(f"{at}. {promise}\n" for at, promise in enumerate(promises, 1))
    return default_checker().check(Pledge(id=id, text=text))


def spans(reports: Any) -> list[str]:
    return [f.rule for each in reports for f in each.findings if f.start is not None]


class TestApply:
    """By words, not by lines and files."""

    def test_known_ones_are_left_out(self) -> None:
        reports = [report(VAGUE, GOOD)]
        applied = baseline.apply(reports, baseline.keys(reports))
        assert [each.findings for each in applied.reports] == [()]
        assert applied.gone == 0 and applied.hidden == len(reports[0].findings)

    def test_moved_to_another_line_and_file(self) -> None:
        known = baseline.keys([report(VAGUE, GOOD)])
        assert spans(baseline.apply([report(GOOD, VAGUE, id="b")], known).reports) == []

    def test_a_new_sentence_is_new(self) -> None:
        known = baseline.keys([report(VAGUE)])
        (left,) = baseline.apply([report(VAGUE, ALSO)], known).reports
        assert [left.commitments[1].start] == [f.start for f in left.findings if f.rule == "SPE001"]

    def test_the_same_sentence_in_one_more_pledge_is_new(self) -> None:
        known = baseline.keys([report(VAGUE)])
        applied = baseline.apply([report(VAGUE), report(VAGUE, id="b")], known)
        assert [len(spans([each])) for each in applied.reports] == [0, 1]

    def test_remarks_on_the_whole_belong_to_their_pledge(self) -> None:
        first, other = report(VAGUE), report(ALSO, id="b")
        whole = [f for f in other.findings if f.start is None]
        assert whole
        (left,) = baseline.apply([other], baseline.keys([first])).reports
        assert [f for f in left.findings if f.start is None] == whole

    def test_again_and_again_and_by_number(self) -> None:
        reports = [report(VAGUE), report(GOOD, ALSO, id="b")]
        applied = baseline.apply(reports, baseline.keys(reports[:1]))
        assert list(applied.reports) == list(applied.reports) == applied.reports[0:2]
        assert len(applied.reports) == 2 and applied.reports[-1].id == "b"

    def test_gone_ones_are_counted_and_never_come_back(self) -> None:
        old = baseline.keys([report(VAGUE, ALSO)])
        now = baseline.keys([report(VAGUE, GOOD)])
        assert baseline.apply([report(VAGUE, GOOD)], old).gone >= 1
        smaller = baseline.ratchet(old, now)
        assert smaller.total() < old.total() and not smaller - old
        assert "SPE001" in spans(baseline.apply([report(ALSO)], smaller).reports)


class TestFile:
    """What the file holds, and what is no baseline."""

    def test_no_words_and_private(self, tmp_path: Path) -> None:
        path = tmp_path / "base.json"
        known = baseline.keys([report(VAGUE, GOOD)])
        baseline.save(path, known)
        assert baseline.load(path) == known
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert set(json.loads(path.read_text())["findings"][0]) == {"rule", "fingerprint", "count"}

    @pytest.mark.parametrize(
        "content", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{"rule": "A"}]}', "\xff",
                    '{"version": 1, "findings": [{"rule": "A", "fingerprint": "b", "count": -1}]}'],
    )  # fmt: skip
    def test_no_baseline(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "base.json"
        path.write_text(content, "latin-1")
        with pytest.raises(UsageError):
            baseline.load(path)

    def test_missing(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError):
            baseline.load(tmp_path / "none.json")


class TestCommand:
    """From the command line: status, messages, the summary of an audit."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("p").mkdir()
        Path("p/a.txt").write_text(f"1. {VAGUE}\n2. {GOOD}\n", "utf-8")

    def test_ratchet(self, capsys: pytest.CaptureFixture[str]) -> None:
        always = ["audit", "p", "--fail-on", "info", "--no-cache", "--output-format", "json"]
        assert run(always) == 1
        assert run([*always, "--write-baseline", "b.json"]) == 0
        capsys.readouterr()
        assert run([*always, "--baseline", "b.json"]) == 0
        captured = capsys.readouterr()
        data = json.loads(captured.out)
        assert data["reports"][0]["findings"] == [] and data["audit"]["units"][0]["findings"] == {}
        assert "baseline" in captured.err
        Path("p/a.txt").write_text(f"1. {ALSO}\n2. {GOOD}\n", "utf-8")
        assert run([*always, "--baseline", "b.json"]) == 1
        assert run([*always, "--baseline", "b.json", "--write-baseline", "b.json"]) == 1
        Path("p/a.txt").write_text(f"1. {VAGUE}\n2. {GOOD}\n", "utf-8")
        assert run([*always, "--baseline", "b.json"]) == 1  # it was gone once

    def test_check(self) -> None:
        always = ["check", "p/a.txt", "--fail-on", "info", "-q"]
        assert run([*always, "--write-baseline", "b.json"]) == 0
        assert run([*always, "--baseline", "b.json"]) == 0
        assert run([*always, "--baseline", "none.json"]) == 2
