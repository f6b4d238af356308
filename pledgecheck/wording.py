"""The fixed labels of the interface in both languages: severities, levels, slots, parts, states.

Labels only. What a rule tells an author stands in the rule; what Vietnamese is made of, in the lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Pair = tuple[str, str]  # Vietnamese, English

SEVERITIES: dict[str, Pair] = {
    "error": ("Cần xem lại", "Look again"),
    "warning": ("Nên bổ sung", "Could be added"),
    "info": ("Gợi ý", "Hint"),
}
LEVELS: dict[int, Pair] = {
    0: ("Định hướng", "Direction"),
    1: ("Nêu nhiệm vụ", "Names a task"),
    2: ("Có việc làm", "Has an act"),
    3: ("Có mức hoặc thời hạn", "Has a measure or a time"),
    4: ("Theo dõi, kiểm chứng được", "Can be followed and verified"),
}
PARTS: dict[str, Pair] = {
    "specificity": ("Rõ việc", "Specificity"),
    "theme": ("Chuyên đề", "Theme"),
    "duty": ("Chức trách", "Duty"),
    "originality": ("Nội dung mới", "Originality"),
    "length": ("Độ dài", "Length"),
}
SLOTS: dict[str, Pair] = {
    "action": ("việc làm", "action"),
    "object": ("đối tượng của việc", "object"),
    "measure": ("mức, số lần", "measure"),
    "time": ("thời hạn", "time"),
    "evidence": ("cách kiểm tra", "evidence"),
    "place_or_person": ("ở đâu, cho ai", "place or person"),
}
THEME_RELATIONS: dict[str, Pair] = {
    "applied": ("có việc gắn với chuyên đề", "applied"),
    "quoted": ("mới nêu tên chuyên đề", "only quoted"),
    "outdated": ("ghi tên chuyên đề năm khác", "another year's"),
    "not_found": ("máy chưa nhận ra", "not recognised"),
}
DUTY_RELATIONS: dict[str, Pair] = {
    "own": ("gắn với việc được giao", "own duties"),
    "generic": ("hợp với nhiều vị trí", "fits many posts"),
    "foreign": ("có việc thường thuộc vị trí khác", "words of another post"),
    "unknown": ("chưa biết chức trách", "duties not known"),
}
PASSAGES: dict[str, Pair] = {
    "base": ("Nội dung nền theo mẫu", "Base content"),
    "standing": ("Việc thường xuyên hoặc mô hình nhiều năm", "Standing work"),
    "continued": ("Tiếp tục vì chưa đạt (có nêu kết quả năm trước)", "Continued, with last year's result"),
    "repeated": ("Lặp lại chưa rõ lý do", "Repeated without visible reason"),
}
RELATIONS: dict[str, Pair] = {
    "previous": ("bản trước của đồng chí", "the author's earlier pledge"),
    "peer": ("bản khác", "another pledge"),
    "template": ("mẫu hoặc kế hoạch", "a form or plan"),
}
LENGTHS: dict[str, Pair] = {
    "ok": ("vừa", "fitting"),
    "long": ("dài", "long"),
    "short": ("ngắn", "short"),
}
KINDS: dict[str, Pair] = {
    "individual": ("cá nhân", "individual"),
    "collective": ("tập thể", "collective"),
    "model": ("mô hình", "model"),
}
ADDRESS: dict[str, Pair] = {
    "individual": ("đồng chí", "you"),
    "collective": ("đơn vị", "you"),
    "model": ("đơn vị", "you"),
}
STATES: dict[str, Pair] = {
    "clear": ("Rõ để theo dõi", "Clear enough to follow"),
    "add": ("Cần bổ sung", "To be completed"),
    "talk": ("Cần trao đổi thêm", "To be talked over"),
    "unsure": ("Cần người xem", "Needs a reader"),
}
_DOSSIER: dict[str, Pair] = {
    "goal": ("mục tiêu", "goal"),
    "method": ("nội dung, cách làm", "content or method"),
    "in_charge": ("người phụ trách", "person in charge"),
    "time": ("thời gian", "time"),
    "result": ("kết quả, sản phẩm", "result or product"),
}


DUTIES: Pair = ("chức vụ, nhiệm vụ", "post and duties")
HEADERS: dict[str, Pair] = {
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM", "the Party's (ĐẢNG CỘNG SẢN VIỆT NAM)"),
    "state": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, Độc lập - Tự do - Hạnh phúc",
        "the national one (CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM)",
    ),
}
OVERLAPS: dict[str, Pair] = {
    "same_model": ("cùng một mô hình", "the same model"),
    "same_name": ("tên gần giống, nội dung khác", "names alike, contents different"),
    "same_content": ("tên khác, nội dung gần giống", "another name, contents alike"),
    "individual_as_model": ("việc của cá nhân và của tập thể", "a person's and a collective's"),
}
_MOST_NAMED = 3  # of others in one remark


def say(pair: Pair, lang: str) -> str:
    """The label in `lang`."""
    return pair[1] if lang == "en" else pair[0]


def dossier_parts(names: Iterable[str]) -> Pair:
    """The parts of a dossier, listed in both languages."""
    pairs = [_DOSSIER.get(name, (name, name)) for name in names]
    return ", ".join(vi for vi, _ in pairs), ", ".join(en for _, en in pairs)


def listed(pairs: Iterable[Pair]) -> Pair:
    """Several labels as one, in both languages."""
    found = list(pairs)
    return ", ".join(vi for vi, _ in found), ", ".join(en for _, en in found)


def registrations(others: Iterable[tuple[str, str]]) -> Pair:
    """Other registrations by (name of the model or "", name of the unit), the first few of them."""
    vi: list[str] = []
    en: list[str] = []
    for name, unit in others:
        vi.append((f"mô hình “{name}”" if name else "bản đăng ký") + (f" của {unit}" if unit else " khác"))
        en.append((f"the model “{name}”" if name else "a registration") + (f" of {unit}" if unit else ""))
    vi, en = list(dict.fromkeys(vi)), list(dict.fromkeys(en))
    more = len(vi) - _MOST_NAMED
    return (
        "; ".join(vi[:_MOST_NAMED]) + (f" và {more} nơi khác" if more > 0 else ""),
        "; ".join(en[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else ""),
    )


def without_places(message: str) -> str:
    """A rule's message as it is listed, with dots where a finding fills in its data."""
    return re.sub(r"\{\w+\}", "…", message)


# Places in documents stand in results in one stable form; people read them in their language.
_PLACES: dict[str, str] = {
    r"paragraph (\d+)": r"đoạn \1",
    r"table (\d+) row (\d+)": r"bảng \1 dòng \2",
    r"text box (\d+)": r"khung chữ \1",
    r"footnote (\d+)": r"chú thích \1",
    r"endnote (\d+)": r"chú thích cuối \1",
    r"page (\d+)": r"trang \1",
    r"row (\d+)": r"dòng \1",
    r"sheet (.+) row (\d+)": r"trang tính “\1” dòng \2",
    r"sheet (.+)": r"trang tính “\1”",
    r"(.+) row (\d+)": r"trang tính “\1” dòng \2",
}


def place_name(location: str, lang: str) -> str:
    """A place such as "table 2 row 3" as people read it."""
    if lang == "en":
        return location
    for pattern, vietnamese in _PLACES.items():
        found = re.fullmatch(pattern, location)
        if found:
            return found.expand(vietnamese)
    return location
