"""The page of the writing helper: choose, answer, see the sentence and what it still could say."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pledgecheck.judging import is_sensitive
from pledgecheck.model import Theme
from pledgecheck.reporters.messages import ASK, Words
from pledgecheck.reporters.reading import askable, way_of
from pledgecheck.serve.forms import parsed
from pledgecheck.serve.helper import SENSITIVE, HelperFile, Way, load, questions, sentence
from pledgecheck.serve.limits import MAX_SHORT_CHARS, MAX_TEXT_CHARS
from pledgecheck.serve.messages import SERVE
from pledgecheck.serve.service import Service, refuse_long
from pledgecheck.serve.views import helper_page
from pledgecheck.wording import LEVELS, say

_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class HelperForm:
    """The helper's form as filled in."""

    lang: str = "vi"
    occupation: str = ""
    theme: str = ""
    aspect: str = ""
    way: str = ""
    sensitive: bool = False
    answers: dict[str, str] = field(default_factory=dict, repr=False)
    written: str = field(default="", repr=False)
    step: str = ""

    def answer(self, name: str) -> str:
        """What was answered to a question."""
        return self.answers.get(name, "")


class HelperPages:
    """The handler; it keeps nothing between requests but the questions of the rule packs."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._helper: HelperFile | None = None

    def _questions(self) -> HelperFile:
        with self._lock:
            if self._helper is None:
                self._helper = load(Path(pack.path) for pack in self._service.checker().packs)
            return self._helper

    async def page(self, request: Request) -> Response:
        """The form, empty or filled in."""
        lang = request.query_params.get("lang", self._service.lang)
        form = HelperForm(lang=lang if lang in ("vi", "en") else "vi")
        if request.method == "POST":
            form = await _read(request, form.lang)
        return HTMLResponse(await self._service.thread(self._page, form))

    def _page(self, form: HelperForm) -> str:
        refuse_long(form.written)
        helper = self._questions()
        checker = self._service.checker(form.lang)
        words = Words(form.lang)
        occupations = {one.id: one for one in checker.rulebook.duties.occupations}
        chosen = occupations.get(form.occupation)
        sensitive = form.sensitive or (
            chosen is not None
            and is_sensitive(checker.rulebook.lexicon, *chosen.roles, chosen.name.get("vi"))
        )
        ways = {one.id: one for one in helper.ways}
        open_ways = [one for one in helper.ways if one.id != SENSITIVE]
        asked = ways.get(form.way)
        way = ways[SENSITIVE] if sensitive else asked if asked in open_ways else open_ways[0]
        themes = {one.id: one for one in self._service.themes()}
        theme, aspect = _aspect(form, themes)
        made, problem, verdict = "", "", {}
        if form.step in ("build", "add"):
            made = sentence(way, form.answers)
            if not form.answers.get("action", "").strip():
                made, problem = "", words(SERVE["need_action"])
            else:
                verdict = self._verdict(made, chosen.name["vi"] if chosen else None, sensitive, words)
        written = form.written
        if form.step == "add" and made:
            written = f"{written.rstrip()}\n{made}".lstrip("\n")
        data: dict[str, Any] = {
            "occupations": sorted(
                ((one.id, one.name.get(words.lang, one.name["vi"])) for one in occupations.values()),
                key=lambda pair: pair[1].casefold(),
            ),
            "theme_list": [
                (one.id, one.place or words(SERVE["everywhere"]), max(one.years), one.title)
                for one in themes.values()
            ],
            "chosen_theme": theme,
            "aspect": aspect,
            "ways": [] if sensitive else [(one.id, one.name.of(words.lang)) for one in open_ways],
            "way": way,
            "think": [
                each.of(words.lang)
                for each in questions(helper, form.occupation, chosen.sector if chosen else None, aspect)
            ],
            "made": made,
            "problem": problem,
            "verdict": verdict,
            "written": written,
            "said": problem or made,
            "sensitive": sensitive,
        }
        return helper_page(form, data, checker.packs)

    def _verdict(self, made: str, role: str | None, sensitive: bool, words: Words) -> dict[str, str]:
        """How clear the sentence is, and what may be asked of it still."""
        report, _ = self._service.check(made, _known(role), lang=words.lang)
        one = max(report.commitments, key=lambda each: each.points, default=None)
        if one is None:
            return {}
        way = way_of(one, sensitive)
        asks = [] if way == SENSITIVE else [words(ASK[way][slot]) for slot in askable(one, sensitive)]
        return {"level": say(LEVELS[one.level], words.lang), "asks": ", ".join(dict.fromkeys(asks))}


def _known(role: str | None) -> Any:
    from pledgecheck.serve.service import Known

    return Known(role=role, kind="individual")


def _aspect(form: HelperForm, themes: dict[str, Theme]) -> tuple[Theme | None, str]:
    theme = themes.get(form.theme)
    if theme is None:
        return None, ""
    ids = [one.id for one in theme.aspects]
    return theme, form.aspect if form.aspect in ids else (ids[0] if ids else "")


async def _read(request: Request, lang: str) -> HelperForm:
    data = await parsed(request)

    def line(name: str) -> str:
        value = data.get(name)
        return " ".join(value.split())[:MAX_SHORT_CHARS] if isinstance(value, str) else ""

    wanted = line("to_lang") or line("lang") or lang
    written = data.get("written")
    return HelperForm(
        lang=wanted if wanted in ("vi", "en") else lang,
        occupation=line("occupation"),
        theme=line("theme"),
        aspect=line("aspect"),
        way=line("way"),
        sensitive=line("sensitive") == "1",
        answers={name[2:]: line(name) for name in data if name.startswith("a_")},
        written=written[:MAX_TEXT_CHARS] if isinstance(written, str) else "",
        step=line("step"),
    )


__all__ = ["HelperForm", "HelperPages", "Way"]
