"""An audit that is killed in the middle goes on where it was, and ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

# bench/resume.py does the same with 10,000 files and measures memory.
FILES = int(os.environ.get("PLEDGECHECK_RESUME_FILES", "260"))
KILLED_AT = tuple(FILES * share // 100 for share in (14, 36, 64))  # entries that are kept by then


WORK = ("dọn nhà", "trồng rau", "sửa mái", "kèm chữ", "đong gạo", "quét ngõ", "nạo kênh", "bó hoa", "vá lưới")
ONSETS = "b ch d g h kh l m n ng nh ph s t th tr v x đ r"
RIMES = "a an ang âu âm iên inh oa oan ôn ông ơi uân uy ươm ưng ai eo"
PROOF = ("có sổ ghi", "có ảnh chụp", "trưởng thôn xác nhận", "chi bộ kiểm tra", "ghi vào nhật ký", "có ký nhận")


def write_files(folder: Path) -> None:
    """Small pledges of 20 units, each in words of its own; a few share a sentence, one file cannot be read."""
    random = Random(7)
    pick = random.choice

    def name() -> str:
        """Two syllables that hardly any other pledge has: real pledges share formulas, not their acts."""
        return " ".join(pick(ONSETS.split()) + pick(RIMES.split()) for _ in range(2))

    for number in range(FILES):
        unit = folder / f"chi-bo-{number % 20:02}"
        unit.mkdir(parents=True, exist_ok=True)
        lines = ["BẢN CAM KẾT NĂM 2019"]
        for at in range(1, 3):
            words = [f"{pick(WORK)} {name()} {random.randint(2, 9)} hộ {name()}", f"ở {name()}", pick(PROOF)]
            random.shuffle(words)
            lines.append(f"{at}. {', '.join(words)} {name()} {random.randint(1, 28)}/{random.randint(2, 12)}.")
        if number % 100 == 0:
            lines.append("3. Mỗi quý viết 01 bài về gương người tốt gửi đài truyền thanh xã, có ký nhận của cán bộ.")
        (unit / f"{number:04}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "hong.docx").write_bytes(b"PK\x03\x04")


def command(folder: Path, target: Path, *more: str) -> list[str]:
    common = ["--output-format", "json", "--output", str(target), "--fail-on", "never", "--jobs", "2", "-q"]
    return [sys.executable, "-m", "pledgecheck", "audit", str(folder), *common, *more]


def kept(cache: Path) -> int:
    return sum(1 for _ in cache.glob("??/*.json.z"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_three_times(tmp_path: Path) -> None:
    folder, cache = tmp_path / "p", tmp_path / "cache"
    write_files(folder)
    env = {**os.environ, "PLEDGECHECK_CACHE_DIR": str(cache)}
    before = 0
    for wanted in KILLED_AT:
        process = subprocess.Popen(
            command(folder, tmp_path / "killed.json"), env=env, start_new_session=True, stderr=subprocess.DEVNULL
        )
        while kept(cache) < wanted:
            assert process.poll() is None, "it ended before it was killed"
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = kept(cache)
        assert before < now < FILES
        before = now
    assert not (tmp_path / "killed.json").exists() or (tmp_path / "killed.json").stat().st_size == 0
    subprocess.run(command(folder, tmp_path / "resumed.json"), env=env, check=False, capture_output=True)
    assert kept(cache) == FILES
    subprocess.run(command(folder, tmp_path / "once.json", "--no-cache"), env=env, check=False, capture_output=True)
    resumed, once = ((tmp_path / name).read_text("utf-8") for name in ("resumed.json", "once.json"))
    assert resumed == once
    data = json.loads(resumed)
    assert len(data["reports"]) == FILES and len(data["errors"]) == 1
