"""Theme: another year's, only quoted, or not seen.

All of them speak of the whole pledge: the title of a theme names the Party or Uncle Hồ and is never marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind, Value


def _data(facts: Facts) -> dict[str, Value]:
    """Placeholders: the pledge's year, the theme's title and year, an aspect the author could apply."""
    fact = facts.theme
    assert fact is not None
    theme = facts.themes.get(fact.quoted_id or fact.id)
    in_force = next(
        (
            facts.themes[layer.id]
            for layer in fact.layers
            if layer.relation != "outdated" and layer.id in facts.themes
        ),
        theme,
    )
    aspects = in_force.aspects if in_force else ()
    years = theme.years if theme else ()
    return {
        "year": str(facts.year or "…"),
        "title": theme.title if theme else fact.id,
        "theme_year": "-".join(str(y) for y in sorted({min(years), max(years)})) if years else "…",
        "aspect": aspects[0].title if aspects else "…",
    }


def _hit(facts: Facts) -> Hit:
    fact = facts.theme
    assert fact is not None
    return Hit(data=_data(facts), confidence=fact.confidence)


def _outdated(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.theme and facts.theme.relation == "outdated":
        yield _hit(facts)


def _quoted(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.theme and facts.theme.relation == "quoted" and "theme" not in facts.gates:
        yield _hit(facts)


def _quoted_gate(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.theme and facts.theme.relation == "quoted" and "theme" in facts.gates:
        yield _hit(facts)


def _not_found(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.theme and facts.theme.relation == "not_found" and facts.judged:
        yield Hit(data=_data(facts), confidence=facts.theme.confidence)


_DATA = ("year", "title", "theme_year", "aspect")

KIND = RuleKind(
    "theme",
    {
        "outdated": Condition(_outdated, spans=False, data=_DATA),
        "quoted": Condition(_quoted, spans=False, data=_DATA),
        "quoted_gate": Condition(_quoted_gate, spans=False, data=_DATA),
        "not_found": Condition(_not_found, spans=False, data=_DATA),
    },
)
