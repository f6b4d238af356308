#!/usr/bin/env python3
"""Copies among many documents and inside two: seconds, memory, recall, precision, beside other tools.

usage: python bench/copying.py [--sizes N …] [--rivals N] [--slow-rivals N] [--write]

Synthetic pledges with planted copies (see copying_data.py), the same for the same seed. Every method runs in a
process of its own. --write puts the tables into docs/bench-copying.md. Other tools are left out where they are
not installed: pip install datasketch rensa
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from copying_data import KINDS, corpus, stock_spans
from copying_quality import alignment_table, honest, members_found, same_in_every_form

from pledgecheck.copying.tokens import tokenize, touched

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "docs" / "bench-copying.md"
NAMES = {
    "fingerprints": "pledgecheck, candidates",
    "whole": "pledgecheck, aligned",
    "in-memory": "pledgecheck, in memory, aligned",
    "rensa": "rensa MinHash 64x2, candidates",
    "datasketch": "datasketch MinHash 64x2, candidates",
}


@dataclass
class Truth:
    """Which documents were made from which."""

    planted: dict[tuple[int, int], str] = field(default_factory=dict)
    origin: dict[int, int] = field(default_factory=dict)

    def related(self, low: int, high: int) -> bool:
        """Whether one was made from the other, or both from a third."""
        return self.origin.get(low, low) == self.origin.get(high, high)


@dataclass
class Result:
    """What one method did."""

    size: int
    method: str
    seconds: float
    cpu: float
    peak_mb: float
    pairs: int
    recall: dict[str, float]
    precision: float


def write_corpus(folder: Path, size: int, seed: int) -> Truth:
    """The documents as their tokens, in the layout of copying_methods.py."""
    truth = Truth()
    with open(folder / "texts.txt", "w", encoding="utf-8") as out:
        for text, planted in corpus(size, seed):
            items = []
            for line in text.split("\n"):
                tokens = tokenize(line)
                silent = touched(tokens, stock_spans(line))
                items.append(" ".join("·" if mute else key for key, mute in zip(tokens.keys, silent, strict=True)))
            out.write(" | ".join(items) + "\n")
            if planted:
                truth.planted[planted.source, planted.copy] = planted.kind
                truth.origin[planted.copy] = planted.source
    return truth


def run(method: str, folder: Path, size: int, truth: Truth, jobs: int, memory_mb: int) -> Result:
    """One method in a process of its own."""
    command = [sys.executable, str(HERE / "copying_methods.py"), method, str(folder)]
    command += ["--jobs", str(jobs), "--memory-mb", str(memory_mb)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    cost = json.loads(done.stdout)
    flat = array("I", (folder / f"{method}.pairs").read_bytes())
    found = set(zip(flat[::2], flat[1::2], strict=True))
    hits: Counter[str] = Counter(kind for pair, kind in truth.planted.items() if pair in found)
    whole = Counter(truth.planted.values())
    related = sum(truth.related(*pair) for pair in found)
    return Result(
        size, method, cost["seconds"], cost["cpu"], cost["peak_mb"], len(found),
        {kind: hits[kind] / whole[kind] for kind in KINDS if whole[kind]},
        related / len(found) if found else math.nan,
    )


def growth(results: list[Result], method: str, smallest: int = 10_000) -> float:
    """The exponent of the seconds in the number of documents, from the smallest of these sizes to the largest."""
    points = sorted((r.size, r.cpu) for r in results if r.method == method and r.size >= smallest)
    if len(points) < 2:
        return math.nan
    (n, a), (m, b) = points[0], points[-1]
    return math.log(b / a) / math.log(m / n)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("---" if not at else "---:" for at in range(len(head))) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def scale_table(results: list[Result]) -> str:
    """Documents, method, cost, quality."""
    head = ["documents", "method", "seconds", "CPU seconds", "peak MB", "pairs", *(f"recall, {k}" for k in KINDS),
            "precision"]
    return table(head, [
        [f"{r.size:,}", NAMES[r.method], f"{r.seconds:.1f}", f"{r.cpu:.1f}", f"{r.peak_mb:,.0f}", f"{r.pairs:,}",
         *(f"{r.recall.get(kind, math.nan):.4f}" for kind in KINDS), f"{r.precision:.3f}"]
        for r in results
    ])


def pair_tables(seed: int, pairs: int, unrelated: int) -> str:
    """Two texts: alignment beside other tools, honest pairs, the clique, normal forms."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for label, _, f1, error, cost in alignment_table(pairs, seed):
        rows[label] += [f"{f1:.3f}", f"{error:.3f}", f"{cost:.0f}"]
    head = ["planted copy"]
    for name in ("pledgecheck", "difflib", "Indel"):
        head += [f"{name} token F1", "share error", "µs"]
    exact, quick, wrong = members_found(seed)
    least = same_in_every_form(seed)
    lines = [table(head, [[label, *cells] for label, cells in rows.items()]), ""]
    for level, above in honest(unrelated, seed).items():
        lines.append(f"- Unrelated pairs ({unrelated:,}) with a share of {level:.2f} or more: {above:.3%}.")
    lines.append(f"- 60 of 500 people copied one source, 5 % edited: {exact} of 60 stand in one group when all pairs "
                 f"are aligned, {quick} of 60 when fingerprints propose the pairs; {wrong} others stand in it.")
    lines.append(f"- A pledge against itself in NFD, in capitals, with the other tone placement: share {least:.2f}.")
    return "\n".join(lines)


def main() -> None:
    """Measure; print, and write when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 10_000])
    parser.add_argument("--rivals", type=int, default=100_000, help="rensa up to so many documents")
    parser.add_argument("--slow-rivals", type=int, default=10_000, help="datasketch up to so many documents")
    parser.add_argument("--pairs", type=int, default=100, help="pairs of each kind for the alignment")
    parser.add_argument("--unrelated", type=int, default=50_000, help="pairs of unrelated texts")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--memory-mb", type=int, default=2048)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    results: list[Result] = []
    for size in args.sizes:
        methods = ["fingerprints", "whole"]
        methods += ["in-memory"] if size <= 2000 else []
        methods += ["rensa"] if size <= args.rivals and find_spec("rensa") else []
        methods += ["datasketch"] if size <= args.slow_rivals and find_spec("datasketch") else []
        with tempfile.TemporaryDirectory() as temp:
            truth = write_corpus(Path(temp), size, args.seed)
            for method in methods:
                results.append(run(method, Path(temp), size, truth, args.jobs, args.memory_mb))
                print(results[-1], flush=True)
    tools = [f"{name} {version(name)}" for name in ("numpy", "duckdb", "rapidfuzz", "rensa", "datasketch")
             if find_spec(name)]
    parts = [
        (HERE / "copying.head.md").read_text("utf-8").rstrip(),
        "## Among many documents",
        f"{date.today():%Y-%m-%d}, a machine shared with other work. Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, {', '.join(tools)}; {args.jobs} process(es), memory limit {args.memory_mb} MB, seed {args.seed}.",
        scale_table(results),
        f"CPU seconds grow with the number of documents to the power of {growth(results, 'fingerprints'):.2f} "
        f"(candidates) and {growth(results, 'whole'):.2f} (aligned), from 10,000 to {max(args.sizes):,}.",
        "## Between two documents",
        pair_tables(args.seed, args.pairs, args.unrelated),
    ]
    text = "\n\n".join(parts) + "\n"
    print(text)
    if args.write:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
