"""Base content (nội dung nền): formulas that forms, statutes and oaths demand, recognised by their slots."""

from __future__ import annotations

import re

from pledgecheck.kinds.core import ACT, Core
from pledgecheck.kinds.slots import Slots
from pledgecheck.text.lexicon import Lexicon, Part


def is_formula(part: Part, core: Core, slots: Slots) -> bool:
    """Whether a part is a required formula with no act, measure or time of its own beside it."""
    if core.act >= ACT or slots.measure or slots.time or slots.evidence:
        return False
    plain = " ".join([token[2] for token in part.tokens])
    if not _begun(part.lexicon).search(plain):
        return False
    for row in part.lexicon.slots:
        for slot in row:
            if not slot.search(plain):
                break
        else:
            return True
    return False


def _begun(lexicon: Lexicon) -> re.Pattern[str]:
    """Matches wherever the first slot of any formula does: most texts have none."""
    known: re.Pattern[str] | None = lexicon.memo.get(_begun)
    if known is None:
        firsts = "|".join([f"(?:{row[0].pattern})" for row in lexicon.slots])
        known = lexicon.memo[_begun] = re.compile(firsts or "(?!)")
    return known
