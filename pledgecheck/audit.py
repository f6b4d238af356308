"""Many pledges together: each judged by itself, then compared with earlier ones and with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pledgecheck.comparing import Known, Peer, by_id, peers_of, report_of, summary_of, unknown_previous
from pledgecheck.copying.previous import previous_of
from pledgecheck.copying.search import PeerSearch
from pledgecheck.copying.sides import Side
from pledgecheck.judging import Draft
from pledgecheck.kinds.form import FaultCount
from pledgecheck.kinds.registered import Registered
from pledgecheck.model import (
    AuditSummary,
    CopyPair,
    InputFailure,
    Pledge,
    Report,
    SkippedInput,
)
from pledgecheck.readers import ReadFailure, Skipped
from pledgecheck.spool import Spool
from pledgecheck.units import Units
from pledgecheck.workers import drafts, unpack

if TYPE_CHECKING:
    from pledgecheck.cache.store import Cache
    from pledgecheck.checker import Checker

Entry = Pledge | ReadFailure | Skipped
Progress = Callable[[str, int, int | None], None]  # step, done, of how many (if known)


class Audit:
    """The outcome of an audit. `reports` may be iterated again and again; they are kept on disk.

    Close it (or use `with`) to delete the temporary file at once; otherwise it goes with the object.
    """

    def __init__(
        self,
        reports: Spool,
        texts: Spool,
        summary: AuditSummary,
        failures: tuple[ReadFailure, ...],
        skipped: tuple[SkippedInput, ...],
        lang: str,
    ) -> None:
        self._spool = reports
        self._texts = texts
        self._lang = lang
        self.summary = summary
        self.failures = failures  # with their exceptions, which speak both languages
        self.skipped = skipped

    @property
    def errors(self) -> tuple[InputFailure, ...]:
        """The inputs that could not be read or judged, in the language of the configuration."""
        return tuple(
            InputFailure(path=each.path, code=each.code, message=each.describe(self._lang))
            for each in self.failures
        )

    @property
    def reports(self) -> Reports:
        """The reports in the order of the pledges."""
        return Reports(self._spool)

    @property
    def texts(self) -> Texts:
        """The texts that were judged, by id of the report; read one at a time from the temporary file."""
        return Texts(self._texts)

    def close(self) -> None:
        """Delete the temporary files; the reports are gone after that."""
        self._spool.close()
        self._texts.close()

    def __enter__(self) -> Audit:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Audit({len(self._spool)} reports, {len(self.failures)} errors)"


class Reports(Sequence[Report]):
    """Reports read from the spool one at a time."""

    __slots__ = ("_spool",)

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def __len__(self) -> int:
        return len(self._spool)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        return Report.model_validate_json(self._spool[at if at >= 0 else len(self) + at])

    def json_lines(self) -> Iterator[str]:
        """The reports as JSON text, without parsing them."""
        return (record.decode() for record in self._spool)


class Texts(Mapping[str, str]):
    """Texts by id, read from the spool one at a time."""

    __slots__ = ("_places", "_spool")

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._places = {name: at for at, name in enumerate(spool.labels)}

    def __getitem__(self, id: str) -> str:
        return self._spool[self._places[id]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def run(
    checker: Checker,
    entries: Iterable[Entry],
    jobs: int = 1,
    progress: Progress | None = None,
    cache: Cache | None = None,
) -> Audit:
    """Judge, compare, report."""
    say = progress or (lambda step, done, total: None)
    judge = checker.judge
    failures: list[ReadFailure] = list(getattr(entries, "errors", ()))
    skipped: list[SkippedInput] = []
    pledges = pledges_of(entries, failures, skipped, judge.config.lang)

    waiting = Spool()
    known: list[Known] = []
    search = PeerSearch(judge.peer_rules, judge.scale, jobs)
    number: dict[str, int] = {}  # of those that can be compared
    place: dict[str, int] = {}
    registered: list[Registered] = []
    lacking = FaultCount()
    for packed in drafts(checker, pledges, jobs, cache):
        if isinstance(packed, ReadFailure):
            failures.append(packed)
            continue
        draft = unpack(packed, judge)
        pledge = draft.pledge
        place[pledge.id] = len(known)
        known.append(Known(pledge.id, pledge.author, pledge.unit, pledge.year, pledge.previous))
        if draft.copyable is not None:
            number[pledge.id] = len(number)
            search.add(known[-1], draft.copyable.peer_side())
        entry = judge.registered(draft)
        if entry is not None:
            registered.append(entry)
        lacks = judge.lacks(draft)
        if lacks is not None:
            lacking.add(lacks)
        waiting.append(packed)
        say("judged", len(known), None)

    def load(id: str) -> Draft:
        return unpack(waiting[place[id]], judge)

    @lru_cache(maxsize=1024)
    def side_of(id: str) -> Side:
        side = search.side(number[id])
        if side is None:  # it waits on disk without its text
            text = load(id).copyable
            assert text is not None
            side = text.peer_side()
        return side

    pairs = list(search.pairs())
    peers = peers_of(pairs, {each.id: each.year for each in known})
    earlier = previous_of(known)
    overlaps = judge.overlaps(registered, side_of)
    overlaps_of = by_id(overlaps)

    reports = Spool()
    texts = Spool()
    other_pairs: list[CopyPair] = []
    units = Units()
    for done, each in enumerate(known, start=1):
        draft = load(each.id)
        before = [load(id) for id in earlier[each.id]]
        others = (Peer(id, known[place[id]].year, side_of(id)) for id in peers.get(each.id, ()))
        report, found = report_of(judge, draft, before, others, overlaps_of.get(each.id, ()))
        other_pairs += found
        units.add(report)
        reports.append(report.model_dump_json(by_alias=True).encode())
        texts.append(draft.pledge.text.encode("utf-8", "surrogatepass"), each.id)
        say("compared", done, len(known))
    waiting.close()
    search.close()
    summary = summary_of(judge, known, pairs, other_pairs, overlaps, units, lacking)
    skipped += unknown_previous(known, judge.config.lang)
    return Audit(reports, texts, summary, tuple(failures), tuple(skipped), judge.config.lang)


def pledges_of(
    entries: Iterable[Entry], failures: list[ReadFailure], skipped: list[SkippedInput], lang: str
) -> Iterator[Pledge]:
    """The pledges among the entries, each with an id of its own; failures and skipped ones go aside."""
    taken: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, ReadFailure):
            failures.append(entry)
        elif isinstance(entry, Skipped):
            skipped.append(SkippedInput(path=entry.path, reason=entry.describe(lang), code=entry.reason))
        else:
            name = entry.id or "pledge"
            taken[name] += 1
            while taken[name] > 1:
                name = f"{entry.id or 'pledge'}#{taken[name]}"
                taken[name] += 1
            yield entry if name == entry.id else entry.model_copy(update={"id": name})
