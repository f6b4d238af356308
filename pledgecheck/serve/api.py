"""The HTTP interface for other programs: JSON in and out as the contract has it, problems as RFC 9457."""

from __future__ import annotations

import io
import json
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pledgecheck.config import Lang
from pledgecheck.copying.compare import compare_texts
from pledgecheck.errors import LimitError, PledgecheckError
from pledgecheck.model import Frozen, Kind, dump
from pledgecheck.reporters import json as json_report
from pledgecheck.reporters.base import Outcome, Style
from pledgecheck.serve.forms import plain
from pledgecheck.serve.limits import MAX_PREVIOUS, MAX_TEXT_CHARS
from pledgecheck.serve.messages import FAULTS
from pledgecheck.serve.service import Known, Service, TooSlowError, refuse_long
from pledgecheck.validation import sentences

M = TypeVar("M", bound=BaseModel)
PROBLEM_TYPE = "application/problem+json"
MAX_QUERY_YEAR = 2100


class CheckRequest(Frozen):
    """One pledge to be judged. What is not given is taken from the text itself."""

    text: str = Field(max_length=MAX_TEXT_CHARS, repr=False)
    previous: tuple[str, ...] = Field(
        default=(), max_length=MAX_PREVIOUS, repr=False, description="the author's earlier pledges, as text"
    )
    role: str | None = Field(default=None, max_length=1000)
    duties: str | None = Field(default=None, max_length=10_000, repr=False)
    unit: str | None = Field(default=None, max_length=1000)
    kind: Kind | None = None
    year: int | None = Field(default=None, ge=1945, le=2100)
    theme: str | tuple[str, ...] | None = Field(default=None, description="ids of themes, see /api/themes")
    lang: Lang | None = Field(default=None, description="language of messages and suggestions")


class CompareRequest(Frozen):
    """Two texts in any language."""

    a: str = Field(max_length=MAX_TEXT_CHARS, repr=False)
    b: str = Field(max_length=MAX_TEXT_CHARS, repr=False)


def problem(status: int, code: str, vi: str, en: str, *, detail: str = "") -> Response:
    """A problem as a program reads it; `title` is English, `detail_vi` the same for people."""
    data = {"type": "about:blank", "title": en, "status": status, "code": code, "detail": detail or en,
            "detail_vi": vi}  # fmt: skip
    return _json(data, status, PROBLEM_TYPE)


def _json(data: Any, status: int = 200, media_type: str = "application/json") -> Response:
    return Response(json.dumps(data, ensure_ascii=False), status, {"content-type": media_type})


class Interface:
    """The handlers of /api/."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/api/check", self.check, methods=["POST"]),
            Route("/api/compare", self.compare, methods=["POST"]),
            Route("/api/themes", self.themes, methods=["GET"]),
            Route("/api/openapi.json", self.openapi, methods=["GET"]),
        ]

    async def check(self, request: Request) -> Response:
        """Judge one pledge; the answer is what `pledgecheck check --output-format json` writes."""
        asked, refused = await _asked(request, CheckRequest)
        if asked is None:
            return refused
        try:
            return await self._service.thread(self._check, asked)
        except PledgecheckError as error:
            return _refused(error)
        except TooSlowError:
            return _fault("too_slow")

    def _check(self, asked: CheckRequest) -> Response:
        themes = (asked.theme,) if isinstance(asked.theme, str) else asked.theme or ()
        known = Known(
            role=_some(asked.role),
            unit=_some(asked.unit),
            year=asked.year,
            kind=asked.kind,
            theme=tuple(filter(None, themes)),
            duties=_some(asked.duties),
        )
        previous = [plain(text) for text in asked.previous]
        report, _ = self._service.check(plain(asked.text), known, previous, asked.lang)
        checker = self._service.checker(asked.lang)
        out = io.StringIO()
        json_report.write(Outcome([report], checker.packs), out, Style(lang=checker.config.lang))
        return Response(out.getvalue(), headers={"content-type": "application/json"})

    async def compare(self, request: Request) -> Response:
        """Passages that stand in both texts."""
        asked, refused = await _asked(request, CompareRequest)
        if asked is None:
            return refused
        try:
            return await self._service.thread(self._compare, asked)
        except PledgecheckError as error:
            return _refused(error)
        except TooSlowError:
            return _fault("too_slow")

    def _compare(self, asked: CompareRequest) -> Response:
        a, b = plain(asked.a), plain(asked.b)
        for each in (a, b):
            refuse_long(each)
        return _json({"version": 1, "comparison": dump(compare_texts(a, b))})

    async def themes(self, request: Request) -> Response:
        """The themes that are known, of one year where ?year= says so."""
        wanted = request.query_params.get("year")
        if wanted is not None and not (
            wanted.isascii() and wanted.isdecimal() and 1945 <= int(wanted[:9]) <= MAX_QUERY_YEAR
        ):
            return problem(422, "year", "year phải là một năm, ví dụ 2024.", "year must be a year such as 2024.")
        found = await self._service.thread(self._service.themes)
        year = None if wanted is None else int(wanted)
        return _json({"version": 1, "themes": [dump(one) for one in found if year is None or year in one.years]})

    async def openapi(self, request: Request) -> Response:
        """The description of this interface."""
        from pledgecheck.serve.openapi import description

        found = await self._service.thread(self._service.themes)
        return _json(description(tuple(theme.id for theme in found)))


def _some(text: str | None) -> str | None:
    return plain(text).strip() or None if text else None


async def _asked(request: Request, model: type[M]) -> tuple[M, Response] | tuple[None, Response]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return None, _fault("media_type")
    body = await request.body()
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None, _fault("bad_json")
    if not isinstance(data, dict):
        return None, problem(
            422, "not-an-object", "Nội dung phải là một đối tượng JSON.", "The content must be a JSON object."
        )
    try:
        return model.model_validate(_sound(data), strict=False), Response()
    except ValidationError as error:
        vi, en = sentences(error, model)
        return None, problem(422, "invalid", vi, en)


def _sound(value: Any) -> Any:
    """The data with half characters replaced in every text."""
    if isinstance(value, str):
        return plain(value) if not value.isascii() else value
    if isinstance(value, list):
        return [_sound(each) for each in value]
    if isinstance(value, dict):
        return {_sound(key): _sound(each) for key, each in value.items()}
    return value


def _fault(code: str) -> Response:
    fault = FAULTS[code]
    return problem(fault.status, fault.code, fault.vi, fault.en)


def _refused(error: PledgecheckError) -> Response:
    return problem(413 if isinstance(error, LimitError) else 422, error.code, error.vi, error.en)
