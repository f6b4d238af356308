"""The page of the writing helper: choose, answer, see the sentence and what it still could say."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pledgecheck.judging import is_sensitive
from pledgecheck.model import Theme
from pledgecheck.reporters.messages import Words
from pledgecheck.reporters.questions import ASK
from pledgecheck.reporters.reading import askable, way_of
from pledgecheck.serve.forms import Fields, line, text
from pledgecheck.serve.helper import SENSITIVE, HelperFile, edition, load, questions, sentence
from pledgecheck.serve.limits import MAX_TEXT_CHARS
from pledgecheck.serve.messages import SERVE
from pledgecheck.serve.reply import Reply, page
from pledgecheck.serve.service import Known, Service, refuse_long
from pledgecheck.serve.views import helper_page
from pledgecheck.wording import LEVELS, say


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


class Helper:
    """Answers filled forms; it keeps nothing between requests but the questions of the rule packs."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._helper: HelperFile | None = None
        self._edition = ""

    def _questions(self) -> HelperFile:
        with self._lock:
            if self._helper is None:
                folders = [Path(pack.path) for pack in self._service.checker().packs]
                self._edition = edition(folders)
                self._helper = load(folders)
            return self._helper

    def page(self, form: HelperForm) -> Reply:
        """The form, and what is made of the answers so far."""
        refuse_long(form.written)
        helper = self._questions()
        checker = self._service.checker(form.lang)
        words = Words(form.lang)
        occupations = {one.id: one for one in checker.rulebook.duties.occupations}
        chosen = occupations.get(form.occupation)
        sensitive = form.sensitive or (
            chosen is not None and is_sensitive(checker.rulebook.lexicon, *chosen.roles, chosen.name.get("vi"))
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
                (one.id, one.place or words(SERVE["everywhere"]), max(one.years), one.title) for one in themes.values()
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
        return page(helper_page(form, data, checker.packs, self._edition))

    def _verdict(self, made: str, role: str | None, sensitive: bool, words: Words) -> dict[str, str]:
        """How clear the sentence is, and what may be asked of it still."""
        report, _ = self._service.check(made, Known(role=role, kind="individual"), lang=words.lang)
        one = max(report.commitments, key=lambda each: each.points, default=None)
        if one is None:
            return {}
        way = way_of(one, sensitive)
        asks = [] if way == SENSITIVE else [words(ASK[way][slot]) for slot in askable(one, sensitive)]
        return {"level": say(LEVELS[one.level], words.lang), "asks": ", ".join(dict.fromkeys(asks))}


def _aspect(form: HelperForm, themes: dict[str, Theme]) -> tuple[Theme | None, str]:
    theme = themes.get(form.theme)
    if theme is None:
        return None, ""
    ids = [one.id for one in theme.aspects]
    return theme, form.aspect if form.aspect in ids else (ids[0] if ids else "")


def helper_form(data: Fields, lang: str) -> HelperForm:
    """The form that was filled in."""
    wanted = line(data, "to_lang") or line(data, "lang") or lang
    return HelperForm(
        lang=wanted if wanted in ("vi", "en") else lang,
        occupation=line(data, "occupation"),
        theme=line(data, "theme"),
        aspect=line(data, "aspect"),
        way=line(data, "way"),
        sensitive=line(data, "sensitive") == "1",
        answers={name[2:]: line(data, name) for name in data if name.startswith("a_")},
        written=text(data, "written")[:MAX_TEXT_CHARS],
        step=line(data, "step"),
    )
