"""The steps put together by Spark: what is large stays in its tables, what is small comes to the driver."""

from __future__ import annotations

import json
import pickle
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgecheck.audit import Audit, Entry, pledges_of
from pledgecheck.comparing import by_id, peers_of, summary_of, unknown_previous
from pledgecheck.copying.corpus import PeerPair
from pledgecheck.copying.previous import previous_of
from pledgecheck.errors import UsageError
from pledgecheck.kinds.overlap import OverlapFact
from pledgecheck.model import AuditSummary, CopyPair, Report, SkippedInput
from pledgecheck.readers.results import ReadFailure
from pledgecheck.spark import rows, steps
from pledgecheck.spark.pairs import Gathered, Sender, gather, pairs_of, sides_for_overlaps
from pledgecheck.spool import Spool
from pledgecheck.units import Units

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from pledgecheck.checker import Checker


def audit(
    spark: SparkSession, entries: Iterable[Entry], checker: Checker, folder: Path | None = None
) -> Audit:
    """As Checker.audit, with Spark doing the work. folder: where driver and workers both read and write;
    None: a temporary one of this machine."""
    failures: list[ReadFailure] = list(getattr(entries, "errors", ()))
    skipped: list[SkippedInput] = []
    lang = checker.config.lang
    work = Path(tempfile.mkdtemp(prefix="pledgecheck-", dir=folder))
    try:
        rows.to_parquet(pledges_of(entries, failures, skipped, lang), work / "pledges.parquet")
        source, target = (work / "pledges.parquet").as_uri(), (work / "audited").as_uri()
        summary, failed, unknown = _audited(spark, source, target, checker)
        reports, texts = Spool(), Spool()
        found = spark.read.parquet(f"{target}/reports").select("position", "report")
        text = spark.read.parquet(source).select("position", "id", "text")
        for row in found.join(text, "position").orderBy("position").toLocalIterator():
            reports.append(row["report"].encode())
            texts.append(row["text"].encode("utf-8", "surrogatepass"), row["id"])
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Audit(reports, texts, summary, (*failures, *failed), (*skipped, *unknown), lang)


def audit_parquet(spark: SparkSession, source: str, target: str, checker: Checker) -> AuditSummary:
    """The pledges of a Parquet folder judged and compared; reports/, pairs/ and summary/ written to `target`.

    Both are addresses that Spark can read and write. Pledges that could not be judged stand in failures/,
    and earlier ones that are named and not there.
    """
    return _audited(spark, source, target, checker)[0]


def _audited(
    spark: SparkSession, source: str, target: str, checker: Checker
) -> tuple[AuditSummary, list[ReadFailure], list[SkippedInput]]:
    work = f"{target}/_work"
    try:
        summary, failures, unknown = _worked(spark, source, target, work, checker)
    finally:
        _forget(spark, work)  # it holds the texts
    _write_summary(spark, summary, failures, unknown, target)
    return summary, failures, unknown


def _worked(
    spark: SparkSession, source: str, target: str, work: str, checker: Checker
) -> tuple[AuditSummary, list[ReadFailure], list[SkippedInput]]:
    judge = checker.judge
    sent = _sender(spark)
    pickled = sent(checker)
    judged = _input(spark, source).mapInArrow(steps.judging(pickled), rows.DRAFTS)
    drafts = _through(spark, judged, f"{work}/drafts")
    all_of = gather(drafts)
    pairs = pairs_of(spark, drafts, all_of, judge, sent)
    overlaps = judge.overlaps(all_of.registered, sides_for_overlaps(drafts, all_of, judge))
    plan = _plan(spark, all_of, pairs, overlaps)
    needed = plan.join(drafts.select(drafts.position.alias("source"), "draft"), "source")
    ordered = needed.repartition("target").sortWithinPartitions("target", "slot")
    reported = ordered.select("target", "slot", "role", "overlaps", "draft").mapInArrow(
        steps.reporting(pickled), rows.REPORTS
    )
    reports = _through(spark, reported, f"{work}/reports").orderBy("position")
    reports.select("position", "id", "report").write.mode("overwrite").parquet(f"{target}/reports")
    units, other_pairs = Units(), list[CopyPair]()
    for row in reports.select("report", "pairs").toLocalIterator():
        units.add(Report.model_validate_json(row["report"]))
        other_pairs += [CopyPair.model_validate(each) for each in json.loads(row["pairs"])]
    summary = summary_of(judge, all_of.known, pairs, other_pairs, overlaps, units, all_of.lacking)
    return summary, all_of.failures, unknown_previous(all_of.known, judge.config.lang)


def _through(spark: SparkSession, frame: DataFrame, path: str) -> DataFrame:
    """The frame written down and read again, so that nothing is worked out twice."""
    frame.write.mode("overwrite").parquet(path)
    return spark.read.parquet(path)


def _forget(spark: SparkSession, path: str) -> None:
    """Delete a folder, wherever Spark keeps it."""
    jvm: Any = spark._jvm
    folder = jvm.org.apache.hadoop.fs.Path(path)
    folder.getFileSystem(spark._jsc.hadoopConfiguration()).delete(folder, True)


def _sender(spark: SparkSession) -> Sender:
    """Sends an object to the workers once, pickled."""

    def send(value: object) -> steps.Given:
        shared = spark.sparkContext.broadcast(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        return lambda: shared.value

    return send


def _input(spark: SparkSession, source: str) -> DataFrame:
    """The pledges with all columns; in order of `position`, else of their ids."""
    from pyspark.sql import functions as F

    found = spark.read.parquet(source)
    for name in ("id", "text"):
        if name not in found.columns:
            raise UsageError(f"thiếu cột “{name}”.", f"the column “{name}” is missing.", path=source)
    if "position" not in found.columns:
        found = found.orderBy("id").withColumn("position", F.monotonically_increasing_id())
    double = found.groupBy("id").count().where("count > 1 or id is null").limit(1).collect()
    if double:
        raise UsageError(
            "mã (id) của mỗi bản phải có và khác nhau.", "every pledge needs an id of its own.", path=source
        )
    columns = [field.split()[:2] for field in rows.INPUT.split(", ")]
    return found.select(
        *(
            F.col(name).cast(kind).alias(name) if name in found.columns else F.lit(None).cast(kind).alias(name)
            for name, kind in columns
        )
    )


# ---------------------------------------------------------------- reports
def _plan(
    spark: SparkSession, all_of: Gathered, pairs: list[PeerPair], overlaps: Iterable[OverlapFact]
) -> DataFrame:
    """target, slot, role, source, overlaps: which drafts each report needs, in which order."""
    place = {each.id: at for each, at in zip(all_of.known, all_of.positions, strict=True)}
    earlier = previous_of(all_of.known)
    peers = peers_of(pairs, {each.id: each.year for each in all_of.known})
    overlaps_of = by_id(overlaps)

    def lines() -> Iterator[tuple[int, int, str, int, bytes | None]]:
        for each in all_of.known:
            target = place[each.id]
            facts = overlaps_of.get(each.id)
            yield target, 0, "own", target, pickle.dumps(facts) if facts else None
            for slot, id in enumerate(earlier[each.id], start=1):
                yield target, slot, "before", place[id], None
            first = 1 + len(earlier[each.id])
            for slot, id in enumerate(peers.get(each.id, ()), start=first):
                yield target, slot, "peer", place[id], None

    schema = "target long, slot int, role string, source long, overlaps binary"
    return spark.createDataFrame(list(lines()), schema)


def _write_summary(
    spark: SparkSession,
    summary: AuditSummary,
    failures: list[ReadFailure],
    unknown: list[SkippedInput],
    target: str,
) -> None:
    pairs: list[Any] = [(p.a, p.b, p.relation, p.share_a, p.share_b) for p in summary.copy_pairs]
    lost = [(each.path, each.code) for each in failures] + [(each.path, "unknown-previous") for each in unknown]
    frames = {
        "pairs": (pairs, "a string, b string, relation string, share_a double, share_b double"),
        "failures": (lost, "path string, code string"),
        "summary": ([(summary.model_dump_json(by_alias=True),)], "summary string"),
    }
    for name, (lines, schema) in frames.items():
        spark.createDataFrame(lines, schema).coalesce(1).write.mode("overwrite").parquet(f"{target}/{name}")
