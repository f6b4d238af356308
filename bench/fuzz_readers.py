#!/usr/bin/env python3
"""Feeds altered files to every reader: only a PledgecheckError may come out, within the time limit.

usage: python bench/fuzz_readers.py [--seconds N] [--reader NAME …] [--seed N] [--keep FOLDER]

Seeds are small documents made here and the nasty files kept in tests/. Bytes are flipped, cut, repeated and
spliced; zip containers are also altered from the inside, so that damage reaches the XML. With atheris
installed, --atheris READER hands that reader to it. Whatever fails is kept in --keep to become a test.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pledgecheck.errors import PledgecheckError  # noqa: E402
from pledgecheck.readers.formats import read_bytes  # noqa: E402
from pledgecheck.readers.office import AT_ONCE, CONVERTED, convert_many  # noqa: E402
from pledgecheck.readers.options import ReadOptions  # noqa: E402
from pledgecheck.readers.problems import problem  # noqa: E402
from tests.readers.samples import NAMES, samples  # noqa: E402

SLOW = 45.0  # seconds; the limits of the worker come before that
DIED = problem("parser-died").en
WORDS = (
    b"0",
    b"-1",
    b"4294967295",
    b"65536",
    b"\xff" * 8,
    b"<",
    b"]]>",
    b"&#0;",
    b"../",
    b"\0" * 64,
    b"=" * 4096,
)
NASTY = ROOT / "tests" / "fixtures" / "readers"
READERS: dict[str, tuple[str, ...]] = {
    "docx": (".docx",),
    "text": (".txt",),
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "ods": (".ods",),
    "xls": (".xls",),
    "pdf": (".pdf",),
    "zip": (".zip",),
    "doc": (".doc",),
    "odt": (".odt",),
    "rtf": (".rtf",),
}


def mutate(data: bytes, random: random.Random, others: list[bytes]) -> bytes:
    """`data` with one to a few things wrong."""
    if data[:2] == b"PK" and random.random() < 0.7:
        inside = from_inside(data, random, others)
        if inside is not None:
            return inside
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 8, 32))):
        if not out:
            break
        at = random.randrange(len(out))
        kind = random.randrange(8)
        if kind == 0:
            out[at] ^= 1 << random.randrange(8)
        elif kind == 1:
            out[at] = random.randrange(256)
        elif kind == 2:
            del out[at : at + random.choice((1, 2, 4, 64, 512))]
        elif kind == 3:
            out[at:at] = random.choice(WORDS)
        elif kind == 4:
            piece = out[at : at + random.choice((4, 16, 256))]
            out[at:at] = piece * random.choice((1, 2, 50))
        elif kind == 5:
            other = random.choice(others)
            start = random.randrange(max(len(other), 1))
            out[at : at + 64] = other[start : start + 64]
        elif kind == 6:
            width = random.choice((1, 2, 4, 8))
            out[at : at + width] = random.choice((0, 1, 2 ** (8 * width - 1), 2 ** (8 * width) - 1)).to_bytes(
                width, "little"
            )
        elif random.random() < 0.2:
            del out[at:]
    return bytes(out)


def from_inside(data: bytes, random: random.Random, others: list[bytes]) -> bytes | None:
    """A zip container with one member altered."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            if sum(each.file_size for each in container.infolist()) > 2_000_000:
                return None  # a kept bomb
            members = [(each.filename, container.read(each)) for each in container.infolist()]
    except Exception:
        return None
    if not members:
        return None
    chosen = random.randrange(len(members))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for at, (name, content) in enumerate(members):
            if at == chosen:
                if random.random() < 0.1:
                    name = random.choice(("../x.docx", "/a", "x" * 300, "\0", name.upper()))
                content = mutate(content, random, others)
            try:
                container.writestr(name, content)
            except (ValueError, IndexError):  # names that zipfile does not write
                return None
    return buffer.getvalue()


def seeds_of(suffixes: tuple[str, ...]) -> list[bytes]:
    """Small good documents of a format, and the kept bad ones, which are slow: one in ten."""
    made = (samples().get(name) for name in NAMES if Path(name).suffix in suffixes)
    good = [data for data in made if data is not None]
    bad = [path.read_bytes() for path in sorted(NASTY.glob("*")) if path.suffix in suffixes]
    return good * (1 + 9 * len(bad) // max(len(good), 1)) + bad


def run(
    name: str, seconds: float, random: random.Random, keep: Path | None
) -> tuple[int, Counter[str], list[str]]:
    """Feed one reader for so long; how often, what came out, and what must not."""
    suffix = READERS[name][0]
    seeds = seeds_of(READERS[name])
    outcomes: Counter[str] = Counter()
    bad: list[str] = []
    count = 0
    if not seeds:
        return 0, outcomes, ["no seed: a program that makes it is missing"]
    together = AT_ONCE if name in CONVERTED else 1
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        batch = [mutate(random.choice(seeds), random, seeds) for _ in range(together)]
        count += len(batch)
        began = time.monotonic()
        wrong = ""
        try:
            outcomes.update(outcome(name, batch, random))
        except Exception as error:
            wrong = "".join(traceback.format_exception(error)[-3:])
        took = time.monotonic() - began
        if took > SLOW * together and not wrong:
            wrong = f"{took:.0f} s"
        if wrong:
            bad.append(wrong)
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                for at, data in enumerate(batch):
                    (keep / f"{name}-{count}-{at}{suffix}").write_bytes(data)
    return count, outcomes, bad


def outcome(name: str, batch: list[bytes], random: random.Random) -> Iterator[str]:
    """What comes of each file; anything but a PledgecheckError gets through to the caller."""
    suffix = READERS[name][0]
    converted: list[bytes | PledgecheckError] = list(batch)
    if name in CONVERTED:
        converted = convert_many([(data, name, f"fuzz{suffix}") for data in batch])
        suffix = ".docx"
    # Recognition takes seconds a page and reads only what this program drew itself: now and then is enough.
    options = ReadOptions(hidden_sheets=True, ocr=random.random() < 0.02)
    for data in converted:
        if isinstance(data, PledgecheckError):
            yield f"{data.code} (converter)"
            continue
        try:
            read_bytes(data, f"fuzz{suffix}", suffix, options)
            yield "read"
        except PledgecheckError as error:
            yield "worker ended" if error.en == DIED else error.code


def with_atheris(name: str) -> None:
    """Hand one reader to atheris (runs until interrupted)."""
    import atheris  # type: ignore[import-not-found]

    suffix = READERS[name][0]

    def target(data: bytes) -> None:
        with suppress(PledgecheckError):
            read_bytes(data, f"fuzz{suffix}", suffix)

    atheris.instrument_all()
    atheris.Setup(sys.argv[:1], target)
    atheris.Fuzz()


def main() -> int:
    """Fuzz the readers named and print what came out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=3.0, help="for each reader")
    parser.add_argument("--reader", action="append", choices=sorted(READERS))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--atheris", choices=sorted(READERS), default=None)
    given = parser.parse_args()
    if given.atheris:
        with_atheris(given.atheris)
    seed = given.seed if given.seed is not None else random.randrange(2**32)
    print(f"seed {seed}")
    failed = 0
    for name in given.reader or READERS:
        count, outcomes, bad = run(name, given.seconds, random.Random(f"{seed} {name}"), given.keep)
        listed = ", ".join(f"{code} {times}" for code, times in outcomes.most_common())
        print(f"{name:5} {count:7} files  {listed}", flush=True)
        for wrong, times in Counter(bad).most_common(5):
            print(f"  !! {times} x {wrong}", flush=True)
        failed += sum("no seed" not in wrong for wrong in bad)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
