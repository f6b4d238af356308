"""What many pledges have in common besides forms that are declared already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pledgecheck.copying.common import Common, common_text
from pledgecheck.copying.sides import Side
from pledgecheck.left_out import unjudged
from pledgecheck.model import Pledge
from pledgecheck.packing import unpack
from pledgecheck.readers import ReadFailure, Skipped
from pledgecheck.spool import Spool
from pledgecheck.workers import drafts

if TYPE_CHECKING:
    from pledgecheck.cache import Cache
    from pledgecheck.checker import Checker

Entry = Pledge | ReadFailure | Skipped


@dataclass(frozen=True, slots=True)
class CommonFound:
    """Proposals, from how many pledges; what could not be read, and what else was left aside."""

    common: Sequence[Common]
    texts: int
    failures: tuple[ReadFailure, ...]
    left: tuple[ReadFailure | Skipped, ...] = ()


def common_in(
    checker: Checker, entries: Iterable[Entry], jobs: int = 1, cache: Cache | None = None
) -> CommonFound:
    """Commitments, or parts of them, that more than 30 % of the pledges share."""
    failures: list[ReadFailure] = []
    left: list[ReadFailure | Skipped] = []
    waiting = Spool()

    def pledges() -> Iterator[Pledge]:
        for entry in entries:
            if isinstance(entry, ReadFailure):
                failures.append(entry)
            elif isinstance(entry, Skipped):
                left.append(entry)
            else:
                yield entry

    def first() -> Iterator[tuple[str, Side]]:
        for packed in drafts(checker, pledges(), jobs, cache):
            if isinstance(packed, ReadFailure):
                failures.append(packed)
                continue
            draft = unpack(packed, checker.judge)
            if draft.copyable is None:
                left.append(unjudged(draft, checker.rulebook.rules.values()))
                continue
            waiting.append(packed)
            yield f"{draft.pledge.id}\0{draft.pledge.text}", draft.copyable.peer_side()

    def again() -> Iterator[Side]:
        for packed in waiting:
            text = unpack(packed, checker.judge).copyable
            assert text is not None
            yield text.peer_side()

    found, texts = common_text(first(), again)
    waiting.close()
    return CommonFound(found, texts, tuple(failures), tuple(left))
