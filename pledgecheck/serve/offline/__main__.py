"""`python -m pledgecheck.serve.offline build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pledgecheck.errors import PledgecheckError
from pledgecheck.serve.offline import __doc__ as about
from pledgecheck.serve.offline.build import build


def main() -> int:
    """Build the page and say how large it is."""
    parser = argparse.ArgumentParser(
        prog="pledgecheck.serve.offline", description=about, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("command", choices=["build"])
    parser.add_argument("-o", "--output", type=Path, default=Path("pledgecheck-tu-kiem-tra.html"))
    parser.add_argument("--pyodide", type=Path, required=True, help="the unpacked npm package")
    parser.add_argument("--core", type=Path, required=True, help="the wheel of pydantic-core")
    given = parser.parse_args()
    try:
        size = build(given.output, given.pyodide, given.core)
    except PledgecheckError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{given.output}: {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
