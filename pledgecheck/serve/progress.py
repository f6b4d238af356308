"""What got clearer since the last check. The last answer travels in the form, never on the server."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from pydantic import Field, ValidationError

from pledgecheck.model import PART_NAMES, Commitment, Frozen, PartName, Report
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.reading import excerpt
from pledgecheck.reporters.state import STATES, State, counting, state_of
from pledgecheck.serve.messages import SERVE as S
from pledgecheck.wording import LEVELS, PARTS, say
from pledgecheck.wording import STATES as STATE_NAMES

_SAME = 0.6  # likeness from which a sentence is an earlier one, edited
_TEXT = 240
_MOST = 80  # sentences kept


class Kept(Frozen):
    """One sentence of the last answer."""

    text: str = Field(max_length=_TEXT + 4, repr=False)
    level: int = Field(ge=0, le=4)
    points: float = Field(ge=0, le=100)


class Before(Frozen):
    """The last answer, as far as the next one is compared with it."""

    state: State
    total: float | None = Field(default=None, ge=0, le=100)
    parts: dict[PartName, float | None] = Field(default_factory=dict)
    notes: int = Field(ge=0, le=100_000)
    sentences: tuple[Kept, ...] = Field(default=(), max_length=_MOST)


def keep(report: Report) -> str:
    """What the form carries of this answer."""
    return Before(
        state=state_of(report),
        total=report.score.total,
        parts=report.score.parts,
        notes=_notes(report),
        sentences=tuple(
            Kept(text=excerpt(one.text, _TEXT), level=one.level, points=one.points) for one in counting(report)[:_MOST]
        ),
    ).model_dump_json()


def kept(text: str) -> Before | None:
    """The last answer from the form; None where there is none or it was tampered with."""
    try:
        return Before.model_validate_json(text) if text else None
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class Progress:
    """What to say: what got clearer, what less clear."""

    better: tuple[str, ...]
    worse: tuple[str, ...]


def progress(before: Before, report: Report, words: Words) -> Progress:
    """This answer against the last one, in words."""
    better: list[str] = []
    worse: list[str] = []
    state = state_of(report)
    if state != before.state:
        data = {"old": _state(before.state, words), "new": _state(state, words)}
        target = better if STATES.index(state) > STATES.index(before.state) else worse
        target.append(words(S["progress_state"], **data))
    ours = counting(report)
    pairs, gone = _paired(before.sentences, ours)
    for one, old in pairs:
        shown = excerpt(one.text, 90)
        if old is None:
            if one.level >= 2:
                better.append(words(S["progress_new"], text=shown, level=say(LEVELS[one.level], words.lang)))
        elif one.level != old.level:
            data = {"text": shown, "old": _level(old.level, words), "new": _level(one.level, words)}
            if one.level > old.level:
                better.append(words(S["progress_level"], **data))
            else:
                worse.append(words(S["progress_down"], **data))
    worse += [words(S["progress_gone"], text=excerpt(old.text, 90)) for old in gone if old.level >= 2]
    notes = _notes(report)
    if notes < before.notes:
        better.append(words(S["progress_notes"], n=before.notes - notes, left=notes))
    for name in PART_NAMES:
        label = say(PARTS[name], words.lang)
        was, now = before.parts.get(name), report.score.parts.get(name)
        _figure(was, now, S["progress_part"], words, better, worse, part=label)
    _figure(before.total, report.score.total, S["progress_total"], words, better, worse)
    return Progress(tuple(better), tuple(worse))


def _figure(
    old: float | None,
    new: float | None,
    pair: tuple[str, str],
    words: Words,
    better: list[str],
    worse: list[str],
    **data: str,
) -> None:
    if old is not None and new is not None and abs(old - new) >= 0.1:
        text = words(pair, old=words.number(old), new=words.number(new), **data)
        (better if new > old else worse).append(text)


def _notes(report: Report) -> int:
    return sum(finding.severity != "info" for finding in report.findings)


def _state(state: State, words: Words) -> str:
    return say(STATE_NAMES[state], words.lang)


def _level(level: int, words: Words) -> str:
    return say(LEVELS[level], words.lang)


def _paired(old: tuple[Kept, ...], new: list[Commitment]) -> tuple[list[tuple[Commitment, Kept | None]], list[Kept]]:
    """Each sentence with the one it was before; those that are gone."""
    left = list(old)
    found: dict[int, Kept] = {}
    for one in new:  # word for word first
        same = next((each for each in left if each.text == excerpt(one.text, _TEXT)), None)
        if same is not None:
            found[one.index] = same
            left.remove(same)
    for one in new:
        if one.index in found or not left:
            continue
        words = one.text.casefold().split()
        likeness, nearest = max(((_likeness(each.text, words), each) for each in left), key=lambda pair: pair[0])
        if likeness >= _SAME:
            found[one.index] = nearest
            left.remove(nearest)
    return [(one, found.get(one.index)) for one in new], left


def _likeness(old: str, words: list[str]) -> float:
    """How much of the shorter one stands in the other: a sentence that grew is still the same."""
    theirs = old.casefold().split()
    if not theirs or not words:
        return 0.0
    matcher = SequenceMatcher(None, theirs, words[:_TEXT], autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / min(len(theirs), len(words))
