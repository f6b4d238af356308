"""Copying among many documents: which pairs are worth aligning, what stands in whose text.

Any pair that could be reported shares a verbatim run of four tokens that can match: every passage is
grown from an anchor of `Params.anchor` equal tokens, a short item is such an anchor as a whole, and
two equal texts are found by the hash of all their tokens. A pair must match a share of its shorter text,
so it shares more than one such run: even where half the words were changed one in six of the matched
tokens begins one. One in twelve is asked for. No run is dropped for being frequent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from pledgecheck.copying.align import match_sides
from pledgecheck.copying.previous import Dated, families
from pledgecheck.copying.sides import GRAM, Keys, Side, prepare
from pledgecheck.copying.tiling import PEER, Params
from pledgecheck.copying.tokens import Span, Tokens, tokenize

TOKENS_A_RUN = 12  # of so many matched tokens at least one begins a verbatim run of four


@dataclass(frozen=True, slots=True)
class CopyDocument:
    """A document as the search for copies sees it; `side` is ready for alignment with strangers."""

    id: str
    side: Side = field(repr=False)
    author: str | None = None
    unit: str | None = None
    year: int | None = None
    previous: tuple[str, ...] = ()


def copy_document(
    id: str,
    text: Tokens | str,
    *,
    mask: Iterable[Span] = (),
    silent: Iterable[Span] = (),
    units: Iterable[Span] | None = None,
    author: str | None = None,
    unit: str | None = None,
    year: int | None = None,
    previous: Iterable[str] = (),
) -> CopyDocument:
    """A document made ready; see `prepare` for mask, silent and units."""
    tokens = tokenize(text) if isinstance(text, str) else text
    return CopyDocument(id, prepare(tokens, mask, units, silent), author, unit, year, tuple(previous))


@dataclass(frozen=True, slots=True)
class PeerPair:
    """Two documents of different authors that share text; `a` precedes `b` in the corpus.

    share_a: of a found in b; share_b: of b found in a.
    """

    a: str
    b: str
    share_a: float
    share_b: float


@dataclass(frozen=True, slots=True)
class PeerRules:
    """When a pair is named: enough of either text, and enough tokens to be more than a phrase or two.

    A text that stands in the other as good as whole is named though it has fewer tokens: in a register
    a pledge may be one line.
    """

    params: Params = PEER
    min_share: float = 0.2
    min_tokens: int = 24
    whole_share: float = 0.9

    def __post_init__(self) -> None:
        """Refuse what would let the candidates lose pairs."""
        if min(self.params.anchor, self.params.min_item) < GRAM:
            raise ValueError(f"between strangers anchor and min_item must be at least {GRAM}")

    def needed(self, counted: int) -> int:
        """How many tokens must match for a pair to be reported whose shorter text has `counted` tokens."""
        enough = max(_part(self.min_share, counted), self.min_tokens)
        return min(enough, max(_part(self.whole_share, counted), self.params.min_item))

    def names(self, one: Counted) -> bool:
        """Whether the aligned pair is to be reported."""
        return one.matched >= self.needed(min(one.counted_a, one.counted_b))


def _part(share: float, counted: int) -> int:
    """The fewest tokens that are this share of all."""
    least = int(share * counted)
    return least if least >= share * counted or (least and least / counted >= share) else least + 1


DEFAULT_RULES = PeerRules()


class Counted(Protocol):
    """An alignment as far as its size goes."""

    @property
    def matched(self) -> int: ...
    @property
    def counted_a(self) -> int: ...
    @property
    def counted_b(self) -> int: ...


class CandidateSource(Protocol):
    """Proposes pairs of documents (by place, the lower first). It must not lose a reportable pair."""

    def pairs(
        self, documents: Sequence[CopyDocument], rules: PeerRules = DEFAULT_RULES
    ) -> Iterable[tuple[int, int]]:
        """The pairs worth aligning, each once, ordered by the later place and then the earlier."""
        ...


class InvertedIndex:
    """Candidates in memory: the pairs that share enough runs of four, or whose counted text is equal."""

    def pairs(
        self, documents: Sequence[CopyDocument], rules: PeerRules = DEFAULT_RULES
    ) -> Iterator[tuple[int, int]]:
        """See `CandidateSource`."""
        earlier: defaultdict[int, list[int]] = defaultdict(list)
        whole: defaultdict[Keys, list[int]] = defaultdict(list)
        needs: list[int] = []
        family = families(documents)
        for place, document in enumerate(documents):
            side = document.side
            need = runs_needed(side, rules)
            needs.append(need)
            if not side.counted:
                continue
            counts = Counter(chain.from_iterable(map(earlier.__getitem__, side.runs.all)))
            found = {other for other, count in counts.items() if count >= min(need, needs[other])}
            found.update(whole[side.keys])  # texts too short for a run of four
            for other in sorted(found):
                if family[other] != family[place] and are_strangers(documents[other], document):
                    yield other, place
            for gram in side.runs.all:
                earlier[gram].append(place)
            whole[side.keys].append(place)


def runs_needed(side: Side, rules: PeerRules = DEFAULT_RULES) -> int:
    """How many different runs of four a reportable pair shares if this is its shorter text."""
    # The same phrase again and again is few different runs, however long the text.
    return max(1, int(rules.min_share * min(side.counted, len(side.runs.all))) // TOKENS_A_RUN)


def are_strangers(one: Dated, two: Dated) -> bool:
    """Whether neither of two documents of different families names the other as its earlier text."""
    return one.id not in two.previous and two.id not in one.previous


def find_peers(
    documents: Sequence[CopyDocument],
    rules: PeerRules = DEFAULT_RULES,
    candidates: CandidateSource | None = None,
) -> Iterator[PeerPair]:
    """The verified pairs of strangers. Up to some 2,000 documents the default candidates do."""
    return verify(documents, (candidates or InvertedIndex()).pairs(documents, rules), rules)


def verify(
    documents: Sequence[CopyDocument], pairs: Iterable[tuple[int, int]], rules: PeerRules = DEFAULT_RULES
) -> Iterator[PeerPair]:
    """The pairs that hold when aligned, in the order given; pairs can be shared out among workers."""
    for i, j in pairs:
        shares = shares_of(documents[i].side, documents[j].side, rules)
        if shares:
            yield PeerPair(documents[i].id, documents[j].id, *shares)


def shares_of(a: Side, b: Side, rules: PeerRules = DEFAULT_RULES) -> tuple[float, float] | None:
    """What of a stands in b and of b in a; None where the pair is not to be reported."""
    needed = rules.needed(min(a.counted, b.counted))
    found = match_sides(a, b, rules.params, needed)
    matched = sum(size for blocks in found for _, _, size in blocks)
    return (matched / a.counted, matched / b.counted) if found and matched >= needed else None


def sources_of(pairs: Iterable[PeerPair]) -> dict[str, list[tuple[str, float]]]:
    """For each document the others that share text with it and the share of it, the largest first."""
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for pair in pairs:
        found[pair.a].append((pair.b, pair.share_a))
        found[pair.b].append((pair.a, pair.share_b))
    return {
        id: sorted(sources, key=lambda source: (-source[1], source[0]))
        for id, sources in sorted(found.items())
    }
