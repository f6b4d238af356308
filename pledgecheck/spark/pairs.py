"""Which pledges share text: on the driver up to some thousand, above in tables of fingerprints."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pledgecheck.comparing import Known
from pledgecheck.copying.corpus import PeerPair, are_strangers
from pledgecheck.copying.fingerprints import TEXT_BITS
from pledgecheck.copying.join import enough_of, needs_of
from pledgecheck.copying.packed import unpack
from pledgecheck.copying.previous import families
from pledgecheck.copying.search import PeerSearch
from pledgecheck.copying.sides import Side
from pledgecheck.kinds.form import FaultCount
from pledgecheck.kinds.registered import Registered
from pledgecheck.readers.results import ReadFailure
from pledgecheck.spark import rows, steps

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from pledgecheck.judging import Judge

Sender = Callable[[object], steps.Given]


@dataclass(slots=True)
class Gathered:
    """What the driver knows of all pledges after they were judged; lists are in their order."""

    known: list[Known] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    comparable: list[int] = field(default_factory=list)  # places in `known`
    registered: list[Registered] = field(default_factory=list)
    lacking: FaultCount = field(default_factory=FaultCount)
    failures: list[ReadFailure] = field(default_factory=list)


def gather(drafts: DataFrame) -> Gathered:
    """Bring to the driver what is small."""
    columns = ["position", "id", "author", "unit", "year", "previous", "registered", "lacks", "failure"]
    all_of = Gathered()
    found = drafts.select(*columns, drafts.side.isNotNull().alias("comparable"))
    for row in found.orderBy("position").toLocalIterator():
        if row["failure"] is not None:
            all_of.failures.append(pickle.loads(row["failure"]))
            continue
        if row["comparable"]:
            all_of.comparable.append(len(all_of.known))
        all_of.positions.append(row["position"])
        all_of.known.append(
            Known(row["id"], row["author"], row["unit"], row["year"], tuple(row["previous"] or ()))
        )
        if row["registered"] is not None:
            all_of.registered.append(pickle.loads(row["registered"]))
        if row["lacks"] is not None:
            all_of.lacking.add(pickle.loads(row["lacks"]))
    return all_of


def pairs_of(
    spark: SparkSession, drafts: DataFrame, all_of: Gathered, judge: Judge, sent: Sender
) -> list[PeerPair]:
    """The pairs of strangers that share text, as PeerSearch finds them."""
    if not judge.config.copying.peers:
        return []
    known = [all_of.known[at] for at in all_of.comparable]
    sides = drafts.where("side is not null").select("position", "side")
    if len(known) <= judge.scale.from_documents:
        with PeerSearch(judge.peer_rules, judge.scale) as search:
            for each, row in zip(known, sides.orderBy("position").toLocalIterator(), strict=True):
                search.add(each, unpack(bytes(row["side"])))
            return list(search.pairs())
    found = _candidates(spark, sides, all_of, known, sent).mapInArrow(
        steps.verifying(sent(judge.peer_rules)), rows.FOUND
    )
    return [
        PeerPair(known[row["low"]].id, known[row["high"]].id, row["share_low"], row["share_high"])
        for row in found.orderBy("high", "low").toLocalIterator()
    ]


def _candidates(
    spark: SparkSession, sides: DataFrame, all_of: Gathered, known: list[Known], sent: Sender
) -> DataFrame:
    """high, low, side_high, side_low of the pairs worth aligning."""
    import numpy as np
    from pyspark.sql import functions as F

    ranks = np.empty(len(known), dtype=np.uint32)
    ranks[sorted(range(len(known)), key=lambda at: known[at].id)] = np.arange(len(known), dtype=np.uint32)
    family = np.asarray(families(known), dtype=np.uint32)
    numbers = {all_of.positions[at]: number for number, at in enumerate(all_of.comparable)}
    prints = sides.mapInArrow(steps.fingerprinting(sent(numbers)), rows.PRINTS).persist()
    counts = np.zeros(len(known), dtype=np.int64)
    owner = F.col("print").bitwiseAND((1 << TEXT_BITS) - 1).alias("owner")
    for row in prints.groupBy(owner).count().toLocalIterator():
        counts[row["owner"]] = row["count"]
    sums = (
        prints.repartition("hash")
        .mapInArrow(steps.joining(sent((ranks, family))), rows.SUMS)
        .groupBy("pair")
        .agg(F.sum("sum").alias("sum"))
    )
    chosen = sums.mapInArrow(steps.choosing(sent(needs_of(counts, enough_of(len(known))))), rows.PAIRS)
    strangers = spark.createDataFrame(
        [
            (row["high"], row["low"])
            for row in chosen.toLocalIterator()
            if are_strangers(known[row["low"]], known[row["high"]])
        ],
        rows.PAIRS,
    )
    prints.unpersist()
    numbered = spark.createDataFrame(sorted(numbers.items()), "position long, number long")
    of_number = sides.join(numbered, "position").select("number", "side")
    high = of_number.select(F.col("number").alias("high"), F.col("side").alias("side_high"))
    low = of_number.select(F.col("number").alias("low"), F.col("side").alias("side_low"))
    return strangers.join(high, "high").join(low, "low")


def sides_for_overlaps(drafts: DataFrame, all_of: Gathered, judge: Judge) -> Callable[[str], Side]:
    """Sides by id, for overlaps: those that will be asked for are fetched together."""
    asked: set[str] = set()
    empty = Side(None, (), 0, None)

    def note(id: str) -> Side:
        asked.add(id)
        return empty

    judge.overlaps(all_of.registered, note)
    place = {each.id: at for each, at in zip(all_of.known, all_of.positions, strict=True)}
    found: dict[str, Side] = {}
    if asked:
        wanted = [(place[id],) for id in sorted(asked)]
        few = drafts.sparkSession.createDataFrame(wanted, "position long")
        for row in drafts.join(few, "position").select("id", "side").toLocalIterator():
            if row["side"] is not None:
                found[row["id"]] = unpack(bytes(row["side"]))
    return found.__getitem__
