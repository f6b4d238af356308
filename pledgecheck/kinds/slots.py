"""Finding the slots of one commitment: measure, time, evidence, place or person, in the view text.

A pattern hit that is part of a document number, a name or an address measures nothing. All spans are
absolute in the view.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledgecheck.text.lexicon import Lexicon, Match, Token, tokens_of

Span = tuple[int, int]
_LENGTH_OF_TIME = re.compile(r"\d (?:giờ|phút|tiếng|ngày|tuần|tháng)\b")


@dataclass(frozen=True, slots=True)
class Slots:
    """What was found in one stretch of text; None where nothing was."""

    measure: Span | None
    frequency: Span | None
    time: Span | None
    evidence: Span | None
    person: Span | None
    numbers: tuple[Span, ...]  # numbers that measure something
    idle_numbers: tuple[Span, ...]  # numbers that are names
    change: Span | None  # "từ 70 xuống còn 40"
    times: tuple[Span, ...] = ()  # every time and frequency found


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def _touch(span: Span, spans: list[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in spans)


def _first(spans: list[Span]) -> Span | None:
    return spans[0] if spans else None


def find_slots(text: str, start: int, end: int, lexicon: Lexicon, matches: list[Match] | None = None) -> Slots:
    """Slots of view text[start:end]."""
    tokens: list[Token] = tokens_of(text, start, end)
    if matches is None:
        matches = lexicon.phrases(tokens)

    def hits(name: str) -> list[Span]:
        return list(lexicon.find(name, text, start, end))

    names = hits("not_measure")
    horizon = hits("horizon")
    frequency = [s for s in hits("frequency") if not _inside(s, horizon)]
    clock = hits("clock")
    deadline = [s for s in hits("deadline") if not _inside(s, horizon)]
    period = [s for s in hits("period") if not _inside(s, horizon)]
    times = sorted(deadline + clock + period)
    change = _first(hits("range_change"))
    empty_percent = hits("percent_empty")
    real_percent = [s for s in hits("percent_real") if not _touch(s, empty_percent)]
    total = [(m.start, m.end) for m in matches if "total" in m.classes]

    measures: list[Span] = list(real_percent) + total
    idle: list[Span] = []
    numbers: list[Span] = []
    busy = times + frequency
    for span in hits("number"):
        if _inside(span, names) or _inside(span, horizon):
            idle.append(span)
            continue
        if _inside(span, busy) or _touch(span, real_percent):
            numbers.append(span)
            continue
        if _touch(span, empty_percent):
            idle.append(span)
            continue
        unit = _unit_after(text, span, tokens, matches)
        if unit is not None:
            measures.append((span[0], unit))
            numbers.append(span)
        elif lexicon.search("comparator_before", text[max(start, span[0] - 24) : span[0]]):
            measures.append(span)
            numbers.append(span)
        elif text[span[1] - 1] == "%":
            numbers.append(span)
    for span in hits("word_number"):
        if _inside(span, names) or _inside(span, busy) or _inside(span, horizon):
            continue
        unit = _unit_after(text, span, tokens, matches)
        if (unit is not None and text[span[0] : span[1]] not in ("một", "năm", "nửa")) or (unit is not None and text[span[0] : span[1]] == "một" and _counted(text, span[0])):
            measures.append((span[0], unit))
    if change:
        measures.append(change)
    if not measures:
        # Two times of which one is a length of time: one says when, the other how much.
        apart: list[Span] = []
        for span in sorted(deadline + period):
            if any(c.isdigit() for c in text[span[0] : span[1]]) and (not apart or span[0] > apart[-1][1] + 4):
                apart.append(span)
        if len(apart) >= 2 and any(_LENGTH_OF_TIME.search(text[a:b]) for a, b in apart):
            measures += [s for s in apart if _LENGTH_OF_TIME.search(text[s[0] : s[1]])][:1]
    if not measures:
        measures += [s for s in frequency if any(c.isdigit() for c in text[s[0] : s[1]])]
    evidence = sorted(hits("evidence") + [(m.start, m.end) for m in matches if "evidence" in m.classes])
    person = sorted(
        hits("place") + hits("beneficiary")
        + [(m.start, m.end) for m in matches if m.classes & {"person", "beneficiary"}]
    )
    times_all = sorted(times + frequency)
    return Slots(
        measure=_first(sorted(measures)),
        frequency=_first(frequency),
        time=_first(times_all),
        evidence=_first(evidence),
        person=_first([p for p in person if p[0] > start] or person),
        numbers=tuple(numbers),
        idle_numbers=tuple(idle),
        change=change,
        times=tuple(times_all),
    )


def _counted(text: str, at: int) -> bool:
    """Whether a "một" counts: after a word that says so."""
    before = text[max(0, at - 14) : at].split()
    return bool(before) and before[-1] in ("nhất", "thiểu", "mỗi", "thêm", "đủ", "dưới", "nộp", "có", "lập", "giúp")


def _unit_after(text: str, span: Span, tokens: list[Token], matches: list[Match]) -> int | None:
    """End of what a number counts: the listed unit or the plain noun right after it; None where there is none."""
    at = next((i for i, t in enumerate(tokens) if t.start >= span[1]), None)
    if at is None or any(c in text[span[1] : tokens[at].start] for c in ",.;:()-"):
        return None
    token = tokens[at]
    match = next((m for m in matches if m.start <= token.start < m.end), None)
    if match is not None and match.classes <= {"function", "modifier", "lead_in"}:
        return None
    return match.end if match is not None else token.end
