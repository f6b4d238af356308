"""What a kind is to the rules: named conditions that look at the facts and report hits.

A rule names a kind, one of its conditions and its options; the condition says where it holds, the
rule says what to tell the author. Conditions see facts only: no files, no clock, no configuration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from pledgecheck.document.model import Document
from pledgecheck.kinds.copying import CopyFact
from pledgecheck.kinds.facts import DutyFact, Judged, ThemeFact
from pledgecheck.kinds.form import FormFact
from pledgecheck.kinds.overlap import Overlapping
from pledgecheck.model import Dossier, LengthVerdict, Theme
from pledgecheck.model import Kind as PledgeKind
from pledgecheck.text.gate import GateFact
from pledgecheck.text.lexicon import Lexicon
from pledgecheck.text.view import View


class Options(BaseModel):
    """Base of the options a kind's rules may set; a kind without options uses it as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


Value = str | tuple[str, str]  # one wording for both languages, or (Vietnamese, English)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one pledge when the rules are asked."""

    kind: PledgeKind
    year: int | None
    role: str | None
    view: View
    language: GateFact
    lexicon: Lexicon
    document: Document | None = None
    judged: tuple[Judged, ...] = ()
    theme: ThemeFact | None = None
    duty: DutyFact = field(default_factory=lambda: DutyFact("unknown"))
    length: LengthVerdict | None = None
    dossier: Dossier | None = None
    copying: CopyFact | None = None
    form: FormFact | None = None  # the form demanded of it, if any, and what is missing
    overlaps: tuple[Overlapping, ...] = ()  # with other registrations of the place
    sensitive: bool = False  # soldiers, police, inspectors: never asked for number, place, hour or name
    gates: frozenset[str] = frozenset()  # ids of the gates that cap this pledge's total
    themes: Mapping[str, Theme] = field(default_factory=dict)  # those in force or named

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A view span as a span of the text as read."""
        return self.view.span(start, end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a condition holds. Offsets are into the text as read; None = the whole document."""

    start: int | None = None
    end: int | None = None
    data: Mapping[str, Value] = field(default_factory=dict)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Condition:
    """One way a kind's rules can fire.

    `spans` tells whether it reports places or judges the document; `data` names the placeholders its
    hits fill in messages.
    """

    find: Callable[[Facts, Any], Iterable[Hit]]
    spans: bool
    data: tuple[str, ...] = ()


def _no_words(options: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of rule as the packs know it."""

    name: str
    conditions: Mapping[str, Condition]
    options: type[Options] = Options
    vocabulary: Callable[[Any], Iterable[str]] = _no_words  # classes and patterns that options name
