"""The self-check: a filled form in, a page or a file out. Keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import Final

from pledgecheck.errors import InputError, PledgecheckError, UsageError
from pledgecheck.serve.forms import Form
from pledgecheck.serve.messages import SERVE
from pledgecheck.serve.reply import HTML, Reply, page
from pledgecheck.serve.service import Service
from pledgecheck.serve.views import Answer, check_page, report_page
from pledgecheck.wording import say

HAS_WORD: Final = find_spec("pledgecheck.annotate") is not None
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Desk:
    """Answers filled forms."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def start(self, form: Form, *problems: str) -> Reply:
        """The form alone. It does not wait for the rules: their themes show once they are there."""
        if not problems and not self._service.ready.is_set():
            return page(check_page(form, ()))
        packs = self._service.checker().packs
        html = check_page(form, self._service.themes(), None, problems, packs=packs)
        return page(html, 422 if problems else 200)

    def answer(self, form: Form) -> Reply:
        """The answer to a form, or the form again with what prevents one."""
        form, problems = form.read_files()
        said = [problem.message(form.lang) for problem in problems]
        if not form.text.strip():
            return self.start(form, *(said or [say(SERVE["nothing"], form.lang)]))
        try:
            answer = self._judge(form)
        except (InputError, UsageError) as problem:
            return self.start(form, *said, problem.message(form.lang))
        html = check_page(form, self._service.themes(), answer, said, word=HAS_WORD)
        return page(html, 422 if said else 200)

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

    def report(self, form: Form) -> Reply:
        """The answer as a report file."""
        form, problems = form.read_files()
        try:
            if problems:
                raise problems[0]
            html = report_page(self._judge(form), form.lang)
        except PledgecheckError as problem:
            return self._refused(form, problem)
        return Reply(html.encode(), 200, HTML, "bao-cao.html")

    def word(self, form: Form) -> Reply:
        """The notes as Word comments: in the author's own document, or in a plain one made of the text."""
        from pledgecheck.serve.word import commented

        form, problems = form.read_files()
        try:
            if problems:
                raise problems[0]
            data = commented(self._service.checker(form.lang), form)
        except PledgecheckError as problem:
            return self._refused(form, problem)
        return Reply(data, 200, WORD_TYPE, "ban-co-ghi-chu.docx")

    def _refused(self, form: Form, problem: PledgecheckError) -> Reply:
        return self.start(replace(form, file=None, previous_file=None, word=None), problem.message(form.lang))
