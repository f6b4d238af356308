"""Automatic list numbers stand in the text as Word shows them."""

from __future__ import annotations

import pytest

from pledgecheck.readers import read_docx
from pledgecheck.readers.docx_numerals import numeral

from .docx_factory import abstract, lvl, make_docx, num, p, r, restart, style, table

OUTLINE = abstract(
    0,
    lvl(0, "upperRoman", "%1."),
    lvl(1, "decimal", "%2."),
    lvl(2, "lowerLetter", "%3)"),
    lvl(3, "bullet", "-"),
)


def lines(*content: str, numbering: str, styles: str = "") -> list[str]:
    return read_docx(make_docx(*content, numbering=numbering, styles=styles)).text.split("\n")


def test_levels_count_on_and_restart_below_a_higher_one() -> None:
    places = [0, 1, 1, 2, 2, 3, 1, 2, 0, 1]
    content = [p("x", num=(1, level)) for level in places]
    assert lines(*content, numbering=OUTLINE + num(1, 0)) == [
        "I. x", "1. x", "2. x", "a) x", "b) x", "- x", "3. x", "a) x", "II. x", "1. x",
    ]  # fmt: skip


def test_level_text_may_name_several_levels() -> None:
    definition = abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2."))
    content = [p("x", num=(1, level)) for level in (0, 1, 1, 0, 1)]
    assert lines(*content, numbering=definition + num(1, 0)) == [
        "I. x",
        "I.1. x",
        "I.2. x",
        "II. x",
        "II.1. x",
    ]


def test_legal_levels_show_decimals_only() -> None:
    definition = abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2.", extra="<w:isLgl/>"))
    content = [p("x", num=(1, level)) for level in (0, 0, 1)]
    assert lines(*content, numbering=definition + num(1, 0))[-1] == "2.1. x"


def test_levels_without_a_number_lend_none_to_deeper_ones() -> None:
    definition = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "bullet", "—"), lvl(2, "decimal", "%1.%2%3."))
    content = [p("x", num=(1, level)) for level in (0, 1, 2)]
    assert lines(*content, numbering=definition + num(1, 0)) == ["1. x", "— x", "1.1. x"]


def test_a_deeper_level_used_first_shows_the_start_of_the_higher_one() -> None:
    definition = abstract(0, lvl(0, "decimal", "%1.", start=4), lvl(1, "decimal", "%1.%2."))
    assert lines(p("x", num=(1, 1)), numbering=definition + num(1, 0)) == ["4.1. x"]


def test_lists_of_one_definition_count_on_together() -> None:
    content = [p("x", num=(1, 1)), p("giữa"), p("x", num=(2, 1))]
    assert lines(*content, numbering=OUTLINE + num(1, 0) + num(2, 0)) == ["1. x", "giữa", "2. x"]


def test_a_list_with_its_own_start_begins_there_once() -> None:
    content = [
        p("x", num=(1, 1)),
        p("x", num=(1, 1)),
        p("x", num=(2, 1)),
        p("x", num=(2, 1)),
        p("x", num=(1, 1)),
    ]
    numbering = OUTLINE + num(1, 0) + num(2, 0, restart(1, 5))
    assert lines(*content, numbering=numbering) == ["1. x", "2. x", "5. x", "6. x", "7. x"]


def test_a_list_may_replace_a_level() -> None:
    own = f'<w:lvlOverride w:ilvl="1">{lvl(1, "lowerRoman", "(%2)")}</w:lvlOverride>'
    assert lines(p("x", num=(1, 1)), numbering=OUTLINE + num(1, 0, own)) == ["(i) x"]


def test_a_level_that_never_restarts_counts_on() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    definition = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%2)", extra=never))
    content = [p("x", num=(1, level)) for level in (0, 1, 0, 1)]
    assert lines(*content, numbering=definition + num(1, 0)) == ["1. x", "1) x", "2. x", "2) x"]


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("-", "Times New Roman", "-"),
        ("+", "Calibri", "+"),
        ("➢", "Arial", "➢"),
        ("o", "Courier New", "•"),
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("ü", "Wingdings", "✓"),
    ],
)
def test_bullets_are_readable_characters(text: str, font: str, shown: str) -> None:
    numbering = abstract(0, lvl(0, "bullet", text, font=font)) + num(1, 0)
    assert lines(p("x", num=(1, 0)), numbering=numbering) == [f"{shown} x"]


@pytest.mark.parametrize(("suffix", "shown"), [("nothing", "1.x"), ("space", "1. x"), ("tab", "1. x")])
def test_the_suffix_decides_what_parts_number_and_text(suffix: str, shown: str) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1.", extra=f'<w:suff w:val="{suffix}"/>')) + num(1, 0)
    assert lines(p("x", num=(1, 0)), numbering=numbering) == [shown]


def test_numbering_by_style_is_inherited_and_can_be_switched_off() -> None:
    place = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    styles = style("Muc", props=place) + style("MucCon", based_on="Muc")
    content = [
        p("x", style="Muc"),
        p("x", style="MucCon"),
        p("x", style="Muc", num=(0, 0)),
        p("x", style="Muc"),
    ]
    assert lines(*content, numbering=OUTLINE + num(1, 0), styles=styles) == ["1. x", "2. x", "x", "3. x"]


def test_a_level_linked_to_a_heading_style_numbers_it() -> None:
    numbering = abstract(
        0,
        lvl(0, "decimal", "Phần %1.", extra='<w:pStyle w:val="H1"/>'),
        lvl(1, "decimal", "%1.%2.", extra='<w:pStyle w:val="H2"/>'),
    ) + num(1, 0)
    place = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("H1", props=place) + style("H2", props=place)
    styles += style("H2con", based_on="H2")
    content = [p("a", style="H1"), p("b", style="H2"), p("c", style="H2con")]
    assert lines(*content, numbering=numbering, styles=styles) == ["Phần 1. a", "1.1. b", "1.2. c"]


def test_a_list_defined_by_a_numbering_style_is_followed() -> None:
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Kieu"/></w:abstractNum>'
    styles = style("Kieu", of="numbering", props='<w:numPr><w:numId w:val="1"/></w:numPr>')
    numbering = OUTLINE + linked + num(1, 0) + num(2, 1)
    assert lines(p("x", num=(2, 2)), numbering=numbering, styles=styles) == ["a) x"]


def test_deleted_items_do_not_count() -> None:
    gone = p(f"<w:del>{r('y')}</w:del>", num=(1, 1), mark='<w:del w:id="1"/>')
    content = [p("a", num=(1, 1)), gone, p("b", num=(1, 1))]
    assert lines(*content, numbering=OUTLINE + num(1, 0)) == ["1. a", "2. b"]


def test_an_automatic_number_column_shows_its_numbers() -> None:
    cell = p(num=(1, 1))
    rows = [[f"<w:tc>{cell}</w:tc>", "Đọc sách"], [f"<w:tc>{cell}</w:tc>", "Dự sinh hoạt"]]
    assert lines(table(*rows), numbering=OUTLINE + num(1, 0)) == ["1. | Đọc sách", "2. | Dự sinh hoạt"]


def test_numbers_belong_to_the_paragraph_but_to_no_run() -> None:
    document = read_docx(make_docx(p("nội dung", num=(1, 1)), numbering=OUTLINE + num(1, 0)))
    paragraph = document.paragraphs[0]
    assert document.text[paragraph.start : paragraph.end] == "1. nội dung"
    assert document.text[paragraph.runs[0].start : paragraph.runs[0].end] == "nội dung"


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (0, "upperRoman", "0"),
        (3, "upperLetter", "C"),
        (27, "lowerLetter", "aa"),
        (10**9, "lowerLetter", "1000000000"),
        (7, "decimalZero", "07"),
        (6, "decimalEnclosedParen", "(6)"),
        (3, "vietnameseCounting", "ba"),
        (15, "vietnameseCounting", "mười lăm"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (30, "vietnameseCounting", "ba mươi"),
        (100, "vietnameseCounting", "100"),
        (5, "chicago", "5"),
    ],
)
def test_number_formats(value: int, form: str, shown: str) -> None:
    assert numeral(value, form) == shown
