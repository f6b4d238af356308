"""Which documents are the earlier ones of the same author, and which belong together as one author's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol


class Dated(Protocol):
    """What is asked of a document: `CopyDocument` and `Pledge` have it."""

    @property
    def id(self) -> str: ...
    @property
    def author(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def year(self) -> int | None: ...
    @property
    def previous(self) -> tuple[str, ...]: ...


def previous_of(documents: Sequence[Dated]) -> Mapping[str, tuple[str, ...]]:
    """For each document the ids of its earlier ones among `documents`; empty where there is none.

    Named ones (`previous`) decide. Else those of the same author and unit in the latest earlier year;
    else, since units are renamed and people move, those of the same author alone.
    """
    known = {document.id for document in documents}
    by_author: defaultdict[str, list[Dated]] = defaultdict(list)
    for document in documents:
        if document.author is not None and document.year is not None:
            by_author[document.author].append(document)
    return {document.id: _previous(document, known, by_author) for document in documents}


def _previous(document: Dated, known: set[str], by_author: Mapping[str, list[Dated]]) -> tuple[str, ...]:
    named = tuple(id for id in document.previous if id in known and id != document.id)
    if named or document.author is None or document.year is None:
        return named
    earlier = [(other.year, other) for other in by_author.get(document.author, ())
               if other.year is not None and other.year < document.year]
    for same in ([pair for pair in earlier if pair[1].unit == document.unit], earlier):
        if same:
            latest = max(year for year, _ in same)
            return tuple(sorted(other.id for year, other in same if year == latest))
    return ()


def families(documents: Sequence[Dated]) -> list[int]:
    """A number for each document; documents of one author have the same.

    Of one author are those that name the same one, and, where no author is named, a document and the
    earlier one it alone names: what several documents name as earlier may be anybody's.
    """
    place = {document.id: at for at, document in enumerate(documents)}
    named = Counter(id for document in documents for id in set(document.previous))
    first: dict[str, int] = {}
    root = list(range(len(documents)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for at, document in enumerate(documents):
        if document.author is not None:
            root[find(at)] = find(first.setdefault(document.author, at))
            continue
        for id in document.previous:
            other = place.get(id)
            if other is not None and named[id] == 1 and documents[other].author is None:
                root[find(at)] = find(other)
    return [find(at) for at in range(len(documents))]
