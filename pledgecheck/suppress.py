"""Remarks switched off inside a text file, by the person who keeps it:

    1. Không ngừng nâng cao tinh thần trách nhiệm.  <!-- pledgecheck: bỏ qua SPE001 -->
    # pledgecheck: ignore SPE002, LEN
    (the line above, or the next one where the sign has a line of its own; without codes, every remark)
    <!-- pledgecheck: bỏ qua cả bản THE -->   (anywhere: for the whole text)

Only findings go; points stay as they are. What switches off nothing is reported, so that it can be removed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pledgecheck.model import Finding, Pledge, Report
from pledgecheck.report.findings import fingerprint
from pledgecheck.report.places import Places
from pledgecheck.wording import Pair, say

RULE: Final = "SUP001"
_WORD: Final = "pledgecheck"
_CODE: Final = r"[A-Z][A-Z_-]*\d*"
# The letters with tone marks in either normal form. Nothing but the end of a comment may follow on the line.
_SIGN: Final = re.compile(
    r"(?P<open>(?:<!--|//|--|/\*|[#%(\[])?[^\S\n]*)"
    r"(?i:pledgecheck)[^\S\n]*:[^\S\n]*(?i:b(?:ỏ|o\u0309?)[^\S\n]+qua|ignore)"
    r"(?P<whole>[^\S\n]+(?i:c(?:ả|a\u0309?)[^\S\n]+b(?:ả|a\u0309?)n|file))?"
    rf"(?P<codes>(?:[^\S\n]+|[^\S\n]*[,;][^\S\n]*){_CODE}(?:(?:[^\S\n]*[,;][^\S\n]*|[^\S\n]+){_CODE})*)?"
    r"[^\S\n]*(?:-->|\*/|[)\]])?[^\S\n]*$",
    re.MULTILINE,
)
_NOTHING: Final[Pair] = (
    "Dòng “bỏ qua {codes}” không còn tác dụng.",
    "“ignore {codes}” switches off nothing.",
)
_UNKNOWN: Final[Pair] = ("Không có luật nào bắt đầu bằng “{codes}”.", "No rule begins with “{codes}”.")
_REMOVE: Final[Pair] = ("Xóa phần này khỏi tệp.", "Remove it from the file.")
_ALL: Final[Pair] = ("mọi ghi chú", "everything")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its place, the codes it names (none: all), the lines it is for (None: the whole text)."""

    start: int
    end: int
    codes: tuple[tuple[str, int, int], ...]
    lines: tuple[int, int] | None

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is about the lines of this sign."""
        if self.lines is None:
            return True
        if finding.start is None or finding.end is None:
            return False
        return finding.start < self.lines[1] and self.lines[0] < max(finding.end, finding.start + 1)


def may_hold_signs(pledge: Pledge) -> bool:
    """Text files only: whoever edits a Word document sees no code in it, and needs none."""
    return not pledge.layout and _WORD in pledge.text.lower()


def judged_text(pledge: Pledge) -> str:
    """The text as it is judged: signs blanked out, every offset as before."""
    if not may_hold_signs(pledge):
        return pledge.text
    return _SIGN.sub(lambda match: " " * len(match[0]), pledge.text)


def signs(text: str) -> list[Sign]:
    """The signs of a text, in order."""
    found = []
    matches = list(_SIGN.finditer(text))
    taken = [match.span() for match in matches]
    for match in matches:
        codes = tuple(
            (code[0], code.start() + match.start("codes"), code.end() + match.start("codes"))
            for code in re.finditer(_CODE, match["codes"] or "")
        )
        lines = None if match["whole"] else _lines(text, match.start(), match.end(), taken)
        found.append(Sign(match.start(), match.end(), codes, lines))
    return found


def _lines(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The line before the sign; where there is nothing on it, the next line with something to say."""
    first = text.rfind("\n", 0, start) + 1
    if text[first:start].strip():
        return first, start
    at = end + 1
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        is_sign = any(a < stop and at < b and not text[at:a].strip() for a, b in taken)
        if text[at:stop].strip() and not is_sign:
            return at, stop
        at = stop + 1
    return len(text), len(text)


def without_suppressed(
    report: Report, pledge: Pledge, active: Iterable[str], known: Iterable[str], lang: str
) -> Report:
    """The report without what its text switches off, and with a hint about signs that switch off nothing.

    active: the rules in use; known: all rules. A sign for a rule that is not in use may be needed again.
    """
    if not may_hold_signs(pledge):
        return report
    found = signs(pledge.text)
    if not found:
        return report
    used: set[tuple[int, str]] = set()
    kept = [finding for finding in report.findings if not _is_off(finding, found, used)]
    unused = _unused(found, used, set(active), set(known), Places(pledge.text), lang)
    return report.model_copy(update={"findings": (*kept, *unused)})


def _is_off(finding: Finding, found: Sequence[Sign], used: set[tuple[int, str]]) -> bool:
    off = False
    for sign in found:
        if not sign.covers(finding):
            continue
        for code in [code for code, _, _ in sign.codes] or [""]:
            if finding.rule.startswith(code):
                used.add((sign.start, code))
                off = True
    return off


def _unused(
    found: Sequence[Sign],
    used: set[tuple[int, str]],
    active: set[str],
    known: set[str],
    places: Places,
    lang: str,
) -> Iterable[Finding]:
    count: Counter[str] = Counter()
    for sign in found:
        for code, start, end in sign.codes or (("", sign.start, sign.end),):
            if (sign.start, code) in used:
                continue
            exists = any(rule.startswith(code) for rule in known)
            if exists and not any(rule.startswith(code) for rule in active):
                continue
            count[code] += 1
            line, column = places.line_column(start)
            yield Finding(
                rule=RULE,
                severity="info",
                message=say(_NOTHING if exists else _UNKNOWN, lang).format(codes=code or say(_ALL, lang)),
                suggestion=say(_REMOVE, lang),
                start=start,
                end=end,
                line=line,
                column=column,
                fingerprint=fingerprint(RULE, code, count[code]),
            )
