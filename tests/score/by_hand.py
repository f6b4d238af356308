"""The total once more from the JSON report alone, as a reader would do it with pencil and paper."""

from __future__ import annotations

from typing import Any

THEME = {"outdated": 0, "quoted": 20, "not_found": 30}


def parts(report: dict[str, Any]) -> dict[str, float | None]:
    """The five parts of a report, None where there is nothing to judge by."""
    basis = report["score"]["basis"]
    counted = [c for c in report["commitments"] if not c["required_formula"] and c["duplicate_of"] is None]
    points = [(max(c["points"], c["certain_points"] or 0), "routine" in c["tags"]) for c in counted]
    k = int(basis["k"])
    best = (sorted((p for p, routine in points if not routine), reverse=True) + [0.0] * k)[:k]
    thin = sum(p < basis["thin_below"] for p, _ in points) / len(points) if points else 0
    theme, duty, copying = report["theme"], report["duty"], report["copying"]
    own = sum(c["duty"] and c["level"] >= 2 for c in counted)
    compared = copying is not None and any(s["relation"] == "previous" for s in copying["sources"])
    applied = 100 if theme and len(theme["aspects"]) >= 2 else 85
    return {
        "specificity": sum(best) / k * (1 - basis["thin_factor"] * thin),
        "theme": None if theme is None else THEME.get(theme["relation"], applied),
        "duty": None if duty["relation"] == "unknown" else min(100, 100 * own / basis["duty_needed"]),
        "originality": 100 * (1 - copying["counted_share"]) if compared else None,
        "length": length(report["length"]),
    }


def length(fact: dict[str, Any]) -> float:
    """The length part."""
    limits = fact["limits"]
    share = min(1.0, fact["syllables"] / limits["syllables_min"])
    for name in ("syllables", "commitments"):
        most, zero = limits[f"{name}_max"], limits[f"{name}_zero"]
        if fact[name] > most:
            share = min(share, max(0.0, (zero - fact[name]) / (zero - most)))
    return 100 * share


def total(report: dict[str, Any]) -> float:
    """Weights over the parts that apply, under the lowest cap."""
    score = report["score"]
    plain = sum(
        score["weights"][name] * round(value, 1) for name, value in parts(report).items() if value is not None
    )
    return round(min([plain, *(gate["cap"] for gate in score["gates"])]), 1)
