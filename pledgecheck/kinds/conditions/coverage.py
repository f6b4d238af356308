"""Coverage: a part that guidance names and the text does not show."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind
from pledgecheck.kinds.coverage import ACT, Sign, covered, is_leader
from pledgecheck.model import Kind


class CoverageOptions(Options):
    """Which part, for whom: the rule speaks when nothing shows the part.

    patterns: of the lexicon; signs: an act ("act"), or that the duties are known ("duty"), show it as well;
    but: patterns of acts that are no such sign; leaders: only those whose role `leader_role` names;
    needs: how many commitments a text must have before anything is asked of it.
    """

    patterns: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    but: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ("individual",)
    leaders: bool = False
    needs: int = Field(default=2, ge=1)


def _missing(facts: Facts, options: CoverageOptions) -> Iterator[Hit]:
    document = facts.document
    if document is None or facts.kind not in options.kinds:
        return
    said = [one for one in facts.judged if one.duplicate_of is None]
    # A text without any act has another remark that matters more; a line or two is no whole pledge.
    if len(said) < options.needs or not any(one.level >= ACT for one in said):
        return
    if options.leaders and not is_leader(facts.role, facts.lexicon):
        return
    if not covered(
        document, facts.judged, facts.duty, facts.lexicon, options.patterns, options.signs, options.but
    ):
        yield Hit(confidence=0.6)


def _vocabulary(options: CoverageOptions) -> tuple[str, ...]:
    return (*options.patterns, *options.but, *(("leader_role",) if options.leaders else ()))


KIND = RuleKind(
    "coverage",
    {"missing": Condition(_missing, spans=False)},
    CoverageOptions,
    vocabulary=_vocabulary,
)
