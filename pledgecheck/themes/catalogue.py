"""Which themes are in force for a year and a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from pledgecheck.errors import UnknownNameError, did_you_mean
from pledgecheck.model import Frozen, Theme
from pledgecheck.themes.phrases import key_of

_LAYERS = ("local", "province", "national", "term")  # the nearest first


class Places(Frozen):
    """Names of provinces that changed: {old: new}, and the day it took effect."""

    effective: str = Field(default="2025-07-01", description="ISO date")
    prefixes: tuple[str, ...] = Field(default=(), description="words before a name: tỉnh, thành phố …")
    places: dict[str, str] = Field(default_factory=dict)

    def plain(self, name: str) -> str:
        """The name folded, without its prefix."""
        key = key_of(name)
        for prefix in sorted((key_of(p) for p in self.prefixes), key=len, reverse=True):
            if key.startswith(prefix + " "):
                return key[len(prefix) + 1 :]
        return key

    def today(self, name: str) -> str:
        """The plain name that the place has now."""
        plain = self.plain(name)
        for old, new in self.places.items():
            if self.plain(old) == plain:
                return self.plain(new)
        return plain

    def same(self, a: str, b: str, year: int | None, signed: str | None = None) -> bool:
        """Whether two names mean one place for a pledge of that year; earlier ones keep the old names."""
        if self.plain(a) == self.plain(b):
            return True
        changed = signed >= self.effective if signed else year is None or year >= int(self.effective[:4])
        return changed and self.today(a) == self.today(b)


class ThemeLanguage(Frozen):
    """The words around themes.

    Cues announce a theme, frames stand in most titles, other_names are titles of documents that share a
    theme's wording, groups may stand in keywords as <name>.
    """

    cues: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)


def themes_by_id(themes: Iterable[Theme], ids: Sequence[str]) -> tuple[Theme, ...]:
    """The themes with these ids, in this order; an unknown id is an error that offers the nearest."""
    known: Mapping[str, Theme] = {theme.id: theme for theme in themes}
    found = []
    for name in dict.fromkeys(ids):
        if name not in known:
            vi, en = did_you_mean(name, known)
            raise UnknownNameError(f"Không có chuyên đề “{name}”.{vi}", f"There is no theme “{name}”.{en}")
        found.append(known[name])
    return tuple(found)


def themes_in_force(themes: Sequence[Theme], year: int | None, province: str | None, unit: str | None,
                    asked_ids: Sequence[str] = (), places: Places | None = None,
                    signed: str | None = None) -> tuple[Theme, ...]:
    """Those asked for; else those of the year and place: local, provincial, national, of the term."""
    if asked_ids:
        return themes_by_id(themes, asked_ids)
    if year is None:
        return ()
    names = places or Places()
    fitting = [t for t in themes if year in t.years and _fits(t, province, unit, names, year, signed)]
    return tuple(sorted(fitting, key=lambda t: _LAYERS.index(t.layer)))


def _fits(theme: Theme, province: str | None, unit: str | None, names: Places, year: int,
          signed: str | None) -> bool:
    if theme.place is None:
        return True
    nearest, _, outer = theme.place.rpartition(",")
    if theme.layer == "local":
        # "thành phố Vị Thanh, Hậu Giang": the town must be named by the unit, the province must not differ.
        town = names.plain(nearest or outer)
        named = f" {town} " in f" {key_of(unit or '').replace(' ,', ' ').replace('  ', ' ')} "
        return named and (not nearest or not province or names.same(outer, province, year, signed))
    if province:
        return names.same(theme.place, province, year, signed)
    return bool(unit) and f" {names.plain(theme.place)} " in f" {key_of(unit or '')} "

