"""The writing helper: questions, never sentences; what may not be asked is not asked."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pledgecheck.checker import default_checker
from pledgecheck.packs.resolve import core_folder
from pledgecheck.serve.helper import HelperFile, edition, load, questions, sentence
from tests.serve.pledges import EVIL, post, words

ANSWERS = {
    "action": "Kèm",
    "measure": "05 em",
    "object": "đọc chậm",
    "place_or_person": "ở lớp 2B",
    "time": "30/9",
    "evidence": "phiếu của tổ chuyên môn",
}


@pytest.fixture(scope="module")
def helper() -> HelperFile:
    return load([core_folder()])


def way(helper: HelperFile, name: str) -> Any:
    return next(each for each in helper.ways if each.id == name)


def test_a_sentence_of_the_answers(helper: HelperFile) -> None:
    made = sentence(way(helper, "one_off"), ANSWERS)
    assert made == "Kèm 05 em đọc chậm ở lớp 2B, xong trước 30/9; có phiếu của tổ chuyên môn."
    assert sentence(way(helper, "abstention"), {"action": "dùng điện thoại", "place_or_person": "khi lên lớp"}) == (
        "Không dùng điện thoại khi lên lớp."
    )
    assert sentence(way(helper, "abstention"), {"action": "KHÔNG hút thuốc"}) == "KHÔNG hút thuốc."
    assert sentence(way(helper, "one_off"), {}) == ""


def test_only_joints_are_added(helper: HelperFile) -> None:
    """Whatever is answered or left empty, the sentence holds the answers and the joints of the rules."""
    for one in helper.ways:
        joints = {word for each in one.fields for word in re.findall(r"\w+", f"{each.join} {each.lead}".casefold())}
        ids = [each.id for each in one.fields]
        for chosen in itertools.product([True, False], repeat=len(ids)):
            answers = {name: f"từ{at}x" for at, (name, wanted) in enumerate(zip(ids, chosen, strict=True)) if wanted}
            said = re.findall(r"\w+", sentence(one, answers).casefold())
            assert [each for each in said if each not in joints] == list(answers.values())


def test_never_asked(helper: HelperFile) -> None:
    slots = {each.id: {field.slot for field in each.fields} for each in helper.ways}
    assert not slots["abstention"] & {"time", "measure"}
    assert "measure" not in slots["habit"]
    assert not slots["sensitive"] & {"time", "measure", "place_or_person"}
    assert slots["one_off"] == {"action", "measure", "object", "place_or_person", "time", "evidence"}
    for one in helper.ways:
        assert one.fields[0].required and one.fields[0].id == "action"


def test_questions_are_questions(helper: HelperFile) -> None:
    groups = [
        helper.general,
        *helper.sectors.values(),
        *helper.occupations.values(),
        *helper.aspects.values(),
    ]
    for each in itertools.chain(*groups, *([field.ask for field in one.fields] for one in helper.ways)):
        assert each.of("vi").endswith("?") and each.of("en").endswith("?"), each
        assert not re.search(r"\d", each.of("vi")), "a number would be copied"


def test_every_name_is_known(helper: HelperFile) -> None:
    book = default_checker().rulebook
    assert set(helper.occupations) <= {one.id for one in book.duties.occupations}
    aspects = {aspect.id for theme in book.themes for aspect in theme.aspects}
    assert set(helper.aspects) == aspects
    sectors = {one.sector for one in book.duties.occupations} - {""}
    assert sectors <= set(helper.sectors)


def test_questions_for_work_and_theme(helper: HelperFile) -> None:
    asked = questions(helper, "giao_vien", "school", "cham_lo_doi_song")
    assert 4 <= len(asked) <= 6
    assert questions(helper, None, None, None) == list(helper.general)


def test_the_page(client: TestClient) -> None:
    first = client.get("/viet")
    assert first.status_code == 200 and "Đồng chí sẽ làm gì?" in first.text
    fields = {f"a_{name}": value for name, value in ANSWERS.items()}
    built = post(client, "/viet", occupation="giao_vien", theme="vn-2019", step="build", **fields)
    assert sentence_in(built.text) == "Kèm 05 em đọc chậm ở lớp 2B, xong trước 30/9; có phiếu của tổ chuyên môn."
    assert "Theo dõi, kiểm chứng được" in built.text
    added = post(client, "/viet", step="add", written="Việc đầu.", **fields)
    assert "Việc đầu.\nKèm 05 em" in added.text
    assert 'action="/"' in added.text


def sentence_in(html: str) -> str:
    found = re.search(r'id="made">([^<]*)<', html)
    assert found
    return found[1]


def test_sensitive_posts(client: TestClient) -> None:
    for fields in ({"sensitive": "1"}, {"occupation": "cong_an"}, {"occupation": "bo_doi_bien_phong"},
                   {"occupation": "uy_ban_kiem_tra"}):  # fmt: skip
        html = post(client, "/viet", way="one_off", **fields).text
        assert 'name="a_action"' in html
        for name in ("time", "measure", "place_or_person"):
            assert f'name="a_{name}"' not in html
    built = words(post(client, "/viet", sensitive="1", step="build", a_action="Kiểm tra quân tư trang").text)
    assert "Có thể thêm" not in built


def test_nothing_answered(client: TestClient) -> None:
    answer = post(client, "/viet", step="build", a_time="30/9")
    assert "Hãy trả lời câu “làm gì” trước." in answer.text and 'id="made"' not in answer.text


@pytest.mark.parametrize(
    "field", ["occupation", "theme", "aspect", "way", "step", "written", "a_action", "a_time", "lang"]
)
def test_no_markup(client: TestClient, field: str) -> None:
    fields = {"a_action": "Kèm", "step": "add", field: EVIL}
    html = post(client, "/viet", **fields).text
    assert "<img" not in html and "<script>" not in html and "<svg/" not in html


def test_the_page_names_the_edition_of_its_questions(client: TestClient, tmp_path: Path) -> None:
    mine = edition([core_folder()])
    assert re.fullmatch("[0-9a-f]{8}", mine) and f"Bộ câu hỏi giúp viết: {mine}." in client.get("/viet").text
    (tmp_path / "helper").mkdir()
    (tmp_path / "helper" / "a.yaml").write_text("general: [{vi: Việc gì?, en: What?}]\n", "utf-8")
    assert edition([core_folder(), tmp_path]) not in (mine, edition([tmp_path]))
