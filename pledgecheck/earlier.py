"""What of a pledge stands in earlier ones that an index holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pledgecheck.copying.align import align_sides, split_by_units, with_edits
from pledgecheck.copying.compare import passages_of
from pledgecheck.copying.fingerprints import fingerprints
from pledgecheck.copying.index import places
from pledgecheck.copying.index.secret import Secret
from pledgecheck.copying.index.store import Entry, Store
from pledgecheck.copying.tiling import DEFAULT, Params
from pledgecheck.kinds.copying import CopyText
from pledgecheck.model import CopySource, Frozen, Pledge, Relation

if TYPE_CHECKING:
    from pledgecheck.checker import Checker
    from pledgecheck.judging import Draft


class EarlierSource(CopySource):
    """An earlier pledge of the index that shares passages, with its year."""

    year: int | None


class QueryResult(Frozen):
    """What of one pledge stands in earlier ones. `unknown`: earlier ones it names that the index does not hold."""

    id: str
    path: str
    year: int | None
    sources: tuple[EarlierSource, ...]
    unknown: tuple[str, ...] = ()


class Look:
    """Looks pledges up in an open index."""

    def __init__(self, store: Store, secret: Secret, checker: Checker) -> None:
        self._store, self._secret = store, secret
        self._number = secret.numbers()
        self._rules = checker.judge.peer_rules

    def at(self, draft: Draft) -> QueryResult:
        """The earlier pledges that share text with this one, the author's own first."""
        pledge, text = draft.pledge, draft.copyable
        found: list[EarlierSource] = []
        if text is not None:
            author = self._secret.of("author", pledge.author) if pledge.author is not None else None
            own = self._own(pledge, author)
            names = {number for number, _ in own}
            found += [self._source(text, entry, "previous") for _, entry in own]
            peer = text.peer_side(self._number)
            for number, entry in self._store.sharing(fingerprints(peer.keys)):
                itself = entry.id == pledge.id and entry.year == pledge.year
                of_author = author is not None and entry.author == author
                later = entry.year is not None and pledge.year is not None and entry.year > pledge.year
                if number not in names and not (itself or of_author or later):
                    other = self._source(text, entry, "peer")
                    if other.passages:
                        found.append(other)
        found.sort(key=lambda one: (one.relation != "previous", -one.share, one.id, one.year or 0))
        unknown = tuple(id for id in dict.fromkeys(pledge.previous) if not self._store.entry(id))
        return QueryResult(
            id=pledge.id, path=pledge.source, year=pledge.year, sources=tuple(found), unknown=unknown
        )

    def _own(self, pledge: Pledge, author: bytes | None) -> list[tuple[int, Entry]]:
        """Those that are named; else the author's of the latest earlier year, of the same unit if any."""
        named = [one for id in pledge.previous for one in self._store.entry(id)]
        if named or author is None or pledge.year is None:
            return named
        unit = self._secret.of("unit", pledge.unit) if pledge.unit is not None else None
        earlier = self._store.of_author(author, pledge.year)
        chosen = [one for one in earlier if one[1].unit == unit] or earlier
        latest = max((entry.year or 0 for _, entry in chosen), default=0)
        return [one for one in chosen if (one[1].year or 0) == latest]

    def _source(self, text: CopyText, entry: Entry, relation: Relation) -> EarlierSource:
        there = places.unpack(entry.places, entry.words)
        own = relation == "previous"
        a = text.own_side(self._number) if own else text.peer_side(self._number)
        b = there.own_side() if own else there.peer_side()
        params: Params = DEFAULT if own else self._rules.params
        found = align_sides(a, b, params)
        if own or self._rules.names(found):
            found = split_by_units(found, a, b, text.units, params)
            if entry.words is not None:
                found = with_edits(found, a, b)
            passages = passages_of(found)
        else:
            passages = ()
        share = round(found.share_a, 4)
        return EarlierSource(
            id=entry.id, relation=relation, share=share, passages=passages, year=entry.year
        )
