"""Texts and forms for the tests of the page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

TEXT = """BẢN CAM KẾT
tu dưỡng, rèn luyện và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh năm 2020
Họ và tên: Đặng Thị Ngọc Ánh
Chức vụ: giáo viên
Đơn vị: Trường Tiểu học Bình An

1. Nâng cao tinh thần trách nhiệm trong công việc.
2. Kèm 05 học sinh đọc chậm của lớp 2B vào chiều thứ Tư hằng tuần, ghi sổ chủ nhiệm.
3. Không dùng điện thoại khi lên lớp.
4. Làm đồ dùng dạy môn Toán.
"""
BETTER = TEXT.replace(
    "4. Làm đồ dùng dạy môn Toán.",
    "4. Trước ngày 30/9 làm 10 bộ đồ dùng dạy môn Toán, bàn giao cho thư viện trường, có biên bản.",
)
LAST_YEAR = TEXT.replace("2020", "2019").replace("05 học sinh", "03 học sinh")
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>{{7*7}}</textarea>"


def hidden(html: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', html)
    assert found, name
    return unescape(found[1])


def selected(html: str, name: str) -> str:
    """The chosen option of a select."""
    inside = re.search(rf'<select id="{name}".*?</select>', html, re.S)
    assert inside, name
    found = re.search(r'<option value="([^"]*)" selected', inside[0])
    return unescape(found[1]) if found else ""


def state(html: str) -> dict[str, str]:
    """Every field of the answered form, as a browser would send it again."""
    fields: dict[str, str] = {name: hidden(html, name) for name in ("lang", "before")}
    for name in ("role", "unit", "year", "kind", "theme"):
        fields[f"{name}_guess"] = hidden(html, f"{name}_guess")
        fields[name] = selected(html, name) if name in ("kind", "theme") else hidden(html, name)
    return fields


def words(html: str) -> str:
    """What the page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def post(client: Any, at: str = "/", files: Any = None, **fields: str) -> Any:
    """The form as a browser sends it."""
    parts = [(name, (None, value)) for name, value in fields.items()]
    return client.post(at, files=[*parts, *(files or [])])
