"""What a user may set, and where it is found.

The nearest `pledgecheck.toml`, or `pyproject.toml` with `[tool.pledgecheck]`, going up from the start
folder. Files are never merged by themselves: `extend = "other.toml"` lays one over another.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from pledgecheck.config_file import PYPROJECT, tables, toml
from pledgecheck.errors import ConfigError
from pledgecheck.model import Frozen, Kind, PartName, Severity
from pledgecheck.validation import sentences

Lang = Literal["vi", "en"]
FailOn = Severity | Literal["never"]


class GateConfig(Frozen):
    """Overrides for one gate of the score profile; cap = 100 switches it off."""

    cap: float | None = Field(default=None, ge=0, le=100)
    threshold: float | None = None


class OriginalityConfig(Frozen):
    """What repeats with good reason. True: it does not count against originality."""

    standing: bool = Field(default=True, description="standing work and models kept for years may repeat")
    continued: bool = Field(
        default=True, description="work continued with last year's result named may repeat"
    )


class CopyConfig(Frozen):
    """When two pledges of different people are named as alike, and how they are searched for."""

    peers: bool = Field(default=True, description="search for copies between different people in an audit")
    peer_share: float = Field(default=0.2, ge=0, le=1)
    peer_tokens: int = Field(default=24, ge=4)
    group_share: float = Field(default=0.5, ge=0, le=1)
    scale_from: int = Field(
        default=200,
        ge=0,
        description="above so many pledges copies are searched for on disk (extra `scale`)",
    )
    memory_mb: int = Field(default=2048, ge=256, description="memory for that search, in MiB")
    temp_folder: Path | None = Field(default=None, description="where it keeps its temporary files")


class Config(Frozen):
    """All settings. Whatever is not set follows the score profile of the rule packs."""

    lang: Lang = "vi"
    select: tuple[str, ...] = Field(default=(), description="prefixes of rule ids; empty = all rules")
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    min_score: float | None = Field(default=None, ge=0, le=100)
    themes: tuple[str, ...] = Field(default=(), description="ids of themes in force, for every pledge")
    theme_files: tuple[Path, ...] = Field(default=(), description="YAML files with further themes")
    forms: tuple[str, ...] = Field(
        default=(), description="ids of forms demanded, each where kind, place and year fit; empty = none"
    )
    template_files: tuple[Path, ...] = Field(
        default=(), description="forms: YAML as `templates confirm` writes it, or the form as text or .docx"
    )
    plan_files: tuple[Path, ...] = Field(
        default=(), description="plans and guidance handed down; what is copied from them is nobody's own"
    )
    rules: tuple[Path, ...] = Field(default=(), description="folders with further rule packs")
    weights: dict[PartName, float] = Field(default_factory=dict)
    k: dict[Kind, int] = Field(
        default_factory=dict, description="best commitments that make the specificity part"
    )
    gates: dict[Literal["no_concrete", "few_concrete", "copied", "theme", "name_only"], GateConfig] = Field(
        default_factory=dict
    )
    limits: dict[Kind, dict[str, float]] = Field(default_factory=dict)
    theme_points: dict[Literal["outdated", "quoted", "not_found", "one", "two"], float] = Field(
        default_factory=dict
    )
    thin_factor: float | None = Field(default=None, ge=0, le=1)
    originality: OriginalityConfig = OriginalityConfig()
    copying: CopyConfig = CopyConfig()

    def overrides(self) -> dict[str, Any]:
        """These settings in the layout of a score profile."""
        specificity: dict[str, Any] = {"k": dict(self.k)} if self.k else {}
        if self.thin_factor is not None:
            specificity["thin_factor"] = self.thin_factor
        return {
            "weights": dict(self.weights),
            "specificity": specificity,
            "theme": dict(self.theme_points),
            "limits": {kind: dict(limits) for kind, limits in self.limits.items()},
            "gates": {name: gate.model_dump(exclude_none=True) for name, gate in self.gates.items()},
        }


def config_from(data: Mapping[str, Any], path: str = "") -> Config:
    """A Config from plain data, or ConfigError naming the key."""
    try:
        return Config.model_validate(dict(data))
    except ValidationError as problem:
        vi, en = sentences(problem, Config)
        raise ConfigError(vi, en, path=path) from None


def load_config(path: Path) -> Config:
    """The configuration in one file, laid over what it extends."""
    return config_from(_data(path, ()), str(path))


def _data(path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    here = path.resolve()
    if here in seen:
        raise ConfigError("“extend” đi vòng tròn.", "“extend” goes round in a circle.", path=str(path))
    data = tables(path).get("pledgecheck", {}) if path.name == PYPROJECT else toml(path)
    if not isinstance(data, dict):
        raise ConfigError("phải là một bảng.", "must be a table.", path=str(path))
    base = data.pop("extend", None)
    data = {key: _absolute(key, value, here.parent) for key, value in data.items()}
    if base is None:
        return data
    if not isinstance(base, str):
        raise ConfigError("khóa “extend” phải là đường dẫn.", "key “extend” must be a path.", path=str(path))
    merged = _data(here.parent / base, (*seen, here))
    for key, value in data.items():
        old = merged.get(key)
        merged[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _absolute(key: str, value: Any, folder: Path) -> Any:
    """Paths in a configuration start from its own folder."""
    if key in ("rules", "theme_files", "template_files", "plan_files") and isinstance(value, list):
        return [str(folder / each) if isinstance(each, str) else each for each in value]
    if key == "copying" and isinstance(value, dict) and isinstance(value.get("temp_folder"), str):
        return {**value, "temp_folder": str(folder / value["temp_folder"])}
    return value
