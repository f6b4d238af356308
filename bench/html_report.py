#!/usr/bin/env python3
"""How large the HTML report of many pledges is, how long writing takes, how soon it shows in Chromium.

usage: python bench/html_report.py [--pledges N] [--units N] [--seed N] [--out FOLDER] [--runs N]

Synthetic reports, made without the engine: the same seed gives the same files, apart from the times.
The opening times need Chromium and Playwright for Python; without them only sizes are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pledgecheck.model import (
    PART_NAMES,
    SLOT_NAMES,
    AuditSummary,
    Commitment,
    Copying,
    CopyPair,
    CopySource,
    DutyVerdict,
    Edit,
    Finding,
    LengthVerdict,
    Passage,
    Report,
    Score,
    Slot,
    ThemeVerdict,
)
from pledgecheck.packs.resolve import core_pack
from pledgecheck.reporters.html import Entry, write_html

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Văn", "Thị", "Đình", "Ngọc", "Thu", "Minh", "Xuân", "Quang"]
GIVEN = [
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Đào",
    "Giang",
    "Hà",
    "Hạnh",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quý",
    "Yến",
]
ROLES = ["Giáo viên", "Công chức Tư pháp - Hộ tịch", "Điều dưỡng", "Bí thư chi bộ thôn", "Đảng viên nghỉ hưu"]
ACTS = [
    "thăm hỏi",
    "hướng dẫn",
    "sửa chữa",
    "dạy kèm",
    "trồng",
    "gọi điện cho",
    "rà soát",
    "trực tại",
    "đọc cho",
]
OBJECTS = [
    "hộ nghèo",
    "em học sinh lớp 5",
    "người bệnh",
    "hồ sơ hộ tịch",
    "cây đầu ngõ",
    "đoàn viên mới",
    "cụ già",
]
TIMES = ["mỗi tháng", "trước ngày 30/9", "tối thứ Tư hằng tuần", "trong quý II", "trước mùa mưa"]
CHECKS = ["ghi sổ của chi hội", "có chữ ký của tổ trưởng", "dán ở bảng tin", "báo cáo chi bộ"]
VAGUE = [
    "Không ngừng nâng cao tinh thần trách nhiệm trong công tác.",
    "Tích cực đổi mới tác phong, lề lối làm việc.",
]
RULES = ["SPE001", "SPE002", "SPE004", "SPE005", "SPE006", "THE003"]
LIMITS = {"syllables_min": 60.0, "syllables_max": 560.0, "syllables_zero": 1500.0, "commitments_max": 20.0,
          "commitments_zero": 45.0}  # fmt: skip


def pledge(at: int, units: int, rng: random.Random) -> Entry:
    """One pledge of about 300 syllables, its report, and for some the text it repeats."""
    name = f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
    unit, role = f"Chi bộ số {rng.randrange(units) + 1}", rng.choice(ROLES)
    lines = ["ĐẢNG CỘNG SẢN VIỆT NAM", "BẢN CAM KẾT HỌC TẬP VÀ LÀM THEO NĂM 2020", f"Họ và tên: {name}", ""]
    text = "\n".join(lines) + "\n"
    commitments, findings = [], []
    for number in range(rng.randrange(7, 15)):
        line, parts = _promise(rng)
        start = len(text) + len(f"{number + 1}. ")
        text += f"{number + 1}. {line}\n"
        slots: dict[str, Slot | None] = dict.fromkeys(SLOT_NAMES)
        for slot, part in parts.items():
            first = start + line.index(part)
            slots[slot] = Slot(start=first, end=first + len(part), text=part)
        points = (
            40.0 * ("action" in parts)
            + 20 * ("time" in parts)
            + 20 * ("measure" in parts)
            + 10 * ("evidence" in parts)
        )
        level = (points >= 10) + (points >= 40) + (points >= 60) + (points >= 90)
        commitments.append(
            Commitment(
                index=number,
                start=start,
                end=start + len(line),
                text=line,
                level=level,
                points=points,
                confidence=0.9,
                slots=slots,
                missing=tuple(slot for slot in SLOT_NAMES if slots[slot] is None),
                required_formula=number == 0,
                theme="applied" if rng.random() < 0.3 else "none",
                duty=rng.random() < 0.4,
            )
        )
        if rng.random() < 0.7:
            rule = rng.choice(RULES[:2]) if level < 2 else rng.choice(RULES[2:])
            findings.append(
                Finding(
                    rule=rule,
                    severity="warning" if level < 2 else "info",
                    start=start,
                    end=start + len(line),
                    message=f"Câu này có thể rõ hơn ({rule}).",
                    suggestion=f"Việc “{line[:30]}”: bao giờ, cho ai?",
                    line=number + 5,
                )
            )
    copying, sources = _copying(at, text, commitments, rng)
    parts_of = {name: float(rng.randrange(0, 101)) for name in PART_NAMES}
    weights = dict(zip(PART_NAMES, (0.4, 0.2, 0.15, 0.15, 0.1), strict=True))
    report = Report(
        id=f"pledge-{at}",
        path=f"ho-so/{unit}/{at}.docx",
        kind="individual",
        year=2020,
        author=name,
        role=role,
        unit=unit,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        score=Score(
            total=round(sum(parts_of[n] * weights[n] for n in PART_NAMES), 1),
            parts=parts_of,
            weights=weights,
            basis={"k": 2, "thin_factor": 0.4, "thin_below": 40, "duty_needed": 2},
        ),
        commitments=tuple(commitments),
        theme=ThemeVerdict(
            id="vn-2020", relation=rng.choice(["applied"] * 6 + ["quoted", "not_found", "outdated"])
        ),
        duty=DutyVerdict(
            relation=rng.choice(["own"] * 6 + ["generic", "unknown"]), terms=("hộ nghèo", "học sinh")
        ),
        copying=copying,
        dossier=None,
        findings=tuple(findings),
        length=LengthVerdict(
            syllables=len(text.split()), commitments=len(commitments), verdict="ok", limits=LIMITS
        ),
    )
    return Entry(report, text, sources)


def _promise(rng: random.Random) -> tuple[str, dict[str, str]]:
    if rng.random() < 0.3:
        return rng.choice(VAGUE), {}
    parts = {"action": rng.choice(ACTS), "object": rng.choice(OBJECTS)}
    amount, when, check = f"{rng.randrange(2, 20)} lần", rng.choice(TIMES), rng.choice(CHECKS)
    line = f"{parts['action']} {parts['object']} trên địa bàn phụ trách cùng các đồng chí trong tổ"
    if rng.random() < 0.6:
        line, parts["measure"] = f"{line}, {amount}", amount
    if rng.random() < 0.6:
        line, parts["time"] = f"{line}, {when}", when
    if rng.random() < 0.4:
        line, parts["evidence"] = f"{line}, {check}", check
    return line[0].upper() + line[1:] + ".", {k: v for k, v in parts.items() if k != "action"} | {
        "action": parts["action"][0].upper() + parts["action"][1:]
    }


def _copying(
    at: int, text: str, ones: list[Commitment], rng: random.Random
) -> tuple[Copying | None, dict[str, str]]:
    """For every third pledge some passages of last year, with one word changed."""
    if at % 3:
        return None, {}
    old, passages = "", []
    for one in rng.sample(ones, min(len(ones), rng.randrange(1, 8))):
        words = one.text.split()
        words[rng.randrange(len(words))] = "khác"
        was = " ".join(words)
        passages.append(Passage(
            start=one.start, end=one.end, source_start=len(old), source_end=len(old) + len(was),
            edits=(Edit(kind="word", from_="khác", to="này"),),
        ))  # fmt: skip
        old += was + "\n"
    source = CopySource(id=f"old-{at}", relation="previous", share=0.4, passages=tuple(passages))
    share = round(len(passages) / len(ones), 2)
    return Copying(share=share, counted_share=share, sources=(source,)), {source.id: old}


def opening(target: Path, runs: int) -> str:
    """First contentful paint and load, in milliseconds: the median of some fresh pages."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        return "not measured (Chromium or Playwright is missing)"
    paints, loads = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        for _ in range(runs):
            page: Any = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(target.as_uri(), wait_until="load")
            paint = None
            while paint is None:
                page.wait_for_timeout(20)
                paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
            paints.append(paint)
            loads.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            page.close()
        browser.close()
    return f"first content {statistics.median(paints):.0f} ms, loaded {statistics.median(loads):.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pledges", type=int, default=4000)
    parser.add_argument("--units", type=int, default=160)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=Path, help="keep the report here")
    options = parser.parse_args()

    def entries() -> Iterator[Entry]:
        rng = random.Random(options.seed)
        return (pledge(at, options.units, rng) for at in range(options.pledges))

    pairs = tuple(
        CopyPair(a=f"pledge-{at}", b=f"pledge-{at + 1}", relation="peer", share_a=0.6, share_b=0.5)
        for at in range(0, options.pledges - 1, 9)
    )
    began = time.perf_counter()
    made = sum(1 for _ in entries())
    making = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as spare:
        folder = options.out or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        pack = core_pack()
        began = time.perf_counter()
        written = write_html(
            entries(), AuditSummary(copy_pairs=pairs), (), (), folder / "report.html", packs=(pack,),
            rules={rule.id: rule for rule in pack.rules},
        )  # fmt: skip
        seconds = time.perf_counter() - began - making
        sizes = [path.stat().st_size for path in written]
        print(f"{made} pledges, {options.units} units: {len(written)} files, {sum(sizes) / 1e6:.1f} MB")
        print(f"written in {seconds:.1f} s ({1000 * seconds / made:.1f} ms a pledge), "
              f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")  # fmt: skip
        print(f"index {sizes[0] / 1e3:.0f} kB: {opening(written[0], options.runs)}")
        if len(written) > 1:
            largest = max(range(1, len(sizes)), key=sizes.__getitem__)
            print(f"largest part {sizes[largest] / 1e3:.0f} kB: {opening(written[largest], options.runs)}")


if __name__ == "__main__":
    main()
