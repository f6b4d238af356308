"""Invented texts and generators that the copying tests share."""

from __future__ import annotations

import random

from hypothesis import strategies as st

PLEDGE = """I. Về tác phong công tác
1. Mở cửa kho trước 6 giờ 45 phút để cân hàng cho bà con, không để xe nào phải đậu ngoài đường.
2. Tắt loa trong giờ nghỉ trưa, chỉ mở lại khi trẻ con trong ngõ đã dậy.
3. Gom lốp xe cũ làm ít nhất 10 bộ xích đu cho sân chơi của bản trong năm 2023.
II. Về lối sống
1. Không đánh bài ở quán nước đầu làng, nhắc bạn bè cùng tránh.
2. Mỗi tháng 2 lần chở gạo cho nhà chị Hòa ở xóm Thủy Khê, giúp lợp mái bếp."""

OTHER = """- Trực tiếp tiếp dân sáng thứ năm hằng tuần, trả lời đơn trong 7 ngày.
- Kiểm tra chuồng trại của hai mươi hộ nuôi vịt ven sông trước mùa lũ.
- Vận động bà con đổi giống lúa, mở ba lớp tập huấn ngay tại ruộng.
- Công khai khoản thu xây nhà văn hóa thôn ở bảng tin và trên loa."""

WORDS = """
hòa|thủy|khỏe|bảo|vệ|trường|lớp|Đảng|đồng|chí|giữ|gìn|sạch|đẹp|nhà|cửa|năm|tháng|học|sinh|người|dân|vườn
""".strip().split("|")
words = st.sampled_from([*WORDS, "12", "3,5%", "2024", "30/6/2024", "1.000.000"])
sentences = st.lists(words, min_size=1, max_size=25).map(" ".join)
pledges = st.lists(sentences, min_size=1, max_size=6).map(
    lambda items: "\n".join(f"- {item}." for item in items)
)


def random_text(seed: int, size: int, prefix: str = "từ") -> list[str]:
    """`size` words none of which is likely to follow another twice."""
    rng = random.Random(seed)
    return [f"{prefix}{chr(97 + rng.randrange(26))}{chr(97 + rng.randrange(26))}" for _ in range(size)]
