"""What an audit does with one pledge at a time; every step is a function that a worker can do.

Judged alone, then reported beside those that share text with it (see `verifying` for the step between). What
goes from one process to another is small, or bytes that are only handed on.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pledgecheck.comparing import Known, report_of
from pledgecheck.errors import PledgecheckError
from pledgecheck.judging import Draft, Other
from pledgecheck.kinds.copying import CopyText
from pledgecheck.kinds.form import Lacks
from pledgecheck.kinds.overlap import Overlapping
from pledgecheck.kinds.registered import Registered
from pledgecheck.model import CopyPair, Pledge, dump
from pledgecheck.outline import Outline, outline_of
from pledgecheck.packing import pack, unpack_either
from pledgecheck.readers.results import ReadFailure
from pledgecheck.suppress import judged_text
from pledgecheck.units import Figures, figures_of
from pledgecheck.workers import Desk, failure

_TEXTS = 128  # of others that each process keeps ready


# ---------------------------------------------------------------- each alone
@dataclass(slots=True)
class Judged:
    """A pledge judged by itself. Secrets (see `Entries.secret_of`) are empty without a cache."""

    known: Known
    text: bytes = field(repr=False)
    left: bytes = field(repr=False)  # its draft or, where that is in the cache, the pledge
    copied: bytes = field(repr=False)  # its text and what of it can be copied; empty when it could not be judged
    side: bytes = field(repr=False)
    registered: Registered | None = field(repr=False)
    lacks: Lacks | None = field(repr=False)
    secret: bytes = field(repr=False)
    shown: bytes = field(repr=False)  # the secret of its report


def judge_alone(desk: Desk, pledge: Pledge) -> Judged | ReadFailure:
    """The first step."""
    draft: Draft | None
    secret = shown = b""
    try:
        if desk.entries is None:
            draft = desk.judge.draft(pledge)
            outline: Outline = outline_of(desk.judge, draft)
        else:
            secret = desk.entries.secret_of(pledge)
            outline, draft = desk.entries.outlined(pledge, secret)
            shown = desk.entries.secret_of_report(pledge, secret)
    except PledgecheckError as problem:
        return failure(pledge, problem)
    whole, copied = outline.pledge, outline.copied
    return Judged(
        known=Known(whole.id, whole.author, whole.unit, whole.year, whole.previous),
        text=pledge.text.encode("utf-8", "surrogatepass"),
        left=pack(draft or pledge),
        copied=b"" if copied is None else pickle.dumps((judged_text(pledge), copied)),
        side=outline.side,
        registered=outline.registered,
        lacks=outline.lacks,
        secret=secret,
        shown=shown,
    )


# ---------------------------------------------------------------- reports
@dataclass(frozen=True, slots=True)
class Beside:
    """Another pledge as a report needs it; `copied` as in `Judged`."""

    id: str
    year: int | None
    copied: bytes = field(repr=False)
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a report is made of: `left` and `shown` as in `Judged`, and what it is compared with."""

    left: bytes = field(repr=False)
    shown: bytes = field(repr=False)
    before: tuple[Beside, ...] = ()
    peers: tuple[Beside, ...] = ()
    overlaps: tuple[Overlapping, ...] = ()

    def parts(self) -> list[bytes]:
        """All that decides what the report says, secrets for texts."""
        said = [
            [(each.id, each.year) for each in self.before],
            [(each.id, each.year) for each in self.peers],
            [(each.kind, each.name, each.unit, each.span) for each in self.overlaps],
        ]
        secrets = [each.secret for each in (*self.before, *self.peers)]
        return [self.shown, json.dumps(said).encode(), *secrets]


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as JSON, what of it is counted, and the pairs that came to light with it."""

    report: bytes = field(repr=False)
    figures: Figures
    pairs: tuple[CopyPair, ...]


def make_report(desk: Desk, given: Reporting) -> Reported:
    """The last step: from the cache where this pledge was compared with just these before."""
    entries, secret = desk.entries, b""
    if entries is not None:
        secret = entries.secret_from(b"report", *given.parts())
        if (noted := entries.note(secret)) is not None:
            content, _, report = noted.partition(b"\n")
            figures, pairs = json.loads(content)
            return Reported(report, tuple(figures), tuple(map(CopyPair.model_validate, pairs)))
    draft = unpack_either(given.left, desk.judge)
    if isinstance(draft, Pledge):
        draft = (entries or desk.judge).draft(draft)
    before, peers = (
        [Other(each.id, each.year, _copyable(desk, each.copied)) for each in others]
        for others in (given.before, given.peers)
    )
    made, found = report_of(desk.judge, draft, before, peers, given.overlaps)
    done = Reported(made.model_dump_json(by_alias=True).encode(), figures_of(made), tuple(found))
    if entries is not None:
        content = json.dumps([done.figures, [dump(pair) for pair in found]]).encode()
        entries.keep(secret, content + b"\n" + done.report)
    return done


def _copyable(desk: Desk, copied: bytes) -> CopyText:
    """The text of another; those used last stay at hand."""
    made: Any = desk.kept.get("texts")
    if made is None:
        made = desk.kept["texts"] = lru_cache(maxsize=_TEXTS)(_unpickled)
    found: CopyText = made(copied)
    return found


def _unpickled(copied: bytes) -> CopyText:
    text, where = pickle.loads(copied)
    found: CopyText = where.of(text)
    return found
