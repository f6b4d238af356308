"""Requests made from the interface's own description: nothing breaks, every answer is as described.

Needs schemathesis 4; skipped where it is missing. PLEDGECHECK_SCHEMA_CASES sets how many requests an operation gets.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

for name in ("schemathesis", "uvicorn"):
    if find_spec(name) is None:
        pytest.skip(f"{name} is not installed", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
CASES = os.environ.get("PLEDGECHECK_SCHEMA_CASES", "20")
RUN = "import sys; from schemathesis.cli import schemathesis; sys.argv[0] = 'st'; schemathesis()"


def test_every_answer_is_as_described(tmp_path: Path) -> None:
    serve = [sys.executable, "-m", "pledgecheck", "serve", "--no-browser", "--port", "0"]
    with subprocess.Popen(serve, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stderr is not None
        address = server.stderr.readline().split()[0]
        try:
            asked = [sys.executable, "-c", RUN, "run", f"{address}api/openapi.json", "--checks", "all", "--no-color"]
            asked += ["--max-examples", CASES, "--generation-deterministic", "--request-timeout", "30"]
            done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, timeout=500)
        finally:
            server.terminate()
        log = server.stderr.read().replace("WARNING:  Invalid HTTP request received.\n", "")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert "3 selected / 3 total" in done.stdout
    assert log == "", log
