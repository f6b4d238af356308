#!/usr/bin/env python3
"""How long judging takes: beside pyvi, proselint and textlint, from a cold start, for many files, again.

usage: python bench/speed.py [--only check|stages|start|audit|again|growth] [--pledges N] [--write]

Everything is measured side by side in one run, turn by turn; what counts are the ratios. Growth, 1,000 to 100,000
pledges without the search for copies, takes half an hour and is measured only where it is named. --write puts the tables into docs/bench-speed.md. Left out where
not installed: proselint (pip), textlint with three rules (npm, named by --textlint FOLDER).
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from itertools import islice
from math import log
from pathlib import Path
from random import Random
from statistics import median

from generated import ROOT, invented, pledges

from pledgecheck.model import Pledge

TARGET = ROOT / "docs" / "bench-speed.md"
HEAD = Path(__file__).with_name("speed.head.md")
RULES = ("max-comma", "no-todo", "max-ten")  # of textlint
SYLLABLES = 300


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(["---"] + ["---:"] * (len(head) - 1)) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


# ---------------------------------------------------------------- one process
def check(rounds: int, textlint: Path | None) -> str:
    """The whole check beside others on the same texts, each text once a round, nothing remembered between rounds."""
    from pledgecheck import Checker
    from pledgecheck.process import relax_gc
    from pledgecheck.text import lexicon, tokens, words

    relax_gc()  # as the command line does
    checker = Checker()
    own = [path.read_text("utf-8") for path in sorted(ROOT.glob("tests/corpus/texts/*.txt"))]
    own += [path.read_text("utf-8") for path in sorted(ROOT.glob("examples/**/*.txt"))]
    made = [pledge.text for pledge in pledges(400, seed=9, syllables=SYLLABLES, fresh=0.7)]
    others = dict(_others())
    rows = []
    for name, texts in (("pledges written by people", own), ("generated pledges, most acts never seen before", made)):
        for text in texts * 3:
            checker.check(text)
        ours: list[float] = []
        theirs: dict[str, list[float]] = {other: [] for other in others}
        for _ in range(rounds):
            for forget in (words._remembered, tokens._short, tokens._long, lexicon._short, lexicon._long):
                forget.cache_clear()
            for at in range(0, len(texts), 10):
                part = texts[at : at + 10]
                ours.append(cpu(lambda part=part: [checker.check(text) for text in part]))
                for other, work in others.items():
                    theirs[other].append(cpu(lambda part=part, work=work: [work(text) for text in part]))
        size = sum(len(text.encode()) for text in texts) * rounds
        rows.append([name, "pledgecheck, the whole check", _each(ours, texts, rounds), _rate(size, sum(ours)), "1"])
        for other, seconds in theirs.items():
            ratio = median(mine / his for mine, his in zip(ours, seconds, strict=True))
            rows.append([name, other, _each(seconds, texts, rounds), _rate(size, sum(seconds)), f"{ratio:.2f}"])
        if textlint is not None:
            seconds = _textlint(texts, textlint)
            ratio = sum(ours) / rounds / seconds
            rows.append([name, "textlint, 3 rules", f"{1000 * seconds / len(texts):.2f}", _rate(size / rounds, seconds),
                         f"{ratio:.2f}"])
    return table(("texts", "what", "ms a text", "kB/s", "pledgecheck takes … times as long"), rows)


def _each(seconds: Sequence[float], texts: Sequence[str], rounds: int) -> str:
    return f"{1000 * sum(seconds) / rounds / len(texts):.2f}"


def _rate(size: float, seconds: float) -> str:
    return f"{size / 1000 / seconds:,.0f}"


def _others() -> Iterator[tuple[str, Callable[[str], object]]]:
    warnings.simplefilter("ignore")
    from pyvi import ViTokenizer

    ViTokenizer.tokenize("cán bộ")
    yield "pyvi, ViTokenizer.tokenize alone", ViTokenizer.tokenize
    if find_spec("proselint"):
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile

        CheckRegistry().register_many(__register__)
        yield "proselint, its default checks", lambda text: LintFile("text", text).lint()


def _textlint(texts: Sequence[str], folder: Path) -> float:
    """Seconds for all texts, without the start of the program: the second half of twice as many."""
    with tempfile.TemporaryDirectory() as name:
        files = []
        for at, text in enumerate(texts * 2):
            files.append(Path(name, f"{at:05}.txt"))
            files[-1].write_text(text, "utf-8")
        command = [str(folder / "node_modules" / ".bin" / "textlint"), "--format", "json"]
        for rule in RULES:
            command += ["--rule", rule]

        def run(part: Sequence[Path]) -> float:
            start = time.perf_counter()
            subprocess.run([*command, *map(str, part)], cwd=folder, capture_output=True, check=False)
            return time.perf_counter() - start

        return min(run(files) for _ in range(3)) - min(run(files[: len(texts)]) for _ in range(3))


def where(rounds: int) -> str:
    """Where the time of one check goes."""
    from stages import stages

    from pledgecheck import Checker
    from pledgecheck.process import relax_gc

    relax_gc()
    checker = Checker()
    texts = [path.read_text("utf-8") for path in sorted(ROOT.glob("tests/corpus/texts/*.txt"))]
    for text in texts * 3:
        checker.check(text)
    found = stages(checker, texts, rounds)
    whole = found[-1][1]
    rows = [[name, f"{spent:.2f}", f"{spent / whole:.0%}"] for name, spent in found]
    return table(("stage", "ms a text", "share"), rows)


# ---------------------------------------------------------------- processes
def start(rounds: int) -> str:
    """From nothing to the first answer, whole processes by turns; one round before is not counted.

    The rules are compiled once and kept (pledgecheck/packs/kept.py); "for the first time" is without what is kept.
    """
    first_time = "pledgecheck check one.txt, for the first time"
    with tempfile.TemporaryDirectory() as name:
        one = Path(name, "one.txt")
        one.write_text(next(pledges(1, syllables=SYLLABLES)).text, "utf-8")
        python = [sys.executable, "-W", "ignore"]
        cli = [*python, "-m", "pledgecheck"]
        check = [*cli, "check", str(one), "--fail-on", "never", "--no-cache"]
        commands = {
            "from pyvi import ViTokenizer": [*python, "-c", "from pyvi import ViTokenizer"],
            "pledgecheck check one.txt": check,
            first_time: check,
            "pledgecheck --help": [*cli, "--help"],
        }
        seconds: dict[str, list[float]] = {what: [] for what in commands}
        for at in range(rounds + 1):
            for what, command in commands.items():
                kept = Path(name, f"kept-{at}" if what == first_time else "kept")
                env = {**os.environ, "PYTHONPATH": str(ROOT), "PLEDGECHECK_CACHE_DIR": str(kept)}
                begun = time.perf_counter()
                subprocess.run(command, capture_output=True, check=True, env=env)
                if at:
                    seconds[what].append(time.perf_counter() - begun)
    first = median(seconds["from pyvi import ViTokenizer"])
    return table(
        ("command", "seconds (median)", "of importing pyvi"),
        [[f"`{what}`", f"{median(each):.2f}", f"{median(each) / first:.2f}"] for what, each in seconds.items()],
    )


def audit(
    count: int, jobs: int, folder: Path, cache: Path | None = None, *, copies: bool = True
) -> tuple[float, float]:
    """Seconds and peak memory in MB (all processes) of an audit from the command line."""
    settings = folder / "pledgecheck.toml"
    settings.write_text(f"[copying]\npeers = {str(copies).lower()}\n", "utf-8")
    arguments = ["audit", "--jobs", str(jobs), "--fail-on", "never"]
    for path in sorted(folder.glob(f"{count}-*.csv")):
        arguments += ["--manifest", str(path)]
    arguments += ["--config", str(settings), "--output-format", "jsonl", "--output", str(folder / "out.jsonl"), "--quiet"]
    arguments += [] if cache else ["--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PLEDGECHECK_CACHE_DIR": str(cache or folder / "none")}
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "pledgecheck", *arguments], env=env, start_new_session=True)
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watch.start()
    if process.wait():
        raise SystemExit("the audit failed")
    seconds = time.perf_counter() - begun
    watch.join()
    return seconds, peak[0]


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    from resume import memory

    while process.poll() is None:
        peak[0] = max(peak[0], memory(process.pid) / 2**20)
        time.sleep(0.5)


def write_manifest(count: int, folder: Path, changed: float = 0.0) -> None:
    """Registers of ten thousand generated pledges each, sixty of a unit; of a share of them one line is another."""
    step = int(1 / changed) if changed else 0
    units = [f"UBND xã {invented(Random(at)).title()}" for at in range(count // 60 + 1)]
    made = enumerate(pledges(count, seed=4, syllables=SYLLABLES, fresh=0.7))
    for part in range(0, count, 10_000):
        path = folder / f"{count}-{part:06}.csv"
        _write(path, islice(made, 10_000), units, step)


def _write(path: Path, made: Iterable[tuple[int, Pledge]], units: Sequence[str], step: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("id", "author", "unit", "year", "text"))
        for at, pledge in made:
            text = pledge.text + (f"\n- Ngày {at % 28 + 1}/5 thăm {at % 9 + 2} hộ." if step and not at % step else "")
            rows.writerow((pledge.id, f"Người {at}", units[at // 60], pledge.year or "", text))


def many(count: int) -> str:
    """Audits: one process and two."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_manifest(count, folder)
        one, memory_one = audit(count, 1, folder)
        two, memory_two = audit(count, 2, folder)
        rows.append([f"{count:,}", "1", f"{one:.0f}", f"{1000 * one / count:.1f}", f"{memory_one:.0f}", "1"])
        rows.append([f"{count:,}", "2", f"{two:.0f}", f"{1000 * two / count:.1f}", f"{memory_two:.0f}", f"{one / two:.2f}"])
    head = ("pledges", "processes", "seconds", "ms a pledge", "peak MB, all processes", "faster than one process")
    return table(head, rows)


def growth() -> str:
    """How time and memory grow with the number of pledges, the search for copies left out."""
    rows = []
    before: tuple[int, float] | None = None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in (1000, 10_000, 100_000):
            write_manifest(size, folder)
            seconds, memory = audit(size, 2, folder, copies=False)
            exponent = f"{log(seconds / before[1]) / log(size / before[0]):.2f}" if before else ""
            rows.append([f"{size:,}", f"{seconds:.0f}", f"{1000 * seconds / size:.1f}", f"{memory:.0f}", exponent])
            before = size, seconds
    head = ("pledges, without copying, 2 processes", "seconds", "ms a pledge", "peak MB", "exponent from the row above")
    return table(head, rows)


def again(count: int) -> str:
    """An audit, the same with one in a hundred changed, both with copies searched for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_manifest(count, folder)
        first, _ = audit(count, 2, folder, folder / "cache")
        write_manifest(count, folder, changed=0.01)
        second, _ = audit(count, 2, folder, folder / "cache")
    rows = [["first", f"{first:.0f}", "1"], ["1 % changed", f"{second:.0f}", f"{second / first:.2f}"]]
    return table((f"audit of {count:,} pledges, 2 processes", "seconds", "of the first"), rows)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", choices=("check", "stages", "start", "audit", "again", "growth"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pledges", type=int, default=10_000)
    parser.add_argument("--textlint", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    parts = {
        "check": lambda: check(args.rounds, args.textlint),
        "stages": lambda: where(args.rounds),
        "start": lambda: start(2 * args.rounds),
        "audit": lambda: many(args.pledges),
        "again": lambda: again(args.pledges),
        "growth": growth,
    }
    titles = {"check": "One process", "stages": "Where the time of one check goes", "start": "From a cold start", "audit": "Many pledges", "again": "Again", "growth": "Growth"}
    done = []
    for name, work in parts.items():
        if args.only == name or (args.only is None and name != "growth"):
            done.append(f"## {titles[name]}\n\n{work()}\n")
            print(done[-1], flush=True)
    if args.write:
        load = f"Measured on {date.today()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
        load += f", load average {os.getloadavg()[0]:.1f} at the end (a shared machine)."
        TARGET.write_text("\n".join([HEAD.read_text("utf-8"), load, "", *done]), "utf-8")


if __name__ == "__main__":
    main()
