"""Theme: does the pledge apply the theme in force, only quote it, quote another year's, or neither.

Applied means acts: a keyword or synonym of an aspect in a commitment of level 2 or more, outside the words
of the title itself, or an act placed under a heading that names the aspect. How many such acts are needed
depends on whether the author names the theme at all: naming it makes a single act credible, silence asks
for several. No match is never called "not the theme"; it is `not_found`, a question to the author.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledgecheck.document.model import Block, Document, Role
from pledgecheck.kinds.facts import Judged, LayerFact, ThemeFact, ThemeMark
from pledgecheck.model import Theme
from pledgecheck.themes.catalogue import ThemeLanguage
from pledgecheck.themes.phrases import Hit, PhraseBook, Words, fold_text, key_of, words_of
from pledgecheck.themes.titles import (
    Quote,
    Searched,
    Title,
    compile_title,
    find_quote,
    pooled_share,
    repeated,
)

ACT = 2  # the lowest level that someone could check
STRONG, WEAK = 1.0, 0.75  # a keyword of the aspect, a paraphrase of it
BARE = 0.5  # a keyword in an act without measure or date: it may only name the direction
NAMED_NEEDS = 1.0  # weight of acts when the author names the theme
SILENT_NEEDS = 2.0  # and when nothing in the text names it
SHARE_NEEDS = 0.35  # of the weight of all acts, so that chance words in a long technical plan do not decide …
KEYWORD_ACTS = 2.0  # … unless so many acts name an aspect of a theme that the author names too
DOUBTFUL = 0.4  # what an act counts for that may be a sentence of principle
CERTAIN = 0.75  # confidence of a commitment from which its level is taken at its word
SURE = 0.95


@dataclass(frozen=True, slots=True)
class _Use:
    """What an entry of the phrase book stands for."""

    theme: str
    aspect: str
    strong: bool


@dataclass(frozen=True, slots=True)
class CompiledThemes:
    """All themes of the catalogue, ready for matching. Immutable and picklable."""

    themes: dict[str, Theme]
    titles: dict[str, Title]
    book: PhraseBook
    uses: tuple[tuple[_Use, ...], ...]
    cues: PhraseBook
    other_names: PhraseBook
    abbreviations: dict[str, tuple[str, ...]]

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The syllables of a stretch of view text."""
        return words_of(text, start, end, self.abbreviations)


def compile_themes(themes: Sequence[Theme], language: ThemeLanguage | None = None,
                   abbreviations: Mapping[str, str] | None = None) -> CompiledThemes:
    """Compile the catalogue once."""
    language = language or ThemeLanguage()
    frames = PhraseBook.build(language.frames)
    uses: dict[str, dict[tuple[str, str], bool]] = {}
    for theme in themes:
        for aspect in theme.aspects:
            for phrase in (*aspect.synonyms, aspect.title, *aspect.keywords):
                # Not folded here: folding would make a full stop of the "…" between two parts.
                uses.setdefault(phrase.strip(), {})[theme.id, aspect.id] = phrase not in aspect.synonyms
    return CompiledThemes(
        {theme.id: theme for theme in themes},
        {theme.id: compile_title(fold_text(theme.title), frames) for theme in themes},
        PhraseBook.build(tuple(uses), language.groups),
        tuple(tuple(_Use(t, a, strong) for (t, a), strong in found.items()) for found in uses.values()),
        PhraseBook.build((*language.cues, *(key_of(f).replace(" , ", " ") for f in language.frames))),
        PhraseBook.build(tuple(key_of(name).replace(" , ", " ") for name in language.other_names)),
        {short: words_of(fold_text(long)).words for short, long in (abbreviations or {}).items()},
    )


_Aspects = dict[str, dict[str, float]]  # theme -> aspect -> weight of what names it


@dataclass(frozen=True, slots=True)
class _Act:
    """A commitment of level 2 or more and the aspects it touches, by theme."""

    at: int  # index into judged
    worth: float
    aspects: _Aspects


@dataclass(frozen=True, slots=True)
class _Layer:
    """One theme in force against the document."""

    fact: LayerFact
    weight: float
    quote: Quote | None
    marks: dict[int, tuple[str, ...]]


class _Reading:
    """One document read against the catalogue; lives only as long as the analysis."""

    def __init__(self, document: Document, judged: Sequence[Judged], compiled: CompiledThemes) -> None:
        self.document = document
        self.judged = judged
        self.compiled = compiled
        self.plain = self._plain(())
        told = tuple((b.start, b.end) for b in document.blocks if b.role is Role.NARRATIVE)
        # Last year's theme may be told of in a look back; that is no quotation for this year.
        self.forward = self._plain(told) if told else self.plain
        self._headings: dict[int, _Aspects] = {}
        self._quotes: dict[tuple[str, bool], Quote | None] = {}
        self.acts = [self._act(i, one) for i, one in enumerate(judged) if counts(one)]

    def _plain(self, without: Sequence[tuple[int, int]]) -> Searched:
        """The syllables without signs, look-alike names and the given spans; where a theme is announced."""
        text = self.document.view.text
        pieces, at = [], 0
        for start, end in (*without, (len(text), len(text))):
            pieces.append(self.compiled.words(text, at, start).without_signs())
            at = end
        words = Words(*(tuple(x for piece in pieces for x in getattr(piece, name))
                        for name in ("words", "starts", "ends")))
        masked = {i for hit in self.compiled.other_names.find(words) for i in range(hit.first, hit.last)}
        hidden = Words(tuple("" if i in masked else w for i, w in enumerate(words.words)), words.starts, words.ends)
        return Searched.of(hidden, [i for hit in self.compiled.cues.find(words) for i in (hit.first, hit.last - 1)])

    def quote(self, theme: str, *, forward: bool = False) -> Quote | None:
        """Where the title of a theme stands, if anywhere; `forward` leaves the look back out."""
        if (theme, forward) not in self._quotes:
            text = self.forward if forward else self.plain
            self._quotes[theme, forward] = find_quote(self.compiled.titles[theme], text)
        return self._quotes[theme, forward]

    def headings(self) -> list[tuple[str, ...]]:
        """The syllables of each heading that commitments stand under."""
        blocks = self.document.blocks
        above = {b.parent for b in blocks if b.parent is not None}
        return [self.compiled.words(self.document.view.text, *self._heading_span(blocks[i])).without_signs().words
                for i in sorted(above)]

    def quotes(self) -> list[Quote | None]:
        """Every title looked for so far."""
        return list(self._quotes.values())

    def _uses(self, start: int, end: int, *, keyword: float = STRONG, heading: bool = False) -> _Aspects:
        """Aspects named in a stretch; in a heading only keywords, and the title's own words are welcome."""
        words = self.compiled.words(self.document.view.text, start, end)
        masks: dict[str, set[int]] = {}
        found: _Aspects = {}
        for hit in self.compiled.book.find(words):
            for use in self.compiled.uses[hit.entry]:
                if heading and not use.strong:
                    continue
                if not heading and self._masked(hit, use.theme, words, masks):
                    continue
                aspects = found.setdefault(use.theme, {})
                aspects[use.aspect] = max(aspects.get(use.aspect, 0.0), keyword if use.strong else WEAK)
        return found

    def _masked(self, hit: Hit, theme: str, words: Words, masks: dict[str, set[int]]) -> bool:
        if theme not in masks:
            masks[theme] = repeated(self.compiled.titles[theme], words.words)
        return all(i in masks[theme] for i in range(hit.first, hit.last))

    def _act(self, at: int, one: Judged) -> _Act:
        measured = one.level > ACT
        own = self._uses(one.promise.start, one.promise.end, keyword=STRONG if measured else BARE)
        for theme, aspects in self._lent(one).items():
            for aspect in aspects:
                own.setdefault(theme, {})[aspect] = STRONG if measured else WEAK
        certain = one.confidence >= CERTAIN and not one.needs_review
        return _Act(at, 1.0 if certain else DOUBTFUL, own)

    def _lent(self, one: Judged) -> _Aspects:
        """Aspects that the headings above a commitment name, and the words that open its own block."""
        blocks = self.document.blocks
        block = blocks[one.promise.block]
        lent: _Aspects = {}
        opener = one.promise.start
        for other in self.judged:
            if other.promise.block == block.index and other.promise.start < opener:
                opener = other.promise.start
        stretches = [(block.start, opener)] if opener > block.start else []
        parent = block.parent
        while parent is not None:
            stretches.append(self._heading_span(blocks[parent]))
            parent = blocks[parent].parent
        for start, end in stretches:
            if start not in self._headings:
                self._headings[start] = self._uses(start, end, heading=True)
            for theme, aspects in self._headings[start].items():
                lent.setdefault(theme, {}).update(aspects)
        return lent

    def _heading_span(self, block: Block) -> tuple[int, int]:
        # The document's own title carries the theme's title: it lends nothing to single commitments.
        return (block.start, block.start) if block.role is Role.TITLE else (block.start, block.end)

    def layer(self, theme: Theme) -> _Layer:
        """The verdict for one theme."""
        quote = self.quote(theme.id)
        marks: dict[int, tuple[str, ...]] = {}
        weight = sure = 0.0
        for act in self.acts:
            aspects = act.aspects.get(theme.id, {})
            if aspects:
                marks[act.at] = tuple(aspects)
                weight += act.worth * max(aspects.values())
                sure += act.worth if max(aspects.values()) == STRONG else 0.0
        quoted = quote is not None and quote.partial
        named = quoted or any(theme.id in aspects for aspects in self._headings.values())
        share = weight / sum(act.worth for act in self.acts) if self.acts else 0.0
        enough = share >= SHARE_NEEDS or (named and sure >= KEYWORD_ACTS)
        if enough and weight >= (NAMED_NEEDS if named else SILENT_NEEDS):
            order = [a.id for a in theme.aspects if any(a.id in found for found in marks.values())]
            return _Layer(LayerFact(theme.id, "applied", tuple(order), min(SURE, 0.5 + weight / 10)), weight, quote, marks)
        if quoted:
            # Acts in words of their own may apply the theme unseen: sure only where there is next to no act.
            unseen = len(self.acts) - len(marks)
            certain = SURE if weight == 0 and unseen <= 1 else 0.8 if unseen <= 3 else 0.6
            return _Layer(LayerFact(theme.id, "quoted", (), certain), weight, quote, {})
        return _Layer(LayerFact(theme.id, "not_found", (), 0.5), weight, quote, {})


def counts(one: Judged) -> bool:
    """Whether a commitment can apply a theme."""
    return one.level >= ACT and not one.required_formula and one.duplicate_of is None


_RANK = {"applied": 0, "quoted": 1, "not_found": 2}


def analyse(document: Document, judged: Sequence[Judged], in_force: Sequence[Theme], compiled: CompiledThemes, *,
            year: int | None = None, signed: str | None = None) -> ThemeFact | None:
    """The theme verdict; None when no theme is known for the pledge. Every theme in force must be compiled."""
    if not in_force:
        return None
    reading = _Reading(document, judged, compiled)
    # A pledge signed before a theme was issued is read against the theme it could know.
    early = [t for t in in_force if signed and t.issued and signed < t.issued]
    other = _other_year(reading, in_force, year)
    if other is not None and early:
        in_force = (*in_force, compiled.themes[other[0]])
        other = None
    layers = [reading.layer(theme) for theme in in_force]
    best = min(layers, key=lambda layer: (_RANK[layer.fact.relation], -layer.weight))
    facts = tuple(layer.fact for layer in layers)
    if other is not None:
        other_id, quote, sure = other
        outdated = LayerFact(other_id, "outdated", (), sure)
        return ThemeFact(other_id, "outdated", (), sure, (*facts, outdated), _marks(reading, {}),
                         (quote.start, quote.end), other_id)
    shown = best.quote if best.quote is not None and best.quote.partial else None
    return ThemeFact(best.fact.id, best.fact.relation, best.fact.aspects, best.fact.confidence, facts,
                     _marks(reading, best.marks), (shown.start, shown.end) if shown else None,
                     best.fact.id if shown else None)


def _other_year(reading: _Reading, in_force: Sequence[Theme], year: int | None) -> tuple[str, Quote, float] | None:
    """The theme of another year that is quoted where the one in force is not."""
    if year is None:
        return None
    ours = max((q.share for t in in_force if (q := reading.quote(t.id)) is not None and q.partial), default=0.0)
    best: tuple[str, Quote, float] | None = None
    for theme in reading.compiled.themes.values():
        quote = reading.quote(theme.id, forward=True) if year not in theme.years and theme not in in_force else None
        # Titles share turns of phrase: the other year's must fit clearly better than the one in force.
        if quote is None or not quote.deliberate or quote.share < ours + 0.2:
            continue
        if best is None or quote.share > best[1].share:
            best = (theme.id, quote, SURE if quote.share >= 0.8 and ours < 0.25 else 0.8)
    if best is None and ours == 0.0:
        return _other_headings(reading, in_force, year) or _other_number(reading, year)
    return best


def _other_headings(reading: _Reading, in_force: Sequence[Theme], year: int) -> tuple[str, Quote, float] | None:
    """A pledge whose headings go through the aspects of another year's theme, one by one."""
    headings = reading.headings()
    ours = max(pooled_share(reading.compiled.titles[t.id], headings) for t in in_force)
    for theme in reading.compiled.themes.values():
        share = pooled_share(reading.compiled.titles[theme.id], headings) if year not in theme.years else 0.0
        quote = reading.quote(theme.id, forward=True)
        if share >= 0.5 and share > ours and quote is not None and theme not in in_force:
            return theme.id, quote, 0.7
    return None


def _other_number(reading: _Reading, year: int) -> tuple[str, Quote, float] | None:
    """A theme called by an earlier year's number ("chuyên đề năm 2019") and never by this year's."""
    words, cues = reading.forward.words, reading.forward.cues
    named: dict[int, int] = {}
    for cue in cues:
        for at in range(cue + 1, min(cue + 4, len(words.words))):
            word = words.words[at]
            if len(word) == 4 and word.isdecimal():
                named.setdefault(int(word), cue)
                break
    if year in named:
        return None
    for theme in reading.compiled.themes.values():
        number = theme.years[0] if theme.years else 0
        if number in named and number < year and year not in theme.years and theme.place is None:
            start, end = words.starts[named[number]], words.ends[min(named[number] + 3, len(words.ends) - 1)]
            return theme.id, Quote(start, end, 0.0, 0.0, True, 0, 0.0), 0.7
    return None


def _marks(reading: _Reading, applied: Mapping[int, tuple[str, ...]]) -> tuple[ThemeMark, ...]:
    marks = []
    for i, one in enumerate(reading.judged):
        if i in applied:
            marks.append(ThemeMark("applied", applied[i]))
            continue
        start, end = one.promise.start, one.promise.end
        says = any(q is not None and q.partial and q.start < end and q.end > start
                   for q in reading.quotes())
        marks.append(ThemeMark("quoted" if says else "none"))
    return tuple(marks)
