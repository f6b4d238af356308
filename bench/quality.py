"""Measure the judgement against labelled pledges and write docs/quality.md.

    python bench/quality.py                       the project's own corpus (tests/corpus), printed
    python bench/quality.py --gold DIR            another labelled folder too, odd and even authors apart
    python bench/quality.py --gold DIR --write    and docs/quality.md
    python bench/quality.py --ablations           what each ingredient buys

A labelled folder holds manifest.csv, texts/ and truths.json: {id: {"truth": {...}, "also": {...},
"commitments": [{"start", "end", "levels": [rater a, rater b]}]}}. Where `also` names a second reader's
verdict on a document, either counts as right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pledgecheck.checker import Checker
from pledgecheck.model import Report
from pledgecheck.readers import read_manifest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests/corpus"
COPY = ("none", "light", "heavy", "full")
Pairs = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled pledge beside what the tool says of it."""

    id: str
    truth: Mapping[str, Any]
    also: Mapping[str, Any]
    commitments: tuple[Mapping[str, Any], ...]
    report: Report


def cases(folder: Path, checker: Checker) -> list[Case]:
    """All labelled pledges of a folder, audited together."""
    truths = json.loads((folder / "truths.json").read_text("utf-8"))
    with checker.audit(read_manifest(folder / "manifest.csv")) as audit:
        reports = {r.id: r for r in audit.reports}
    return [
        Case(i, t["truth"], t.get("also", {}), tuple(t["commitments"]), reports[i])
        for i, t in truths.items()
        if i in reports
    ]


def kappa(pairs: Pairs, size: int = 5) -> float:
    """Quadratically weighted kappa."""
    if not pairs:
        return float("nan")
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    left = [sum(a == i for a, _ in pairs) / len(pairs) for i in range(size)]
    right = [sum(b == i for _, b in pairs) / len(pairs) for i in range(size)]
    chance = sum((i - j) ** 2 * left[i] * right[j] for i in range(size) for j in range(size))
    return 1 - seen / chance if chance else float("nan")


def f1(pairs: Pairs, label: object) -> float:
    """F1 of one label; pairs are (truth, said)."""
    hit = sum(t == label and s == label for t, s in pairs)
    both = sum(t == label for t, _ in pairs) + sum(s == label for _, s in pairs)
    return 2 * hit / both if both else float("nan")


def macro(pairs: Pairs, labels: Iterable[str]) -> float:
    """Mean F1 over the labels that occur in the truth."""
    scores = [f1(pairs, label) for label in labels if any(t == label for t, _ in pairs)]
    return sum(scores) / len(scores) if scores else float("nan")


def _overlap(a: Mapping[str, Any], start: int, end: int) -> float:
    inter = min(a["end"], end) - max(a["start"], start)
    return inter / (max(a["end"], end) - min(a["start"], start)) if inter > 0 else 0.0


def _share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")


def figures(found: list[Case]) -> dict[str, float]:
    """Every figure of the model card over these cases."""
    levels: Pairs = []
    humans: Pairs = []
    vague: list[bool] = []
    sure: list[bool] = []
    hits = said = real = reviewed = 0
    for case in found:
        said += len(case.report.commitments)
        real += len(case.commitments)
        for gold in case.commitments:
            raters = [x for x in gold["levels"] if x is not None]
            if len(raters) == 2:
                humans.append(tuple(raters))
            best = max(case.report.commitments, key=lambda c: _overlap(gold, c.start, c.end), default=None)
            if best is None or _overlap(gold, best.start, best.end) < 0.6:
                continue
            hits += 1
            reviewed += best.needs_review
            for level in raters:
                levels.append((best.level, level))
                vague.append((best.level <= 1) == (level <= 1))
                if best.confidence >= 0.9:
                    sure.append(vague[-1])
    theme, duty, length, copy, dossier = [], [], [], [], []
    good: list[bool] = []
    bad: list[bool] = []
    for case in found:
        t, r = case.truth, case.report
        relation = r.theme.relation if r.theme else "not_found"
        relation = "ignored" if relation == "not_found" else relation
        theme.append((t["theme_use"], t["theme_use"] if relation == case.also.get("theme_use") else relation))
        duty.append(
            (
                t["duty_use"],
                t["duty_use"] if r.duty.relation == case.also.get("duty_use") else r.duty.relation,
            )
        )
        length.append(
            (t["length"], t["length"] if r.length.verdict == case.also.get("length") else r.length.verdict)
        )
        if t.get("copy"):
            sources = r.copying.sources if r.copying else ()
            share = max((s.share for s in sources if s.relation == "previous"), default=0.0)
            copy.append((COPY.index(t["copy"]), (share >= 0.1) + (share >= 0.5) + (share > 0.9)))
        if t.get("dossier"):
            dossier.append((t["dossier"], r.dossier.verdict if r.dossier else "none"))
        error = any(f.severity == "error" for f in r.findings)
        if (
            t["quality"] == "specific"
            and t["theme_use"] == "applied"
            and t["duty_use"] == "own"
            and t.get("copy", "none") in ("none", "light")
            and t["length"] == "ok"
            and not t.get("copied_from")
        ):
            good.append(not error)
        if (
            (t["quality"] == "vague"
            and t["theme_use"] != "applied")
            or t.get("copy") == "full"
            or t.get("dossier") == "name_only"
        ):
            bad.append(error)
    totals = {
        q: [c.report.score.total or 0.0 for c in found if c.truth["quality"] == q]
        for q in ("vague", "specific")
    }
    wins = [(p > q) + 0.5 * (p == q) for p in totals["specific"] for q in totals["vague"]]
    return {
        "pledges": len(found),
        "commitments": real,
        "segmentation F1": 2 * hits / (said + real) if said + real else float("nan"),
        "specificity QWK": kappa(levels),
        "specificity QWK between the raters": kappa(humans),
        "vague-or-not accuracy": _share(vague),
        "vague-or-not agreement of the raters": _share([(a <= 1) == (b <= 1) for a, b in humans]),
        "share of commitments with confidence ≥ .9": len(sure) / len(vague) if vague else float("nan"),
        "vague-or-not accuracy among these": _share(sure),
        "needs_review share": reviewed / hits if hits else float("nan"),
        "theme macro F1": macro(theme, ("applied", "quoted", "ignored", "outdated")),
        "theme applied F1": f1(theme, "applied"),
        "duty macro F1": macro(duty, ("own", "generic", "foreign")),
        "own or generic right": _share([t == s for t, s in duty if t in ("own", "generic")]),
        "copy level right": _share([a == b for a, b in copy]),
        "copy level within one": _share([abs(a - b) <= 1 for a, b in copy]),
        "long F1": f1(length, "long"),
        "short F1": f1(length, "short"),
        "name_only F1": f1(dossier, "name_only"),
        "specific-over-vague AUC": sum(wins) / len(wins) if wins else float("nan"),
        "good pledges without an error": _share(good),
        "bad pledges with an error": _share(bad),
    }


def table(columns: Mapping[str, Mapping[str, float]]) -> str:
    """A Markdown table, one column a set of pledges."""
    names = list(next(iter(columns.values())))
    lines = ["| figure | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for name in names:
        cells = [
            f"{c[name]:.0f}" if name in ("pledges", "commitments") else _number(c[name])
            for c in columns.values()
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _number(value: float) -> str:
    return "–" if value != value else f"{value:.3f}".replace("0.", ".", 1) if value < 1 else f"{value:.2f}"


def errors_of(found: list[Case], most: int = 12) -> list[str]:
    """Examples of wrong verdicts of the project's own corpus, the worst first, for the model card."""
    out: list[tuple[float, str]] = []
    for case in found:
        for gold in case.commitments:
            raters = [x for x in gold["levels"] if x is not None]
            best = max(case.report.commitments, key=lambda c: _overlap(gold, c.start, c.end), default=None)
            if best is None or _overlap(gold, best.start, best.end) < 0.6:
                continue
            mean = sum(raters) / len(raters)
            if abs(best.level - mean) >= 1.5:
                text = best.text if len(best.text) < 130 else best.text[:127] + "…"
                out.append((abs(best.level - mean), f"- said {best.level}, raters {raters}: “{text}”"))
    return [line for _, line in sorted(out, key=lambda x: -x[0])[:most]]


def halves(folder: Path, checker: Checker) -> dict[str, dict[str, float]]:
    """Figures of the odd and even authors (ids like x-001-2019) of a labelled folder, and of all."""
    found = cases(folder, checker)

    def number(case: Case) -> int:
        return int(case.id.split("-")[1])

    keep: dict[str, Callable[[Case], bool]] = {
        "odd authors (tuned on)": lambda c: number(c) % 2 == 1,
        "even authors (held out)": lambda c: number(c) % 2 == 0,
    }
    return {name: figures([c for c in found if test(c)]) for name, test in keep.items()}


def ablations() -> dict[str, dict[str, float]]:
    """The own corpus without pyvi's words, without the fitted weights, without names as masks."""
    import dataclasses

    import pledgecheck.kinds.segments as segments
    import pledgecheck.kinds.specificity as specificity

    checker = Checker()
    base = {"all": figures(cases(CORPUS, checker))}
    words = segments.word_spans
    segments.word_spans = lambda text: tuple(  # type: ignore[assignment]
        (m.start, m.end) for m in _syllables(text)
    )
    base["without pyvi's words"] = figures(cases(CORPUS, checker))
    segments.word_spans = words
    book = checker.rulebook
    plain = dataclasses.replace(book, lexicon=dataclasses.replace(book.lexicon, weights={}))
    base["without fitted weights"] = figures(cases(CORPUS, checker.with_rulebook(plain)))
    masks = specificity.MASKS
    specificity.MASKS = ()
    base["without masks"] = figures(cases(CORPUS, checker))
    specificity.MASKS = masks
    return base


def _syllables(text: str) -> list[Any]:
    from pledgecheck.text.lexicon import tokens_of

    return tokens_of(text)


def main() -> None:
    """Print, and write the model card when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ablations", action="store_true")
    args = parser.parse_args()
    checker = Checker()
    own = cases(CORPUS, checker)
    columns = {"own corpus (held out)": figures(own)}
    if args.gold and (args.gold / "truths.json").exists():
        columns = halves(args.gold, checker) | columns
    print(table(columns))
    dropped = ablations() if args.ablations else None
    if dropped:
        print("\n" + table(dropped))
    if args.write:
        _write(columns, errors_of(own), dropped)


def _write(
    columns: Mapping[str, Mapping[str, float]],
    errors: list[str],
    dropped: Mapping[str, Mapping[str, float]] | None,
) -> None:
    head = (ROOT / "docs/quality.head.md").read_text("utf-8")
    parts = [
        head.rstrip(),
        f"\n## Figures ({date.today().isoformat()})\n",
        table(columns),
        "\n## Errors on the own corpus, the largest first\n",
        "\n".join(errors) or "none of 1.5 levels or more",
    ]
    if dropped:
        parts += ["\n## What each ingredient buys (own corpus)\n", table(dropped)]
    (ROOT / "docs/quality.md").write_text("\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main()
