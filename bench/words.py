#!/usr/bin/env python3
"""How fast words are found: word_spans against plain pyvi, side by side on the same texts.

usage: python bench/words.py [--rounds N] [--starts N] [FILE …]

Without files: the texts of examples/ and tests/corpus/. Both get the folded lines of the texts, each
distinct line once a round, turn by turn; medians of N rounds. "New text" is word_spans with the syllables
known but no line remembered, "same text again" with the lines remembered too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from pledgecheck.text.view import make_view
from pledgecheck.text.words import _remembered, backend, word_spans

ROOT = Path(__file__).resolve().parents[1]
STATUS = Path("/proc/self/status")  # ru_maxrss would do, but a new process inherits its parent's
PEAK = f"print(open('{STATUS}').read().partition('VmHWM:')[2].split()[0])"
PYVI = "from pyvi import ViTokenizer; ViTokenizer.tokenize('cán bộ'); "
OURS = "from pledgecheck.text.words import word_spans; word_spans('cán bộ'); "


def timed(work: Callable[[str], object], lines: Iterable[str]) -> float:
    start = time.process_time()
    for line in lines:
        work(line)
    return time.process_time() - start


def process(code: str, peak: bool = False) -> tuple[float, float]:
    """Seconds, and peak memory in MB if asked, of a new Python that runs `code`."""
    command = [sys.executable, "-W", "ignore", "-c", code + (PEAK if peak else "")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(done.stdout) / 1024 if peak else 0.0


def row(name: str, pyvi: float, ours: float, unit: str, digits: int = 0) -> None:
    low, high = sorted((pyvi, ours))
    print(f"{name:34} {pyvi:12,.{digits}f} {ours:12,.{digits}f} {unit:12} {high / low:7.1f} ×")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--starts", type=int, default=5)
    args = parser.parse_args()
    files = args.files or [*ROOT.glob("examples/**/*.txt"), *ROOT.glob("tests/corpus/**/*.txt")]
    views = [make_view(path.read_text("utf-8")).text for path in files]
    lines = list(dict.fromkeys(line for view in views for line in view.split("\n") if line))
    syllables = sum(len(line.split()) for line in lines)

    # Processes and the first round come before pyvi is imported: what it brings along slows the
    # garbage collector down, which is not our cost.
    empty, plain, own = [], [], []
    for _ in range(args.starts):
        empty.append(process("")[0])
        plain.append(process(PYVI)[0])
        own.append(process(OURS)[0])
    if backend() != "fast":
        sys.exit(f"words are found by {backend()!r}: nothing to compare")
    first = timed(word_spans, lines)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvi import ViTokenizer
    tokenize: Callable[[str], object] = ViTokenizer.tokenize
    tokenize("cán bộ")
    pyvi, new, again = [], [], []
    for _ in range(args.rounds):
        pyvi.append(timed(tokenize, lines))
        _remembered.cache_clear()
        new.append(timed(word_spans, lines))
        again.append(timed(word_spans, lines))

    print(f"{len(files)} texts, {len(lines)} distinct lines, {syllables} syllables\n")
    print(f"{'':34} {'pyvi':>12} {'word_spans':>12}")
    row("first round, every syllable new", syllables / pyvi[0], syllables / first, "syllables/s")
    row("new text", syllables / median(pyvi), syllables / median(new), "syllables/s")
    row("same text again", syllables / median(pyvi), syllables / median(again), "syllables/s")
    row("process start to first word", median(plain), median(own), "s", 3)
    print(f"{'  of which Python itself':34} {median(empty):12.3f} {median(empty):12.3f} s")
    if STATUS.exists():
        row("peak memory of that process", process(PYVI, peak=True)[1], process(OURS, peak=True)[1], "MB")


if __name__ == "__main__":
    main()
