"""The page as one file: from file://, with the network off, the same verdicts as the package.

Needs Chromium, Playwright, Node.js and what `make offline` fetches into build/pyodide; skipped with a reason where
one is missing.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.readers import read
from pledgecheck.serve.offline.parts import found
from pledgecheck.serve.progress import keep
from pledgecheck.serve.service import Known, Service
from tests.serve.pledges import BETTER, TEXT, hidden
from tests.serve.test_browser import CHROMIUM, EXAMPLES, FLAGS, ROOT, axe, fits, sync_api

PARTS = found(ROOT / "build" / "pyodide")
if PARTS is None:
    pytest.skip("Pyodide is not in build/pyodide (make offline)", allow_module_level=True)
if shutil.which("node") is None:
    pytest.skip("Node.js is not installed", allow_module_level=True)

MOST_BYTES = 15_000_000
ASK = "(async () => await pledgecheckAsk('/'))()"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from pledgecheck.serve.offline.build import build

    assert PARTS is not None
    target = tmp_path_factory.mktemp("offline") / "pledgecheck-tu-kiem-tra.html"
    assert build(target, *PARTS) < MOST_BYTES
    return target


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def opened(browser: Any, file: Path, width: int = 1280, **more: Any) -> Any:
    """The page without network, ready; it asked for nothing but itself."""
    found = browser.new_context(offline=True, viewport={"width": width, "height": 900}, **more).new_page()
    asked: list[str] = []
    found.on("request", lambda request: asked.append(request.url))
    found.goto(file.as_uri())
    found.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    assert [url for url in asked if not url.startswith("blob:null/")] == [file.as_uri()]  # blob: its own worker
    return found


@pytest.fixture(scope="module")
def page(browser: Any, file: Path) -> Any:
    return opened(browser, file)


def test_the_whole_way(page: Any, tmp_path: Path) -> None:
    page.fill("#text", TEXT)
    page.press("#text", "Control+Enter")
    page.wait_for_selector(".pledge")
    assert page.evaluate("document.activeElement.className") == "pledge"
    assert page.locator("#role").input_value() == "giáo viên" and page.locator("#year").input_value() == "2020"
    page.fill("#text", BETTER)
    page.press("#text", "Control+Enter")
    page.wait_for_selector(".changes .up")
    assert fits(page)
    for name, start in (("Tải báo cáo", b"<!DOCTYPE html>"), ("Tải bản Word", b"PK")):
        with page.expect_download() as saved:
            page.get_by_role("button", name=name).click()
        saved.value.save_as(tmp_path / "saved")
        assert (tmp_path / "saved").read_bytes().startswith(start)
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("html[lang=en] .pledge")
    page.get_by_role("link", name="Help with writing").click()
    page.fill("#a_action", "Kèm học sinh đọc chậm")
    page.press("#a_action", "Enter")
    page.wait_for_selector("#made")
    page.get_by_role("button", name="Add to the list").click()
    page.get_by_role("button", name="Take it to the check").click()
    page.wait_for_selector(".pledge")
    assert page.locator("#text").input_value().strip() == "Kèm học sinh đọc chậm."
    page.get_by_role("button", name="Tiếng Việt").click()
    page.wait_for_selector("html[lang=vi] .pledge")


def test_what_it_cannot_read_is_said(page: Any, tmp_path: Path) -> None:
    page.locator("header nav a").first.click()
    page.wait_for_selector(".desk")
    assert ".pdf" not in page.locator("#file").get_attribute("accept")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    page.set_input_files("#file", tmp_path / "a.pdf")
    page.click("button.main")
    page.wait_for_selector("main .problem")
    assert "không đọc được PDF" in page.locator("main .problem").inner_text()


def test_the_same_verdicts(page: Any, service: Service) -> None:
    """Every example, as text and as a Word file."""
    paths = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in (".txt", ".docx"))
    assert len(paths) > 20
    page.locator("header nav a").first.click()
    page.wait_for_selector(".desk")
    for path in paths:
        (pledge,) = read(path)
        report, _ = service.check(pledge.text, Known())
        page.set_input_files("#file", path)
        html = page.evaluate(ASK)
        assert hidden(html, "before") == keep(report), path
        told = re.findall(r'<p class="why"><a href="#r-(\w+)"', html)
        assert sorted(set(told)) == sorted({each.rule for each in report.findings})
        assert unescape(re.findall(r'id="text".*?>\n(.*?)</textarea>', html, re.S)[0]) == pledge.text


def test_it_cannot_send_anything(page: Any) -> None:
    tried = page.evaluate(
        """async () => {
          const there = 'https://example.com/?text';
          const tries = {
            fetch: () => fetch(there),
            local: () => fetch('http://127.0.0.1:9/'),
            request: () => new Promise((done, fail) => {
              const asked = new XMLHttpRequest();
              asked.onload = done; asked.onerror = fail;
              asked.open('POST', there); asked.send('x');
            }),
            image: () => new Promise((done, fail) => {
              const image = new Image(); image.onload = done; image.onerror = fail; image.src = there;
            }),
            socket: () => new Promise((done, fail) => {
              const socket = new WebSocket('wss://example.com');
              socket.onopen = done; socket.onerror = fail;
            }),
            script: () => new Promise((done, fail) => {
              const script = document.createElement('script');
              script.onload = done; script.onerror = fail; script.src = there; document.body.append(script);
            }),
            inline: () => new Promise((done, fail) => {
              const script = document.createElement('script');
              script.textContent = 'window.ran = 1'; document.body.append(script);
              window.ran ? done() : fail(new Error('blocked'));
            }),
            eval: async () => (0, eval)('1'),
          };
          const blocked = [];
          document.addEventListener('securitypolicyviolation',
            event => blocked.push(event.effectiveDirective));
          const passed = [];
          for (const [name, run] of Object.entries(tries)) {
            try { await run(); passed.push(name); } catch {}
          }
          const beacon = navigator.sendBeacon(there, 'x');
          const form = document.createElement('form');
          form.action = there; form.method = 'post'; document.body.append(form); form.submit();
          await new Promise(resolve => setTimeout(resolve, 300));
          return {passed, blocked: [...new Set(blocked)].sort(), here: location.protocol};
        }"""
    )
    assert tried["passed"] == [] and tried["here"] == "file:"
    assert {"connect-src", "form-action", "img-src", "script-src-elem"} <= set(tried["blocked"])


def test_the_engine_cannot_send_either(page: Any) -> None:
    """It runs in a worker, under the same policy."""
    (worker,) = page.workers
    tried = worker.evaluate(
        """async () => {
          const there = 'https://example.com/?text';
          const blocked = new Set();
          addEventListener('securitypolicyviolation', event => blocked.add(event.effectiveDirective));
          const passed = [];
          const tries = {
            fetch: () => Object.getPrototypeOf(self).fetch?.call(self, there) ?? fetch(there),
            request: () => new Promise((done, fail) => {
              const asked = new XMLHttpRequest();
              asked.onload = done; asked.onerror = fail; asked.open('POST', there); asked.send('x');
            }),
            socket: () => new Promise((done, fail) => {
              const socket = new WebSocket('wss://example.com'); socket.onopen = done; socket.onerror = fail;
            }),
            module: () => import(there),
          };
          for (const [name, run] of Object.entries(tries)) {
            try { await run(); passed.push(name); } catch {}
          }
          await new Promise(resolve => setTimeout(resolve, 200));
          return {passed, blocked: [...blocked]};
        }"""
    )
    assert tried["passed"] == [] and "connect-src" in tried["blocked"]


def test_usable_before_it_is_ready(browser: Any, file: Path) -> None:
    """Text can be pasted at once; an early press of the button waits for the engine."""
    page = browser.new_context(offline=True).new_page()
    page.goto(file.as_uri(), wait_until="commit")
    page.fill("#text", TEXT)
    page.press("#text", "Control+Enter")
    page.wait_for_selector(".pledge", timeout=120_000)
    assert page.locator("#text").input_value() == TEXT


def test_the_policy(file: Path) -> None:
    html = file.read_text("utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert "connect-src 'none'" in policy and "default-src 'none'" in policy and "form-action 'none'" in policy
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy and "http" not in policy
    assert html.index("Content-Security-Policy") < html.index("<style") < html.index("<script")


def test_everybody_can_use_it(browser: Any, file: Path) -> None:
    page = opened(browser, file, width=360, bypass_csp=True)
    assert fits(page) and axe(page) == []
