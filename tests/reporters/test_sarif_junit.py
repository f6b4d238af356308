"""SARIF and JUnit: valid for the programs that read them, and pointing at the right words.

Set PLEDGECHECK_SARIF_SCHEMA to a copy of the OASIS schema to validate against it too.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from pledgecheck.checker import default_checker
from pledgecheck.cli.main import run
from pledgecheck.model import InputFailure, Pledge, SkippedInput
from pledgecheck.reporters import junit, sarif
from pledgecheck.reporters.base import Outcome, Style

TEXT = (
    "BẢN CAM KẾT NĂM 2019\n1. Không ngừng nâng cao tinh thần trách nhiệm.\n2. Mỗi tháng giúp 02 hộ neo đơn.\n"
)
GOOD = "1. Mỗi tháng dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn.\n"
# What the schema lets stand in each object that is written; it refuses everything else.
ALLOWED = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "language", "columnKind", "invocations", "artifacts", "results"},
    "driver": {"name", "version", "semanticVersion", "rules"},
    "rule": {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"},
    "result": {
        "ruleId", "ruleIndex", "level", "message", "locations", "fingerprints", "partialFingerprints", "rank",
        "properties",
    },
    "region": {"charOffset", "charLength", "startLine", "startColumn", "endLine", "endColumn"},
    "invocation": {"executionSuccessful", "toolExecutionNotifications"},
    "notification": {"level", "message", "descriptor", "locations"},
}  # fmt: skip


def outcome(texts: bool = True, **more: Any) -> Outcome:
    checker = default_checker()
    layout = ((0, 20, "paragraph 1"), (21, 67, "paragraph 2"), (68, 120, "paragraph 3"))
    one = Pledge(id="an", text=TEXT, source="thư mục/bản 1.docx").with_layout(layout)
    two = Pledge(id="b", text=GOOD, source="/tuyệt đối/b.txt", role="Giáo viên")
    reports = [checker.check(one), checker.check(two)]
    at_hand = {"an": TEXT, "b": GOOD} if texts else {}
    return Outcome(reports, checker.packs, checker.rulebook.rules, texts=at_hand, **more)


def logged(made: Outcome, lang: str = "vi") -> dict[str, Any]:
    out = io.StringIO()
    sarif.write(made, out, Style(lang=lang))
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


FULL: dict[str, Any] = {
    "errors": (InputFailure(path="hỏng.docx", code="damaged", message="Tệp bị hỏng."),),
    "skipped": (SkippedInput(path="~$a.docx", reason="tệp khóa"),),
}


class TestSarif:
    """The structure that the standard fixes."""

    @pytest.mark.parametrize("more", [{}, FULL])
    def test_only_known_properties(self, more: dict[str, Any]) -> None:
        log = logged(outcome(**more))
        (one,) = log["runs"]
        assert log.keys() == ALLOWED["log"] and log["version"] == "2.1.0"
        assert one.keys() == ALLOWED["run"] and one["tool"]["driver"].keys() <= ALLOWED["driver"]
        assert all(each.keys() <= ALLOWED["rule"] for each in one["tool"]["driver"]["rules"])
        for result in one["results"]:
            assert result.keys() <= ALLOWED["result"] and result["level"] in ("error", "warning", "note")
            (place,) = result["locations"]
            assert place["physicalLocation"].get("region", {}).keys() <= ALLOWED["region"]
        (call,) = one["invocations"]
        assert call.keys() == ALLOWED["invocation"] and call["executionSuccessful"] is not bool(more)
        assert all(each.keys() <= ALLOWED["notification"] for each in call["toolExecutionNotifications"])

    @pytest.mark.parametrize("lang", ["vi", "en"])
    @pytest.mark.parametrize("texts", [True, False])
    def test_against_the_schema(self, lang: str, texts: bool) -> None:
        path = os.environ.get("PLEDGECHECK_SARIF_SCHEMA")
        if not path:
            pytest.skip("PLEDGECHECK_SARIF_SCHEMA is not set")
        jsonschema = pytest.importorskip("jsonschema")
        schema = json.loads(Path(path).read_text("utf-8"))
        validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
        assert [each.message for each in validator.iter_errors(logged(outcome(texts, **FULL), lang))] == []

    def test_places(self) -> None:
        results = logged(outcome())["runs"][0]["results"]
        found = [each for each in results if "region" in each["locations"][0]["physicalLocation"]]
        assert found
        for result in found:
            place = result["locations"][0]
            region = place["physicalLocation"]["region"]
            text = GOOD if place["physicalLocation"]["artifactLocation"]["index"] else TEXT
            words = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
            lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
            lines[-1] = lines[-1][: region["endColumn"] - 1]
            lines[0] = lines[0][region["startColumn"] - 1 :]
            assert "\n".join(lines) == words

    def test_words_over_two_lines(self) -> None:
        made = outcome()
        first, second = made.reports
        wide = first.findings[-1].model_copy(update={"start": 10, "end": 30})
        made = replace(made, reports=[first.model_copy(update={"findings": (wide,)}), second])
        region = logged(made)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
        assert region == {
            "charOffset": 10,
            "charLength": 20,
            "startLine": 1,
            "startColumn": 11,
            "endLine": 2,
            "endColumn": 10,
        }

    def test_where_in_the_document(self) -> None:
        (vague,) = (r for r in logged(outcome())["runs"][0]["results"] if r["ruleId"] == "SPE001")
        names = [each["fullyQualifiedName"] for each in vague["locations"][0]["logicalLocations"]]
        assert names == ["an", "an/paragraph 2"]

    def test_no_lines_without_the_text(self) -> None:
        for result in logged(outcome(texts=False))["runs"][0]["results"]:
            region = result["locations"][0]["physicalLocation"].get("region", {})
            assert region.keys() <= {"charOffset", "charLength"}

    def test_rules_are_described(self) -> None:
        (one,) = logged(outcome())["runs"]
        rules = one["tool"]["driver"]["rules"]
        assert [each["id"] for each in rules] == sorted(default_checker().rulebook.rules)
        assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in one["results"])
        assert one["tool"]["extensions"][0]["properties"]["sha256"]

    def test_fingerprints_differ_between_pledges_and_not_between_runs(self) -> None:
        first, second = (logged(outcome())["runs"][0]["results"] for _ in range(2))
        assert [r["fingerprints"] for r in first] == [r["fingerprints"] for r in second]
        assert len({json.dumps(r["fingerprints"]) for r in first}) == len(first)

    @pytest.mark.parametrize(
        ("path", "uri"),
        [
            ("a/b.txt", "a/b.txt"),
            ("thư mục/bản 1.docx", "th%C6%B0%20m%E1%BB%A5c/b%E1%BA%A3n%201.docx"),
            ("a\\b.txt", "a/b.txt"),
            ("C:\\x\\b 1.txt", "file:///C:/x/b%201.txt"),
            ("/x/b#1.txt", "file:///x/b%231.txt"),
            ("a:b.txt", "a%3Ab.txt"),
            ("a.zip!/b.txt", "a.zip!/b.txt"),
        ],
    )
    def test_addresses(self, path: str, uri: str) -> None:
        assert sarif.address(path).replace("%20", " ") == uri.replace("%20", " ")


def suites(made: Outcome, **style: Any) -> Element:
    out = io.StringIO()
    junit.write(made, out, Style(**style))
    return fromstring(out.getvalue().encode())


class TestJunit:
    """Counts that agree, failures that agree with the status of the command."""

    @pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
    def test_counts(self, fail_on: str) -> None:
        root = suites(outcome(**FULL), fail_on=fail_on)
        for name, tag in (
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            assert int(root.get(name, "")) == len(list(root.iter(tag)))
            assert sum(int(suite.get(name, "")) for suite in root) == int(root.get(name, ""))
        findings = sum(len(report.findings) for report in outcome().reports)
        assert len(list(root.iter("failure"))) == {"info": findings, "never": 0}.get(
            fail_on, len(list(root.iter("failure")))
        )

    def test_a_pledge_without_findings_is_a_case_that_passes(self) -> None:
        report = default_checker().check(GOOD).model_copy(update={"findings": ()})
        (suite,) = suites(Outcome([report], default_checker().packs))
        assert suite.get("tests") == "1" and not list(suite.iter("failure"))

    def test_hostile_words(self) -> None:
        report = default_checker().check(Pledge(id="]]><x>&\x01", text=TEXT, source='a"b\u202e.txt'))
        (suite,) = suites(Outcome([report], default_checker().packs))
        assert suite.get("name") == 'a"b.txt'


@pytest.mark.parametrize("format", ["sarif", "junit"])
def test_from_the_command_line(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    run(["check", str(tmp_path / "a.txt"), "--output-format", format, "--fail-on", "never"])
    shown = capsys.readouterr().out
    if format == "junit":
        assert fromstring(shown.encode()).tag == "testsuites"
    else:
        region = json.loads(shown)["runs"][0]["results"][-1]["locations"][0]["physicalLocation"].get("region")
        assert region is None or "endLine" in region
