"""Word comments written into a copy of the author's own document, at the right words.

The original is never touched; in the copy only what comments need is added, byte for byte.
"""

from pledgecheck.annotate.annotate import Annotated, annotate, refuse_original, refuse_other_type

__all__ = ["Annotated", "annotate", "refuse_original", "refuse_other_type"]
