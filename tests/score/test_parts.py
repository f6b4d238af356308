"""The parts and the total as pure functions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgecheck.document.model import Promise
from pledgecheck.kinds.copying import CopyFact
from pledgecheck.kinds.facts import DutyFact, Judged, ThemeFact
from pledgecheck.model import PART_NAMES, Dossier, LengthVerdict
from pledgecheck.packs import gather, merge, profile_of
from pledgecheck.score import score
from pledgecheck.score.parts import (
    acts,
    duty_part,
    length_part,
    originality_part,
    specificity_part,
    theme_part,
)
from pledgecheck.score.total import effective_weights, total_of

PROFILE = profile_of(merge(gather()).profile)
LIMITS = {
    "syllables_min": 60,
    "syllables_max": 100,
    "syllables_zero": 200,
    "commitments_max": 10,
    "commitments_zero": 20,
}


def judged(points: float, index: int = 0, **more: object) -> Judged:
    level = (points >= 10) + (points >= 40) + (points >= 60) + (points >= 90)
    return Judged(Promise(index, 0, 1, 0), level, points, 0.9, **more)  # type: ignore[arg-type]


def length(syllables: int = 80, commitments: int = 3) -> LengthVerdict:
    return LengthVerdict(syllables=syllables, commitments=commitments, verdict="ok", limits=LIMITS)


class TestSpecificity:
    def test_worked_by_hand(self) -> None:
        # best two: (90 + 60) / 2 = 75; one of four is under 40: 75 × (1 − 0.4 × 0.25) = 67.5
        some = [judged(90), judged(60), judged(50), judged(15)]
        assert specificity_part(some, 2, 0.4) == 67.5

    def test_padded_with_zeros(self) -> None:
        assert specificity_part([judged(90)], 3, 0.4) == 30.0

    def test_none_without_any_commitment(self) -> None:
        assert specificity_part([], 2, 0.4) is None

    def test_formulas_change_nothing(self) -> None:
        some = [judged(90), judged(15)]
        assert specificity_part([*some, judged(0, required_formula=True)], 2, 0.4) == specificity_part(
            some, 2, 0.4
        )

    def test_a_repeated_item_counts_once(self) -> None:
        assert specificity_part([judged(90), judged(90, duplicate_of=0)], 2, 0.4) == 45.0

    def test_matter_of_course_is_not_among_the_best(self) -> None:
        assert specificity_part([judged(55, tags=("routine",)), judged(50)], 1, 0.4) == 50.0

    def test_an_uncertain_verdict_counts_as_a_certain_one_would(self) -> None:
        assert specificity_part([judged(15, certain_points=40)], 1, 0.4) == 40.0

    @given(st.lists(st.sampled_from([0, 15, 40, 50, 70, 90, 100]), min_size=1, max_size=12), st.randoms())
    def test_order_changes_nothing(self, points: list[int], random: object) -> None:
        some = [judged(p) for p in points]
        mixed = list(some)
        random.shuffle(mixed)  # type: ignore[attr-defined]
        assert specificity_part(some, 2, 0.4) == specificity_part(mixed, 2, 0.4)

    @given(st.lists(st.sampled_from([0, 15, 40, 50, 70, 90, 100]), min_size=1, max_size=12))
    def test_a_slogan_never_raises_it(self, points: list[int]) -> None:
        some = [judged(p) for p in points]
        before, after = specificity_part(some, 2, 0.4), specificity_part([*some, judged(0)], 2, 0.4)
        assert before is not None and after is not None and after <= before

    @given(st.lists(st.sampled_from([0, 15, 40, 50, 70, 90]), min_size=1, max_size=12), st.integers(0, 11))
    def test_more_points_never_lower_it(self, points: list[int], at: int) -> None:
        at %= len(points)
        more = [*points[:at], points[at] + 10, *points[at + 1 :]]
        before = specificity_part([judged(p) for p in points], 2, 0.4)
        after = specificity_part([judged(p) for p in more], 2, 0.4)
        assert before is not None and after is not None and after >= before


class TestOtherParts:
    @pytest.mark.parametrize(
        ("relation", "aspects", "points"),
        [
            ("outdated", (), 0),
            ("quoted", (), 20),
            ("not_found", (), 30),
            ("applied", ("a",), 85),
            ("applied", ("a", "b"), 100),
            ("applied", ("a", "a"), 85),
        ],
    )
    def test_theme(self, relation: str, aspects: tuple[str, ...], points: float) -> None:
        assert theme_part(ThemeFact("t", relation, aspects), PROFILE.theme) == points

    def test_theme_without_a_theme(self) -> None:
        assert theme_part(None, PROFILE.theme) is None

    def test_duty_counts_acts_with_a_duty_term(self) -> None:
        some = [judged(60), judged(15), judged(60)]
        assert duty_part(DutyFact("own", marks=(True, True, False)), some, 2) == 50
        assert duty_part(DutyFact("generic", marks=(False, False, False)), some, 2) == 0
        assert duty_part(DutyFact("unknown"), some, 2) is None

    def test_originality(self) -> None:
        assert originality_part(CopyFact(0.9, 0.25, compared=True)) == 75
        assert originality_part(CopyFact(0.0, 0.0, compared=False)) is None
        assert originality_part(None) is None

    @pytest.mark.parametrize(
        ("syllables", "commitments", "points"),
        [
            (80, 3, 100),
            (100, 10, 100),
            (150, 3, 50),
            (200, 3, 0),
            (500, 3, 0),
            (30, 1, 50),
            (80, 15, 50),
            (150, 18, 20),
        ],
    )
    def test_length_is_a_plateau_and_a_linear_fall(
        self, syllables: int, commitments: int, points: float
    ) -> None:
        assert length_part(length(syllables, commitments), LIMITS) == points


class TestTotal:
    def test_parts_without_input_are_reweighted(self) -> None:
        parts = dict.fromkeys(PART_NAMES) | {"specificity": 50.0, "length": 100.0}
        weights = effective_weights(parts, PROFILE.weights)  # type: ignore[arg-type]
        assert (
            weights["specificity"] == 0.8
            and weights["length"] == pytest.approx(0.2)
            and weights["theme"] == 0
        )
        assert total_of(parts, weights, []) == 60.0  # type: ignore[arg-type]

    @given(st.lists(st.sampled_from([None, 0.0, 20.0, 85.0, 100.0]), min_size=5, max_size=5))
    def test_weights_sum_to_one_and_the_total_stays_between(self, values: list[float | None]) -> None:
        parts = dict(zip(PART_NAMES, values, strict=True))
        weights = effective_weights(parts, PROFILE.weights)
        known = [value for value in values if value is not None]
        if not known:
            assert not any(weights.values())
            return
        assert sum(weights.values()) == pytest.approx(1)
        assert min(known) - 0.05 <= total_of(parts, weights, []) <= max(known) + 0.05

    def test_no_commitment_no_total(self) -> None:
        scored = score((), PROFILE, "individual", length=length())
        assert scored.total is None and scored.gates == ()

    def test_nothing_to_check_is_a_gate(self) -> None:
        scored = score([judged(15), judged(0)], PROFILE, "individual", length=length())
        assert [gate.id for gate in scored.gates] == ["no_concrete"] and scored.total is not None
        assert scored.total <= 25

    def test_an_uncertain_act_opens_the_gate(self) -> None:
        assert not score([judged(15, certain_points=40)], PROFILE, "individual", length=length()).gates

    def test_the_gate_can_ask_for_certain_acts(self) -> None:
        some = [judged(40)]
        assert acts(some, 40, 0.95) == [] and acts(some, 40, 0.9) == some

    def test_gates_of_copying_theme_and_dossier(self) -> None:
        some = [judged(90), judged(90)]
        copied = CopyFact(1.0, 0.8, compared=True)
        quoted = ThemeFact("t", "quoted", confidence=0.9)
        scored = score(
            some,
            PROFILE,
            "model",
            length=length(),
            copying=copied,
            theme=quoted,
            dossier=Dossier(verdict="name_only"),
        )
        assert {gate.id for gate in scored.gates} == {"copied", "theme", "name_only"}
        assert scored.total == 25
        doubtful = ThemeFact("t", "quoted", confidence=0.8)
        assert not score(some, PROFILE, "individual", length=length(), theme=doubtful).gates
