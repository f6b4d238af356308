"""One pledge through the house: view → language gate → document → kinds → score → report.

Two steps, because copying needs the other pledges: `draft` judges a pledge by itself, `finish` adds what
it shares with others, scores it and asks the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pledgecheck.config import Config
from pledgecheck.copying.align import align_sides
from pledgecheck.copying.sides import Side
from pledgecheck.document.parse import parse
from pledgecheck.kinds import dossier, duty, form, length, overlap, specificity, theme
from pledgecheck.kinds.base import Facts
from pledgecheck.kinds.copying import CopyText, Source, analyse, copy_text, in_detail, relate
from pledgecheck.kinds.form import Lacks
from pledgecheck.kinds.form_profile import FormProfile, choose, forms_by_id
from pledgecheck.kinds.overlap import OverlapFact, Overlapping
from pledgecheck.kinds.registered import Registered, describe
from pledgecheck.model import Kind, Pledge, Report, Theme
from pledgecheck.packs.resolve import Rulebook, deep_merge, profile_of, ready_templates
from pledgecheck.report import build, selected
from pledgecheck.score import score
from pledgecheck.suppress import judged_text, without_suppressed
from pledgecheck.text.gate import examine
from pledgecheck.text.lexicon import Lexicon, tokens_of
from pledgecheck.text.view import make_view
from pledgecheck.themes.catalogue import themes_in_force

if TYPE_CHECKING:
    from pledgecheck.copying.corpus import PeerRules
    from pledgecheck.copying.search import Scale
    from pledgecheck.packs.loader import Rule
    from pledgecheck.packs.schema import Template

SENSITIVE = "sensitive_role"  # class of the lexicon


@dataclass(frozen=True, slots=True)
class Draft:
    """A pledge judged by itself; `copyable` is None when it could not be judged."""

    pledge: Pledge
    facts: Facts = field(repr=False)
    copyable: CopyText | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Other:
    """Another pledge that this one is compared with."""

    id: str
    year: int | None
    copyable: CopyText = field(repr=False)


class Judge:
    """Everything compiled once from rulebook and configuration. Not changed after it is made."""

    def __init__(
        self,
        rulebook: Rulebook,
        config: Config,
        extra_themes: Iterable[Theme] = (),
        extra_templates: Iterable[Template] = (),
    ) -> None:
        self.rulebook = rulebook
        self.config = config
        self.profile = profile_of(deep_merge(rulebook.profile, config.overrides()))
        self.rules: tuple[Rule, ...] = selected(rulebook.rules, config.select, config.ignore)
        self.themes = rulebook.themes
        self.compiled_themes = rulebook.compiled.themes
        added = tuple(extra_themes)
        if added:
            self.themes = tuple({one.id: one for one in (*rulebook.themes, *added)}.values())
            self.compiled_themes = theme.compile_themes(
                self.themes, rulebook.theme_language, rulebook.duties.abbreviations
            )
        self.compiled_duties = rulebook.compiled.duties
        forms_by_id(rulebook.forms, config.forms)
        self.templates = (*rulebook.compiled.templates, *ready_templates(extra_templates))

    def draft(self, pledge: Pledge) -> Draft:
        """The pledge judged by itself. Raises UnknownNameError for a theme that does not exist."""
        view = make_view(judged_text(pledge))
        language = examine(view)
        lexicon = self.rulebook.lexicon
        if language.verdict != "ok":
            facts = Facts(
                kind=pledge.kind or "individual",
                year=pledge.year,
                role=pledge.role,
                view=view,
                language=language,
                lexicon=lexicon,
            )
            return Draft(pledge, facts, None)
        document = parse(view, lexicon)
        pledge = _filled(pledge, document.meta)
        kind: Kind = pledge.kind or "individual"
        year = pledge.year
        judged = specificity.analyse(document, lexicon)
        in_force = themes_in_force(
            self.themes,
            year,
            pledge.province,
            pledge.unit,
            (*self.config.themes, *pledge.theme),
            self.rulebook.places,
            document.meta.signed,
        )
        verdict = theme.analyse(
            document, judged, in_force, self.compiled_themes, year=year, signed=document.meta.signed
        )
        sensitive = is_sensitive(lexicon, pledge.role, pledge.unit)
        named = {verdict.id, *(layer.id for layer in verdict.layers)} if verdict else set()
        facts = Facts(
            kind=kind,
            year=year,
            role=pledge.role,
            view=document.view,
            language=language,
            lexicon=lexicon,
            document=document,
            judged=judged,
            theme=verdict,
            duty=duty.analyse(
                document,
                judged,
                role=pledge.role,
                duties=pledge.duties,
                unit=pledge.unit,
                kind=kind,
                compiled=self.compiled_duties,
            ),
            length=length.analyse(document, judged, self.profile.limits[kind]),
            dossier=dossier.analyse(document, judged, lexicon, kind=kind),
            form=form.analyse(document, judged, lexicon, self._form(pledge, kind), sensitive=sensitive),
            sensitive=sensitive,
            themes={one.id: one for one in self.themes if one.id in named},
        )
        given = [each for each in self.templates if each.is_for(year, pledge.unit, pledge.province)]
        return Draft(pledge, facts, copy_text(document, judged, given, verdict.title_spans if verdict else ()))

    def _form(self, pledge: Pledge, kind: Kind) -> FormProfile | None:
        """The form demanded of a pledge, if any."""
        book = self.rulebook
        return choose(
            book.forms, self.config.forms, kind, pledge.year, pledge.province, pledge.unit, book.places
        )

    def finish(
        self,
        draft: Draft,
        sources: Sequence[Source] = (),
        *,
        compared: bool = False,
        overlaps: Sequence[Overlapping] = (),
    ) -> Report:
        """The report, with what the pledge shares with `sources`; `compared`: there was an earlier pledge.

        overlaps: with other registrations of the place, as this one sees them.
        """
        facts = draft.facts
        copying = None
        if facts.document is not None and draft.copyable is not None:
            copying = analyse(
                facts.document,
                facts.judged,
                draft.copyable,
                sources,
                facts.lexicon,
                compared=compared,
                year=facts.year,
                standing_counts=not self.config.originality.standing,
                continued_counts=not self.config.originality.continued,
            )
        scored = score(
            facts.judged,
            self.profile,
            facts.kind,
            theme=facts.theme,
            duty=facts.duty,
            copying=copying,
            length=facts.length,
            dossier=facts.dossier,
        )
        facts = replace(
            facts,
            copying=copying,
            gates=frozenset(gate.id for gate in scored.gates),
            overlaps=tuple(overlaps),
        )
        lang = self.config.lang
        report = build(draft.pledge, facts, scored, self.rules, lang, self.profile.limits[facts.kind])
        active = (rule.id for rule in self.rules)
        return without_suppressed(report, draft.pledge, active, self.rulebook.rules, lang)

    def previous(self, draft: Draft, earlier: Iterable[Other]) -> list[Source]:
        """The author's earlier pledges as sources."""
        if draft.copyable is None:
            return []
        return [
            Source(each.id, "previous", relate(draft.copyable, each.copyable), each.year) for each in earlier
        ]

    def peers(self, draft: Draft, others: Iterable[Draft]) -> list[Source]:
        """Other people's pledges that share enough to be named."""
        found = []
        rules = self.peer_rules
        for each in others:
            if draft.copyable is None or each.copyable is None:
                continue
            mine, theirs = draft.copyable.peer_side(), each.copyable.peer_side()
            alignment = align_sides(mine, theirs, rules.params)
            if rules.names(alignment):
                detail = in_detail(alignment, mine, theirs, draft.copyable.units, rules.params)
                found.append(Source(each.pledge.id, "peer", detail, each.pledge.year))
        return found

    def registered(self, draft: Draft) -> Registered | None:
        """What of a pledge is compared with other registrations of its place."""
        if draft.copyable is None or draft.facts.document is None:
            return None
        return describe(
            draft.pledge,
            draft.facts.document,
            draft.facts.judged,
            draft.copyable.tokens,
            self.rulebook.lexicon,
            self.rulebook.duties.abbreviations,
        )

    def overlaps(
        self, registered: Iterable[Registered], side_of: Callable[[str], Side]
    ) -> tuple[OverlapFact, ...]:
        """The same thing registered twice within a place; `side_of`: the sides by id, for peers."""
        return overlap.find_overlaps(registered, self.rulebook.places, side_of)

    def lacks(self, draft: Draft) -> Lacks | None:
        """What a pledge adds to the count of faults that forms cause."""
        facts = draft.facts
        if facts.document is None:
            return None
        return form.lacks(
            facts.document,
            facts.judged,
            facts.duty,
            facts.lexicon,
            facts.form,
            unit=draft.pledge.unit,
            kind=facts.kind,
            role=facts.role,
            sensitive=facts.sensitive,
        )

    @property
    def peer_rules(self) -> PeerRules:
        """When two pledges of different people are named as alike."""
        from pledgecheck.copying.corpus import PeerRules

        config = self.config.copying
        return PeerRules(min_share=config.peer_share, min_tokens=config.peer_tokens)

    @property
    def scale(self) -> Scale:
        """From how many pledges on the search for copies goes to disk, and what it may use."""
        from pledgecheck.copying.search import Scale

        config = self.config.copying
        return Scale(config.scale_from, config.memory_mb, config.temp_folder)


def _filled(pledge: Pledge, meta: object) -> Pledge:
    """The pledge with what its own text says where the caller said nothing."""
    mined = {
        name: value
        for name in ("kind", "year", "author", "role", "unit")
        if getattr(pledge, name) is None and (value := getattr(meta, name)) is not None
    }
    return pledge.model_copy(update=mined) if mined else pledge


def is_sensitive(lexicon: Lexicon, *texts: str | None) -> bool:
    """Whether a role or unit is one whose numbers, places, hours and names are never asked for."""
    listed = lexicon.classes.get(SENSITIVE, frozenset())
    for text in texts:
        if text:
            # Not the longest phrase of any class: in "công an xã" the police would be lost to a longer entry.
            words = " ".join(token.text for token in tokens_of(make_view(text).text))
            if any(f" {phrase} " in f" {words} " for phrase in listed):
                return True
    return False
