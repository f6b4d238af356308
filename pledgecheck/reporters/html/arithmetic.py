"""The score written out so that a reader can do it again by hand, from what the report says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pledgecheck.model import PART_NAMES, PartName, Report, Theme
from pledgecheck.reporters.html.messages import PLEDGE as P
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.reading import best, points_of, thin
from pledgecheck.reporters.state import ACT, counting
from pledgecheck.wording import LEVELS, PARTS, THEME_RELATIONS, say

_NEAR = 0.051  # one decimal, rounded


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part: points × weight = what it adds, and how the points came about."""

    label: str
    value: str | None
    weight: str
    adds: str
    how: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The parts, their sum, the caps, the total; total None where nothing could be judged."""

    parts: tuple[PartLine, ...]
    sum: str
    caps: tuple[tuple[str, str], ...]  # cap, reason
    total: str | None
    total_value: float | None


def arithmetic(report: Report, words: Words, themes: Mapping[str, Theme]) -> Arithmetic:
    """Everything a total is made of."""
    score = report.score
    lines = tuple(_line(name, report, words, themes) for name in PART_NAMES)
    plain = sum(score.weights.get(name, 0.0) * (score.parts.get(name) or 0.0) for name in PART_NAMES)
    return Arithmetic(
        parts=lines,
        sum=words.number(plain, 2),
        caps=tuple((words.number(gate.cap), gate.reason) for gate in score.gates),
        total=None if score.total is None else words.number(score.total),
        total_value=score.total,
    )


def _line(name: PartName, report: Report, words: Words, themes: Mapping[str, Theme]) -> PartLine:
    value = report.score.parts.get(name)
    weight = report.score.weights.get(name, 0.0)
    if value is None:
        return PartLine(say(PARTS[name], words.lang), None, "–", "–", words(P["not_counted"]))
    how = {"specificity": _specificity, "duty": _duty, "originality": _originality, "length": _length}.get(
        name
    )
    return PartLine(
        label=say(PARTS[name], words.lang),
        value=words.number(value),
        weight=words.percent(weight, 2),
        adds=words.number(weight * value, 2),
        how=how(report, value, words) if how else _theme(report, words, themes),
    )


def _specificity(report: Report, value: float, words: Words) -> str:
    chosen = best(report)
    k = int(report.score.basis.get("k", len(chosen) or 1))
    if not chosen:
        return words(P["how_best_none"])
    listed = ", ".join(
        words(P["how_number"], n=one.index + 1, points=words.number(points_of(one))) for one in chosen
    )
    said = words(P["how_best_are"], list=listed)
    factor = report.score.basis.get("thin_factor", 0.0)
    ours, thin_ones = counting(report), thin(report)
    mean = sum(map(points_of, chosen)) / k
    if abs(mean * (1 - factor * len(thin_ones) / len(ours)) - value) > _NEAR:
        return said  # counted in another way than this version knows: no wrong arithmetic
    figures = [words.number(points_of(one)) for one in chosen] + ["0"] * (k - len(chosen))
    data: dict[str, object] = {"k": k, "sum": " + ".join(figures), "value": words.number(value)}
    kind = "how_best"
    if thin_ones and factor:
        kind = "how_thin"
        data |= {
            "factor": words.number(factor, 2),
            "thin": len(thin_ones),
            "all": len(ours),
            "below": words.number(report.score.basis.get("thin_below", 40)),
        }
    if len(chosen) < k:
        said += " " + words(P["how_padded"])
    return f"{words(P[kind], **data)}. {words(P[kind + '_why'], **data)} {said}"


def _theme(report: Report, words: Words, themes: Mapping[str, Theme]) -> str:
    if report.theme is None:
        return words(P["theme_none"])
    relation = say(THEME_RELATIONS[report.theme.relation], words.lang)
    aspects = aspect_titles(report.theme.id, report.theme.aspects, themes)
    if report.theme.relation != "applied" or not aspects:
        return relation
    return words(P["how_aspects"], relation=relation, n=len(aspects), aspects=", ".join(aspects))


def aspect_titles(theme: str, aspects: tuple[str, ...], themes: Mapping[str, Theme]) -> list[str]:
    """The titles of a theme's aspects; their ids where the theme is not at hand."""
    known = themes.get(theme)
    titles = {aspect.id: aspect.title for aspect in known.aspects} if known else {}
    return [titles.get(aspect, aspect) for aspect in dict.fromkeys(aspects)]


def _duty(report: Report, value: float, words: Words) -> str:
    own = sum(one.duty and one.level >= ACT for one in counting(report))
    needed = int(report.score.basis.get("duty_needed", 2))
    return words(P["how_duty"], n=own, needed=needed, level=say(LEVELS[ACT], words.lang))


def _originality(report: Report, value: float, words: Words) -> str:
    share = report.copying.counted_share if report.copying else 0.0
    return words(P["how_originality"], share=words.percent(share, 2), value=words.number(value))


def _length(report: Report, value: float, words: Words) -> str:
    length, limits = report.length, report.length.limits
    least, most = limits.get("syllables_min", 0), limits.get("syllables_max", 0)
    many = limits.get("commitments_max", 0)
    if value >= 100:
        return words(
            P["how_length_ok"],
            syllables=length.syllables,
            least=words.number(least),
            most=words.number(most),
            n=length.commitments,
            many=words.number(many),
        )
    if length.syllables < least:
        return words(
            P["how_length_short"],
            syllables=length.syllables,
            least=words.number(least),
            value=words.number(value),
        )
    falls = [
        _fall(count, limits, name, what)
        for count, name, what in (
            (length.syllables, "syllables", "syllables"),
            (length.commitments, "commitments", "items"),
        )
    ]
    share, count, most, zero, what = min(falls)
    if share <= 0:
        return words(P["how_length_zero"], count=count, what=words(P[what]), zero=words.number(zero))
    return words(
        P["how_length_long"],
        count=count,
        what=words(P[what]),
        most=words.number(most),
        zero=words.number(zero),
        value=words.number(value),
    )


def _fall(
    count: int, limits: Mapping[str, float], name: str, what: str
) -> tuple[float, int, float, float, str]:
    most, zero = limits.get(f"{name}_max", float("inf")), limits.get(f"{name}_zero", float("inf"))
    if count <= most:
        return 1.0, count, most, zero, what
    return (max(0.0, (zero - count) / (zero - most)) if zero > most else 0.0), count, most, zero, what
