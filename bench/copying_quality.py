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
from pledgecheck.copying.corpus import InvertedIndex, copy_document, find_peers
from pledgecheck.copying.sides import prepare
from pledgecheck.copying.tiling import PEER
from pledgecheck.copying.tokens import tokenize

ACTIONS = """hướng dẫn|kiểm tra|đón tiếp|ghi chép|sửa chữa|thăm hỏi|trồng và chăm sóc|quét dọn|soạn giáo án cho|đọc sách cùng
|rà soát|trực tiếp giải quyết|công khai|gọi điện cho|đối chiếu|lập danh sách|vận động|hòa giải|tổ chức|theo dõi|chấm bài cho
|sắp xếp lại|dạy kèm|đi cơ sở nắm|trả kết quả cho|thay mới|tiết kiệm|giữ gìn|đóng góp cho|lắng nghe""".replace("\n", "")
OBJECTS = """các hộ nghèo ở cuối xóm|hồ sơ tồn đọng của người dân|học sinh yếu môn toán|vườn thuốc nam của trạm|tủ sách trong nhà văn hóa
|đường ống nước đầu ngõ|bà con tiểu thương chợ huyện|quỹ khuyến học dòng họ|ca trực đêm tại khoa cấp cứu|bảng phân công của tổ
|người bệnh nằm viện lâu ngày|công nhân mới vào xưởng|sổ tay công tác của chi hội|điểm gom rác tái chế|đơn thư gửi đến xã
|lớp xóa mù buổi tối|các cụ già neo đơn|máy móc dùng chung của phòng|thanh niên chuẩn bị nhập ngũ|chuồng trại chăn nuôi hợp vệ sinh
|ao cá tập thể|bếp ăn bán trú|đội bóng thiếu nhi|hàng cây dọc bờ kênh|giấy tờ nhà đất còn vướng|vật tư trong kho""".replace("\n", "")
MANNERS = """không để ai phải chờ quá lâu|đúng giờ đã hẹn|có ký nhận của hai bên|ghi vào sổ theo dõi của tổ|không thu thêm khoản nào
|báo lại kết quả trong cuộc họp gần nhất|cùng với ba đồng nghiệp|bằng nguồn đóng góp tự nguyện|trước sự chứng kiến của bà con
|không nói nặng lời|kể cả ngày nghỉ|có ảnh chụp trước và sau|theo lịch dán ở cửa|nhường phần hơn cho người khó|tự bỏ công sức
|mời người già có uy tín góp ý|dứt điểm từng việc một|làm mẫu cho người mới xem""".replace("\n", "")
TIMES = """mỗi tuần {n} buổi|trước ngày {n} hằng tháng|trong quý {n} năm 2024|sau {n} giờ làm việc|chậm nhất {n} ngày|mỗi tháng {n} lần
|từ 7 giờ {n} phút sáng thứ hai|xong trước {n}/9/2024|cả năm ít nhất {n} trường hợp""".replace("\n", "")
STOCK = """Tuyệt đối trung thành với chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh và đường lối đổi mới của Đảng.
|Chấp hành nghiêm nguyên tắc tập trung dân chủ, tự phê bình và phê bình.|Giữ gìn đoàn kết, thống nhất trong chi bộ.
|Thực hành cần, kiệm, liêm, chính, chí công vô tư.|Không ngừng học tập nâng cao trình độ đáp ứng yêu cầu nhiệm vụ.""".replace("\n", "")
PARTS = [part.split("|") for part in (ACTIONS, OBJECTS, MANNERS, TIMES)]
NOISE = "khác mới riêng cũng vẫn luôn thêm nhiều ngay tiếp thật hơn rồi đều còn nữa chung lại tốt vừa".split()
Pairs = set[tuple[int, int]]


def item(rng: random.Random) -> list[str]:
    """One promise as its words."""
    action, thing, manner, when = (rng.choice(part) for part in PARTS)
    text = rng.choice([f"{action} {thing} {when} {manner}", f"{when} {action} {thing} {manner}"])
    return text.replace("{n}", str(rng.randint(2, 40))).split()


def pledge(rng: random.Random, items: int = 14) -> list[list[str]]:
    """A pledge as its items, two of them stock phrases."""
    return [item(rng) for _ in range(items - 2)] + [text.split() for text in rng.sample(STOCK.split("|"), 2)]


def copy_of(source: list[list[str]], rng: random.Random, edits: float, keep: float, shuffle: bool) -> tuple[
        list[list[str]], list[list[tuple[int, int] | None]]]:
    """A copy with a share of its words replaced, dropped or added; and where each word came from."""
    rows = list(range(len(source)))
    kept = set(rng.sample(rows, round(keep * len(rows))))
    order = rng.sample(rows, len(rows)) if shuffle else rows
    text: list[list[str]] = []
    origin: list[list[tuple[int, int] | None]] = []
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


def written(items: list[list[str]]) -> str:
    return "\n".join("- " + " ".join(words) for words in items)


def truth(source: list[list[str]], origin: list[list[tuple[int, int] | None]]) -> Pairs:
    """The true token pairs (copy, source). The dash of "Mác - Lênin" is no token."""
    place: dict[tuple[int, int], int] = {}
    for row, words in enumerate(source):
        for column, word in enumerate(words):
            if word != "-":
                place[row, column] = len(place)
    flat = [came for row in origin for came in row if came not in {(r, c) for r, ws in enumerate(source)
                                                                  for c, w in enumerate(ws) if w == "-"}]
    return {(at, place[came]) for at, came in enumerate(flat) if came is not None}


def by_align(a: str, b: str) -> Pairs:
    found = align_sides(prepare(tokenize(a)), prepare(tokenize(b)))
    return {(i + k, j + k) for p in found.passages for i, j, size in p.blocks for k in range(size)}


def by_difflib(a: str, b: str) -> Pairs:
    matcher = SequenceMatcher(None, tokenize(a).keys, tokenize(b).keys, autojunk=False)
    return {(m.a + k, m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size)}


def by_indel(a: str, b: str) -> Pairs:
    codes = Indel.opcodes(tokenize(a).keys, tokenize(b).keys)
    return {(c.src_start + k, c.dest_start + k) for c in codes if c.tag == "equal"
            for k in range(c.src_end - c.src_start)}


def measure(method: Callable[[str, str], Pairs], pairs: int, seed: int, **how: float) -> tuple[float, float, float]:
    """Token F1, mean error of the share, microseconds a pair (tokenising included)."""
    rng = random.Random(seed)
    hit = said = real = 0
    error = seconds = 0.0
    for _ in range(pairs):
        source = pledge(rng)
        text, origin = copy_of(source, rng, how["edits"], how["keep"], bool(how["shuffle"]))
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--unrelated", type=int, default=5000)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print(f"{'planted copy':34s} {'method':10s} {'token F1':>8s} {'share error':>11s} {'us/pair':>8s}")
    for edits in (0.0, 0.05, 0.15, 0.3):
        for shuffle, keep in ((False, 1.0), (True, 1.0), (True, 0.4)):
            for name, method in (("align", by_align), ("difflib", by_difflib), ("indel", by_indel)):
                f1, error, cost = measure(method, args.pairs, args.seed, edits=edits, keep=keep, shuffle=shuffle)
                label = f"{edits:.0%} edited{', reordered' * shuffle}{', 40% kept' * (keep < 1)}"
                print(f"{label:34s} {name:10s} {f1:8.3f} {error:11.3f} {cost:8.0f}")
    rng = random.Random(args.seed)
    sides = [prepare(tokenize(written(pledge(rng)))) for _ in range(400)]
    shares = []
    for _ in range(args.unrelated):
        a, b = rng.sample(sides, 2)
        shares.append(align_sides(a, b, PEER).share_a)
    for level in (0.1, 0.2):
        print(f"unrelated pairs with share >= {level:.2f}: {sum(s >= level for s in shares) / len(shares):.3%}")
    original = pledge(rng)
    texts = [written(pledge(rng)) for _ in range(args.documents - 60)]
    texts += [written(copy_of(original, rng, 0.05, 1.0, True)[0]) for _ in range(60)]
    start = time.perf_counter()
    documents = [copy_document(f"{at:05d}", text) for at, text in enumerate(texts)]
    candidates = sum(1 for _ in InvertedIndex().pairs(documents))
    found = list(find_peers(documents))
    seconds = time.perf_counter() - start
    clique = {f"{at:05d}" for at in range(args.documents - 60, args.documents)}
    inside = sum(pair.a in clique and pair.b in clique for pair in found)
    print(f"{args.documents} documents: {seconds:.1f} s, {candidates} candidates, {len(found)} pairs named, "
          f"of the clique's 1770 {inside}, strangers {len(found) - inside}")


if __name__ == "__main__":
    main()
