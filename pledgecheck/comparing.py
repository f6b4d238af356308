"""One judged pledge beside others: what every engine does with it, on one machine or on many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pledgecheck.copying.align import align_sides
from pledgecheck.copying.corpus import PeerPair
from pledgecheck.copying.groups import copy_groups, copy_pairs, template_pairs
from pledgecheck.judging import Draft, Judge, Other
from pledgecheck.kinds.copying import MOST_PEERS, Source, in_detail
from pledgecheck.kinds.form import FaultCount
from pledgecheck.kinds.overlap import OverlapFact, Overlapping, seen_from
from pledgecheck.model import AuditSummary, CopyPair, Overlap, Report, SkippedInput
from pledgecheck.units import Units


@dataclass(slots=True)
class Known:
    """What stays in memory of a pledge until all are judged."""

    id: str
    author: str | None
    unit: str | None
    year: int | None
    previous: tuple[str, ...]


def report_of(
    judge: Judge,
    draft: Draft,
    before: Sequence[Other],
    peers: Iterable[Other],
    overlaps: Sequence[Overlapping] = (),
) -> tuple[Report, list[CopyPair]]:
    """The report, and the pairs with earlier pledges of the author and with templates."""
    sources = judge.previous(draft, before)
    pairs = [
        CopyPair(
            a=draft.pledge.id,
            b=source.id,
            relation="previous",
            share_a=round(source.alignment.share_a, 4),
            share_b=round(source.alignment.share_b, 4),
        )
        for source in sources
        if source.alignment.passages
    ]
    if draft.copyable is not None:
        pairs += template_pairs(draft.pledge.id, draft.copyable.templates)
        own = {source.id for source in sources}
        mine, params = draft.copyable.peer_side(), judge.peer_rules.params
        for peer in peers:
            if peer.id not in own:
                theirs = peer.copyable.peer_side()
                found = align_sides(mine, theirs, params)
                detail = in_detail(found, mine, theirs, draft.copyable.units, params)
                sources.append(Source(peer.id, "peer", detail, peer.year))
    return judge.finish(draft, sources, compared=bool(before), overlaps=overlaps), pairs


_UNKNOWN = (
    "bản năm trước được nêu không có trong lần kiểm tra này (sai mã, hoặc không đọc được); chưa so được với bản đó.",
    "the earlier pledge that is named is not part of this audit (a wrong id, or it could not be read); not compared.",
)


def unknown_previous(known: Sequence[Known], lang: str) -> list[SkippedInput]:
    """The earlier pledges that are named and not there, a row for each."""
    ids = {each.id for each in known}
    reason = _UNKNOWN[lang == "en"]
    return [
        SkippedInput(path=f"{each.id} ← {id}", reason=reason)
        for each in known
        for id in dict.fromkeys(each.previous)
        if id not in ids
    ]


def peers_of(pairs: Iterable[PeerPair], years: Mapping[str, int | None]) -> dict[str, list[str]]:
    """Whom each report names. Of one year both name each other: who wrote first cannot be known.
    Of different years the later names the earlier. Where hundreds are alike, only those that share most are
    named: all pairs stand in the summary, and aligning each with each in detail would cost the square."""
    named: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for pair in pairs:
        a, b = years[pair.a], years[pair.b]
        if a is None or b is None or a >= b:
            named[pair.a].append((-pair.share_a, pair.b))
        if a is None or b is None or b >= a:
            named[pair.b].append((-pair.share_b, pair.a))
    return {id: [other for _, other in sorted(found)[:MOST_PEERS]] for id, found in named.items()}


def by_id(overlaps: Iterable[OverlapFact]) -> dict[str, list[OverlapFact]]:
    """The overlaps that each pledge is part of."""
    found: defaultdict[str, list[OverlapFact]] = defaultdict(list)
    for fact in overlaps:
        for id in {fact.a.id, fact.b.id}:
            found[id].append(fact)
    return found


def seen(facts: Iterable[OverlapFact], id: str) -> tuple[Overlapping, ...]:
    """Its overlaps with others, as the pledge with this id sees them."""
    return tuple(seen_from(each, id) for each in facts if each.a is not each.b)


def summary_of(
    judge: Judge,
    known: Iterable[Known],
    pairs: Sequence[PeerPair],
    other_pairs: Iterable[CopyPair],
    overlaps: Iterable[OverlapFact],
    units: Units,
    lacking: FaultCount,
) -> AuditSummary:
    """What only the whole shows."""
    years = {each.id: each.year for each in known}
    return AuditSummary(
        copy_groups=copy_groups(pairs, years, judge.config.copying.group_share),
        copy_pairs=(*other_pairs, *copy_pairs(pairs)),
        overlaps=tuple(
            Overlap(a=fact.a.id, b=fact.b.id, kind=fact.kind, name_a=fact.name_a, name_b=fact.name_b)
            for fact in overlaps
        ),
        units=units.summary(),
        form_faults=lacking.faults(judge.config.lang),
    )
