"""The report for people, from reports made by hand: what is said, what is never said, what may not hurt."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pledgecheck.model import AuditSummary, CopyPair, Gate, InputFailure, LengthVerdict, ThemeVerdict
from pledgecheck.reporters.html.copies import compare_runs
from tests.reporters.html_page import audit, many, one
from tests.reporters.html_samples import (
    LIMITS,
    LINES,
    NAME_ONLY,
    OLD,
    TEXT,
    copied,
    entry,
    finding,
    report,
    score,
)

NEVER = (
    "sao chép|đạo văn|gian dối|đối phó|khẩu hiệu|sáo rỗng|chiếu lệ|hình thức|yếu kém|không đạt|trượt|vi phạm|"
    "sai|lười|xếp hạng|điểm đảng viên|suy thoái|vô nghĩa|thừa|lỗi|cảnh báo"
)


def test_a_single_pledge_says_what_is_good_first(tmp_path: Path) -> None:
    page = one(tmp_path, [entry()])
    said = page.text
    order = [
        said.index(each)
        for each in (
            "Trần Thị Mây",
            "Rõ để theo dõi",
            "Mức rõ của văn bản, không phải đánh giá đồng chí.",
            "Những việc đã rõ (nên giữ)",
            "Những chỗ có thể viết rõ hơn",
            "Câu hỏi nên hỏi",
            "Toàn văn",
            "Từng việc",
            "Mức rõ của văn bản được tính thế nào",
            "Kết luận thuộc về chi bộ.",
        )
    ]
    assert order == sorted(order)
    assert "Nên đọc trước" not in said and "Theo đơn vị" not in said


def test_the_page_needs_nothing_from_outside(tmp_path: Path) -> None:
    page = one(tmp_path, [entry()])
    assert not page.all("script") and not page.all("link") and not page.all("img") and not page.all("iframe")
    html = (tmp_path / "báo cáo.html").read_text("utf-8")
    assert "url(" not in html and "@import" not in html and "src=" not in html
    assert "default-src 'none'" in html
    assert page.all("html")[0]["lang"] == "vi"


def test_the_text_is_whole_and_marked_in_two_kinds(tmp_path: Path) -> None:
    findings = (
        finding("THE001", "error", "Xem lại.", "BẢN CAM KẾT"),
        finding("SPE001", "warning", "Phương hướng.", LINES[6][3:]),
        finding("SPE006", "info", "Gợi ý.", LINES[4][3:]),
    )
    page = one(tmp_path, [entry(findings=findings)])
    html = (tmp_path / "báo cáo.html").read_text("utf-8")
    assert '<mark class="must">BẢN CAM KẾT</mark>' in html
    assert f'<mark class="consider">{LINES[6][3:]}</mark>' in html
    assert f'"consider">{LINES[4][3:]}' not in html
    shown = re.search(r'<div class="text" lang="vi">(.*?)</div>', html, re.DOTALL)
    assert shown
    plain = re.sub(r'<a class="ref.*?</a>', "", shown[1])
    assert re.sub(r"<[^>]+>", "", plain) == TEXT
    assert page.all("mark")


def test_base_content_is_never_marked(tmp_path: Path) -> None:
    base = LINES[2][3:]
    one(
        tmp_path,
        [entry(findings=(finding("X1", "error", "Xem.", base), finding("X2", "warning", "Xem.", TEXT[40:])))],
    )
    html = (tmp_path / "báo cáo.html").read_text("utf-8")
    for marked in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL):
        assert "Kiên định" not in marked and "trung thành" not in marked


def test_the_same_remark_about_two_places_is_one_note(tmp_path: Path) -> None:
    same = [finding("SPE001", "warning", "Phương hướng.", line[3:]) for line in (LINES[4], LINES[6])]
    page = one(tmp_path, [entry(findings=tuple(same))])
    assert page.text.count("Phương hướng.") == 2  # once at the top, once in the notes
    assert "dòng 5, dòng 7" in page.text


def test_at_most_three_suggestions_at_the_top(tmp_path: Path) -> None:
    findings = tuple(finding(f"X{at}", "warning", f"Ghi chú số {at}.") for at in range(5))
    page = one(tmp_path, [entry(findings=findings)])
    top = page.text[page.text.index("viết rõ hơn") : page.text.index("Câu hỏi nên hỏi")]
    assert [f"số {at}" in top for at in range(5)] == [True, True, True, False, False]


def test_the_arithmetic_can_be_done_again_by_hand(tmp_path: Path) -> None:
    gate = Gate(id="theme", cap=60, reason="Mới nêu tên.")
    made = score(72.0, 85.0, 50.0, 60.0, 100.0, gates=(gate,))
    page = one(tmp_path, [entry(score=made, copying=copied(0.4), sources={"may-2019": OLD})])
    said = page.text
    assert "(100 + 60) : 2 × (1 − 0,4 × 1/4) = 72" in said
    assert "số 2 (100 điểm), số 3 (60 điểm)" in said
    assert "100 × (1 − 40 % phần cần viết mới giống bản trước) = 60" in said
    assert "Không quá 60" in said and "Mới nêu tên." in said
    adds = [72 * 0.4, 85 * 0.2, 50 * 0.15, 60 * 0.15, 100 * 0.1]
    for value in adds:
        assert f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",") in said
    assert "72,3" in said and made.total == 60  # the sum, then the cap


def test_parts_without_data_are_said_to_be_left_out(tmp_path: Path) -> None:
    page = one(tmp_path, [entry(score=score(72.0, None, None), theme=None)])
    assert "không có dữ liệu, không tính" in page.text and "chia lại cho đủ 100 %" in page.text
    assert "80 %" in page.text  # 40 of 50


@pytest.mark.parametrize(
    ("length", "value", "said"),
    [
        ((30, 4, "short"), 50.0, "30 tiếng, vừa từ 60: 100 × 30 : 60 = 50"),
        ((1030, 4, "long"), 50.0, "1030 tiếng, vừa đến 560: 100 × (1500 − 1030) : (1500 − 560) = 50"),
        ((100, 45, "long"), 0.0, "45 việc; từ 45 trở lên tính 0."),
    ],
)
def test_length_written_out(tmp_path: Path, length: tuple[int, int, Any], value: float, said: str) -> None:
    verdict = LengthVerdict(syllables=length[0], commitments=length[1], verdict=length[2], limits=LIMITS)
    page = one(tmp_path, [entry(length=verdict, score=score(72.0, 85.0, 50.0, None, value))])
    assert said in page.text


def test_copied_passages_side_by_side(tmp_path: Path) -> None:
    page = one(tmp_path, [entry(copying=copied(0.4), sources={"may-2019": OLD}, score=score(72, 85, 50, 60))])
    html = (tmp_path / "báo cáo.html").read_text("utf-8")
    assert "Mỗi tháng đến thăm <ins>2</ins> gia đình" in html
    assert "Mỗi tháng đến thăm <del>3</del> gia đình" in html
    assert "số “3” → “2” (hạ mức, nên nêu lý do)" in page.text
    assert "Lặp lại chưa rõ lý do" in page.text


def test_between_people_nobody_is_said_to_be_first(tmp_path: Path) -> None:
    page = one(tmp_path, [entry(copying=copied(0.9, "peer", "lan-2020"))])
    assert "máy không biết bản nào có trước" in page.text
    assert "Đoạn giống nhau" in page.text
    assert "Lặp lại chưa rõ lý do" not in page.text and "hạ mức" not in page.text
    assert "Không có văn bản của bản kia" in page.text


def test_differences_next_to_each_other_are_one() -> None:
    here, there = compare_runs("lau sạch bàn ghế mỗi tuần", "lau rửa kỹ bàn ghế mỗi tháng")
    assert [text for text, differs in here if differs] == ["sạch", "tuần"]
    assert [text for text, differs in there if differs] == ["rửa kỹ", "tháng"]
    assert "".join(text for text, _ in there) == "lau rửa kỹ bàn ghế mỗi tháng"
    assert compare_runs("một  hai", "Một hai") == ((("một  hai", False),), (("Một hai", False),))


def test_slots_lent_by_a_heading_are_marked_so(tmp_path: Path) -> None:
    ones = list(report().commitments)
    slot = ones[2].slots["time"]
    assert slot is not None
    ones[2] = ones[2].model_copy(
        update={"slots": {**ones[2].slots, "time": slot.model_copy(update={"inherited": True})}}
    )
    assert (
        "thời hạn (theo mục chung): Trước ngày 30/9" in one(tmp_path, [entry(commitments=tuple(ones))]).text
    )


def test_a_report_without_its_text(tmp_path: Path) -> None:
    page = one(tmp_path, [entry(text=None)])
    assert "Không có văn bản kèm theo báo cáo." in page.text and "Từng việc" in page.text


def test_a_text_that_could_not_be_judged(tmp_path: Path) -> None:
    nothing = entry(commitments=(), score=score(None, None, None, length=None), theme=None,
                    findings=(finding("LAN001", "error", "Chữ không dấu."),))  # fmt: skip
    said = one(tmp_path, [nothing]).text
    assert "Cần người xem" in said and "Không có tổng" in said and "Không thấy lời cam kết nào" in said


def test_a_model_with_a_name_only(tmp_path: Path) -> None:
    said = one(tmp_path, [entry(kind="model", author=None, dossier=NAME_ONLY)]).text
    assert "Mô hình có tên, chưa có cách làm" in said and "còn thiếu: mục tiêu, nội dung, cách làm" in said


# ------------------------------------------------------------------ hostile and private


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp.exe\0\x1b[31m{{ 7*7 }}\ud800'


def test_names_and_texts_cannot_hurt(tmp_path: Path) -> None:
    text = f"{HOSTILE}\n{TEXT}"
    bad = entry(
        text=text,
        author=HOSTILE, role=HOSTILE, unit=HOSTILE, id=HOSTILE, path=HOSTILE, year=2020,
        findings=(finding("X1", "error", HOSTILE, suggestion=HOSTILE),),
        theme=ThemeVerdict(id=HOSTILE, relation="applied", aspects=(HOSTILE,)),
    )  # fmt: skip
    errors = (InputFailure(path=HOSTILE, code="x", message=HOSTILE),)
    for entries, summary in (([bad], None), ([bad, *many(3)], audit([bad, *many(3)]))):
        page = one(tmp_path, entries, summary, errors=errors)
        assert not page.all("script") and not page.all("img")
        assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
        html = (tmp_path / "báo cáo.html").read_text("utf-8")
        assert not set("\u202e\0\x1b") & set(html)
        assert "{{ 7*7 }}" in html and ">49<" not in html


def test_without_names_and_numbers(tmp_path: Path) -> None:
    text = f"{TEXT}\nSố CCCD: 034 099 001 234, điện thoại 0912.345.678\nNGƯỜI CAM KẾT\nTRẦN THỊ MÂY"
    secret = entry(
        text=text,
        sources={"may-2019": OLD + "\nTrần Thị Mây 034099001234"},
        copying=copied(0.6),
        findings=(finding("COP003", "warning", "Giống bản may-2019 của Trần Thị Mây."),),
    )
    errors = (InputFailure(path="ho-so/tran-thi-may.docx", code="x", message="Tệp hỏng."),)
    summary = AuditSummary(
        copy_pairs=(CopyPair(a="may-2020", b="may-2019", relation="previous", share_a=1, share_b=1),)
    )
    one(tmp_path, [secret], summary, errors=errors, redact=True)
    html = (tmp_path / "báo cáo.html").read_text("utf-8").casefold()
    for word in ("trần thị mây", "may-20", "034", "0912", "tran-thi-may"):
        assert word not in html, word
    assert "người 1" in html and "thôn đoài" in html and ".docx" in html


def test_nothing_of_a_pledge_is_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: Any
) -> None:
    one(tmp_path, many(3), AuditSummary())
    assert capfd.readouterr() == ("", "") and not caplog.records
    assert "Kiên định" not in repr(entry())


def test_words_never_said(tmp_path: Path) -> None:
    """Said by the report itself: the pledge has none of these words."""
    entries = [
        *many(8),
        entry(id="a", copying=copied(0.9), sources={"may-2019": OLD}, score=score(10, 0, 0, 5)),
        entry(id="b", kind="model", dossier=NAME_ONLY, commitments=()),
        entry(id="c", score=score(None, None, None, length=None), commitments=()),
    ]
    said = one(tmp_path, entries, audit(entries)).text.casefold()
    found = re.findall(rf"(?<!\w)(?:{NEVER})(?!\w)", said)
    assert not found


def test_in_english(tmp_path: Path) -> None:
    entries = [*many(6), entry(id="a", copying=copied(0.9), sources={"may-2019": OLD})]
    page = one(tmp_path, entries, audit(entries), lang="en")
    assert page.all("html")[0]["lang"] == "en"
    for said in ("To read first", "What is clear already (keep it)", "Clear enough to follow",
                 "The conclusion belongs to the cell."):  # fmt: skip
        assert said in page.text
    assert all(attrs.get("lang") == "vi" for attrs in page.all("div") if attrs.get("class") == "text")
    for vi in ("Nên đọc trước", "Kết luận", "Từng việc", "Cách tính"):
        assert vi not in page.text


def test_headings_go_down_step_by_step(tmp_path: Path) -> None:
    for entries, summary in (([entry(copying=copied())], None), (many(6), audit(many(6)))):
        page = one(tmp_path, entries, summary)
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
