"""The self-check page as a browser without scripts uses it."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pledgecheck.readers import read_docx
from pledgecheck.serve.limits import MAX_FILE_BYTES, MAX_TEXT_CHARS
from pledgecheck.serve.service import Service
from pledgecheck.serve.word import plain_document
from tests.reporters.html_page import Page
from tests.serve.pledges import BETTER, EVIL, LAST_YEAR, TEXT, hidden, post, selected, state, words

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "xa-an-hoa"


def test_first_page(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    page = Page(answer.text)
    assert {"name": "text", "id": "text"}.items() <= page.all("textarea")[0].items()
    assert [each["id"] for each in page.all("main")] == ["main"]
    labels = {each["for"] for each in page.all("label")}
    shown = [each for tag in ("input", "select", "textarea") for each in page.all(tag) if each.get("type") != "hidden"]
    assert {each["id"] for each in shown} <= labels


def test_english(client: TestClient) -> None:
    page = client.get("/?lang=en")
    assert '<html lang="en"' in page.text and "Look over your own pledge" in page.text
    answer = post(client, text=TEXT, lang="vi", to_lang="en")
    assert "What is clear already" in answer.text and hidden(answer.text, "lang") == "en"
    assert client.get("/?lang=<script>").status_code == 200


def test_the_answer(client: TestClient) -> None:
    html = post(client, text=TEXT).text
    said = words(html)
    assert "Mức rõ của văn bản, không phải đánh giá đồng chí." in said
    good, better = said.index("Những việc đã rõ (nên giữ)"), said.index("Những chỗ có thể viết rõ hơn")
    assert good < better
    assert html.count("<li>", html.index('class="better"'), html.index('class="ask"')) <= 3
    assert '<mark class="consider">Nâng cao tinh thần trách nhiệm' in html
    assert "Vì sao có gợi ý này" in html and "= Góp vào" in html
    assert re.search(r'id="text"[^>]*>\nBẢN CAM KẾT', html)


def test_guessed_and_corrected(client: TestClient) -> None:
    first = post(client, text=TEXT).text
    fields = state(first)
    assert fields["role"] == "giáo viên" and fields["year"] == "2020" and fields["kind"] == "individual"
    assert fields["unit"] == "Trường Tiểu học Bình An" and fields["theme"] == "vn-2020"
    # Not touched: guessed anew from the edited text.
    second = post(client, **fields, text=TEXT.replace("2020", "2019")).text
    assert hidden(second, "year") == "2019" and selected(second, "theme") == "vn-2019"
    # Corrected: kept, whatever the text says.
    fields = {**state(first), "role": "hiệu trưởng", "year": "2018", "theme": "vn-2018"}
    third = post(client, **fields, text=TEXT).text
    assert hidden(third, "role") == "hiệu trưởng" and hidden(third, "role_guess") == ""
    assert selected(third, "theme") == "vn-2018"
    fourth = post(client, **state(third), text=TEXT).text
    assert hidden(fourth, "role") == "hiệu trưởng" and hidden(fourth, "year") == "2018"
    # Emptied: guessed again.
    fifth = post(client, **{**state(fourth), "role": ""}, text=TEXT).text
    assert hidden(fifth, "role") == "giáo viên"


def test_what_got_better_shows(client: TestClient) -> None:
    first = post(client, text=TEXT).text
    assert "So với lần xem trước" not in first
    second = words(post(client, **state(first), text=BETTER).text)
    assert "So với lần xem trước" in second
    assert re.search(r"từ “(?:Nêu nhiệm vụ|Có việc làm)” lên “", second)
    assert "Phần “Rõ việc”" in second
    assert "Chưa có gì khác" in words(post(client, **state(first), text=TEXT).text)
    worse = words(post(client, **state(first), text=TEXT.replace("Kèm 05 học sinh đọc chậm", "Quan tâm học sinh")).text)
    assert "Có chỗ bớt rõ" in worse


@pytest.mark.parametrize("before", ["x", "{}", '{"state":"clear","notes":-1}', "[]", '{"state":"' + "a" * 9999])
def test_a_spoiled_state_is_ignored(client: TestClient, before: str) -> None:
    answer = post(client, text=TEXT, before=before)
    assert answer.status_code == 200 and "So với lần xem trước" not in answer.text


def test_last_year_beside_it(client: TestClient) -> None:
    html = post(client, text=TEXT, previous=LAST_YEAR).text
    said = words(html)
    assert "bản năm trước" in said and "“03” → “05”" in said.replace("“ ", "“").replace(" ”", "”")
    assert "previous-1" not in said
    by_file = post(client, text=TEXT, files=[("previous_file", ("năm trước.txt", LAST_YEAR.encode()))]).text
    assert "“03” → “05”" in words(by_file).replace("“ ", "“").replace(" ”", "”")


@pytest.mark.parametrize("name", ["bản đăng ký.docx", unicodedata.normalize("NFD", "cam kết.docx"), "C:\\x\\a.docx"])
def test_a_word_file(client: TestClient, name: str) -> None:
    data = (EXAMPLES / "2020/ubnd/hoang-dinh-tam.docx").read_bytes()
    html = post(client, files=[("file", (name, data))]).text
    assert "Hoàng Đình Tám" in html and re.search(r'id="text"[^>]*>\nĐẢNG BỘ', html)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", b""),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18),
        ("a.txt", bytes(range(256)) * 50),
        ("a.txt", b"a" * (MAX_FILE_BYTES + 1)),
        ("a.txt", b"a " * MAX_TEXT_CHARS),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
        ("<b>x</b>.html", b"<html><body>x</body></html>"),
    ],
)
def test_a_file_that_cannot_be_read(client: TestClient, name: str, data: bytes) -> None:
    for at in ("/", "/bao-cao.html", "/ghi-chu.docx"):
        answer = post(client, at, files=[("file", (name, data))])
        assert answer.status_code == 422 and 'role="alert"' in answer.text
        assert "<b>x" not in answer.text


def test_nothing_given(client: TestClient) -> None:
    for fields in ({"lang": "vi"}, {"text": " \n\n"}):
        answer = post(client, **fields)
        assert answer.status_code == 422 and "Chưa có văn bản" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "hello there, in English",
        "khong co dau gi ca trong ban nay",
        "😀😀",
        "a",
        "- \n" * 50,
        "Trên đây",
        "\ud800x",
    ],
)
def test_texts_that_cannot_be_judged(client: TestClient, text: str) -> None:
    answer = client.post("/", data={"text": text.encode("utf-8", "replace").decode()})
    assert answer.status_code == 200 and 'class="pledge"' in answer.text


def test_unknown_theme_and_wrong_year(client: TestClient) -> None:
    answer = post(client, text=TEXT, theme="vn-2091")
    assert answer.status_code == 422 and "vn-2019" in words(answer.text)
    assert post(client, text=TEXT, year="mười chín", kind="gì đó").status_code == 200


@pytest.mark.parametrize(
    "field",
    (
        *("text", "previous", "role", "unit", "year", "kind", "theme", "duties", "lang", "before"),
        *("role_guess", "theme_guess", "to_lang"),
    ),
)
def test_no_field_can_write_markup(client: TestClient, field: str) -> None:
    fields = {"text": TEXT, field: EVIL if field != "text" else TEXT.replace("Đặng Thị", EVIL)}
    for at in ("/", "/bao-cao.html"):
        html = post(client, at, **fields).text
        assert "<img" not in html and "<script>" not in html and "<svg/" not in html
        Page(html)  # every tag closed


def test_a_kept_sentence_cannot_write_markup(client: TestClient) -> None:
    first = post(client, text=TEXT).text
    before = hidden(first, "before").replace("Không dùng điện thoại khi lên lớp.", "<img src=x>")
    html = post(client, text=TEXT.replace("3. Không dùng điện thoại khi lên lớp.", ""), before=before).text
    assert "&lt;img src=x&gt;" in html and "<img" not in html


def test_the_report_file(client: TestClient) -> None:
    answer = post(client, "/bao-cao.html", text=TEXT, previous=LAST_YEAR)
    assert answer.headers["content-disposition"] == 'attachment; filename="bao-cao.html"'
    page = Page(answer.text)
    assert page.all("style") and not page.all("script") and not page.all("form")
    assert "Đặng Thị Ngọc Ánh" in answer.text and "textarea" not in answer.text


def test_the_word_file_made_of_the_text(client: TestClient) -> None:
    answer = post(client, "/ghi-chu.docx", text=TEXT)
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "word/comments.xml" in package.namelist()
    assert read_docx(answer.content, "x.docx").text.split() == TEXT.split()


def test_the_word_file_of_the_author(client: TestClient) -> None:
    data = (EXAMPLES / "2020/ubnd/hoang-dinh-tam.docx").read_bytes()
    answer = post(client, "/ghi-chu.docx", text="khác", files=[("word", ("a.docx", data))])
    assert read_docx(answer.content, "x.docx").text == read_docx(data, "x.docx").text
    assert post(client, "/ghi-chu.docx", text=TEXT, files=[("word", ("a.docx", b"no"))]).status_code == 422


def test_a_plain_document_says_the_same() -> None:
    text = "Một < hai & ba\n\n\tthụt vào\ncuối"
    assert read_docx(plain_document(text), "x.docx").text.split() == text.split()


def test_ready_before_the_rules_are(monkeypatch: pytest.MonkeyPatch) -> None:
    from pledgecheck.serve.app import application

    monkeypatch.setattr(Service, "warm", lambda self: None)
    monkeypatch.setattr(Service, "checker", lambda self, lang=None: pytest.fail("the rules were asked for"))
    with TestClient(application(Service()), base_url="http://localhost") as client:
        assert client.get("/").status_code == 200
