"""Where the configuration is, told without knowing what may stand in it: that takes long to import."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pledgecheck.errors import ConfigError

FILE = "pledgecheck.toml"
PYPROJECT = "pyproject.toml"


def discover(start: Path) -> Path | None:
    """The configuration that holds for `start`: the nearest file going up."""
    folder = start.resolve()
    for each in (folder, *folder.parents):
        if (each / FILE).is_file():
            return each / FILE
        if (each / PYPROJECT).is_file() and "pledgecheck" in tables(each / PYPROJECT):
            return each / PYPROJECT
    return None


def tables(path: Path) -> dict[str, Any]:
    """The tables of tools in a pyproject.toml."""
    tools = toml(path).get("tool", {})
    return tools if isinstance(tools, dict) else {}


def toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file, or ConfigError."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as problem:
        raise ConfigError(
            f"không mở được tệp cấu hình ({problem.strerror}).",
            f"cannot open the configuration ({problem.strerror}).",
            path=str(path),
        ) from None
    except UnicodeDecodeError:
        raise ConfigError("tệp không phải UTF-8.", "the file is not UTF-8.", path=str(path)) from None
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(
            f"không phải TOML đúng: {problem}.", f"not valid TOML: {problem}.", path=str(path)
        ) from None
