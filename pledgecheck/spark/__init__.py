"""The whole audit on a cluster: judging and copying as the same functions on Arrow batches (extra `spark`).

    from pledgecheck import Checker, read_manifest
    from pledgecheck.spark import audit, audit_parquet, session, to_parquet

    with session("local[2]") as spark:                      # or a SparkSession of your own
        with audit(spark, read_manifest("manifest.csv"), Checker()) as done:
            ...                                             # as Checker.audit: reports, summary
        summary = audit_parquet(spark, "hdfs:///pledges", "hdfs:///audited", Checker())

The Parquet input has the columns of a manifest (`id` and `text` at least; see `rows.INPUT`); the output has
the folders reports/ and pairs/ and a row of summary/. Reports and pairs are those of one machine. The driver
holds what stays in memory of each pledge (id, author, unit, year) and the pairs found; the workers need
pledgecheck installed. `position` orders the pledges; without it they are ordered by id.
"""

from __future__ import annotations

from pledgecheck.spark.engine import audit, audit_parquet
from pledgecheck.spark.rows import to_parquet
from pledgecheck.spark.start import session

__all__ = ["audit", "audit_parquet", "session", "to_parquet"]
