"""Theme: does the pledge apply the theme in force, only quote it, quote another year's, or neither.

Applied means acts: a keyword or synonym of an aspect in a commitment of level 2 or more, outside the words
of the title itself, or an act placed under a heading that names the aspect. How many such acts are needed
depends on whether the author names the theme at all: naming it makes a single act credible, silence asks
for several. No match is never called "not the theme"; it is `not_found`, a question to the author.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pledgecheck.document.model import Document
from pledgecheck.kinds.facts import Judged, LayerFact, ThemeFact, ThemeMark
from pledgecheck.kinds.theme_reading import STRONG, CompiledThemes, Reading, compile_themes
from pledgecheck.model import Theme
from pledgecheck.themes.titles import Quote, pooled_share

__all__ = ["CompiledThemes", "analyse", "compile_themes"]

NAMED_NEEDS = 1.0  # weight of acts when the author names the theme
SILENT_NEEDS = 2.0  # and when nothing in the text names it
SHARE_NEEDS = 0.32  # of the weight of all acts, so that chance words in a long technical plan do not decide …
KEYWORD_ACTS = 2.0  # … unless so many measured acts name an aspect of a theme that the author names too
SECTIONED_NEEDS = 0.5  # where the pledge has sections and none of them is named after an aspect
SECTIONS = 3  # headings from which on a pledge counts as sectioned
BETTER = 0.2  # by how much more of its title another year's theme must be quoted
HEADINGS = 0.5  # share of a title that headings between them must repeat
SURE, LIKELY, UNSURE, NUMBER_ONLY = 0.95, 0.8, 0.6, 0.7
FEW = 1  # acts in words of their own, up to which "only quoted" is sure
SOME = 3  # and up to which it is likely

_RANK = {"applied": 0, "quoted": 1, "not_found": 2}


@dataclass(frozen=True, slots=True)
class _Layer:
    """One theme in force against the document."""

    fact: LayerFact
    weight: float
    quote: Quote | None
    marks: dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Other:
    """Another year's theme, where the text names it, and how sure that is."""

    id: str
    start: int
    end: int
    sure: float


def analyse(document: Document, judged: Sequence[Judged], in_force: Sequence[Theme],
            compiled: CompiledThemes, *, year: int | None = None,
            signed: str | None = None) -> ThemeFact | None:
    """The theme verdict; None when no theme is known for the pledge. `in_force` are among the compiled."""
    if not in_force:
        return None
    reading = Reading(document, judged, compiled)
    other = _other_year(reading, in_force, year) if year is not None else None
    if other is not None and any(signed and t.issued and signed < t.issued for t in in_force):
        # Signed before the theme was issued: read against the theme its author could know.
        in_force = (*in_force, compiled.themes[other.id])
        other = None
    layers = [_layer(theme, reading) for theme in in_force]
    facts = tuple(layer.fact for layer in layers)
    if other is not None:
        outdated = LayerFact(other.id, "outdated", (), other.sure)
        return ThemeFact(other.id, "outdated", (), other.sure, (*facts, outdated), _marks(reading, {}),
                         (other.start, other.end), other.id, reading.title_spans())
    best = min(layers, key=lambda layer: (_RANK[layer.fact.relation], -layer.weight))
    shown = best.quote if best.quote is not None and best.quote.partial else None
    return ThemeFact(best.fact.id, best.fact.relation, best.fact.aspects, best.fact.confidence, facts,
                     _marks(reading, best.marks), (shown.start, shown.end) if shown else None,
                     best.fact.id if shown else None, reading.title_spans())


def _layer(theme: Theme, reading: Reading) -> _Layer:
    """The verdict for one theme."""
    quote = reading.quote(theme.id)
    marks: dict[int, tuple[str, ...]] = {}
    weight = keyword_acts = 0.0
    for act in reading.acts:
        aspects = act.aspects.get(theme.id, {})
        if aspects:
            marks[act.at] = tuple(aspects)
            weight += act.worth * max(aspects.values())
            keyword_acts += act.worth if max(aspects.values()) == STRONG else 0.0
    quoted = quote is not None and quote.partial
    headed = any(theme.id in aspects for aspects in reading.named.values())
    named = quoted or headed
    share = weight / sum(act.worth for act in reading.acts) if reading.acts else 0.0
    needs = SECTIONED_NEEDS if not headed and len(reading.headings()) >= SECTIONS else SHARE_NEEDS
    enough = share >= needs or (named and keyword_acts >= KEYWORD_ACTS)
    if enough and weight >= (NAMED_NEEDS if named else SILENT_NEEDS):
        order = tuple(a.id for a in theme.aspects if any(a.id in found for found in marks.values()))
        fact = LayerFact(theme.id, "applied", order, min(SURE, 0.5 + weight / 10))
        return _Layer(fact, weight, quote, marks)
    if quoted:
        # Acts in words of their own may apply the theme unseen: sure only where there is next to no act.
        unseen = len(reading.acts) - len(marks)
        sure = SURE if weight == 0 and unseen <= FEW else LIKELY if unseen <= SOME else UNSURE
        return _Layer(LayerFact(theme.id, "quoted", (), sure), weight, quote, {})
    return _Layer(LayerFact(theme.id, "not_found"), weight, quote, {})


def _other_year(reading: Reading, in_force: Sequence[Theme], year: int) -> _Other | None:
    """The theme of another year that the text names where it does not name the one in force."""
    quotes = [reading.quote(theme.id) for theme in in_force]
    ours = max((q.share for q in quotes if q is not None and q.partial), default=0.0)
    ids = {theme.id for theme in in_force}
    candidates = [  # nobody quotes a theme that is still to come
        t for t in reading.compiled.themes.values() if t.id not in ids and t.years and max(t.years) < year
    ]
    best: tuple[Theme, Quote] | None = None
    for theme in candidates:
        quote = reading.quote(theme.id, forward=True)
        # Titles share turns of phrase: the other year's must fit clearly better than the one in force.
        if quote is None or not quote.deliberate or quote.share < ours + BETTER:
            continue
        if best is None or quote.share > best[1].share:
            best = (theme, quote)
    if best is not None:
        theme, quote = best
        sure = SURE if quote.share >= 0.8 and ours < 0.25 else LIKELY
        return _Other(theme.id, quote.start, quote.end, sure)
    if ours > 0.0:
        return None
    return _other_headings(reading, in_force, candidates) or _other_number(reading, candidates, year)


def _other_headings(reading: Reading, in_force: Sequence[Theme],
                    candidates: Sequence[Theme]) -> _Other | None:
    """A pledge whose headings go through the aspects of another year's theme, one by one."""
    headings = reading.headings()
    titles = reading.compiled.titles
    ours = max(pooled_share(titles[t.id], headings) for t in in_force)
    for theme in candidates:
        quote = reading.quote(theme.id, forward=True)
        share = pooled_share(titles[theme.id], headings) if quote is not None else 0.0
        if quote is not None and share >= HEADINGS and share > ours:
            return _Other(theme.id, quote.start, quote.end, NUMBER_ONLY)
    return None


def _other_number(reading: Reading, candidates: Sequence[Theme], year: int) -> _Other | None:
    """A theme called by an earlier year's number ("chuyên đề năm 2019") and never by this year's."""
    words = reading.forward.words
    named: dict[int, int] = {}
    for cue in reading.forward.cues:
        for at in range(cue + 1, min(cue + 4, len(words.words))):
            if len(words.words[at]) == 4 and words.words[at].isdecimal():
                named.setdefault(int(words.words[at]), cue)
                break
    if year in named:
        return None
    for theme in candidates:
        number = theme.years[0] if theme.years else year
        if number in named and number < year and theme.place is None:
            last = min(named[number] + 3, len(words.ends) - 1)
            return _Other(theme.id, words.starts[named[number]], words.ends[last], NUMBER_ONLY)
    return None


def _marks(reading: Reading, applied: Mapping[int, tuple[str, ...]]) -> tuple[ThemeMark, ...]:
    marks = []
    for i, one in enumerate(reading.judged):
        if i in applied:
            marks.append(ThemeMark("applied", applied[i]))
        elif reading.says_title(one.promise.start, one.promise.end):
            marks.append(ThemeMark("quoted"))
        else:
            marks.append(ThemeMark())
    return tuple(marks)
