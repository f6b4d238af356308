"""`audit --engine spark`: a session for one audit."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pledgecheck.audit import Audit, Entry
from pledgecheck.spark.start import session

if TYPE_CHECKING:
    from pledgecheck.checker import Checker


def audit_here(entries: Iterable[Entry], checker: Checker, jobs: int = 1) -> Audit:
    """The audit on the cluster that SPARK_MASTER names (or spark-defaults.conf, with SPARK_CONF_DIR), else
    in `jobs` processes of this machine. PLEDGECHECK_SPARK_DIR: a folder that all machines share."""
    master = os.environ.get("SPARK_MASTER")
    if master is None and "SPARK_CONF_DIR" not in os.environ:
        master = f"local[{jobs}]"
    shared = os.environ.get("PLEDGECHECK_SPARK_DIR")
    with session(master) as spark:
        from pledgecheck.spark.engine import audit

        return audit(spark, entries, checker, Path(shared) if shared else None)
