"""What the comments and the summary on top say besides the findings' own words."""

from __future__ import annotations

from pledgecheck.wording import Pair

AUTHOR = "pledgecheck"
INITIALS = "PC"

UNSURE: Pair = ("Máy chưa chắc, đề nghị người đọc xem.", "The program is not sure; please have a look.")
IN_BOX: Pair = (
    "Về các chữ trong khung, chú thích: “{words}”",
    "About these words in a box or note: “{words}”",
)
ABOUT_ALL: Pair = ("Về cả bản", "About the whole text")

TOP: dict[str, Pair] = {
    "title": ("TÓM TẮT ĐỂ XEM LẠI", "SUMMARY"),
    "about": (
        "Công cụ giúp đồng chí tự xem lại bản đăng ký. Không thay nhận xét của chi bộ.",
        "A tool to look over a pledge oneself. It does not replace the cell's remarks.",
    ),
    "state": ("Trạng thái: {state}", "State: {state}"),
    "counts": (
        "{n} việc (không kể nội dung nền theo mẫu); {acts} việc có mức, thời hạn hoặc theo dõi được.",
        "{n} commitments without base content; {acts} with a measure, a time, or ready to be followed.",
    ),
    "keep": ("Những việc đã rõ (nên giữ):", "Clear already, worth keeping:"),
    "better": ("Những chỗ có thể viết rõ hơn:", "What could be clearer:"),
    "more": ("{message} (và {n} chỗ nữa)", "{message} (and {n} more)"),
    "ask": ("Câu hỏi nên trao đổi: {question}", "Worth asking: {question}"),
    "base": ("Nội dung nền theo mẫu: không xét.", "Base content of the form: not looked at."),
    "notes": (
        "Các ghi chú bên lề do máy gợi ý; xóa khung này và các ghi chú trước khi nộp.",
        "The comments in the margin are hints by a program; delete them and this box before handing in.",
    ),
    "last": ("Kết luận thuộc về chi bộ.", "The conclusion belongs to the cell."),
}
