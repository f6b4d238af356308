"""The index of earlier years: this year can be checked against the past without keeping the texts.

It holds, for each pledge, keyed hashes of the words of its commitments and their places; its id and year as
they are; author and unit as pseudonyms under the same key. Pseudonymous, not anonymous: who holds the key
can guess common words. Words are kept only when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pledgecheck.copying.align import align_sides, split_by_units, with_edits
from pledgecheck.copying.compare import passages_of
from pledgecheck.copying.fingerprints import fingerprints
from pledgecheck.copying.index import places
from pledgecheck.copying.index.secret import Secret, make_secret, read_secret
from pledgecheck.copying.index.store import Entry, Store, build_index, open_index
from pledgecheck.copying.tiling import DEFAULT, Params
from pledgecheck.errors import IndexFileError, UsageError
from pledgecheck.kinds.copying import CopyText
from pledgecheck.left_out import replaced, unjudged
from pledgecheck.model import CopySource, Frozen, Pledge, Relation
from pledgecheck.packing import unpack
from pledgecheck.readers import ReadFailure, Skipped
from pledgecheck.workers import drafts

if TYPE_CHECKING:
    from pledgecheck.cache import Cache
    from pledgecheck.checker import Checker
    from pledgecheck.judging import Draft

Given = Pledge | ReadFailure | Skipped


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


class IndexDescription(Frozen):
    """What an index holds and what it does not."""

    path: str
    key: str
    made_with: str
    keeps_words: bool
    entries: int
    years: dict[str, int]
    megabytes: float
    holds: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """How many entries were written; what could not be read, and what else is not in the index."""

    entries: int = 0
    failures: list[ReadFailure] = field(default_factory=list)
    left: list[ReadFailure | Skipped] = field(default_factory=list)


def key_file(index: Path) -> Path:
    """Where the key of an index is unless another place is named: beside it."""
    return index.with_name(index.name + ".key")


def build(
    index: Path,
    checker: Checker,
    pledges: Iterable[Given],
    *,
    key: Path | None = None,
    keep_words: bool = False,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Outcome:
    """A new index in place of any old one. The key is made where there is none yet."""
    from pledgecheck.version import VERSION

    if not index.absolute().parent.is_dir():
        raise UsageError("không có thư mục này.", "there is no such folder.", path=str(index.parent))
    secret = make_secret(key or key_file(index))
    outcome = Outcome()
    facts = {"key": secret.check, "words": str(int(keep_words)), "version": VERSION}
    entries = _entries(checker, pledges, secret, keep_words, jobs, cache, outcome)
    build_index(index, facts, entries)
    return outcome


def add(
    index: Path,
    checker: Checker,
    pledges: Iterable[Given],
    *,
    key: Path | None = None,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Outcome:
    """Further pledges, all or none; one with the id and year of an old one takes its place."""
    outcome = Outcome()
    with open_index(index) as store:
        secret = _secret(store, key)
        keep = store.fact("words") == "1"
        store.put(_entries(checker, pledges, secret, keep, jobs, cache, outcome))
    return outcome


def query(
    index: Path,
    checker: Checker,
    pledges: Iterable[Given],
    *,
    key: Path | None = None,
    jobs: int = 1,
    cache: Cache | None = None,
) -> Iterator[QueryResult | ReadFailure]:
    """For each pledge the earlier ones it shares text with: the author's own, and other people's."""
    with open_index(index) as store:
        look = Look(store, _secret(store, key), checker)
        for each in _drafted(checker, pledges, jobs, cache):
            yield each if isinstance(each, ReadFailure) else look.at(each)


def describe(index: Path, key: Path | None = None) -> IndexDescription:
    """What an index holds. Also tells whether it is sound."""
    with open_index(index) as store:
        if not store.sound():
            raise IndexFileError(
                "kho bị hỏng; hãy tạo lại.", "the index is damaged; build it again.", path=str(index)
            )
        years = store.years()
        keeps = store.fact("words") == "1"
        return IndexDescription(
            path=str(index),
            key=str(key or key_file(index)),
            made_with=store.fact("version"),
            keeps_words=keeps,
            entries=sum(count for _, count, _ in years),
            years={"?" if year is None else str(year): count for year, count, _ in years},
            megabytes=round(index.stat().st_size / 2**20, 2),
            holds=(
                "id",
                "year",
                "author and unit as keyed pseudonyms",
                "keyed hashes of the words of commitments, with their places",
                "fingerprints of runs of four of these hashes",
                *(("the words of commitments",) if keeps else ()),
            ),
        )


def purge(
    index: Path, *, years: Sequence[int] = (), ids: Sequence[str] = (), all: bool = False
) -> int:
    """Remove entries, or the index as a whole with its key; how many entries there were."""
    with open_index(index) as store:
        if not all:
            return store.remove(years=years, ids=ids)
        count = store.clear()
    index.unlink()
    key_file(index).unlink(missing_ok=True)  # one kept elsewhere may serve other indexes
    return count


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


def _secret(store: Store, key: Path | None) -> Secret:
    path = key or key_file(store.path)
    secret = read_secret(path)
    if secret.check != store.fact("key"):
        raise UsageError("khóa này không phải của kho.", "this is not the key of the index.", path=str(path))
    return secret


def _entries(
    checker: Checker,
    pledges: Iterable[Given],
    secret: Secret,
    keep_words: bool,
    jobs: int,
    cache: Cache | None,
    outcome: Outcome,
) -> Iterator[tuple[Entry, Iterable[int]]]:
    number = secret.numbers()
    written: dict[tuple[str, int | None], Pledge] = {}
    for each in _drafted(checker, pledges, jobs, cache, outcome.left):
        if isinstance(each, ReadFailure):
            outcome.failures.append(each)
            continue
        pledge, text = each.pledge, each.copyable
        if text is None:
            outcome.left.append(unjudged(each, checker.rulebook.rules.values()))
            continue
        if (pledge.id, pledge.year) in written:
            outcome.left.append(replaced(written[pledge.id, pledge.year]))
        written[pledge.id, pledge.year] = pledge.model_copy(update={"text": ""})  # its place is enough
        entry = Entry(
            id=pledge.id,
            year=pledge.year,
            author=secret.of("author", pledge.author) if pledge.author is not None else None,
            unit=secret.of("unit", pledge.unit) if pledge.unit is not None else None,
            places=places.pack(text.own_side(number), text.units, text.formulas),
            words=places.blanked(text.tokens.text, text.units) if keep_words else None,
        )
        yield entry, fingerprints(text.peer_side(number).keys)
    outcome.entries = len(written)


def _drafted(
    checker: Checker,
    pledges: Iterable[Given],
    jobs: int,
    cache: Cache | None,
    left: list[ReadFailure | Skipped] | None = None,
) -> Iterator[Draft | ReadFailure]:
    """The pledges judged one by one, failures of reading last; what the reader leaves aside goes to `left`."""
    failures: list[ReadFailure] = []

    def readable() -> Iterator[Pledge]:
        for each in pledges:
            if isinstance(each, ReadFailure):
                failures.append(each)
            elif not isinstance(each, Skipped):
                yield each
            elif left is not None:
                left.append(each)

    for packed in drafts(checker, readable(), jobs, cache):
        yield packed if isinstance(packed, ReadFailure) else unpack(packed, checker.judge)
    yield from failures
