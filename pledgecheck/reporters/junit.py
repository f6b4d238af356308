"""JUnit XML: a suite for each pledge, a case for each finding, for programs that gather test results.

What would make the command fail is a failure; lesser findings are cases that pass and say what they found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from pledgecheck.model import Report
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.wording import SEVERITIES, say
from pledgecheck.xml_text import DECLARATION, attributes, escaped

_RANK = {"info": 0, "warning": 1, "error": 2, "never": 3}


def write(outcome: Outcome, out: TextIO, style: Style) -> None:
    """The whole outcome as one document. Goes through the reports twice: the counts stand first."""
    counts: Counter[str] = Counter()
    for report in outcome.reports:
        counts += _counts(report, style)
    counts["tests"] += len(outcome.errors) + len(outcome.skipped)
    counts["errors"], counts["skipped"] = len(outcome.errors), len(outcome.skipped)
    out.write(DECLARATION)
    out.write(f"<testsuites{attributes(name='pledgecheck', **_shown(counts))}>\n")
    for report in outcome.reports:
        out.writelines(_suite(report, style))
    if outcome.errors or outcome.skipped:
        out.writelines(_inputs(outcome))
    out.write("</testsuites>\n")


def _shown(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in ("tests", "failures", "errors", "skipped")}


def _counts(report: Report, style: Style) -> Counter[str]:
    failed = sum(_RANK[each.severity] >= _RANK[style.fail_on] for each in report.findings)
    return Counter({"tests": max(1, len(report.findings)), "failures": failed})


def _suite(report: Report, style: Style) -> Iterator[str]:
    name = report.path or report.id
    yield f"<testsuite{attributes(name=name, **_shown(_counts(report, style)))}>\n"
    if not report.findings:
        yield f"<testcase{attributes(classname=name, name=report.id or name)}/>\n"
    for number, finding in enumerate(report.findings, 1):
        where = finding.location or (f"line {finding.line}" if finding.line else "")
        title = " ".join(filter(None, (finding.rule, where, f"#{number}")))
        words = (
            f"{say(SEVERITIES[finding.severity], style.lang)}: {finding.message} {finding.suggestion}".strip()
        )
        yield f"<testcase{attributes(classname=name, name=title)}>"
        if _RANK[finding.severity] >= _RANK[style.fail_on]:
            given = attributes(type=finding.severity, message=finding.message)
            yield f"<failure{given}>{escaped(words)}</failure>"
        else:
            yield f"<system-out>{escaped(words)}</system-out>"
        yield "</testcase>\n"
    yield "</testsuite>\n"


def _inputs(outcome: Outcome) -> Iterator[str]:
    """Files that could not be read, or were left aside."""
    total = len(outcome.errors) + len(outcome.skipped)
    counts = attributes(tests=total, failures=0, errors=len(outcome.errors), skipped=len(outcome.skipped))
    yield f'<testsuite name="inputs"{counts}>\n'
    for each in outcome.errors:
        given = attributes(type=each.code, message=each.message)
        yield f'<testcase classname="inputs"{attributes(name=each.path)}><error{given}/></testcase>\n'
    for left in outcome.skipped:
        given = attributes(message=left.reason)
        yield f'<testcase classname="inputs"{attributes(name=left.path)}><skipped{given}/></testcase>\n'
    yield "</testsuite>\n"
