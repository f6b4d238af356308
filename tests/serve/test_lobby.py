"""What answers while the server is being imported: the first page, and nothing that the guard would refuse."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from pledgecheck.config import Config
from pledgecheck.serve import first
from pledgecheck.serve.forms import Form
from pledgecheck.serve.headers import HEADERS
from pledgecheck.serve.lobby import Lobby, wanted
from pledgecheck.serve.server import listening
from pledgecheck.serve.views import check_page

PLAIN = "GET / HTTP/1.1\r\nHost: localhost:8377\r\nAccept: */*\r\n\r\n"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_is_the_page(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert first.first_page(lang).decode() == check_page(Form(lang=lang), ())
    monkeypatch.setattr(first, "has_pdf", lambda: False)
    without = check_page(Form(lang=lang), (), kinds=("text", "docx"))
    assert first.first_page(lang).decode() == without and ".pdf" not in without
    kept = files("pledgecheck").joinpath("serve", "static", f"first.{lang}.html").read_text("utf-8")
    assert kept == first.template(lang), "run: python -m pledgecheck.serve.first"


def test_plain_requests() -> None:
    assert wanted(PLAIN.encode()) == ""
    assert wanted(PLAIN.replace("/ ", "/static/page.css?0a1b2c ").encode()) == "page.css"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("GET", "HEAD"),
        ("GET", "POST"),
        ("/ HTTP", "/?lang=en HTTP"),
        ("/ HTTP", "/viet HTTP"),
        ("/ HTTP", "/static/../page.css?00 HTTP"),
        ("HTTP/1.1", "HTTP/1.0"),
        ("localhost:8377", "example.org"),
        ("localhost:8377", "127.0.0.1.example.org"),
        ("localhost:8377", ""),
        ("Host: localhost:8377\r\n", ""),
        ("Accept: */*", "Host: localhost"),
        ("Accept: */*", "Content-Length: 3"),
        ("Accept: */*", "Transfer-Encoding: chunked"),
        ("Accept: */*", "Upgrade: websocket"),
        ("Accept: */*", "Expect: 100-continue"),
        ("Accept: */*", "no colon"),
        ("Accept: */*", " folded: line"),
        ("\r\n\r\n", "\r\n"),
        ("\r\n\r\n", "\r\n\r\nGET / HTTP/1.1\r\n"),
    ],
)
def test_everything_else_waits(old: str, new: str) -> None:
    assert old in PLAIN and wanted(PLAIN.replace(old, new).encode()) is None


def test_answers_and_keeps(client: TestClient) -> None:
    with listening(0) as sock:
        lobby = Lobby(sock, lambda: first.first_page("vi"))
        lobby.open()
        idle = socket.create_connection(sock.getsockname())
        posting = socket.create_connection(sock.getsockname())
        request = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx"
        posting.sendall(request)
        address = "{}:{}".format(*sock.getsockname())
        asked = http.client.HTTPConnection(address)
        for path in ("/", "/static/page.css?0", "/static/page.js?0", "/static/icon.svg?0"):
            asked.request("GET", path)
            answer = asked.getresponse()
            usual = client.get(path)
            assert answer.status == 200
            assert answer.read() == (usual.content if path != "/" else first.first_page("vi"))
            assert answer.headers["content-type"] == usual.headers["content-type"]
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        kept = lobby.leave()
        assert len(kept) == 2
        (waiting,) = (each for each in kept if each.getpeername() == posting.getsockname())
        waiting.setblocking(True)
        assert waiting.recv(1000) == request
        for each in (*kept, idle, posting, asked):
            each.close()
        assert lobby.leave() == []


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "pledgecheck", "serve", "--no-browser", "--port", "0"]
    env = os.environ | {"PLEDGECHECK_CACHE_DIR": str(tmp_path / "kept")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as server:
        assert server.stderr is not None
        yield urlsplit(server.stderr.readline().split()[0]).netloc
        server.terminate()
        assert server.stderr.read() == ""


def test_handed_over(address: str) -> None:
    """Connections of the first moment, idle, foreign or with a text to judge, are answered by the server."""

    with ExitStack() as stack:
        every = [stack.enter_context(closing(http.client.HTTPConnection(address, timeout=60))) for _ in range(4)]
        for each in every:
            each.connect()
        _ask(*every)


def _ask(page: Any, idle: Any, foreign: Any, judging: Any) -> None:
    body = json.dumps({"text": "Mỗi tháng tôi đến thăm 02 hộ neo đơn trong thôn."})
    judging.request("POST", "/api/check", body, {"content-type": "application/json"})
    foreign.request("GET", "/", headers={"Host": "example.org"})
    page.request("GET", "/")
    answer = page.getresponse()
    assert answer.status == 200 and answer.read() == first.first_page("vi")

    def answered(connection: Any) -> tuple[int, Any]:
        answer = connection.getresponse()
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        return answer.status, answer.read()

    status, content = answered(judging)
    assert status == 200 and json.loads(content)["reports"][0]["score"]["total"] is not None
    assert answered(foreign)[0] in (400, 403, 421)
    idle.request("GET", "/viet")
    assert answered(idle)[0] == 200
    judging.request("GET", "/")
    status, content = answered(judging)
    assert status == 200 and b"<option" in content


def test_the_language_without_settings() -> None:
    """`pledgecheck serve` without a configuration opens before the settings are imported."""
    assert Config().lang == "vi"
