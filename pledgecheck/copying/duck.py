"""Candidates at scale: fingerprints joined with themselves in DuckDB, on disk, within a limit of memory.

A fingerprint that few texts share joins all of them; one that many share joins each with one leader, so
that the work grows with the number of texts and no member of a clique is lost. Needs the extra `scale`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgecheck.copying.fingerprints import ENOUGH, fingerprints_of_many

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 20  # up to so many texts with one fingerprint all pairs are tried
_BATCH_BYTES = 4 << 20  # keys turned into fingerprints at a time
_ROW = 12  # bytes of a fingerprint and its text
_PAIR_ROWS = 24  # memory a partition needs, in rows for each fingerprint in it

_PAIRS = """
insert into counted
with sized as (select h, count(*) as n, min(r) as lead, arg_min(family, r) as first from part group by h
               having n > 1),
few as (select h, r, family from part semi join sized on part.h = sized.h and sized.n <= {few}),
many as (select part.h, r, family, lead, first from part join sized on part.h = sized.h and sized.n > {few}),
-- a text of the leader's own author is joined with the first text of anyone else
other as (select h, min(r) as lead from many where family <> first group by h)
select a, b, count(*) from (
    select x.r as a, y.r as b from few x join few y on x.h = y.h and x.r < y.r and x.family <> y.family
    union all
    select lead, r from many where family <> first
    union all
    select least(other.lead, r), greatest(other.lead, r) from many join other using (h)
    where family = first and r <> many.lead
) group by a, b
"""
_FOUND = """
select least(x.d, y.d), greatest(x.d, y.d)
from (select a, b, sum(n) as n from counted group by a, b) pairs
join texts x on x.r = pairs.a join texts y on y.r = pairs.b
where pairs.n >= least(x.need, y.need)
order by 2, 1
"""


def available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("duckdb", "numpy"))


class DuckCandidates:
    """Takes texts one after the other, then gives the pairs worth aligning."""

    def __init__(self, folder: Path, *, memory_mb: int = 2048, threads: int = 1) -> None:
        """`folder`: a private one; database and spilled data are written there, the caller deletes it."""
        import duckdb

        self._memory = memory_mb
        self._keys: list[bytes] = []
        self._bytes = 0
        self._texts = self._rows = 0
        self._needs: list[NDArray[np.uint8]] = []
        (folder / "spill").mkdir(mode=0o700, exist_ok=True)
        self._database = duckdb.connect(
            str(folder / "candidates.duckdb"),
            config={
                "memory_limit": f"{memory_mb}MiB",
                "temp_directory": str(folder / "spill"),
                "threads": threads,
                "preserve_insertion_order": False,
                "autoload_known_extensions": False,
                "autoinstall_known_extensions": False,
            },
        )
        self._database.execute("create table prints (h ubigint, d uinteger)")

    def add(self, keys: bytes) -> None:
        """The next text, as packed keys."""
        self._keys.append(keys)
        self._bytes += len(keys)
        if self._bytes >= _BATCH_BYTES or len(self._keys) >= 65536:
            self._insert()

    def _insert(self) -> None:
        import numpy as np

        owner, hashes = fingerprints_of_many(self._keys)
        prints = np.bincount(owner, minlength=len(self._keys))
        self._needs.append(np.minimum(prints, ENOUGH).astype(np.uint8))
        owner += np.uint32(self._texts)
        self._from_arrays("insert into prints select h, d from batch", h=hashes, d=owner)
        self._rows += len(hashes)
        self._texts += len(self._keys)
        self._keys, self._bytes = [], 0

    def _from_arrays(self, query: str, **batch: Any) -> None:
        self._database.execute(query)  # DuckDB finds the name `batch` in this frame

    def pairs(self, ranks: Sequence[int], families: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The pairs (the lower number first), ordered by the higher number and then the lower.

        `ranks`: the place of each text in an order that does not depend on when it came; the leader of many
        is the first of them. `families`: texts of one family are never paired.
        """
        import numpy as np

        if self._keys:
            self._insert()
        if not self._texts:
            return
        run = self._database.execute
        run("create table texts (d uinteger, r uinteger, family uinteger, need utinyint)")
        self._from_arrays(
            "insert into texts select d, r, family, need from batch",
            d=np.arange(self._texts, dtype=np.uint32),
            r=np.asarray(ranks, dtype=np.uint32),
            family=np.asarray(families, dtype=np.uint32),
            need=np.concatenate(self._needs),
        )
        run("create table counted (a uinteger, b uinteger, n uinteger)")
        parts = self._partitions()
        for part in range(parts):
            run("create or replace temp table part as select h, r, family from prints join texts using (d) "
                f"where h % {parts} = {part}")
            run(_PAIRS.format(few=FEW))
        run("drop table part; drop table prints; checkpoint")
        result = run(_FOUND)
        while rows := result.fetchmany(8192):
            yield from rows

    def _partitions(self) -> int:
        room = self._memory * (1 << 20) // (_ROW * _PAIR_ROWS)
        return max(1, -(-self._rows // room))

    def close(self) -> None:
        """Close the database; its files stay until the folder is deleted."""
        self._database.close()
