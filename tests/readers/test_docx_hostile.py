"""Damaged and hostile Word files end in a clear error, quickly, and never in another exception."""

from __future__ import annotations

import contextlib
import io
import re
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgecheck.errors import (
    EmptyFileError,
    FormatNotSupportedError,
    LimitError,
    PledgecheckError,
    ProtectedFileError,
    UnreadableFileError,
)
from pledgecheck.readers import read_docx
from pledgecheck.readers.limits import MAX_DEPTH

from .docx_factory import W, abstract, lvl, make_docx, make_zip, num, p, r, style, table, tc, text_box

GOOD = make_docx(
    p("Nội dung bí mật", num=(1, 0)),
    table(["a", "b"]),
    p(text_box("hộp")),
    numbering=abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0),
    footnotes={2: "chú thích"},
)


def document(inside: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'


def test_entity_bomb_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    bomb = document("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>')
    with pytest.raises(LimitError):
        read_docx(make_docx(document=bomb))


def test_reference_to_an_outside_file_is_refused() -> None:
    outside = document(
        "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    )
    with pytest.raises(LimitError):
        read_docx(make_docx(document=outside))


def test_document_type_declaration_is_refused_in_every_part() -> None:
    with pytest.raises(LimitError):
        read_docx(make_docx("a", styles="<w:style/>", parts={"word/styles.xml": "<!DOCTYPE x><x/>"}))


def test_zip_bomb_is_refused_without_unpacking() -> None:
    with pytest.raises(LimitError):
        read_docx(make_docx(document=document(" " * 60_000_000)))


def test_zip_bomb_under_another_suffix_is_refused() -> None:
    with pytest.raises(LimitError):
        read_docx(make_docx(document=document(" " * 60_000_000), main="word/document.bin"))


def test_member_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    data = make_docx(document=document(" " * 60_000_000))
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        true_size = container.getinfo("word/document.xml").file_size
    assert data.count(struct.pack("<I", true_size)) >= 2  # local header and directory
    with pytest.raises(UnreadableFileError):
        read_docx(data.replace(struct.pack("<I", true_size), struct.pack("<I", 500)))


def test_many_members_are_refused() -> None:
    with pytest.raises(LimitError):
        read_docx(make_docx("a", parts={f"x/{i}.bin": "" for i in range(10_001)}))


def test_well_packed_pictures_are_no_bomb() -> None:
    assert read_docx(make_docx("a", parts={"word/media/scan.bmp": bytes(30_000_000)})).text == "a"


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    with pytest.raises(LimitError):
        read_docx(make_docx(document=document(deep)))


def test_nesting_up_to_the_limit_is_read() -> None:
    inner = tc(p("sâu"))
    for _ in range((MAX_DEPTH - 12) // 3):
        inner = tc(table([inner]))
    assert read_docx(make_docx(table([inner]))).text == "sâu"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_file_is_reported_as_damaged(share: float) -> None:
    with pytest.raises(UnreadableFileError):
        read_docx(GOOD[: int(len(GOOD) * share)])


def test_zip_without_a_document_is_not_a_word_file() -> None:
    with pytest.raises(UnreadableFileError):
        read_docx(make_zip({"a.txt": "a"}))


def test_broken_xml_is_reported_as_damaged() -> None:
    with pytest.raises(UnreadableFileError):
        read_docx(make_docx(document=document("<w:p>")))


def test_unknown_compression_is_reported_as_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as container:
        container.writestr("word/document.xml", document(p("a")))
    with pytest.raises(UnreadableFileError):
        read_docx(buffer.getvalue())


def test_encrypted_word_file_asks_for_the_password_to_be_removed() -> None:
    names = "EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le")
    with pytest.raises(ProtectedFileError, match=r"mật khẩu.*password"):
        read_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + names)


def test_encrypted_zip_member_asks_for_the_password_to_be_removed() -> None:
    data = bytearray(make_zip({"word/document.xml": document(p("a"))}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    with pytest.raises(ProtectedFileError):
        read_docx(bytes(data))


def test_document_of_blank_paragraphs_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        read_docx(make_docx("", p(r(" ")), table(["", ""])))


def test_document_of_pictures_says_that_text_recognition_is_needed() -> None:
    with pytest.raises(EmptyFileError, match="OCR"):
        read_docx(make_docx(p(r(extra="<w:drawing/>"))))


def test_embedded_document_is_reported_and_not_lost() -> None:
    with pytest.raises(FormatNotSupportedError, match="altChunk"):
        read_docx(make_docx("a", '<w:altChunk r:id="rId9"/>'))


def test_cyclic_styles_end() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A")
    assert read_docx(make_docx(p("a", style="A"), styles=styles)).text == "a"


def test_errors_carry_no_text_of_the_document() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_docx(make_docx(document=document(p("bí mật") + "<w:p>")), "thư mục/a.docx")
    error = caught.value
    assert error.path == "thư mục/a.docx"
    assert "bí mật" not in f"{error!s}{error!r}{error.args}"
    assert error.__cause__ is None
    assert error.__suppress_context__


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_altered_bytes_give_a_text_or_a_pledgecheck_error(data: st.DataObject) -> None:
    altered = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        altered[data.draw(st.integers(0, len(altered) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(PledgecheckError):
        read_docx(bytes(altered))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_altered_xml_gives_a_text_or_a_pledgecheck_error(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as container:
        members = {name: container.read(name) for name in container.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    # Values and element names change places: well-formed, but not what Word would write.
    words = re.findall(rb'"[^"]*"|w:\w+', members[name])
    if words:
        old, new = (
            data.draw(st.sampled_from(words)),
            data.draw(st.sampled_from([*words, b'"99999999999"', b'"-1"'])),
        )
        members[name] = members[name].replace(old, new, data.draw(st.integers(1, 5)))
    with contextlib.suppress(PledgecheckError):
        read_docx(make_zip(members))
