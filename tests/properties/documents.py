"""Generated pledges: a header, a title, sections of items in some layout, a closing, a signature."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from hypothesis import strategies as st

import pledgecheck as pc
from tests.properties import parts

YEAR = 2019
YEAR_WITHOUT_THEME = 2024  # themes are the provinces' own, and none is named
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_WORDS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
ITEMS = (*parts.ACTS, *parts.TASKS, *parts.SLOGANS)
WITH_FORMULAS = (*ITEMS, *parts.FORMULAS)
_LETTERS = "abcdđeghiklmn"
# (marker of headings, marker of items); "" = a line of its own, "prose" = all items in one line.
LAYOUTS = (
    ("I.", "1."), ("I.", "-"), ("1.", "-"), ("1.", "a)"), ("I", "(1)"), ("A.", "1."), ("1.", "+"), ("1.", "•"),
    (":", "-"), (":", "1."), ("1.", ""), ("I.", ""), ("I.", "word"), ("1.", "prose"), ("I.", "prose"),
)
TABLES = (("I.", "|"), ("1.", "|"))
_HEAD = "STT | Nội dung đăng ký | Ghi chú"


@dataclass(frozen=True)
class Section:
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Pledge:
    """A pledge before it is written down."""

    header: str
    title: str
    fields: str
    preamble: str
    sections: tuple[Section, ...]
    layout: tuple[str, str]
    closing: str
    signature: str

    @property
    def items(self) -> list[tuple[int, int]]:
        """(section, place) of each item."""
        return [(s, i) for s, section in enumerate(self.sections) for i in range(len(section.items))]

    def item(self, at: tuple[int, int]) -> str:
        return self.sections[at[0]].items[at[1]]

    def with_items(self, section: int, items: tuple[str, ...]) -> Pledge:
        changed = list(self.sections)
        changed[section] = replace(changed[section], items=items)
        return replace(self, sections=tuple(changed))

    def with_item(self, at: tuple[int, int], item: str) -> Pledge:
        items = list(self.sections[at[0]].items)
        items[at[1]] = item
        return self.with_items(at[0], tuple(items))

    def added(self, section: int, item: str) -> Pledge:
        return self.with_items(section, (*self.sections[section].items, item))

    def text(self) -> str:
        """The pledge as a person would type it."""
        of_heading, of_item = self.layout
        lines = []
        for s, section in enumerate(self.sections):
            lines.append(_marked(of_heading, s, section.heading))
            if of_item == "prose":
                lines.append(" ".join(section.items))
                continue
            if of_item == "|":
                lines.append(_HEAD)
            lines += [_marked(of_item, i, item) for i, item in enumerate(section.items)]
        body = "\n".join(lines) + "\n"
        return f"{self.header}\n{self.title}\n{self.fields}\n{self.preamble}\n{body}\n{self.closing}\n{self.signature}"


def _marked(style: str, at: int, text: str) -> str:
    signs = {
        "I.": f"{_ROMAN[at % 6]}. ", "I": f"{_ROMAN[at % 6]}/ ", "A.": f"{'ABCDEG'[at % 6]}. ", "1.": f"{at + 1}. ",
        "(1)": f"({at + 1}) ", "word": f"{_WORDS[at % 10]} là, ", "|": f"{at + 1} | ", "a)": f"{_LETTERS[at % 13]}) ", "-": "- ", "+": "+ ", "•": "• ", "": "",
    }
    end = {":": ":", "|": " | "}.get(style, "")
    return signs.get(style, "") + text + end


def _one(options: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(options)


@st.composite
def pledges(draw: st.DrawFn, items: tuple[str, ...] = ITEMS, *, tables: bool = True) -> Pledge:
    """A pledge of one to three sections with three to nine distinct items."""
    chosen = draw(st.lists(_one(items), min_size=3, max_size=9, unique=True))
    count = draw(st.integers(1, min(3, len(chosen))))
    cuts = sorted(draw(st.lists(st.integers(1, len(chosen) - 1), min_size=count - 1, max_size=count - 1, unique=True)))
    pieces = [chosen[a:b] for a, b in zip([0, *cuts], [*cuts, len(chosen)], strict=True)]
    headings = draw(st.lists(_one(parts.HEADINGS), min_size=count, max_size=count, unique=True))
    return Pledge(
        header=draw(_one(parts.HEADERS)),
        title=draw(_one(parts.TITLES)),
        fields=draw(_one(parts.FIELDS)),
        preamble=draw(_one(parts.PREAMBLES)),
        sections=tuple(Section(h, tuple(p)) for h, p in zip(headings, pieces, strict=True)),
        layout=draw(st.sampled_from((*LAYOUTS, *TABLES) if tables else LAYOUTS)),
        closing=draw(_one(parts.CLOSINGS)),
        signature=draw(_one(parts.SIGNATURES)),
    )


@st.composite
def pledges_with_place(draw: st.DrawFn) -> tuple[Pledge, tuple[int, int]]:
    """A pledge and one of its items."""
    pledge = draw(pledges())
    return pledge, draw(st.sampled_from(pledge.items))


def extended(item: str, more: str) -> str:
    """The sentence with `more` before its stop."""
    return item.rstrip(".") + more + "."


@lru_cache(maxsize=2048)
def report(text: str) -> pc.Report:
    """The judgement of a pledge of an office worker, signed in 2019."""
    return pc.check(text, year=YEAR, role="công chức")


def total(text: str) -> float:
    """The total of the same pledge written in a year without a theme, -1 where nothing could be judged.

    What a theme is worth depends on the whole of the pledge: see tests/kinds/test_theme.py.
    """
    value = pc.check(text.replace(str(YEAR), str(YEAR_WITHOUT_THEME)), role="công chức").score.total
    return -1.0 if value is None else value


def specificity(text: str) -> float:
    """The specificity part, -1 where there is none."""
    value = report(text).score.parts["specificity"]
    return -1.0 if value is None else value


def on_plateau(*texts: str) -> bool:
    """Whether the length part is whole for all of them."""
    return all(report(text).score.parts["length"] == 100 for text in texts)


def words(text: str) -> list[str]:
    """The words of a span, whatever their case, normal form, tone placement and spacing."""
    plain = unicodedata.normalize("NFC", text).casefold()
    for new, old in (("oà", "òa"), ("uỷ", "ủy"), ("hoá", "hóa")):
        plain = plain.replace(new, old)
    return re.findall(r"\w+", plain)


def verdict(text: str) -> tuple[object, ...]:
    """All that writing, order of letters and layout must not change."""
    found = report(text)
    return (
        found.score.total,
        found.score.parts,
        tuple(gate.id for gate in found.score.gates),
        tuple((words(c.text), c.level, c.points, c.required_formula, c.tags) for c in found.commitments),
    )


def wrapped(text: str, width: int) -> str:
    """The text as typed in an editor that breaks lines at `width`."""
    out = []
    for line in text.split("\n"):
        out += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join(out)
