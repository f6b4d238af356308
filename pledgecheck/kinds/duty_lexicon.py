"""The occupation lexicon as data: frozen models of the YAML under duties/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import Field

from pledgecheck.model import Frozen


class Occupation(Frozen):
    """A post and its vocabulary.

    `covers`: occupations or sectors whose words are its own too (a leader's). `general`: the post alone does
    not say what the work is (worker, manager, soldier's aide): the unit's occupation is its own as well.
    """

    id: str
    name: dict[str, str]
    roles: tuple[str, ...] = Field(default=(), description="phrases that name the post in a role or a unit")
    sector: str = ""
    covers: tuple[str, ...] = ()
    general: bool = False
    exclusive: tuple[str, ...] = Field(default=(), description="terms that only this post writes")
    insider: tuple[str, ...] = Field(default=(), description="how only such a body speaks of itself")
    terms: tuple[str, ...] = Field(default=(), description="its own, shared with its neighbours")


class Sector(Frozen):
    """A kind of place: how a unit's name shows it, and words that prove nothing foreign inside it.

    `one_body`: a unit of this kind has all the posts of the sector among its members (a school, a hospital),
    so that a collective of it may use all their words; the mass organisations of a commune do not.
    """

    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    one_body: bool = False


class DutyLexicon(Frozen):
    """All duty files of the packs in use, merged."""

    occupations: tuple[Occupation, ...] = ()
    sectors: dict[str, Sector] = Field(default_factory=dict)
    common: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    second_post: tuple[str, ...] = ()
    abbreviations: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def merged(cls, files: Iterable[Mapping[str, Any]]) -> DutyLexicon:
        """One lexicon from several files; a later occupation or sector of the same id adds to the earlier."""
        parts = [cls.model_validate(data) for data in files]
        occupations: dict[str, Occupation] = {}
        sectors: dict[str, Sector] = {}
        for part in parts:
            for one in part.occupations:
                occupations[one.id] = _add(occupations[one.id], one) if one.id in occupations else one
            for name, sector in part.sectors.items():
                before = sectors.get(name, Sector())
                sectors[name] = Sector(units=before.units + sector.units, words=before.words + sector.words,
                                       one_body=before.one_body or sector.one_body)
        return cls(
            occupations=tuple(occupations.values()), sectors=sectors,
            common=tuple(x for p in parts for x in p.common), stop=tuple(x for p in parts for x in p.stop),
            second_post=tuple(x for p in parts for x in p.second_post),
            abbreviations={k: v for p in parts for k, v in p.abbreviations.items()},
        )


def _add(before: Occupation, more: Occupation) -> Occupation:
    return Occupation(
        id=before.id, name={**before.name, **more.name}, roles=before.roles + more.roles,
        sector=more.sector or before.sector, covers=before.covers + more.covers,
        general=before.general or more.general,
        exclusive=before.exclusive + more.exclusive, insider=before.insider + more.insider,
        terms=before.terms + more.terms,
    )
