"""Copied passages side by side, with what differs marked in both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pledgecheck.model import Copying, CopySource, Edit, Passage

MOST_PASSAGES = 12
MOST_SOURCES = 6
_MOST_WORDS = 500  # beyond, the differences are listed but not marked
_WORDS = re.compile(r"\w+(?:[./]\w+)*|[^\w\s]|\s+")
_ORDER = {"repeated": 0, "continued": 1, "standing": 2}

Run = tuple[str, bool]  # a piece of a passage, whether it differs


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage: its kind, both sides in runs (the other side None without its text), the edits."""

    kind: str
    here: tuple[Run, ...]
    there: tuple[Run, ...] | None
    edits: tuple[Edit, ...]
    headed: bool = True  # whether its kind is to be said again

    @property
    def same(self) -> bool:
        """Word for word in both."""
        return self.there is not None and not any(differs for _, differs in (*self.here, *self.there))


@dataclass(frozen=True, slots=True)
class SourceView:
    """One other text and the passages shared with it."""

    id: str
    relation: str
    share: float
    passages: tuple[PassageView, ...]
    base: int  # passages of base content, counted only
    more: int
    has_text: bool


def copy_views(
    copying: Copying | None, text: str, sources: Mapping[str, str]
) -> tuple[tuple[SourceView, ...], int]:
    """The texts that share most, and how many more there are. Sources without a passage are left out."""
    if copying is None:
        return (), 0
    sharing = sorted((each for each in copying.sources if each.passages), key=lambda each: -each.share)
    return tuple(_source(each, text, sources.get(each.id)) for each in sharing[:MOST_SOURCES]), max(
        0, len(sharing) - MOST_SOURCES
    )


def _source(source: CopySource, text: str, other: str | None) -> SourceView:
    shown = sorted(
        (p for p in source.passages if p.kind != "base"), key=lambda p: (_ORDER.get(p.kind, 0), p.start)
    )
    return SourceView(
        id=source.id,
        relation=source.relation,
        share=source.share,
        passages=tuple(
            replace(_passage(each, text, other), headed=not at or shown[at - 1].kind != each.kind)
            for at, each in enumerate(shown[:MOST_PASSAGES])
        ),
        base=sum(p.kind == "base" for p in source.passages),
        more=max(0, len(shown) - MOST_PASSAGES),
        has_text=other is not None,
    )


def _passage(passage: Passage, text: str, other: str | None) -> PassageView:
    here = text[passage.start : passage.end]
    if other is None:
        return PassageView(passage.kind, ((here, False),), None, passage.edits)
    mine, theirs = compare_runs(here, other[passage.source_start : passage.source_end])
    return PassageView(passage.kind, mine, theirs, passage.edits)


def compare_runs(a: str, b: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in runs of same and different words; spaces alone are no difference."""
    left, right = _WORDS.findall(a), _WORDS.findall(b)
    if max(len(left), len(right)) > 2 * _MOST_WORDS:
        return ((a, False),), ((b, False),)
    keys = [[word.casefold() if not word.isspace() else " " for word in side] for side in (left, right)]
    one: list[Run] = []
    two: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        _add(one, "".join(left[i1:i2]), tag != "equal")
        _add(two, "".join(right[j1:j2]), tag != "equal")
    return _joined(one), _joined(two)


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Differences with only spaces between them are one difference."""
    found: list[Run] = []
    for at, (text, differs) in enumerate(runs):
        between = text.isspace() and 0 < at < len(runs) - 1 and runs[at - 1][1] and runs[at + 1][1]
        if found and found[-1][1] == (differs or between):
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            found.append((text, differs or between))
    return tuple(found)


def _add(runs: list[Run], text: str, differs: bool) -> None:
    if not text:
        return
    differs = differs and not text.isspace()
    if differs and text != text.strip():  # spaces around a difference are not part of it
        inner = text.strip()
        lead = text.index(inner)
        for piece, marked in ((text[:lead], False), (inner, True), (text[lead + len(inner) :], False)):
            _add(runs, piece, marked)
        return
    if runs and (runs[-1][1] == differs):
        runs[-1] = (runs[-1][0] + text, differs)
    else:
        runs.append((text, differs))
