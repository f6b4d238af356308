"""What the self-check page says besides the report, in both languages. Tone: see reporters/messages.py."""

from __future__ import annotations

from dataclasses import dataclass

from pledgecheck.wording import Pair

SERVE: dict[str, Pair] = {
    "title": ("Tự xem bản đăng ký, cam kết", "Look over your own pledge"),
    "tab_check": ("Tự xem bản đăng ký", "Check a pledge"),
    "tab_helper": ("Gợi cách viết từng việc", "Help with writing"),
    "other_lang": ("English", "Tiếng Việt"),
    "pages": ("Các trang", "Pages"),
    "text": ("Bản đăng ký của đồng chí", "Your pledge"),
    "text_hint": (
        "Dán toàn văn vào đây, hoặc thả tệp vào bất cứ chỗ nào trên trang.",
        "Paste the whole text here, or drop a file anywhere on the page.",
    ),
    "file": ("Hoặc chọn tệp", "Or choose a file"),
    "file_hint": (
        "{kinds}, không quá {size} MB. Đã chọn tệp thì máy đọc tệp, không đọc chữ trong ô.",
        "{kinds}, at most {size} MB. A chosen file is read instead of the text.",
    ),
    "previous": ("Bản năm trước, nếu muốn so", "Last year's pledge, to compare"),
    "previous_hint": (
        "Máy chỉ ra đoạn nào giữ nguyên, đoạn nào đã đổi.",
        "The page shows what was kept and what has changed.",
    ),
    "previous_file": ("Hoặc chọn tệp năm trước", "Or choose last year's file"),
    "known_open": ("Chức vụ, năm, chuyên đề: máy tự nhận ra", "Post, year, theme: found in the text"),
    "known_hint": (
        "Để trống thì máy tự nhận ra từ văn bản; sau đó sửa được.",
        "Leave empty: they are guessed from the text and can be corrected.",
    ),
    "known_wrong": ("Máy hiểu: {known}. Chưa đúng thì sửa", "Understood as: {known}. Correct it"),
    "known_none": ("chưa rõ chức vụ, năm", "post and year unknown"),
    "role": ("Chức vụ, công việc", "Post"),
    "unit": ("Đơn vị, chi bộ", "Unit"),
    "year": ("Năm", "Year"),
    "kind": ("Loại bản", "Kind"),
    "theme": ("Chuyên đề", "Theme"),
    "duties": ("Nhiệm vụ được giao (không bắt buộc)", "Duties (optional)"),
    "auto": ("(máy tự nhận ra)", "(found in the text)"),
    "everywhere": ("cả nước", "whole country"),
    "check": ("Xem bản đăng ký", "Check"),
    "again": ("Xem lại", "Check again"),
    "shortcut": ("Ctrl + Enter", "Ctrl + Enter"),
    "busy": ("Đang xem …", "Reading …"),
    "nothing": (
        "Chưa có văn bản. Hãy dán bản đăng ký vào ô bên dưới hoặc chọn tệp.",
        "There is no text yet. Paste the pledge below or choose a file.",
    ),
    "cannot": ("Chưa xem được", "Could not be read"),
    "keeps": (
        "Văn bản chỉ nằm trong máy này, không ghi vào đĩa, không gửi đi đâu.",
        "The text stays on this computer: nothing is written to disk or sent anywhere.",
    ),
    "steps": ("Trang này giúp gì", "What this page does"),
    "step_1": ("Nói việc nào đã rõ, nên giữ.", "Says what is clear already."),
    "step_2": (
        "Chỉ ra nhiều nhất ba chỗ có thể viết rõ hơn, kèm lý do.",
        "Names at most three places to make clearer, and why.",
    ),
    "step_3": (
        "Sửa ngay trên trang rồi xem lại: chỗ nào rõ hơn sẽ thấy.",
        "Edit here and check again: see what got clearer.",
    ),
    "edit": ("Sửa tại đây rồi xem lại", "Edit here and check again"),
    "edit_hint": (
        "Bài ở trên có đánh số ghi chú; sửa trong ô này.",
        "The text above carries the notes; edit in this box.",
    ),
    "fix_here": ("Sửa chỗ này", "Edit this place"),
    "score": ("Mức rõ của văn bản", "Clarity of the text"),
    "of_100": ("trên 100", "of 100"),
    "score_how": ("Xem cách tính từng phần", "How each part is counted"),
    "not_counted": ("không tính", "not counted"),
    "take": ("Mang về", "Take it along"),
    "print": ("In trang này", "Print"),
    "save_html": ("Tải báo cáo (.html)", "Save the report (.html)"),
    "save_word": ("Tải bản Word có ghi chú (.docx)", "Save as Word with comments (.docx)"),
    "word_own": ("Ghi chú vào tệp Word của chính đồng chí", "Comments in your own Word file"),
    "word_own_hint": (
        "Trang này không giữ tệp; chọn lại tệp .docx gốc để nhận bản sao có ghi chú.",
        "This page keeps no file; choose the original .docx again to get a copy with comments.",
    ),
    "word_file": ("Tệp .docx gốc", "The original .docx"),
    "word_get": ("Nhận bản sao có ghi chú", "Get the copy"),
    "last_year": ("bản năm trước", "last year's pledge"),
    "progress": ("So với lần xem trước", "Since the last check"),
    "progress_same": ("Chưa có gì khác so với lần xem trước.", "Nothing has changed since the last check."),
    "progress_level": ("“{text}”: từ “{old}” lên “{new}”", "“{text}”: from “{old}” to “{new}”"),
    "progress_new": ("Việc mới: “{text}” ({level})", "New: “{text}” ({level})"),
    "progress_state": ("Cả bản: từ “{old}” sang “{new}”", "The whole: from “{old}” to “{new}”"),
    "progress_notes": (
        "Đã bớt {n} chỗ cần bổ sung, còn {left}.",
        "{n} places fewer to complete, {left} left.",
    ),
    "progress_part": ("Phần “{part}”: {old} → {new}", "Part “{part}”: {old} → {new}"),
    "progress_total": ("Mức rõ cả bản: {old} → {new}", "Clarity of the whole: {old} → {new}"),
    "progress_less": ("Có chỗ bớt rõ:", "Less clear than before:"),
    "progress_down": ("“{text}”: từ “{old}” còn “{new}”", "“{text}”: from “{old}” to “{new}”"),
    "progress_gone": ("Không còn: “{text}”", "Gone: “{text}”"),
    "said": ("Đã xem xong. {state}. {tips} gợi ý.", "Done. {state}. Suggestions: {tips}."),
    "said_better": ("Rõ hơn lần trước: {n}.", "Clearer than before: {n}."),
    "error_title": ("Chưa làm được", "That did not work"),
    "back": ("Về trang tự xem", "Back to the page"),
    "chosen": ("Đã chọn: {name}", "Chosen: {name}"),
    "drop": ("Thả tệp vào đây", "Drop the file here"),
    # the writing helper
    "helper_about": (
        "Trả lời từng câu hỏi bằng lời của mình; máy chỉ ghép các câu trả lời thành một câu.",
        "Answer each question in your own words; the page only joins the answers into one sentence.",
    ),
    "edition": ("Bộ câu hỏi giúp viết: {edition}.", "Questions of the writing helper: {edition}."),
    "occupation": ("Công việc của đồng chí", "Your work"),
    "any_occupation": ("(chọn công việc)", "(choose)"),
    "sensitive_box": (
        "Quân đội, công an, biên phòng, kiểm tra, thanh tra",
        "Forces, police, border guard, inspection",
    ),
    "aspect": ("Ý của chuyên đề", "Side of the theme"),
    "no_aspect": ("(không theo chuyên đề)", "(none)"),
    "way": ("Loại việc", "Kind of promise"),
    "show_questions": ("Hiện câu hỏi", "Show the questions"),
    "think": ("Gợi ý để nghĩ", "To think about"),
    "answer": ("Trả lời", "Answer"),
    "only_needed": (
        "Chỉ “làm gì” là cần; ô nào chưa biết thì để trống.",
        "Only “what” is needed; leave empty what you do not know.",
    ),
    "build": ("Ghép thành câu", "Build the sentence"),
    "built": ("Câu ghép từ các câu trả lời", "The sentence, from the answers"),
    "built_says": ("Mức rõ: {level}.", "Clarity: {level}."),
    "built_could": ("Có thể thêm: {asks}?", "Could be added: {asks}?"),
    "built_enough": ("Đủ để theo dõi.", "Enough to follow up."),
    "add": ("Thêm vào danh sách", "Add to the list"),
    "list": ("Các việc đã viết", "Written so far"),
    "list_hint": ("Sửa trực tiếp được; mỗi việc một dòng.", "Can be edited; one line each."),
    "to_check": ("Đưa sang trang tự xem", "Take it to the check"),
    "need_action": ("Hãy trả lời câu “làm gì” trước.", "Answer “what” first."),
    "optional": ("không bắt buộc", "optional"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a request is refused, and what to do."""

    code: str
    status: int
    vi: str
    en: str

    def message(self, lang: str) -> str:
        """The message in `lang`."""
        return self.en if lang == "en" else self.vi


_FAULTS = (
    Fault("no_host", 400, "Yêu cầu thiếu tên máy (Host).", "The request has no usable Host header."),
    Fault(
        "foreign_host", 421,
        "Trang này chỉ trả lời ở địa chỉ 127.0.0.1 hoặc localhost.",
        "This page answers only at 127.0.0.1 or localhost.",
    ),
    Fault(
        "foreign_origin", 403,
        "Yêu cầu từ trang khác không được nhận. Hãy mở trang này rồi gửi lại.",
        "Requests from other pages are not taken. Open this page and send again.",
    ),
    Fault(
        "too_large", 413,
        "Dữ liệu gửi lên quá lớn. Hãy bỏ bớt ảnh trong tệp hoặc dán văn bản.",
        "The request is too large. Remove pictures from the file or paste the text.",
    ),
    Fault(
        "too_late", 408,
        "Dữ liệu gửi lên quá chậm. Hãy thử lại.",
        "The request came in too slowly. Try again.",
    ),
    Fault("internal", 500, "Có lỗi bên trong chương trình.", "Internal error."),
    Fault("bad_form", 400, "Không đọc được biểu mẫu gửi lên.", "The form could not be read."),
    Fault("bad_json", 400, "Nội dung không phải JSON đúng.", "The content is not valid JSON."),
    Fault("media_type", 415, "Kiểu nội dung không được nhận.", "This content type is not taken."),
    Fault(
        "too_slow", 503,
        "Chưa xong trong thời gian cho phép. Hãy rút ngắn văn bản hoặc thử lại.",
        "Not finished in time. Shorten the text or try again.",
    ),
    Fault("not_found", 404, "Không có trang này.", "There is no such page."),
    Fault("method", 405, "Trang này không nhận kiểu yêu cầu đó.", "This method is not taken here."),
)  # fmt: skip
FAULTS: dict[str, Fault] = {fault.code: fault for fault in _FAULTS}
