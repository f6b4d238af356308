#!/usr/bin/env python3
"""One way of finding copies, run alone in a process of its own, so that its memory can be measured.

usage: python bench/copying_methods.py METHOD FOLDER [--jobs N] [--memory-mb N]

FOLDER holds texts.txt: a document a line, items divided by " | ", "·" for a token that is silent. Writes the
pairs found to FOLDER/METHOD.pairs and prints seconds and peak memory as JSON. All start from the same tokens.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

SHINGLE = 4
Pairs = Iterable[tuple[int, int]]


@dataclass(frozen=True)
class Settings:
    """What the methods may use."""

    jobs: int
    memory_mb: int


def documents(folder: Path) -> Iterator[list[list[str]]]:
    """The items of each document as tokens."""
    with open(folder / "texts.txt", encoding="utf-8") as lines:
        for line in lines:
            yield [item.split() for item in line.split("|")]


class Numbers(dict[str, int]):
    """The number of each token, as the package gives it; 0 for what is silent."""

    def __missing__(self, token: str) -> int:
        from pledgecheck.copying.sides import token_id

        return self.setdefault(token, 0 if token == "·" else token_id(token))


def by_fingerprints(folder: Path, settings: Settings) -> Pairs:
    """This package: candidates only."""
    from pledgecheck.copying.join import FingerprintJoin

    number = Numbers().__getitem__
    count = 0
    with tempfile.TemporaryDirectory() as temp:
        join = FingerprintJoin(Path(temp), memory_mb=settings.memory_mb, threads=settings.jobs)
        for items in documents(folder):
            keys: list[int] = []
            for item in items:
                keys += map(number, item)
            join.add(array("Q", keys).tobytes())
            count += 1
        yield from join.pairs(range(count), range(count))
        join.close()


def whole(folder: Path, settings: Settings, threshold: int = 0) -> Pairs:
    """This package: candidates, aligned, those that are reported."""
    from pledgecheck.comparing import Known
    from pledgecheck.copying.search import PeerSearch, Scale
    from pledgecheck.copying.sides import Side

    number = Numbers().__getitem__
    with PeerSearch(scale=Scale(threshold, settings.memory_mb), jobs=settings.jobs) as search:
        for at, items in enumerate(documents(folder)):
            keys: list[int] = []
            borders = [0]
            for item in items:
                keys += map(number, item)
                borders.append(len(keys))
            side = Side(None, tuple(keys), len(keys), frozenset(pairwise(borders)))
            search.add(Known(f"{at:08d}", None, None, None, ()), side)
        for pair in search.pairs():
            yield int(pair.a), int(pair.b)


def in_memory(folder: Path, settings: Settings) -> Pairs:
    """This package as it works up to some 2,000 documents: all pairs that share enough runs are aligned."""
    return whole(folder, settings, 1 << 40)


def _shingles(folder: Path) -> Iterator[list[str]]:
    for items in documents(folder):
        words = [token for item in items for token in item if token != "·"]
        yield list(map(" ".join, zip(*(words[shift:] for shift in range(SHINGLE)), strict=False)))


def by_rensa(folder: Path, settings: Settings) -> Pairs:
    """MinHash with 128 permutations in 64 bands of 2, in Rust, by its batch calls."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(0.5, 128, 64)
    sketches = []
    source = _shingles(folder)
    while batch := list(islice(source, 5000)):
        sketches += RMinHash.from_token_sets(batch, 128, 1)
    index.insert_many(sketches)
    for at, found in enumerate(index.query_all(sketches)):
        for other in found:
            if other < at:
                yield other, at


def by_datasketch(folder: Path, settings: Settings) -> Pairs:
    """MinHash with 128 permutations in 64 bands of 2, in numpy."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(64, 2))
    for at, words in enumerate(_shingles(folder)):
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([word.encode() for word in words])
        for other in index.query(sketch):
            yield other, at
        index.insert(at, sketch, check_duplication=False)


METHODS: dict[str, Callable[[Path, Settings], Pairs]] = {
    "fingerprints": by_fingerprints,
    "whole": whole,
    "in-memory": in_memory,
    "rensa": by_rensa,
    "datasketch": by_datasketch,
}


def main() -> None:
    """Run the method; print what it cost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("method", choices=METHODS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--memory-mb", type=int, default=2048)
    args = parser.parse_args()
    start = time.perf_counter()
    found = array("I")
    for low, high in METHODS[args.method](args.folder, Settings(args.jobs, args.memory_mb)):
        found.extend((low, high))
    seconds = time.perf_counter() - start
    (args.folder / f"{args.method}.pairs").write_bytes(found.tobytes())
    mine, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({
        "seconds": seconds,
        "cpu": mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime,
        "peak_mb": mine.ru_maxrss / 1024,
    }))


if __name__ == "__main__":
    main()
