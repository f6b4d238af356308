"""What a pledge says about itself: year, kind, author, role, unit, date of signing, name of the model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledgecheck.document.model import Block, Meta, Role

_YEAR = re.compile(r"\bnăm (?:học )?(20\d\d)\b")
_SIGNED = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(20\d\d)|(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(20\d\d)")
_NAME = re.compile(r"(?:họ (?:và )?tên(?: [^:\n]{0,20})?|tôi (?:tên )?là|tên tôi là)\s*:?\s*([^\n,;:|.(-]{3,40}?)(?=\s{2,}|\s*(?:,|;|\||\n|$|-|\(|\.|sinh|năm sinh|ngày))")
_ROLE = re.compile(r"(?:chức vụ|chức danh|nghề nghiệp|công việc|vị trí việc làm)[^:\n]{0,30}:\s*([^\n|]{3,120}?)(?=\s{2,}|\n|$|\||đơn vị)")
_UNIT = re.compile(r"(?:đơn vị(?: công tác)?|nơi công tác|sinh hoạt tại|đang sinh hoạt tại|chi bộ)\s*:\s*([^\n|]{3,120}?)(?=\s{2,}|\n|$|\|)")
_MODEL = re.compile(r'(?:tên mô hình|mô hình)(?: đăng ký| điểm)?[^:"\n]{0,40}[:\s]\s*"([^"\n]{3,120})"|tên mô hình\s*:\s*([^\n"]{3,120})')


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = (match[1], match[2], match[3]) if match[3] else (match[4], match[5], match[6])
    d, m = int(day), int(month)
    return f"{year}-{m:02d}-{d:02d}" if 1 <= d <= 31 and 1 <= m <= 12 else None


def _signed(text: str, blocks: Sequence[Block]) -> str | None:
    """The date in the header or the signature: only in lines that are boilerplate."""
    dates = []
    for block in blocks:
        if block.role is Role.BOILERPLATE and "căn cứ" not in text[block.start : block.start + 8]:
            match = _SIGNED.search(text, block.start, block.end)
            if match and "số" not in text[block.start : match.start()]:
                dates.append(_iso(match))
    return next((d for d in reversed(dates) if d), None)


_PERSON = re.compile(r"họ (?:và )?tên|\btôi (?:tên )?là|\bbản thân tôi|\btôi (?:xin )?(?:đăng ký|cam kết|hứa)|của đồng chí|đảng viên \w+ \w+,")
_MANY = re.compile(
    r"\b(?:t/m|tm\.|thay mặt) |\bcủa tập thể|\btập thể .{0,40}(?:đăng ký|cam kết)|"
    r"(?:chi bộ|hội|khoa|trường|phòng|ủy ban|đội|ban|trạm|chúng tôi|đơn vị)[^\n.]{0,60}(?:đăng ký|cam kết|xây dựng bản)"
)


def _kind(text: str, title: str, head: str) -> str:
    """Model by its name, else who speaks: a person or a body."""
    if re.search(r"\bmô hình\b", title) or re.search(r"^tên mô hình", text, re.M):
        return "model"
    if re.search(r"của tập thể|tập thể chi bộ|của (?:chi bộ|hội|ủy ban|khoa|trường|phòng|đoàn)\b", title) \
            and not re.search(r"họ (?:và )?tên", head):
        return "collective"
    if _PERSON.search(head):
        return "individual"
    return "collective" if _MANY.search(text) else "individual"


def mine(text: str, source_of: object, blocks: Sequence[Block]) -> Meta:
    """Metadata of the view `text`; `source_of(start, end)` gives the wording as read."""
    read = source_of if callable(source_of) else (lambda a, b: text[a:b])

    def first(pattern: re.Pattern[str]) -> str | None:
        match = pattern.search(text)
        if not match:
            return None
        group = next(i for i in range(1, len(match.groups()) + 1) if match[i] is not None)
        value = str(read(match.start(group), match.end(group))).strip(" .,;-")
        return value or None

    head = text[: max(1200, len(text) // 4)]
    titles = " ".join(text[b.start : b.end] for b in blocks if b.role is Role.TITLE)
    year = _YEAR.search(titles) or _YEAR.search(head)
    signed = _signed(text, blocks)
    return Meta(
        kind=_kind(text, titles or head[:400], head),
        year=int(year[1]) if year else (int(signed[:4]) if signed else None),
        author=first(_NAME),
        role=first(_ROLE),
        unit=first(_UNIT),
        signed=signed,
        model_name=first(_MODEL),
    )
