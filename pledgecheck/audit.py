"""Many pledges together: each judged by itself, then compared with earlier ones and with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from pledgecheck.comparing import Known, by_id, peers_of, seen, summary_of, unknown_previous
from pledgecheck.copying.corpus import PeerPair
from pledgecheck.copying.previous import previous_of
from pledgecheck.copying.search import PeerSearch
from pledgecheck.copying.sides import Side
from pledgecheck.copying.verify import Found
from pledgecheck.judging import Judge
from pledgecheck.kinds.form import FaultCount
from pledgecheck.kinds.overlap import OverlapFact
from pledgecheck.model import (
    AuditSummary,
    CopyPair,
    InputFailure,
    Pledge,
    Report,
    SkippedInput,
)
from pledgecheck.readers import ReadFailure, Skipped
from pledgecheck.registrations import Registrations
from pledgecheck.spool import Spool
from pledgecheck.steps import Beside, Judged, Reporting, judge_alone, make_report
from pledgecheck.units import Units
from pledgecheck.verifying import Verify, candidates, verified
from pledgecheck.workers import Hands

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
    reports, texts, units = Spool(), Spool(), Units()
    # The hands let go of files before these are deleted.
    with _Gathered(judge, jobs) as all_of, Hands(checker, jobs, cache) as hands:
        for found in hands.map(judge_alone, pledges):
            if isinstance(found, ReadFailure):
                failures.append(found)
                continue
            all_of.add(found)
            texts.append(found.text, found.known.id)
            say("judged", len(all_of.known), None)
        pairs = list(all_of.pairs(hands)) if judge.config.copying.peers else []
        overlaps = judge.overlaps(all_of.registered, all_of.side_of)
        other_pairs: list[CopyPair] = []
        for done, each in enumerate(hands.map(make_report, all_of.reports(pairs, overlaps)), start=1):
            reports.append(each.report)
            units.add_figures(each.figures)
            other_pairs += each.pairs
            say("compared", done, len(all_of.known))
    known = all_of.known
    summary = summary_of(judge, known, pairs, other_pairs, overlaps, units, all_of.lacking)
    skipped += unknown_previous(known, judge.config.lang)
    return Audit(reports, texts, summary, tuple(failures), tuple(skipped), judge.config.lang)


class _Gathered:
    """What is known of all pledges once each has been judged: little in memory, the rest on disk."""

    def __init__(self, judge: Judge, jobs: int) -> None:
        self._rules = judge.peer_rules
        self._search = PeerSearch(self._rules, judge.scale, jobs, propose=judge.config.copying.peers)
        self._left, self._copied = Spool(), Spool()
        self._secrets: list[bytes] = []
        self._shown: list[bytes] = []
        self._place: dict[str, int] = {}
        self._number: dict[str, int] = {}  # of those that can be compared
        self.known: list[Known] = []
        self.registered = Registrations()
        self.lacking = FaultCount()

    def add(self, found: Judged) -> None:
        """The next one."""
        id = found.known.id
        self._place[id] = len(self.known)
        self.known.append(found.known)
        if found.side:
            self._number[id] = len(self._number)
            self._search.add(found.known, found.side)
        if found.registered is not None:
            self.registered.add(found.registered)
        if found.lacks is not None:
            self.lacking.add(found.lacks)
        self._left.append(found.left)
        self._copied.append(found.copied)
        self._secrets.append(found.secret)
        self._shown.append(found.shown)

    def side_of(self, id: str) -> Side:
        """What of a pledge is aligned with strangers."""
        return self._search.bare_side(self._number[id])

    def pairs(self, hands: Hands) -> Iterator[PeerPair]:
        """The pairs of different authors that share text."""
        search = self._search
        ids = list(self._number)
        secrets = [self._secrets[self._place[id]] for id in ids]
        found: Iterator[list[Found]]
        if search.in_memory and not hands.many:
            given = candidates(search.candidates(), lambda number: (number, 0), secrets)
            found = (verified(hands.desk.entries, each, self._rules, search.bare_side) for each in given)
        else:
            file = search.on_disk()
            found = hands.map(Verify(self._rules, file), candidates(search.candidates(), search.place, secrets))
        for i, j, share_a, share_b in chain.from_iterable(found):
            yield PeerPair(ids[i], ids[j], share_a, share_b)

    def reports(self, pairs: Iterable[PeerPair], overlaps: Iterable[OverlapFact]) -> Iterator[Reporting]:
        """What each report is made of, in order."""
        peers = peers_of(pairs, {each.id: each.year for each in self.known})
        earlier = previous_of(self.known)
        overlaps_of = by_id(overlaps)
        for at, each in enumerate(self.known):
            yield Reporting(
                left=self._left[at],
                shown=self._shown[at],
                before=self._beside(earlier[each.id]),
                peers=self._beside(peers.get(each.id, ())),
                overlaps=seen(overlaps_of.get(each.id, ()), each.id),
            )

    def _beside(self, ids: Iterable[str]) -> tuple[Beside, ...]:
        places = [self._place[id] for id in ids if id in self._number]
        return tuple(
            Beside(self.known[at].id, self.known[at].year, self._copied[at], self._secrets[at]) for at in places
        )

    def __enter__(self) -> _Gathered:
        return self

    def __exit__(self, *exc: object) -> None:
        self._left.close()
        self._copied.close()
        self._search.close()
        self.registered.close()


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
