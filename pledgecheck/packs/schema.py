"""What the YAML files of a rule pack may hold. Unknown keys are refused."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from pledgecheck.model import Kind, PartName, Severity, Theme
from pledgecheck.themes.catalogue import Places, ThemeLanguage

_SEMVER = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.-]+)?")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


def _semver(value: str) -> str:
    if not _SEMVER.fullmatch(value):
        raise ValueError("not a semantic version such as 1.4.0")
    return value


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("ids start with a letter and hold letters, digits, _ . -")
    return value


Semver = Annotated[str, AfterValidator(_semver)]
Identifier = Annotated[str, AfterValidator(_identifier)]


class Entry(BaseModel):
    """Base of everything in a pack."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Text(Entry):
    """A text in both languages."""

    vi: str
    en: str

    def of(self, lang: str) -> str:
        """The text in `lang`, Vietnamese unless it is "en"."""
        return self.en if lang == "en" else self.vi


class Rationale(Text):
    """Why the rule exists, and who says so: an address, or words (in both languages where they differ)."""

    source: str | Text

    def source_in(self, lang: str) -> str:
        """The source in `lang`."""
        return self.source if isinstance(self.source, str) else self.source.of(lang)


class PackInfo(Entry):
    """pack.yaml"""

    id: Identifier
    version: Semver
    requires: str = Field(
        default=">=0", description="versions of pledgecheck the pack works with, e.g. >=0.1,<2"
    )
    title: Text
    changelog: dict[Semver, str] = Field(default_factory=dict)


class ExampleContext(Entry):
    """What an example is judged with, besides its text."""

    kind: Kind = "individual"
    year: int | None = None
    role: str | None = None
    duties: str | None = None
    unit: str | None = None
    province: str | None = None
    theme: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    forms: tuple[str, ...] = Field(default=(), description="ids of forms in force for this example only")
    limits: dict[str, float] = Field(default_factory=dict, description="length limits for this example only")


class Example(Entry):
    """A text that a rule must flag (bad) or leave alone (good).

    In a bad example of a rule that reports spans, the expected span stands in [[…]]. `also` names
    other rules that may flag the text.
    """

    text: str
    context: ExampleContext = ExampleContext()
    also: tuple[str, ...] = ()


class Examples(Entry):
    """Good and bad examples; a plain string is an example without context."""

    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()

    @field_validator("good", "bad", mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        if isinstance(value, list):
            return [{"text": each} if isinstance(each, str) else each for each in value]
        return value


class RuleBase(Entry):
    """A rule: when it fires (`kind`, `when`, `options`) and what it says."""

    id: Identifier
    kind: str
    when: str
    severity: Severity
    message: Text
    suggestion: Text = Text(vi="", en="")
    suggestion_sensitive: Text | None = None  # for posts never asked for number, place, hour or name
    rationale: Rationale
    since: Semver
    options: Any = None
    examples: Examples = Examples()


class LexiconFile(Entry):
    """lexicon/*.yaml: phrases by class, regular expressions by name, and entries to take out.

    `macros` are pieces of regular expressions that patterns name as {name}. A row of `slots` is a
    required formula: all its expressions must stand in the commitment, in any order. `weights` are
    estimated numbers by name (see kinds/acts.py), a later pack's replace them. `remove` takes
    phrases or expressions out of classes and patterns of packs that were loaded before.
    """

    version: int = 1
    classes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    patterns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    macros: dict[str, str] = Field(default_factory=dict)
    slots: tuple[tuple[str, ...], ...] = ()
    weights: dict[str, dict[str, float]] = Field(default_factory=dict)
    remove: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class ThemesFile(ThemeLanguage, Places):
    """themes/*.yaml: themes, the words around them, places that changed their names."""

    themes: tuple[Theme, ...] = ()


class Template(Entry):
    """A declared form or plan: text in it belongs to nobody and is left out of copying."""

    id: Identifier
    kind: Literal["form", "plan"] = Field(
        default="form", description="form: short labels are looked for too; plan: what was handed down"
    )
    body: str = Field(default="", description="part of the name of a unit or province; empty: everywhere")
    year: int | None = Field(default=None, description="only for pledges of this year")
    text: str = Field(repr=False)


class TemplatesFile(Entry):
    """A file with templates of one's own, as `templates confirm` writes it."""

    templates: tuple[Template, ...] = ()


class GateProfile(Entry):
    """A cap on the total: from which threshold and number of commitments on, and the reason as printed."""

    cap: float = Field(ge=0, le=100)
    threshold: float = 0.0
    least: int = 0
    reason: Text


class SpecificityProfile(Entry):
    """How the specificity part is made of the points of the commitments."""

    k: dict[Kind, int]
    thin_factor: float = Field(ge=0, le=1)
    thin_below: float = Field(ge=0, le=100)


class ThemeProfile(Entry):
    """Points by what was found of the theme."""

    outdated: float = Field(ge=0, le=100)
    quoted: float = Field(ge=0, le=100)
    not_found: float = Field(ge=0, le=100)
    one: float = Field(ge=0, le=100)
    two: float = Field(ge=0, le=100)


class DutyProfile(Entry):
    """How many commitments of level 2 and above with a duty term give the whole part."""

    needed: int = Field(ge=1)


GateName = Literal["no_concrete", "few_concrete", "copied", "theme", "name_only"]


class Profile(Entry):
    """score.yaml: everything a total is made of, in one place."""

    weights: dict[PartName, float]
    specificity: SpecificityProfile
    theme: ThemeProfile
    duty: DutyProfile
    limits: dict[Kind, dict[str, float]]
    gates: dict[GateName, GateProfile]
