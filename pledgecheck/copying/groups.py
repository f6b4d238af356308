"""Who shares text with whom: groups around a leader, from verified pairs only.

A chain of resemblances is no group: every member has itself been aligned with its leader. The leader
is the text that most others share; who wrote first is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from pledgecheck.copying.corpus import PeerPair
from pledgecheck.copying.templates import TemplateFound
from pledgecheck.model import CopyGroup, CopyMember, CopyPair

_NO_YEAR = 9999


def copy_groups(
    pairs: Iterable[PeerPair], years: Mapping[str, int | None] | None = None, min_share: float = 0.5
) -> tuple[CopyGroup, ...]:
    """Leaders with the documents of which at least `min_share` stands in the leader's text.

    A document is in one group at most. Between equals the earlier year leads, then the lower id.
    """
    members: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        if pair.share_a >= min_share:
            members[pair.b][pair.a] = pair.share_a
        if pair.share_b >= min_share:
            members[pair.a][pair.b] = pair.share_b
    years = years or {}
    grouped: set[str] = set()

    def rank(leader: str) -> tuple[int, float, int, str]:
        free = [share for id, share in members[leader].items() if id not in grouped]
        year = years.get(leader)
        return -len(free), -round(sum(free), 9), _NO_YEAR if year is None else year, leader

    heap = [rank(leader) for leader in members]
    heapify(heap)
    groups: list[CopyGroup] = []
    while heap:
        entry = heappop(heap)
        leader = entry[3]
        if leader in grouped:
            continue
        fresh = rank(leader)
        if not fresh[0]:
            continue
        if fresh != entry:
            heappush(heap, fresh)
            continue
        taken = {id: share for id, share in members[leader].items() if id not in grouped}
        grouped.update(taken, (leader,))
        ordered = sorted(taken.items(), key=lambda member: (-member[1], member[0]))
        members_of = tuple(CopyMember(id=id, share=share) for id, share in ordered)
        groups.append(CopyGroup(leader=leader, members=members_of))
    return tuple(sorted(groups, key=lambda group: (-len(group.members), group.leader)))


def copy_pairs(pairs: Iterable[PeerPair]) -> tuple[CopyPair, ...]:
    """The pairs as they cross the border, the lower id first."""
    found = [
        CopyPair(a=pair.a, b=pair.b, relation="peer", share_a=pair.share_a, share_b=pair.share_b)
        if pair.a <= pair.b
        else CopyPair(a=pair.b, b=pair.a, relation="peer", share_a=pair.share_b, share_b=pair.share_a)
        for pair in pairs
    ]
    return tuple(sorted(found, key=lambda pair: (pair.a, pair.b)))


def template_pairs(id: str, found: Iterable[TemplateFound]) -> list[CopyPair]:
    """A document and the templates of which something stands in it."""
    return [
        CopyPair(
            a=id,
            b=each.id,
            relation="template",
            share_a=round(each.alignment.share_a, 4),
            share_b=round(each.alignment.share_b, 4),
        )
        for each in found
    ]
