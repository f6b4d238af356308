"""The HTTP interface."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from pledgecheck.checker import Checker, check
from pledgecheck.cli.main import run
from pledgecheck.config import Config
from pledgecheck.copying.compare import compare_texts
from pledgecheck.model import dump
from pledgecheck.serve import service as service_module
from pledgecheck.serve.limits import MAX_TEXT_CHARS
from pledgecheck.serve.service import Service
from tests.serve.pledges import BETTER, LAST_YEAR, TEXT

PROBLEM = "application/problem+json"


def test_the_same_as_the_command(client: TestClient, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    answer = client.post("/api/check", json={"text": TEXT, "role": "giáo viên", "year": 2020})
    assert answer.headers["content-type"] == "application/json"
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    run(["check", str(path), "--role", "giáo viên", "--year", "2020", "--output-format", "json"])
    told = json.loads(capsys.readouterr().out)
    for report in (told["reports"][0], answer.json()["reports"][0]):
        report.pop("id"), report.pop("path")
    assert answer.json()["reports"][0].keys() | {"id", "path"} == check(TEXT).model_dump().keys()
    first = {**answer.json()["reports"][0]}
    first.pop("id"), first.pop("path")
    assert first == told["reports"][0]
    assert answer.json().keys() == told.keys()


def test_with_everything(client: TestClient) -> None:
    asked = {
        "text": TEXT,
        "previous": [LAST_YEAR],
        "role": "giáo viên",
        "duties": "dạy lớp 2",
        "kind": "individual",
        "year": 2019,
        "theme": "vn-2019",
        "lang": "en",
    }
    (report,) = client.post("/api/check", json=asked).json()["reports"]
    assert report["theme"]["id"] == "vn-2019" and report["copying"]["sources"][0]["relation"] == "previous"
    english = Checker(config=Config(lang="en")).check(TEXT, year=2019).findings
    assert {each.message for each in english} & {each["message"] for each in report["findings"]}
    (other,) = client.post("/api/check", json={**asked, "theme": ["vn-2019", "vn-2020"]}).json()["reports"]
    assert len(other["theme"]["layers"]) == 2


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({}, 422, "invalid"),
        ({"text": 5}, 422, "invalid"),
        ({"text": TEXT, "kind": "nobody"}, 422, "invalid"),
        ({"text": TEXT, "year": 1200}, 422, "invalid"),
        ({"text": TEXT, "texts": "x"}, 422, "invalid"),
        ({"text": TEXT, "theme": "vn-2091"}, 422, "unknown-name"),
        ({"text": TEXT, "previous": [TEXT] * 6}, 422, "invalid"),
        ({"text": "a" * (MAX_TEXT_CHARS + 1)}, 422, "invalid"),
        ({"text": TEXT, "previous": ["a" * (MAX_TEXT_CHARS + 1)]}, 413, "limit"),
        ([TEXT], 422, "not-an-object"),
        (None, 422, "not-an-object"),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, asked: Any, status: int, code: str) -> None:
    answer = client.post("/api/check", content=json.dumps(asked), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == PROBLEM
    assert {"type", "title", "status", "detail", "detail_vi"} <= answer.json().keys()
    assert "Ngọc Ánh" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"text": NaN'])
def test_not_json(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/check", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400 and answer.json()["code"] == "bad_json"
    assert client.post("/api/check", content=body, headers={"content-type": "text/plain"}).status_code == 415


@pytest.mark.parametrize("text", ["\\ud800 nửa chữ", "\\u0000", "a\\r\\nb", "\\u202e", ""])
def test_odd_characters(client: TestClient, text: str) -> None:
    body = f'{{"text": "{text}", "role": "{text}"}}'.encode()
    answer = client.post("/api/check", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200
    assert client.post("/api/compare", content=f'{{"a": "{text}", "b": "x"}}'.encode(),
                       headers={"content-type": "application/json"}).status_code == 200  # fmt: skip


def test_compare(client: TestClient) -> None:
    answer = client.post("/api/compare", json={"a": TEXT, "b": LAST_YEAR})
    assert answer.json() == {"version": 1, "comparison": dump(compare_texts(TEXT, LAST_YEAR))}


def test_themes(client: TestClient) -> None:
    every = client.get("/api/themes").json()["themes"]
    one_year = client.get("/api/themes?year=2019").json()["themes"]
    assert {"vn-2019"} <= {each["id"] for each in one_year} < {each["id"] for each in every}
    for wrong in ("x", "-1", "²", "1e9", "99999999999999999999"):
        assert client.get("/api/themes", params={"year": wrong}).status_code == 422


def test_the_description(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {"/api/check", "/api/compare", "/api/themes", "/api/openapi.json"}
    text = json.dumps(told)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in told["components"]["schemas"], name


def test_many_at_once(client: TestClient) -> None:
    texts = [f"{BETTER}\n4. Trồng {n} cây xanh trước ngày 19/5." for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda text: client.post("/api/check", json={"text": text}).json(), texts))
    for text, answer in zip(texts, answers, strict=True):
        assert answer["reports"][0]["score"]["total"] == check(text).score.total


def test_given_up_in_time(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(service_module, "JUDGE_SECONDS", 0.05)
    monkeypatch.setattr(Service, "check", lambda *_, **__: time.sleep(0.5))
    assert client.post("/api/check", json={"text": TEXT}).status_code == 503
    assert client.post("/", data={"text": TEXT}).status_code == 503
