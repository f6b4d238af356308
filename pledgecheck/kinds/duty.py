"""Duty: does the pledge speak of the author's own work, could anyone sign it, or is it another's work.

Own terms come from the duties given and from the occupation that the role (or the unit, for a collective)
names. Only commitments that someone could check carry a duty; a term in a slogan is still generic.
`foreign` needs a coherent vocabulary of one other occupation and is only ever worded as a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pledgecheck.document.model import Document, Role
from pledgecheck.kinds.duty_lexicon import DutyLexicon
from pledgecheck.kinds.duty_post import EXCLUSIVE, CompiledDuties, Post, compile_duties, post_of
from pledgecheck.kinds.facts import DutyFact, Judged
from pledgecheck.themes.phrases import Hit, Words, fold_text, outermost

__all__ = ["CompiledDuties", "DutyLexicon", "analyse", "compile_duties", "post_of"]

ACT = 2  # the lowest level that someone could check
OWN_ACTS = 1.5  # weight of acts with own terms that makes a pledge its author's own
# An act with a measure or a date is an act beyond doubt: one is enough. Of plain acts it takes two, of
# doubtful ones more, because a sentence of principle now and then passes for an act. Acts that only speak
# of the place weigh a third.
PLAIN, MEASURED, DOUBTFUL, PLACE_ONLY = 0.75, 1.5, 0.4, 0.33
CERTAIN = 0.75  # confidence of a commitment from which its level is taken at its word
FOREIGN_TERMS = 3.0  # weight of distinct terms of one other occupation, or of one other kind of body
WEIGHTS = {"exclusive": 1.0, "insider": 2.0, "sector": 0.5}
SURE, LIKELY, OPEN = 0.9, 0.75, 0.5
NOWHERE = -1  # entry of a hit that is not one of the phrase book's

_Terms = dict[str, tuple[Hit, float]]  # term -> where it stands and what it weighs


@dataclass(frozen=True, slots=True)
class _Found:
    """Terms of one commitment."""

    own: dict[str, Hit]  # of the post
    weak: dict[str, Hit]  # of the place only, or a single syllable, which often means something else
    others: dict[str, _Terms]  # of another occupation or sector


def analyse(document: Document, judged: Sequence[Judged], *, role: str | None, duties: str | None,
            unit: str | None, kind: str | None, compiled: CompiledDuties) -> DutyFact:
    """The duty verdict. What the text says about itself fills in what is not given."""
    meta, text = document.meta, document.view.text
    fields = " . ".join(document.text(block) for block in document.blocks if block.role is Role.FIELD)
    post = post_of(role or meta.role, duties, unit or meta.unit, kind or meta.kind, fields, compiled)
    if not post.known:
        return DutyFact("unknown", (), tuple(False for _ in judged), OPEN)
    read = [_read(compiled.words(text, one.promise.start, one.promise.end), post, compiled) for one in judged]
    acts = {i for i, one in enumerate(judged)
            if one.level >= ACT and not one.required_formula and one.duplicate_of is None}
    marks = tuple(i in acts and bool(read[i].own) for i in range(len(judged)))
    other = None if post.open else _foreign(document, read, post, compiled)
    # Weighed over all sentences: whether one of them passes for an act must not decide whose words they are.
    spoken = len({term for found in read for term in found.own})
    if other is not None and spoken < sum(weight for _, weight in other[1].values()):
        spans = tuple((hit.start, hit.end) for hit, _ in other[1].values() if hit.entry != NOWHERE)
        names = (text[hit.start : hit.end] if hit.entry != NOWHERE else term
                 for term, (hit, _) in other[1].items())
        return DutyFact("foreign", tuple(dict.fromkeys(names)), marks, LIKELY, other[0], spans)
    terms = tuple(dict.fromkeys(text[a:b] for i in sorted(acts) for a, b in _merged(read[i].own.values())))
    weight = sum(_weight(judged[i], read[i]) for i in acts)
    if weight >= OWN_ACTS:
        return DutyFact("own", terms, marks, SURE if weight >= 2 * OWN_ACTS else LIKELY)
    return DutyFact("generic", terms, marks, LIKELY if weight == 0 else OPEN)


def _read(words: Words, post: Post, compiled: CompiledDuties) -> _Found:
    """The terms of one stretch, by whose they are."""
    found = _Found({}, {}, {})
    hits = compiled.book.find(words)
    ours = []
    for hit in hits:
        uses = compiled.uses[hit.entry]
        common = any(use.kind == "common" for use in uses)
        # What every office says is own only where the post itself lists it, not a post that it covers.
        owners = post.direct if common else post.occupations
        if any(use.kind in (*EXCLUSIVE, "term") and use.owner in owners for use in uses):
            (found.own if hit.last - hit.first > 1 else found.weak)[_term(words, hit)] = hit
            ours.append(hit)
        elif any(use.kind == "sector" and use.owner in post.sectors for use in uses):
            found.weak[_term(words, hit)] = hit
            ours.append(hit)
        elif common:
            ours.append(hit)
    for i in range(len(words.words) - 1 if post.terms else 0):
        pair = " ".join(words.words[i : i + 2])
        if pair in post.terms:
            found.own[pair] = Hit(NOWHERE, words.starts[i], words.ends[i + 1], i, i + 2)
            ours.append(found.own[pair])
    covered = {i for hit in ours for i in range(hit.first, hit.last)}
    for hit in outermost(hits):
        # A longer term of another post keeps its say unless most of it is ours anyway.
        if sum(i in covered for i in range(hit.first, hit.last)) * 2 <= hit.last - hit.first:
            _add_others(found.others, hit, _term(words, hit), post, compiled)
    return found


def _term(words: Words, hit: Hit) -> str:
    return " ".join(words.words[hit.first : hit.last])


def _add_others(others: dict[str, _Terms], hit: Hit, term: str, post: Post, compiled: CompiledDuties) -> None:
    """Note whose other term this is. A single syllable, or what every office says, proves nothing foreign."""
    uses = compiled.uses[hit.entry]
    if hit.last - hit.first < 2 or any(use.kind == "common" for use in uses):
        return
    for use in uses:
        if use.kind not in WEIGHTS:
            continue
        weighed = (hit, WEIGHTS[use.kind])
        if use.kind == "sector":
            if use.owner not in post.sectors:
                others.setdefault(use.owner, {})[term] = weighed
        elif use.owner not in post.occupations:
            others.setdefault(use.owner, {})[term] = weighed
            sector = compiled.occupations[use.owner].sector
            # The posts of one body (a hospital) add up: its pledges mix their words.
            if sector not in post.sectors and compiled.one_body.get(sector):
                others.setdefault(sector, {})[term] = weighed


def _weight(one: Judged, found: _Found) -> float:
    if not found.own and not found.weak:
        return 0.0
    certain = one.confidence >= CERTAIN and not one.needs_review
    act = (PLAIN if one.level == ACT else MEASURED) if certain else DOUBTFUL
    return act if found.own else act * PLACE_ONLY


def _merged(hits: Iterable[Hit]) -> list[tuple[int, int]]:
    """Spans of overlapping terms joined, so that they read as in the text."""
    spans: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda h: h.start):
        if spans and hit.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.end))
        else:
            spans.append((hit.start, hit.end))
    return spans


def _foreign(document: Document, read: Sequence[_Found], post: Post,
             compiled: CompiledDuties) -> tuple[str, _Terms] | None:
    """The other occupation with the most terms of its own (alone or with its body), if it has enough."""
    terms: dict[str, _Terms] = {}
    for found in read:
        for owner, hits in found.others.items():
            terms.setdefault(owner, {}).update(hits)
    if document.meta.model_name:
        named = _read(compiled.words(fold_text(document.meta.model_name)), post, compiled)
        for owner, hits in named.others.items():
            for term, (_, weight) in hits.items():
                # The name is a field of its own: it has no place in the view to point at.
                terms.setdefault(owner, {}).setdefault(term, (Hit(NOWHERE, 0, 0, 0, 0), weight))
    weights = {owner: sum(w for _, w in hits.values()) for owner, hits in terms.items() if len(hits) > 1}
    best = max(weights, key=lambda owner: (weights[owner], owner in compiled.occupations, owner), default="")
    if not best or weights[best] < FOREIGN_TERMS:
        return None
    inside = [owner for owner in terms
              if owner in compiled.occupations and compiled.occupations[owner].sector == best]
    name = max(inside, key=lambda owner: (len(terms[owner]), owner), default=best)
    return name, terms[best]
