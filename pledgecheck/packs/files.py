"""YAML files of a pack as plain data: one reader, one kind of error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pledgecheck.errors import PackError

YAML = (".yaml", ".yml")


def read_yaml(path: Path, shown: str = "") -> Any:
    """The data of one YAML file; empty files are an empty mapping."""
    name = shown or str(path)
    try:
        text = path.read_text("utf-8-sig")
    except OSError as problem:
        raise PackError(
            f"không mở được tệp ({problem.strerror}).",
            f"cannot open the file ({problem.strerror}).",
            path=name,
        ) from None
    except UnicodeDecodeError:
        raise PackError("tệp không phải UTF-8.", "the file is not UTF-8.", path=name) from None
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> Any:
    """The data of YAML text."""
    import yaml  # rules that are kept compiled need none

    # PyYAML without libyaml: the same result, seven times slower.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(text, Loader=loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        what = getattr(problem, "problem", None) or "?"
        raise PackError(
            f"không phải YAML đúng, dòng {line}: {what}.", f"not valid YAML, line {line}: {what}.", path=name
        ) from None
    return {} if data is None else data


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files directly in `folder`, in order of their names; hidden files are left out."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in YAML and not path.name.startswith("."):
                yield path
