"""The language gate."""

from __future__ import annotations

import unicodedata

import pytest

from pledgecheck.text.gate import examine, well_formed
from pledgecheck.text.view import make_view

GOOD = "Mỗi tháng tôi đến thăm và giúp 02 hộ neo đơn trong thôn dọn nhà, có sổ ghi."


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "khuỷu",
        "quyết",
        "gì",
        "giếng",
        "ngoằn",
        "thuở",
        "huơ",
        "xoong",
        "yêu",
        "ý",
        "khuya",
        "quốc",
        "giặc",
        "được",
        "mươi",
        "uống",
        "oai",
        "tuyết",
        "gìn",
    ],
)
def test_syllables(word: str) -> None:
    assert well_formed(word)


@pytest.mark.parametrize(
    "word", ["promise", "every", "cat", "học2", "thựơngg", "bcd", "xyz", "house", "c", "ấấ", "zalo", "street"]
)
def test_no_syllables(word: str) -> None:
    assert not well_formed(word)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (GOOD, "ok"),
        (GOOD.upper(), "ok"),
        (unicodedata.normalize("NFD", GOOD), "ok"),
        ("UBND xã giao việc", "ok"),
        ("Không uống rượu", "ok"),
        ("1. 2. 3.", "ok"),
        ("", "ok"),
        ("Moi thang toi den tham va giup hai ho neo don trong thon don nha.", "no_diacritics"),
        ("MOI THANG TOI GIUP HAI HO NGHEO", "no_diacritics"),
        ("We promise to study and follow the example every day in our work.", "not_vietnamese"),
        ("Je promets d'étudier la pensée de l'oncle Hô chaque année à l'école", "not_vietnamese"),
        ("B n thân tôi xin cam k t th c hi n t t các n i dung sau đây trong năm 2019 c a chi b", "scrambled"),
        ("T«i xin cam kÕt thùc hiÖn tèt c¸c néi dung sau ®©y trong n¨m häc míi", "scrambled"),
        ("Toâi xin cam keát thöïc hieän toát caùc noäi dung sau ñaây", "scrambled"),
    ],
)
def test_verdicts(text: str, verdict: str) -> None:
    assert examine(make_view(text)).verdict == verdict


def test_a_few_foreign_words_do_not_matter() -> None:
    assert examine(make_view(GOOD + " Dùng Zalo, email và camera để báo cáo.")).verdict == "ok"
