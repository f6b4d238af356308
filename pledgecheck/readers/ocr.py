"""Finds the program that recognises scans: tesseract with its Vietnamese data."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Where the program is, and whether it can tell how a page lies."""

    path: str
    finds_orientation: bool


def program() -> Tesseract | None:
    """tesseract, if it is installed and knows Vietnamese. PLEDGECHECK_TESSERACT may name it."""
    return _program(os.environ.get("PLEDGECHECK_TESSERACT", ""), os.environ.get("PATH", ""))


@lru_cache(maxsize=4)
def _program(given: str, path: str) -> Tesseract | None:
    candidates = [given, shutil.which("tesseract", path=path) or ""]
    candidates += [
        os.path.join(os.environ.get(folder, ""), "Tesseract-OCR", "tesseract.exe")
        for folder in ("ProgramFiles", "LOCALAPPDATA")
        if os.environ.get(folder)
    ]
    for candidate in candidates:
        if candidate and os.path.isfile(candidate):
            languages = _languages(candidate)
            if "vie" in languages:
                return Tesseract(candidate, "osd" in languages)
    return None


def _languages(path: str) -> set[str]:
    try:
        done = subprocess.run(
            [path, "--list-langs"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return set()
    return set(done.stdout.decode("utf-8", "replace").split())
