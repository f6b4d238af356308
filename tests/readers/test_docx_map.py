"""The map from the text back to paragraphs, runs and places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pledgecheck.readers import label_at, locate, read, read_docx

from .docx_factory import abstract, deleted, lvl, make_docx, num, p, r, style, table, tc, text_box

BODY = (
    "Mở đầu",
    "",
    table(["a", "b"], ["c", tc("d", table(["trong"]))]),
    p("Hai ", r("chữ", font=".VnTime"), text_box("hộp")),
    table(["e"]),
    "Cuối",
)


def test_locations_count_visible_paragraphs_of_the_body_and_rows_of_tables() -> None:
    document = read_docx(make_docx(*BODY))
    assert [(document.text[x.start : x.end], x.kind, x.location) for x in document.paragraphs] == [
        ("Mở đầu", "paragraph", "paragraph 1"),
        ("a", "cell", "table 1 row 1"),
        ("b", "cell", "table 1 row 1"),
        ("c", "cell", "table 1 row 2"),
        ("d", "cell", "table 1 row 2"),
        ("trong", "cell", "table 1 row 2"),
        ("Hai chữ", "paragraph", "paragraph 2"),
        ("hộp", "textbox", "text box 1"),
        ("e", "cell", "table 2 row 1"),
        ("Cuối", "paragraph", "paragraph 3"),
    ]


def test_locate_names_the_place_of_any_offset() -> None:
    document = read_docx(make_docx(*BODY))
    assert locate(document, document.text.index("trong")) == "table 1 row 2"
    assert locate(document, document.text.index("chữ")) == "paragraph 2"
    assert locate(document, document.text.index("\n\n")) == "paragraph 1"  # between two: the one before
    assert locate(document, len(document.text)) == "paragraph 3"
    assert label_at((), 0) is None


def test_pledge_carries_the_layout() -> None:
    data = make_docx(*BODY)
    (pledge,) = read(data, name="x.docx")
    assert pledge.layout == read_docx(data).layout
    assert label_at(pledge.layout, pledge.text.index("trong")) == "table 1 row 2"
    assert pledge.id == "x"


def test_paragraph_indexes_count_every_paragraph_element() -> None:
    document = read_docx(make_docx("a", "", p(deleted("x"), mark="<w:del/>"), p("b"), table(["c"])))
    assert [x.index for x in document.paragraphs] == [0, 3, 4]
    assert {x.part for x in document.paragraphs} == {"word/document.xml"}


def test_runs_name_their_element_and_font() -> None:
    defaults = r(font="Calibri").removeprefix("<w:r>").removesuffix("</w:r>")
    styles = (
        f"<w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault></w:docDefaults>"
        + style("Normal", default=True, runs='<w:rFonts w:hAnsi="Times New Roman"/>')
        + style("Cu", of="character", runs='<w:rFonts w:ascii="VNI-Times"/>')
        + style("Le")
    )
    content = p("a", deleted("x"), r("b", font=".VnTime"), r("c", style="Cu"))
    document = read_docx(make_docx(content, p("d", style="Le"), styles=styles))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [(document.text[x.start : x.end], x.index, x.font) for x in runs] == [
        ("a", 0, "Times New Roman"),
        ("b", 2, ".VnTime"),
        ("c", 3, "VNI-Times"),
        ("d", 4, "Calibri"),
    ]


def test_joined_paragraphs_keep_an_entry_each() -> None:
    document = read_docx(make_docx(p("một ", mark="<w:del/>"), p("hai")))
    assert [(x.start, x.end, x.index, x.location) for x in document.paragraphs] == [
        (0, 4, 0, "paragraph 1"),
        (4, 7, 1, "paragraph 1"),
    ]


# Without "ậ": a paragraph that says only MẬT would be a stamp.
_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="<\uf020Ậậ"), max_size=12
)
_PARAGRAPHS = st.builds(
    lambda runs, listed: p(*map(r, runs), num=(1, 0) if listed else None),
    st.lists(_TEXTS, max_size=3),
    st.booleans(),
)
_CELLS = st.builds(lambda inside: tc(*inside), st.lists(_PARAGRAPHS, max_size=3))
_TABLES = st.builds(
    lambda rows: table(*rows), st.lists(st.lists(_CELLS, min_size=1, max_size=3), min_size=1, max_size=3)
)


@given(st.lists(_PARAGRAPHS | _TABLES, max_size=6))
def test_spans_lie_in_order_inside_the_text_and_cover_all_but_separators(content: list[str]) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)
    document = read_docx(make_docx(*content, "cuối", numbering=numbering))
    at = 0
    for paragraph in document.paragraphs:
        assert at <= paragraph.start <= paragraph.end
        assert set(document.text[at : paragraph.start]) <= set("\n| ")
        inner = paragraph.start
        for run in paragraph.runs:
            assert inner <= run.start < run.end <= paragraph.end
            inner = run.end
        at = paragraph.end
    assert at == len(document.text)
