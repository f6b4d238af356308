"""What was judged once is not judged again: results kept by content, rules, configuration and version.

An entry holds places and figures, never words of a pledge: whatever was taken from the text is written down
as a place in it and read from the text again. JSON, not pickle; folders 0700, files 0600.
"""

from pledgecheck.cache.store import Cache, Entries, clear
from pledgecheck.own_folder import default_folder

__all__ = ["Cache", "Entries", "clear", "default_folder"]
