"""What the page carries besides Python packages that are installed: Pyodide, and pydantic-core compiled for it.

Fetched once by the ordinary clients of both registries, npm and pip; the build itself needs no network.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pledgecheck.errors import UsageError

PYODIDE: Final = "314.0.7"
NEEDED: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_SECONDS: Final = 300


def fetch(folder: Path) -> tuple[Path, Path]:
    """The folder of Pyodide and the wheel, fetched into `folder` where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / "package"
    if not all((package / name).is_file() for name in NEEDED) or _version(package) != PYODIDE:
        npm = shutil.which("npm")
        if npm is None:
            raise UsageError("cần npm (Node.js) để lấy Pyodide.", "npm (Node.js) is needed to fetch Pyodide.")
        _run([npm, "pack", "--silent", f"pyodide@{PYODIDE}"], folder)
        package.mkdir(exist_ok=True)
        with tarfile.open(folder / f"pyodide-{PYODIDE}.tgz") as archive:
            for name in (*NEEDED, "package.json"):
                member = archive.extractfile(f"package/{name}")
                assert member is not None
                (package / name).write_bytes(member.read())
    return package, _wheel(folder, package)


def found(folder: Path) -> tuple[Path, Path] | None:
    """The same, only where both are there already."""
    package = folder / "package"
    if not all((package / name).is_file() for name in NEEDED):
        return None
    wheels = sorted(folder.glob(_pattern()))
    return (package, wheels[-1]) if wheels else None


def _pattern() -> str:
    return f"pydantic_core-{version('pydantic_core')}-*wasm32.whl"


def _version(package: Path) -> str:
    try:
        return str(json.loads((package / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return ""


def _wheel(folder: Path, package: Path) -> Path:
    there = sorted(folder.glob(_pattern()))
    if there:
        return there[-1]
    made_for = json.loads((package / "pyodide-lock.json").read_text("utf-8"))["info"]
    python = made_for["python"].rpartition(".")[0]
    platform = f"pyemscripten_{made_for['abi_version']}_wasm32"
    asked = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    asked += ["--only-binary", ":all:", "--platform", platform, "--python-version", python]
    _run([*asked, f"pydantic-core=={version('pydantic_core')}"], folder)
    return sorted(folder.glob(_pattern()))[-1]


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise UsageError("tải về quá lâu.", "fetching took too long.") from None
    if done.returncode:
        end = done.stderr.strip()[-400:]
        raise UsageError(f"chưa tải được: {end}", f"could not be fetched: {end}")
