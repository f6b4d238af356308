"""The files of a report: one page, or an index and parts in a folder beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pledgecheck import wording
from pledgecheck.model import AuditSummary, InputFailure, SkippedInput, Theme
from pledgecheck.packs.loader import Rule, RulePack
from pledgecheck.reporters.form import form_faults
from pledgecheck.reporters.html import summary as many
from pledgecheck.reporters.html.clean import calm, clean, finalize, web_address
from pledgecheck.reporters.html.messages import PLEDGE
from pledgecheck.reporters.html.pledge import Entry, pledge_view
from pledgecheck.reporters.html.similarity import similarity_map
from pledgecheck.reporters.html.summary import Listed, UnitLine
from pledgecheck.reporters.messages import PAGE, SUMMARY, Words
from pledgecheck.reporters.redact import Redactor
from pledgecheck.spool import Spool
from pledgecheck.version import VERSION

MOST_PAIRS = 300
_RELATIONS = ("peer", "previous", "template")
_REF = re.compile("\0(\\d+)\0")  # a reference to another pledge; no text of a pledge keeps a NUL


@cache
def environment() -> Environment:
    """The templates: everything is escaped, a name that is not defined is an error."""
    found = Environment(
        loader=PackageLoader("pledgecheck.reporters.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    source, _, _ = found.loader.get_source(found, "style.css") if found.loader else ("", None, None)
    found.filters["calm"] = calm
    found.globals.update(
        style=Markup(_small(source)),
        p=PLEDGE,
        s=SUMMARY,
        page=PAGE,
        web_address=web_address,
        severities=wording.SEVERITIES,
        levels=wording.LEVELS,
        states=wording.STATES,
        theme_relations=wording.THEME_RELATIONS,
        duty_relations=wording.DUTY_RELATIONS,
        lengths=wording.LENGTHS,
        relations=wording.RELATIONS,
        passage_kinds=wording.PASSAGES,
    )
    return found


def _small(css: str) -> str:
    return re.sub(r"\n+", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


@dataclass(slots=True)
class Book:
    """All pledges of a report, rendered one by one as they come; texts stay on disk, not in memory."""

    lang: str = "vi"
    packs: Sequence[RulePack] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    redactor: Redactor | None = None
    rows: list[Listed] = field(default_factory=list)
    _fragments: Spool = field(default_factory=Spool)
    _named: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The catalogue in the language of the report."""
        return Words(self.lang)

    def globals(self) -> dict[str, Any]:
        """What every template of this report may use besides the fixed labels."""
        words = self.words
        return {
            "words": words,
            "say": lambda pair: wording.say(pair, words.lang),
            "dossier_parts": lambda names: wording.say(wording.dossier_parts(names), words.lang),
            "rules": self.rules,
            "made_by": words(
                PAGE["made_by"],
                version=VERSION,
                packs=", ".join(f"{pack.id} {pack.version}" for pack in self.packs) or "–",
            ),
        }

    def add_all(self, entries: Iterable[Entry]) -> None:
        """Render each pledge and keep the small facts of it."""
        template = environment().get_template("pledge.html.j2", globals=self.globals())
        words = self.words
        for entry in entries:
            if self.redactor is not None:
                entry = redacted(entry, self.redactor, words.lang)
            view = pledge_view(entry, words, self.themes)
            at = len(self.rows)
            html = template.render(
                v=view, key=key_of(at), ref=self._ref, kinds=[each.severity for each in view.report.findings]
            )
            self._fragments.append(html.encode())
            self.rows.append(many.listed(at, entry, view))
        self.rows.sort(key=lambda row: row.order)

    def _ref(self, id: str) -> Markup:
        if id not in self._numbers:
            self._numbers[id] = len(self._named)
            self._named.append(id)
        return Markup(f"\0{self._numbers[id]}\0")

    def fragment(self, at: int, links: Links) -> Markup:
        """One pledge as rendered, its references to others resolved."""
        html = self._fragments[at].decode()
        return Markup(_REF.sub(lambda m: links.to(self._named[int(m[1])]), html))

    def close(self) -> None:
        """Drop what is on disk."""
        self._fragments.close()


def key_of(at: int) -> str:
    """The anchor of a pledge."""
    return f"b{at + 1}"


class Links:
    """Where each pledge stands: in this file or in another one."""

    def __init__(self, rows: Iterable[Listed], words: Words) -> None:
        self._words = words
        self._rows = {row.id: row for row in reversed(list(rows))}
        self.files: dict[int, str] = {}  # arrival number -> file, where not this one
        self.units: dict[int, str] = {}

    def href(self, at: int) -> str:
        """The address of a pledge."""
        return f"{self.files.get(at, '')}#{key_of(at)}"

    def unit(self, at: int) -> str:
        """The address of a unit's list."""
        return f"{self.units.get(at, '')}#u{at}"

    def to(self, id: str) -> Markup:
        """A link to a pledge by its id; its id alone when it is not in this report."""
        row = self._rows.get(id)
        if row is None:
            return Markup("<bdi>%s</bdi>") % clean(id)
        label = clean(row.author or row.id)
        year = f" ({row.year})" if row.year else ""
        return Markup('<a href="%s"><bdi>%s</bdi>%s</a>') % (self.href(row.at), label, year)


def redacted(entry: Entry, redactor: Redactor, lang: str) -> Entry:
    """The entry without names and numbers of people."""
    report, text = redactor.report(entry.report, entry.text, lang)
    names = (entry.report.author,)
    sources = {
        redactor.pledge(each.id): redactor.text(entry.source_texts[each.id], names)
        for each in (entry.report.copying.sources if entry.report.copying else ())
        if each.id in entry.source_texts
    }
    return Entry(report, text, sources, None, entry.sensitive)


@dataclass(frozen=True, slots=True)
class Around:
    """What a report says besides the pledges."""

    summary: AuditSummary | None = None
    errors: Sequence[InputFailure] = ()
    skipped: Sequence[SkippedInput] = ()


def whole_page(book: Book, around: Around) -> Iterator[str]:
    """The report as one page, piece by piece."""
    words = book.words
    links = Links(book.rows, words)
    alone = len(book.rows) == 1 and around.summary is None and not around.errors
    template = environment().get_template("one.html.j2" if alone else "all.html.j2", globals=book.globals())
    data = _common(book, links, [row.rules for row in book.rows])
    if alone:
        return template.generate(**data, title=words(PAGE["title_one"]), many=False, scale=True)
    units = many.units_of(book.rows, words)
    return template.generate(
        **data,
        **_summary(book, around, units, links),
        title=words(PAGE["title_many"]),
        many=True,
        scale=True,
        listed_here=True,
    )


def index_page(book: Book, around: Around, units: Sequence[UnitLine], links: Links) -> Iterator[str]:
    """The summary alone; the pledges are in parts."""
    template = environment().get_template("index.html.j2", globals=book.globals())
    return template.generate(
        **_common(book, links, []),
        **_summary(book, around, units, links),
        title=book.words(PAGE["title_many"]),
        many=True,
        scale=False,
        listed_here=False,
    )


def part_page(book: Book, units: Sequence[UnitLine], links: Links, **where: Any) -> Iterator[str]:
    """Some units with their pledges."""
    template = environment().get_template("part.html.j2", globals=book.globals())
    rows = [row for unit in units for row in unit.pledges]
    data = {**_common(book, links, [row.rules for row in rows]), "rows": rows}
    return template.generate(
        **data, **where, units=units, title=book.words(PAGE["title_many"]), many=True, scale=True
    )


def _common(book: Book, links: Links, used: Iterable[frozenset[str]]) -> dict[str, Any]:
    ids = frozenset().union(*used)
    return {
        "rows": book.rows,
        "fragment": lambda at: book.fragment(at, links),
        "href": links.href,
        "unit_href": links.unit,
        "link": links.to,
        "used_rules": [book.rules[id] for id in sorted(ids) if id in book.rules],
    }


def _summary(book: Book, around: Around, units: Sequence[UnitLine], links: Links) -> dict[str, Any]:
    words, rows, audit = book.words, book.rows, around.summary or AuditSummary()
    cover = book.redactor
    code = cover.pledge if cover else str
    groups = [
        each.model_copy(
            update={
                "leader": code(each.leader),
                "members": tuple(one.model_copy(update={"id": code(one.id)}) for one in each.members),
            }
        )
        for each in audit.copy_groups
    ]
    # Only so many are listed: pairs of people first, the form that all of them filled in last.
    ordered = sorted(audit.copy_pairs, key=lambda pair: _RELATIONS.index(pair.relation))
    pairs = [each.model_copy(update={"a": code(each.a), "b": code(each.b)}) for each in ordered]
    return {
        "count": len(rows),
        "units": units,
        "many_years": len({row.year for row in rows}) > 1,
        "state_counts": many.states_of(rows, words),
        "states_bar": many.states_bar(rows, words),
        "pictures": many.pictures(rows, words),
        "reading": many.reading(rows, words),
        "faults": form_faults(rows, words),
        "groups": groups,
        "map": Markup(
            similarity_map(
                groups,
                pairs,
                {row.id: row.unit for row in rows},
                {row.id: row.year for row in rows},
                words.lang,
                {row.id: row.author for row in rows},
            )
        ),
        "pairs": pairs[:MOST_PAIRS],
        "more_pairs": max(0, len(pairs) - MOST_PAIRS),
        "overlaps": [
            each.model_copy(update={"a": code(each.a), "b": code(each.b)}) for each in audit.overlaps
        ],
        "missing": [
            each.model_copy(update={"author": cover.person(each.author, words.lang)}) if cover else each
            for each in audit.missing
        ],
        "errors": [(cover.file(each.path) if cover else each.path, each.message) for each in around.errors],
        "skipped": [(cover.file(each.path) if cover else each.path, each.reason) for each in around.skipped],
    }
