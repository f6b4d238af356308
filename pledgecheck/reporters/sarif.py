"""SARIF 2.1.0: findings for programs that show the results of checks. Results are streamed, one a line.

Offsets count code points of the text as read; for a .docx that is what its reader shows, not its bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath, PureWindowsPath
from typing import Any, Final, TextIO
from urllib.parse import quote

from pledgecheck.model import Finding, Report
from pledgecheck.packs.loader import Rule
from pledgecheck.report.places import Places
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.version import VERSION
from pledgecheck.wording import without_places

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "pledgecheck/v1"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")


def write(outcome: Outcome, out: TextIO, style: Style) -> None:
    """The whole outcome as one run."""
    rules = {name: at for at, name in enumerate(sorted(outcome.rules))}
    places: dict[str, int] = {}
    for report in outcome.reports:
        places.setdefault(address(report.path or report.id), len(places))
    out.write(f'{{"$schema": {_json(SCHEMA)}, "version": "2.1.0", "runs": [{{\n')
    out.write(f'"tool": {_json(_tool(outcome, style.lang))},\n')
    out.write(f'"language": {_json("en-US" if style.lang == "en" else "vi-VN")},\n')
    out.write('"columnKind": "unicodeCodePoints",\n')
    out.write(f'"invocations": [{_json(_invocation(outcome))}],\n')
    artifacts = [
        {"location": {"uri": uri, "index": at}, "roles": ["analysisTarget"]} for uri, at in places.items()
    ]
    out.write(f'"artifacts": {_json(artifacts)},\n"results": [')
    for number, result in enumerate(_results(outcome, rules, places)):
        out.write(",\n" if number else "\n")
        out.write(_json(result))
    out.write("\n]}]}\n")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _tool(outcome: Outcome, lang: str) -> dict[str, Any]:
    driver = {
        "name": "pledgecheck",
        "version": VERSION,
        "semanticVersion": VERSION,
        "rules": [_rule(outcome.rules[name], lang) for name in sorted(outcome.rules)],
    }
    packs = [
        {"name": pack.id, "version": pack.version, "properties": {"sha256": pack.sha256}}
        for pack in outcome.packs
    ]
    return {"driver": driver, "extensions": packs}


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    message, suggestion = without_places(rule.message.of(lang)), without_places(rule.suggestion.of(lang))
    described: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": message},
        "fullDescription": {"text": " ".join(rule.rationale.of(lang).split())},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"kind": f"{rule.kind}.{rule.when}", "pack": rule.pack, "since": rule.since},
    }
    if suggestion:
        described["help"] = {"text": suggestion}
    return described


def _invocation(outcome: Outcome) -> dict[str, Any]:
    failed = [
        {
            "level": "error",
            "message": {"text": each.message},
            "descriptor": {"id": each.code},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": address(each.path)}}}],
        }
        for each in outcome.errors
    ]
    left = [
        {
            "level": "note",
            "message": {"text": each.reason},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": address(each.path)}}}],
        }
        for each in outcome.skipped
    ]
    return {"executionSuccessful": not outcome.errors, "toolExecutionNotifications": [*failed, *left]}


def _results(
    outcome: Outcome, rules: Mapping[str, int], places: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for report in outcome.reports:
        text = outcome.text_of(report)
        lines = Places(text) if text is not None else None
        for finding in report.findings:
            yield _result(report, finding, rules, places, lines)


def _result(
    report: Report,
    finding: Finding,
    rules: Mapping[str, int],
    places: Mapping[str, int],
    lines: Places | None,
) -> dict[str, Any]:
    uri = address(report.path or report.id)
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri, "index": places[uri]}}
    region = _region(finding, lines)
    if region:
        physical["region"] = region
    within = [{"name": report.id or uri, "fullyQualifiedName": report.id or uri, "kind": "document"}]
    if finding.location:
        name = finding.location
        within.append(
            {"name": name, "fullyQualifiedName": f"{report.id}/{name}", "kind": name.partition(" ")[0]}
        )
    whole = hashlib.sha256(f"{report.id}\0{finding.fingerprint}".encode("utf-8", "replace")).hexdigest()[:32]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.suggestion}".strip()},
        "locations": [{"physicalLocation": physical, "logicalLocations": within}],
        "fingerprints": {FINGERPRINT: whole},
        "partialFingerprints": {f"content/{FINGERPRINT}": finding.fingerprint},
        "rank": round(100 * finding.confidence, 1),
        "properties": {"confidence": finding.confidence},
    }
    if finding.rule in rules:
        result["ruleIndex"] = rules[finding.rule]
    return result


def _region(finding: Finding, lines: Places | None) -> dict[str, int]:
    """Where the words stand; by line only with the text at hand, because a region must name its end too."""
    if finding.start is None or finding.end is None:
        return {}
    region = {"charOffset": finding.start, "charLength": finding.end - finding.start}
    if lines is not None:
        (start_line, start_column), (end_line, end_column) = map(
            lines.line_column, (finding.start, finding.end)
        )
        region |= {
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
        }
    return region


def address(path: str) -> str:
    """A path as a URI reference: relative ones stay relative, whatever characters they hold."""
    plain = path.encode("utf-8", "replace").decode()
    if _DRIVE.match(plain):
        return PureWindowsPath(plain).as_uri()
    if plain.startswith("/"):
        return PurePath(plain).as_uri()
    return quote(plain.replace("\\", "/"), safe="/#!~-._")
