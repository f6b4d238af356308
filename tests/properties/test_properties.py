"""The properties of judgement.md."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

import pledgecheck as pc
from pledgecheck.model import dump
from tests.properties import parts
from tests.properties.documents import (
    WITH_FORMULAS,
    Pledge,
    extended,
    on_plateau,
    pledges,
    pledges_with_place,
    report,
    specificity,
    total,
    verdict,
    words,
    wrapped,
)
from tests.score import by_hand

Placed = tuple[Pledge, tuple[int, int]]


def _any(*lists: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([one for each in lists for one in each])


@given(pledges(), st.randoms())
def test_the_order_of_siblings_changes_nothing(pledge: Pledge, random: Any) -> None:
    mixed = pledge
    for at, section in enumerate(pledge.sections):
        items = list(section.items)
        random.shuffle(items)
        mixed = mixed.with_items(at, tuple(items))
    one, two = report(pledge.text()), report(mixed.text())
    assert one.score == two.score
    key = lambda r: sorted((words(c.text), c.level, c.points) for c in r.commitments)  # noqa: E731
    assert key(one) == key(two)


@given(pledges_with_place(), st.integers(0, 2))
def test_repeating_an_item_never_raises_the_score(placed: Placed, section: int) -> None:
    pledge, at = placed
    again = pledge.added(section % len(pledge.sections), pledge.item(at))
    assert specificity(again.text()) <= specificity(pledge.text())
    assume(on_plateau(pledge.text(), again.text()))
    assert total(again.text()) <= total(pledge.text())


@given(pledges_with_place(), _any(parts.DEADLINES, parts.RECURRENCES, parts.MEASURES, parts.EVIDENCE))
def test_a_deadline_a_measure_or_evidence_never_lowers_it(placed: Placed, more: str) -> None:
    pledge, at = placed
    richer = pledge.with_item(at, extended(pledge.item(at), more))
    assert specificity(richer.text()) >= specificity(pledge.text())
    assume(on_plateau(pledge.text(), richer.text()))
    assert total(richer.text()) >= total(pledge.text())


@given(pledges(), st.integers(0, 2), _any(parts.SLOGANS))
def test_a_slogan_more_never_raises_it(pledge: Pledge, section: int, slogan: str) -> None:
    more = pledge.added(section % len(pledge.sections), slogan)
    assert specificity(more.text()) <= specificity(pledge.text())
    assume(on_plateau(pledge.text(), more.text()))
    assert total(more.text()) <= total(pledge.text())


@given(pledges_with_place(), _any(parts.ZEAL, parts.DOCUMENTS, parts.OWN_YEAR))
def test_zeal_document_numbers_and_the_own_year_never_raise_it(placed: Placed, more: str) -> None:
    pledge, at = placed
    louder = pledge.with_item(at, extended(pledge.item(at), more))
    assert specificity(louder.text()) <= specificity(pledge.text())
    assume(on_plateau(pledge.text(), louder.text()))
    assert total(louder.text()) <= total(pledge.text())


@given(pledges(), st.integers(0, 2), _any(parts.FORMULAS))
def test_required_formulas_change_nothing(pledge: Pledge, section: int, formula: str) -> None:
    more = pledge.added(section % len(pledge.sections), formula)
    assert report(more.text()).score == report(pledge.text()).score


@given(pledges(WITH_FORMULAS), st.sampled_from(["nfd", "upper", "tones", "double", "nbsp", "trailing", "crlf"]))
def test_writing_changes_nothing(pledge: Pledge, how: str) -> None:
    text = pledge.text()
    other = {
        "nfd": unicodedata.normalize("NFD", text),
        "upper": text.upper(),
        "tones": text.replace("òa", "oà").replace("óa", "oá").replace("ủy", "uỷ"),
        "double": text.replace(" ", "  "),
        "nbsp": text.replace(" ", "\u00a0"),
        "trailing": text.replace("\n", " \t\n"),
        "crlf": text.replace("\n", "\r\n"),
    }[how]
    assert verdict(other) == verdict(text)


@given(pledges(WITH_FORMULAS, tables=False), st.integers(60, 100))
def test_wrapping_lines_changes_nothing(pledge: Pledge, width: int) -> None:
    text = pledge.text()
    assert verdict(wrapped(text, width)) == verdict(text)


@given(pledges(WITH_FORMULAS))
def test_every_item_is_read_as_one_commitment(pledge: Pledge) -> None:
    found = [words(c.text) for c in report(pledge.text()).commitments]
    assert found == [words(pledge.item(at)) for at in pledge.items]


@given(pledges(WITH_FORMULAS))
def test_the_score_can_be_counted_again_from_the_json(pledge: Pledge) -> None:
    found = dump(report(pledge.text()))
    for name, value in by_hand.parts(found).items():
        shown = found["score"]["parts"][name]
        assert (value is None and shown is None) or abs(value - shown) <= 0.0501
    assert found["score"]["total"] == by_hand.total(found)


def _spans_hold(text: str, found: pc.Report) -> None:
    for c in found.commitments:
        assert 0 <= c.start < c.end <= len(text) and c.text == text[c.start : c.end]
        for slot in c.slots.values():
            if slot is not None:
                assert 0 <= slot.start < slot.end <= len(text) and slot.text == text[slot.start : slot.end]
                assert slot.inherited or (c.start <= slot.start and slot.end <= c.end)
    for f in found.findings:
        if f.start is not None:
            assert f.end is not None and 0 <= f.start < f.end <= len(text)


@given(pledges(WITH_FORMULAS), st.sampled_from(["NFC", "NFD"]), st.integers(40, 140))
def test_spans_point_into_the_text_as_read(pledge: Pledge, form: Any, width: int) -> None:
    text = wrapped(unicodedata.normalize(form, pledge.text()), width)
    _spans_hold(text, pc.check(text, year=2019))


_PIECES = st.one_of(
    st.text(max_size=40),
    _any(parts.ACTS, parts.SLOGANS, parts.FORMULAS, parts.HEADINGS, parts.CLOSINGS, parts.SIGNATURES, parts.TITLES),
    st.sampled_from(["\n", "\n\n", " | ", "1. ", "a) ", "- ", "I. ", "(", '"', ")", ":", ";", "...", "đ/c ", "\u0301", "\u200b", "\x00"]),
)


@given(st.text())
def test_random_text_is_never_a_crash(text: str) -> None:
    pc.check(text)


@given(st.lists(_PIECES, max_size=25))
def test_broken_pledges_are_never_a_crash_and_their_spans_hold(pieces: list[str]) -> None:
    text = "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")
    _spans_hold(text, pc.check(text))
