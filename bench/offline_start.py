"""How long the page as one file takes until a verdict can be had, in Chromium without network.

    python bench/offline_start.py [build/pledgecheck-tu-kiem-tra.html] [--runs 5]

Every run starts a new browser with an empty profile. Prints the load of the machine beside each time: what else runs
counts for more than anything in the file. "Page" is when text can be pasted, "ready" when the engine would answer,
"answer" when the first verdict stands on the page of somebody who pasted and pressed the button at once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import time
from pathlib import Path

try:
    from playwright.sync_api import sync_playwright
except ModuleNotFoundError:
    raise SystemExit("Playwright for Python is not installed") from None

ROOT = Path(__file__).resolve().parents[1]
USUAL = ROOT / "build" / "pledgecheck-tu-kiem-tra.html"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
TEXT = "1. Mỗi tháng tôi dự giờ 02 tiết của đồng nghiệp, có phiếu nhận xét nộp tổ chuyên môn.\n2. Nâng cao trách nhiệm."


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=USUAL)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not given.file.is_file():
        print(f"left out: needs Chromium and {given.file.name} (make offline)")
        return
    print(f"{given.file.stat().st_size / 1e6:.1f} MB, {os.cpu_count()} processors")
    every = []
    with sync_playwright() as playwright:
        for _ in range(given.runs):
            load = os.getloadavg()[0]
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = browser.new_context(offline=True).new_page()
            began = time.perf_counter()
            page.goto(given.file.resolve().as_uri(), wait_until="commit")
            page.fill("#text", TEXT)
            filled = time.perf_counter() - began
            page.press("#text", "Control+Enter")
            page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
            ready = time.perf_counter() - began
            page.wait_for_selector(".pledge", timeout=120_000)
            answer = time.perf_counter() - began
            every.append(ready)
            print(f"load {load:.1f}: page {filled:.1f} s, ready {ready:.1f} s, answer {answer:.1f} s", flush=True)
            browser.close()
    print(f"ready: median {statistics.median(every):.1f} s, slowest {max(every):.1f} s")


if __name__ == "__main__":
    main()
