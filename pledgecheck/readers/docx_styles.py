"""What styles.xml says about fonts, hidden text and list membership, with inheritance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from pledgecheck.readers.xml_tree import child, is_on, number, value

_FONT_THEMES: Final = ("w:hAnsiTheme", "w:asciiTheme")
_FONTS: Final = ("w:hAnsi", "w:ascii", "w:cs")
_PLACEHOLDER: Final = "placeholder text"


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Membership in a list: num is 0 where numbering is switched off; level None where not said."""

    num: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class _Style:
    id: str
    name: str
    based_on: str | None
    font: str | None
    hidden: bool | None
    place: ListPlace | None


class Styles:
    """The styles of one document; every question follows `basedOn` up to the document's defaults."""

    __slots__ = ("_default_paragraph", "_fonts", "_root_font", "_styles")

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default_paragraph: str | None = None
        self._root_font: str | None = None
        self._fonts: dict[tuple[str | None, str | None], str | None] = {}
        if root is None:
            return
        self._root_font = own_font(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        for element in root.iter("w:style"):
            style_id = element.get("w:styleId", "")
            self._styles[style_id] = _style(element)
            if element.get("w:type") == "paragraph" and element.get("w:default", "0") in ("1", "true", "on"):
                self._default_paragraph = style_id

    def font(self, paragraph_style: str | None, run_properties: Element | None) -> str | None:
        """The font that shows the letters of a run, or None where only the document's theme says it."""
        own = own_font(run_properties)
        if own is not None:
            return own
        key = (paragraph_style, value(run_properties, "w:rStyle"))
        if key not in self._fonts:
            chain = (style.font for style in self._both(*key) if style.font is not None)
            self._fonts[key] = next(chain, self._root_font)
        return self._fonts[key]

    def hides(self, paragraph_style: str | None, run_properties: Element | None) -> bool:
        """Whether a run is hidden text."""
        own = child(run_properties, "w:vanish")
        if own is not None:
            return is_on(own)
        chain = self._both(paragraph_style, value(run_properties, "w:rStyle"))
        return next((style.hidden for style in chain if style.hidden is not None), False)

    def is_placeholder(self, run_properties: Element | None) -> bool:
        """Whether a run shows the grey prompt of a content control that nobody has filled in."""
        style = self._styles.get(value(run_properties, "w:rStyle") or "")
        return style is not None and style.name == _PLACEHOLDER

    def list_place(self, paragraph_style: str | None) -> ListPlace | None:
        """The list membership that a paragraph style brings along."""
        num = level = None
        for style in self._chain(paragraph_style or self._default_paragraph):
            if style.place is not None:
                num = style.place.num if num is None else num
                level = style.place.level if level is None else level
        return ListPlace(num, level) if num is not None else None

    def lineage(self, paragraph_style: str | None) -> list[str]:
        """The ids of a paragraph style and of those it is based on, nearest first."""
        return [style.id for style in self._chain(paragraph_style or self._default_paragraph)]

    def _both(self, paragraph_style: str | None, run_style: str | None) -> Iterator[_Style]:
        yield from self._chain(run_style)
        yield from self._chain(paragraph_style or self._default_paragraph)

    def _chain(self, style_id: str | None) -> Iterator[_Style]:
        seen: set[str] = set()
        while style_id is not None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = style.based_on


def own_font(run_properties: Element | None) -> str | None:
    """The font named in these properties themselves; None too where they defer to the theme."""
    fonts = child(run_properties, "w:rFonts")
    if fonts is None or any(theme in fonts.attrib for theme in _FONT_THEMES):
        return None
    # Letters with marks of the old one-byte fonts (TCVN3, VNI) lie in the range that hAnsi governs.
    return next((fonts.attrib[key] for key in _FONTS if key in fonts.attrib), None)


def list_place(paragraph_properties: Element | None) -> ListPlace | None:
    """The list membership written in these properties themselves."""
    place = child(paragraph_properties, "w:numPr")
    if place is None:
        return None
    return ListPlace(number(place.find("w:numId")), number(place.find("w:ilvl")))


def _style(element: Element) -> _Style:
    run_properties = child(element, "w:rPr")
    vanish = child(run_properties, "w:vanish")
    return _Style(
        id=element.get("w:styleId", ""),
        name=(value(element, "w:name") or "").lower(),
        based_on=value(element, "w:basedOn"),
        font=own_font(run_properties),
        hidden=is_on(vanish) if vanish is not None else None,
        place=list_place(element.find("w:pPr")),
    )
