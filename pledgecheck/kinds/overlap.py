"""Overlap: the same thing registered twice within a place, told apart from work that bodies do together.

Looks at the pledges of one year whose bodies are of one place or one house. Four relations:
`same_model` (name and content alike), `same_name` (names alike, contents different), `same_content`
(another name, the same content), `individual_as_model` (one person's duty registered as a model, or one
person's pledge that is a collective's model). Where either side names who leads and who joins, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pledgecheck.copying.align import match_sides
from pledgecheck.copying.sides import Side
from pledgecheck.copying.tiling import PEER, Block
from pledgecheck.copying.tokens import Span
from pledgecheck.kinds.bodies import apart, same_body
from pledgecheck.kinds.likeness import likeness
from pledgecheck.kinds.overlap_pairs import pairs
from pledgecheck.kinds.registered import Registered
from pledgecheck.themes.catalogue import Places
from pledgecheck.themes.phrases import fold_text

OverlapKind = Literal["same_model", "same_name", "same_content", "individual_as_model"]


@dataclass(frozen=True, slots=True)
class OverlapRules:
    """From where on two registrations are called alike; likeness and shares are 0-1."""

    near_name: float = 0.85  # nearly the same name
    similar_name: float = 0.6
    same: float = 0.5  # share of the smaller content that stands in the other
    some: float = 0.2
    same_words: float = 0.5  # the same in other words: share of the smaller content's word pairs
    some_words: float = 0.25
    least: int = 16  # tokens in common below which nothing is called the same
    thin: int = 20  # tokens of content below which a name is all there is
    of_model: float = 0.3  # share of a model that one person's pledge holds
    act: float = 0.7  # share of an act that stands in the other


DEFAULT = OverlapRules()


@dataclass(frozen=True, slots=True)
class OverlapFact:
    """Two registrations that overlap; `a` and `b` are the same where one mixes both by itself."""

    a: Registered
    b: Registered
    kind: OverlapKind
    name_a: str
    name_b: str
    span: Span | None = None  # of the individual's act, in its own text


@dataclass(frozen=True, slots=True)
class Overlapping:
    """An overlap as one of its two sides sees it: the other by the name of model and unit only."""

    kind: OverlapKind
    name: str  # of the other's model, "" without one
    unit: str
    span: Span | None = None


def find_overlaps(
    registered: Iterable[Registered],
    places: Places,
    side_of: Callable[[str], Side],
    rules: OverlapRules = DEFAULT,
) -> tuple[OverlapFact, ...]:
    """All overlaps, in order of the ids; at most one for each pair.

    `side_of` gives the side of a pledge by its id; it is asked for pairs of one place only.
    """
    known = list(registered)
    found = [
        OverlapFact(one, one, "individual_as_model", _shown(one), _shown(one), one.alone)
        for one in known
        if one.alone is not None
    ]
    for i, j in pairs(known, side_of, rules.near_name, rules.least // 2):
        a, b = known[i], known[j]
        if apart(a.body, b.body, places, a.year):
            continue
        if "individual" in (a.kind, b.kind):
            one, model = (a, b) if a.kind == "individual" else (b, a)
            fact = _individual(one, model, side_of, rules)
        else:
            fact = _collective(a, b, side_of, rules)
        if fact is not None:
            found.append(fact if fact.a.id <= fact.b.id else _turned(fact))
    return tuple(sorted(found, key=lambda fact: (fact.a.id, fact.b.id)))


def _turned(fact: OverlapFact) -> OverlapFact:
    return OverlapFact(fact.b, fact.a, fact.kind, fact.name_b, fact.name_a, fact.span)


def _shown(one: Registered) -> str:
    """How a registration is named to others: its model, else its unit. Never a person."""
    return one.names[0].shown if one.kind == "model" and one.names else one.body.name


def _joined(a: Registered, b: Registered) -> bool:
    """Whether either side names the other as leading or joining."""
    return any(
        (len(other.core.split()) > 1 and other.core in sentence) or kinds & (other.kinds - own.kinds)
        for one, own, other in ((a, a.body, b.body), (b, b.body, a.body))
        for sentence, kinds in one.joint
    )


def _same_registrant(a: Registered, b: Registered) -> bool:
    return same_body(a.body, b.body) and (a.author == b.author or not a.author or not b.author)


def _collective(
    a: Registered, b: Registered, side_of: Callable[[str], Side], rules: OverlapRules
) -> OverlapFact | None:
    one_body = _same_registrant(a, b)
    if (one_body and a.text == b.text) or (not one_body and _joined(a, b)):
        return None  # the same document twice; work done together
    near, name_a, name_b = max(
        ((likeness(x, y), x.shown, y.shown) for x in a.names for y in b.names), default=(0.0, "", "")
    )
    if one_body and a.kind != b.kind:
        if near >= rules.near_name:
            return None  # a collective that lists its own model
        near = 0.0
    share, words = _contents(a, b, side_of)
    same = share >= rules.same or words >= rules.same_words
    some = share >= rules.some or words >= rules.some_words
    kind: OverlapKind
    if near >= rules.near_name:
        # A name is all there is of a model without acts, and of one that a collective lists in a line.
        thin = min(len(a.act_tokens()), len(b.act_tokens())) < rules.thin
        kind = "same_model" if some or thin or "collective" in (a.kind, b.kind) else "same_name"
    elif near >= rules.similar_name and some:
        kind = "same_model"
    elif same:
        kind = "same_content"
        name_a, name_b = _shown(a), _shown(b)
    else:
        return None
    return OverlapFact(a, b, kind, name_a, name_b)


def _contents(
    a: Registered, b: Registered, side_of: Callable[[str], Side], least: int = DEFAULT.least
) -> tuple[float, float]:
    """How much of the smaller content stands in the other: word for word, and in pairs of words."""
    small = min(len(a.content), len(b.content))
    common = len(a.content & b.content)
    words = common / small if small and common >= least // 2 else 0.0
    in_a, in_b = _matched(match_sides(side_of(a.id), side_of(b.id), PEER))
    of_a, of_b = a.act_tokens(), b.act_tokens()
    if min(len(in_a & of_a), len(in_b & of_b)) < least:
        return 0.0, words
    return max(len(in_a & of_a) / len(of_a), len(in_b & of_b) / len(of_b)), words


def _matched(found: Iterable[Sequence[Block]]) -> tuple[set[int], set[int]]:
    """The tokens of both sides that stand in the other."""
    blocks = [block for passage in found for block in passage]
    return (
        {i + at for i, _, size in blocks for at in range(size)},
        {j + at for _, j, size in blocks for at in range(size)},
    )


def _individual(
    one: Registered, model: Registered, side_of: Callable[[str], Side], rules: OverlapRules
) -> OverlapFact | None:
    """One person's pledge whose act is a collective's model, unless the person has a part in it."""
    author = fold_text(one.author or "")
    if " " in author and author in model.text:
        return None
    acts = [act for act in one.acts if not act.part]
    for act in acts:
        for name in act.names:
            for other in model.names:
                if likeness(name, other) >= rules.near_name:
                    return OverlapFact(
                        one, model, "individual_as_model", one.body.name, other.shown, act.span
                    )
    matched, theirs = _matched(match_sides(side_of(one.id), side_of(model.id), PEER))
    of_model = model.act_tokens()
    held = len(theirs & of_model)
    needed = rules.of_model if model.kind == "model" else rules.same
    if held < max(rules.least, needed * len(of_model)):
        return None
    for act in acts:
        if act.tokens and len(matched.intersection(act.tokens)) >= rules.act * len(act.tokens):
            return OverlapFact(one, model, "individual_as_model", one.body.name, _shown(model), act.span)
    return None


def seen_from(fact: OverlapFact, id: str) -> Overlapping:
    """The overlap from the side of the pledge with this id."""
    own, other, name = (fact.a, fact.b, fact.name_b) if fact.a.id == id else (fact.b, fact.a, fact.name_a)
    return Overlapping(
        fact.kind,
        name if other.names and other.kind != "individual" else "",
        other.body.name,
        fact.span if own.kind == "individual" else None,
    )
