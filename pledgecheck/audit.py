"""Many pledges together: each judged by itself, then compared with earlier ones and with others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pledgecheck.copying.align import align_sides
from pledgecheck.copying.corpus import PeerPair
from pledgecheck.copying.groups import copy_groups, copy_pairs, template_pairs
from pledgecheck.copying.previous import previous_of
from pledgecheck.copying.search import PeerSearch
from pledgecheck.copying.sides import Side
from pledgecheck.judging import Draft
from pledgecheck.kinds.copying import Source, in_detail
from pledgecheck.kinds.form import FaultCount
from pledgecheck.kinds.overlap import OverlapFact
from pledgecheck.kinds.registered import Registered
from pledgecheck.model import (
    AuditSummary,
    CopyPair,
    InputFailure,
    Overlap,
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
            InputFailure(
                path=each.path, code=each.code, message=each.error.en if self._lang == "en" else each.error.vi
            )
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


@dataclass(slots=True)
class _Known:
    """What stays in memory of a pledge until all are judged."""

    id: str
    author: str | None
    unit: str | None
    year: int | None
    previous: tuple[str, ...]


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
    pledges = _pledges(entries, failures, skipped, judge.config.lang)

    waiting = Spool()
    known: list[_Known] = []
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
        known.append(_Known(pledge.id, pledge.author, pledge.unit, pledge.year, pledge.previous))
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

    rules = judge.peer_rules
    pairs = list(search.pairs())
    peers = _peers(pairs, {each.id: each.year for each in known})
    earlier = previous_of(known)
    overlaps = judge.overlaps(registered, side_of)
    overlaps_of: defaultdict[str, list[OverlapFact]] = defaultdict(list)
    for fact in overlaps:
        for id in {fact.a.id, fact.b.id}:
            overlaps_of[id].append(fact)

    reports = Spool()
    texts = Spool()
    previous_pairs: list[CopyPair] = []
    units = Units()
    for done, each in enumerate(known, start=1):
        draft = load(each.id)
        before = [load(id) for id in earlier[each.id]]
        sources = judge.previous(draft, before)
        for source in sources:
            if source.alignment.passages:
                previous_pairs.append(
                    CopyPair(
                        a=each.id,
                        b=source.id,
                        relation="previous",
                        share_a=round(source.alignment.share_a, 4),
                        share_b=round(source.alignment.share_b, 4),
                    )
                )
        if draft.copyable is not None:
            previous_pairs += template_pairs(each.id, draft.copyable.templates)
        own = {source.id for source in sources}
        for other in peers.get(each.id, ()):
            if other not in own and draft.copyable is not None:
                mine, theirs = side_of(each.id), side_of(other)
                found = align_sides(mine, theirs, rules.params)
                detail = in_detail(found, mine, theirs, draft.copyable.units, rules.params)
                sources.append(Source(other, "peer", detail, known[place[other]].year))
        compared = any(one.copyable is not None for one in before)
        report = judge.finish(draft, sources, compared=compared, overlaps=overlaps_of.get(each.id, ()))
        units.add(report)
        reports.append(report.model_dump_json(by_alias=True).encode())
        texts.append(draft.pledge.text.encode("utf-8", "surrogatepass"), each.id)
        say("compared", done, len(known))
    waiting.close()
    search.close()
    summary = AuditSummary(
        copy_groups=copy_groups(
            pairs, {each.id: each.year for each in known}, judge.config.copying.group_share
        ),
        copy_pairs=(*previous_pairs, *copy_pairs(pairs)),
        overlaps=tuple(
            Overlap(a=fact.a.id, b=fact.b.id, kind=fact.kind, name_a=fact.name_a, name_b=fact.name_b)
            for fact in overlaps
        ),
        units=units.summary(),
        form_faults=lacking.faults(judge.config.lang),
    )
    return Audit(reports, texts, summary, tuple(failures), tuple(skipped), judge.config.lang)


def _pledges(
    entries: Iterable[Entry], failures: list[ReadFailure], skipped: list[SkippedInput], lang: str
) -> Iterator[Pledge]:
    """The pledges among the entries, each with an id of its own; failures and skipped ones go aside."""
    taken: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, ReadFailure):
            failures.append(entry)
        elif isinstance(entry, Skipped):
            skipped.append(SkippedInput(path=entry.path, reason=entry.describe(lang)))
        else:
            name = entry.id or "pledge"
            taken[name] += 1
            while taken[name] > 1:
                name = f"{entry.id or 'pledge'}#{taken[name]}"
                taken[name] += 1
            yield entry if name == entry.id else entry.model_copy(update={"id": name})


def _peers(pairs: Sequence[PeerPair], years: dict[str, int | None]) -> dict[str, list[str]]:
    """Whom each report names. Of one year both name each other: who wrote first cannot be known.
    Of different years the later names the earlier."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        a, b = years[pair.a], years[pair.b]
        if a is None or b is None or a >= b:
            named[pair.a].append(pair.b)
        if a is None or b is None or b >= a:
            named[pair.b].append(pair.a)
    return named
