"""Comments in a copy: at the right words, and only those that are wanted."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgecheck.annotate import Annotated, annotate
from pledgecheck.model import Finding
from pledgecheck.readers import read_docx
from pledgecheck.readers.xml_tree import child, parse_xml
from tests.annotate.reading import WHEN, comments, marked, member, run
from tests.annotate.reports import commitment, finding, report
from tests.readers.docx_factory import (
    abstract,
    control,
    deleted,
    field_char,
    ins,
    lvl,
    make_docx,
    num,
    p,
    r,
    table,
    tc,
    text_box,
)


class TestPlaces:
    """The marks enclose the very words."""

    @pytest.mark.parametrize(
        "content",
        [
            [p("1. Giữ gìn nếp sống. 2. Học đều. Hết.")],
            [p("1. Giữ gìn nếp sống. 2. ", r("Học", props="<w:b/>"), r(" đều"), ". Hết.")],
            [p("1. Giữ gìn nếp sống. 2. ", ins(r("Học đều")), ". Hết.")],
            [p("1. Giữ gìn nếp sống. 2. Học ", deleted("không "), "đều. Hết.")],
            [p("Trước."), table(["1", tc("Một dòng.", "2. Học đều. Hết.")], ["2", "b"])],
            [p("2. ", control(r("Học đều")), ". Hết.")],
            [p(f'<w:hyperlink>{r("2. Học")}</w:hyperlink>', r(" đều. Hết."))],
            [p(field_char("begin"), r(extra="<w:instrText>PAGE</w:instrText>"), field_char("separate"),
               "2. Học đều. Hết.", field_char("end"))],
        ],
    )  # fmt: skip
    def test_exactly_the_words(self, content: list[str]) -> None:
        original = make_docx(*content)
        made = run(original, "Học đều")
        assert marked(made.data) == {"0": "Học đều"}
        assert read_docx(made.data).text == read_docx(original).text
        assert made.comments == 1

    def test_signs_that_xml_escapes(self) -> None:
        made = run(make_docx(p("A & B < C > D. “Học” & hỏi ]]> rồi.")), "“Học” & hỏi ]]>")
        assert marked(made.data) == {"0": "“Học” & hỏi ]]>"}

    def test_properties_of_a_cut_run_are_kept(self) -> None:
        made = run(make_docx(p(r("Trước Học đều sau", props='<w:b/><w:sz w:val="30"/>'))), "Học đều")
        root = parse_xml(member(made.data, "word/document.xml"))
        shown = [each for each in root.iter("w:r") if each.find("w:t") is not None]
        assert [child(each, "w:t").text for each in shown] == ["Trước ", "Học đều", " sau"]  # type: ignore[union-attr]
        assert all(child(each, "w:rPr", "w:b") is not None for each in shown)

    def test_tabs_and_breaks_count(self) -> None:
        content = "<w:r><w:t>Một</w:t><w:tab/><w:t>hai ba</w:t><w:br/><w:t>bốn</w:t></w:r>"
        made = run(make_docx(p(content)), "ba\nbốn")
        assert marked(made.data) == {"0": "babốn"}

    def test_two_comments_in_one_run_and_one_inside_another(self) -> None:
        made = run(make_docx("Một hai ba bốn năm sáu"), "hai ba bốn", "ba", "năm sáu")
        assert marked(made.data) == {"0": "hai ba bốn", "1": "ba", "2": "năm sáu"}

    def test_over_several_paragraphs(self) -> None:
        made = run(make_docx("Câu một dài", "sang dòng hai"), "dài\nsang")
        assert marked(made.data) == {"0": "dàisang"}

    def test_never_from_one_cell_into_the_next(self) -> None:
        made = run(make_docx(table(["Học đều", "Cả năm"])), "đều | Cả")
        assert marked(made.data) == {"0": "đều"}

    @pytest.mark.parametrize("kind", ["<w:text/>", "<w:dropDownList/>", '<w:dataBinding w:xpath="a"/>'])
    def test_around_a_control_that_holds_one_value(self, kind: str) -> None:
        data = make_docx(p("Trước ", control(r("một hai ba"), kind), " sau"))
        made = run(data, "hai")
        assert marked(made.data) == {"0": "một hai ba"}
        body = member(made.data, "word/document.xml").decode()
        assert body.index("commentRangeStart") < body.index("<w:sdt>")
        assert body.index("commentRangeEnd") > body.index("</w:sdt>")

    def test_text_box_is_marked_at_the_box_and_quoted(self) -> None:
        data = make_docx(p("Trước", text_box("Trong khung: học đều."), "sau"), "Cuối")
        made = run(data, "học đều")
        (words,) = comments(made.data).values()
        assert "“học đều”" in words.splitlines()[0]
        body = member(made.data, "word/document.xml").decode()
        assert body.index("commentRangeStart") < body.index("AlternateContent")
        assert "commentR" not in body[body.index("<mc:Alt") : body.index("</mc:Alt")]

    def test_footnote_is_marked_at_its_sign(self) -> None:
        note = r(extra='<w:footnoteReference w:id="7"/>')
        data = make_docx(p("Câu một", note, " tiếp"), footnotes={7: "Ghi chú: học đều."})
        made = run(data, "học đều")
        assert "“học đều”" in comments(made.data)["0"]
        body = member(made.data, "word/document.xml").decode()
        assert body.index("RangeStart") < body.index("footnoteReference") < body.index("RangeEnd")
        assert member(made.data, "word/footnotes.xml") == member(data, "word/footnotes.xml")

    def test_list_numbers_that_word_makes_are_not_text(self) -> None:
        lists = abstract(1, lvl(0, "decimal", "%1.")) + num(1, 1)
        made = run(make_docx(p("Học đều", num=(1, 0)), numbering=lists), "1. Học")
        assert marked(made.data) == {"0": "Học"}

    def test_run_in_an_old_font_is_marked_whole_where_it_cannot_be_cut(self) -> None:
        line = "Toâi seõ hoïc taäp moãi ngaøy vaø laøm vieäc toát hôn nöõa"  # VNI: tôi sẽ học tập …
        data = make_docx(p(r(line, font="VNI-Times")))
        text = read_docx(data).text
        if "học tập" not in text:
            pytest.skip("this reader does not convert old fonts")
        assert marked(run(data, "học tập").data) == {"0": line}


class TestWhole:
    """Remarks on the whole stand together at the title."""

    def test_at_the_title(self) -> None:
        data = make_docx("ĐẢNG BỘ XÃ", "BẢN CAM KẾT", "Học đều")
        text = read_docx(data).text
        title = (text.index("BẢN"), text.index("BẢN") + len("BẢN CAM KẾT"))
        made = run(data, None, "Học", title=title)
        assert marked(made.data) == {"0": "BẢN CAM KẾT", "1": "Học"}
        assert comments(made.data)["0"].startswith("Về cả bản")

    def test_at_the_first_words_without_a_title(self) -> None:
        assert marked(run(make_docx("Mở đầu", "Học"), None).data) == {"0": "Mở đầu"}


class TestWhich:
    """Errors and warnings; hints only as asked for; base content never."""

    TEXT = "Trung thành với Đảng. Học đều. Trồng cây."

    def made(self, *findings: Finding, hints: int = 0, lang: str = "vi", base: str = "") -> Annotated:
        data = make_docx(self.TEXT)
        formula = (commitment(self.TEXT, base, required_formula=True),) if base else ()
        judged = report(*findings, commitments=formula)
        return annotate(data, read_docx(data), judged, hints=hints, lang=lang, when=WHEN)

    def test_base_content_is_never_commented(self) -> None:
        found = finding(self.TEXT, "Trung thành với Đảng.", severity="error")
        made = self.made(found, finding(self.TEXT, "Học đều"), base="Trung thành với Đảng.")
        assert marked(made.data) == {"0": "Học đều"}

    @pytest.mark.parametrize(("hints", "count"), [(0, 0), (1, 1), (5, 2)])
    def test_hints_only_as_many_as_asked_for(self, hints: int, count: int) -> None:
        both = ("Học đều", "Trồng cây")
        found = [finding(self.TEXT, words, severity="info", rule=words[:3]) for words in both]
        assert self.made(*found, hints=hints).comments == count

    def test_one_comment_for_the_same_words(self) -> None:
        made = self.made(
            finding(self.TEXT, "Học đều", rule="A1", message="Một."),
            finding(self.TEXT, "Học đều", rule="B2", severity="error", message="Hai."),
        )
        assert comments(made.data) == {"0": "Cần xem lại: Hai.\n→ Gợi ý.\nNên bổ sung: Một.\n→ Gợi ý.\nB2 A1"}

    def test_english(self) -> None:
        made = self.made(finding(self.TEXT, "Học đều", message="Why.", suggestion=""), lang="en")
        assert comments(made.data) == {"0": "Could be added: Why.\nSPE001"}

    def test_nothing_to_say_leaves_every_part_as_it_was(self) -> None:
        data = make_docx(self.TEXT)
        made = self.made()
        assert made.comments == 0
        with zipfile.ZipFile(io.BytesIO(made.data)) as copy, zipfile.ZipFile(io.BytesIO(data)) as original:
            assert copy.namelist() == original.namelist()
            assert all(copy.read(name) == original.read(name) for name in copy.namelist())

    def test_who_and_when(self) -> None:
        root = parse_xml(member(self.made(finding(self.TEXT, "Học đều")).data, "word/comments.xml"))
        (entry,) = root.iter("w:comment")
        assert (entry.get("w:author"), entry.get("w:date")) == ("pledgecheck", "2019-03-01T08:30:00Z")

    def test_words_that_would_break_the_file(self) -> None:
        made = self.made(finding(self.TEXT, "Học đều", message='a\x00<b>&"\u202e', suggestion="\ud800"))
        assert comments(made.data)["0"].startswith('Nên bổ sung: a<b>&"\n')


SHAPES = (
    p("Một hai ", r("ba bốn", props="<w:i/>"), ins(r(" năm sáu")), deleted("bỏ"), " bảy."),
    table(["Việc &", "Cả <năm>"], [tc("Ô một", "dòng hai"), "Ô hai"]),
    p(control(r("Giá trị kín"), "<w:text/>"), " ngoài ", text_box("Khung"), r("cuối", extra="<w:tab/>")),
    p(f"<w:hyperlink>{r('Liên kết dài')}</w:hyperlink>", "<w:r><w:t>x</w:t><w:br/><w:t> y z</w:t></w:r>"),
)


@settings(max_examples=150, deadline=None)
@given(
    order=st.permutations(range(len(SHAPES))),
    spans=st.lists(st.tuples(st.integers(0, 140), st.integers(1, 60)), max_size=6),
)
def test_any_spans_leave_the_text_as_it_was(order: list[int], spans: list[tuple[int, int]]) -> None:
    """Whatever is marked, the copy reads like the original, and every mark has an end and a comment."""
    data = make_docx(*(SHAPES[at] for at in order))
    document = read_docx(data)
    found = [
        finding(document.text, None, rule=f"A{at}").model_copy(update={"start": a, "end": a + n})
        for at, (a, n) in enumerate(spans)
        if a + n <= len(document.text)
    ]
    made = annotate(data, document, report(*found), when=WHEN)
    assert read_docx(made.data).text == document.text
    assert marked(made.data).keys() == comments(made.data).keys() if made.comments else True
