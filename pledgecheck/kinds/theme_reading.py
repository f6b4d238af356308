"""A document read against the theme catalogue: which acts touch which aspect, where which title stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledgecheck.document.model import Block, Document, Role
from pledgecheck.kinds.facts import Judged
from pledgecheck.model import Theme
from pledgecheck.themes.catalogue import ThemeLanguage
from pledgecheck.themes.phrases import Abbreviations, Hit, PhraseBook, Words, fold_text, key_of, words_of
from pledgecheck.themes.titles import RUN, Quote, Searched, Title, compile_title, find_quote, repeated

ACT = 2  # the lowest level that someone could check
STRONG, WEAK = 1.0, 0.75  # a keyword of the aspect, a paraphrase of it
BARE = 0.5  # a keyword in an act without measure or date: it may only name the direction
DOUBTFUL = 0.4  # what an act counts for that may be a sentence of principle
CERTAIN = 0.75  # confidence of a commitment from which its level is taken at its word

Aspects = dict[str, dict[str, float]]  # theme -> aspect -> weight of what names it


@dataclass(frozen=True, slots=True)
class Use:
    """What an entry of the phrase book stands for."""

    theme: str
    aspect: str
    strong: bool


@dataclass(frozen=True, slots=True)
class CompiledThemes:
    """All themes of the catalogue, ready for matching. Immutable and picklable."""

    themes: dict[str, Theme]
    titles: dict[str, Title]
    pairs: frozenset[tuple[str, str]]  # of neighbouring syllables in any title
    book: PhraseBook
    uses: tuple[tuple[Use, ...], ...]
    cues: PhraseBook
    other_names: PhraseBook
    abbreviations: Abbreviations

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The syllables of a stretch of view text."""
        return words_of(text, start, end, self.abbreviations)


def compile_themes(themes: Sequence[Theme], language: ThemeLanguage | None = None,
                   abbreviations: Mapping[str, str] | None = None) -> CompiledThemes:
    """Compile the catalogue once. A <group> that the language does not have is an UnknownNameError."""
    language = language or ThemeLanguage()
    frames = PhraseBook.build(language.frames)
    uses: dict[str, dict[tuple[str, str], bool]] = {}
    for theme in themes:
        for aspect in theme.aspects:
            for phrase in (*aspect.synonyms, aspect.title, *aspect.keywords):
                # Not folded here: folding would make a full stop of the "…" between two parts.
                uses.setdefault(phrase.strip(), {})[theme.id, aspect.id] = phrase not in aspect.synonyms
    titles = {theme.id: compile_title(fold_text(theme.title), frames) for theme in themes}
    known: dict[tuple[str, str, bool], Use] = {}  # thousands of phrases stand for a few aspects
    return CompiledThemes(
        themes={theme.id: theme for theme in themes},
        titles=titles,
        pairs=frozenset().union(*[title.pairs for title in titles.values()]),
        book=PhraseBook.build(tuple(uses), language.groups),
        uses=tuple(
            tuple(known.setdefault((t, a, strong), Use(t, a, strong)) for (t, a), strong in found.items())
            for found in uses.values()
        ),
        # A frame announces a title as well as "chuyên đề" does: "… theo tư tưởng, đạo đức, phong cách …".
        cues=PhraseBook.build(tuple(_unsigned(phrase) for phrase in (*language.cues, *language.frames))),
        other_names=PhraseBook.build(tuple(_unsigned(name) for name in language.other_names)),
        abbreviations=Abbreviations({short: words_of(fold_text(long)).words
                       for short, long in (abbreviations or {}).items()}),
    )


def _unsigned(phrase: str) -> str:
    return key_of(phrase).replace(" , ", " ")


def is_act(one: Judged) -> bool:
    """Whether a commitment can apply a theme."""
    return one.level >= ACT and not one.required_formula and one.duplicate_of is None


@dataclass(frozen=True, slots=True)
class Act:
    """A commitment of level 2 or more and the aspects it touches, by theme."""

    at: int  # index into judged
    worth: float
    aspects: Aspects


class Reading:
    """One document read against the catalogue; lives only as long as the analysis."""

    def __init__(self, document: Document, judged: Sequence[Judged], compiled: CompiledThemes) -> None:
        self.document = document
        self.judged = judged
        self.compiled = compiled
        told = tuple((b.start, b.end) for b in document.blocks if b.role is Role.NARRATIVE)
        self.whole = self._searched(())
        # Last year's theme may be told of in a look back; that is no quotation for this year.
        self.forward = self._searched(told) if told else self.whole
        self.named: dict[int, Aspects] = {}  # what headings and opening words name, by their start
        self._quotes: dict[tuple[str, bool], Quote | None] = {}
        self.openers = self._openers()
        self.acts = [self._act(i, one) for i, one in enumerate(judged) if is_act(one)]

    def _searched(self, without: Sequence[tuple[int, int]]) -> Searched:
        """The syllables without signs, look-alike names and the given spans; where a theme is announced."""
        text = self.document.view.text
        pieces, at = [], 0
        for start, end in (*without, (len(text), len(text))):
            pieces.append(self.compiled.words(text, at, start).without_signs())
            at = end
        words = Words.joined(pieces)
        masked = {i for hit in self.compiled.other_names.find(words) for i in range(hit.first, hit.last)}
        cues = [i for hit in self.compiled.cues.find(words) for i in (hit.first, hit.last - 1)]
        return Searched.of(words.masked(masked), cues, self.compiled.pairs)

    def quote(self, theme: str, *, forward: bool = False) -> Quote | None:
        """Where the title of a theme stands, if anywhere; `forward` leaves the look back out."""
        if (theme, forward) not in self._quotes:
            text = self.forward if forward else self.whole
            self._quotes[theme, forward] = find_quote(self.compiled.titles[theme], text)
        return self._quotes[theme, forward]

    def says_title(self, start: int, end: int) -> bool:
        """Whether a title that was looked for stands in [start, end)."""
        return any(quote is not None and quote.partial and quote.start < end and quote.end > start
                   for quote in self._quotes.values())

    def title_spans(self) -> tuple[tuple[int, int], ...]:
        """Every stretch that repeats a title that is quoted, in its order."""
        words = self.whole.words
        spans: set[tuple[int, int]] = set()
        for theme in {theme for (theme, _), quote in self._quotes.items() if quote is not None and quote.partial}:
            inside = repeated(self.compiled.titles[theme], words.words, RUN)
            firsts = sorted(index for index in inside if index - 1 not in inside)
            lasts = sorted(index for index in inside if index + 1 not in inside)
            spans.update((words.starts[a], words.ends[b]) for a, b in zip(firsts, lasts, strict=True))
        return tuple(sorted(spans))

    def headings(self) -> list[tuple[str, ...]]:
        """The syllables of each heading that commitments stand under."""
        blocks = self.document.blocks
        above = {b.parent for b in blocks if b.parent is not None}
        text = self.document.view.text
        return [self.compiled.words(text, *_heading(blocks[i])).without_signs().words for i in sorted(above)]

    def _openers(self) -> dict[int, int]:
        """Where the first commitment of each block begins."""
        first: dict[int, int] = {}
        for one in self.judged:
            block, start = one.promise.block, one.promise.start
            first[block] = min(first.get(block, start), start)
        return first

    def _act(self, at: int, one: Judged) -> Act:
        measured = one.level > ACT
        own = self._uses(one.promise.start, one.promise.end, keyword=STRONG if measured else BARE)
        for theme, aspects in self._lent(one).items():
            for aspect in aspects:
                own.setdefault(theme, {})[aspect] = STRONG if measured else WEAK
        certain = one.confidence >= CERTAIN and not one.needs_review
        return Act(at, 1.0 if certain else DOUBTFUL, own)

    def _lent(self, one: Judged) -> Aspects:
        """Aspects that the headings above a commitment name, and the words that open its own block."""
        blocks = self.document.blocks
        block = blocks[one.promise.block]
        spans = [(block.start, self.openers[block.index])]
        parent = block.parent
        while parent is not None:
            spans.append(_heading(blocks[parent]))
            parent = blocks[parent].parent
        lent: Aspects = {}
        for start, end in spans:
            if start >= end:
                continue
            if start not in self.named:
                self.named[start] = self._uses(start, end, heading=True)
            for theme, aspects in self.named[start].items():
                lent.setdefault(theme, {}).update(aspects)
        return lent

    def _uses(self, start: int, end: int, *, keyword: float = STRONG, heading: bool = False) -> Aspects:
        """Aspects named in a stretch. In a heading only keywords count, the title's own words too; elsewhere
        the words of the title itself name nothing."""
        words = self.compiled.words(self.document.view.text, start, end)
        masks: dict[str, set[int]] = {}
        found: Aspects = {}
        for hit in self.compiled.book.find(words):
            for use in self.compiled.uses[hit.entry]:
                if (not use.strong) if heading else self._masked(hit, use.theme, words, masks):
                    continue
                aspects = found.setdefault(use.theme, {})
                aspects[use.aspect] = max(aspects.get(use.aspect, 0.0), keyword if use.strong else WEAK)
        return found

    def _masked(self, hit: Hit, theme: str, words: Words, masks: dict[str, set[int]]) -> bool:
        if theme not in masks:
            masks[theme] = repeated(self.compiled.titles[theme], words.words)
        return all(i in masks[theme] for i in range(hit.first, hit.last))


def _heading(block: Block) -> tuple[int, int]:
    # The document's own title carries the theme's title: it lends nothing to single commitments.
    return (block.start, block.start) if block.role is Role.TITLE else (block.start, block.end)
