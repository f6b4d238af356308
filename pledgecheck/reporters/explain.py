"""The arithmetic of a score in words, from the report alone: what anyone could do again by hand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pledgecheck.model import PART_NAMES, Edit, PartName, Report
from pledgecheck.reporters.reading import ROUTINE, points_of
from pledgecheck.reporters.state import counting
from pledgecheck.wording import DUTY_RELATIONS, LENGTHS, THEME_RELATIONS, Pair, say

_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part: its value, effective weight (0-1), what it adds to the total, and why."""

    name: PartName
    value: float | None
    weight: float
    adds: float
    why: str


def arithmetic(report: Report, lang: str) -> list[PartLine]:
    """All parts of the total."""
    score = report.score
    return [
        PartLine(
            name,
            score.parts[name],
            score.weights[name],
            score.weights[name] * (score.parts[name] or 0.0),
            _why(name, report, lang),
        )
        for name in PART_NAMES
    ]


def number(value: float, lang: str) -> str:
    """At most one decimal, with the decimal sign of the language."""
    text = f"{value:.1f}".removesuffix(".0")
    return text if lang == "en" else text.replace(".", ",")


def _why(name: PartName, report: Report, lang: str) -> str:
    english = lang == "en"
    if report.score.parts[name] is None:
        return "left out: nothing to judge by" if english else "không xét: chưa có thông tin"
    if name == "specificity":
        return _specificity(report, lang)
    if name == "theme":
        assert report.theme is not None
        aspects = ", ".join(report.theme.aspects)
        relation = say(THEME_RELATIONS[report.theme.relation], lang)
        return f"{report.theme.id}: {relation}" + (f" ({aspects})" if aspects else "")
    if name == "duty":
        own = sum(one.duty and one.level >= 2 for one in counting(report))
        needed = number(report.score.basis.get("duty_needed", 1), lang)
        relation = say(DUTY_RELATIONS[report.duty.relation], lang)
        return f"{relation}; {own}/{needed} " + (
            "acts of one's own work" if english else "việc của riêng mình"
        )
    if name == "originality":
        share = number(100 * (report.copying.counted_share if report.copying else 0), lang)
        return f"{share} % repeated without visible reason" if english else f"{share} % lặp lại chưa rõ lý do"
    length = report.length
    verdict = say(LENGTHS[length.verdict], lang)
    if english:
        return f"{length.syllables} syllables, {length.commitments} commitments: {verdict}"
    return f"{length.syllables} tiếng, {length.commitments} nội dung: {verdict}"


def _specificity(report: Report, lang: str) -> str:
    basis = report.score.basis
    k, factor, below = int(basis.get("k", 1)), basis.get("thin_factor", 0.0), basis.get("thin_below", 0.0)
    counted = counting(report)
    best = sorted((points_of(one) for one in counted if ROUTINE not in one.tags), reverse=True)[:k]
    best += [0.0] * (k - len(best))
    thin = sum(points_of(one) < below for one in counted)
    sum_text = " + ".join(number(each, lang) for each in best)
    sum_text = f"({sum_text})" if k > 1 else sum_text
    how = f"{sum_text} ÷ {k} × (1 − {number(factor, lang)} × {thin}/{len(counted)})"
    if lang == "en":
        return f"best {k}: {how}; {thin} of {len(counted)} under {number(below, lang)} points"
    return f"{k} việc rõ nhất: {how}; {thin}/{len(counted)} nội dung dưới {number(below, lang)} điểm"


def change(edit: Edit, lang: str, limit: int = 60) -> str:
    """One change inside a passage; a passage that only moved has its rank on both sides."""
    before, after = shown(edit.from_, limit) or "∅", shown(edit.to, limit) or "∅"
    moved = ("moved: " if lang == "en" else "đổi chỗ: ") if edit.kind == "order" else ""
    turned = f" ({say(_TURNED[edit.direction], lang)})" if edit.direction else ""
    return f"{moved}{before} → {after}{turned}"


_TURNED: dict[str, Pair] = {"raised": ("nâng mức", "raised"), "lowered": ("hạ mức", "lowered")}


def shown(text: str, limit: int = 160) -> str:
    """Text of a document on one line, without signs that could steer a terminal or turn the writing round."""
    clean = "".join(
        " " if c.isspace() else "" if c in _HIDDEN or unicodedata.category(c) in ("Cc", "Cs") else c
        for c in text
    )
    line = " ".join(clean.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
