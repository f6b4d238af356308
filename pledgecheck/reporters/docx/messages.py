"""What the report by unit says, in both languages. The head of the page stays as the rules have it."""

from __future__ import annotations

from pledgecheck.wording import Pair

STATE_HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_HEAD = "ĐẢNG CỘNG SẢN VIỆT NAM"
STATE_NUMBER = "Số:       /BC-…"
PARTY_NUMBER = "Số       -BC/…"
PLACE_AND_DATE = "…, ngày … tháng … năm {year}"

R: dict[str, Pair] = {
    "kind": ("BÁO CÁO", "REPORT"),
    "about": (
        "Kết quả xem lại các bản đăng ký, cam kết học tập và làm theo\n"
        "tư tưởng, đạo đức, phong cách Hồ Chí Minh{of_year}",
        "The pledges to study and follow\nHồ Chí Minh's thought, morality and style{of_year}, read again",
    ),
    "of_year": (" năm {year}", " for {year}"),
    "lead": (
        "Bản gợi ý trao đổi trong {here}. Số liệu do máy tổng hợp để chọn bản cần đọc; chưa phải kết luận "
        "kiểm tra. Mức rõ nói về văn bản, không phải đánh giá người viết.",
        "Hints for the talk in {here}. Figures gathered by machine to choose what to read, not a finding of "
        "any inspection; they speak of the texts and not of their authors.",
    ),
    "here_party": ("chi bộ", "the cell"),
    "here_state": ("đơn vị", "the unit"),
    "general": ("I. TÌNH HÌNH CHUNG", "I. OVERVIEW"),
    "handed_in": (
        "Có {n} bản được xem{earlier}.",
        "{n} pledges were looked at{earlier}.",
    ),
    "earlier": ("; {n} bản năm trước dùng để so", "; {n} of earlier years served for comparison"),
    "by_hand": (
        "Ngoài ra có {n} bản viết tay đã nộp, máy không đọc được chữ; đề nghị đọc trực tiếp.",
        "Besides, {n} handwritten pledges were handed in; please read them in person.",
    ),
    "of_roster": (
        "Chưa có bản đăng ký: {names}.",
        "No pledge yet: {names}.",
    ),
    "acts": (
        "Các bản nêu {n} việc (không kể nội dung nền theo mẫu): {time} việc có thời hạn hoặc lịch làm, "
        "{measure} việc có mức, {evidence} việc có cách kiểm tra. {theme} bản có việc gắn với chuyên đề, "
        "{duty} bản có việc gắn với chức trách.",
        "They name {n} commitments without base content: {time} with a time, {measure} with a measure, "
        "{evidence} with a way to check. {theme} pledges apply the theme, {duty} are tied to duties.",
    ),
    "state": ("Trạng thái", "State"),
    "count": ("Số bản", "Pledges"),
    "clear": ("II. NHỮNG VIỆC ĐÃ RÕ, NÊN GIỮ", "II. WHAT IS CLEAR AND WORTH KEEPING"),
    "clear_none": (
        "Máy chưa thấy việc nào có mức, thời hạn hoặc cách kiểm tra; đề nghị đọc trực tiếp.",
        "No commitment with a measure, a time or a way to check was seen; please read the texts.",
    ),
    "talk": ("III. NỘI DUNG NÊN BỔ SUNG, TRAO ĐỔI", "III. WHAT TO ADD AND TO TALK ABOUT"),
    "talk_note": (
        "Xếp theo tên. Mỗi bản: việc rõ nhất; chỗ nên bổ sung; câu hỏi nên hỏi.",
        "By name. Each: the clearest promise; what to add; what to ask.",
    ),
    "no": ("TT", "No."),
    "who": ("Họ và tên, chức vụ", "Name, post"),
    "clearest": ("Việc rõ nhất", "Clearest"),
    "add": ("Chỗ nên bổ sung", "To add"),
    "ask": ("Câu hỏi nên hỏi", "To ask"),
    "alike": ("ĐOẠN GIỐNG NHAU GIỮA CÁC BẢN", "PASSAGES ALIKE"),
    "alike_note": (
        "Máy không biết bản nào có trước, cũng không biết lý do. Xin hỏi trước khi nhận xét.",
        "The tool knows neither which was first nor why. Ask before drawing a conclusion.",
    ),
    "alike_one": (
        "- {a} và {b}: {share} phần nội dung của bản thứ nhất cũng có trong bản thứ hai.",
        "- {a} and {b}: {share} of the first also stands in the second.",
    ),
    "more": ("- … và {n} cặp nữa.", "- … and {n} more pairs."),
    "form": ("VƯỚNG DO MẪU", "CAUSED BY THE FORM"),
    "form_note": (
        "Khi gần như mọi bản cùng thiếu một mục, nên xem lại mẫu trước khi nhắc từng người.",
        "Where nearly all lack the same thing, look at the form before asking each author.",
    ),
    "form_one": ("- Thiếu {lack}: {share} bản. {advice}", "- Without {lack}: {share} pledges. {advice}"),
    "unread": ("TỆP CHƯA ĐỌC ĐƯỢC", "FILES THAT COULD NOT BE READ"),
    "last": ("Kết luận thuộc về {here}./.", "The conclusion belongs to {here}."),
    "to": ("Nơi nhận:", "To:"),
    "to_lines": ("- Cấp ủy cấp trên (báo cáo);\n- Lưu.", "- the committee above;\n- file."),
    "to_lines_state": ("- Cấp trên (báo cáo);\n- Lưu: VT.", "- the office above;\n- file."),
    "sign_party": ("T/M {unit}\nBÍ THƯ", "FOR {unit}\nSECRETARY"),
    "sign_state": ("NGƯỜI ĐỨNG ĐẦU ĐƠN VỊ", "HEAD OF THE UNIT"),
    "no_unit": ("(chưa ghi đơn vị)", "(no unit named)"),
    "nothing": ("Không có bản nào.", "There are no pledges."),
}
