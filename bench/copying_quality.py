#!/usr/bin/env python3
"""How exactly copies are found: token F1 and error of the share, against difflib and Indel on tokens.

usage: python bench/copying_quality.py [--pairs N] [--unrelated N] [--documents N] [--seed N]

Synthetic pledges in the official register with planted copies, so that the truth is known to the token.
Prints a table; the same seed gives the same figures, apart from the times.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from pledgecheck.copying.align import align_sides
from pledgecheck.copying.corpus import CopyDocument, InvertedIndex, copy_document, find_peers
from pledgecheck.copying.groups import copy_groups
from pledgecheck.copying.sides import prepare
from pledgecheck.copying.tiling import PEER
from pledgecheck.copying.tokens import tokenize

WORDS = """
hướng dẫn|kiểm tra|đón tiếp|ghi chép|sửa chữa|thăm hỏi|chăm sóc|quét dọn|soạn giáo án|đọc sách|
rà soát|giải quyết|công khai|gọi điện|đối chiếu|lập danh sách|vận động|hòa giải|tổ chức|theo dõi|
chấm bài|sắp xếp|dạy kèm|nắm tình hình|trả kết quả|thay mới|tiết kiệm|giữ gìn|đóng góp|lắng nghe|
hộ nghèo|hồ sơ|người dân|học sinh|vườn thuốc|tủ sách|nhà văn hóa|đường ống|đầu ngõ|bà con|
tiểu thương|chợ huyện|quỹ khuyến học|ca trực|khoa cấp cứu|bảng phân công|người bệnh|công nhân|
xưởng may|sổ tay|chi hội|điểm gom rác|đơn thư|lớp buổi tối|cụ già neo đơn|máy móc|thanh niên|
chuồng trại|ao cá|bếp ăn|đội bóng|hàng cây|bờ kênh|giấy tờ|nhà đất|vật tư|trong kho|đúng giờ|
có ký nhận|vào sổ|không thu tiền|báo lại|cuộc họp|đồng nghiệp|tự nguyện|chứng kiến|nói nặng lời|
ngày nghỉ|ảnh chụp|theo lịch|dán ở cửa|nhường phần|bỏ công sức|người có uy tín|dứt điểm|làm mẫu|
người mới|mỗi tuần|hằng tháng|trong quý|sau giờ làm|chậm nhất|buổi sáng|cả năm|ít nhất|trường hợp|
của xã|ở thôn|tại trường|cho tổ|với phòng|và cơ quan|để phục vụ|từ đầu năm|trước lễ|khi cần|
được giao|cùng nhau|các cháu|phụ huynh|giáo viên|cán bộ|đảng viên|đơn vị|nhiệm vụ|công việc|
thực hiện|tham gia|nâng cao|phong trào|mô hình|kế hoạch|địa bàn|gia đình|xây dựng|phát huy|
gương mẫu|trách nhiệm
""".replace("\n", "").split("|")
WEIGHTS = [1 / (rank + 10) for rank in range(len(WORDS))]  # few words are frequent, as in any text
STOCK = [
    "Tuyệt đối trung thành với chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh và đường lối đổi mới của Đảng.",
    "Chấp hành nghiêm nguyên tắc tập trung dân chủ, tự phê bình và phê bình.",
    "Giữ gìn đoàn kết, thống nhất trong chi bộ.",
    "Thực hành cần, kiệm, liêm, chính, chí công vô tư.",
    "Không ngừng học tập nâng cao trình độ đáp ứng yêu cầu nhiệm vụ.",
]
NOISE = """khác mới riêng cũng vẫn luôn thêm nhiều ngay tiếp thật hơn rồi đều còn nữa chung lại tốt vừa
""".replace("\n", "").split(" ")
Pairs = set[tuple[int, int]]
Items = list[list[str]]
Origin = list[list[tuple[int, int] | None]]  # for each word of a copy: item and word of the source


def item(rng: random.Random) -> list[str]:
    """One promise as its words."""
    words = rng.choices(WORDS, WEIGHTS, k=rng.randint(6, 13))
    words.insert(rng.randrange(len(words)), str(rng.randint(2, 40)))
    return " ".join(words).split()


def pledge(rng: random.Random, items: int = 14) -> Items:
    """A pledge as its items, two of them stock phrases."""
    return [item(rng) for _ in range(items - 2)] + [text.split() for text in rng.sample(STOCK, 2)]


def copy_of(
    source: Items, rng: random.Random, edits: float, keep: float, shuffle: bool
) -> tuple[Items, Origin]:
    """A copy with a share of its words replaced, dropped or added; and where each word came from."""
    rows = list(range(len(source)))
    kept = set(rng.sample(rows, round(keep * len(rows))))
    order = rng.sample(rows, len(rows)) if shuffle else rows
    text: Items = []
    origin: Origin = []
    for row in order:
        words: list[str] = []
        came: list[tuple[int, int] | None] = []
        for column, word in enumerate(source[row] if row in kept else item(rng)):
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


def truth(source: Items, origin: Origin) -> Pairs:
    """The true token pairs (copy, source). The dash of "Mác - Lênin" is no token."""
    place: dict[tuple[int, int], int] = {}
    for row, words in enumerate(source):
        for column, word in enumerate(words):
            if word != "-":
                place[row, column] = len(place)
    flat = [came for row in origin for came in row if came is None or came in place]
    return {(at, place[came]) for at, came in enumerate(flat) if came is not None}


def by_align(a: str, b: str) -> Pairs:
    """The method of this package."""
    found = align_sides(prepare(tokenize(a)), prepare(tokenize(b)))
    return {(i + k, j + k) for p in found.passages for i, j, size in p.blocks for k in range(size)}


def by_difflib(a: str, b: str) -> Pairs:
    """The standard library's matcher on the same tokens."""
    matcher = SequenceMatcher(None, tokenize(a).keys, tokenize(b).keys, autojunk=False)
    return {(m.a + k, m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size)}


def by_indel(a: str, b: str) -> Pairs:
    """RapidFuzz's longest common subsequence on the same tokens."""
    codes = Indel.opcodes(tokenize(a).keys, tokenize(b).keys)
    return {(c.src_start + k, c.dest_start + k) for c in codes if c.tag == "equal"
            for k in range(c.src_end - c.src_start)}


def measure(
    method: Callable[[str, str], Pairs], pairs: int, seed: int, *, edits: float, keep: float, shuffle: bool
) -> tuple[float, float, float]:
    """Token F1, mean error of the share, microseconds a pair (tokenising included)."""
    rng = random.Random(seed)
    hit = said = real = 0
    error = seconds = 0.0
    for _ in range(pairs):
        source = pledge(rng)
        text, origin = copy_of(source, rng, edits, keep, shuffle)
        true = truth(source, origin)
        a, b = written(text), written(source)
        start = time.perf_counter()
        found = method(a, b)
        seconds += time.perf_counter() - start
        # A token may come from an equal token elsewhere: what counts is that the token is a copied one.
        mine, yours = {i for i, _ in found}, {i for i, _ in true}
        hit, said, real = hit + len(mine & yours), said + len(mine), real + len(yours)
        error += abs(len(mine) - len(yours)) / max(1, len(tokenize(a)))
    return 2 * hit / max(1, said + real), error / pairs, seconds / pairs * 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--unrelated", type=int, default=5000)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print(f"{'planted copy':34s} {'method':10s} {'token F1':>8s} {'share error':>11s} {'us/pair':>8s}")
    for edits in (0.0, 0.05, 0.15, 0.3):
        for shuffle, keep in ((False, 1.0), (True, 1.0), (True, 0.4)):
            for name, method in (("align", by_align), ("difflib", by_difflib), ("indel", by_indel)):
                f1, error, cost = measure(
                    method, args.pairs, args.seed, edits=edits, keep=keep, shuffle=shuffle
                )
                label = f"{edits:.0%} edited{', reordered' * shuffle}{', 40% kept' * (keep < 1)}"
                print(f"{label:34s} {name:10s} {f1:8.3f} {error:11.3f} {cost:8.0f}")
    rng = random.Random(args.seed)
    sides = [document(str(at), written(pledge(rng))).side for at in range(400)]
    shares = []
    for _ in range(args.unrelated):
        a, b = rng.sample(sides, 2)
        shares.append(align_sides(a, b, PEER).share_a)
    for level in (0.05, 0.1, 0.2):
        above = sum(share >= level for share in shares) / len(shares)
        print(f"unrelated pairs with share >= {level:.2f}: {above:.3%}")
    original = pledge(rng)
    texts = [written(pledge(rng)) for _ in range(args.documents - 60)]
    texts += [written(copy_of(original, rng, 0.05, 1.0, True)[0]) for _ in range(60)]
    start = time.perf_counter()
    documents = [document(f"{at:05d}", text) for at, text in enumerate(texts)]
    ready = time.perf_counter()
    candidates = sum(1 for _ in InvertedIndex().pairs(documents))
    proposed = time.perf_counter()
    found = list(find_peers(documents))
    seconds = time.perf_counter() - proposed
    clique = {f"{at:05d}" for at in range(args.documents - 60, args.documents)}
    inside = sum(pair.a in clique and pair.b in clique for pair in found)
    group = copy_groups(found)[0]
    print(f"{args.documents} documents: read {ready - start:.1f} s, {candidates} candidates "
          f"{proposed - ready:.1f} s, aligned {seconds:.1f} s; pairs of the clique {inside} of 1770, "
          f"others {len(found) - inside}; group of {len(group.members) + 1}")


def document(id: str, text: str) -> CopyDocument:
    """The stock phrases are required formulas: between strangers they match nothing."""
    stock = [(text.index(phrase), text.index(phrase) + len(phrase)) for phrase in STOCK if phrase in text]
    return copy_document(id, text, silent=stock)


if __name__ == "__main__":
    main()
