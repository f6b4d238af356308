"""Synthetic pledges in the Vietnamese official register, with planted copies known to the token. Seeded.

An item says who does what, how much, where, when and how it can be seen. As in any language a few words are
frequent and most are rare: the lists below are the head, the long tail is put together from syllables, as are
the names of people and places. Two or three items of each pledge are stock sentences that everybody writes;
they are marked, as the rules mark required formulas.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

Items = list[list[str]]  # each promise as its words
Origin = list[list[tuple[int, int] | None]]  # for each word of a copy: item and word of the source


def _list(text: str) -> list[str]:
    return [each.strip() for each in text.replace("\n", " ").split("|")]


VERBS = _list("""
rà soát|kiểm tra|đón tiếp|ghi chép|sửa chữa|thăm hỏi|chăm sóc|quét dọn|biên soạn|đọc và tóm tắt|
giải quyết|niêm yết công khai|gọi điện nhắc|đối chiếu|lập danh sách|vận động|hòa giải|tổ chức|theo dõi|
chấm và trả|sắp xếp|kèm cặp|nắm lại|bàn giao|thay mới|tiết kiệm|giữ gìn|quyên góp|lắng nghe và ghi lại|
phân loại|số hóa|hướng dẫn|trồng mới|tưới và làm cỏ|sơn lại|dán nhãn|tổng hợp|tham mưu xử lý|
trực tiếp trả lời|đôn đốc|phổ biến|lau chùi|thu gom|cấp phát|kê khai|chuẩn bị|giới thiệu|chụp ảnh lưu|
mời họp về|hoàn trả
""")
THINGS = _list("""
hồ sơ|đơn thư|sổ khám|vườn thuốc|tủ sách|đường ống|bảng phân công|giáo án|bài kiểm tra|điểm gom rác|
lớp học chữ|máy bơm|chuồng trại|ao cá|bếp ăn|đội bóng|hàng cây|bờ kênh|giấy tờ|vật tư|hóa đơn|gia đình|
học sinh|phụ huynh|công nhân|tiểu thương|quỹ khuyến học|người bệnh|phòng máy|biển báo|loa truyền thanh|
quầy hàng|đoạn đường|nhà văn hóa|sổ tay|biên bản|bài viết|tủ thuốc|xe đạp|áo ấm|cây giống|bản đồ|nhật ký|
thẻ bảo hiểm|chế độ|lịch tiêm|suất cơm|câu lạc bộ|dịch vụ|phiếu khảo sát|buổi sinh hoạt|phiên tòa|
mương tiêu|vật chứng|giờ dạy|kho|tiền điện
""")
OF_WHAT = _list("""
hộ nghèo|bà con|người già|trẻ em|thai phụ|tổ sản xuất|hợp tác xã|khu trọ|lớp ghép|đội thi công|
gia đình liệt sĩ|cựu chiến binh|thanh niên|hội viên|người khuyết tật|công đoàn|chi đoàn|nhóm thợ|
vùng trũng|đầu nguồn|ngoài đê|xóm chài|ca đêm|khoa nhi|năm trước|đang dở dang|còn thiếu|quá hạn|bị hỏng|
mới nhận|chưa khớp|ở xa|tái định cư|bán trú|nội đồng|liên xã|sát chợ|dùng chung|cấp thôn|hằng ngày
""")
UNITS = _list("""
hộ|lượt|buổi|bộ|cuốn|trường hợp|cây|em|cháu|mét|phòng|điểm|suất|bài|phiếu|giờ|chuyến|nhóm|người|lần
""")
WHEN = _list("mỗi|hằng|trong|trước|sau|đến hết|ngay đầu|cuối|giữa|suốt|vào|từ|cách một|chậm nhất|khi qua")
SPANS = _list("""
tuần|tháng|quý|học kỳ|vụ gặt|mùa mưa|ca trực|ngày nghỉ|đợt kiểm kê|phiên chợ|kỳ họp|lễ hội|sáng thứ bảy|
chiều thứ sáu|giờ làm|mùa đông|đợt tiêm|năm học|kỳ thi|tết|buổi giao ban|mùa khô
""")
PLACES = _list("""
thôn|xóm|bản|khu phố|tổ dân phố|ấp|phường|trường|trạm y tế|chợ|đội|xưởng|hợp tác xã|chi nhánh
""")
SHOWN = _list("""
ghi vào|báo lại cho|chụp ảnh gửi|dán ở|có chữ ký của|lưu tại|đối chiếu với|trả lời bằng|công bố trước|
nộp cho|gửi bản sao cho|nhập vào|đọc trước|để lại cho|mời|xin ý kiến|do chính|có mặt
""")
TO_WHOM = _list("""
sổ tổ|trưởng thôn|bảng tin|văn phòng|thủ quỹ|phần mềm|nhóm chung|đồng nghiệp|cuộc họp|người nhận|kế toán|
bảo vệ|giám sát cộng đồng|ban phụ huynh|người dân|tổ trưởng|hội đồng|mạng nội bộ|nhật ký|văn thư|
ban quản lý|chủ hộ
""")
HOW = _list("""
không thu tiền|không chờ nhắc|bằng tiền riêng|cùng người trẻ|kể cả ban đêm|theo thứ tự|thật nhẹ nhàng|
không bỏ sót|bằng đồ có sẵn|đi tận nhà|không nhận quà|chia đều|ưu tiên người yếu|bằng tiếng dân tộc|
qua điện thoại|làm dứt điểm|có người kèm|trước mặt chủ nhà|không hẹn lại|đúng quy trình|bằng xe nhà|
gọn trong ngày|làm mẫu trước|nói rõ lý do
""")
ONSETS = _list("b|c|ch|d|đ|g|h|kh|l|m|n|ng|ph|qu|s|t|th|tr|v|x")
RIMES = _list("""
a|an|ang|anh|ao|ăn|âm|ân|ây|em|en|i|iên|iêu|inh|o|oan|oi|ong|ô|ôn|ông|ơn|u|uân|ung|uy|ư|ương|ưu|ạch|ánh|
ảo|ấp|ếch|ịnh|ống|ội|ục|ứng
""")
STOCK = _list("""
Tuyệt đối trung thành với mục tiêu, lý tưởng của Đảng, giữ vững lập trường trước mọi khó khăn, thử thách.|
Chấp hành nghiêm nguyên tắc tập trung dân chủ, tự phê bình và phê bình thẳng thắn, chân thành.|
Giữ gìn đoàn kết, thống nhất trong chi bộ, không bè phái, không cục bộ địa phương.|
Thực hành cần, kiệm, liêm, chính, chí công vô tư trong công việc cũng như trong đời sống hằng ngày.|
Không ngừng tự học nâng cao trình độ để đáp ứng yêu cầu nhiệm vụ ngày càng cao.|
Tôn trọng nhân dân, gần gũi nhân dân, nghe dân nói và nói để dân hiểu.|
Kiên quyết đấu tranh với các biểu hiện suy thoái, quan liêu, lãng phí, xa rời quần chúng.|
Nói đi đôi với làm, nêu gương trước tập thể, dám nhận trách nhiệm khi có khuyết điểm.|
Thực hiện nghiêm quy định về những điều không được làm, kê khai tài sản trung thực, đầy đủ.|
Xây dựng gia đình hòa thuận, tiến bộ, vận động người thân chấp hành chủ trương của địa phương.
""")
SYLLABLES = _list("""
an|ánh|áo|ấm|bàn|bàu|bãi|bánh|bảng|bào|bắc|bậc|bến|bếp|bia|biển|bình|bóng|bông|bột|bờ|bụi|bưu|cá|cam|cảng|
cành|cao|cát|cầu|cây|chanh|chăn|chè|chỉ|chim|chồi|chợ|chuối|chuông|chữ|cỏ|con|cổng|cốm|cột|cơm|cửa|dải|
dao|dân|dâu|dây|dòng|dốc|dừa|dược|đá|đàn|đào|đất|đầm|đậu|đèn|đê|đệm|điếm|điện|đình|đò|đoàn|đồi|đồng|đỗ|
đũa|đường|ga|gạch|gạo|gấm|giấy|giếng|giống|giường|gò|gốc|gốm|gỗ|gương|hang|hàng|hạt|hầm|hoa|hồ|hội|hồng|
hương|kênh|kẹo|khăn|khe|khoai|khối|khung|kim|kính|lá|làng|lạc|lăng|lầu|len|lò|lối|lồng|lụa|lúa|lưới|mạ|
mái|màn|mành|mây|men|mía|miến|mít|mỏ|móng|mực|nan|nấm|nền|ngan|ngói|ngô|nguồn|nhà|nhãn|nhịp|nho|nón|nong|
nước|nương|ong|ô|ổi|ớt|phà|phân|phấn|phên|phiên|phông|quạt|quán|quế|rạch|rào|rẫy|rèm|rơm|ruộng|rừng|sách|
sàn|sáo|sân|sen|sò|sóng|sông|sợi|sơn|sữa|tàu|tháp|thảm|than|thau|thềm|thép|thùng|thuốc|thuyền|tiệm|tơ|tôm|
tranh|trại|tre|trống|trúc|trường|tủ|tường|vách|vải|ván|vành|vịnh|vịt|võng|vôi|vườn|xà|xe|xoài|xóm|xốp|
xuồng|xưởng|yên
""")
NOISE = _list("""
khác|mới|riêng|cũng|vẫn|luôn|thêm|nhiều|ngay|tiếp|thật|hơn|rồi|đều|còn|nữa|chung|lại|tốt|vừa
""")


def _tail(head: list[str], count: int, seed: int) -> tuple[list[str], list[float]]:
    """The list with `count` rare ones after it, and how much of all use has come up to each."""
    rng = random.Random(seed)
    words = head + [" ".join(rng.sample(SYLLABLES, 2)) for _ in range(count)]
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    return words, weights


_LEXICON = {
    name: _tail(head, count, seed)
    for seed, (name, head, count) in enumerate((
        ("verb", VERBS, 400), ("thing", THINGS, 4000), ("of", OF_WHAT, 4000), ("how", HOW, 1500),
        ("when", SPANS, 300), ("shown", SHOWN, 300), ("whom", TO_WHOM, 3000),
    ))
}


def name(rng: random.Random) -> str:
    """An invented name of two syllables."""
    return " ".join((rng.choice(ONSETS) + rng.choice(RIMES)).capitalize() for _ in range(2))


def item(rng: random.Random, place: str) -> list[str]:
    """One promise as its words."""
    def some(kind: str) -> str:
        words, weights = _LEXICON[kind]
        return words[bisect(weights, rng.random() * weights[-1])]

    parts = [some("verb"), str(rng.randint(2, 60)), rng.choice(UNITS), some("thing"), some("of")]
    if rng.random() < 0.5:
        near = place if rng.random() < 0.4 else name(rng)
        parts += [rng.choice(("ở", "tại", "cho", "của")), rng.choice(PLACES), near]
    if rng.random() < 0.7:
        parts += [rng.choice(WHEN), some("when")]
    if rng.random() < 0.6:
        parts.append(some("how"))
    if rng.random() < 0.6:
        parts += [some("shown"), some("whom")]
    return " ".join(parts).split()


def pledge(rng: random.Random, items: int = 0) -> Items:
    """A pledge as its items, the last two or three of them stock sentences."""
    place = name(rng)
    own = [item(rng, place) for _ in range(items or rng.randint(8, 16))]
    return own + [text.split() for text in rng.sample(STOCK, rng.randint(2, 3))]


def copy_of(
    source: Items, rng: random.Random, edits: float, keep: float = 1.0, shuffle: bool = False
) -> tuple[Items, Origin]:
    """A copy with a share of its words replaced, dropped or added; and where each word came from.

    keep: the share of the items that are copied, the rest are new (stock sentences are nobody's and stay);
    shuffle: in another order.
    """
    rows = list(range(len(source)))
    own = [row for row in rows if " ".join(source[row]) not in STOCK]
    kept = set(rows) - set(rng.sample(own, round((1 - keep) * len(own))))
    place = name(rng)
    text: Items = []
    origin: Origin = []
    for row in rng.sample(rows, len(rows)) if shuffle else rows:
        words: list[str] = []
        came: list[tuple[int, int] | None] = []
        for column, word in enumerate(source[row] if row in kept else item(rng, place)):
            change = rng.random() if row in kept else 1.0
            if change < edits / 3:
                continue
            replaced = change < 2 * edits / 3
            words.append(rng.choice(NOISE) if replaced else word)
            came.append((row, column) if row in kept and not replaced else None)
            if 2 * edits / 3 <= change < edits:
                words.append(rng.choice(NOISE))
                came.append(None)
        text.append(words or ["thêm"])
        origin.append(came if words else [None])
    return text, origin


def written(items: Items) -> str:
    """The pledge as a list."""
    return "\n".join("- " + " ".join(words) for words in items)


def stock_spans(text: str) -> list[tuple[int, int]]:
    """Where stock sentences stand, to be silent between strangers as required formulas are."""
    return [(at, at + len(one)) for one in STOCK if (at := text.find(one)) >= 0]


@dataclass(frozen=True, slots=True)
class Planted:
    """Document `copy` was made from document `source`."""

    copy: int
    source: int
    kind: str


KINDS = {
    "5 % edited": (0.05, 1.0, False),
    "15 % edited": (0.15, 1.0, False),
    "30 % edited": (0.30, 1.0, False),
    "15 % edited, reordered": (0.15, 1.0, True),
    "40 % kept": (0.05, 0.4, True),
}


def corpus(count: int, seed: int) -> Iterator[tuple[str, Planted | None]]:
    """`count` pledges, every fifth a copy of one of the 2,000 originals before it, the kinds in turn."""
    rng = random.Random(seed)
    kinds = list(KINDS)
    originals: list[tuple[int, Items]] = []
    for at in range(count):
        if at % 5 == 4:
            place, source = originals[rng.randrange(max(0, len(originals) - 2000), len(originals))]
            kind = kinds[at // 5 % len(kinds)]
            yield written(copy_of(source, rng, *KINDS[kind])[0]), Planted(at, place, kind)
        else:
            items = pledge(rng)
            originals.append((at, items))
            del originals[:-2000]
            yield written(items), None


def clique(count: int, members: int, seed: int) -> list[str]:
    """`count` pledges of which the last `members` copied one source, 5 % edited."""
    rng = random.Random(seed)
    source = pledge(rng)
    honest = [written(pledge(rng)) for _ in range(count - members)]
    return honest + [written(copy_of(source, rng, 0.05)[0]) for _ in range(members)]
