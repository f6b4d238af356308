"""Form: which parts that a demanded form asks for are not there, and which faults the form itself causes.

No official form holds for everyone: without one in the configuration nothing is asked for, and all of this
is only ever information.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pledgecheck.document.model import Block, Document, Role
from pledgecheck.kinds.facts import DutyFact, Judged
from pledgecheck.kinds.form_profile import FormPart, FormProfile
from pledgecheck.model import FormFault, Kind, SlotName
from pledgecheck.text.lexicon import Lexicon, tokens_of
from pledgecheck.wording import DUTIES, SLOTS, Pair, say

ACT = 2  # the lowest level that someone could check
_LABEL = 14  # syllables that a label has at most
_SENTENCE = 6  # the same for one that ends in a full stop
_ELEMENTS: tuple[SlotName, ...] = ("time", "measure", "evidence", "place_or_person")
_ASKED = frozenset({*_ELEMENTS, "duty"})  # asked of some pledges only
_WHOLE = frozenset({"negative", "habit", "routine"})  # whole without a deadline, and without a number
_LEFT_OPEN = "dossier_later"  # pattern of the lexicon: "bổ sung sau", dots, "không"


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its id and its name in both languages."""

    id: str
    name: Pair


@dataclass(frozen=True, slots=True)
class FormFact:
    """A pledge against the form demanded of it."""

    id: str
    title: Pair
    sections: tuple[Part, ...] = ()  # missing
    fields: tuple[Part, ...] = ()  # missing
    promises: int = 0
    expected: int | None = None  # promises at least
    header: str | None = None  # the heading that the form wants, where another was used
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lacks:
    """Of one pledge: the parts that could be there, whether each is lacking, whether its form asks for it."""

    unit: str
    kind: Kind
    form: str | None
    parts: tuple[tuple[Part, bool, bool | None], ...]


# ------------------------------------------------------------------ one pledge


def labels(document: Document, lexicon: Lexicon) -> list[str]:
    """The words that name parts: headings, field names, heads of columns, what stands before a colon.

    One that nothing follows, or only dots, names a part that is not there.
    """
    found: list[str] = []
    blocks = document.blocks
    for block in blocks:
        text = document.text(block)
        if block.role is Role.TITLE or (block.role is Role.HEADING and _filled(block, blocks)):
            found.append(text)
        elif block.role is Role.FIELD and "|" in text:
            found += (cell.strip() for cell in text.split("|"))
        elif block.role is not Role.HEADING:
            found += _label(text, lexicon)
    return found


def _filled(heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether anything but the next heading of its rank follows."""
    after = blocks[heading.index + 1] if heading.index + 1 < len(blocks) else None
    return after is not None and not (
        after.role in (Role.HEADING, Role.BOILERPLATE) and after.level <= heading.level
    )


def _label(text: str, lexicon: Lexicon) -> list[str]:
    colon = text.find(":")
    if colon > 0 and len(tokens_of(text, 0, colon)) <= _LABEL:
        rest = text[colon:].strip(" :")
        return [text[:colon]] if rest and not lexicon.search(_LEFT_OPEN, text[colon:]) else []
    stop = text.find(". ")
    if stop > 0 and len(tokens_of(text, 0, stop)) <= _SENTENCE:
        return [text[:stop]]
    return [text] if len(tokens_of(text)) <= _SENTENCE else []


def _has(part: FormPart, named: Sequence[str], said: Sequence[str], lexicon: Lexicon) -> bool:
    if any(re.search(pattern, each) for pattern in part.labels for each in named):
        return True
    if any(re.search(pattern, each) for pattern in part.content for each in said):
        return True
    return any(
        lexicon.search(name, each)
        for name in part.lexicon
        for each in said
        if not lexicon.search(_LEFT_OPEN, each)
    )


def analyse(
    document: Document,
    judged: Sequence[Judged],
    lexicon: Lexicon,
    form: FormProfile | None,
    *,
    sensitive: bool = False,
) -> FormFact | None:
    """What of `form` is not seen; None where no form is demanded.

    `sensitive`: parts that ask for numbers, places, hours or names are not asked for.
    """
    if form is None:
        return None
    named = labels(document, lexicon)
    outside = (Role.TITLE, Role.BOILERPLATE)
    said = [document.text(block) for block in document.blocks if block.role not in outside]
    heads = [*named, *(document.text(block) for block in document.blocks[:20] if block.role in outside)]

    def missing(parts: Iterable[FormPart], where: Sequence[str]) -> tuple[Part, ...]:
        asked = (part for part in parts if not (sensitive and {*part.asks} & {*_ELEMENTS}))
        demanded = (part for part in asked if part.required)
        lacking = (part for part in demanded if not _has(part, where, said, lexicon))
        return tuple(Part(part.id, (part.name.vi, part.name.en)) for part in lacking)

    return FormFact(
        id=form.id,
        title=(form.title.vi, form.title.en),
        sections=missing(form.sections, named),
        fields=missing(form.fields, heads),
        promises=sum(not one.required_formula and one.duplicate_of is None for one in judged),
        expected=form.promises.min,
        header=_header(document, form, lexicon),
        asks=frozenset(name for part in (*form.sections, *form.fields) for name in part.asks),
    )


def _header(document: Document, form: FormProfile, lexicon: Lexicon) -> str | None:
    """The heading wanted, where the other one stands in its place; a text without any is left alone."""
    if form.header is None:
        return None
    head = "\n".join(document.text(block) for block in document.blocks[:10])
    party, state = (lexicon.search(f"form_header_{name}", head) for name in ("party", "state"))
    used = "party" if party else "state" if state else form.header
    return None if used == form.header else form.header


# ------------------------------------------------------------------ many pledges


def lacks(
    document: Document,
    judged: Sequence[Judged],
    duty: DutyFact,
    lexicon: Lexicon,
    form: FormFact | None,
    *,
    unit: str | None,
    kind: Kind,
    role: str | None,
    sensitive: bool,
) -> Lacks:
    """What one pledge adds to the count of faults that forms cause.

    An element is lacking when no act has it. It is not asked of abstentions and habits, nor of those who may
    not give numbers, places, hours or names.
    """
    named = labels(document, lexicon)

    def offered(part: str) -> bool | None:
        if form is not None:
            return part in form.asks
        return any(lexicon.search(f"form_asks_{part}", each) for each in named)

    parts: list[tuple[Part, bool, bool | None]] = []
    counted = [one for one in judged if not one.required_formula and one.duplicate_of is None]
    if counted and not sensitive:
        for name in _ELEMENTS:
            whole_as_it_is = _WHOLE if name in ("time", "measure") else frozenset()
            if all(whole_as_it_is & {*one.tags} for one in counted):
                continue
            missing = not any(name in one.slots for one in counted)
            parts.append((Part(name, SLOTS[name]), missing, offered(name)))
    if kind == "individual":
        unknown = duty.relation == "unknown" and not role
        parts.append((Part("duty", DUTIES), unknown, offered("duty")))
    if form is not None:
        parts += [(part, True, True) for part in (*form.sections, *form.fields)]
    return Lacks(unit or "", kind, form.id if form else None, tuple(parts))


@dataclass(slots=True)
class _Count:
    name: Pair
    asked: int = 0
    lacking: int = 0
    offered: bool = False


class FaultCount:
    """Faults counted pledge by pledge: what is kept grows with the units, not with the pledges."""

    def __init__(self) -> None:
        self._pledges: Counter[tuple[str, Kind, str | None]] = Counter()
        self._parts: defaultdict[tuple[str, Kind, str | None], dict[str, _Count]] = defaultdict(dict)

    def add(self, each: Lacks) -> None:
        """Count one pledge."""
        key = (each.unit, each.kind, each.form)
        self._pledges[key] += 1
        for part, missing, offered in each.parts:
            count = self._parts[key].setdefault(part.id, _Count(part.name))
            count.asked += 1
            count.lacking += missing
            count.offered |= bool(offered)

    def faults(self, lang: str = "vi", *, at_least: float = 0.8, least: int = 3) -> tuple[FormFault, ...]:
        """See `form_faults`."""
        found: list[FormFault] = []
        for (unit, kind, form), parts in self._parts.items():
            for name, count in parts.items():
                # A section is listed only by those that lack it, an element by all of whom it is asked.
                whole = count.asked if name in _ASKED else self._pledges[unit, kind, form]
                if whole < least or count.lacking < at_least * whole:
                    continue
                fault = FormFault(
                    unit=unit,
                    kind=kind,
                    form=form,
                    part=name,
                    name=say(count.name, lang),
                    pledges=whole,
                    lacking=count.lacking,
                    share=round(count.lacking / whole, 4),
                    in_form=count.offered,
                )
                found.append(fault)
        return tuple(sorted(found, key=_order))


def _order(fault: FormFault) -> tuple[str, str, bool, float, str]:
    return fault.unit, fault.kind, fault.in_form, -fault.share, fault.part


def form_faults(
    found: Iterable[Lacks], lang: str = "vi", *, at_least: float = 0.8, least: int = 3
) -> tuple[FormFault, ...]:
    """For each unit, kind and part: how many of its pledges lack it, where nearly all do.

    `in_form` tells whether the form asks for the part: as the demanded form says, else whether any pledge of
    the unit has a heading or column for it. What no form asks for comes first.
    """
    count = FaultCount()
    for each in found:
        count.add(each)
    return count.faults(lang, at_least=at_least, least=least)
