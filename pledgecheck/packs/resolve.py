"""Which packs are in use, and what they say together.

Order: the rules that come with pledgecheck, packs installed as packages, folders of the configuration,
packs given in code. Later packs add to earlier ones, take lexicon entries out, and override the score
profile key by key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pledgecheck.copying.templates import TemplateText, template_text
from pledgecheck.errors import PackError, did_you_mean
from pledgecheck.kinds.duty_lexicon import DutyLexicon
from pledgecheck.kinds.duty_post import CompiledDuties, compile_duties
from pledgecheck.kinds.form_profile import FormProfile
from pledgecheck.kinds.table import kinds
from pledgecheck.kinds.theme_reading import CompiledThemes, compile_themes
from pledgecheck.model import Theme
from pledgecheck.packs.loader import Rule, RulePack, load_pack
from pledgecheck.packs.schema import Profile, Template
from pledgecheck.text.lexicon import Lexicon, compile_lexicon, expand_macros
from pledgecheck.themes.catalogue import Places, ThemeLanguage
from pledgecheck.validation import validated

ENTRY_POINTS = "pledgecheck.packs"


def core_folder() -> Path:
    """Where pledgecheck's own rules are: inside the installed package, else the repository's rules/."""
    installed = Path(str(files("pledgecheck"))) / "_rules"
    beside = Path(__file__).resolve().parents[2] / "rules"
    for base in (installed, beside):
        if (base / "core" / "pack.yaml").is_file():
            return base / "core"
    raise PackError(
        "không tìm thấy bộ luật đi kèm; hãy cài lại pledgecheck.",
        "the rules that come with pledgecheck are missing; install it again.",
        path=str(installed),
    )


@cache
def core_pack() -> RulePack:
    """pledgecheck's own rules, read once per process."""
    return load_pack(core_folder())


@cache
def installed_folders() -> tuple[Path, ...]:
    """Where packs of other packages are: an entry point names a folder (Path or str) or a callable giving one."""
    found = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda p: p.name):
        loaded = point.load()
        found.append(Path(str(loaded() if callable(loaded) else loaded)))
    return tuple(found)


@cache
def installed_packs() -> tuple[RulePack, ...]:
    """Packs of other packages."""
    return tuple(map(load_pack, installed_folders()))


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is made of a rulebook's themes, duties and templates before the first pledge."""

    themes: CompiledThemes
    duties: CompiledDuties
    templates: tuple[TemplateText, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All packs in use, merged. Immutable and picklable."""

    packs: tuple[RulePack, ...]
    rules: Mapping[str, Rule]
    lexicon: Lexicon = field(repr=False)
    themes: tuple[Theme, ...] = field(repr=False)
    theme_language: ThemeLanguage = field(repr=False)
    places: Places = field(repr=False)
    duties: DutyLexicon = field(repr=False)
    templates: tuple[Template, ...] = field(repr=False)
    forms: tuple[FormProfile, ...] = field(repr=False)
    profile: Mapping[str, Any] = field(repr=False)
    _compiled: list[Compiled] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def compiled(self) -> Compiled:
        """Themes, duties and templates made ready: once, when first asked for. It travels with the rulebook."""
        if not self._compiled:
            abbreviations = self.duties.abbreviations
            self._compiled.append(
                Compiled(
                    compile_themes(self.themes, self.theme_language, abbreviations),
                    compile_duties(self.duties),
                    ready_templates(self.templates),
                )
            )
        return self._compiled[0]


def ready_templates(templates: Iterable[Template]) -> tuple[TemplateText, ...]:
    """Templates made ready to be looked for."""
    return tuple(template_text(each.id, each.text, each.kind, each.year, each.body) for each in templates)


def gather(folders: Sequence[Path] = (), packs: Sequence[RulePack | Path | str] = ()) -> tuple[RulePack, ...]:
    """The packs in use. A given pack with the id of an earlier one takes its place."""
    found: dict[str, RulePack] = {pack.id: pack for pack in (core_pack(), *installed_packs())}
    for each in (*folders, *packs):
        pack = each if isinstance(each, RulePack) else load_pack(Path(each))
        found[pack.id] = pack
    return tuple(found.values())


def merge(packs: Sequence[RulePack]) -> Rulebook:
    """The packs as one rulebook."""
    rules: dict[str, Rule] = {}
    for pack in packs:
        for rule in pack.rules:
            if rule.id in rules:
                raise PackError(
                    f"luật {rule.id} đã có trong bộ luật {rules[rule.id].pack}; mỗi mã chỉ dùng một lần.",
                    f"rule {rule.id} already exists in pack {rules[rule.id].pack}; ids are used once.",
                    path=pack.path,
                )
            rules[rule.id] = rule
    lexicon = merged_lexicon(packs)
    _check_references(rules.values(), lexicon, {pack.id: pack.path for pack in packs})
    themes: dict[str, Theme] = {}
    around: dict[str, Any] = {}  # what theme files say besides themes
    profile: dict[str, Any] = {}
    for pack in packs:
        profile = deep_merge(profile, pack.profile)
        for file in pack.themes:
            themes.update({theme.id: theme for theme in file.themes})
            for name in file.model_fields_set - {"themes"}:
                around[name] = _added(around.get(name), getattr(file, name))
    return Rulebook(
        packs=tuple(packs),
        rules=rules,
        lexicon=lexicon,
        themes=tuple(themes.values()),
        theme_language=ThemeLanguage(**_only(around, ThemeLanguage)),
        places=Places(**_only(around, Places)),
        duties=DutyLexicon.merged(
            each.model_dump(exclude_unset=True) for pack in packs for each in pack.duties
        ),
        templates=tuple(template for pack in packs for template in pack.templates),
        forms=merged_forms(packs, lexicon),
        profile=profile,
    )


def merged_forms(packs: Sequence[RulePack], lexicon: Lexicon) -> tuple[FormProfile, ...]:
    """The forms of all packs; a later one takes the place of an earlier one with its id."""
    forms: dict[str, FormProfile] = {}
    for pack in packs:
        for form in pack.forms:
            for name in (name for part in (*form.sections, *form.fields) for name in part.lexicon):
                if name not in lexicon.patterns:
                    near = did_you_mean(name, lexicon.patterns)
                    raise PackError(
                        f"mẫu {form.id}: không có mẫu từ “{name}” (khóa lexicon).{near[0]}",
                        f"form {form.id}: there is no pattern “{name}” (key lexicon).{near[1]}",
                        path=pack.path,
                    )
            forms[form.id] = form
    return tuple(forms.values())


def _only(values: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in model.model_fields}


def _added(old: Any, new: Any) -> Any:
    """Lists grow, mappings grow key by key, everything else is replaced."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return tuple(dict.fromkeys((*old, *new)))
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: _added(old.get(key), value) for key, value in new.items()}}
    return new


def deep_merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` laid over `base`, mapping by mapping; everything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = (
            deep_merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
        )
    return merged


def profile_of(data: Mapping[str, Any], path: str = "score.yaml") -> Profile:
    """The merged profile, validated."""
    return validated(Profile, data, PackError, path=path)


# ------------------------------------------------------------------ lexicon


def merged_lexicon(packs: Iterable[RulePack]) -> Lexicon:
    """The vocabulary of all packs, compiled."""
    classes: dict[str, dict[str, None]] = {}
    patterns: dict[str, dict[str, None]] = {}
    macros: dict[str, str] = {}
    slots: dict[tuple[str, ...], None] = {}
    weights: dict[str, dict[str, float]] = {}
    path = ""
    for pack in packs:
        path = pack.path
        for file in pack.lexicon:
            for name, gone in file.remove.items():
                _remove(name, gone, classes, patterns, pack.path)
        for file in pack.lexicon:
            macros.update(file.macros)
            slots.update(dict.fromkeys(file.slots))
            weights.update(file.weights)
            for name, entries in file.classes.items():
                classes.setdefault(name, {}).update(dict.fromkeys(entries))
            for name, entries in file.patterns.items():
                patterns.setdefault(name, {}).update(dict.fromkeys(entries))
    try:
        expanded = {name: tuple(expand_macros(macros, entries)) for name, entries in patterns.items()}
    except ValueError as problem:
        raise PackError(f"macro: {problem}", f"macros: {problem}", path=path) from None
    if path != str(core_folder()):  # of the core alone a test says so: twice takes longer than the rest of the start
        check_expressions(expanded, path)
    phrases = {name: tuple(entries) for name, entries in classes.items()}
    try:
        return compile_lexicon(phrases, expanded, tuple(slots), weights)
    except re.error:
        check_expressions(expanded, path)
        raise


def check_expressions(patterns: Mapping[str, Iterable[str]], path: str) -> None:
    """Raise PackError for the first expression that is none by itself: joined to others it could pass."""
    for name, entries in patterns.items():
        for entry in entries:
            try:
                re.compile(entry)
            except re.error as problem:
                raise PackError(
                    f"mẫu “{name}”: biểu thức “{entry}” không dùng được ({problem}).",
                    f"pattern “{name}”: unusable expression “{entry}” ({problem}).",
                    path=path,
                ) from None


def _remove(
    name: str,
    gone: Iterable[str],
    classes: dict[str, dict[str, None]],
    patterns: dict[str, dict[str, None]],
    path: str,
) -> None:
    target = classes.get(name) if name in classes else patterns.get(name)
    if target is None:
        near = did_you_mean(name, [*classes, *patterns])
        raise PackError(
            f"khóa “remove”: không có lớp từ “{name}”.{near[0]}",
            f"key “remove”: there is no class “{name}”.{near[1]}",
            path=path,
        )
    for entry in gone:
        if entry not in target:
            near = did_you_mean(entry, target)
            raise PackError(
                f"khóa “remove.{name}”: không có “{entry}”.{near[0]}",
                f"key “remove.{name}”: there is no “{entry}”.{near[1]}",
                path=path,
            )
        del target[entry]


def _check_references(rules: Iterable[Rule], lexicon: Lexicon, paths: Mapping[str, str]) -> None:
    """Classes and patterns that rules name must exist: a rule that can never fire is a mistake."""
    known = kinds()
    for rule in rules:
        for name in known[rule.kind].vocabulary(rule.options):
            if name not in lexicon.classes and name not in lexicon.patterns:
                near = did_you_mean(name, [*lexicon.classes, *lexicon.patterns])
                raise PackError(
                    f"luật {rule.id}: không có lớp từ hoặc mẫu “{name}”.{near[0]}",
                    f"rule {rule.id}: there is no class or pattern “{name}”.{near[1]}",
                    path=paths.get(rule.pack, ""),
                )
