"""What runs inside the page: the same desk that the server has, asked by the page's script."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from typing import Any, Final

from jinja2 import FileSystemBytecodeCache

from pledgecheck.checker import Checker
from pledgecheck.reporters.html.pages import environment
from pledgecheck.serve.desk import Desk
from pledgecheck.serve.forms import Form, Upload, form_of, plain
from pledgecheck.serve.reply import Reply
from pledgecheck.serve.service import Service
from pledgecheck.serve.write import Helper, HelperForm, helper_form

READY: Final = "/lib/checker.pickle"
"""The rules as the build read and compiled them."""
TEMPLATES: Final = "/lib/templates"
"""The code of the templates, kept as Jinja keeps it."""


def prepared() -> Checker:
    """The checker that the build left; the file is part of the page itself."""
    with open(READY, "rb") as file:
        checker, judge = pickle.load(file)
    object.__setattr__(checker, "_judge", judge)
    found: Checker = checker
    return found


class Page:
    """The pages and files by their addresses."""

    def __init__(self, checker: Checker) -> None:
        os.makedirs(TEMPLATES, exist_ok=True)
        environment().bytecode_cache = FileSystemBytecodeCache(TEMPLATES)
        self.service = Service(checker=checker)
        self._desk = Desk(self.service)
        self._helper = Helper(self.service)

    def warm(self) -> None:
        """Use everything once, so that the first answer is quick."""
        given = {"text": "Mỗi tháng tôi đến thăm 02 hộ neo đơn trong thôn, ghi vào sổ."}
        for path in ("/", "/bao-cao.html", "/viet"):
            self.handle(path, "vi", given)

    def handle(self, path: str, lang: str, given: Mapping[str, Any] | None) -> Reply:
        """The answer to a form, or a page without one. given: texts, and documents as (name, bytes)."""
        lang = lang if lang in ("vi", "en") else "vi"
        if given is None:
            if path == "/viet":
                return self._helper.page(HelperForm(lang=lang))
            return self._desk.start(Form(lang=lang))
        data = {
            name: plain(value) if isinstance(value, str) else Upload(plain(value[0])[:200], bytes(value[1]))
            for name, value in given.items()
        }
        if path == "/viet":
            return self._helper.page(helper_form(data, lang))
        form = form_of(data, lang)
        desk = {"/bao-cao.html": self._desk.report, "/ghi-chu.docx": self._desk.word}
        return desk.get(path, self._desk.answer)(form)
