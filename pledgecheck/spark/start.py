"""A Spark session that fits this machine, or the cluster that the environment names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pledgecheck.errors import MissingExtraError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

BATCH = 200  # rows of an Arrow batch: a judged pledge may take a hundred kilobytes


def require() -> None:
    """Raise what says how to install the extra, where it is not."""
    if any(find_spec(name) is None for name in ("pyspark", "pyarrow", "numpy")):
        raise MissingExtraError(
            "chạy trên Spark cần phần mở rộng: pip install 'pledgecheck[spark]', và Java 8, 11 hoặc 17.",
            "running on Spark needs an extra: pip install 'pledgecheck[spark]', and Java 8, 11 or 17.",
        )


@contextmanager
def session(master: str | None = None, **settings: str) -> Iterator[SparkSession]:
    """A session that is stopped at the end. master: as `spark-submit --master`; None: as the environment says.

    settings: Spark's own, with underscores for dots; they stand above ours.
    """
    require()
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    ours = {
        "spark.app.name": "pledgecheck",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
        "spark.sql.parquet.columnarReaderBatchSize": str(BATCH),
        "spark.log.level": "ERROR",
    }
    if master is not None:
        ours["spark.master"] = master
    if (master or "local").startswith("local"):
        ours |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder
    for name, value in (ours | {name.replace("_", "."): value for name, value in settings.items()}).items():
        builder = builder.config(name, value)
    try:
        made = builder.getOrCreate()
    except Exception as problem:
        if "JAVA_GATEWAY_EXITED" in repr(problem) or "Java" in repr(problem):
            raise MissingExtraError(
                "Spark không khởi động được; cần Java 8, 11 hoặc 17 (JAVA_HOME).",
                "Spark did not start; Java 8, 11 or 17 is needed (JAVA_HOME).",
            ) from None
        raise
    made.sparkContext.setLogLevel("ERROR")
    try:
        yield made
    finally:
        made.stop()
