"""An audit of many mixed files, killed three times in the middle and taken up again.

    python bench/resume.py [--files 10000] [--jobs 2]

Shows the time of each run, the peak memory of all its processes together and how it grew, and whether the
result is byte for byte that of an audit in one go. Linux only (it reads /proc).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random

from generated import PROOF, invented

from pledgecheck.reporters.docx.writer import Document, Paragraph, text

KILLED_AT = (0.2, 0.45, 0.7)
WORK = ("dọn nhà", "trồng rau", "sửa mái", "kèm chữ", "đong gạo", "quét ngõ", "nạo kênh", "bó hoa", "vá lưới")


def write_files(folder: Path, count: int) -> None:
    """Text and Word files of 200 units, two years each; one in a hundred cannot be read."""
    random = Random(11)
    pick = random.choice
    name = partial(invented, random)
    for number in range(count):
        place = folder / str(2019 + number % 2) / f"chi-bo-{number % 200:03}"
        place.mkdir(parents=True, exist_ok=True)
        lines = ["BẢN CAM KẾT", f"Họ và tên: Nguyễn Văn {number // 2}", f"1. Không ngừng nâng cao {name()}."]
        for at in range(2, random.randint(4, 8)):
            words = [f"{pick(WORK)} {name()} {random.randint(2, 9)} hộ {name()}", f"ở {name()}", pick(PROOF)]
            random.shuffle(words)
            lines.append(f"{at}. {', '.join(words)} {name()} {random.randint(1, 28)}/{random.randint(2, 12)}.")
        path = place / f"{number:05}"
        if number % 100 == 50:
            path.with_suffix(".docx").write_bytes(b"PK\x03\x04 broken")
        elif number % 3 == 0:
            made = Document("", [[Paragraph(text(line)) for line in lines]])
            path.with_suffix(".docx").write_bytes(made.pack())
        else:
            path.with_suffix(".txt").write_text("\n".join(lines) + "\n", "utf-8")


def memory(group: int) -> int:
    """Resident bytes of all processes of a process group."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                total += int((entry / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            continue
    return total


def kept(cache: Path) -> int:
    return sum(1 for _ in cache.glob("??/*.json.z"))


def audit(folder: Path, target: Path, cache: Path, jobs: int, until: int | None, *more: str) -> None:
    """One run, to its end or until so many entries are kept."""
    arguments = ["audit", str(folder), "--output-format", "json", "--output", str(target), "--jobs", str(jobs)]
    env = {**os.environ, "PLEDGECHECK_CACHE_DIR": str(cache)}
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "pledgecheck", *arguments, "--fail-on", "never", "-q", *more],
        env=env, start_new_session=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    samples: list[int] = []
    while process.poll() is None:
        samples.append(memory(process.pid))
        if until is not None and kept(cache) >= until:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            break
        time.sleep(1.0)
    seconds = time.monotonic() - begun
    quarters = [max(samples[: max(1, len(samples) * part // 4)]) / 2**20 for part in (1, 2, 3, 4)]
    what = f"killed at {kept(cache)} entries" if until is not None else f"ended, {kept(cache)} entries"
    print(f"{seconds:7.1f} s  {what:26}  peak so far by quarters: " + ", ".join(f"{q:.0f} MB" for q in quarters))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_files(root / "p", given.files)
        cache = root / "cache"
        for share in KILLED_AT:
            audit(root / "p", root / "killed.json", cache, given.jobs, int(share * given.files))
        audit(root / "p", root / "resumed.json", cache, given.jobs, None)
        audit(root / "p", root / "again.json", cache, given.jobs, None)
        audit(root / "p", root / "once.json", cache, given.jobs, None, "--no-cache")
        digests = {
            hashlib.sha256((root / f"{each}.json").read_bytes()).hexdigest() for each in ("resumed", "again", "once")
        }
        size = sum(path.stat().st_size for path in cache.glob("??/*")) / 2**20
        print(f"{given.files} files, cache {size:.1f} MB, results " + ("differ" if len(digests) > 1 else "identical"))
        sys.exit(len(digests) > 1)


if __name__ == "__main__":
    main()
