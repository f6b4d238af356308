"""TCVN3 and VNI: the two tables both ways, by font name in Word files, by the gate in plain text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgecheck.readers import read, read_docx
from pledgecheck.readers.old_fonts import Encoding, decode, draws_capitals, encode, encoding_of
from pledgecheck.readers.old_text import repair

from .docx_factory import make_docx, p, r

SMALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
PLEDGE = "Bản thân tôi cam kết giữ gìn đoàn kết, thường xuyên tự phê bình; mỹ thuật, kỷ luật, lũy kế, ỷ lại."


@pytest.mark.parametrize(
    ("encoding", "letter", "stored"),
    [
        ("tcvn3", "đ", "®"), ("tcvn3", "ư", "\xad"), ("tcvn3", "ệ", "Ö"), ("tcvn3", "ỹ", "ü"), ("tcvn3",
        "Đ", "§"),
        ("tcvn3", "ặ", "Æ"), ("tcvn3", "í", "Ý"), ("tcvn3", "ờ", "ê"), ("tcvn3", "Ê", "£"), ("tcvn3", "ỵ",
        "þ"),
        ("vni", "đ", "ñ"), ("vni", "ư", "ö"), ("vni", "ệ", "eä"), ("vni", "ỹ", "yõ"), ("vni", "Đ", "Ñ"),
        ("vni", "ặ", "aë"), ("vni", "í", "í"), ("vni", "ờ", "ôø"), ("vni", "Ộ", "OÄ"), ("vni", "ỵ", "î"),
    ],
)  # fmt: skip
def test_letters_known_from_the_fonts_themselves(encoding: Encoding, letter: str, stored: str) -> None:
    assert (encode(letter, encoding), decode(stored, encoding)) == (stored, letter)


def test_every_letter_goes_there_and_back() -> None:
    letters = unicodedata.normalize("NFC", SMALL)
    assert decode(encode(letters, "tcvn3"), "tcvn3") == letters
    assert decode(encode(letters + letters.upper(), "vni"), "vni") == letters + letters.upper()
    assert len({encode(letter, "tcvn3") for letter in letters}) == len(letters)
    assert all(ord(char) < 256 for char in encode(letters + "ĂÂÊÔƠƯĐ", "tcvn3"))


@given(st.text(st.sampled_from(SMALL + "bcghklmnpqrstvx ,.0123456789"), max_size=60))
def test_any_vietnamese_text_comes_back(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert decode(encode(text, "tcvn3"), "tcvn3") == text
    assert decode(encode(text, "vni"), "vni") == text
    assert decode(encode(text.upper(), "vni"), "vni") == text.upper()


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False), (".VnTimeH", "tcvn3", True), (".VnArial NarrowH", "tcvn3", True),
        (".VNTIME", "tcvn3", False), ("VNI-Times", "vni", False), ("VNI-Helve-Condense", "vni", False),
        ("vni-times", "vni", False), ("Times New Roman", None, False), (None, None, False), ("Vn Roman",
        None, False),
    ],
)  # fmt: skip
def test_the_font_name_tells_the_encoding(font: str | None, encoding: str | None, capitals: bool) -> None:
    assert (encoding_of(font), draws_capitals(font)) == (encoding, capitals)


# ---------------------------------------------------------------- Word
def test_runs_in_old_fonts_are_read_as_they_look() -> None:
    line = p(
        r(encode("bản cam kết", "tcvn3"), font=".VnTimeH"),
        r(encode(" học tập ", "tcvn3"), font=".VnTime"),
        r(encode("và làm theo ", "vni"), font="VNI-Times"),
        r("Bác", font="Arial"),
    )
    document = read_docx(make_docx(line))
    assert document.text == "BẢN CAM KẾT học tập và làm theo Bác"
    assert [document.text[x.start : x.end] for x in document.paragraphs[0].runs][1] == " học tập "


def test_text_retyped_in_unicode_keeps_its_letters_whatever_the_font_says() -> None:
    assert read_docx(make_docx(p(r("Đảng viên gương mẫu", font=".VnTime")))).text == "Đảng viên gương mẫu"
    assert (
        read_docx(make_docx(p(r("làm cán bộ", font=".VnTime"), r(" xã", font=".VnTime")))).text
        == "làm cán bộ xã"
    )
    assert read_docx(make_docx(p(r("cả nhà", font="VNI-Times")))).text == "cả nhà"


def test_a_vni_mark_in_the_next_run_still_belongs_to_its_letter() -> None:
    stored = encode("Nguyễn", "vni")
    at = stored.index("e") + 1
    document = read_docx(make_docx(p(r(stored[:at], font="VNI-Times"), r(stored[at:], font="VNI-Times"))))
    assert document.text == "Nguyễn"


def test_a_soft_hyphen_in_tcvn3_is_a_letter() -> None:
    soft = r("th", font=".VnTime", extra="<w:softHyphen/><w:t>¬ng</w:t>")
    assert read_docx(make_docx(p(soft))).text == "thương"
    assert read_docx(make_docx(p(r("th", extra="<w:softHyphen/><w:t>ng</w:t>")))).text == "thng"


# ---------------------------------------------------------------- by the gate
@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.doc"])
def test_plain_text_in_old_encodings_is_read(encoding: Encoding, name: str) -> None:
    stored = encode(PLEDGE, encoding)
    assert read(stored.encode("cp1252"), name=name)[0].text == PLEDGE
    assert read(stored.encode("utf-8"), name=name)[0].text == PLEDGE  # copied out of Word


def test_capitals_of_tcvn3_follow_their_line() -> None:
    text = "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\nB¶N CAM KÕT cña ®¶ng viªn ë x· An Hßa n¨m nay"
    assert repair(text) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBẢN CAM KẾT của đảng viên ở xã An Hòa năm nay"


@pytest.mark.parametrize(
    "text",
    [
        PLEDGE,
        "Ban than toi cam ket giu gin doan ket, thuong xuyen tu phe binh.",
        "déjà vu, garçon très bien élève hôtel où êtes-vous français théâtre",
        "el niño está aquí según él, más información señor José Martínez años",
        "Größe über Straßen öffnen während schöner Mädchen für Männer",
        "× ÷ × ÷ § ® © ª « » ¬ µ ¶ · ¸ ¹",
        "",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert repair(text) == text
