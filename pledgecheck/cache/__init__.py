"""What was judged once is not judged again: results kept by content, rules, configuration and version.

A draft holds places and figures, never words of a pledge: whatever was taken from the text is written down
as a place in it and read from the text again. What is kept beside it, and finished reports, are sealed by the
very texts that they speak of (see `seal`): who has not the texts can read nothing. JSON, not pickle; folders
0700, files 0600.
"""

from pledgecheck.cache.folder import clear
from pledgecheck.cache.store import Cache, Entries
from pledgecheck.own_folder import default_folder

__all__ = ["Cache", "Entries", "clear", "default_folder"]
