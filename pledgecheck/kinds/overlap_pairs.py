"""Which registrations of a place are compared: all with all where they are few, else those with something alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from pledgecheck.copying.sides import Side
from pledgecheck.kinds.likeness import Name, likeness
from pledgecheck.kinds.registered import Registered

_FEW = 5000  # pairs of one place and year that are simply all compared

Pair = tuple[int, int]
_Group = tuple[int | None, str]  # year, place or house


def pairs(
    known: Sequence[Registered], side_of: Callable[[str], Side], near_name: float, words: int
) -> Iterator[Pair]:
    """Pairs of one year whose bodies have a place or a house in common, each once, as indices into `known`;
    two individuals are no pair.

    Where a place has thousands of them, only those come that share a run of tokens, a name at least
    `near_name` alike or so many `words` (neighbouring syllables) of content: others cannot overlap.
    """
    of_each = _groups(known)
    groups: defaultdict[_Group, list[int]] = defaultdict(list)
    for at, keys in enumerate(of_each):
        for key in keys:
            groups[key].append(at)
    for key, members in groups.items():
        bodies = [at for at in members if known[at].kind != "individual"]
        if len(bodies) * len(members) <= _FEW:
            found: Iterator[Pair] = ((at, other) for at in bodies for other in members)
        else:
            found = _alike(known, bodies, members, side_of, near_name, words)
        both = set(bodies)
        for at, other in found:
            if at == other or (other < at and other in both):
                continue  # it comes, or came, the other way round
            if key == min(of_each[at] & of_each[other], key=repr):  # of several places in common one asks
                yield min(at, other), max(at, other)


def _groups(known: Sequence[Registered]) -> list[frozenset[_Group]]:
    """The years and places of each."""
    communes = {(one.year, one.body.commune) for one in known if " " in one.body.commune}
    found = []
    for one in known:
        keys = set(one.body.keys())
        if not one.body.commune:
            # "Trường Tiểu học An Hòa" beside "UBND xã An Hòa": the name of the place without its rank.
            parts = one.body.core.split()
            tails = (" ".join(parts[-size:]) for size in (2, 3, 4))
            keys |= {f"commune {tail}" for tail in tails if (one.year, tail) in communes}
        found.append(frozenset((one.year, key) for key in keys))
    return found


def _alike(
    known: Sequence[Registered],
    bodies: Sequence[int],
    members: Sequence[int],
    side_of: Callable[[str], Side],
    near_name: float,
    words: int,
) -> Iterator[Pair]:
    """Pairs of a body and a member that have something in common."""
    by_run: defaultdict[int, list[int]] = defaultdict(list)
    by_words: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    by_name: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    names: dict[tuple[str, ...], Name] = {}
    for at in bodies:
        one = known[at]
        for run in side_of(one.id).runs.all:
            by_run[run].append(at)
        for two in one.content:
            by_words[two].append(at)
        for name in one.names:
            names[name.words] = name
            by_name[name.words].append(at)
    near: dict[tuple[str, ...], list[int]] = {}  # bodies by a name that is nearly one of theirs
    for other in members:
        one = known[other]
        found = {at for run in side_of(one.id).runs.all if run in by_run for at in by_run[run]}
        counts = Counter([at for two in one.content if two in by_words for at in by_words[two]])
        found.update([at for at, count in counts.items() if count >= words])
        for name in (*one.names, *(name for act in one.acts for name in act.names)):
            if name.words not in near:
                alike = (each for each in names.values() if likeness(name, each) >= near_name)
                near[name.words] = [at for each in alike for at in by_name[each.words]]
            found.update(near[name.words])
        for at in sorted(found):
            yield at, other
