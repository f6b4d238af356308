"""Validation errors of pydantic turned into sentences for people: where, what, and the nearest known key.

Used at every border that users write by hand (packs, configuration, theme files).
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pledgecheck.errors import PledgecheckError, did_you_mean

Message = tuple[str, str]  # Vietnamese, English
M = TypeVar("M", bound=BaseModel)


def validated(
    model: type[M], data: object, error: type[PledgecheckError], *, path: str, where: Message = ("", "")
) -> M:
    """`data` as a `model`, or `error` naming the file, the place and the key."""
    try:
        return model.model_validate(data)
    except ValidationError as problem:
        vi, en = sentences(problem, model)
        raise error(_joined(where[0], vi), _joined(where[1], en), path=path) from None


def _joined(where: str, sentence: str) -> str:
    return f"{where}: {sentence}" if where else sentence


def sentences(problem: ValidationError, model: Any) -> Message:
    """All errors of `problem` against `model` (a model class or an annotation), joined by semicolons."""
    pairs = [_sentence(detail, model) for detail in problem.errors(include_input=False, include_url=False)]
    return "; ".join(vi for vi, _ in pairs), "; ".join(en for _, en in pairs)


def _sentence(detail: ErrorDetails, model: Any) -> Message:
    loc = detail["loc"]
    key = ".".join(str(step) for step in loc)
    if detail["type"] == "extra_forbidden":
        vi, en = did_you_mean(str(loc[-1]), _keys_at(model, loc[:-1]))
        return f"khóa “{key}” không có trong định dạng.{vi}", f"unknown key “{key}”.{en}"
    if detail["type"] == "missing":
        return f"thiếu khóa “{key}”.", f"missing key “{key}”."
    reason = detail["msg"].rstrip(".")
    head_vi, head_en = (f"“{key}”: ", f"“{key}”: ") if key else ("", "")
    if detail["type"] == "literal_error":
        choices = str(detail.get("ctx", {}).get("expected", ""))
        return (
            f"{head_vi}giá trị phải là một trong {choices}.",
            f"{head_en}the value must be one of {choices}.",
        )
    return f"{head_vi}giá trị không dùng được ({reason}).", f"{head_en}unusable value ({reason})."


def _keys_at(model: Any, loc: Iterable[int | str]) -> list[str]:
    """The keys the format knows at `loc` inside `model`; empty where it cannot tell."""
    found = [model]
    for step in loc:
        found = [inner for each in found for inner in _step(each, step)]
    return sorted({name for each in found for name in _field_names(each)})


def _field_names(annotation: Any) -> list[str]:
    return [field.alias or name for each in _models(annotation) for name, field in each.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The model classes an annotation admits directly (through Optional, Union, Annotated)."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _models(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [model for inner in get_args(annotation) for model in _models(inner)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return []


def _step(annotation: Any, step: int | str) -> list[Any]:
    """What stands at `step` (a field, an index, a mapping's key) inside `annotation`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _step(get_args(annotation)[0], step)
    if origin in (Union, types.UnionType):
        return [found for inner in get_args(annotation) for found in _step(inner, step)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if step in (name, field.alias):
                return [field.annotation]
        return [annotation]  # the tag of a union, which pydantic puts into the place
    if origin in (list, tuple, set, frozenset):
        return [inner for inner in get_args(annotation) if inner is not Ellipsis]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return [get_args(annotation)[1]]
    return [annotation] if origin is not Literal else []
