"""From facts to a score: parts, weights, gates, total. Recomputable by hand from the report."""

from pledgecheck.score.total import Scored, score

__all__ = ["Scored", "score"]
