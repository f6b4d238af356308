"""How long the pledge is, counted without boilerplate and required formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pledgecheck.document.model import Document, Role
from pledgecheck.kinds.facts import Judged
from pledgecheck.model import LengthVerdict
from pledgecheck.text.lexicon import tokens_of

_NOT_COUNTED = frozenset({Role.TITLE, Role.BOILERPLATE, Role.FIELD, Role.HEADING})


def analyse(document: Document, judged: Sequence[Judged], limits: Mapping[str, float]) -> LengthVerdict:
    """Syllables and commitments against `limits` (keys of the score profile's `limits`).

    Short is measured on the commitments alone: a long preamble does not make up for saying nothing.
    """
    text = document.view.text

    def syllables(start: int, end: int) -> int:
        return len(tokens_of(text[start:end]))

    formulas = sum(syllables(j.promise.start, j.promise.end) for j in judged if j.required_formula)
    counted = [j for j in judged if not j.required_formula]
    body = sum(syllables(b.start, b.end) for b in document.blocks if b.role not in _NOT_COUNTED) - formulas
    promised = sum(syllables(j.promise.start, j.promise.end) for j in counted)
    verdict: Literal["ok", "long", "short"] = "ok"
    if body > limits.get("syllables_max", float("inf")) or len(counted) > limits.get(
        "commitments_max", float("inf")
    ):
        verdict = "long"
    elif min(body, promised) < limits.get("syllables_min", 0):
        verdict = "short"
    return LengthVerdict(
        syllables=promised if verdict == "short" else body,
        commitments=len(counted),
        verdict=verdict,
        limits={name: float(value) for name, value in limits.items()},
    )
