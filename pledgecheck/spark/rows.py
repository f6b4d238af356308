"""Pledges as rows of Arrow tables and Parquet files, and the columns of every step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pledgecheck.model import Pledge

_TEXTS = ("id", "kind", "author", "role", "duties", "unit", "province", "text", "source", "location")
_LISTS = ("theme", "previous")
# Columns in the language of Spark's schemas. Of the input, only id and text must be there.
INPUT = (
    "position long, " + ", ".join(f"{name} string" for name in _TEXTS) + ", year int, "
    + ", ".join(f"{name} array<string>" for name in _LISTS) + ", layout string"
)
DRAFTS = (
    "position long, id string, author string, unit string, year int, previous array<string>, "
    "draft binary, side binary, registered binary, lacks binary, failure binary"
)
PRINTS = "hash long, print long"
SUMS = "pair long, sum long"
PAIRS = "high long, low long"
FOUND = "high long, low long, share_high double, share_low double"
REPORTS = "position long, id string, report string, pairs string"
_WRITTEN = 2000  # rows a Parquet row group gets


def row_of(pledge: Pledge, position: int) -> dict[str, Any]:
    """A pledge as a row."""
    row: dict[str, Any] = {name: getattr(pledge, name) for name in (*_TEXTS, "year")}
    row |= {name: list(getattr(pledge, name)) for name in _LISTS}
    return row | {"position": position, "layout": json.dumps(pledge.layout) if pledge.layout else None}


def pledge_of(row: Mapping[str, Any]) -> Pledge:
    """The pledge again; columns that are missing or null say nothing."""
    fields = {name: value for name in (*_TEXTS, "year", *_LISTS) if (value := row.get(name)) is not None}
    pledge = Pledge.model_validate(fields)
    layout = row.get("layout")
    if not layout:
        return pledge
    return pledge.with_layout(tuple((start, end, label) for start, end, label in json.loads(layout)))


def to_parquet(pledges: Iterable[Pledge], path: Path) -> int:
    """Write pledges into a Parquet file, in order; how many there were."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(INPUT)
    count = 0
    with pq.ParquetWriter(path, schema) as writer:
        rows = _rows(pledges)
        while chunk := list(islice(rows, _WRITTEN)):
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))
            count += len(chunk)
    return count


def _rows(pledges: Iterable[Pledge]) -> Iterator[dict[str, Any]]:
    for position, pledge in enumerate(pledges):
        yield row_of(pledge, position)


def arrow_schema(columns: str) -> Any:
    """The columns of a Spark schema for Arrow."""
    import pyarrow as pa

    kinds = {
        "long": pa.int64(),
        "int": pa.int32(),
        "double": pa.float64(),
        "string": pa.string(),
        "binary": pa.binary(),
        "array<string>": pa.list_(pa.string()),
    }
    pairs = (column.strip().split(" ", 1) for column in columns.split(","))
    return pa.schema([(name, kinds[kind]) for name, kind in pairs])


def batch_of(rows: Iterable[Mapping[str, Any]], columns: str) -> Any:
    """Rows as an Arrow batch of these columns."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist([dict(row) for row in rows], schema=arrow_schema(columns))
