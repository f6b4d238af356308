"""The report in a real browser: no request, no violation of accessibility rules, phone, paper.

Needs Chromium, Playwright for Python and, for the rules, axe-core (`npm pack axe-core`, unpacked into
build/axe, or named by PLEDGECHECK_AXE); skipped with a reason where one is missing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.model import ThemeVerdict
from pledgecheck.reporters.html import write_html
from tests.reporters.html_page import audit, many
from tests.reporters.html_samples import LINES, NAME_ONLY, OLD, copied, entry, finding, score

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
AXE = [Path(os.environ["PLEDGECHECK_AXE"])] if os.environ.get("PLEDGECHECK_AXE") else []
AXE += [ROOT / "build" / "axe" / "package" / "axe.min.js", ROOT / "node_modules" / "axe-core" / "axe.min.js"]
SIZES = {"desktop": (1280, 900), "phone": (360, 740)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def axe() -> str:
    for path in AXE:
        if path.is_file():
            return path.read_text("utf-8")
    pytest.skip("axe-core is not there (npm pack axe-core, unpacked into build/axe)")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A single pledge, a cell, an index with parts."""
    folder = tmp_path_factory.mktemp("html")
    kept = entry(
        id="giữ",
        author="Lò Văn Giữ",
        copying=copied(0.8),
        sources={"may-2019": OLD},
        score=score(72, 85, 50, 20),
        findings=(
            finding(
                "COP001", "error", "4/5 nội dung giống bản năm 2019.", suggestion="Ghi kết quả năm trước."
            ),
            finding("THE001", "error", "Xem lại tên chuyên đề.", "BẢN CAM KẾT NĂM 2020"),
            finding("SPE001", "warning", "Câu này nêu phương hướng.", LINES[6][3:]),
            finding("SPE006", "info", "Cuối năm lấy gì để biết?", LINES[4][3:]),
        ),
    )
    cell = [
        *many(8),
        kept,
        entry(id="mô-hình", author=None, kind="model", dossier=NAME_ONLY, commitments=()),
        entry(id="năm-khác", author="Vi Thị Ứng", theme=ThemeVerdict(id="vn-2019", relation="outdated")),
        entry(id="không", score=score(None, None, None, length=None), commitments=()),
    ]
    (one,) = write_html([kept], None, (), (), folder / "one.html")
    (whole,) = write_html(cell, audit(cell), (), (), folder / "cell.html")
    (english,) = write_html(cell, audit(cell), (), (), folder / "english.html", lang="en")
    index, part, *_ = write_html(
        cell, audit(cell), (), (), folder / "index.html", single_limit=5, part_size=6
    )
    return {"one": one, "cell": whole, "english": english, "index": index, "part": part}


NAMES = ("one", "cell", "english", "index", "part")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_it(name: str, size: str, browser: Any, axe: str, reports: dict[str, Path]) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, bypass_csp=True)
    page.goto(reports[name].as_uri())
    page.add_style_tag(content="*{content-visibility: visible !important}")  # look at all of it
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    page.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES)
def test_it_fits_and_asks_for_nothing(name: str, size: str, browser: Any, reports: dict[str, Path]) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(reports[name].as_uri())
    assert asked == [reports[name].as_uri()]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_links_lead_to_their_place(browser: Any, reports: dict[str, Path]) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(reports["one"].as_uri())
    page.click(".better li:nth-child(2) a.go")
    assert page.evaluate("document.querySelector(location.hash).getBoundingClientRect().top") < 900
    page.goto(reports["index"].as_uri())
    page.click("#units tbody a")
    assert page.url.split("#")[0].endswith("part-0001.html") and page.locator("h1").count() == 1
    page.click("nav a")
    assert page.url == reports["index"].as_uri()
    page.close()


def test_on_paper(browser: Any, reports: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(reports["one"].as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".go").first.is_visible()
    assert page.locator(".text").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
