import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copying.texts import OTHER, PLEDGE, pledges, random_text
from pledgecheck.copying.align import Alignment, align, align_sides, matched_in, matched_spans, split_by_units
from pledgecheck.copying.compare import lines
from pledgecheck.copying.sides import prepare
from pledgecheck.copying.tiling import PEER, TEMPLATE, Params
from pledgecheck.copying.tokens import outside, tokenize


def quotes(found: Alignment, a: str, b: str) -> list[tuple[str, str]]:
    return [(a[p.start : p.end], b[p.source_start : p.source_end]) for p in found.passages]


def items_of(text: str) -> list[tuple[int, int]]:
    return [span for span in lines(text) if span[0] < span[1]]


class TestSpans:
    def test_one_sentence_among_others(self) -> None:
        sentence = "Mở cửa kho trước 6 giờ 45 phút để cân hàng cho"
        a = f"Tôi đăng ký việc này. {sentence}, xin hứa."
        b = f"Bản cũ ghi nhiều điều khác hẳn: {sentence}!"
        found = align(a, b)
        assert quotes(found, a, b) == [(sentence, sentence)]
        assert found.passages[0].matched == 12
        assert found.share_a == pytest.approx(12 / len(tokenize(a)))
        assert found.share_b == pytest.approx(12 / len(tokenize(b)))

    def test_spans_in_another_normal_form(self) -> None:
        sentence = "Dạy tám thợ trẻ đan gùi, mỗi người hai buổi, ngồi chung một chiếu"
        a = unicodedata.normalize("NFD", f"Mở đầu. {sentence}. Kết.")
        b = f"{sentence}. Việc khác."
        assert quotes(align(a, b), a, b) == [(unicodedata.normalize("NFD", sentence), sentence)]

    def test_an_insertion_lies_inside_the_passage(self) -> None:
        a = "Nghe báo sạt đường là ra hiện trường ngay lập tức trong 45 phút, dọn xong trong 6 giờ"
        b = "Nghe báo sạt đường là ra hiện trường trong 45 phút, dọn xong trong 6 giờ"
        found = align(a, b)
        assert quotes(found, a, b) == [(a, b)]
        assert found.share_b == 1.0
        assert found.matched == len(tokenize(b))

    def test_two_passages_with_new_text_between(self) -> None:
        first = "Không nhận quà biếu, không bán phân bón kém cho người trong họ"
        second = "Họp bản tối thứ bảy dành 15 phút cho phụ nữ, người già nói trước"
        new = " ".join(random_text(1, 30))
        a, b = f"{first}. {new}. {second}.", f"{first}. {second}."
        found = align(a, b)
        assert quotes(found, a, b) == [(first, first), (second, second)]
        assert found.share_b == 1.0


class TestInvariance:
    @pytest.mark.parametrize(
        "changed",
        [
            PLEDGE.upper(),
            PLEDGE.lower(),
            unicodedata.normalize("NFD", PLEDGE),
            unicodedata.normalize("NFD", PLEDGE.upper()),
            PLEDGE.replace("Hòa", "Hoà").replace("Thủy", "Thuỷ"),
            PLEDGE.replace(", ", ",\n   "),
            PLEDGE.replace(" giờ", "\ngiờ"),
            PLEDGE.replace("1. ", "a) ").replace("2. ", "b) ").replace("3. ", "c) "),
            PLEDGE.replace("1. ", "- ").replace("2. ", "- ").replace("3. ", "- "),
            PLEDGE.replace(" ", "  ").replace("t", "t\u200b"),
            PLEDGE.replace("2023", "2024").replace("10 bộ", "12 bộ").replace("2 lần", "3 lần"),
        ],
    )
    def test_exactly_one(self, changed: str) -> None:
        assert align(changed, PLEDGE).share_a == 1.0
        assert align(PLEDGE, changed).share_a == 1.0

    def test_order_of_items(self) -> None:
        rows = PLEDGE.split("\n")
        for seed in range(5):
            shuffled = "\n".join(random.Random(seed).sample(rows, len(rows)))
            found = align(shuffled, PLEDGE, units_a=items_of(shuffled), units_b=items_of(PLEDGE))
            assert found.share_a > 0.95  # "Về lối sống" is too short to be a copy of its own


class TestLevels:
    """What share a degree of copying comes out as."""

    def test_names_changed(self) -> None:
        assert align(PLEDGE.replace("chị Hòa ở xóm Thủy Khê", "anh Bắc ở xóm Đồi Cọ"), PLEDGE).share_a > 0.9

    def test_synonyms(self) -> None:
        source = (
            "Đưa số hộ đun bếp than từ 19 hộ xuống dưới 5 hộ. Nghe báo cháy là ra bìa rừng trong 30 phút, "
            "phát quang xong đường băng trong 2 ngày. Cho mượn 40 bình xịt của hợp tác xã, không thu tiền."
        )
        reworded = (
            "Kéo số hộ còn đun bếp than từ 12 hộ xuống còn 3 hộ. Nhận tin cháy phải ra bìa rừng sau 20 phút, "
            "dọn xong đường băng trong 3 ngày. Cho mượn 50 bình phun của hợp tác xã, không lấy tiền."
        )
        assert 0.5 < align(reworded, source).share_a < 0.9

    def test_thirty_percent_of_the_words_changed(self) -> None:
        source = random_text(2, 300)
        rng = random.Random(3)
        edited = [word if rng.random() > 0.3 else "khác" for word in source]
        kept = sum(one == two for one, two in zip(edited, source, strict=True)) / len(source)
        assert align(" ".join(edited), " ".join(source)).share_a == pytest.approx(kept, abs=0.03)

    def test_two_clauses_swapped(self) -> None:
        a = "Không cãi nhau với khách trên đò ngang, có chuyện thì mời lên bến nói"
        b = "Có chuyện thì mời lên bến nói, không cãi nhau với khách trên đò ngang"
        found = align(a, b)
        assert found.share_a == 1.0
        assert [edit.kind for edit in found.passages[0].edits] == ["order"]

    def test_unrelated(self) -> None:
        assert align(PLEDGE, OTHER).share_a < 0.1

    def test_a_stock_phrase_is_no_copy_between_strangers(self) -> None:
        phrase = "đổi mới tác phong, lề lối làm việc theo hướng"
        a = f"Tôi {phrase} nói ít làm nhiều ở tổ may."
        b = f"Chi bộ quyết tâm {phrase} gần dân hơn."
        assert align(a, b).matched == 10
        assert align(a, b, params=PEER).matched == 0

    @pytest.mark.parametrize(("a", "b"), [("", ""), ("", PLEDGE), (PLEDGE, ""), ("...", "!!!")])
    def test_empty(self, a: str, b: str) -> None:
        found = align(a, b)
        assert (found.share_a, found.share_b, found.matched, found.passages) == (0.0, 0.0, 0, ())


class TestMasks:
    FORMULA = "Tuyệt đối trung thành với chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh"

    def test_masked_text_leaves_both_sides_of_the_share(self) -> None:
        own = "Chia nước ruộng đúng phiên, cho các hộ xem sổ nước vào chiều chủ nhật"
        a, b = f"{self.FORMULA}. {own}.", f"{self.FORMULA}. Đầu mùa vớt bèo, nạo đáy từng con mương."
        mask = [(0, len(self.FORMULA))]
        assert align(a, b).share_a > 0.4
        found = align(a, b, mask_a=mask, mask_b=mask)
        assert (found.share_a, found.counted_a) == (0.0, len(tokenize(own)))

    def test_a_mask_on_one_side_is_enough(self) -> None:
        a = b = f"{self.FORMULA}."
        assert align(a, b, mask_a=[(0, len(a))]).share_b == 0.0
        assert align(a, b, mask_b=[(0, len(b))]).share_a == 0.0

    def test_silent_text_stays_in_the_denominator(self) -> None:
        tokens = tokenize(f"{self.FORMULA}. Việc riêng của tôi.")
        formula = [(0, len(self.FORMULA))]
        side = prepare(tokens, silent=formula)
        assert side.counted == len(tokens)
        assert align_sides(side, prepare(tokens)).matched == 0

    def test_equal_texts_equally_masked(self) -> None:
        text = f"Giữ lời. {self.FORMULA}. Đúng giờ."
        mask = [(9, 9 + len(self.FORMULA))]
        found = align(text, text, mask_a=mask, mask_b=mask)
        assert found.share_a == 1.0
        assert quotes(found, text, text) == [("Giữ lời", "Giữ lời"), ("Đúng giờ", "Đúng giờ")]

    def test_a_short_mask_does_not_break_a_passage(self) -> None:
        text = 'Mỗi quý viết một bài về "nêu gương" rồi dán ở bảng tin của thôn'
        at = text.index("nêu gương")
        found = align(text + ".", text, mask_a=[(at, at + 9)], mask_b=[(at, at + 9)])
        assert quotes(found, text, text) == [(text, text)]
        assert found.passages[0].edits == ()

    def test_a_form_filled_in(self) -> None:
        form = "Họ và tên: ......... Sinh ngày: .........\nChức vụ: .......\nNội dung đăng ký:"
        filled = (
            "Họ và tên: Lò Thị Sao Sinh ngày: 3/4/1990\nChức vụ: Thủ kho\nNội dung đăng ký: sửa hai cái cân."
        )
        tokens = tokenize(filled)
        found = align(tokens, form, params=TEMPLATE)
        assert [filled[start:end] for start, end in matched_spans(found, tokens)] == [
            "Họ và tên",
            "Sinh ngày",
            "Chức vụ",
            "Nội dung đăng ký",
        ]


class TestItems:
    A = "- Không hút thuốc ở trường.\n- Trồng hai mươi gốc mít quanh sân bóng của thôn."
    B = "- Tối thứ sáu dạy chữ cho các cụ.\n- Không hút thuốc ở trường.\n- Sửa máy bơm."

    def test_a_short_item_counts_only_as_a_whole(self) -> None:
        assert align(self.A, self.B).matched == 0
        found = align(self.A, self.B, units_a=items_of(self.A), units_b=items_of(self.B))
        assert quotes(found, self.A, self.B) == [("Không hút thuốc ở trường",) * 2]

    def test_without_the_other_text_s_items_it_may_stand_anywhere(self) -> None:
        b = "Tôi hứa không hút thuốc ở trường nữa."
        assert align(self.A, b, units_a=items_of(self.A)).matched == 5
        assert align(self.A, b, units_a=items_of(self.A), units_b=items_of(b)).matched == 0

    def test_three_words_are_never_a_copy(self) -> None:
        a, b = "- Sống giản dị.\n- Sửa đường.", "- Sống giản dị.\n- Đào giếng."
        assert align(a, b, units_a=items_of(a), units_b=items_of(b)).matched == 0

    def test_passages_by_item(self) -> None:
        units = items_of(PLEDGE)
        side = prepare(tokenize(PLEDGE), units=units)
        whole = align_sides(side, side)
        split = split_by_units(whole, side, side, units)
        assert len(whole.passages) == 1
        assert len(split.passages) == len(units)
        assert split.matched == whole.matched
        assert align(PLEDGE, PLEDGE, units_a=iter(units), by_unit=True).passages == split.passages

    def test_matched_in(self) -> None:
        tokens = tokenize(PLEDGE)
        found = align(tokens, PLEDGE)
        assert matched_in(found, tokens, 0, len(PLEDGE)) == len(tokens)
        assert matched_in(found, tokens, *items_of(PLEDGE)[0]) == 5


class TestCost:
    def test_one_phrase_repeated_does_not_cost_its_square(self) -> None:
        a = "nói đi đôi với làm " * 2000
        found = align(a, "làm " + a)
        assert found.share_a > 0.99

    def test_one_syllable_repeated(self) -> None:
        assert align("a " * 3000, "a " * 2999 + "b").share_b > 0.9


class TestProperties:
    @given(pledges)
    def test_a_text_stands_in_itself(self, text: str) -> None:
        found = align(text, text)
        assert found.share_a == found.share_b == 1.0
        assert all(not passage.edits for passage in found.passages)

    @settings(max_examples=200)
    @given(pledges, pledges, st.booleans(), st.sampled_from([Params(), PEER, TEMPLATE]))
    def test_both_directions_agree(self, a: str, b: str, with_items: bool, params: Params) -> None:
        units = (items_of(a), items_of(b)) if with_items else (None, None)
        one = align(a, b, units_a=units[0], units_b=units[1], params=params)
        two = align(b, a, units_a=units[1], units_b=units[0], params=params)
        assert (one.matched_a, one.matched_b) == (two.matched_b, two.matched_a)
        assert one.matched_a == one.matched_b
        assert sorted((p.start, p.end, p.source_start, p.source_end) for p in one.passages) == sorted(
            (p.source_start, p.source_end, p.start, p.end) for p in two.passages
        )

    @settings(max_examples=200)
    @given(pledges, pledges, st.integers(0, 80), st.integers(0, 80))
    def test_shares_and_spans_are_valid(self, a: str, b: str, cut_a: int, cut_b: int) -> None:
        tokens_a, tokens_b = tokenize(a), tokenize(b)
        found = align(tokens_a, tokens_b, mask_a=[(0, cut_a)], mask_b=outside(b, [(0, cut_b)]))
        assert 0.0 <= found.share_a <= 1.0
        assert 0.0 <= found.share_b <= 1.0
        used_a: set[int] = set()
        used_b: set[int] = set()
        for passage in found.passages:
            assert 0 <= passage.start < passage.end <= len(a)
            assert 0 <= passage.source_start < passage.source_end <= len(b)
            for i, j, size in passage.blocks:
                assert tokens_a.keys[i : i + size] == tokens_b.keys[j : j + size]
                assert used_a.isdisjoint(range(i, i + size))
                assert used_b.isdisjoint(range(j, j + size))
                used_a.update(range(i, i + size))
                used_b.update(range(j, j + size))
                assert passage.start <= tokens_a.starts[i]
                assert tokens_b.ends[j + size - 1] <= passage.source_end
                assert tokens_a.ends[i + size - 1] > cut_a
                assert tokens_b.starts[j] < cut_b
        assert len(used_a) == found.matched
        ends = [passage.end for passage in found.passages]
        assert all(end <= later.start for end, later in zip(ends, found.passages[1:], strict=False))

    @given(pledges, st.text(max_size=60))
    def test_any_text_is_aligned(self, a: str, b: str) -> None:
        found = align(a, b)
        assert 0.0 <= found.share_a <= 1.0
