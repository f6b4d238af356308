"""What stands in the rows about one pledge: its line, its promises to be followed, its passages alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pledgecheck.model import Commitment, CopySource, Report, SkippedInput, Slot
from pledgecheck.reporters.explain import change
from pledgecheck.reporters.messages import SUMMARY, Words
from pledgecheck.reporters.reading import question, question_text
from pledgecheck.reporters.state import ACT, counting, state_of
from pledgecheck.reporters.xlsx.book import Cell
from pledgecheck.reporters.xlsx.sheets import BY_HAND, CERTAINTY, LOWERED, PLEDGES, RAISED, YES
from pledgecheck.wording import DUTY_RELATIONS, KINDS, PASSAGES, STATES, THEME_RELATIONS, say

Asked = Callable[[Report], bool]
_CLAUSE = re.compile(r"[^,;.\n|]{1,90}")
_MOST_EDITS = 12
_NOBODY = ("chịu trách nhiệm", "phụ trách", "trực tiếp phụ trách")  # says that somebody does, not who
_REASONS = ("standing", "continued")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the report itself."""

    words: Words
    texts: Mapping[str, str] = field(repr=False)
    heads: Asked
    sensitive: Asked


def pledge_row(report: Report, context: Context) -> list[Cell]:
    """The line of a pledge."""
    words, ours = context.words, counting(report)
    lang = words.lang
    return [
        report.id,
        report.unit,
        report.author,
        report.role,
        say(YES, lang) if context.heads(report) else None,
        say(KINDS[report.kind], lang),
        report.year,
        sum(one.required_formula for one in report.commitments),
        len(ours),
        *(sum(one.slots.get(slot) is not None for one in ours) for slot in ("time", "measure", "evidence")),
        say(THEME_RELATIONS[report.theme.relation], lang) if report.theme else None,
        say(DUTY_RELATIONS[report.duty.relation], lang),
        repeated(report),
        _targets(report, words),
        say(STATES[state_of(report)], lang),
        question_text(question(report, context.sensitive(report)), words),
        say(_certainty(report), lang),
        None,
        None,
    ]


def handwritten_row(scan: SkippedInput, unit: str, words: Words) -> list[Cell]:
    """The line of a pledge that was handed in and that a person has to read."""
    cells: list[Cell] = [None] * len(PLEDGES.columns)
    cells[0], cells[1] = scan.path, unit or None
    cells[PLEDGES.at("Trạng thái")] = say(STATES["unsure"], words.lang)
    cells[PLEDGES.at("Nội dung nên trao đổi")] = words(BY_HAND)
    return cells


def repeated(report: Report) -> float | None:
    """The share of what should be new that repeats an earlier pledge; None without one to compare."""
    if report.copying is None or report.score.parts.get("originality") is None:
        return None
    return report.copying.counted_share


def _targets(report: Report, words: Words) -> str | None:
    """How many figures were raised and lowered against the author's earlier pledge."""
    sources = report.copying.sources if report.copying else ()
    turned = [
        edit.direction
        for source in sources
        if source.relation == "previous"
        for passage in source.passages
        for edit in passage.edits
    ]
    counts = ((RAISED, turned.count("raised")), (LOWERED, turned.count("lowered")))
    return ", ".join(words(pair, n=n) for pair, n in counts if n) or None


def _certainty(report: Report) -> tuple[str, str]:
    ours = counting(report)
    doubtful = sum(one.needs_review for one in ours)
    if report.score.total is None or (ours and 2 * doubtful >= len(ours)):
        return CERTAINTY[2]
    return CERTAINTY[1] if doubtful else CERTAINTY[0]


def follow_up_rows(report: Report) -> Iterator[list[Cell]]:
    """Every promise of an act, word for word, with what it says about being followed."""
    name = report.author or report.unit
    for one in counting(report):
        if one.level < ACT:
            continue
        time, evidence = one.slots.get("time"), one.slots.get("evidence")
        yield [
            report.id,
            name,
            one.text.strip(),
            time.text.strip(" ()[]") if time else None,
            _clause(one, evidence) if evidence else None,
            _person(one),
            None,
            None,
            None,
            None,
        ]


def _clause(one: Commitment, slot: Slot) -> str:
    """The words of a slot up to the end of their clause, where they stand in the promise itself."""
    if slot.inherited or not one.start <= slot.start < one.end:
        return slot.text.strip()
    found = _CLAUSE.match(one.text, slot.start - one.start)
    return (found[0] if found and len(found[0]) >= len(slot.text) else slot.text).strip(" ()")


def _person(one: Commitment) -> str | None:
    """Who is named for it in another column of the table or in the closing lines; a heading names nobody."""
    slot = one.slots.get("place_or_person")
    if slot is None or not slot.inherited or slot.start < one.end:
        return None
    named = slot.text.strip()
    return None if named.casefold() in _NOBODY else named


def alike_rows(report: Report, context: Context, seen: set[frozenset[str]]) -> Iterator[list[Cell]]:
    """The passages that a pledge shares with others. Two pledges that name each other are listed once."""
    for source in report.copying.sources if report.copying else ():
        pair = frozenset((report.id, source.id))
        if source.relation == "peer" and pair in seen:
            continue
        seen.add(pair)
        share = repeated(report) if source.relation == "previous" else source.share
        for passage in source.passages:
            if passage.kind == "base":
                continue
            edits = "; ".join(change(edit, context.words.lang) for edit in passage.edits[:_MOST_EDITS])
            yield [
                report.id,
                source.id,
                _relation(source, context.words),
                share,
                _passage(context, report, passage.start, passage.end),
                _passage(context, source.id, passage.source_start, passage.source_end),
                edits or None,
                say(PASSAGES[passage.kind], context.words.lang) if passage.kind in _REASONS else None,
                None,
            ]


def _relation(source: CopySource, words: Words) -> str:
    return words(SUMMARY[f"relation_{source.relation}"])


def _passage(context: Context, of: Report | str, start: int, end: int) -> str | None:
    id = of if isinstance(of, str) else of.id
    text = context.texts.get(id)
    if text is None:
        # Without the text the promises that the passage touches are all that is known of it.
        touched = of.commitments if isinstance(of, Report) else ()
        found = "\n".join(one.text for one in touched if one.start < end and start < one.end)
    else:
        found = text[start:end]
    return found.strip() or None
