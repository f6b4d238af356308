"""The tables of a join that does not fit into memory: in a DuckDB file, within a limit of its own.

Needs the extra `scale`. The file holds hashes and numbers, no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgecheck.copying.fingerprints import TEXT_BITS
from pledgecheck.errors import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def require(*modules: str) -> None:
    """Raise what says how to install the extra, where it is not."""
    if any(find_spec(name) is None for name in modules):
        raise MissingExtraError(
            "chừng này bản thì tìm đoạn chép cần phần mở rộng: pip install 'pledgecheck[scale]' "
            "(hoặc nâng copying.scale_from, copying.memory_mb trong cấu hình, tốn bộ nhớ).",
            "the search for copies among so many pledges needs an extra: pip install 'pledgecheck[scale]' "
            "(or raise copying.scale_from, copying.memory_mb in the configuration, which takes memory).",
        )


class Tables:
    """Fingerprints with their texts, and pairs with their sums."""

    def __init__(self, folder: Path, memory_mb: int, threads: int = 1) -> None:
        require("duckdb")
        import duckdb

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
        self._database.execute("create table prints (k ubigint)")
        self._database.execute("create table sums (k ubigint, n uinteger)")

    def add_prints(self, prints: NDArray[np.uint64]) -> None:
        """Fingerprints as `fingerprints_of_many` gives them."""
        self._insert("insert into prints select k from batch", k=prints)

    def prints(self, part: int, parts: int) -> NDArray[np.uint64]:
        """One part of the fingerprints; all rows with one fingerprint are in the same part."""
        query = f"select k from prints where (k >> {TEXT_BITS}) % {parts} = {part}"
        found: NDArray[np.uint64] = self._database.execute(query).fetchnumpy()["k"]
        return found

    def add_sums(self, pairs: NDArray[np.uint64], sums: NDArray[np.uint64]) -> None:
        """Pairs (higher number << TEXT_BITS | lower number) and what each has come to so far."""
        self._insert("insert into sums select k, n from batch", k=pairs, n=sums)

    def sums(
        self, enough: int, small: NDArray[np.uint32], rows: int
    ) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
        """The totals, ordered by the pair, some rows at a time: those of at least `enough`, and all pairs
        with one of the `small` texts, for which less is enough."""
        import numpy as np

        self._database.execute("create table small (d uinteger)")
        self._insert("insert into small select d from batch", d=small)
        result = self._database.execute(
            f"select k, sum(n)::ubigint from sums group by k having sum(n) >= {enough} "
            f"or k >> {TEXT_BITS} in (from small) or k & {(1 << TEXT_BITS) - 1} in (from small) order by k"
        )
        while found := result.fetchmany(rows):
            yield (
                np.array([pair for pair, _ in found], dtype=np.uint64),
                np.array([total for _, total in found], dtype=np.uint64),
            )

    def _insert(self, query: str, **batch: Any) -> None:
        self._database.execute(query)  # DuckDB finds the name `batch` in this frame

    def close(self) -> None:
        """Close the database."""
        self._database.close()
