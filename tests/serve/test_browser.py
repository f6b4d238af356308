"""The page in a real browser: by keyboard alone, without scripts, on a phone, with a dropped document.

Needs Chromium and Playwright for Python and, for the rules of accessibility, axe-core (see
tests/reporters/test_html_browser.py); skipped with a reason where one is missing. Pictures for docs/img are
taken anew with PLEDGECHECK_PICTURES=1.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.reporters.test_html_browser import AXE
from tests.serve.pledges import BETTER, TEXT

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
pytest.importorskip("uvicorn", reason="the extra serve is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "xa-an-hoa"
WORD = EXAMPLES / "2020/ubnd/hoang-dinh-tam.docx"
BEFORE = EXAMPLES / "2019/ubnd/hoang-dinh-tam.txt"
SIZES = {"desktop": (1280, 900), "phone": (360, 740)}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
Open = Callable[..., Any]


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The address of a server as the command starts it."""
    command = [sys.executable, "-m", "pledgecheck", "serve", "--no-browser", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert line.startswith("http://127.0.0.1:"), line
        yield line.split()[0]
        server.terminate()
        assert server.stderr.read() == ""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Open]:
    """Opens a page of the server; fails on any complaint of the browser and on requests elsewhere."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(path: str = "", size: str = "desktop", **more: Any) -> Any:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: "422" in said.text or complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: r.url.startswith((address, "blob:")) or complaints.append(r.url))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def axe(page: Any) -> list[Any]:
    source = next((path.read_text("utf-8") for path in AXE if path.is_file()), None)
    if source is None:
        pytest.skip("axe-core is not there (npm pack axe-core, unpacked into build/axe)")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate(source)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]


def fits(page: Any) -> bool:
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def tab_to(page: Any, wanted: str, most: int = 60, key: str = "Tab") -> None:
    for _ in range(most):
        if focused(page).startswith(wanted):
            return
        page.keyboard.press(key)
    pytest.fail(f"{wanted} cannot be reached by keyboard")


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert focused(page) == "Đến nội dung chính"
    page.keyboard.press("Enter")
    tab_to(page, "text")
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".pledge")
    assert page.locator("#said").inner_text().startswith("Đã xem xong.")
    assert page.evaluate("document.activeElement.className") == "pledge"
    # Correct what was guessed.
    tab_to(page, "Máy hiểu")
    page.keyboard.press("Enter")
    tab_to(page, "role")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Tổ trưởng chuyên môn")
    page.keyboard.press("Enter")
    page.wait_for_selector(".who:has-text('Tổ trưởng chuyên môn')")
    assert page.locator("html").get_attribute("lang") == "vi", "Enter sends the form, not another button"
    # From a note to its place in the editor, and write it anew.
    tab_to(page, "Sửa chỗ này")
    page.keyboard.press("Enter")
    assert focused(page) == "text"
    chosen = page.evaluate("(() => {const t = document.activeElement;"
                           "return t.value.slice(t.selectionStart, t.selectionEnd)})()")  # fmt: skip
    assert chosen and chosen in TEXT
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(BETTER)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".changes .up")
    assert focused(page) == "text", "the place in the text is kept"
    assert "Rõ hơn lần trước" in page.locator("#said").inner_text()
    assert page.locator("#role").input_value() == "Tổ trưởng chuyên môn"


def test_a_place_after_signs_beyond_the_first_plane(visit: Open) -> None:
    page = visit()
    page.fill("#text", "😀😀 " + TEXT)
    page.click("button.main")
    page.locator(".notes button.small").first.click()
    chosen = page.evaluate("(() => {const t = document.getElementById('text');"
                           "return t.value.slice(t.selectionStart, t.selectionEnd)})()")  # fmt: skip
    assert chosen == "Nâng cao tinh thần trách nhiệm trong công việc."


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts(visit: Open, size: str) -> None:
    page = visit(size=size, java_script_enabled=False)
    page.fill("#text", TEXT)
    page.locator("button.main").click()
    page.wait_for_load_state()
    assert page.locator(".pledge").count() == 1 and page.locator("#print").is_hidden()
    page.fill("#text", BETTER)
    page.locator(".editor button.main").click()
    assert page.locator(".changes .up li").count() >= 2
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#text").input_value() == BETTER
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the report").click()
    assert saved.value.suggested_filename == "bao-cao.html"


def test_a_dropped_document(visit: Open, tmp_path: Path) -> None:
    page = visit()
    data = base64.b64encode(WORD.read_bytes()).decode()
    page.evaluate(
        """data => {
          const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
          const carried = new DataTransfer();
          carried.items.add(new File([bytes], 'bản đăng ký.docx'));
          const main = document.querySelector('main');
          const event = {bubbles: true, cancelable: true, dataTransfer: carried};
          main.dispatchEvent(new DragEvent('dragover', event));
          window.veil = !document.getElementById('drop').hidden;
          main.dispatchEvent(new DragEvent('drop', event));
        }""",
        data,
    )
    page.wait_for_selector(".pledge")
    assert page.evaluate("window.veil") and page.locator("#drop").is_hidden()
    assert "Hoàng Đình Tám" in page.locator(".pledge h2").inner_text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Tải bản Word có ghi chú").click()
    saved.value.save_as(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"


def test_a_document_that_cannot_be_read(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 no zip")
    page = visit()
    page.set_input_files("#file", tmp_path / "a.docx")
    page.click("button.main")
    page.wait_for_selector(".problem")
    assert page.evaluate("document.activeElement.className") == "problem"


def test_scripts_of_a_pledge_do_not_run(visit: Open) -> None:
    page = visit()
    page.fill("#text", TEXT.replace("Đặng", "<img src=x onerror=\"document.title='run'\"><script>1</script>"))
    page.click("button.main")
    page.wait_for_selector(".pledge")
    assert page.title() != "run" and page.locator("main img, main script").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_it(visit: Open, size: str) -> None:
    page = visit(size=size, bypass_csp=True)
    assert fits(page) and axe(page) == []
    page.set_input_files("#previous_file", BEFORE)
    page.set_input_files("#file", WORD)
    page.click("button.main")
    page.wait_for_selector(".pledge")
    page.fill("#text", page.locator("#text").input_value() + "\n7. Mỗi tháng thăm 02 hộ nghèo, ghi sổ chi bộ.")
    page.press("#text", "Control+Enter")
    page.wait_for_selector(".changes")
    assert fits(page) and axe(page) == []
    page.goto(page.url + "viet?lang=vi")
    page.select_option("#occupation", "giao_vien")
    page.click("text=Hiện câu hỏi")
    page.fill("#a_action", "Kèm học sinh đọc chậm")
    page.click("text=Ghép thành câu")
    page.click("text=Thêm vào danh sách")
    assert fits(page) and axe(page) == []
    page.press("#a_action", "Enter")  # builds; it must not press the switch of languages
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "vi" and page.locator("#made").count() == 1
    page.click("text=Đưa sang trang tự xem")
    page.wait_for_load_state()
    assert page.locator("#text").input_value().strip() == "Kèm học sinh đọc chậm."


def test_on_paper(visit: Open) -> None:
    page = visit()
    page.fill("#text", TEXT)
    page.click("button.main")
    page.wait_for_selector(".pledge")
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    assert not page.locator("#text").is_visible() and not page.locator(".take").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


PICTURES = pytest.mark.skipif(not os.environ.get("PLEDGECHECK_PICTURES"), reason="PLEDGECHECK_PICTURES is not set")


def picture(page: Any, name: str, at: str = "", height: int = 900) -> None:
    """The page as a reader sees it, from the place `at` or from its top."""
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.wait_for_timeout(600)  # until it has come to rest
    page.evaluate("document.activeElement.blur()")
    page.evaluate("at => at ? document.querySelector(at).scrollIntoView({behavior: 'instant'})"
                  " : scrollTo({top: 0, behavior: 'instant'})", at)  # fmt: skip
    page.wait_for_timeout(300)
    page.screenshot(path=ROOT / "docs" / "img" / f"page-{name}.png")


@PICTURES
@pytest.mark.parametrize("size", SIZES)
def test_pictures(visit: Open, size: str) -> None:
    page = visit(size=size)
    page.set_input_files("#previous_file", BEFORE)
    page.set_input_files("#file", WORD)
    page.click("button.main")
    page.wait_for_selector(".pledge")
    picture(page, size, height=1500 if size == "desktop" else 1800)


@PICTURES
def test_pictures_of_the_guide(visit: Open) -> None:
    page = visit()
    page.reload()
    picture(page, "start", height=700)
    page.set_input_files("#previous_file", EXAMPLES / "2019/ubnd/pham-quang-luc.docx")
    page.set_input_files("#file", EXAMPLES / "2020/ubnd/pham-quang-luc.txt")
    page.click("button.main")
    page.wait_for_selector(".pledge")
    picture(page, "copied", at=".copying", height=760)
    page.goto(page.url)
    page.fill("#text", TEXT)
    page.click("button.main")
    page.wait_for_selector(".pledge")
    page.fill("#text", BETTER)
    page.press("#text", "Control+Enter")
    page.wait_for_selector(".changes")
    picture(page, "again", height=760)
    page.goto(page.url + "viet")
    page.select_option("#occupation", "giao_vien")
    page.click("text=Hiện câu hỏi")
    answers = {"action": "kèm", "measure": "03 em", "object": "đọc chậm", "place_or_person": "ở lớp 2B"}
    for name, answer in {**answers, "time": "30/5", "evidence": "sổ theo dõi của lớp"}.items():
        page.fill(f"#a_{name}", answer)
    page.click("text=Ghép thành câu")
    page.wait_for_selector("#made")
    picture(page, "helper", height=1500)


@PICTURES
def test_picture_of_a_rule_of_ones_own(browser: Any) -> None:
    pack = ROOT / "examples" / "bo-luat-tinh-song-lam"
    with served("--rules", str(pack)) as address:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(address)
        page.set_input_files("#file", pack / "ban-dang-ky.txt")
        page.click("button.main")
        page.wait_for_selector(".pledge")
        page.evaluate("document.querySelectorAll('.notes details').forEach(each => { each.open = true; })")
        picture(page, "own-rule", at=".sheet", height=760)
        page.context.close()
