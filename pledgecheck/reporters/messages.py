"""What the reports for people say, in both languages. Labels of levels, parts and states are in wording.py.

Tone: a colleague who helps. About the text, never about the comrade; no word of blame; questions where the
tool cannot know. {placeholders} are filled by the reporter.
"""

from __future__ import annotations

from pledgecheck.wording import Pair, say

PAGE: dict[str, Pair] = {
    "title_one": ("Xem lại bản đăng ký, cam kết", "A pledge, read again"),
    "title_many": ("Các bản đăng ký, cam kết học tập và làm theo", "Pledges to study and follow"),
    "about_tool": (
        "Công cụ giúp đồng chí tự xem lại bản đăng ký. Không thay nhận xét của chi bộ. Không gửi dữ liệu ra "
        "khỏi máy này.",
        "A tool to look over a pledge oneself. It does not replace the cell's remarks and sends nothing off "
        "this machine.",
    ),
    "about_many": (
        "Bản gợi ý trao đổi trong chi bộ. Số liệu do máy tổng hợp để chọn bản cần đọc; chưa phải kết luận "
        "kiểm tra.",
        "Hints for the talk in the cell. Figures gathered by machine to choose what to read; not a finding "
        "of any inspection.",
    ),
    "score_note": (
        "Mức rõ của văn bản, không phải đánh giá đồng chí.",
        "How clear the text is; not a judgement of the comrade.",
    ),
    "base_note": ("Nội dung nền theo mẫu: không xét.", "Base content of the form: not looked at."),
    "last_word": ("Kết luận thuộc về chi bộ.", "The conclusion belongs to the cell."),
    "sensitive_data": (
        "Bản đăng ký và báo cáo này là dữ liệu cá nhân nhạy cảm: chỉ dùng trong phạm vi được giao, không "
        "đăng lên mạng.",
        "Pledges and this report are sensitive personal data: keep them within the circle entitled to them.",
    ),
    "made_by": (
        "Lập bằng pledgecheck {version}, bộ luật {packs}.",
        "Made by pledgecheck {version}, rules {packs}.",
    ),
    "skip": ("Đến nội dung chính", "Skip to the main content"),
    "contents": ("Mục lục", "Contents"),
    "back_index": ("Về trang tổng hợp", "Back to the summary"),
    "part_of": ("Phần {n} trên {total}", "Part {n} of {total}"),
    "previous_part": ("Phần trước", "Previous part"),
    "next_part": ("Phần sau", "Next part"),
    "to_top": ("Về đầu trang", "To the top"),
    "no_unit": ("(chưa ghi đơn vị)", "(no unit named)"),
    "no_author": ("(chưa ghi tên)", "(no name given)"),
}

SUMMARY: dict[str, Pair] = {
    "overview": ("Tổng hợp", "Summary"),
    "pledges_n": ("{n} bản của {units} đơn vị", "{n} pledges of {units} units"),
    "pledges_one_unit": ("{n} bản", "{n} pledges"),
    "states_title": ("Các bản đang ở đâu", "Where the pledges stand"),
    "levels_title": ("Việc đã đăng ký: rõ đến đâu", "What was promised: how clear"),
    "levels_note": (
        "{n} việc, không kể nội dung nền và mục nhắc lại.",
        "{n} commitments, without base content and items said twice.",
    ),
    "named_title": ("Việc có nêu …", "Commitments that name …"),
    "named_note": (
        "Trong {n} việc làm (từ mức “{level}” trở lên).",
        "Of {n} acts (level “{level}” and above).",
    ),
    "theme_title": ("Chuyên đề của năm", "The theme of the year"),
    "duty_title": ("Gắn với chức trách", "Tied to the author's duties"),
    "repeat_title": (
        "Phần cần viết mới mà giống bản trước",
        "Share that should be new and repeats an earlier pledge",
    ),
    "repeat_note": (
        "{n} bản có bản trước để so; không kể nội dung nền và việc thường xuyên.",
        "{n} pledges with an earlier one to compare; without base content and standing work.",
    ),
    "pledges": ("bản", "pledges"),
    "commitments": ("việc", "commitments"),
    "share_0": ("không", "none"),
    "share_20": ("dưới 20 %", "under 20 %"),
    "share_50": ("20 – 49 %", "20 – 49 %"),
    "share_80": ("50 – 79 %", "50 – 79 %"),
    "share_100": ("từ 80 %", "80 % and more"),
    "no_theme": ("không có chuyên đề để xét", "no theme in force"),
    "reading": ("Nên đọc trước", "To read first"),
    "reading_note": (
        "Xếp theo trạng thái và lý do; trong mỗi nhóm theo đơn vị rồi theo tên. Đây không phải thứ tự cao "
        "thấp.",
        "By state and reason; within a group by unit, then by name. This is no order of merit.",
    ),
    "reading_list": ("Danh sách theo đơn vị", "The list, by unit"),
    "reading_none": ("Không có bản nào cần đọc trước.", "Nothing needs reading first."),
    "by_unit": ("Theo đơn vị", "By unit"),
    "unit": ("Đơn vị", "Unit"),
    "count": ("Số bản", "Pledges"),
    "picture": ("Trạng thái các bản", "States of its pledges"),
    "unit_note": ("Thứ tự theo tên đơn vị.", "In the order of the units' names."),
    "mean_note": (
        "Mức rõ trung bình các văn bản của đơn vị: {mean}/100, chỉ để chọn bản cần đọc, không để so sánh "
        "giữa các đơn vị.",
        "Mean clarity of this unit's texts: {mean}/100, only to choose what to read, not to compare units.",
    ),
    "form": ("Có thể do mẫu", "Possibly caused by the form"),
    "form_note": (
        "Khi gần như mọi bản cùng thiếu một mục, nên xem lại mẫu trước khi nhắc từng người. Đề nghị trao "
        "đổi với nơi ban hành mẫu.",
        "Where nearly all pledges lack the same thing, look at the form before asking each author. Talk to "
        "whoever issues it.",
    ),
    "form_where_all": ("Tất cả", "All"),
    "form_lack": ("Phần còn thiếu", "What is missing"),
    "form_share": ("Số bản thiếu", "Pledges without"),
    "form_advice": ("Đề nghị với nơi ban hành mẫu", "For whoever issues the form"),
    "alike": ("Đoạn giống nhau giữa các bản", "Passages that several pledges share"),
    "alike_note": (
        "Máy không biết bản nào có trước, cũng không biết lý do. Xin hỏi trước khi nhận xét.",
        "The tool knows neither which was first nor why. Ask before drawing a conclusion.",
    ),
    "alike_map": ("Bản đồ giống nhau", "Map of what is alike"),
    "alike_map_note": (
        "Mỗi chấm là một bản, màu càng đậm càng giống bản đứng đầu nhóm (chấm lớn). Mũi tên đi từ năm trước sang năm "
        "sau; cùng năm thì không rõ bản nào có trước.",
        "Each dot is a pledge; the darker, the more of it stands in the pledge that leads the group (large dot). "
        "An arrow goes from an earlier year to a later one; within one year it is not known who wrote first.",
    ),
    "alike_many": ("{n} bản, mở để xem tên", "{n} pledges; open to see their names"),
    "alike_groups": ("Nhóm bản giống nhau", "Groups of pledges alike"),
    "alike_group": ("Nhóm {n}", "Group {n}"),
    "alike_pairs": ("Từng cặp", "Pairs"),
    "first": ("Bản thứ nhất", "First"),
    "second": ("Bản thứ hai", "Second"),
    "relation": ("Quan hệ", "Relation"),
    "share_first": ("Phần giống, tính theo bản thứ nhất", "Share of the first"),
    "share_second": ("Tính theo bản thứ hai", "Share of the second"),
    "more_pairs": ("… và {n} cặp nữa, có trong tệp JSON.", "… and {n} more pairs, in the JSON output."),
    "relation_previous": ("cùng người, năm trước", "same author, earlier year"),
    "relation_peer": ("hai bản khác nhau", "two different pledges"),
    "relation_template": ("với mẫu hoặc kế hoạch", "with a form or plan"),
    "overlaps": ("Cùng một việc được đăng ký ở hai nơi", "The same thing registered twice"),
    "overlap_name": ("Tên việc, mô hình", "What"),
    "missing": ("Chưa có bản đăng ký", "No pledge yet"),
    "missing_author": ("Họ và tên", "Name"),
    "unread": ("Tệp chưa đọc được", "Files that could not be read"),
    "left_out": ("Để riêng, không xem", "Left aside"),
    "file": ("Tệp", "File"),
    "why": ("Lý do", "Reason"),
    "year": ("Năm", "Year"),
    "all_pledges": ("Từng bản", "Each pledge"),
    "three_lines": (
        "Mỗi bản 3 dòng: việc rõ nhất; chỗ nên bổ sung; câu hỏi nên hỏi.",
        "Three lines a pledge: the clearest promise; what to add; what to ask.",
    ),
    "line_clear": ("Rõ nhất", "Clearest"),
    "line_add": ("Nên bổ sung", "To add"),
    "line_ask": ("Nên hỏi", "To ask"),
    "no_clear": ("Chưa thấy việc nào để cuối năm đối chiếu.", "No act yet that could be checked."),
    "no_add": ("Chưa thấy chỗ nào cần bổ sung.", "Nothing to add that the tool can see."),
    "open_full": ("Xem cả bản", "The whole pledge"),
    "slot_time": ("thời hạn hoặc lịch làm", "a deadline or schedule"),
    "slot_measure": ("mức, số lần", "a measure"),
    "slot_evidence": ("cách kiểm tra", "how it can be checked"),
    "slot_place_or_person": ("ở đâu, cho ai, ai làm", "where, for whom, who"),
}

REASON: dict[str, Pair] = {
    "no_total": ("Máy chưa xét được văn bản", "The tool could not judge the text"),
    "name_only": ("Mô hình có tên, chưa có cách làm", "A model with a name, no method yet"),
    "outdated": ("Ghi tên chuyên đề của năm khác", "Names another year's theme"),
    "repeated": (
        "Từ một nửa trở lên phần cần viết mới giống bản trước, chưa rõ lý do",
        "Half or more of what should be new repeats an earlier pledge",
    ),
    "alike": ("Có đoạn dài giống một bản khác", "A long passage is also in another pledge"),
    "foreign": ("Có việc thường thuộc vị trí khác", "Has work that usually belongs to another post"),
    "unsure": ("Máy chưa chắc ở nhiều câu", "The tool is unsure about many sentences"),
    "look": ("Có chỗ cần xem lại", "Something to look at again"),
    "thin": ("Chưa đủ việc có mức hoặc thời hạn", "Too few commitments with a measure or a time"),
    "quoted": ("Mới nêu tên chuyên đề", "The theme is only named so far"),
    "warnings": ("Có chỗ nên bổ sung", "Something could be added"),
}

# What a form that makes everybody leave something out should get.
FORM: dict[str, tuple[Pair, Pair]] = {
    "time": (
        ("thời hạn, lịch làm", "a deadline or schedule"),
        ("Thêm cột “Thời gian thực hiện”.", "Add a column for the time."),
    ),
    "measure": (
        ("mức, số lần", "a measure"),
        ("Thêm cột “Mức cần đạt”.", "Add a column for the target."),
    ),
    "evidence": (
        ("cách kiểm tra", "how it can be checked"),
        ("Thêm cột “Kết quả, nơi kiểm tra”.", "Add a column for the result and who checks it."),
    ),
    "place_or_person": (
        ("ở đâu, cho ai, ai làm", "where, for whom, who"),
        ("Thêm dòng “Làm cho ai, ở đâu”.", "Add a line for whom and where."),
    ),
    "theme": (
        ("việc gắn với chuyên đề", "an act that applies the theme"),
        ("Thêm mục riêng cho chuyên đề của năm, có ví dụ.", "Add a section for the theme of the year."),
    ),
    "duty": (
        ("việc gắn với chức trách", "an act of the author's own post"),
        ("Thêm mục riêng cho nhiệm vụ chuyên môn.", "Add a section for the author's own work."),
    ),
}

# How the author of a kind of pledge is addressed.
ADDRESS: dict[str, Pair] = {
    "individual": ("đồng chí", "you"),
    "collective": ("đơn vị", "you"),
    "model": ("đơn vị", "you"),
}


class Words:
    """The catalogue in one language."""

    __slots__ = ("lang",)

    def __init__(self, lang: str) -> None:
        self.lang = "en" if lang == "en" else "vi"

    def __call__(self, pair: Pair, **data: object) -> str:
        text = say(pair, self.lang)
        return text.format_map(data) if data else text

    def you(self, kind: str) -> dict[str, object]:
        """What fills {you} and {You} in a message."""
        word = self(ADDRESS[kind])
        return {"you": word, "You": word[0].upper() + word[1:]}

    def number(self, value: float, digits: int = 1) -> str:
        """A figure as people of the language write it, without needless zeros."""
        text = f"{value:.{digits}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        text = "0" if text == "-0" else text
        return text if self.lang == "en" else text.replace(".", ",")

    def count(self, value: int) -> str:
        """A whole number, in groups of three."""
        return f"{value:,}" if self.lang == "en" else f"{value:,}".replace(",", ".")

    def percent(self, share: float, digits: int = 0) -> str:
        """A share as a percentage."""
        return f"{self.number(100 * share, digits)} %"
