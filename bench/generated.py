"""Pledges made by chance from the texts of this project, for benchmarks: the same for the same seed.

They are no good Vietnamese as a whole; every line is. Each has a head, sections, list items with markers of
many kinds, sometimes a table, running text, a signature, NFD, capitals or old tone placement.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from pledgecheck.model import Pledge

ROOT = Path(__file__).resolve().parents[1]
_ROLES = ("giáo viên", "Bí thư chi bộ", "Chủ tịch UBND xã", "bác sĩ", "kế toán", "Trưởng thôn", "công an xã", None)
_UNITS = ("Trường Tiểu học An Hòa", "Trạm y tế xã", "UBND xã An Hòa", "Chi bộ thôn Thượng", "Huyện ủy", None)
_MARKERS = ("{n}. ", "{n}) ", "- ", "+ ", "{n}/ ", "a) ", "• ", "")
_SECTIONS = ("I. NỘI DUNG ĐĂNG KÝ", "II. BIỆN PHÁP THỰC HIỆN", "1. Về tư tưởng:", "2. Về đạo đức, lối sống:", "")
_WORK = ("dọn nhà", "trồng rau", "sửa mái", "kèm chữ", "đong gạo", "quét ngõ", "nạo kênh", "thăm hỏi", "vá lưới")
PROOF = ("có sổ ghi", "có ảnh chụp", "trưởng thôn xác nhận", "chi bộ kiểm tra", "ghi vào nhật ký", "có ký nhận")
_COUNTED = ("hộ", "em", "buổi", "cây", "lượt người", "trang sổ")
_ONSETS = ["b", "ch", "d", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x", "đ", "r"]
_RIMES = ["a", "an", "ang", "âu", "âm", "iên", "inh", "oa", "oan", "ôn", "ông", "ơi", "uân", "uy", "ươm", "ưng", "ai", "eo"]


def material() -> list[str]:
    """Every line of the project's own texts and labelled sentences, in order, each once."""
    lines: dict[str, None] = {}
    for path in (*sorted(ROOT.glob("tests/corpus/texts/*.txt")), *sorted(ROOT.glob("examples/**/*.txt"))):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                lines[line.strip().lstrip("-+•*0123456789.) ")] = None
    for path in sorted(ROOT.glob("tests/corpus/dev/*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            lines[max(line.split("\t"), key=len).strip()] = None
    return [line for line in lines if line]


def pledges(count: int, seed: int = 1, syllables: int = 0, fresh: float = 0.0) -> Iterator[Pledge]:
    """`count` pledges; about `syllables` long each, or of mixed lengths where that is 0.

    fresh: the share of lines that no other pledge has. Real pledges share formulas, not their acts.
    """
    material_ = material()
    random = Random(seed)
    for number in range(count):
        known: Sequence[str] = material_
        if fresh:
            known = [_act(random) if random.random() < fresh else random.choice(material_) for _ in range(60)]
        yield Pledge(
            id=f"p{number:06d}",
            text=_text(random, known, syllables),
            kind=random.choice(("individual", "individual", "individual", "collective", "model", None)),
            role=random.choice(_ROLES),
            unit=random.choice(_UNITS),
            year=random.choice((None, 2016, 2017, 2018, 2019, 2020, 2021, 2023)),
            province=random.choice((None, "Hà Nam", "Hậu Giang")),
        )


def invented(random: Random) -> str:
    """Two syllables that hardly any other pledge has: real pledges share formulas, not their acts."""
    return " ".join(random.choice(_ONSETS) + random.choice(_RIMES) for _ in range(2))


def _act(random: Random) -> str:
    """An act with invented names."""
    name = partial(invented, random)
    work, proof = random.choice(_WORK), random.choice(PROOF)
    parts = [f"{work} {name()} {random.randint(2, 40)} {random.choice(_COUNTED)} {name()}", f"ở {name()}", proof]
    random.shuffle(parts)
    return f"{', '.join(parts)} {name()} {random.randint(1, 28)}/{random.randint(2, 12)}."


def _text(random: Random, lines: Sequence[str], syllables: int) -> str:
    body = ["BẢN CAM KẾT" if random.random() < 0.7 else "Đăng ký học tập và làm theo Bác", "Họ và tên: Trần Văn B"]
    marker = random.choice(_MARKERS)
    wanted = syllables or random.choice((20, 80, 150, 300, 300, 500, 900))
    said = number = 0
    while said < wanted:
        if random.random() < 0.12:
            body.append(random.choice(_SECTIONS))
            marker, number = random.choice(_MARKERS), 0
        line = random.choice(lines)
        if random.random() < 0.15:
            line = f"{line}; {random.choice(lines)}"
        number += 1
        said += len(line.split())
        if random.random() < 0.06:
            line = " | ".join((str(number), line, random.choice(("Quý I", "tháng 6", "cả năm")), "Tổ trưởng"))
            body.append(line)
        else:
            body.append(marker.format(n=number) + line)
    if random.random() < 0.6:
        body += ["NGƯỜI CAM KẾT", "Trần Văn B"]
    text = "\n".join(body)
    turn = random.random() if not syllables else 1.0
    if turn < 0.05:
        return unicodedata.normalize("NFD", text)
    return text.upper() if turn < 0.07 else text
