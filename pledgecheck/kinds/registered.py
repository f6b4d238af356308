"""A pledge as a registration: who registers, what it is called, which acts it holds, with whom they are done.

This is what is compared with the other registrations of a place; see `pledgecheck.kinds.overlap`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pledgecheck.copying.tokens import Span, Tokens
from pledgecheck.document.model import Document, Role
from pledgecheck.kinds.bodies import Body, kinds_in, read_body, written_out
from pledgecheck.kinds.facts import Judged
from pledgecheck.kinds.likeness import Name, content_of, read_name
from pledgecheck.model import Kind, Pledge
from pledgecheck.text.lexicon import Lexicon

ACT = 2  # the lowest level that someone could check
_LISTED = (Role.HEADING, Role.ITEM, Role.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Act:
    """A commitment that could be checked; `part` when it is a part in common work."""

    span: Span  # as read
    tokens: range
    part: bool
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """What is compared of one pledge."""

    id: str
    kind: Kind
    year: int | None
    author: str | None
    body: Body
    names: tuple[Name, ...]
    content: frozenset[tuple[str, str]] = field(repr=False)
    acts: tuple[Act, ...] = field(default=(), repr=False)
    joint: tuple[tuple[str, frozenset[str]], ...] = field(default=(), repr=False)  # sentence, bodies it names
    text: str = field(default="", repr=False)  # of collectives and models: who is named in it
    alone: Span | None = None  # where a collective's form speaks of one person's own training

    def act_tokens(self) -> frozenset[int]:
        """The tokens of its acts: what is compared is what will be done, not the words around it."""
        return frozenset(i for act in self.acts for i in act.tokens)


def describe(
    pledge: Pledge,
    document: Document,
    judged: Sequence[Judged],
    tokens: Tokens,
    lexicon: Lexicon,
    abbreviations: Mapping[str, str],
) -> Registered:
    """What of a judged pledge is compared, besides its text; `tokens` are those that are aligned."""
    kind = pledge.kind or "individual"
    view = document.view
    title = next((b.index for b in document.blocks if b.role is Role.TITLE), 6)
    head = [view.source[slice(*view.span(b.start, b.end))] for b in document.blocks[: min(title, 8)]]
    body = read_body(
        pledge.unit or _field(document, "đơn vị"), lexicon, abbreviations, pledge.province, "\n".join(head)
    )
    names: tuple[Name, ...] = ()
    acts = tuple(_act(document, tokens, one, lexicon, abbreviations) for one in judged if _counts(one))
    if kind == "model":
        own = document.meta.model_name
        names = (read_name(own, lexicon, abbreviations),) if own else ()
    elif kind == "collective":
        listed = (b for b in document.blocks if b.role in _LISTED)
        names = tuple(n for b in listed for n in _mentioned(document, b.start, b.end, lexicon, abbreviations))
    whole = "" if kind == "individual" else written_out(view.text.replace("\n", " \n "), abbreviations)
    return Registered(
        id=pledge.id,
        kind=kind,
        year=pledge.year,
        author=pledge.author,
        body=body,
        names=tuple(name for name in names if name.words),
        content=content_of(tokens, [a.span for a in acts if kind != "individual"], lexicon),
        acts=acts,
        joint=() if kind == "individual" else tuple(_joint(document, lexicon, abbreviations)),
        text=whole,
        alone=one_person(document, judged, lexicon, kind),
    )


def _field(document: Document, label: str) -> str | None:
    """What follows a label of the form's head, as read."""
    view = document.view
    for block in document.blocks:
        if block.role is Role.FIELD and view.text.startswith(label, block.start):
            colon = view.text.find(":", block.start, block.end)
            if 0 < colon < block.end - 1:
                return view.source[slice(*view.span(colon + 1, block.end))].strip()
    return None


def _counts(one: Judged) -> bool:
    return one.level >= ACT and not one.required_formula and "routine" not in one.tags


def _mentioned(
    document: Document, start: int, end: int, lexicon: Lexicon, abbreviations: Mapping[str, str]
) -> Iterator[Name]:
    """Models that a stretch of text names, unless it only takes part in them."""
    view = document.view
    for first, last in lexicon.find("model_mention", view.text, start, end):
        if not lexicon.search("own_part", view.text[start:first]):
            opening = view.text.index('"', first)
            yield read_name(view.source[slice(*view.span(opening + 1, last - 1))], lexicon, abbreviations)


def _act(
    document: Document, tokens: Tokens, one: Judged, lexicon: Lexicon, abbreviations: Mapping[str, str]
) -> Act:
    start, end = one.promise.start, one.promise.end
    span = document.view.span(start, end)
    # A label before the promise ("Xây dựng mô hình …: mỗi tháng …") names what it is about.
    block = document.blocks[one.promise.block]
    if not any(p.block == block.index and p.start < start for p in document.promises):
        start = block.start
    return Act(
        span,
        tokens.within(*span),
        bool(lexicon.search("own_part", document.view.text[start:end])),
        tuple(n for n in _mentioned(document, start, end, lexicon, abbreviations) if n.words),
    )


def _joint(
    document: Document, lexicon: Lexicon, abbreviations: Mapping[str, str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Sentences that say who leads or who joins, and the kinds of bodies that they name."""
    for block in document.blocks:
        text = document.text(block)
        if block.role is Role.TITLE or not lexicon.search("joint_work", text):
            continue
        for sentence in text.replace(". ", "\n").replace(";", "\n").split("\n"):
            if lexicon.search("joint_work", sentence):
                whole = written_out(sentence, abbreviations)
                yield whole, kinds_in(whole, lexicon)


def one_person(document: Document, judged: Sequence[Judged], lexicon: Lexicon, kind: Kind) -> Span | None:
    """Where a collective's form speaks of one person's own training and of nothing in common."""
    title = " ".join(document.text(b) for b in document.blocks if b.role is Role.TITLE)
    said = [one for one in judged if not one.required_formula]
    if kind == "individual" or not said or lexicon.search("personal_title", title):
        return None
    texts = [document.text(one.promise) for one in said]
    mine = [at for at, text in enumerate(texts) if lexicon.search("one_person", text)]
    ours = [text for text in texts if lexicon.search("many_people", text)]
    if 2 * len(mine) < len(said) or ours:
        return None
    training = [at for at in mine if lexicon.search("own_training", texts[at])]
    if not training:
        return None
    promise = said[training[0]].promise
    return document.view.span(promise.start, promise.end)
