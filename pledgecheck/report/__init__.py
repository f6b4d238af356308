"""From facts and rules to the report that crosses the border."""

from pledgecheck.report.build import build
from pledgecheck.report.findings import selected

__all__ = ["build", "selected"]
