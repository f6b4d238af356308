"""What must hold for whole documents, on generated ones: the properties of the score."""

from __future__ import annotations

import unicodedata
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgecheck import Checker, Report
from pledgecheck.model import dump
from tests.score import by_hand

ACTS = (
    "Mỗi tháng đến thăm, giúp 02 hộ neo đơn trong thôn dọn nhà, có sổ ghi.",
    "Trước ngày 30/9 trồng 20 cây bóng mát dọc đường vào nhà văn hóa thôn.",
    "Không uống rượu bia trong giờ làm việc.",
    "Viết 02 bài về gương người tốt gửi đài truyền thanh xã.",
    "Tiếp công dân 02 buổi mỗi tháng, ghi đầy đủ vào sổ.",
    "Trả lời từng kiến nghị của bà con trong 3 ngày.",
    "Đọc cho các cháu ở trường mầm non nghe mỗi tuần 01 câu chuyện về Bác.",
)
SLOGANS = (
    "Không ngừng nâng cao tinh thần trách nhiệm.",
    "Phát huy tinh thần tự học, tự rèn để ngày càng tiến bộ.",
    "Nêu cao ý thức tổ chức kỷ luật trong mọi hoàn cảnh.",
)
FORMULAS = (
    "Tuyệt đối trung thành với Đảng, Tổ quốc và nhân dân.",
    "Kiên định chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh và đường lối đổi mới của Đảng.",
)
LONG = {"individual": {"syllables_min": 1.0, "syllables_max": 5000.0, "commitments_max": 100.0}}

acts = st.lists(st.sampled_from(ACTS), min_size=1, max_size=4, unique=True)
items = st.lists(st.sampled_from(ACTS + SLOGANS), min_size=1, max_size=6, unique=True)
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def checker() -> Checker:
    from pledgecheck import Config

    return Checker(config=Config(limits=LONG))  # the length stays on its plateau


@cache
def judged(text: str) -> Report:
    return checker().check(text, year=2019, role="giáo viên")


def numbered(lines: list[str]) -> str:
    return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, start=1))


def total(text: str) -> float:
    value = judged(text).score.total
    return -1.0 if value is None else value


def specificity(text: str) -> float:
    return judged(text).score.parts["specificity"] or 0.0


@quick
@given(items)
def test_a_reader_gets_the_same_total_by_hand(lines: list[str]) -> None:
    report = dump(judged(numbered(lines)))
    for name, value in by_hand.parts(report).items():
        shown = report["score"]["parts"][name]
        assert (value is None and shown is None) or abs(value - shown) <= 0.0501
    assert report["score"]["total"] == by_hand.total(report)


@quick
@given(items, st.randoms())
def test_order_of_items_changes_nothing(lines: list[str], random: object) -> None:
    mixed = list(lines)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert total(numbered(lines)) == total(numbered(mixed))


@quick
@given(items, st.integers(0, 5))
def test_saying_it_twice_never_raises_it(lines: list[str], at: int) -> None:
    again = [*lines, lines[at % len(lines)]]
    assert total(numbered(again)) <= total(numbered(lines))


@quick
@given(acts, st.sampled_from(SLOGANS))
def test_a_slogan_never_raises_it(lines: list[str], slogan: str) -> None:
    assert total(numbered([*lines, slogan])) <= total(numbered(lines))


@quick
@given(items, st.sampled_from(FORMULAS))
def test_required_formulas_change_nothing(lines: list[str], formula: str) -> None:
    assert total(numbered([*lines, formula])) == total(numbered(lines))


@quick
@given(acts, st.sampled_from([" trước ngày 30/11", ", có biên bản gửi chi bộ"]), st.integers(0, 3))
def test_a_deadline_or_evidence_never_lowers_it(lines: list[str], more: str, at: int) -> None:
    at %= len(lines)
    richer = [*lines[:at], lines[at].rstrip(".") + more + ".", *lines[at + 1 :]]
    assert specificity(numbered(richer)) >= specificity(numbered(lines))
    assert total(numbered(richer)) >= total(numbered(lines))


@quick
@given(acts, st.sampled_from([" theo Chỉ thị 05-CT/TW", " trong năm 2019", " với quyết tâm cao nhất"]))
def test_document_numbers_own_year_and_zeal_never_raise_it(lines: list[str], more: str) -> None:
    fuller = [lines[0].rstrip(".") + more + ".", *lines[1:]]
    assert total(numbered(fuller)) <= total(numbered(lines))


@quick
@given(items)
def test_writing_makes_no_difference(lines: list[str]) -> None:
    text = numbered(lines)
    expected = total(text)
    assert total(unicodedata.normalize("NFD", text)) == expected
    assert total(text.upper()) == expected
    assert total(text.replace("hòa", "hoà").replace(" ", "  ")) == expected
    assert total("\r\n".join(text.split("\n"))) == expected
