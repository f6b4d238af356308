"""`python -m pledgecheck.serve.offline fetch` and `… build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pledgecheck.errors import PledgecheckError, UsageError
from pledgecheck.serve.offline import __doc__ as about
from pledgecheck.serve.offline.build import build
from pledgecheck.serve.offline.parts import fetch, found


def main() -> int:
    """Fetch the parts, or build the page and say how large it is."""
    parser = argparse.ArgumentParser(
        prog="pledgecheck.serve.offline", description=about, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("command", choices=["fetch", "build"])
    parser.add_argument("parts", type=Path, help="the folder of what is fetched")
    parser.add_argument("-o", "--output", type=Path, default=Path("pledgecheck-tu-kiem-tra.html"))
    given = parser.parse_args()
    try:
        if given.command == "fetch":
            fetch(given.parts)
            return 0
        parts = found(given.parts)
        if parts is None:
            raise UsageError("chưa có Pyodide; chạy fetch trước.", "Pyodide is not there; run fetch first.")
        size = build(given.output, *parts)
    except PledgecheckError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{given.output}: {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
