"""What the report says about one unit. No score, no mean, no order of merit; people by their given name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pledgecheck.model import CopyPair, InputFailure, MissingPledge, Report, SlotName
from pledgecheck.reporters.docx.messages import R
from pledgecheck.reporters.docx.writer import INDENT, Paragraph, Table, text
from pledgecheck.reporters.form import form_faults, lacks_of
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.reading import clearest, excerpt, question, question_text, strengths, suggestions
from pledgecheck.reporters.state import State, counting, state_of
from pledgecheck.wording import STATES, say

_SMALL = 12  # points, in tables
_MOST_CLEAR = 8
_MOST_PAIRS = 12
_CLEAR = 3  # level
_SLOTS: tuple[SlotName, ...] = ("time", "measure", "evidence")
_SHOWN_STATES: tuple[State, ...] = ("clear", "add", "talk", "unsure")


@dataclass(slots=True)
class Line:
    """What is kept of a pledge for its unit's report."""

    id: str
    author: str
    role: str
    year: int | None
    state: str
    clearest: str
    add: str
    ask: str
    strong: list[str] = field(repr=False)
    counts: Counter[str] = field(default_factory=Counter)
    unit: str = ""
    lacks: frozenset[str] = frozenset()


def line_of(report: Report, words: Words, *, sensitive: bool) -> Line:
    """The facts of one pledge."""
    ours = counting(report)
    best = clearest(report)
    first = next(iter(suggestions(report, 1)), None)
    counts: Counter[str] = Counter(
        {slot: sum(one.slots.get(slot) is not None for one in ours) for slot in _SLOTS}
    )
    counts["acts"] = len(ours)
    counts["theme"] = int(report.theme is not None and report.theme.relation == "applied")
    counts["duty"] = int(report.duty.relation == "own")
    return Line(
        id=report.id,
        author=report.author or "",
        role=report.role or "",
        year=report.year,
        state=state_of(report),
        clearest=excerpt(best.text, 160) if best else "",
        add=f"{first.finding.message} {first.finding.suggestion}".strip() if first else "",
        ask=question_text(question(report, sensitive), words),
        strong=[excerpt(one.text, 180) for one in strengths(report, 2) if one.level >= _CLEAR],
        counts=counts,
        unit=(report.unit or "").strip(),
        lacks=frozenset() if sensitive else lacks_of(report),
    )


@dataclass(frozen=True, slots=True)
class Around:
    """What the audit found about the unit besides its pledges."""

    missing: Sequence[MissingPledge]
    errors: Sequence[InputFailure]
    pairs: Sequence[CopyPair]
    name: Callable[[str], str]
    """How a pledge is called: its author, or its id."""
    by_hand: int = 0


def body(
    lines: Sequence[Line], around: Around, words: Words, *, is_party: bool
) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables between the title and the signature. `lines` are in order."""
    here = words(R["here_party" if is_party else "here_state"])
    years = [line.year for line in lines if line.year]
    year = max(years, default=None)
    now = [line for line in lines if line.year in (year, None)]
    yield _text(words(R["lead"], here=here), italic=True)
    yield from _general(now, len(lines) - len(now), around, words)
    yield from _clear(now, words)
    yield from _talk(now, words)
    yield from _more(now, around, words)
    yield _text(words(R["last"], here=here), keep_next=True)


def _general(
    lines: Sequence[Line], earlier: int, around: Around, words: Words
) -> Iterator[Paragraph | Table]:
    yield _heading(words(R["general"]))
    before = words(R["earlier"], n=earlier) if earlier else ""
    yield _text(words(R["handed_in"], n=len(lines), earlier=before))
    if around.by_hand:
        yield _text(words(R["by_hand"], n=around.by_hand))
    if around.missing:
        yield _text(words(R["of_roster"], names=", ".join(one.author or one.unit for one in around.missing)))
    total: Counter[str] = sum((line.counts for line in lines), Counter())
    yield _text(words(R["acts"], n=total["acts"], **{k: total[k] for k in (*_SLOTS, "theme", "duty")}))
    states = Counter(line.state for line in lines)
    head = [
        _cell(words(R["state"]), bold=True),
        *(_cell(say(STATES[s], words.lang), bold=True) for s in _SHOWN_STATES),
    ]
    counts = [
        _cell(words(R["count"]), bold=True),
        *(_cell(str(states[s]), center=True) for s in _SHOWN_STATES),
    ]
    yield Table([head, counts], (22, 20, 19, 21, 18), head=True)
    yield _text("", after=0)


def _clear(lines: Sequence[Line], words: Words) -> Iterator[Paragraph]:
    yield _heading(words(R["clear"]))
    shown = 0
    # One of each pledge before a second of any.
    for turn in (0, 1):
        for line in lines:
            if len(line.strong) > turn and shown < _MOST_CLEAR:
                shown += 1
                act = line.strong[turn].strip(" .;-+")
                yield _text(f"- {act[:1].upper()}{act[1:]} ({line.author or line.id}).")
    if not shown:
        yield _text(words(R["clear_none"]))


def _talk(lines: Sequence[Line], words: Words) -> Iterator[Paragraph | Table]:
    yield _heading(words(R["talk"]))
    yield _text(words(R["talk_note"]), italic=True, keep_next=True)
    head = [_cell(words(R[key]), bold=True, center=True) for key in ("no", "who", "clearest", "add", "ask")]
    rows = [head]
    for at, line in enumerate(lines, 1):
        who = "\n".join(filter(None, (line.author or line.id, line.role)))
        cells = (who, line.clearest or "–", line.add or "–", line.ask)
        rows.append([_cell(str(at), center=True), *map(_cell, cells)])
    yield Table(rows, (6, 21, 25, 25, 23), head=True)
    yield _text("", after=0)


def _more(lines: Sequence[Line], around: Around, words: Words) -> Iterator[Paragraph]:
    """The parts that only some reports have, numbered on from III."""
    parts: list[tuple[str, list[Paragraph]]] = []
    if around.pairs:
        parts.append(("alike", list(_pairs(around, words))))
    faults = form_faults(lines, words)
    if faults:
        said = [words(R["form_one"], lack=f.lack, share=f.share, advice=f.advice) for f in faults]
        parts.append(("form", [_text(words(R["form_note"]), italic=True), *map(_text, said)]))
    if around.errors:
        parts.append(("unread", [_text(f"- {each.path}: {each.message}") for each in around.errors]))
    for number, (key, content) in zip(("IV", "V", "VI"), parts, strict=False):
        yield _heading(f"{number}. {words(R[key])}")
        yield from content


def _pairs(around: Around, words: Words) -> Iterator[Paragraph]:
    yield _text(words(R["alike_note"]), italic=True)
    for pair in around.pairs[:_MOST_PAIRS]:
        share = words.percent(pair.share_a)
        yield _text(words(R["alike_one"], a=around.name(pair.a), b=around.name(pair.b), share=share))
    if len(around.pairs) > _MOST_PAIRS:
        yield _text(words(R["more"], n=len(around.pairs) - _MOST_PAIRS))


def _heading(words: str) -> Paragraph:
    return Paragraph(text(words, bold=True), "left", INDENT, before=6, after=4, keep_next=True)


def _text(words: str, *, italic: bool = False, after: float = 6, keep_next: bool = False) -> Paragraph:
    return Paragraph(text(words, italic=italic), "both", INDENT, after=after, keep_next=keep_next)


def _cell(words: str, *, bold: bool = False, center: bool = False) -> list[Paragraph]:
    return [Paragraph(text(words, bold=bold, size=_SMALL), "center" if center else "left", before=2, after=2)]
