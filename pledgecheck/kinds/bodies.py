"""Which body registers, read from the name of its unit, so that bodies of one place are known as such."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pledgecheck.text.lexicon import Lexicon
from pledgecheck.themes.catalogue import Places
from pledgecheck.themes.phrases import fold_text

_PARTS = re.compile(r"\s*[,;()]\s*|\s+-\s+")
_COLUMNS = re.compile(r"\s{3,}|\t|\|")
_KIND = "body_"  # prefix of the patterns that name a kind of body
_LEVEL = re.compile(r"\b(?:thành phố|thị xã|thị trấn|huyện|quận|phường|xã|tỉnh|tp\.?)\b ?")
_SPACES = re.compile(r"\s+")
_HEADER = 8  # lines of a letterhead


@dataclass(frozen=True, slots=True)
class Body:
    """A unit by its name: what it is, the places that its name holds, what it is part of."""

    name: str  # as written
    core: str = ""  # folded, abbreviations written out, without the commune
    commune: str = ""
    district: str = ""
    province: str | None = None
    house: str = ""  # the core without the words for a body inside it
    parents: frozenset[str] = frozenset()
    kinds: frozenset[str] = field(default=frozenset())  # the patterns that name it

    def keys(self) -> frozenset[str]:
        """Bodies with a key in common may be of one place or one house."""
        own = {f"unit {self.house}" if not self.commune else "", *(f"unit {each}" for each in self.parents)}
        return frozenset(own | {f"commune {self.commune}" if self.commune else ""}) - {"", "unit "}


def written_out(folded: str, abbreviations: Mapping[str, str]) -> str:
    """Folded text with the abbreviations of unit names written out."""
    return " ".join(abbreviations.get(word, word) for word in folded.split())


def read_body(
    unit: str | None,
    lexicon: Lexicon,
    abbreviations: Mapping[str, str],
    province: str | None = None,
    head: str = "",
) -> Body:
    """The body that `unit` names. What it leaves open, the letterhead `head` (as read) may say."""
    core = commune = district = ""
    letterhead, rest_of_head, place_of_head = _head(head, lexicon, abbreviations)
    unit = unit or letterhead
    parents = []
    for number, part in enumerate(_PARTS.split(fold_text(unit or ""))):
        text = written_out(part, abbreviations).strip(" .\"'")
        if not text:
            continue
        if lexicon.search("place_district", text):
            district = district or _plain(text)
            continue
        if lexicon.search("place_province", text):
            continue
        rest, place = _commune(text, lexicon)
        commune = commune or place
        if number == 0:
            core = rest
        elif rest:
            parents.append(rest)
    commune = commune or place_of_head
    core = core or rest_of_head
    inside = lexicon.search("place_inside", core)
    return Body(
        name=_SPACES.sub(" ", unit or "").strip(),
        core=core,
        commune=commune,
        district=district,
        province=province,
        house=core[inside.end() :] if inside else core,
        parents=frozenset(each for each in parents if len(each.split()) > 1),
        kinds=kinds_in(core, lexicon),
    )


def _plain(place: str) -> str:
    return _LEVEL.sub("", place).strip()


def _commune(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """A part of a unit's name without the commune, and the commune's name."""
    match = lexicon.search("place_commune", text)
    if match is None:
        return text, ""
    return text[: match.start()].strip(), text[match.end() :].strip()


def _head(head: str, lexicon: Lexicon, abbreviations: Mapping[str, str]) -> tuple[str, str, str]:
    """The line of a letterhead that names a commune: as written, without the commune, the commune."""
    for line in head.split("\n")[:_HEADER]:
        for column in _COLUMNS.split(line):
            rest, place = _commune(written_out(fold_text(column), abbreviations), lexicon)
            if place and len(place.split()) <= 4 and not any(sign in place for sign in ",.:;"):
                return column.strip(), rest, place
    return "", "", ""


def apart(a: Body, b: Body, places: Places, year: int | None) -> bool:
    """Whether two bodies are surely of different places, though a name may be the same."""
    if a.province and b.province and not places.same(a.province, b.province, year):
        return True
    return bool(a.district and b.district and a.district != b.district)


def same_body(a: Body, b: Body) -> bool:
    """Whether two names mean one body; a name without a commune leaves it open."""
    if not a.core or not b.core:
        return a.name == b.name
    return a.core == b.core and (not a.commune or not b.commune or a.commune == b.commune)


def kinds_in(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The kinds of bodies that a folded text names."""
    known = (name for name in lexicon.patterns if name.startswith(_KIND))
    return frozenset(name for name in known if lexicon.search(name, text))
