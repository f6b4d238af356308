"""Coverage: whether a pledge speaks of a part that guidance names (học tập, làm theo, nêu gương …).

What shows a part is data: patterns of the lexicon, looked for in headings and in what is promised, and
facts that other kinds found. Only ever information.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pledgecheck.document.model import Document, Role
from pledgecheck.kinds.facts import DutyFact, Judged
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view

Sign = Literal["act", "duty"]
ACT = 2  # the lowest level that someone could check
_UNSAID = frozenset({Role.BOILERPLATE, Role.FIELD})


def said(document: Document, judged: Sequence[Judged]) -> list[str]:
    """What the pledge itself says: headings, running text, commitments; no titles, fields, letterheads."""
    texts = [document.text(block) for block in document.blocks if block.role not in (*_UNSAID, Role.TITLE)]
    return [*texts, *(document.text(one.promise) for one in judged)]


def covered(
    document: Document,
    judged: Sequence[Judged],
    duty: DutyFact,
    lexicon: Lexicon,
    patterns: Iterable[str],
    signs: Iterable[Sign] = (),
    but: Iterable[str] = (),
) -> bool:
    """Whether a part is there: one of `patterns` is said, or one of `signs` was found.

    An act counts as a sign of "act" unless it is one of the acts that the patterns `but` name.
    """
    names, but = tuple(patterns), tuple(but)
    if any(lexicon.part(text).any(names) for text in said(document, judged)):
        return True
    if "act" in signs:
        acts = (document.text(one.promise) for one in judged if one.level >= ACT and not one.required_formula)
        if any(not lexicon.part(text).any(but) for text in acts):
            return True
    return "duty" in signs and duty.relation != "unknown"


def is_leader(role: str | None, lexicon: Lexicon) -> bool:
    """Whether a role is one of those of whom nêu gương is asked (pattern `leader_role`)."""
    return role is not None and lexicon.search("leader_role", make_view(role).text) is not None
