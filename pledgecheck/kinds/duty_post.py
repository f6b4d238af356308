"""The occupation lexicon compiled, and what it makes of an author's role, duties and unit."""

from __future__ import annotations

from dataclasses import dataclass

from pledgecheck.kinds.duty_lexicon import DutyLexicon, Occupation
from pledgecheck.themes.phrases import (
    Abbreviations,
    PhraseBook,
    Words,
    fold_text,
    key_of,
    leftmost,
    outermost,
    words_of,
)

COLLECTIVE = ("collective", "model")
EXCLUSIVE = ("exclusive", "insider")
AFTER_SECOND = 10  # syllables after "kiêm" in which the second post is named
BY_TERMS = 2  # exclusive terms by which a duties text gives an occupation away


@dataclass(frozen=True, slots=True)
class Use:
    """What an entry of the phrase book stands for."""

    kind: str  # exclusive | insider | term | sector | common
    owner: str


@dataclass(frozen=True, slots=True)
class CompiledDuties:
    """The occupation lexicon, ready for matching. Immutable and picklable."""

    occupations: dict[str, Occupation]
    book: PhraseBook
    uses: tuple[tuple[Use, ...], ...]
    roles: PhraseBook
    role_owners: tuple[tuple[str, ...], ...]
    units: PhraseBook
    unit_owners: tuple[str, ...]
    second: PhraseBook
    common: frozenset[str]
    stop: frozenset[str]
    one_body: dict[str, bool]
    abbreviations: Abbreviations

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The syllables of a stretch of folded text."""
        return words_of(text, start, end, self.abbreviations)


def compile_duties(lexicon: DutyLexicon) -> CompiledDuties:
    """Compile the lexicon once."""
    uses: dict[str, set[Use]] = {}
    # Words of no post stand in the book of roles to keep their syllables from being read as one.
    roles: dict[str, list[str]] = {phrase.strip(): [] for phrase in lexicon.common}
    for one in lexicon.occupations:
        for kind, phrases in (("exclusive", one.exclusive), ("insider", one.insider), ("term", one.terms)):
            use = Use(kind, one.id)
            for phrase in phrases:
                uses.setdefault(phrase.strip(), set()).add(use)
        for role in one.roles:
            roles.setdefault(role.strip(), []).append(one.id)
    for name, sector in lexicon.sectors.items():
        for phrase in sector.words:
            uses.setdefault(phrase.strip(), set()).add(Use("sector", name))
    for phrase in lexicon.common:
        uses.setdefault(phrase.strip(), set()).add(Use("common", ""))
    units = [(unit, name) for name, sector in lexicon.sectors.items() for unit in sector.units]
    return CompiledDuties(
        occupations={one.id: one for one in lexicon.occupations},
        book=PhraseBook.build(tuple(uses)),
        uses=tuple(tuple(sorted(found, key=lambda u: (u.kind, u.owner))) for found in uses.values()),
        roles=PhraseBook.build(tuple(roles)),
        role_owners=tuple(tuple(ids) for ids in roles.values()),
        units=PhraseBook.build(tuple(unit for unit, _ in units)),
        unit_owners=tuple(name for _, name in units),
        second=PhraseBook.build(lexicon.second_post),
        common=frozenset(key_of(phrase) for phrase in lexicon.common),
        stop=frozenset(fold_text(word) for word in lexicon.stop),
        one_body={name: sector.one_body for name, sector in lexicon.sectors.items()},
        abbreviations=Abbreviations({short: words_of(fold_text(long)).words
                       for short, long in lexicon.abbreviations.items()}),
    )


@dataclass(frozen=True, slots=True)
class Post:
    """What is known of an author's work."""

    direct: frozenset[str]  # occupations that role, duties or unit name
    occupations: frozenset[str]  # and those whose work these cover
    sectors: frozenset[str]
    terms: frozenset[str]  # pairs of syllables of the duties text
    open: bool  # a second post is named that the lexicon does not know

    @property
    def known(self) -> bool:
        """Whether there is anything to judge against."""
        return bool(self.occupations or self.terms or self.sectors)


def post_of(role: str | None, duties: str | None, unit: str | None, kind: str | None, fields: str,
            compiled: CompiledDuties) -> Post:
    """Read the post from what is given; `fields` is what the pledge's own header says (folded)."""
    given = [compiled.words(fold_text(text or "")) for text in (role, duties, unit)]
    role_words, duty_words, unit_words = given
    found = _roles(role_words, compiled)
    if kind in COLLECTIVE:
        found |= _roles(unit_words, compiled)
    second, unknown = _second_posts(given, compiled)
    found |= second | _second_posts([compiled.words(fields)], compiled)[0]
    if found and all(compiled.occupations[one].general for one in found):
        found |= _roles(unit_words, compiled)
    if not found:
        found = _by_terms(duty_words, compiled) or _roles(duty_words, compiled)
        found = found or _roles(unit_words, compiled)
    sectors = {compiled.occupations[one].sector for one in found} - {""}
    at_unit, at_role = _places(unit_words, compiled), _places(role_words, compiled)
    if kind in COLLECTIVE or not sectors:
        # A person keeps the sector of the post: the accountant of a hospital is no doctor.
        sectors |= set(at_unit[:1]) | (set() if found else set(at_role))
    covered = {name for one in found for name in compiled.occupations[one].covers}
    if kind in COLLECTIVE:
        covered |= {name for name in sectors if compiled.one_body.get(name)}
    also: set[str] = set()
    if covered:
        also = {o.id for o in compiled.occupations.values() if o.id in covered or o.sector in covered}
    around = frozenset({*sectors, *covered, *at_unit, *at_role})
    return Post(frozenset(found), frozenset(found | also), around, _duty_terms(duty_words, compiled), unknown)


def _second_posts(texts: list[Words], compiled: CompiledDuties) -> tuple[set[str], bool]:
    """Occupations named after "kiêm" and the like, and whether one of them is not known."""
    found: set[str] = set()
    unknown = False
    for words in texts:
        for hit in compiled.second.find(words):
            more = _roles(words.slice(hit.last, hit.last + AFTER_SECOND), compiled)
            found |= more
            unknown = unknown or not more
    return found, unknown


def _roles(words: Words, compiled: CompiledDuties) -> set[str]:
    return {one for hit in leftmost(compiled.roles.find(words)) for one in compiled.role_owners[hit.entry]}


def _places(words: Words, compiled: CompiledDuties) -> list[str]:
    return [compiled.unit_owners[hit.entry] for hit in outermost(compiled.units.find(words))]


def _by_terms(words: Words, compiled: CompiledDuties) -> set[str]:
    """The occupation whose exclusive terms a duties text uses most, if it uses enough."""
    count: dict[str, int] = {}
    for hit in outermost(compiled.book.find(words)):
        for use in compiled.uses[hit.entry]:
            if use.kind in EXCLUSIVE:
                count[use.owner] = count.get(use.owner, 0) + 1
    best = max(count.values(), default=0)
    return {one for one, n in count.items() if n == best} if best >= BY_TERMS else set()


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
