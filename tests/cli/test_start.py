"""What a start does not pay for: nothing is imported that the command does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "1. Mỗi tháng tôi đến thăm 02 hộ neo đơn trong thôn.\n2. Nâng cao trách nhiệm."
SAY = "import sys; sys.argv = sys.argv[:1] + {0!r}\ntry:\n    from pledgecheck.cli.main import main; main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"


def imported(folder: Path, *arguments: str) -> set[str]:
    env = os.environ | {"PLEDGECHECK_CACHE_DIR": str(folder / "kept")}
    done = subprocess.run(
        [sys.executable, "-c", SAY.format(list(arguments))], env=env, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("format", ["terminal", "json"])
def test_checking_one_text(tmp_path: Path, format: str) -> None:
    text = tmp_path / "one.txt"
    text.write_text(TEXT, "utf-8")
    arguments = ["check", str(text), "--fail-on", "never", "--no-cache", "--output-format", format]
    imported(tmp_path, *arguments)
    found = imported(tmp_path, *arguments)
    assert "pledgecheck.packs.kept" in found
    for name in (
        *("pyvi", "sklearn", "numpy", "yaml", "jinja2", "starlette", "uvicorn", "multiprocessing", "concurrent.futures"),
        *(f"pledgecheck.{name}" for name in ("audit", "workers", "cache", "baseline", "templates", "index")),
        *(f"pledgecheck.readers.{name}" for name in ("docx", "pdf", "grids", "office", "register", "manifest", "roster")),
        *(f"pledgecheck.{name}" for name in ("copying.search", "reporters.redact", "reporters.html")),
    ):
        assert name not in found
