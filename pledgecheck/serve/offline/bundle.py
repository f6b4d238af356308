"""What the page carries of Python: the engine, its rules, and the packages that it imports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pledgecheck
from pledgecheck.errors import UsageError
from pledgecheck.packs.resolve import core_folder

PACKAGES: Final = (
    "annotated-types",
    "charset-normalizer",
    "Jinja2",
    "MarkupSafe",
    "pydantic",
    "PyYAML",
    "RapidFuzz",
    "typing-extensions",
    "typing-inspection",
)
_WORDS: Final = ("pyvi3.pkl", "words.txt")
_LEFT_OUT: Final = (  # of our own
    *("cli/", "serve/openapi.py", "serve/server.py", "serve/running.py", "serve/lobby.py", "serve/first.py"),
    *("serve/offline/build.py", "serve/offline/bundle.py"),
    *("serve/offline/parts.py", "serve/offline/__main__.py", "spark/"),
)
_UNUSED: Final = ("pydantic/v1/", "pydantic/mypy.py", "charset_normalizer/cli/")
_KEPT: Final = (".py", ".yaml", ".j2", ".css", ".js", ".svg", ".txt", ".typed")
_ANY_DATE: Final = (2020, 1, 1, 0, 0, 0)


def site(core: Path) -> bytes:
    """site-packages of the page as a zip, not compressed. core: the wheel of pydantic-core for Pyodide."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, data in sorted({**dict(_own()), **dict(_others()), **dict(_wheel(core))}.items()):
            package.writestr(zipfile.ZipInfo(name, _ANY_DATE), data)
    return out.getvalue()


def _own() -> Iterator[tuple[str, bytes]]:
    base = Path(pledgecheck.__file__).parent
    for path in base.rglob("*"):
        name = path.relative_to(base).as_posix()
        if path.suffix in _KEPT and not name.startswith((*_LEFT_OUT, "_rules")) and "__pycache__" not in name:
            yield f"pledgecheck/{name}", path.read_bytes()
    rules = core_folder()
    for path in rules.rglob("*"):
        if path.suffix in _KEPT:
            yield f"pledgecheck/_rules/core/{path.relative_to(rules).as_posix()}", path.read_bytes()


def _others() -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        try:
            found = files(package) or ()
        except PackageNotFoundError:
            raise UsageError(f"cần gói {package} để dựng.", f"{package} is needed to build.") from None
        for each in found:
            name = each.as_posix()
            if each.suffix in (".py", ".typed") and not name.startswith(("..", *_UNUSED)):
                yield name, each.read_binary()
    spec = find_spec("pyvi")
    for folder in (spec and spec.submodule_search_locations) or ():
        yield "pyvi/__init__.py", b""  # its model is read, its code is not needed
        for word in _WORDS:
            yield f"pyvi/models/{word}", Path(folder, "models", word).read_bytes()


def _wheel(core: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(core) as wheel:
        for name in wheel.namelist():
            if name.endswith((".py", ".so", "METADATA")):
                yield name, wheel.read(name)
