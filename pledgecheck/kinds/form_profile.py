"""A form as data: the sections and fields that guidance demands, for whom, where and when.

One file of forms/*.yaml holds one form. Expressions are matched on the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pledgecheck.errors import UnknownNameError, did_you_mean
from pledgecheck.model import Frozen, Kind
from pledgecheck.themes.catalogue import Places

Asked = Literal["time", "measure", "evidence", "place_or_person", "duty"]


def _expression(value: str) -> str:
    try:
        re.compile(value)
    except re.error as problem:
        raise ValueError(f"unusable expression: {problem}") from None
    return value


Expression = Annotated[str, AfterValidator(_expression)]


class FormText(Frozen):
    """A text in both languages."""

    vi: str
    en: str


class FormPart(Frozen):
    """A section, field or column of a form.

    `labels` are looked for in headings, field names, heads of table columns and what stands before a colon;
    `content` anywhere in what the pledge says, and so are the patterns of the lexicon that `lexicon` names.
    `asks` tells which elements of a promise the part gives room for.
    """

    id: str
    name: FormText
    labels: tuple[Expression, ...] = ()
    content: tuple[Expression, ...] = ()
    lexicon: tuple[str, ...] = ()
    required: bool = True
    asks: tuple[Asked, ...] = ()


class Expected(Frozen):
    """How many promises the form expects; null = it does not say."""

    min: int | None = Field(default=None, ge=0)
    max: int | None = Field(default=None, ge=1)


class FormProfile(Frozen):
    """A form, and for which pledges it is the one demanded.

    `in_force`: it holds where kind, place and year fit, without being named in the configuration.
    `header`: "party" = ĐẢNG CỘNG SẢN VIỆT NAM, "state" = Quốc hiệu.
    """

    id: str
    title: FormText
    source: str
    kinds: tuple[Kind, ...]
    places: tuple[str, ...] = Field(default=(), description="provinces, cities or units; empty = everywhere")
    from_year: int | None = None
    to_year: int | None = None
    in_force: bool = False
    header: Literal["party", "state"] | None = None
    sections: tuple[FormPart, ...] = ()
    fields: tuple[FormPart, ...] = ()
    promises: Expected = Expected()

    def fits(
        self, kind: Kind, year: int | None, province: str | None, unit: str | None, places: Places
    ) -> bool:
        """Whether it can be the form of a pledge of this kind, year and place."""
        if kind not in self.kinds:
            return False
        if year is None and (self.from_year or self.to_year):
            return False
        if year is not None and not (self.from_year or year) <= year <= (self.to_year or year):
            return False
        return not self.places or any(_here(place, province, unit, year, places) for place in self.places)


def _here(place: str, province: str | None, unit: str | None, year: int | None, places: Places) -> bool:
    if province and places.same(place, province, year):
        return True
    return bool(unit) and f" {places.plain(place)} " in f" {places.plain(unit or '').replace(' , ', ' ')} "


def forms_by_id(forms: Iterable[FormProfile], ids: Sequence[str]) -> tuple[FormProfile, ...]:
    """The forms with these ids; an unknown id is an error that offers the nearest."""
    known = {form.id: form for form in forms}
    for name in ids:
        if name not in known:
            vi, en = did_you_mean(name, known)
            raise UnknownNameError(
                f"không có mẫu “{name}” (khóa forms).{vi}", f"there is no form “{name}” (key forms).{en}"
            )
    return tuple(known[name] for name in ids)


def choose(
    forms: Iterable[FormProfile],
    asked: Sequence[str],
    kind: Kind,
    year: int | None,
    province: str | None,
    unit: str | None,
    places: Places,
) -> FormProfile | None:
    """The form demanded of a pledge, None where none is: of those asked for by id or in force that fit,
    one for a place before one for everywhere, then in the order asked for."""
    fitting = [
        form
        for form in forms
        if (form.in_force or form.id in asked) and form.fits(kind, year, province, unit, places)
    ]
    ranks = {name: at for at, name in enumerate(asked)}
    return min(fitting, key=lambda form: (not form.places, ranks.get(form.id, len(ranks))), default=None)
