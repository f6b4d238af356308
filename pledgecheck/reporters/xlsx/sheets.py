"""The sheets of the workbook: names, columns, widths. What stands in them is filled in elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pledgecheck.wording import Pair

Look = Literal["text", "long", "count", "share", "date", "fill"]  # fill: left empty for people


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head in both languages, its width in characters, how its cells look."""

    head: Pair
    width: float = 12
    look: Look = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. frozen: columns that stay in sight; pages: its width in print; empty: what it says then."""

    key: str
    name: Pair
    columns: tuple[Column, ...]
    frozen: int = 1
    pages: int = 1
    empty: Pair = ("(không có)", "(none)")

    def at(self, vietnamese: str) -> int:
        """The number of the column with this head."""
        return next(n for n, column in enumerate(self.columns) if column.head[0] == vietnamese)


def _c(vi: str, en: str, width: float = 12, look: Look = "text") -> Column:
    return Column((vi, en), width, look)


SUMMARY = Sheet(
    "summary",
    ("1 Tổng hợp", "1 Summary"),
    (
        _c("STT", "No.", 5, "count"),
        _c("Tổ chức đảng", "Party organisation", 26, "long"),
        _c("Cấp ủy trực tiếp", "Committee above", 16, "long"),
        _c("Số phải nộp", "Due", 7, "count"),
        _c("Đã nộp", "Handed in", 7, "count"),
        _c("Trong đó viết tay", "Of these by hand", 8, "count"),
        _c("Không thuộc diện nộp", "Not due", 8, "count"),
        _c("Chưa nộp", "Missing", 7, "count"),
        _c("Chưa đọc được", "Unreadable", 8, "count"),
        _c("Rõ để theo dõi", "Clear enough to follow", 8, "count"),
        _c("Cần bổ sung", "To be completed", 8, "count"),
        _c("Cần trao đổi thêm", "To be talked over", 8, "count"),
        _c("Cần người xem", "Needs a reader", 8, "count"),
        _c("Có việc gắn chuyên đề", "Acts that apply the theme", 10, "count"),
        _c("Phần phải mới lặp lại từ 50%", "Half or more of the new part repeated", 10, "count"),
        _c("Ghi chú của người kiểm tra", "Inspector's notes", 20, "fill"),
    ),
    frozen=2,
)
PLEDGES = Sheet(
    "pledges",
    ("2 Từng bản", "2 Each pledge"),
    (
        _c("Mã bản", "Id", 14),
        _c("Tổ chức đảng", "Party organisation", 20, "long"),
        _c("Họ và tên", "Name", 18),
        _c("Chức vụ", "Post", 18, "long"),
        _c("Là người đứng đầu", "Heads the unit", 8),
        _c("Loại văn bản", "Kind", 9),
        _c("Năm", "Year", 6, "date"),
        _c("Nội dung nền", "Base content", 6, "count"),
        _c("Số việc", "Commitments", 6, "count"),
        _c("Việc có thời hạn", "With a time", 7, "count"),
        _c("Việc có mức", "With a measure", 7, "count"),
        _c("Việc có cách kiểm tra", "With evidence", 7, "count"),
        _c("Chuyên đề", "Theme", 14, "long"),
        _c("Gắn chức trách", "Duties", 14, "long"),
        _c("Tỷ lệ lặp phần phải mới", "Share of the new part repeated", 8, "share"),
        _c("Chỉ tiêu so năm trước", "Targets against last year", 12, "long"),
        _c("Trạng thái", "State", 13),
        _c("Nội dung nên trao đổi", "What to talk about", 38, "long"),
        _c("Mức chắc chắn", "Certainty", 9),
        _c("Ý kiến người kiểm tra", "Inspector's remarks", 18, "fill"),
        _c("Ý kiến chi bộ", "Remarks of the cell", 18, "fill"),
    ),
    frozen=3,
    pages=2,
)
FOLLOW_UP = Sheet(
    "follow_up",
    ("3 Theo dõi việc", "3 Follow-up"),
    (
        _c("Mã bản", "Id", 14),
        _c("Họ và tên", "Name", 18),
        _c("Việc đăng ký (nguyên văn)", "Promise (word for word)", 52, "long"),
        _c("Thời hạn", "Deadline", 16, "long"),
        _c("Cách kiểm tra", "How it is checked", 20, "long"),
        _c("Người theo dõi", "Who follows it", 16, "fill"),
        _c("Kết quả 6 tháng", "Result at six months", 20, "fill"),
        _c("Kết quả năm", "Result of the year", 20, "fill"),
        _c("Minh chứng", "Evidence", 16, "fill"),
        _c("Chi bộ nhận xét", "Remarks of the cell", 18, "fill"),
    ),
    frozen=2,
)
ALIKE = Sheet(
    "alike",
    ("4 Đoạn giống nhau", "4 Passages alike"),
    (
        _c("Bản thứ nhất", "First", 16),
        _c("Bản thứ hai", "Second", 16),
        _c("Quan hệ", "Relation", 14, "long"),
        _c("Tỷ lệ phần phải mới", "Share of the new part", 9, "share"),
        _c("Đoạn bản thứ nhất", "Passage of the first", 40, "long"),
        _c("Đoạn bản thứ hai", "Passage of the second", 40, "long"),
        _c("Khác nhau", "Differences", 22, "long"),
        _c("Lý do hợp lệ (nếu có)", "Good reason, if any", 20, "long"),
        _c("Đã xem", "Seen", 7, "fill"),
    ),
    frozen=2,
)
MODELS = Sheet(
    "models",
    ("5 Mô hình", "5 Models"),
    (
        _c("Tên mô hình", "Model", 26, "long"),
        _c("Đơn vị chủ trì", "Unit in charge", 20, "long"),
        _c("Đơn vị phối hợp", "Partners", 20, "long"),
        _c("Phong trào đăng ký", "Movement", 16, "long"),
        _c("Năm thứ mấy", "Which year", 8),
        _c("Mục tiêu", "Goal", 26, "long"),
        _c("Cách làm", "Method", 34, "long"),
        _c("Phụ trách", "In charge", 18, "long"),
        _c("Thời gian", "Time", 16, "long"),
        _c("Sản phẩm", "Product", 22, "long"),
        _c("Gần với mô hình", "Close to the model", 20, "long"),
        _c("Ghi chú", "Notes", 18, "fill"),
    ),
)
FORM = Sheet(
    "form",
    ("6 Vướng do mẫu", "6 Caused by the form"),
    (
        _c("Tổ chức đảng", "Party organisation", 34, "long"),
        _c("Phần thiếu", "What is missing", 30, "long"),
        _c("Tỷ lệ bản thiếu", "Pledges without", 12),
        _c("Mẫu có mục này không", "Is it in the form?", 18, "fill"),
        _c("Đề nghị với nơi ban hành", "For whoever issues the form", 46, "long"),
    ),
)
MISSING = Sheet(
    "missing",
    ("7 Chưa nộp", "7 Missing"),
    (
        _c("Tổ chức đảng", "Party organisation", 40, "long"),
        _c("Họ và tên", "Name", 30),
        _c("Tình trạng", "Status", 16),
        _c("Ngày nhắc", "Reminded on", 14, "fill"),
        _c("Ghi chú", "Notes", 34, "fill"),
    ),
)
UNREAD = Sheet(
    "unread",
    ("8 Chưa đọc được", "8 Unreadable"),
    (
        _c("Tệp", "File", 46, "long"),
        _c("Lý do", "Reason", 46, "long"),
        _c("Cách xử lý", "What to do", 52, "long"),
    ),
)
SHEETS = (SUMMARY, PLEDGES, FOLLOW_UP, ALIKE, MODELS, FORM, MISSING, UNREAD)

NO_ROSTER: Pair = (
    "(chưa có danh sách phải nộp; dùng --roster)",
    "(no roster of those who are due; use --roster)",
)
EVERYBODY: Pair = ("(đã nộp đủ)", "(all handed in)")
TOTAL: Pair = ("Cộng", "Total")
NO_UNIT: Pair = ("(chưa ghi đơn vị)", "(no unit named)")
YES: Pair = ("có", "yes")
NO: Pair = ("không", "no")
ASK_FOR_IT: Pair = (
    "Mẫu đã có mục này; nhắc điền khi hướng dẫn.",
    "The form asks for it; say so when it is handed out.",
)
ADD_PART: Pair = ("Thêm mục “{name}”.", "Add a part: {name}.")
NOT_HANDED_IN: Pair = ("chưa nộp", "not handed in")
BY_HAND: Pair = (
    "Bản viết tay, đã nộp. Đề nghị đọc trực tiếp.",
    "Handwritten, handed in. Please read it in person.",
)
HAS: Pair = ("có nêu", "named")
HAS_NOT: Pair = ("chưa thấy", "not seen yet")
CERTAINTY: tuple[Pair, Pair, Pair] = (("cao", "high"), ("vừa", "fair"), ("thấp", "low"))
RAISED: Pair = ("{n} nâng", "{n} raised")
LOWERED: Pair = ("{n} hạ", "{n} lowered")
CHART: Pair = ("Trạng thái các bản", "States of the pledges")
SEEN: Pair = ("x", "x")
PAGE: Pair = ("Trang &P/&N", "Page &P of &N")
NOTE: Pair = (
    "Số liệu do máy tổng hợp để chọn bản cần đọc; chưa phải kết luận kiểm tra.",
    "Figures gathered by machine to choose what to read; not a finding of any inspection.",
)
PRIVATE: Pair = (
    "Dữ liệu cá nhân nhạy cảm, chỉ dùng trong phạm vi được giao.",
    "Sensitive personal data, only for those entitled.",
)
