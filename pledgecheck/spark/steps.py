"""The steps of an audit on Arrow batches. No Spark here: each takes batches and gives batches.

What a step needs besides its rows (rules, configuration, small tables) comes as pickled bytes, made by the
driver; a worker process makes the judge once and keeps it.
"""

from __future__ import annotations

import json
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pledgecheck.comparing import report_of, seen
from pledgecheck.copying.fingerprints import TEXT_BITS, fingerprints_of_many
from pledgecheck.copying.join import Joiner, enough, summed
from pledgecheck.copying.packed import keys_in, pack, unpack
from pledgecheck.copying.sides import Side
from pledgecheck.copying.verify import KEEP, aligned
from pledgecheck.errors import PledgecheckError
from pledgecheck.judging import Draft, Judge, Other
from pledgecheck.model import dump
from pledgecheck.packing import pack as pack_draft
from pledgecheck.packing import unpack as unpack_draft
from pledgecheck.readers.results import ReadFailure
from pledgecheck.spark import rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Batches = Iterable[Any]  # of pyarrow.RecordBatch
Step = Callable[[Batches], Batches]
Given = Callable[[], bytes]  # what the driver sent


@lru_cache(maxsize=2)
def _judge(checker: bytes) -> Judge:
    judge: Judge = pickle.loads(checker).judge
    return judge


@lru_cache(maxsize=4)
def _loaded(data: bytes) -> Any:
    return pickle.loads(data)


def judging(checker: Given) -> Step:
    """rows.INPUT → rows.DRAFTS: each pledge judged by itself."""

    def step(batches: Batches) -> Batches:
        judge = _judge(checker())
        for batch in batches:
            yield rows.batch_of((_drafted(judge, row) for row in batch.to_pylist()), rows.DRAFTS)

    return step


def _drafted(judge: Judge, row: dict[str, Any]) -> dict[str, Any]:
    position, id = row["position"], row["id"]
    try:
        draft = judge.draft(rows.pledge_of(row))
    except PledgecheckError as problem:
        failed = ReadFailure(row.get("source") or id, problem.code, problem)
        return {"position": position, "id": id, "failure": pickle.dumps(failed)}
    pledge = draft.pledge
    registered, lacks = judge.registered(draft), judge.lacks(draft)
    return {
        "position": position,
        "id": pledge.id,
        "author": pledge.author,
        "unit": pledge.unit,
        "year": pledge.year,
        "previous": list(pledge.previous),
        "draft": pack_draft(draft),
        "side": None if draft.copyable is None else pack(draft.copyable.peer_side()),
        "registered": None if registered is None else pickle.dumps(registered),
        "lacks": None if lacks is None else pickle.dumps(lacks),
    }


# ---------------------------------------------------------------- candidates
def fingerprinting(numbers: Given) -> Step:
    """position, side → rows.PRINTS; `numbers`: the number of the text at each position."""

    def step(batches: Batches) -> Batches:
        number: dict[int, int] = _loaded(numbers())
        import numpy as np

        for batch in batches:
            for row in batch.to_pylist():
                prints = fingerprints_of_many([keys_in(row["side"])], number[row["position"]])
                yield _of_numbers(rows.PRINTS, prints >> np.uint64(TEXT_BITS), prints)

    return step


def joining(tables: Given) -> Step:
    """rows.PRINTS, whole fingerprints → rows.SUMS; `tables`: rank and family of each text."""

    def step(batches: Batches) -> Batches:
        import numpy as np

        prints = [batch.column(1).to_numpy().view(np.uint64) for batch in batches]
        if prints:
            rank, family = _loaded(tables())
            found: list[NDArray[np.uint64]] = []
            Joiner(rank, family, found.append).join(np.concatenate(prints))
            yield _of_numbers(rows.SUMS, *summed(found))

    return step


def choosing(needs: Given) -> Step:
    """rows.SUMS, each pair once → rows.PAIRS: those worth aligning."""

    def step(batches: Batches) -> Batches:
        import numpy as np

        for batch in batches:
            pairs, sums = (batch.column(at).to_numpy().view(np.uint64) for at in (0, 1))
            yield _of_numbers(rows.PAIRS, *enough(pairs, sums, _loaded(needs())))

    return step


def verifying(rules: Given) -> Step:
    """high, low, side_high, side_low → rows.FOUND: the pairs to be reported."""

    def step(batches: Batches) -> Batches:
        recent: OrderedDict[int, Side] = OrderedDict()

        def side(number: int, data: bytes) -> Side:
            if number not in recent:
                recent[number] = unpack(data)
                if len(recent) > KEEP:
                    recent.popitem(last=False)
            return recent[number]

        for batch in batches:
            pairs = (
                (low, high, side(low, row["side_low"]), side(high, row["side_high"]))
                for row in batch.to_pylist()
                for low, high in [(row["low"], row["high"])]
            )
            yield rows.batch_of(
                (
                    {"low": low, "high": high, "share_low": share_low, "share_high": share_high}
                    for low, high, share_low, share_high in aligned(pairs, _loaded(rules()))
                ),
                rows.FOUND,
            )

    return step


def _of_numbers(columns: str, *values: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    arrays = [pa.array(np.ascontiguousarray(each, dtype=np.uint64).view(np.int64)) for each in values]
    return pa.RecordBatch.from_arrays(arrays, schema=rows.arrow_schema(columns))


# ---------------------------------------------------------------- reports
def reporting(checker: Given) -> Step:
    """target, slot, role, overlaps, draft, ordered by target and slot → rows.REPORTS.

    The rows of one target: its own draft, its author's earlier ones, those of others that share text.
    """

    def step(batches: Batches) -> Batches:
        judge = _judge(checker())
        given = (row for batch in batches for row in batch.to_pylist())
        for target, group in groupby(given, key=itemgetter("target")):
            yield rows.batch_of([_reported(judge, target, group)], rows.REPORTS)

    return step


def _reported(judge: Judge, target: int, group: Iterable[dict[str, Any]]) -> dict[str, Any]:
    own: Draft | None = None
    overlaps: Any = ()
    before: list[Other] = []
    peers: list[Other] = []
    for row in group:
        draft = unpack_draft(row["draft"], judge)
        if row["role"] == "own":
            own, overlaps = draft, pickle.loads(row["overlaps"]) if row["overlaps"] else ()
        elif draft.copyable is not None:
            beside = before if row["role"] == "before" else peers
            beside.append(Other(draft.pledge.id, draft.pledge.year, draft.copyable))
    assert own is not None
    report, pairs = report_of(judge, own, before, peers, seen(overlaps, own.pledge.id))
    return {
        "position": target,
        "id": own.pledge.id,
        "report": report.model_dump_json(by_alias=True),
        "pairs": json.dumps([dump(pair) for pair in pairs], ensure_ascii=False),
    }
