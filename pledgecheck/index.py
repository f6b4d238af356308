"""The index of earlier years: this year can be checked against the past without keeping the texts.

It holds, for each pledge, keyed hashes of the words of its commitments and their places; its id and year as
they are; author and unit as pseudonyms under the same key. Pseudonymous, not anonymous: who holds the key
can guess common words. Words are kept only when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pledgecheck.copying.fingerprints import fingerprints
from pledgecheck.copying.index import places
from pledgecheck.copying.index.secret import Secret, make_secret, read_secret
from pledgecheck.copying.index.store import Entry, Store, build_index, open_index
from pledgecheck.earlier import Look, QueryResult
from pledgecheck.errors import IndexFileError, UsageError
from pledgecheck.left_out import replaced, unjudged
from pledgecheck.model import Frozen, Pledge
from pledgecheck.packing import unpack
from pledgecheck.readers import ReadFailure, Skipped
from pledgecheck.workers import drafts

if TYPE_CHECKING:
    from pledgecheck.cache import Cache
    from pledgecheck.checker import Checker
    from pledgecheck.judging import Draft

Given = Pledge | ReadFailure | Skipped


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
    """A new index in place of any old one, which stays where nothing can be written. The key is made where
    there is none yet."""
    from pledgecheck.version import VERSION

    if not index.absolute().parent.is_dir():
        raise UsageError("không có thư mục này.", "there is no such folder.", path=str(index.parent))
    path = key or key_file(index)
    new = not path.exists()
    secret = make_secret(path)
    outcome = Outcome()
    facts = {"key": secret.check, "words": str(int(keep_words)), "version": VERSION}
    entries = _entries(checker, pledges, secret, keep_words, jobs, cache, outcome)
    first = next(entries, None)
    if first is not None:
        build_index(index, facts, chain([first], entries))
    elif new:
        path.unlink()
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
    left: list[ReadFailure | Skipped] | None = None,
) -> Iterator[QueryResult | ReadFailure]:
    """For each pledge the earlier ones it shares text with: the author's own, and other people's.

    left: where given, texts that cannot be judged and inputs that are no pledges go there, with the reason.
    """
    with open_index(index) as store:
        look = Look(store, _secret(store, key), checker)
        for each in _drafted(checker, pledges, jobs, cache, left):
            if left is not None and not isinstance(each, ReadFailure) and each.copyable is None:
                left.append(unjudged(each, checker.rulebook.rules.values()))
            else:
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
