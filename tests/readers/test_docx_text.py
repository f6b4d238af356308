"""What of a Word document becomes text."""

from __future__ import annotations

import pytest

from pledgecheck.readers import DocxText, read_docx

from .docx_factory import (
    blocks,
    control,
    deleted,
    field_char,
    ins,
    make_docx,
    p,
    r,
    style,
    table,
    tc,
    text_box,
    tr,
)


def text_of(*content: str, **options: object) -> str:
    return read_docx(make_docx(*content, **options)).text  # type: ignore[arg-type]


def test_paragraphs_are_lines_and_empty_ones_stay_as_empty_lines() -> None:
    assert text_of("Một", "", "Hai", "") == "Một\n\nHai"


def test_runs_join_without_added_spaces() -> None:
    assert text_of(p("Tôi xin ", r("cam", props="<w:b/>"), "kết")) == "Tôi xin camkết"


def test_line_breaks_tabs_and_special_hyphens_are_characters() -> None:
    extra = "<w:br/><w:t>b</w:t><w:tab/><w:t>05</w:t><w:noBreakHyphen/><w:t>CT</w:t>"
    soft = "<w:br/><w:t>so</w:t><w:softHyphen/><w:t>ft</w:t>"
    assert text_of(p(r("a", extra=extra + soft))) == "a\nb\t05-CT\nsoft"


def test_line_ends_inside_the_xml_are_spaces() -> None:
    assert text_of("<w:p><w:r><w:t>một\n  hai</w:t></w:r></w:p>") == "một   hai"


@pytest.mark.parametrize(
    ("char", "font", "shown"),
    [("F0B7", "Symbol", "•"), ("F0FE", "Wingdings", "☑"), ("F0B3", "Symbol", "≥"), ("2192", "Arial", "→")],
)
def test_symbols_become_unicode(char: str, font: str, shown: str) -> None:
    assert text_of(p("a ", r(extra=f'<w:sym w:font="{font}" w:char="{char}"/>'))) == f"a {shown}"


def test_symbol_font_characters_inside_text_become_unicode() -> None:
    assert text_of(p(r("\uf0e0 xong", font="Wingdings"))) == "→ xong"


def test_text_is_not_normalised() -> None:
    assert text_of("ho\u0300a", "hòa") == "ho\u0300a\nhòa"


# ---------------------------------------------------------------- tables
def test_table_rows_are_lines_with_bars_between_cells() -> None:
    assert text_of("Trước", table(["STT", "Nội dung"], ["1", "Đọc sách"]), "Sau") == (
        "Trước\nSTT | Nội dung\n1 | Đọc sách\nSau"
    )


def test_paragraphs_of_one_cell_stay_lines() -> None:
    assert text_of(table([tc("a", "", "b"), "c"])) == "a\nb | c"


def test_empty_cells_keep_their_bars_but_not_at_the_end_of_a_row() -> None:
    assert text_of(table(["a", "", "c"], ["", "b", ""], ["", "", ""], ["d", "", ""])) == "a |  | c\n | b\nd"


def test_cells_merged_down_or_across_are_written_once() -> None:
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    merged = table(
        [tc("chung", props=start), "1"],
        [tc("", props=more), "2"],
        [tc("rộng", props='<w:gridSpan w:val="2"/>')],
    )
    assert text_of(merged) == "chung | 1\n | 2\nrộng"


def test_nested_tables_are_lines_inside_their_cell() -> None:
    assert text_of(table(["a", tc("b", table(["c", "d"], ["e", "f"]), "")])) == "a | b\nc | d\ne | f"


def test_rows_and_cells_inside_content_controls_are_found() -> None:
    assert text_of(table(control(tr("a", control(tc("b")))))) == "a | b"


# ---------------------------------------------------------------- wrappers
@pytest.mark.parametrize(
    "wrap",
    [
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:smartTag w:element="place">{}</w:smartTag>',
        '<w:customXml w:element="x">{}</w:customXml>',
        '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
        "<w:moveTo>{}</w:moveTo>",
        "<w:ins>{}</w:ins>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:dir>{}</w:dir>",
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_text_inside_wrappers_is_kept_once(wrap: str) -> None:
    assert text_of(p("a", wrap.replace("{}", r("b")), "c")) == "abc"


def test_block_level_content_controls_are_looked_through() -> None:
    assert text_of(control(blocks("a", "b")), "c") == "a\nb\nc"


def test_prompt_of_an_empty_content_control_is_not_text() -> None:
    styles = style("Cho", of="character", title="Placeholder Text")
    prompt = control(r("Bấm để nhập", style="Cho"), "<w:showingPlcHdr/>")
    filled = control(r("Đọc sách", style="Cho"))
    assert text_of(p("a: ", prompt), p("b: ", filled), styles=styles) == "a: \nb: Đọc sách"


def test_formula_text_is_kept() -> None:
    assert text_of(p("x ", "<m:oMath><m:r><m:t>≥ 5</m:t></m:r></m:oMath>")) == "x ≥ 5"


# ---------------------------------------------------------------- tracked changes
def test_insertions_are_kept_and_deletions_dropped() -> None:
    assert text_of(p("Đọc ", deleted("mười"), ins(r("hai")), " sách")) == "Đọc hai sách"


def test_text_moved_away_is_dropped_and_stays_where_it_was_moved_to() -> None:
    away, here = f"<w:moveFrom>{r('x')}</w:moveFrom>", f"<w:moveTo>{r('x')}</w:moveTo>"
    gone = p(away, mark='<w:moveFrom w:id="1"/>')
    assert text_of("a", gone, "b", p(here)) == "a\nb\nx"


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    assert text_of(p("một ", mark='<w:del w:id="1"/>'), p("hai"), "ba") == "một hai\nba"


def test_deleted_rows_and_cells_are_dropped() -> None:
    gone = tr("x", "y", props='<w:del w:id="1"/>')
    assert text_of(table(["a", tc("z", props="<w:cellDel/>"), "b"], gone, ["c", "d"])) == "a | b\nc | d"


def test_earlier_properties_kept_for_tracking_do_not_count() -> None:
    change = '<w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    assert text_of(p(r("thấy được", props=change))) == "thấy được"


# ---------------------------------------------------------------- hidden text
def test_hidden_text_is_dropped_whether_set_directly_or_by_style() -> None:
    styles = (
        style("An", of="character", runs="<w:vanish/>")
        + style("AnP", based_on="AnG")
        + style("AnG", runs="<w:vanish/>")
    )
    shown = p("a", r("x", props="<w:vanish/>"), r("y", style="An"), r("b", props='<w:vanish w:val="0"/>'))
    back = r("c", style="An", props='<w:vanish w:val="false"/>')
    assert text_of(shown, p("z", style="AnP"), p(back), styles=styles) == "ab\n\nc"


def test_hidden_table_rows_are_dropped() -> None:
    assert text_of(table(["a"], tr("x", props="<w:hidden/>"), ["b"])) == "a\nb"


# ---------------------------------------------------------------- fields
def test_of_a_field_only_the_result_is_text() -> None:
    instruction = r(extra="<w:instrText>DATE</w:instrText>")
    inner = field_char("begin") + r(extra="<w:instrText>X</w:instrText>") + field_char("separate")
    nested = inner + r("trong lệnh") + field_char("end")
    field = (
        field_char("begin") + instruction + nested + field_char("separate") + r("2019") + field_char("end")
    )
    assert text_of(p("Năm ", field, ".")) == "Năm 2019."


def test_a_field_may_span_paragraphs() -> None:
    first = p(field_char("begin"), r("ẩn"))
    assert (
        text_of("a", first, p(r("ẩn"), field_char("separate"), r("b")), p("c", field_char("end")))
        == "a\n\nb\nc"
    )


def test_a_field_that_never_ends_loses_no_text() -> None:
    assert text_of(p(field_char("begin"), r(extra="<w:instrText>X</w:instrText>"), "a"), "b") == "a\nb"


# ---------------------------------------------------------------- text boxes, notes, headers
def test_text_box_is_written_once_after_its_paragraph() -> None:
    assert text_of(p("a", text_box("hộp 1", "hộp 2")), "b") == "a\nhộp 1\nhộp 2\nb"


def test_text_box_in_the_old_drawing_format_is_read() -> None:
    inside = f"<w:txbxContent>{p('hộp')}</w:txbxContent>"
    box = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    assert text_of(p("a", r(extra=box))) == "a\nhộp"


def test_footnotes_and_endnotes_follow_in_the_order_of_their_references() -> None:
    def ref(kind: str, at: int) -> str:
        return r(extra=f'<w:{kind}Reference w:id="{at}"/>')

    body = (p("a", ref("footnote", 3), ref("endnote", 2)), p("b", ref("footnote", 2)))
    document = read_docx(
        make_docx(*body, footnotes={2: "chú thích b", 3: "chú thích a", 4: "bị xóa"}, endnotes={2: "cuối"})
    )
    assert document.text == "a\nb\n\nchú thích a\nchú thích b\n\ncuối"
    assert [(x.kind, x.location) for x in document.paragraphs[2:]] == [
        ("footnote", "footnote 1"),
        ("footnote", "footnote 2"),
        ("footnote", "endnote 1"),
    ]


def test_page_headers_are_skipped() -> None:
    assert text_of("a", header="đầu trang") == "a"


def test_strict_documents_read_like_transitional_ones() -> None:
    content = (p("a", text_box("hộp")), table(["b", "c"]))
    assert text_of(*content, strict=True) == text_of(*content)


def test_the_main_part_is_found_by_its_relation() -> None:
    assert read_docx(make_docx("a", main="word/document2.xml")).text == "a"


def test_repr_shows_no_text() -> None:
    document: DocxText = read_docx(make_docx("bí mật"))
    assert "mật" not in repr(document)
