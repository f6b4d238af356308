"""What may be asked of an author, in both languages. Tone and placeholders: see messages.py."""

from __future__ import annotations

from pledgecheck.wording import Pair

QUESTION: dict[str, Pair] = {
    "q_no_total": (
        "Bản này nên có người đọc trực tiếp: {you} định làm việc gì trước?",
        "Read this one in person: what do you mean to do first?",
    ),
    "q_name_only": (
        "Mô hình này làm thế nào, ai lo, đến bao giờ, xong thì có gì?",
        "How will the model work, who looks after it, until when, and what will there be?",
    ),
    "q_outdated": (
        "Chuyên đề năm nay {you} chọn ý nào để làm?",
        "Which side of this year's theme do you choose?",
    ),
    "q_repeated": (
        "Những việc giữ lại từ bản trước: đã làm đến đâu, năm nay thêm gì?",
        "What was kept from the earlier pledge: how far did it get, and what is new this year?",
    ),
    "q_alike": (
        "Trong những việc ghi giống bản khác, việc nào là phần riêng của {you}?",
        "Of what another pledge says too, which part is yours?",
    ),
    "q_foreign": (
        "{You} có được giao thêm phần việc này không?",
        "Has this work been given to you besides your post?",
    ),
    "q_first_act": (
        "“{what}”: việc cụ thể đầu tiên là gì, bao giờ làm?",
        "“{what}”: what is the first act, and when?",
    ),
    "q_sensitive": (
        "Các việc này đã ghi vào sổ của đơn vị chưa?",
        "Is this written down in the unit's own book?",
    ),
    "q_slots": ("“{what}”: {asks}?", "“{what}”: {asks}?"),
    "q_help": ("{You} cần chi bộ giúp gì để làm được?", "What help do you need from the cell?"),
}

# way of promising: what is missing: how to ask for it
ASK: dict[str, dict[str, Pair]] = {
    "negative": {
        "place_or_person": ("giữ điều này khi nào, ở đâu", "when and where does it hold"),
        "evidence": ("ai sẽ biết", "who will notice"),
    },
    "habit": {
        "time": ("bao lâu một lần", "how often"),
        "evidence": ("ai sẽ biết", "who will notice"),
    },
    "target": {
        "measure": ("mức hiện nay và mức cần đạt là bao nhiêu", "from what level to what level"),
        "time": ("đến bao giờ", "by when"),
        "evidence": ("lấy số liệu ở đâu", "where does the figure come from"),
    },
    "leadership": {
        "time": ("bao giờ xong", "by when"),
        "place_or_person": ("giao ai", "who is charged with it"),
        "evidence": ("kết quả là gì", "what will the result be"),
    },
    "one_off": {
        "time": ("bao giờ xong", "by when"),
        "place_or_person": ("làm cho ai, ở đâu", "for whom, where"),
        "evidence": ("cuối năm lấy gì để biết đã làm", "what will show that it was done"),
    },
}
