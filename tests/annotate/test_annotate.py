"""Comments in a copy: at the right words, nothing else changed, whatever the document is made of."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgecheck.annotate import Annotated, annotate, refuse_original
from pledgecheck.errors import UsageError
from pledgecheck.model import Finding
from pledgecheck.readers import read_docx
from pledgecheck.readers.package import OfficePackage
from pledgecheck.readers.xml_tree import child, parse_xml
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

WHEN = datetime(2019, 3, 1, 8, 30, tzinfo=UTC)


def run(data: bytes, *wanted: str | None, lang: str = "vi", hints: int = 0, **more: object) -> Annotated:
    """The document with a warning about each of the words."""
    document = read_docx(data)
    found = [finding(document.text, words, rule=f"SPE{at:03}") for at, words in enumerate(wanted)]
    return annotate(data, document, report(*found), lang=lang, hints=hints, when=WHEN, **more)  # type: ignore[arg-type]


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read(name)


def marked(data: bytes) -> dict[str, str]:
    """The visible words between the marks of each comment, by its number."""
    package = OfficePackage(data)
    root = package.part(package.related("", "officeDocument") or "")
    assert root is not None
    words: dict[str, str] = {}
    opened: list[str] = []
    referred: list[str] = []

    def walk(element: Element) -> None:
        for each in element:
            number = each.get("w:id", "")
            match each.tag:
                case "w:commentRangeStart":
                    opened.append(number)
                    words[number] = ""
                case "w:commentRangeEnd":
                    opened.remove(number)
                case "w:commentReference":
                    referred.append(number)
                case "w:t":
                    for one in opened:
                        words[one] += each.text or ""
                case "w:del" | "mc:Fallback":
                    pass
                case _:
                    walk(each)

    walk(root)
    assert not opened
    assert sorted(referred) == sorted(words)
    return words


def comments(data: bytes) -> dict[str, str]:
    """The text of each comment, its paragraphs joined by line ends."""
    package = OfficePackage(data)
    main = package.related("", "officeDocument") or ""
    root = package.part(package.related(main, "comments") or "")
    assert root is not None
    return {
        each.get("w:id", ""): "\n".join(
            "".join(t.text or "" for t in paragraph.iter("w:t")) for paragraph in each.iter("w:p")
        )
        for each in root.iter("w:comment")
    }


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


OTHERS = (
    '<w:comment w:id="4" w:author="Bí thư" w:initials="BT"><w:p><w:r><w:t>Xem lại ngày.</w:t></w:r></w:p>'
    "</w:comment>"
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_comment(part: str = f'<w:comments xmlns:w="{W}">{OTHERS}</w:comments>') -> bytes:
    """A document that somebody has commented on already."""
    commented = (
        '<w:commentRangeStart w:id="4"/>'
        + r("Học")
        + '<w:commentRangeEnd w:id="4"/>'
        + r(extra='<w:commentReference w:id="4"/>')
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="rId9" Target="comments.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/comments"/></Relationships>'
    )
    return make_docx(
        p(commented, " đều"), parts={"word/comments.xml": part, "word/_rels/document.xml.rels": relations}
    )


class TestPackage:
    """The container: what is added, and that nothing else is."""

    def test_comments_of_others_stay(self) -> None:
        data = with_comment()
        made = run(data, "đều")
        assert marked(made.data) == {"4": "Học", "5": "đều"}
        assert comments(made.data)["4"] == "Xem lại ngày."
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            assert member(made.data, name) == member(data, name)

    def test_an_empty_part_for_comments(self) -> None:
        made = run(with_comment(f'<w:comments xmlns:w="{W}"/>'), "đều")
        assert comments(made.data).keys() == {"5"}

    def test_twice(self) -> None:
        once = run(make_docx("Học đều"), "Học").data
        assert marked(run(once, "đều").data) == {"0": "Học", "1": "đều"}

    def test_only_what_comments_need_is_changed(self) -> None:
        more = {"word/media/a.png": b"\x89PNG\x00"}
        data = make_docx("Học đều", styles="<w:x/>", header="Đầu trang", parts=more)
        made = run(data, "Học").data
        with zipfile.ZipFile(io.BytesIO(made)) as copy, zipfile.ZipFile(io.BytesIO(data)) as original:
            changed = {n for n in original.namelist() if copy.read(n) != original.read(n)}
            assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
            assert set(copy.namelist()) - set(original.namelist()) == {"word/comments.xml"}

    def test_what_is_put_in_is_all_that_differs(self) -> None:
        """Removing our elements from the main part gives the bytes of the original back."""
        import re

        data = make_docx(p(r("Trước Học đều", props="<w:b/>")), p("Hết"))
        made = member(run(data, "Trước Học đều").data, "word/document.xml")
        ours = (
            rb"<w:commentRange\w+ [^>]*/>"
            rb"|<w:r xmlns:w=[^>]*><w:rPr>(?:(?!</w:r>).)*commentReference[^>]*/></w:r>"
        )
        assert re.sub(ours, b"", made) == member(data, "word/document.xml")

    def test_strict_documents(self) -> None:
        made = run(make_docx("Học đều", strict=True), "Học").data
        assert marked(made) == {"0": "Học"}
        assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in member(
            made, "word/_rels/document.xml.rels"
        )

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
    def test_other_encodings(self, encoding: str) -> None:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        document = (
            f'<?xml version="1.0" encoding="{name}"?><x:document xmlns:x="{W}"><x:body><x:p>'
            "<x:r><x:rPr/><x:t>Học đều nhé</x:t></x:r></x:p></x:body></x:document>"
        )
        data = make_docx(parts={"word/document.xml": document.encode(encoding)})
        assert marked(run(data, "đều").data) == {"0": "đều"}

    def test_a_signature_is_noticed(self) -> None:
        data = make_docx("Học đều", parts={"_xmlsignatures/sig1.xml": "<a/>"})
        assert run(data, "Học").was_signed


class TestSummary:
    """The box on top."""

    def test_stands_before_everything(self) -> None:
        data = make_docx("ĐẦU TRANG", "Học đều")
        text = read_docx(run(data, "Học", summary=True).data).text
        assert text.startswith("TÓM TẮT ĐỂ XEM LẠI\n")
        assert text.endswith("ĐẦU TRANG\nHọc đều")
        assert "Kết luận thuộc về chi bộ." in text

    def test_bears_no_score(self) -> None:
        text = read_docx(run(make_docx("Học"), "Học", summary=True).data).text
        assert "50" not in text and "điểm" not in text.lower()


class TestOriginal:
    """The original is never touched."""

    def test_refused_by_any_name(self, tmp_path: Path) -> None:
        source = tmp_path / "a.docx"
        source.write_bytes(b"x")
        (tmp_path / "link.docx").symlink_to(source)
        (tmp_path / "hard.docx").hardlink_to(source)
        (tmp_path / "b").mkdir()
        for name in ("a.docx", "link.docx", "hard.docx", "b/../a.docx"):
            with pytest.raises(UsageError):
                refuse_original(source, tmp_path / name)
        refuse_original(source, tmp_path / "c.docx")


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
