"""The OpenAPI description of the interface, from the same models that check what comes and goes."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from pledgecheck.model import AuditSummary, Comparison, InputFailure, Report, SkippedInput, Theme
from pledgecheck.serve.api import MAX_QUERY_YEAR, PROBLEM_TYPE, CheckRequest, CompareRequest
from pledgecheck.version import VERSION

_REF = "#/components/schemas/{model}"
_IN: tuple[type[BaseModel], ...] = (CheckRequest, CompareRequest)
_OUT: tuple[type[BaseModel], ...] = (Report, Comparison, Theme, InputFailure, SkippedInput, AuditSummary)
_REFUSALS = {
    "400": "not JSON, or no usable Host",
    "403": "sent by a page of another origin",
    "413": "too large",
    "415": "not application/json",
    "421": "called by a foreign host name",
    "422": "understood, but unusable: the problem says why",
    "503": "not finished in time",
}


@cache
def description(themes: tuple[str, ...] = ()) -> dict[str, Any]:
    """The whole description. themes: the ids that the rule packs know."""
    _, found = models_json_schema(
        [*((model, "validation") for model in _IN), *((model, "serialization") for model in _OUT)],
        ref_template=_REF,
        by_alias=True,
    )
    theme = found["$defs"]["CheckRequest"]["properties"]["theme"]
    theme["anyOf"] = [
        _ref("ThemeId"),
        {"type": "array", "items": _ref("ThemeId")},
        {"type": "null"},
    ]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "pledgecheck",
            "version": VERSION,
            "description": "Judges Vietnamese pledges by written rules. Local only; nothing is stored.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/api/check": {"post": _operation("check", "Judge one pledge", "CheckRequest", "CheckAnswer")},
            "/api/compare": {
                "post": _operation("compare", "Passages that stand in both texts", "CompareRequest", "CompareAnswer")
            },
            "/api/themes": {"get": _themes()},
            "/api/openapi.json": {"get": _self()},
        },
        "components": {"schemas": {**found["$defs"], **_envelopes(), "ThemeId": _theme_id(themes)}},
    }


def _theme_id(themes: tuple[str, ...]) -> dict[str, Any]:
    """An empty id is none."""
    known = {"enum": ["", *sorted(themes)]} if themes else {}
    return {"type": "string", "description": "the id of a theme, see /api/themes", **known}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _REF.format(model=name)}


def _content(name: str, media_type: str = "application/json") -> dict[str, Any]:
    return {media_type: {"schema": _ref(name)}}


def _problems(*without: str) -> dict[str, Any]:
    return {
        status: {"description": text, "content": _content("Problem", PROBLEM_TYPE)}
        for status, text in _REFUSALS.items()
        if status not in without
    }


def _operation(name: str, summary: str, given: str, answer: str) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": _content(given)},
        "responses": {"200": {"description": summary, "content": _content(answer)}, **_problems()},
    }


def _themes() -> dict[str, Any]:
    return {
        "operationId": "themes",
        "summary": "The themes that are known",
        "parameters": [
            {
                "name": "year",
                "in": "query",
                "required": False,
                "schema": {"type": "integer", "minimum": 1945, "maximum": MAX_QUERY_YEAR},
            }
        ],
        "responses": {
            "200": {"description": "The themes", "content": _content("ThemesAnswer")},
            **_problems("403", "413", "415"),
        },
    }


def _self() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This description",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **_problems("403", "413", "415", "422", "503"),
        },
    }


def _envelopes() -> dict[str, Any]:
    """What stands around the models in answers."""
    version = {"const": 1}
    pack = _object({name: {"type": "string"} for name in ("id", "version", "sha256")})
    return {
        "CheckAnswer": _object(
            {
                "version": version,
                "tool": _object({"version": {"type": "string"}, "packs": {"type": "array", "items": pack}}),
                "reports": {"type": "array", "items": _ref("Report"), "minItems": 1, "maxItems": 1},
                "errors": {"type": "array", "items": _ref("InputFailure")},
                "skipped": {"type": "array", "items": _ref("SkippedInput")},
                "audit": {"anyOf": [_ref("AuditSummary"), {"type": "null"}]},
            }
        ),
        "CompareAnswer": _object({"version": version, "comparison": _ref("Comparison")}),
        "ThemesAnswer": _object({"version": version, "themes": {"type": "array", "items": _ref("Theme")}}),
        "Problem": _object(
            {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "code": {"type": "string"},
                "detail": {"type": "string"},
                "detail_vi": {"type": "string"},
            }
        ),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
