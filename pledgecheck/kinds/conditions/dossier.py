"""Dossier: a model registered with its name only, or with parts missing."""

from __future__ import annotations

from collections.abc import Iterator

from pledgecheck.kinds.base import Condition, Facts, Hit, Options, RuleKind, Value
from pledgecheck.wording import dossier_parts


def _data(facts: Facts) -> dict[str, Value]:
    assert facts.dossier is not None
    return {"missing": dossier_parts(facts.dossier.missing)}


def _name_only(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.dossier and facts.dossier.verdict == "name_only":
        yield Hit(data=_data(facts))


def _missing_parts(facts: Facts, options: Options) -> Iterator[Hit]:
    if facts.dossier and facts.dossier.verdict == "full" and facts.dossier.missing:
        yield Hit(data=_data(facts))


KIND = RuleKind(
    "dossier",
    {
        "name_only": Condition(_name_only, spans=False, data=("missing",)),
        "missing_parts": Condition(_missing_parts, spans=False, data=("missing",)),
    },
)
