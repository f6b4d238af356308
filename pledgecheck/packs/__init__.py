"""Rule packs: what is judged, as data. `load_pack` reads one, `gather` and `merge` make them one rulebook."""

from __future__ import annotations

from pledgecheck.packs.loader import Rule, RulePack, load_pack
from pledgecheck.packs.resolve import Rulebook, core_folder, core_pack, gather, merge, profile_of
from pledgecheck.packs.schema import Profile

__all__ = [
    "Profile",
    "Rule",
    "RulePack",
    "Rulebook",
    "core_folder",
    "core_pack",
    "gather",
    "load_pack",
    "merge",
    "profile_of",
]
