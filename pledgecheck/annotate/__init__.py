"""Word comments written into a copy of the author's own document, at the right words.

The original is never touched; in the copy only what comments need is added, byte for byte.
"""

from pledgecheck.annotate.annotate import Annotated, annotate, annotate_file

__all__ = ["Annotated", "annotate", "annotate_file"]
