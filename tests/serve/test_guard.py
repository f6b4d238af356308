"""Who may ask, how much, and what every answer carries."""

from __future__ import annotations

import logging
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pledgecheck.serve import guard
from pledgecheck.serve.app import application
from pledgecheck.serve.guard import host_of
from pledgecheck.serve.limits import MAX_BODY_BYTES
from pledgecheck.serve.server import HOST, listening
from pledgecheck.serve.service import Service
from tests.serve.pledges import TEXT, post

PAGES = ("/", "/viet", "/static/page.js", "/static/page.css", "/static/report.css", "/api/themes",
         "/api/openapi.json", "/nothing", "/static/../app.py", "/api/nothing")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_locked_up(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_pages_carry_no_script_or_style_of_their_own(client: TestClient) -> None:
    for html in (client.get("/").text, post(client, text=TEXT).text, client.get("/viet").text):
        assert "<style" not in html and " style=" not in html and " on" + "click" not in html
        assert html.count("<script") == 1 and '<script src="/static/page.js?' in html
        assert "http://" not in html.replace("http://www.w3.org", "")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8377", "127.0.0.1.evil.example", "0.0.0.0", "localhost.evil", "10.0.0.1"],
)
@pytest.mark.parametrize("path", ["/", "/api/themes"])
def test_foreign_host(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8377", "localhost:99", "LOCALHOST", "[::1]:8377"])
def test_own_host(client: TestClient, host: str) -> None:
    assert client.get("/static/page.css", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["", "a b", "x@localhost", "localhost/", "localhost:port", "[::1"])
def test_no_host(host: str) -> None:
    assert host_of(host) not in guard.LOCAL


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "https://127.0.0.1:8377"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/viet", "/api/check", "/bao-cao.html", "/ghi-chu.docx"])
def test_foreign_origin(client: TestClient, headers: dict[str, str], path: str) -> None:
    answer = client.post(path, json={"text": TEXT}, headers=headers)
    assert answer.status_code == 403
    if path.startswith("/api/"):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "foreign_origin"


def test_own_origin_or_none(client: TestClient) -> None:
    own = {"origin": "http://127.0.0.1:8377", "sec-fetch-site": "same-origin"}
    assert client.post("/api/check", json={"text": TEXT}, headers=own).status_code == 200
    assert client.post("/api/check", json={"text": TEXT}).status_code == 200


def test_too_large(client: TestClient) -> None:
    big = "a" * (MAX_BODY_BYTES + 1)
    assert client.post("/", data={"text": big}).status_code == 413

    def pieces() -> Any:  # no length is announced
        for _ in range(MAX_BODY_BYTES // 2**16 + 2):
            yield b"a" * 2**16

    answer = client.post("/api/check", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413 and answer.json()["code"] == "too_large"
    assert client.post("/", content=b"", headers={"content-length": "99999999999"}).status_code == 413


def test_other_methods_and_places(client: TestClient) -> None:
    assert client.delete("/").status_code == 405
    assert client.get("/api/check").status_code == 405
    assert client.get("/api/check").headers["allow"] == "POST"
    assert client.get("/api/nothing").json()["status"] == 404
    assert client.post("/", json={}).status_code == 415
    assert client.post("/", content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 400


def test_an_error_inside_says_no_text(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(TEXT)

    monkeypatch.setattr(Service, "check", fail)
    with (
        TestClient(application(service), base_url="http://localhost") as client,
        caplog.at_level(logging.DEBUG),
    ):
        for answer in (post(client, text=TEXT), client.post("/api/check", json={"text": TEXT})):
            assert answer.status_code == 500
            assert "Ngọc Ánh" not in answer.text
    assert "RuntimeError" in caplog.text and "Ngọc Ánh" not in caplog.text


def test_nothing_is_logged_or_written(
    client: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    real = os.open
    written: list[Any] = []

    def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(path)
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", opened)
    large = TEXT + "\n" * 60_000
    with caplog.at_level(logging.DEBUG):
        post(client, text=TEXT, previous=TEXT)
        post(client, "/bao-cao.html", text=TEXT)
        post(client, "/ghi-chu.docx", text=TEXT)
        post(client, files=[("file", ("a.txt", large.encode() * 20))])
    assert [each for each in written if each != os.devnull] == [] and list(tmp_path.iterdir()) == []
    out = capfd.readouterr()
    assert "Ngọc Ánh" not in caplog.text + out.out + out.err


def test_only_this_computer() -> None:
    with listening(0) as sock:
        assert sock.getsockname()[0] == HOST == "127.0.0.1"
        assert sock.family == socket.AF_INET
