"""Duty: does the pledge speak of the author's own work, could anyone sign it, or is it another's work.

Own terms come from the duties given and from the occupation that the role (or the unit, for a collective)
names. Only commitments that someone could check carry a duty; a term in a slogan is still generic.
`foreign` needs a coherent vocabulary of one other occupation and is only ever worded as a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pledgecheck.document.model import Document, Role
from pledgecheck.kinds.duty_lexicon import DutyLexicon, Occupation
from pledgecheck.kinds.facts import DutyFact, Judged
from pledgecheck.themes.phrases import Hit, PhraseBook, Words, fold_text, key_of, leftmost, outermost, words_of

ACT = 2  # the lowest level that someone could check
OWN_ACTS = 1.5  # weight of acts with own terms that makes a pledge its author's own
# An act with a measure or a date is an act beyond doubt: one is enough. Of plain acts it takes two, of doubtful
# ones more, because a sentence of principle now and then passes for an act. Acts that only speak of the place
# weigh a third.
PLAIN, MEASURED, DOUBTFUL, PLACE_ONLY = 0.75, 1.5, 0.4, 0.33
CERTAIN = 0.75  # confidence of a commitment from which its level is taken at its word
FOREIGN_TERMS = 3.0  # weight of distinct terms of one other occupation, or of one other kind of body
SURE, LIKELY, OPEN = 0.9, 0.75, 0.5


@dataclass(frozen=True, slots=True)
class _Use:
    kind: str  # exclusive | insider | term | sector | common
    owner: str


_ONLY = ("exclusive", "insider")
_WEIGHTS = {"exclusive": 1.0, "insider": 2.0, "sector": 0.5}


@dataclass(frozen=True, slots=True)
class CompiledDuties:
    """The occupation lexicon, ready for matching. Immutable and picklable."""

    occupations: dict[str, Occupation]
    book: PhraseBook
    uses: tuple[tuple[_Use, ...], ...]
    roles: PhraseBook
    role_owners: tuple[tuple[str, ...], ...]
    units: PhraseBook
    unit_owners: tuple[str, ...]
    second: PhraseBook
    common: frozenset[str]
    stop: frozenset[str]
    one_body: dict[str, bool]
    abbreviations: dict[str, tuple[str, ...]]

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The syllables of a stretch of folded text."""
        return words_of(text, start, end, self.abbreviations)


def compile_duties(lexicon: DutyLexicon) -> CompiledDuties:
    """Compile the lexicon once."""
    uses: dict[str, set[_Use]] = {}
    # Words of no post stand in the book of roles to keep their syllables from being read as one.
    roles: dict[str, list[str]] = {phrase.strip(): [] for phrase in lexicon.common}
    for one in lexicon.occupations:
        for kind, phrases in (("exclusive", one.exclusive), ("insider", one.insider), ("term", one.terms)):
            for phrase in phrases:
                uses.setdefault(phrase.strip(), set()).add(_Use(kind, one.id))
        for role in one.roles:
            roles.setdefault(role.strip(), []).append(one.id)
    for name, sector in lexicon.sectors.items():
        for phrase in sector.words:
            uses.setdefault(phrase.strip(), set()).add(_Use("sector", name))
    for phrase in lexicon.common:
        uses.setdefault(phrase.strip(), set()).add(_Use("common", ""))
    units = [(unit, name) for name, sector in lexicon.sectors.items() for unit in sector.units]
    return CompiledDuties(
        {one.id: one for one in lexicon.occupations},
        PhraseBook.build(tuple(uses)),
        tuple(tuple(sorted(found, key=lambda u: (u.kind, u.owner))) for found in uses.values()),
        PhraseBook.build(tuple(roles)), tuple(tuple(ids) for ids in roles.values()),
        PhraseBook.build(tuple(unit for unit, _ in units)), tuple(name for _, name in units),
        PhraseBook.build(lexicon.second_post),
        frozenset(key_of(phrase) for phrase in lexicon.common),
        frozenset(fold_text(word) for word in lexicon.stop),
        {name: sector.one_body for name, sector in lexicon.sectors.items()},
        {short: words_of(fold_text(long)).words for short, long in lexicon.abbreviations.items()},
    )


@dataclass(frozen=True, slots=True)
class Post:
    """What is known of an author's work: occupations, sectors, terms of the duties text."""

    direct: frozenset[str]  # occupations that role, duties or unit name
    occupations: frozenset[str]  # and those whose work these cover
    sectors: frozenset[str]
    terms: frozenset[str]  # pairs of syllables
    open: bool  # a second post is named that the lexicon does not know

    @property
    def known(self) -> bool:
        """Whether there is anything to judge against."""
        return bool(self.occupations or self.terms or self.sectors)


def post_of(role: str | None, duties: str | None, unit: str | None, kind: str | None, named: str,
            compiled: CompiledDuties) -> Post:
    """Read the post from what is given; `named` is the text of the pledge that is neither promise nor slogan."""
    role_words, duty_words, unit_words = (compiled.words(fold_text(t or "")) for t in (role, duties, unit))
    collective = kind in ("collective", "model")
    found = _roles(role_words, compiled)
    if collective:
        found |= _roles(unit_words, compiled)
    second_open = False
    named_words = compiled.words(named)
    for words in (role_words, duty_words, unit_words, named_words):
        for hit in compiled.second.find(words):
            after = _slice(words, hit.last, hit.last + 10)
            more = _roles(after, compiled)
            if words is not named_words or more:
                second_open = second_open or not more
                found |= more
    if found and all(compiled.occupations[one].general for one in found):
        found |= _roles(unit_words, compiled)
    if not found:
        found = _by_terms(duty_words, compiled) or _roles(duty_words, compiled) or _roles(unit_words, compiled)
    sectors = {compiled.occupations[one].sector for one in found}
    if collective or not sectors:
        # A person keeps the sector of the post: the accountant of a hospital is no doctor.
        sectors |= {compiled.unit_owners[h.entry] for h in outermost(compiled.units.find(unit_words))[:1]}
        if not found:
            sectors |= {compiled.unit_owners[h.entry] for h in outermost(compiled.units.find(role_words))}
    places = {compiled.unit_owners[h.entry] for words in (unit_words, role_words)
              for h in outermost(compiled.units.find(words))}
    covered = {name for one in found for name in compiled.occupations[one].covers}
    if collective:
        covered |= {name for name in sectors if compiled.one_body.get(name)}
    also = {o.id for o in compiled.occupations.values() if o.id in covered or o.sector in covered}
    return Post(frozenset(found), frozenset(found | also), frozenset(sectors | covered | places), _duty_terms(duty_words, compiled), second_open)


def _roles(words: Words, compiled: CompiledDuties) -> set[str]:
    return {one for hit in leftmost(compiled.roles.find(words)) for one in compiled.role_owners[hit.entry]}


def _by_terms(words: Words, compiled: CompiledDuties) -> set[str]:
    """The occupation whose exclusive terms a duties text uses most, if it uses two."""
    count: dict[str, int] = {}
    for hit in outermost(compiled.book.find(words)):
        for use in compiled.uses[hit.entry]:
            if use.kind in _ONLY:
                count[use.owner] = count.get(use.owner, 0) + 1
    best = max(count.values(), default=0)
    return {one for one, n in count.items() if n == best} if best >= 2 else set()


def _slice(words: Words, first: int, last: int) -> Words:
    return Words(words.words[first:last], words.starts[first:last], words.ends[first:last])


def _duty_terms(words: Words, compiled: CompiledDuties) -> frozenset[str]:
    """Neighbouring syllables of a duties text, cut at stop words, without what every office says."""
    terms: set[str] = set()
    chunk: list[str] = []
    for word in (*words.words, "."):
        if word in ",." or word in compiled.stop or not word.isalpha():
            terms.update(" ".join(chunk[i : i + 2]) for i in range(len(chunk) - 1))
            chunk = []
        else:
            chunk.append(word)
    return frozenset(terms - compiled.common)


@dataclass(frozen=True, slots=True)
class _Found:
    """Terms of one commitment."""

    own: dict[str, Hit]  # of the post
    weak: dict[str, Hit]  # of the place only, or a single syllable, which often means something else
    others: dict[str, dict[str, tuple[Hit, float]]]  # occupation or sector -> terms of theirs and their weight


def _read(words: Words, post: Post, compiled: CompiledDuties) -> _Found:
    own: dict[str, Hit] = {}
    weak: dict[str, Hit] = {}
    others: dict[str, dict[str, tuple[Hit, float]]] = {}
    hits = compiled.book.find(words)
    ours = []
    for hit in hits:
        term = " ".join(words.words[hit.first : hit.last])
        kinds = compiled.uses[hit.entry]
        common = any(u.kind == "common" for u in kinds)
        if any(u.kind in (*_ONLY, "term") and u.owner in (post.direct if common else post.occupations) for u in kinds):
            (own if hit.last - hit.first > 1 else weak)[term] = hit
            ours.append(hit)
        elif any(u.kind == "sector" and u.owner in post.sectors for u in kinds):
            weak[term] = hit
            ours.append(hit)
        elif common:
            ours.append(hit)
    for i in range(len(words.words) - 1):
        pair = " ".join(words.words[i : i + 2])
        if pair in post.terms:
            own[pair] = Hit(-1, words.starts[i], words.ends[i + 1], i, i + 2)
            ours.append(own[pair])
    covered = {i for hit in ours for i in range(hit.first, hit.last)}
    for hit in outermost(hits):
        # A longer term of another post keeps its say unless most of it is ours anyway.
        if sum(i in covered for i in range(hit.first, hit.last)) * 2 > hit.last - hit.first:
            continue
        if hit.last - hit.first < 2:
            continue
        term = " ".join(words.words[hit.first : hit.last])
        for use in compiled.uses[hit.entry]:
            weight = _WEIGHTS.get(use.kind, 0.0)
            if use.kind == "sector" and use.owner not in post.sectors:
                others.setdefault(use.owner, {})[term] = (hit, weight)
            elif weight and use.owner not in post.occupations:
                others.setdefault(use.owner, {})[term] = (hit, weight)
                sector = compiled.occupations[use.owner].sector
                # The posts of one body (a hospital) add up: its pledges mix their words.
                if sector not in post.sectors and compiled.one_body.get(sector):
                    others.setdefault(sector, {})[term] = (hit, weight)
    return _Found(own, weak, others)


def analyse(document: Document, judged: Sequence[Judged], *, role: str | None, duties: str | None,
            unit: str | None, kind: str | None, compiled: CompiledDuties) -> DutyFact:
    """The duty verdict. What the text says about itself fills in what is not given."""
    meta = document.meta
    kind = kind or meta.kind
    text = document.view.text
    named = " . ".join(document.text(b) for b in document.blocks if b.role is Role.FIELD)
    post = post_of(role or meta.role, duties, unit or meta.unit, kind, named, compiled)
    read = [_read(compiled.words(text, one.promise.start, one.promise.end), post, compiled) for one in judged]
    if not post.known:
        return DutyFact("unknown", (), tuple(False for _ in judged), OPEN)
    acts = [i for i, one in enumerate(judged)
            if one.level >= ACT and not one.required_formula and one.duplicate_of is None]
    weight = sum(_weight(judged[i], read[i]) for i in acts)
    marks = tuple(i in set(acts) and bool(read[i].own) for i in range(len(judged)))
    own_terms = tuple(dict.fromkeys(text[h.start : h.end] for i in acts for h in read[i].own.values()))
    other = None if post.open else _foreign(document, read, post, compiled)
    # Weighed over all sentences: whether one of them passes for an act must not decide whose words they are.
    spoken = len({term for found in read for term in found.own})
    if other is not None and spoken < sum(weight for _, weight in other[1].values()):
        spans = tuple((hit.start, hit.end) for hit, _ in other[1].values() if hit.entry >= 0)
        terms = dict.fromkeys(text[h.start : h.end] if h.entry >= 0 else term for term, (h, _) in other[1].items())
        return DutyFact("foreign", tuple(terms), marks, LIKELY, other[0], spans)
    if weight >= OWN_ACTS:
        return DutyFact("own", own_terms, marks, SURE if weight >= 3 else LIKELY)
    return DutyFact("generic", own_terms, marks, LIKELY if weight == 0 else OPEN)


def _weight(one: Judged, found: _Found) -> float:
    if not found.own and not found.weak:
        return 0.0
    certain = one.confidence >= CERTAIN and not one.needs_review
    act = (PLAIN if one.level == ACT else MEASURED) if certain else DOUBTFUL
    return act if found.own else act * PLACE_ONLY


def _foreign(document: Document, read: Sequence[_Found], post: Post,
             compiled: CompiledDuties) -> tuple[str, dict[str, tuple[Hit, float]]] | None:
    """The other occupation (or kind of body) with the most terms of its own, if it has enough of them."""
    terms: dict[str, dict[str, tuple[Hit, float]]] = {}
    for found in read:
        for owner, hits in found.others.items():
            terms.setdefault(owner, {}).update(hits)
    if document.meta.model_name:
        named = _read(compiled.words(fold_text(document.meta.model_name)), post, compiled)
        for owner, hits in named.others.items():
            for term, (_, weight) in hits.items():
                # The name is a field of its own: it has no place in the view to point at.
                terms.setdefault(owner, {}).setdefault(term, (Hit(-1, 0, 0, 0, 0), weight))
    weights = {owner: sum(weight for _, weight in hits.values()) for owner, hits in terms.items() if len(hits) > 1}
    best = max(weights, key=lambda owner: (weights[owner], owner in compiled.occupations, owner), default="")
    if not best or weights[best] < FOREIGN_TERMS:
        return None
    inside = {owner: weight for owner, weight in weights.items()
              if owner in compiled.occupations and compiled.occupations[owner].sector == best}
    return (best if best in compiled.occupations or not inside else max(inside, key=lambda o: (inside[o], o))), terms[best]
