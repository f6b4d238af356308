"""The container of a copy: what is added to it, that nothing else is changed, the summary on top."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pledgecheck.annotate import refuse_original
from pledgecheck.errors import UsageError
from pledgecheck.readers import read_docx
from tests.annotate.reading import W, comments, marked, member, run, with_comment
from tests.readers.docx_factory import make_docx, p, r


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
