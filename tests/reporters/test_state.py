"""The four states, the question worth asking, the order of listing."""

from __future__ import annotations

import pytest

from pledgecheck.model import DutyVerdict, ThemeVerdict
from pledgecheck.reporters.messages import FORM, PAGE, REASON, SUMMARY, Words
from pledgecheck.reporters.order import collation_key, name_key
from pledgecheck.reporters.questions import ASK, QUESTION
from pledgecheck.reporters.reading import (
    askable,
    best,
    clearest,
    excerpt,
    question,
    question_text,
    suggestions,
    thin,
    way_of,
)
from pledgecheck.reporters.state import REASONS, reasons_of, state_of
from tests.reporters.html_samples import (
    LINES,
    NAME_ONLY,
    commitment,
    commitments,
    copied,
    finding,
    report,
    score,
)

VI, EN = Words("vi"), Words("en")


def test_a_good_pledge_with_one_general_sentence_is_clear() -> None:
    assert state_of(report()) == "clear"
    assert reasons_of(report()) == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"copying": copied(0.5)}, "repeated"),
        ({"copying": copied(0.5, "peer", "lan-2020")}, "alike"),
        ({"theme": ThemeVerdict(id="vn-2019", relation="outdated")}, "outdated"),
        ({"duty": DutyVerdict(relation="foreign", terms=("sản phụ",))}, "foreign"),
        ({"dossier": NAME_ONLY, "kind": "model"}, "name_only"),
    ],
)
def test_what_is_worth_talking_over(changes: dict[str, object], reason: str) -> None:
    assert state_of(report(**changes)) == "talk"
    assert reasons_of(report(**changes))[0] == reason


def test_less_than_half_kept_is_not_worth_a_talk() -> None:
    assert state_of(report(copying=copied(0.49))) == "clear"
    assert state_of(report(copying=copied(0.49, "peer", "lan-2020"))) == "clear"


def test_a_plan_or_form_that_is_shared_is_not_worth_a_talk() -> None:
    assert state_of(report(copying=copied(0.9, "template", "mau"))) == "clear"


def test_without_a_total_a_person_reads() -> None:
    assert state_of(report(score=score(None, None, None, length=None), commitments=())) == "unsure"


def test_a_name_only_is_a_talk_also_without_a_total() -> None:
    only = report(score=score(None, None, None, length=None), commitments=(), dossier=NAME_ONLY, kind="model")
    assert state_of(only) == "talk"


def test_many_doubtful_sentences_need_a_person() -> None:
    doubtful = tuple(one.model_copy(update={"needs_review": one.index in (1, 2)}) for one in commitments())
    assert state_of(report(commitments=doubtful)) == "unsure"
    one_doubt = tuple(one.model_copy(update={"needs_review": one.index == 1}) for one in commitments())
    assert state_of(report(commitments=one_doubt)) == "clear"


def test_no_act_with_a_measure_or_a_time_asks_for_more() -> None:
    general = report(commitments=(commitment(0, LINES[6][3:], 0, 0),))
    assert state_of(general) == "add"
    assert "thin" in reasons_of(general)


def test_an_abstention_is_whole_as_it_stands() -> None:
    only = report(commitments=(commitments()[3],), findings=())
    assert state_of(only) == "clear"


def test_a_warning_about_the_whole_text_asks_for_more() -> None:
    assert state_of(report(findings=(finding("LEN001", "warning", "Bản dài."),))) == "add"
    assert state_of(report(findings=(finding("SPE010", "error", "Chưa có việc."),))) == "add"
    assert state_of(report(findings=(finding("DUT001", "info", "Chưa biết."),))) == "clear"
    assert state_of(report(theme=ThemeVerdict(id="vn-2020", relation="quoted"))) == "add"


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(REASON)


def test_base_content_and_repetitions_never_count() -> None:
    twice = (*commitments(), commitment(5, LINES[3][3:], 4, 100, duplicate_of=1))
    assert [one.index for one in best(report(commitments=twice))] == [1, 2]
    assert [one.index for one in thin(report(commitments=twice))] == [4]


def test_matters_of_course_are_not_among_the_best() -> None:
    course = tuple(
        one.model_copy(update={"tags": ("routine",)}) if one.index == 1 else one for one in commitments()
    )
    assert [one.index for one in best(report(commitments=course))] == [2, 3]
    first = clearest(report(commitments=course))
    assert first is not None and first.index == 2


def test_an_uncertain_reading_counts_as_the_score_counts_it() -> None:
    ones = tuple(
        one.model_copy(update={"certain_points": 90.0}) if one.index == 4 else one for one in commitments()
    )
    assert [one.index for one in best(report(commitments=ones))] == [1, 4]


def test_what_may_be_asked_depends_on_the_kind_of_promise() -> None:
    abstention, dated = commitments()[3], commitments()[2]
    assert way_of(abstention) == "negative"
    assert "time" not in askable(abstention) and "measure" not in askable(abstention)
    assert askable(dated) == ("evidence", "place_or_person")
    assert askable(dated, sensitive=True) == ()
    assert askable(commitments()[0]) == () and askable(commitments()[1]) == ()


def test_the_question_is_about_what_is_missing() -> None:
    asked = question(report())
    assert (
        question_text(asked, VI) == f"“{LINES[4][3:-1]}”: cuối năm lấy gì để biết đã làm, làm cho ai, ở đâu?"
    )
    assert (
        question_text(question(report(), sensitive=True), VI) == "Các việc này đã ghi vào sổ của đơn vị chưa?"
    )
    assert question_text(question(report(copying=copied(0.6))), VI).startswith("Những việc giữ lại")
    assert "việc cụ thể đầu tiên" in question_text(
        question(report(commitments=(commitment(0, LINES[6][3:], 0, 0),))), VI
    )
    assert question_text(question(report(commitments=commitments()[:2])), VI).startswith(
        "Đồng chí cần chi bộ"
    )


def test_bodies_are_addressed_as_bodies() -> None:
    asked = question(report(duty=DutyVerdict(relation="foreign", terms=("sản phụ",))))
    assert question_text(asked, VI) == "Đồng chí có được giao thêm phần việc này không?"
    assert question_text(asked, VI, "collective") == "Đơn vị có được giao thêm phần việc này không?"


def test_suggestions_are_few_and_the_weightiest_first() -> None:
    many = report(
        findings=(
            finding("SPE006", "info", "Gợi ý nhỏ."),
            finding("SPE001", "warning", "Phương hướng.", LINES[6][3:]),
            finding("SPE001", "warning", "Phương hướng.", LINES[4][3:]),
            finding("LEN001", "warning", "Dài."),
            finding("THE002", "warning", "Mới nêu tên."),
            finding("COP001", "error", "Lặp lại."),
        )
    )
    shown = suggestions(many)
    assert [each.finding.rule for each in shown] == ["COP001", "LEN001", "THE002"]
    assert [each.more for each in suggestions(many, 4)] == [0, 0, 0, 1]
    assert [each.finding.rule for each in suggestions(report(findings=()))] == []


def test_names_in_vietnamese_order() -> None:
    people = ["Lê Văn Ấn", "Trần Thị Ánh", "Đỗ Bình", "Hoàng Dũng", "Vũ Thị Đào", "Nguyễn Anh", "Lý Ân"]
    assert sorted(people, key=name_key) == [
        "Nguyễn Anh", "Trần Thị Ánh", "Lý Ân", "Lê Văn Ấn", "Đỗ Bình", "Hoàng Dũng", "Vũ Thị Đào",
    ]  # fmt: skip
    units = ["Chi bộ thôn 10", "Chi bộ thôn 2", "UBND xã", "Đoàn xã", "Ban Chỉ huy", "Đồn"]
    assert sorted(units, key=collation_key) == [
        "Ban Chỉ huy", "Chi bộ thôn 2", "Chi bộ thôn 10", "Đoàn xã", "Đồn", "UBND xã",
    ]  # fmt: skip
    assert collation_key("hòa") == collation_key("HÒA")
    assert name_key("") < name_key("An")


def test_an_excerpt_is_one_line_cut_at_a_word() -> None:
    assert excerpt("một\n hai   ba", 20) == "một hai ba"
    assert excerpt("một hai ba, bốn năm", 12) == "một hai ba …"
    assert excerpt("x" * 30, 10) == "x" * 10 + " …"


def test_figures_as_people_write_them() -> None:
    assert (VI.number(63.5), VI.number(100.0), VI.number(0.4, 2)) == ("63,5", "100", "0,4")
    assert (EN.number(63.5), VI.percent(0.4706, 2), VI.number(-0.0)) == ("63.5", "47,06 %", "0")


def test_every_message_can_be_filled_in_both_languages() -> None:
    from string import Formatter

    from pledgecheck.reporters.html.messages import PLEDGE

    pairs = [*PAGE.values(), *SUMMARY.values(), *REASON.values(), *QUESTION.values(), *PLEDGE.values()]
    pairs += [pair for lack in FORM.values() for pair in lack]
    pairs += [pair for way in ASK.values() for pair in way.values()]
    for vi, en in pairs:
        assert vi.strip() and en.strip()
        names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (vi, en)]
        assert names[0] - {"you", "You"} == names[1] - {"you", "You"}, vi
