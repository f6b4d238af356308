"""Automatic list numbers: what Word shows in front of a paragraph but does not store in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from pledgecheck.readers.docx_numerals import numeral
from pledgecheck.readers.docx_styles import ListPlace, Styles, list_place
from pledgecheck.readers.docx_symbols import BULLET, SYMBOL_FONTS, readable, symbol
from pledgecheck.readers.xml_tree import child, is_on, number, value

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_MAX_LEVEL: Final = 8
# Between number and text Word puts a tab unless told otherwise; one space reads the same and stays one line.
_SUFFIXES: Final = {"nothing": "", "space": " ", "tab": " "}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    """One-based level whose use restarts this one; None = any higher level, 0 = never."""
    legal: bool = False
    """All numbers shown as decimals."""
    style: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """One w:num: an abstract list with this instance's own levels and first numbers."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counters of one document. Ask `label` once for every paragraph, in document order."""

    __slots__ = ("_begun", "_counters", "_lists", "_styles")

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root, styles) if root is not None else {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, paragraph_style: str | None, properties: Element | None) -> str:
        """The list number or bullet of the next paragraph with the space after it, or an empty string."""
        num, level = self._place(paragraph_style, list_place(properties))
        definition = self._lists.get(num)
        if definition is None or level not in definition.levels:
            return ""
        self._count(num, level, definition)
        shown = definition.levels[level]
        text = "" if shown.hidden else self._render(definition, level)
        return text + shown.suffix if text else ""

    def _place(self, paragraph_style: str | None, own: ListPlace | None) -> tuple[int, int]:
        inherited = self._styles.list_place(paragraph_style)
        num = (
            own.num
            if own is not None and own.num is not None
            else inherited.num
            if inherited is not None
            else 0
        )
        level = own.level if own is not None else None
        if level is None and num in self._lists:
            # A level may name the paragraph style that it numbers (headings).
            linked = {entry.style: at for at, entry in self._lists[num].levels.items()}
            lineage = self._styles.lineage(paragraph_style)
            level = next((linked[name] for name in lineage if name in linked), None)
        if level is None and inherited is not None:
            level = inherited.level
        return num or 0, min(max(level or 0, 0), _MAX_LEVEL)

    def _count(self, num: int, level: int, definition: _List) -> None:
        # Instances of one abstract list go on counting together, except where one sets its own first number.
        counters = self._counters.setdefault(definition.abstract, {})
        begins = level in definition.starts and (num, level) not in self._begun
        self._begun.add((num, level))
        if begins or level not in counters:
            counters[level] = _start(definition, level)
        else:
            counters[level] += 1
        for deeper in [at for at in counters if at > level]:
            restart = definition.levels[deeper].restart if deeper in definition.levels else None
            if restart is None or level < restart:
                del counters[deeper]

    def _render(self, definition: _List, level: int) -> str:
        shown = definition.levels[level]
        if shown.format in ("bullet", "none"):
            return shown.text
        counters = self._counters[definition.abstract]

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = definition.levels[at].format if at in definition.levels else "decimal"
            if form in ("bullet", "none"):
                return ""  # a level without a number of its own lends none
            return numeral(counters.get(at, _start(definition, at)), "decimal" if shown.legal else form)

        return _PLACEHOLDER.sub(one, shown.text)


def _start(definition: _List, level: int) -> int:
    entry = definition.levels.get(level)
    return definition.starts.get(level, entry.start if entry is not None else 1)


def _lists(root: Element, styles: Styles) -> dict[int, _List]:
    abstracts = {element.get("w:abstractNumId", ""): element for element in root.iter("w:abstractNum")}
    nums = {
        int(key): element for element in root.iter("w:num") if (key := element.get("w:numId", "")).isdecimal()
    }
    lists = {}
    for num, element in nums.items():
        abstract = _abstract_of(element)
        linked = abstracts[abstract].find("w:numStyleLink") if abstract in abstracts else None
        if linked is not None:
            # The list is defined by a numbering style, which points to another w:num.
            place = styles.list_place(linked.get("w:val"))
            if place is not None and place.num in nums:
                abstract = _abstract_of(nums[place.num])
        if abstract in abstracts:
            lists[num] = _list(element, abstract, abstracts[abstract])
    return lists


def _list(num: Element, abstract: str, definition: Element) -> _List:
    levels = dict(_indexed_level(entry) for entry in definition.findall("w:lvl"))
    starts = {}
    for override in num.findall("w:lvlOverride"):
        at = _index(override)
        own = override.find("w:lvl")
        if own is not None:
            levels[at] = _indexed_level(own)[1]
        start = number(override.find("w:startOverride"))
        if start is not None:
            starts[at] = start
    return _List(abstract, levels, starts)


def _abstract_of(num: Element) -> str:
    return value(num, "w:abstractNumId") or ""


def _index(element: Element) -> int:
    level = element.get("w:ilvl", "0")
    return int(level) if level.isdecimal() else 0


def _indexed_level(element: Element) -> tuple[int, _Level]:
    form = value(element, "w:numFmt") or "decimal"
    text = value(element, "w:lvlText") or ""
    level = _Level(
        start=number(child(element, "w:start"), 1) or 0,
        format=form,
        text=_bullet(text, element) if form == "bullet" else text,
        suffix=_SUFFIXES.get(value(element, "w:suff") or "tab", " "),
        restart=number(child(element, "w:lvlRestart")),
        legal=is_on(child(element, "w:isLgl")),
        style=value(element, "w:pStyle"),
        hidden=is_on(child(element, "w:rPr", "w:vanish")),
    )
    return _index(element), level


def _bullet(text: str, level: Element) -> str:
    """One readable bullet: symbol fonts resolved, and the letter o (Courier New) is a circle, not a word."""
    if child(level, "w:lvlPicBulletId") is not None or text == "o":
        return BULLET
    fonts = child(level, "w:rPr", "w:rFonts")
    names = fonts.attrib if fonts is not None else {}
    font = names.get("w:ascii") or names.get("w:hAnsi") or ""
    if font.lower().startswith(SYMBOL_FONTS):
        text = "".join(symbol(ord(char), font) for char in text)
    return readable(text, font).strip()
