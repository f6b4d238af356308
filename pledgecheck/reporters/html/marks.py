"""The text cut into pieces: plain, to look again, to consider. Base content is never marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pledgecheck.model import Commitment, Finding

MarkKind = Literal["must", "consider"]
_KINDS: dict[str, MarkKind] = {"error": "must", "warning": "consider"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text. `begins`, `ends`: numbers of the notes that start and end here."""

    text: str
    kind: MarkKind | None = None
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()  # commitments that start here


def pieces(
    text: str, findings: Sequence[tuple[int, Finding]], commitments: Sequence[Commitment]
) -> list[Piece]:
    """The whole text in order; `findings` with the numbers of their notes.

    A note whose place lies wholly in base content is listed, not marked.
    """
    base = [(one.start, one.end) for one in commitments if one.required_formula]
    spans: list[tuple[int, int, MarkKind, int]] = []
    for number, finding in findings:
        kind = _KINDS.get(finding.severity)
        if kind is None or finding.start is None or finding.end is None:
            continue
        start, end = max(0, finding.start), min(len(text), finding.end)
        spans += [(first, last, kind, number) for first, last in _without(start, end, base)]
    starts: dict[int, list[int]] = {}
    for one in commitments:
        starts.setdefault(min(max(0, one.start), len(text)), []).append(one.index)

    cuts = sorted({0, len(text), *starts, *(at for span in spans for at in span[:2])})
    first_of = {number: min(s[0] for s in spans if s[3] == number) for _, _, _, number in spans}
    last_of = {number: max(s[1] for s in spans if s[3] == number) for _, _, _, number in spans}
    found = []
    for start, end in pairwise(cuts):
        active = [span for span in spans if span[0] <= start and span[1] >= end]
        kinds = {span[2] for span in active}
        numbers = sorted({span[3] for span in active})
        found.append(
            Piece(
                text=text[start:end],
                kind="must" if "must" in kinds else "consider" if kinds else None,
                begins=tuple(n for n in numbers if first_of[n] == start),
                ends=tuple(n for n in numbers if last_of[n] == end),
                anchors=tuple(starts.get(start, ())),
            )
        )
    return found


def _without(start: int, end: int, holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a span outside the holes."""
    parts = [(start, end)]
    for first, last in holes:
        parts = [
            piece
            for a, b in parts
            for piece in ((a, min(b, first)), (max(a, last), b))
            if piece[0] < piece[1]
        ]
    return parts


def marked(pieces: Sequence[Piece]) -> frozenset[int]:
    """Numbers of the notes that have a place in the text."""
    return frozenset(number for piece in pieces for number in piece.begins)
