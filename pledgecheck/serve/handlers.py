"""The pages' requests: read here, answered in a thread."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pledgecheck.serve.desk import Desk
from pledgecheck.serve.forms import Form, form_of
from pledgecheck.serve.receive import parsed
from pledgecheck.serve.reply import Reply
from pledgecheck.serve.service import Service
from pledgecheck.serve.write import Helper, HelperForm, helper_form


class Handlers:
    """One for each address; they keep nothing between requests."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._desk = Desk(service)
        self._helper = Helper(service)

    async def check(self, request: Request) -> Response:
        """The self-check: the empty form, or the answer to a filled one."""
        lang = lang_of(request, self._service.lang)
        if request.method != "POST":
            return _response(await self._service.thread(self._desk.start, Form(lang=lang)))
        form = form_of(await parsed(request), self._service.lang)
        return _response(await self._service.thread(self._desk.answer, form))

    async def report(self, request: Request) -> Response:
        """The answer as a report file."""
        form = form_of(await parsed(request), self._service.lang)
        return _response(await self._service.thread(self._desk.report, form))

    async def word(self, request: Request) -> Response:
        """The answer as comments in a Word file."""
        form = form_of(await parsed(request), self._service.lang)
        return _response(await self._service.thread(self._desk.word, form))

    async def helper(self, request: Request) -> Response:
        """The writing helper."""
        lang = lang_of(request, self._service.lang)
        form = HelperForm(lang=lang) if request.method != "POST" else helper_form(await parsed(request), lang)
        return _response(await self._service.thread(self._helper.page, form))


def lang_of(request: Request, usual: str) -> str:
    """The language that the address asks for."""
    wanted = request.query_params.get("lang", usual)
    return wanted if wanted in ("vi", "en") else usual


def _response(reply: Reply) -> Response:
    headers = {"content-type": reply.media_type}
    if reply.name:
        headers["content-disposition"] = f'attachment; filename="{reply.name}"'
    return Response(reply.body, reply.status, headers)
