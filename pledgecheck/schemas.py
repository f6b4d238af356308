"""JSON Schemas of everything that crosses a border: results, inputs, configuration, files of a pack."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from pledgecheck.config import Config
from pledgecheck.errors import UnknownNameError, did_you_mean
from pledgecheck.kinds.duty_lexicon import DutyLexicon
from pledgecheck.kinds.form_profile import FormProfile
from pledgecheck.model import (
    AuditSummary,
    Commitment,
    Comparison,
    Finding,
    InputFailure,
    Passage,
    Pledge,
    Report,
    Score,
    SkippedInput,
    Theme,
)
from pledgecheck.packs.loader import rule_models
from pledgecheck.packs.schema import LexiconFile, PackInfo, Profile, Template, ThemesFile

_DATA: tuple[type[BaseModel], ...] = (
    Report,
    Finding,
    Commitment,
    Score,
    Passage,
    Comparison,
    AuditSummary,
    InputFailure,
    SkippedInput,
    Pledge,
    Theme,
    Config,
)
_FILES: dict[str, type[BaseModel]] = {
    "pack": PackInfo,
    "score": Profile,
    "lexicon": LexiconFile,
    "themes": ThemesFile,
    "duties": DutyLexicon,
    "template": Template,
    "form": FormProfile,
}


def names() -> list[str]:
    """All names that `schema_of` knows."""
    return [*(model.__name__ for model in _DATA), *_FILES, "rule", "rules"]


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of a result, or of a file of a rule pack ("rules" = a whole rules/*.yaml)."""
    models = {model.__name__: model for model in _DATA} | _FILES
    if name == "score":
        # A pack's score.yaml lies over the one before it and names only what it changes.
        partial: dict[str, Any] = _any_part(Profile.model_json_schema())
        return partial
    if name in models:
        return models[name].model_json_schema(
            by_alias=True, mode="serialization" if name in _results() else "validation"
        )
    if name in ("rule", "rules"):
        models_of_kinds: Any = reduce(or_, rule_models().values())
        union: Any = Annotated[models_of_kinds, Field(discriminator="kind")]
        return TypeAdapter(union if name == "rule" else dict[str, list[union]]).json_schema()
    vi, en = did_you_mean(name, names())
    listed = ", ".join(names())
    raise UnknownNameError(
        f"không có lược đồ “{name}”.{vi} Có: {listed}.", f"there is no schema “{name}”.{en} Known: {listed}."
    )


def _any_part(schema: Any) -> Any:
    """The schema with nothing required."""
    if isinstance(schema, dict):
        return {key: _any_part(value) for key, value in schema.items() if key != "required"}
    return [_any_part(each) for each in schema] if isinstance(schema, list) else schema


def _results() -> set[str]:
    return {model.__name__ for model in _DATA} - {"Pledge", "Theme", "Config"}
