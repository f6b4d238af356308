"""What README and guides print is run as printed: every line of a bash block, every python block."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md",
    "docs/huong-dan-can-bo.md",
    "docs/huong-dan-kiem-tra.md",
    "docs/huong-dan-bo-luat.md",
    "docs/writing-rules.md",
    "examples/bo-luat-tinh-song-lam/README.md",
)


def _blocks(language: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        found += [(page, block) for block in re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)]
    return found


LINES = sorted(
    {line.split("#")[0].strip() for _, block in _blocks("bash") for line in block.splitlines()} - {""}
)
COMMANDS = [
    line for line in LINES if line.startswith("pledgecheck ") and not line.startswith("pledgecheck serve")
]
NEEDS = {"xlsx": "xlsxwriter", "docx": "docx"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the examples, where results may be written."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1"}


def _program(line: str) -> list[str]:
    return [sys.executable, "-m", *shlex.split(line)]


def test_everything_printed_is_known() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for line in LINES:
        words = line.split()
        known = words[0] == "pledgecheck" or (words[0] == "make" and words[1] in targets)
        assert known or line == ". .venv/bin/activate", line
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_run(line: str, folder: Path) -> None:
    for name, module in NEEDS.items():
        if f"--output-format {name}" in line and find_spec(module) is None:
            pytest.skip(f"{module} is not installed")
    done = subprocess.run(_program(line), cwd=folder, env=_environment(), capture_output=True, timeout=300)
    # 1 says that something is worth looking at; only `check` and `test-rules` may.
    allowed = (0, 1) if line.startswith("pledgecheck check ") else (0,)
    assert done.returncode in allowed, done.stderr.decode()
    written = re.search(r"(?:--output|-o) (\S+)", line)
    assert written is None or (folder / written[1]).stat().st_size > 0
    assert written is not None or done.stdout


@pytest.mark.parametrize(("page", "block"), _blocks("python"))
def test_python_runs(page: str, block: str, folder: Path) -> None:
    script = folder / "example.py"
    script.write_text(block, "utf-8")
    done = subprocess.run(
        [sys.executable, script.name], cwd=folder, env=_environment(), capture_output=True, text=True,
        encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() and not done.stderr


@pytest.mark.skipif(find_spec("starlette") is None or find_spec("uvicorn") is None, reason="extra serve")
def test_serve_starts() -> None:
    line = next(line for line in LINES if line.startswith("pledgecheck serve"))
    process = subprocess.Popen(
        [*_program(line), "--no-browser", "--port", "0"],
        env={**_environment(), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        end = time.monotonic() + 60
        while (said := process.stdout.readline()) and "127.0.0.1" not in said:
            assert time.monotonic() < end
        assert "127.0.0.1" in said
    finally:
        process.terminate()
        process.communicate(timeout=30)
