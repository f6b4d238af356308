"""Estimate the weights of rules/core/lexicon/acts.yaml from the labelled sentences in tests/corpus/dev.

    python bench/fit_acts.py            prints the weights and how they do in ten-fold cross-validation
    python bench/fit_acts.py --write    and writes them into the pack

A sentence holds an act when its best segment does: segments of sentences of level 0-1 are negatives, the best
segment of a sentence of level 2 and above is a positive, and the choice of the best is repeated until it stands.
Needs scikit-learn (it comes with pyvi); nothing here is needed at run time.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from pledgecheck.checker import Checker
from pledgecheck.kinds.acts import features
from pledgecheck.kinds.segments import free_matches, read_segments
from pledgecheck.kinds.slots import find_slots
from pledgecheck.kinds.specificity import MASKS
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import make_view

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "rules/core/lexicon/acts.yaml"
STRENGTH = 0.1  # inverse of the L2 penalty
ROUNDS = 12


def bags(lexicon: Lexicon) -> list[tuple[list[dict[str, float]], bool]]:
    """Each labelled sentence as the features of its segments, and whether it holds an act."""
    out = []
    for path in sorted((ROOT / "tests/corpus/dev").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                text = make_view(row["commitment"]).text
                part = lexicon.part(text)
                matches = free_matches(part)
                slots = find_slots(part, matches)
                masks = [s for name in MASKS for s in part.spans(name)]
                segments = read_segments(part, matches, [*masks, *slots.times])
                if segments:
                    out.append(([features(s, slots) for s in segments], int(row["level"]) >= 2))
    return out


def fit(data: list[tuple[list[dict[str, float]], bool]], names: list[str]) -> tuple[np.ndarray, float]:
    """Weights in the order of `names`, and the bias."""
    matrices = [np.array([[f.get(n, 0.0) for n in names] for f in bag]) for bag, _ in data]
    rule = names.index("rule")
    weights, bias = np.zeros(len(names)), 0.0
    weights[rule] = 1.0
    for _ in range(ROUNDS):
        rows, labels = [], []
        for matrix, (_, act) in zip(matrices, data, strict=True):
            if act:
                rows.append(matrix[int(np.argmax(matrix @ weights))])
                labels.append(1)
            else:
                rows.extend(matrix)
                labels.extend([0] * len(matrix))
        model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(np.array(rows), np.array(labels))
        weights, bias = model.coef_[0], float(model.intercept_[0])
    # More evidence must never make an act less probable.
    for name in ("measure", "time", "evidence", "place", "change", "frequency", "definite"):
        if name in names:
            weights[names.index(name)] = max(0.0, weights[names.index(name)])
    return weights, bias


def accuracy(
    data: list[tuple[list[dict[str, float]], bool]], names: list[str], weights: np.ndarray, bias: float
) -> float:
    """Share of sentences on the right side."""
    right = 0
    for bag, act in data:
        best = max(float(np.array([f.get(n, 0.0) for n in names]) @ weights) for f in bag) + bias
        right += (best >= 0) == act
    return right / len(data)


def main() -> None:
    """Fit, cross-validate, print, and write when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    data = bags(Checker().rulebook.lexicon)
    names = sorted({name for bag, _ in data for f in bag for name in f})
    order = np.random.default_rng(7).permutation(len(data))
    folds = []
    for k in range(10):
        held = set(order[k::10].tolist())
        weights, bias = fit([d for i, d in enumerate(data) if i not in held], names)
        folds.append(accuracy([d for i, d in enumerate(data) if i in held], names, weights, bias))
    print(
        f"{len(data)} sentences, ten-fold vague-or-not accuracy {np.mean(folds):.3f} (lowest fold {min(folds):.3f})"
    )
    weights, bias = fit(data, names)
    table = {"bias": round(bias, 3)} | {
        n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.005
    }
    print(yaml.safe_dump(table, allow_unicode=True, sort_keys=False))
    if args.write:
        TARGET.write_text(
            "# How much each observation speaks for an act (see pledgecheck/kinds/acts.py). Estimated from labelled\n"
            "# sentences by bench/fit_acts.py; do not edit by hand, fit again.\n"
            + yaml.safe_dump({"weights": {"act": table}}, allow_unicode=True, sort_keys=False),
            "utf-8",
        )


if __name__ == "__main__":
    main()
