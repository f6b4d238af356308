"""The self-check page: its form, its answer, and the files that it gives."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pledgecheck.errors import InputError, PledgecheckError, UsageError
from pledgecheck.serve.forms import Form, read_form
from pledgecheck.serve.messages import SERVE
from pledgecheck.serve.service import Service
from pledgecheck.serve.views import Answer, check_page, report_page
from pledgecheck.wording import say

HAS_WORD: Final = find_spec("pledgecheck.annotate") is not None
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class CheckPages:
    """The handlers; they keep nothing between requests."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def page(self, request: Request) -> Response:
        """The empty form, or the answer to a filled one."""
        lang = request.query_params.get("lang", self._service.lang)
        if request.method != "POST":
            return HTMLResponse(await self._empty(Form(lang=lang if lang in ("vi", "en") else "vi")))
        form = await read_form(request, self._service.lang)
        html, status = await self._service.thread(self._answer, form)
        return HTMLResponse(html, status)

    async def _empty(self, form: Form) -> str:
        # The first page does not wait for the rules: it shows their themes once they are there.
        if not self._service.ready.is_set():
            return check_page(form, ())
        return await self._service.thread(self._start, form)

    def _start(self, form: Form, *problems: str) -> str:
        return check_page(form, self._service.themes(), None, problems, packs=self._service.checker().packs)

    def _answer(self, form: Form) -> tuple[str, int]:
        form, problems = form.read_files()
        said = [problem.message(form.lang) for problem in problems]
        if not form.text.strip():
            return self._start(form, *(said or [say(SERVE["nothing"], form.lang)])), 422
        try:
            answer = self._judge(form)
        except (InputError, UsageError) as problem:
            return self._start(form, *said, problem.message(form.lang)), 422
        return check_page(form, self._service.themes(), answer, said, word=HAS_WORD), 422 if said else 200

    def _judge(self, form: Form) -> Answer:
        previous = form.previous.strip("\n")
        report, sensitive = self._service.check(
            form.text, form.known(), [previous] if previous.strip() else (), form.lang
        )
        checker = self._service.checker(form.lang)
        return Answer(
            report,
            form.text,
            previous,
            sensitive,
            checker.rulebook.rules,
            checker.packs,
            {theme.id: theme for theme in checker.judge.themes},
        )

    async def report(self, request: Request) -> Response:
        """The answer as a report file."""
        form = await read_form(request, self._service.lang)
        return await self._service.thread(self._report, form)

    def _report(self, form: Form) -> Response:
        form, problems = form.read_files()
        try:
            if problems:
                raise problems[0]
            html = report_page(self._judge(form), form.lang)
        except PledgecheckError as problem:
            return self._refused(form, problem)
        return _file(html.encode(), "text/html; charset=utf-8", "bao-cao.html")

    async def word(self, request: Request) -> Response:
        """The notes as Word comments: in the author's own document, or in a plain one made of the text."""
        form = await read_form(request, self._service.lang)
        return await self._service.thread(self._word, form)

    def _word(self, form: Form) -> Response:
        from pledgecheck.serve.word import commented

        form, problems = form.read_files()
        try:
            if problems:
                raise problems[0]
            data = commented(self._service.checker(form.lang), form)
        except PledgecheckError as problem:
            return self._refused(form, problem)
        return _file(data, WORD_TYPE, "ban-co-ghi-chu.docx")

    def _refused(self, form: Form, problem: PledgecheckError) -> Response:
        bare = replace(form, file=None, previous_file=None)
        return HTMLResponse(self._start(bare, problem.message(form.lang)), 422)


def _file(data: bytes, media_type: str, name: str) -> Response:
    headers = {"content-type": media_type, "content-disposition": f'attachment; filename="{name}"'}
    return Response(data, headers=headers)
