"""What runs inside the page: the same desk that the server has, asked by the page's script."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pledgecheck.serve.desk import Desk
from pledgecheck.serve.forms import Form, Upload, form_of, plain
from pledgecheck.serve.reply import Reply
from pledgecheck.serve.service import Service
from pledgecheck.serve.write import Helper, HelperForm, helper_form


class Page:
    """The pages and files by their addresses."""

    def __init__(self) -> None:
        # The rules as the build read them; the file is part of the page itself.
        with open(Path(__file__).with_name("checker.pickle"), "rb") as file:
            self.service = Service(checker=pickle.load(file))
        self._desk = Desk(self.service)
        self._helper = Helper(self.service)

    def warm(self) -> None:
        """Judge something, so that the first answer is quick."""
        self.handle("/", "vi", {"text": "Mỗi tháng tôi đến thăm 02 hộ neo đơn trong thôn, ghi vào sổ."})

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
