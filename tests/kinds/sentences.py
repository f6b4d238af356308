"""Single sentences judged with the core rules, for the tests of slots and specificity."""

from __future__ import annotations

from functools import cache

from pledgecheck.document.parse import parse
from pledgecheck.kinds import slots, specificity
from pledgecheck.kinds.facts import Judged
from pledgecheck.kinds.slots import Slots
from pledgecheck.packs import gather, merge
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view


@cache
def lexicon() -> Lexicon:
    """The vocabulary of the core pack."""
    return merge(gather()).lexicon


def slots_of(sentence: str) -> tuple[str, Slots]:
    """The view text of a sentence and its slots."""
    text = make_view(sentence).text
    return text, slots.slots_of(lexicon().part(text))


def judge(text: str) -> tuple[Judged, ...]:
    """The judged commitments of a text."""
    return specificity.analyse(parse(make_view(text), lexicon()), lexicon())


def one(sentence: str) -> Judged:
    """The only commitment of a sentence, judged."""
    (found,) = judge(sentence)
    return found


def slot_texts(text: str) -> dict[str, str]:
    """Slot texts of the first commitment, inherited ones marked with ^."""
    document = parse(make_view(text), lexicon())
    first = specificity.analyse(document, lexicon())[0]
    view = document.view.text
    return {name: "^" * slot.inherited + view[slot.start : slot.end] for name, slot in first.slots.items()}
