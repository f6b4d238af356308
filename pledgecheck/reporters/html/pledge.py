"""One report made ready for the page: everything in words, nothing left to decide for the template."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from pledgecheck.model import Commitment, Finding, Report, SlotName, Theme
from pledgecheck.reporters.html.arithmetic import Arithmetic, arithmetic, aspect_titles
from pledgecheck.reporters.html.copies import SourceView, copy_views
from pledgecheck.reporters.html.marks import Piece, marked, pieces
from pledgecheck.reporters.html.messages import PLEDGE as P
from pledgecheck.reporters.messages import REASON, SUMMARY, Words
from pledgecheck.reporters.reading import (
    ROUTINE,
    askable,
    best,
    clearest,
    excerpt,
    question,
    question_text,
    strengths,
    suggestions,
)
from pledgecheck.reporters.state import ACT, Reason, State, reasons_of, state_of
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
    """What a rule says, once, with all the places it is about."""

    number: int
    finding: Finding
    places: tuple[tuple[str, int | None], ...]  # label, number of the place in the text if it is marked there
    doubtful: bool

    @property
    def anchor(self) -> str:
        """Where to look first: the place in the text, or the note itself."""
        marks = [mark for _, mark in self.places if mark is not None]
        return f"m{marks[0]}" if marks else f"n{self.number}"


@dataclass(frozen=True, slots=True)
class Tip:
    """One of the few suggestions at the top."""

    note: Note
    quote: str | None  # the beginning of the place it is about
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
    numbers: Mapping[int, int]  # place in the text -> number of its note
    rows: tuple[Row, ...]
    arithmetic: Arithmetic
    theme_title: str | None
    aspects: tuple[str, ...]
    sources: tuple[SourceView, ...]
    more_sources: int
    file: str
    location: str | None
    rules: frozenset[str]


def pledge_view(entry: Entry, words: Words, themes: Mapping[str, Theme]) -> PledgeView:
    """The page of one pledge in words."""
    report = entry.report
    spans = list(enumerate(report.findings))
    cut = pieces(entry.text, spans, report.commitments) if entry.text is not None else None
    notes = _notes(report.findings, marked(cut) if cut is not None else frozenset(), words)
    number_of = {_said(note.finding): note for note in notes}
    theme = themes.get(report.theme.id) if report.theme else None
    sources, more_sources = copy_views(report.copying, entry.text or "", entry.source_texts)
    return PledgeView(
        report=report,
        state=state_of(report),
        reasons=reason_texts(reasons_of(report), words),
        kind=say(KINDS[report.kind], words.lang),
        good=tuple(_strength(one, words) for one in strengths(report)),
        tips=tuple(
            Tip(
                number_of[_said(each.finding)],
                quote_of(each.finding, entry.text),
                words(P["more_same"], n=each.more) if each.more else "",
            )
            for each in suggestions(report)
        ),
        lines=three_lines(entry, words),
        pieces=tuple(cut) if cut is not None else None,
        notes=tuple(note for note in notes if note.finding.severity != "info"),
        hints=tuple(note for note in notes if note.finding.severity == "info"),
        numbers={at: number_of[_said(finding)].number for at, finding in spans},
        rows=_rows(report, entry.sensitive, words),
        arithmetic=arithmetic(report, words, themes),
        theme_title=(theme.title if theme else report.theme.id) if report.theme else None,
        aspects=tuple(aspect_titles(report.theme.id, report.theme.aspects, themes)) if report.theme else (),
        sources=sources if entry.text is not None else (),
        more_sources=more_sources,
        file=report.path.replace("\\", "/").rsplit("/", 1)[-1],
        location=entry.location,
        rules=frozenset(finding.rule for finding in report.findings),
    )


def reason_texts(reasons: tuple[Reason, ...], words: Words) -> tuple[str, ...]:
    """The reasons in words, without those that add nothing to a weightier one."""
    weighty = [reason for reason in reasons if reason not in _QUIET]
    return tuple(words(REASON[reason]) for reason in (weighty or reasons))


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.message, finding.suggestion


def _notes(findings: Sequence[Finding], in_text: Container[int], words: Words) -> list[Note]:
    """The same remark about several places is one note. Must-fix and consider first, hints after them."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for at in sorted(range(len(findings)), key=lambda at: (findings[at].severity == "info", at)):
        groups.setdefault(_said(findings[at]), []).append(at)
    return [
        Note(
            number,
            findings[group[0]],
            tuple((_place(findings[at], words), at if at in in_text else None) for at in group),
            max(findings[at].confidence for at in group) < _LOW,
        )
        for number, group in enumerate(groups.values(), start=1)
    ]


def _place(finding: Finding, words: Words) -> str:
    if finding.line is None:
        return words(P["whole"])
    return words(P["line"], n=finding.line)


def _strength(one: Commitment, words: Words) -> Strength:
    named = [words(SUMMARY[f"slot_{slot}"]) for slot in _SHOWN_SLOTS if one.slots.get(slot) is not None]
    return Strength(
        one.index, excerpt(one.text, 220), words(P["good_names"], slots=", ".join(named)) if named else ""
    )


def three_lines(entry: Entry, words: Words) -> Lines:
    """The clearest promise, what to add, what to ask."""
    first = clearest(entry.report)
    tip = next(iter(suggestions(entry.report, 1)), None)
    add = None
    if tip is not None:
        quote = quote_of(tip.finding, entry.text)
        add = " ".join(
            part
            for part in (f"“{quote}”:" if quote else "", tip.finding.message, tip.finding.suggestion)
            if part
        )
    return Lines(
        clear=excerpt(first.text, 160) if first else None,
        add=excerpt(add, 260) if add else None,
        ask=question_text(question(entry.report, entry.sensitive), words, entry.report.kind),
    )


def quote_of(finding: Finding, text: str | None, most: int = 60) -> str | None:
    """The beginning of the place a finding is about."""
    if text is None or finding.start is None or finding.end is None:
        return None
    return excerpt(text[finding.start : finding.end], most).strip(" .;,:") or None


def _rows(report: Report, sensitive: bool, words: Words) -> tuple[Row, ...]:
    chosen = {one.index for one in best(report)}
    return tuple(_row(one, one.index in chosen, sensitive, words) for one in report.commitments)


def _row(one: Commitment, chosen: bool, sensitive: bool, words: Words) -> Row:
    counts = not one.required_formula and one.duplicate_of is None
    has = (
        tuple(
            SlotView(say(SLOTS[name], words.lang), excerpt(slot.text, 48), slot.inherited)
            for name in _SHOWN_SLOTS
            if (slot := one.slots.get(name)) is not None
        )
        if counts and one.level >= ACT
        else ()
    )
    lacks = [words(P["first_act"])]  # first things first: before there is an act nothing else is asked
    if one.level >= ACT:
        lacks = [words(SUMMARY[f"slot_{slot}"]) for slot in askable(one, sensitive)]
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
