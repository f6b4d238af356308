#!/usr/bin/env python3
"""Are all reports still the same, bit for bit? Run before and after a change that should only be faster.

usage: python bench/identical.py --write FILE | --against FILE [--count N]

Every example and N generated pledges (see generated.py) are judged, the examples also as one audit; FILE
gets the SHA-256 of each report as JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from generated import ROOT, pledges

from pledgecheck import Checker, read_manifest
from pledgecheck.model import dump


def digest(value: object) -> str:
    """Of what dumps to JSON."""
    return hashlib.sha256(json.dumps(dump(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digests(count: int) -> Iterator[tuple[str, str]]:
    """A name and the digest of each report."""
    checker = Checker()
    with checker.audit(read_manifest(Path("examples/manifest.csv"))) as done:
        for report in done.reports:
            yield f"audit {report.id}", digest(report)
        yield "audit summary", digest(done.summary)
    for path in sorted(Path("examples").glob("**/*.txt")):
        yield str(path), digest(checker.check(path))
    for pledge in pledges(count):
        yield pledge.id, digest(checker.check(pledge))


def main() -> int:
    """0 when all are the same."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--against", type=Path, metavar="FILE")
    parser.add_argument("--count", type=int, default=5000)
    args = parser.parse_args()
    os.chdir(ROOT)  # reports name their files
    found = dict(digests(args.count))
    if args.write:
        args.write.write_text(json.dumps(found, indent=0), "utf-8")
    if args.against:
        before = json.loads(args.against.read_text("utf-8"))
        other = [name for name, value in found.items() if name in before and before[name] != value]
        shared = sum(name in before for name in found)
        print(f"{shared} reports compared, {len(other)} differ", *other[:10], sep="\n  ")
        return 1 if other or not shared else 0
    print(f"{len(found)} reports")
    return 0


if __name__ == "__main__":
    sys.exit(main())
