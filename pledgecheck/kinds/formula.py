"""Base content (nội dung nền): formulas that forms, statutes and oaths demand, recognised by their slots."""

from __future__ import annotations

from pledgecheck.kinds.core import ACT, Core
from pledgecheck.kinds.slots import Slots
from pledgecheck.text.lexicon import Lexicon, tokens_of


def is_formula(text: str, start: int, end: int, core: Core, slots: Slots, lexicon: Lexicon) -> bool:
    """Whether view text[start:end] is a required formula with no act, measure or time of its own beside it."""
    if core.act >= ACT or slots.measure or slots.time or slots.evidence:
        return False
    plain = " ".join(t.text for t in tokens_of(text, start, end))
    return any(all(slot.search(plain) for slot in row) for row in lexicon.slots)
