"""One report made ready for the page: everything in words, nothing left to decide for the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pledgecheck.model import Commitment, Finding, Report, SlotName, Theme
from pledgecheck.reporters.html.arithmetic import Arithmetic, arithmetic, aspect_titles
from pledgecheck.reporters.html.copies import SourceView, copy_views
from pledgecheck.reporters.html.marks import Piece, marked, pieces
from pledgecheck.reporters.html.messages import PLEDGE as P
from pledgecheck.reporters.messages import ASK, QUESTION, REASON, SUMMARY, Words
from pledgecheck.reporters.reading import (
    ROUTINE,
    Question,
    askable,
    best,
    clearest,
    excerpt,
    question,
    strengths,
    suggestions,
)
from pledgecheck.reporters.state import Reason, State, reasons_of, state_of
from pledgecheck.wording import KINDS, LEVELS, PARTS, SLOTS, say

_SHOWN_SLOTS: tuple[SlotName, ...] = ("measure", "time", "place_or_person", "evidence")
_LOW = 0.6  # confidence under which a note says so
_QUIET: frozenset[Reason] = frozenset({"warnings", "look"})  # say nothing beside a weightier reason


@dataclass(frozen=True, slots=True)
class Entry:
    """What the page of one pledge is made from.

    text: as judged, the spans of the report point into it. source_texts: the other texts of copied
    passages by id, as far as they are at hand. location: sheet and row, member of an archive.
    sensitive: a post of which numbers, places and names are never asked (see judging.is_sensitive).
    """

    report: Report
    text: str | None = field(default=None, repr=False)
    source_texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    location: str | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its number on this page."""

    number: int
    finding: Finding
    place: str
    in_text: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Tip:
    """One of the few suggestions at the top."""

    note: Note
    more: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A promise worth keeping and what it names."""

    index: int
    text: str
    names: str


@dataclass(frozen=True, slots=True)
class SlotView:
    """What a commitment names."""

    label: str
    text: str
    inherited: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment in the table."""

    index: int
    text: str
    level: int | None  # None: base content or a repetition, not looked at
    level_name: str
    points: str
    has: tuple[SlotView, ...]
    lacks: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The three lines for the secretary."""

    clear: str | None
    add: str | None
    ask: str


@dataclass(frozen=True, slots=True)
class PledgeView:
    """Everything the template of one pledge shows."""

    report: Report
    state: State
    reasons: tuple[str, ...]
    kind: str
    good: tuple[Strength, ...]
    tips: tuple[Tip, ...]
    lines: Lines
    pieces: tuple[Piece, ...] | None
    notes: tuple[Note, ...]  # to look again, to consider
    hints: tuple[Note, ...]
    rows: tuple[Row, ...]
    arithmetic: Arithmetic
    theme_title: str | None
    aspects: tuple[str, ...]
    sources: tuple[SourceView, ...]
    more_sources: int
    location: str | None
    rules: frozenset[str]


def pledge_view(entry: Entry, words: Words, themes: Mapping[str, Theme]) -> PledgeView:
    """The page of one pledge in words."""
    report = entry.report
    ranked = sorted(report.findings, key=lambda f: f.severity == "info")
    numbered = list(enumerate(ranked, start=1))
    cut = pieces(entry.text, numbered, report.commitments) if entry.text is not None else None
    in_text = marked(cut) if cut is not None else frozenset()
    notes = {id(finding): _note(n, finding, n in in_text, words) for n, finding in numbered}
    theme = themes.get(report.theme.id) if report.theme else None
    sources, more_sources = copy_views(report.copying, entry.text or "", entry.source_texts)
    return PledgeView(
        report=report,
        state=state_of(report),
        reasons=reason_texts(reasons_of(report), words),
        kind=say(KINDS[report.kind], words.lang),
        good=tuple(_strength(one, words) for one in strengths(report)),
        tips=tuple(
            Tip(notes[id(each.finding)], words(P["more_same"], n=each.more) if each.more else "")
            for each in suggestions(report)
        ),
        lines=three_lines(entry, words),
        pieces=tuple(cut) if cut is not None else None,
        notes=tuple(note for note in notes.values() if note.finding.severity != "info"),
        hints=tuple(note for note in notes.values() if note.finding.severity == "info"),
        rows=_rows(report, entry.sensitive, words),
        arithmetic=arithmetic(report, words, themes),
        theme_title=(theme.title if theme else report.theme.id) if report.theme else None,
        aspects=tuple(aspect_titles(report.theme.id, report.theme.aspects, themes)) if report.theme else (),
        sources=sources if entry.text is not None else (),
        more_sources=more_sources,
        location=entry.location,
        rules=frozenset(finding.rule for finding in report.findings),
    )


def reason_texts(reasons: tuple[Reason, ...], words: Words) -> tuple[str, ...]:
    """The reasons in words, without those that add nothing to a weightier one."""
    weighty = [reason for reason in reasons if reason not in _QUIET]
    return tuple(words(REASON[reason]) for reason in (weighty or reasons))


def _note(number: int, finding: Finding, in_text: bool, words: Words) -> Note:
    place = words(P["whole"])
    if finding.line is not None:
        place = words(P["line"], n=finding.line)
    return Note(number, finding, place, in_text, finding.confidence < _LOW)


def _strength(one: Commitment, words: Words) -> Strength:
    named = [words(SUMMARY[f"slot_{slot}"]) for slot in _SHOWN_SLOTS if one.slots.get(slot) is not None]
    return Strength(one.index, excerpt(one.text, 220), words(P["good_names"], slots=", ".join(named)) if named else "")


def three_lines(entry: Entry, words: Words) -> Lines:
    """The clearest promise, what to add, what to ask."""
    first = clearest(entry.report)
    tip = next(iter(suggestions(entry.report, 1)), None)
    add = None
    if tip is not None:
        add = " ".join(part for part in (tip.finding.message, tip.finding.suggestion) if part)
    return Lines(
        clear=excerpt(first.text, 160) if first else None,
        add=excerpt(add, 220) if add else None,
        ask=question_text(question(entry.report, entry.sensitive), words),
    )


def question_text(asked: Question, words: Words) -> str:
    """The question in words."""
    data: dict[str, object] = {}
    if asked.about is not None:
        data["what"] = excerpt(asked.about.text, 80).strip(" .;,:")
    if asked.slots:
        data["asks"] = ", ".join(dict.fromkeys(words(ASK[asked.way][slot]) for slot in asked.slots))
    return words(QUESTION[asked.code], **data)


def _rows(report: Report, sensitive: bool, words: Words) -> tuple[Row, ...]:
    chosen = {one.index for one in best(report)}
    return tuple(_row(one, one.index in chosen, sensitive, words) for one in report.commitments)


def _row(one: Commitment, chosen: bool, sensitive: bool, words: Words) -> Row:
    counts = not one.required_formula and one.duplicate_of is None
    has = tuple(
        SlotView(say(SLOTS[name], words.lang), excerpt(slot.text, 48), slot.inherited)
        for name in _SHOWN_SLOTS if (slot := one.slots.get(name)) is not None
    ) if counts else ()
    lacks = [words(SUMMARY[f"slot_{slot}"]) for slot in askable(one, sensitive)]
    if one.level < 2 and "action" in one.missing:
        lacks = [say(SLOTS["action"], words.lang), *lacks]
    return Row(
        index=one.index,
        text=excerpt(one.text, 140),
        level=one.level if counts else None,
        level_name=say(LEVELS[one.level], words.lang) if counts else "",
        points=words(P["points"], n=words.number(one.points)) if counts else "",
        has=has,
        lacks=", ".join(lacks) if counts else "",
        remarks=tuple(_remarks(one, chosen, words)),
    )


def _remarks(one: Commitment, chosen: bool, words: Words) -> list[str]:
    if one.required_formula:
        return [words(P["base_row"])]
    if one.duplicate_of is not None:
        return [words(P["duplicate_row"], n=one.duplicate_of + 1)]
    found = [
        (chosen, words(P["best_row"], part=say(PARTS["specificity"], words.lang))),
        (one.theme == "applied", words(P["theme_row"])),
        (one.theme == "quoted", words(P["quoted_row"])),
        (one.duty, words(P["duty_row"])),
        (ROUTINE in one.tags, words(P["routine_row"])),
        (one.needs_review, words(P["review_row"])),
    ]
    return [text for holds, text in found if holds]
