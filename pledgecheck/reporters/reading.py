"""What a reader wants from a report first: what is clear, what to add, what to ask.

Pure functions of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pledgecheck.model import Commitment, Finding, Kind, Report, SlotName
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.questions import ASK, QUESTION
from pledgecheck.reporters.state import counting, reasons_of

ROUTINE = "routine"  # what the law or the statutes demand anyway
FULL = 4  # level
_RANK = {"error": 0, "warning": 1, "info": 2}

Way = Literal["negative", "habit", "target", "leadership", "one_off", "sensitive"]
# What may be asked of a promise, by what kind of promise it is: never a deadline of an abstention.
ASKABLE: dict[Way, tuple[SlotName, ...]] = {
    "negative": ("place_or_person", "evidence"),
    "habit": ("time", "evidence"),
    "target": ("measure", "time", "evidence"),
    "leadership": ("time", "place_or_person", "evidence"),
    "one_off": ("time", "evidence", "place_or_person"),
    "sensitive": (),
}
_ENOUGH = 2  # questions in one sentence


def points_of(one: Commitment) -> float:
    """The points that count: an uncertain reading never counts for less than a certain one would."""
    return one.points if one.certain_points is None else max(one.points, one.certain_points)


def best(report: Report) -> list[Commitment]:
    """The distinct commitments that make the specificity part, at most k of them."""
    k = int(report.score.basis.get("k", 2))
    open_ones = [one for one in counting(report) if ROUTINE not in one.tags]
    return sorted(open_ones, key=lambda one: (-points_of(one), one.index))[:k]


def thin(report: Report) -> list[Commitment]:
    """The distinct commitments under the border below which nothing could be checked."""
    below = report.score.basis.get("thin_below", 40)
    return [one for one in counting(report) if points_of(one) < below]


def strengths(report: Report, most: int = 3) -> list[Commitment]:
    """What is clear already and worth keeping, the clearest first; acts only."""
    acts = [one for one in counting(report) if one.level >= 2 and ROUTINE not in one.tags]
    return sorted(acts, key=lambda one: (one.needs_review, -one.points, one.index))[:most]


def clearest(report: Report) -> Commitment | None:
    """The clearest promise, if there is an act at all."""
    return next(iter(strengths(report, 1)), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finding worth showing first, and how many more say the same."""

    finding: Finding
    more: int


def suggestions(report: Report, most: int = 3) -> list[Suggestion]:
    """What to look at first: must-fix before consider, one of each rule, at most `most`.

    Hints come in only where there is nothing weightier.
    """
    weighty = [f for f in report.findings if f.severity in ("error", "warning")]
    pool = weighty or [f for f in report.findings if f.suggestion]
    same = Counter(f.rule for f in pool)
    first: dict[str, Finding] = {}
    for finding in sorted(pool, key=_weight):
        first.setdefault(finding.rule, finding)
    return [Suggestion(f, same[f.rule] - 1) for f in list(first.values())[:most]]


def _weight(finding: Finding) -> tuple[int, bool, int]:
    return _RANK[finding.severity], finding.start is not None, finding.start or 0


def way_of(one: Commitment, sensitive: bool = False) -> Way:
    """What kind of promise it is, as far as asking goes."""
    if sensitive:
        return "sensitive"
    for tag in ("negative", "leadership", "target", "habit"):
        if tag in one.tags:
            return tag
    return "one_off"


def askable(one: Commitment, sensitive: bool = False) -> tuple[SlotName, ...]:
    """What is missing and may be asked for; nothing of base content or of a promise that is whole."""
    if one.required_formula or one.level >= FULL or one.duplicate_of is not None:
        return ()
    return tuple(slot for slot in ASKABLE[way_of(one, sensitive)] if slot in one.missing)


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the talk in the cell: a code of the message catalogue, the promise it is about
    (or None), and what to ask of it."""

    code: str
    about: Commitment | None = None
    way: Way = "one_off"
    slots: tuple[SlotName, ...] = ()


_BY_REASON = {
    "no_total": "q_no_total",
    "name_only": "q_name_only",
    "outdated": "q_outdated",
    "repeated": "q_repeated",
    "alike": "q_alike",
    "foreign": "q_foreign",
}


def question(report: Report, sensitive: bool = False) -> Question:
    """The one question worth asking first."""
    for reason in reasons_of(report):
        if reason in _BY_REASON:
            return Question(_BY_REASON[reason])
    acts = [one for one in counting(report) if one.level >= 2 and ROUTINE not in one.tags]
    if not acts:
        first = _clearest_task(counting(report))
        return Question("q_first_act", first) if first is not None else Question("q_no_total")
    if sensitive:
        return Question("q_sensitive")
    # The act that lacks least becomes a promise one can follow up with one more word.
    for one in sorted(acts, key=lambda one: (one.needs_review, -one.points, one.index)):
        wanted = askable(one)[:_ENOUGH]
        if wanted:
            return Question("q_slots", one, way_of(one), wanted)
    return Question("q_help")


def _clearest_task(ones: Iterable[Commitment]) -> Commitment | None:
    return min(ones, key=lambda one: (-one.level, -one.points, one.index), default=None)


def excerpt(text: str, most: int = 120) -> str:
    """The text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0].rstrip(" ,;:.-–")
    return f"{cut or line[:most]} …"


def question_text(asked: Question, words: Words, kind: Kind = "individual") -> str:
    """The question in words."""
    data = words.you(kind)
    if asked.about is not None:
        data["what"] = excerpt(asked.about.text, 80).strip(" .;,:")
    if asked.slots:
        data["asks"] = ", ".join(dict.fromkeys(words(ASK[asked.way][slot]) for slot in asked.slots))
    return words(QUESTION[asked.code], **data)
