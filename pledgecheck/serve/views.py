"""The pages: the report's own templates with a form around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from pledgecheck import wording
from pledgecheck.model import PART_NAMES, Report, Theme
from pledgecheck.packs.loader import Rule, RulePack
from pledgecheck.reporters.html.pages import environment
from pledgecheck.reporters.html.pledge import Entry, PledgeView, pledge_view
from pledgecheck.reporters.messages import PAGE, Words
from pledgecheck.reporters.reading import excerpt
from pledgecheck.serve.assets import asset_version
from pledgecheck.serve.forms import READABLE, Form, accept
from pledgecheck.serve.limits import MAX_FILE_BYTES, MAX_TEXT_CHARS
from pledgecheck.serve.messages import SERVE, Fault
from pledgecheck.serve.progress import Progress, keep, kept, progress
from pledgecheck.version import VERSION

KEY = "b1"  # the anchor of the one pledge on the page


@cache
def pages() -> Environment:
    """The report's templates and the page's own."""
    base = environment()
    assert base.loader is not None
    found = base.overlay(loader=ChoiceLoader([PackageLoader("pledgecheck.serve"), base.loader]))
    places = (
        ("style_at", "report.css"),
        ("look_at", "page.css"),
        ("script_at", "page.js"),
        ("icon_at", "icon.svg"),
    )
    found.globals = {
        **base.globals,
        **{name: f"/static/{path}?{asset_version()}" for name, path in places},
        "S": SERVE,
        "kind_names": wording.KINDS,
    }
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """One pledge judged: what the page shows of it."""

    report: Report
    text: str = field(repr=False)
    previous: str = field(default="", repr=False)
    sensitive: bool = False
    rules: Mapping[str, Rule] = field(default_factory=dict, repr=False)
    packs: Sequence[RulePack] = ()
    themes: Mapping[str, Theme] = field(default_factory=dict, repr=False)

    def view(self, words: Words) -> PledgeView:
        """The page of the pledge in words."""
        sources = {"previous-1": self.previous} if self.previous else {}
        return pledge_view(Entry(self.report, self.text, sources, sensitive=self.sensitive), words, self.themes)


def _globals(lang: str, rules: Mapping[str, Rule], packs: Sequence[RulePack]) -> dict[str, Any]:
    words = Words(lang)
    return {
        "words": words,
        "say": lambda pair: wording.say(pair, words.lang),
        "dossier_parts": lambda names: wording.say(wording.dossier_parts(names), words.lang),
        "rules": rules,
        "made_by": words(
            PAGE["made_by"],
            version=VERSION,
            packs=", ".join(f"{pack.id} {pack.version}" for pack in packs) or "–",
        ),
    }


def _article(answer: Answer, view: PledgeView, words: Words, **more: Any) -> dict[str, Any]:
    return {
        "v": view,
        "key": KEY,
        "ref": lambda id: words(SERVE["last_year"]),
        "kinds": [each.severity for each in answer.report.findings],
        "used_rules": [answer.rules[id] for id in sorted(view.rules) if id in answer.rules],
        "many": False,
        "scale": True,
        **more,
    }


def check_page(
    form: Form,
    themes: Sequence[Theme],
    answer: Answer | None = None,
    problems: Sequence[str] = (),
    *,
    word: bool = False,
    packs: Sequence[RulePack] = (),
    kinds: Sequence[str] = READABLE,
) -> str:
    """The self-check page, empty or with an answer. kinds: of documents that can be read."""
    words = Words(form.lang)
    names = accept(kinds)
    data: dict[str, Any] = {
        "title": words(SERVE["title"]),
        "many": False,
        "scale": False,
        "used_rules": (),
        "form": form,
        "here": "check",
        "problems": problems,
        "theme_groups": _theme_groups(themes, words),
        "accept": names,
        "file_kinds": ", ".join(each for each in (".docx", ".txt", ".pdf") if each in names.split(",")),
        "file_size": MAX_FILE_BYTES >> 20,
        "text_most": MAX_TEXT_CHARS,
        "answered": answer is not None,
        "word": word,
        "said": "; ".join(problems),
    }  # fmt: skip
    if answer is None:
        return _render("start.html.j2", form.lang, {}, packs, data)
    view = answer.view(words)
    old = kept(form.before)
    changes = progress(old, answer.report, words) if old is not None else None
    data |= _article(
        answer,
        view,
        words,
        changes=changes,
        before=keep(answer.report),
        known=_known(answer.report, view, words),
        spans=_spans(answer),
        part_lines=_parts(answer.report, words),
        said=" ".join((*problems, _said(view, changes, words))),
    )
    data["form"] = shown(form, answer.report)
    return _render("answer.html.j2", form.lang, answer.rules, answer.packs, data)


def report_page(answer: Answer, lang: str) -> str:
    """The report as a file of its own, as `--output-format html` writes it."""
    words = Words(lang)
    view = answer.view(words)
    data = _article(answer, view, words, title=words(PAGE["title_one"]))
    given = _globals(lang, answer.rules, answer.packs)
    html = environment().get_template("pledge.html.j2", globals=given).render(**data)

    class _Row:
        at = 0

    data |= {"rows": [_Row], "fragment": lambda at: Markup(html)}
    return environment().get_template("one.html.j2", globals=given).render(**data)


def helper_page(form: Any, data: dict[str, Any], packs: Sequence[RulePack], edition: str) -> str:
    """The writing helper. edition: of its questions, which the packs' versions do not cover."""
    words = Words(form.lang)
    whole = {"title": words(SERVE["tab_helper"]), "many": False, "scale": False, "used_rules": (),
             "form": form, "here": "helper", "said": "", **data}  # fmt: skip
    made_by = _globals(form.lang, {}, packs)["made_by"] + " " + words(SERVE["edition"], edition=edition)
    return _render("helper.html.j2", form.lang, {}, packs, {**whole, "made_by": made_by})


def error_page(fault: Fault, lang: str) -> str:
    """A page that says why there is none."""
    words = Words(lang)
    data = {
        "title": words(SERVE["error_title"]),
        "many": False,
        "scale": False,
        "used_rules": (),
        "here": "",
        "form": Form(lang=words.lang),
        "said": "",
        "message": fault.message(words.lang),
    }
    return _render("error.html.j2", words.lang, {}, (), data)


def _render(name: str, lang: str, rules: Mapping[str, Rule], packs: Sequence[RulePack], data: Mapping[str, Any]) -> str:
    return pages().get_template(name, globals=_globals(lang, rules, packs)).render(**data)


def shown(form: Form, report: Report) -> Form:
    """The form with what the text says where its author said nothing."""
    found = {
        "role": report.role or "",
        "unit": report.unit or "",
        "year": str(report.year or ""),
        "kind": report.kind,
        "theme": report.theme.id if report.theme else "",
    }
    values = dict(form.values)
    for name, guess in found.items():
        if form.given(name) is None:
            values |= {name: guess, f"{name}_guess": guess}
        else:
            values[f"{name}_guess"] = ""
    return replace(form, file=None, previous_file=None, word=None, values=values)


def _theme_groups(themes: Sequence[Theme], words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[int, list[tuple[str, str]]] = {}
    for theme in themes:
        place = theme.place or words(SERVE["everywhere"])
        years = f"{min(theme.years)}–{max(theme.years)}" if len(theme.years) > 1 else str(theme.years[0])
        groups.setdefault(max(theme.years), []).append((theme.id, f"{place}, {years}: {theme.title}"))
    return [(str(year), groups[year]) for year in sorted(groups, reverse=True)]


def _known(report: Report, view: PledgeView, words: Words) -> str:
    theme = f"“{excerpt(view.theme_title, 48)}”" if view.theme_title else None
    said = [view.kind, report.role, report.unit, str(report.year) if report.year else None, theme]
    return ", ".join(each for each in said if each) or words(SERVE["known_none"])


def _parts(report: Report, words: Words) -> list[tuple[str, str | None]]:
    """Each part of the score with its points."""
    return [
        (wording.say(wording.PARTS[name], words.lang), None if value is None else words.number(value, 0))
        for name in PART_NAMES
        for value in (report.score.parts.get(name),)
    ]


def _spans(answer: Answer) -> str:
    """Where each finding stands in the text as a script counts: "start-end" in UTF-16 units, in order."""

    def units(at: int) -> int:
        return len(answer.text[:at].encode("utf-16-le", "surrogatepass")) // 2

    return " ".join(
        f"{units(each.start)}-{units(each.end)}" if each.start is not None and each.end is not None else "-"
        for each in answer.report.findings
    )


def _said(view: PledgeView, changes: Progress | None, words: Words) -> str:
    """What a screen reader hears when the answer is there."""
    text = words(SERVE["said"], state=wording.say(wording.STATES[view.state], words.lang), tips=len(view.tips))
    if changes is not None and changes.better:
        text += " " + words(SERVE["said_better"], n=len(changes.better))
    return text
