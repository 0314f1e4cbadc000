"""Coverage, mean, bands, stage, targets, status, ranks and headline, rule by rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benchmark.scoring.assessment import Rating
from benchmark.scoring.profile import METHOD_VERSION, TraitResult, stage
from tests.scoring.builders import ACTING, TRAITS, met, rated, result, unknown


def scale(rating: Rating) -> TraitResult:
    return result(scale=rating).result_of("scale")


class TestCoverageAndMean:
    # The six acting traits and the structural one; scale and chain weigh exactly 35 together.
    WEIGHTS = dict(zip(TRAITS, [5, 20, 15, 15, 15, 15, 15], strict=True))

    def test_coverage_is_the_share_of_weights_that_is_rated(self):
        assert result(scale=unknown()).coverage == Fraction(6, 7)
        assert result(scale=unknown(), weights=self.WEIGHTS).coverage == Fraction(80, 100)

    def test_nothing_rated_is_coverage_0_without_mean(self):
        found = result(others=unknown())
        assert (found.coverage, found.mean, found.band) == (0, None, (1, 5))

    def test_a_mean_is_given_from_coverage_065_on(self):
        found = result(scale=unknown(), chain=unknown(), others=met(4), weights=self.WEIGHTS)
        assert found.coverage == Fraction(65, 100)
        assert found.mean == 4

    def test_no_mean_is_given_below_coverage_065(self):
        weights = self.WEIGHTS | {"scale": 21, "leaders": 14}
        found = result(scale=unknown(), chain=unknown(), others=met(4), weights=weights)
        assert found.coverage == Fraction(64, 100)
        assert found.mean is None

    def test_the_mean_with_equal_weights_has_the_coverage_of_equal_weights(self):
        weights = dict(zip(TRAITS, [1, 1, 1, 1, 32, 32, 32], strict=True))
        not_known = dict.fromkeys(("first_mover", "scale", "market_share"), unknown())
        found = result(others=met(3), weights=weights, **not_known)
        assert found.coverage == Fraction(97, 100)
        assert found.mean == 3
        assert found.mean_equal is None  # 4 of 7 is below 0.65

    def test_the_mean_weighs_supported_levels_not_claims(self):
        found = result(others=rated(5, grade=1), first_mover=met(5))
        assert found.mean == Fraction(6 * 3 + 5, 7)

    def test_weights_are_raw(self):
        found = result(scale=met(1), others=met(5), weights=self.WEIGHTS)
        assert found.mean == Fraction(20 * 1 + 80 * 5, 100)
        assert found.mean_equal == Fraction(1 + 6 * 5, 7)

    def test_the_band_is_over_all_seven_and_opens_what_is_not_rated(self):
        found = result(scale=unknown(), others=met(3))
        assert found.band == (Fraction(1 + 6 * 3, 7), Fraction(5 + 6 * 3, 7))
        weighted = result(scale=unknown(), others=met(3), weights=self.WEIGHTS)
        assert weighted.band == (Fraction(20 + 80 * 3, 100), Fraction(100 + 80 * 3, 100))
        assert weighted.band_equal == found.band


class TestStage:
    @pytest.mark.parametrize(
        ("levels", "expected"),
        [
            ([1, 1, 1, 1, 1, 1], 1),
            ([5, 5, 5, 5, 5, 5], 5),
            ([3, 3, 3, 3, 2, 2], 3),  # four reach 3, none is below 2
            ([3, 3, 3, 2, 2, 2], 2),  # three are not enough
            ([3, 3, 3, 3, 3, 1], 2),  # one is two steps behind
            ([5, 5, 5, 5, 5, 1], 2),  # level 1 holds everything at 2
            ([5, 5, 5, 5, 4, 4], 5),
            ([5, 5, 5, 4, 4, 4], 4),
            ([4, 4, 4, 5, 5, 2], 3),
        ],
    )
    def test_four_reach_it_and_none_is_more_than_one_below(self, levels: list[int], expected: int):
        assert stage(levels) == expected

    def test_first_mover_has_no_say_in_the_stage(self):
        assert result(first_mover=met(1), others=met(4)).stage == 4
        assert result(first_mover=unknown(), others=met(4)).stage == 4
        assert result(first_mover=unknown(), others=met(4)).stage_band == (4, 4)

    def test_one_acting_trait_not_rated_leaves_only_the_stage_band(self):
        found = result(scale=unknown(), others=met(4))
        assert found.stage is None
        assert found.stage_band == (2, 4)

    def test_the_stage_comes_from_supported_levels_and_its_band_from_the_ranges(self):
        found = result(others=rated(5, grade=1))
        assert found.stage == 3
        assert found.stage_band == (2, 5)

    def test_nothing_rated_may_be_any_stage(self):
        assert result(others=unknown()).stage_band == (1, 5)


class TestTarget:
    @pytest.mark.parametrize(("claim", "target"), [(1, 2), (4, 5), (5, 5)])
    def test_the_default_is_one_level_up_and_never_above_5(self, claim: int, target: int):
        found = scale(rated(claim))
        assert (found.target, found.target_is_default) == (target, True)

    def test_the_default_starts_from_the_supported_level(self):
        assert scale(rated(5, grade=0)).target == 3

    def test_for_first_mover_the_default_is_where_it_stands(self):
        found = result(first_mover=rated(3)).result_of("first-mover")
        assert (found.target, found.gap, found.status) == (3, 0, "none")

    def test_what_the_user_sets_stands_even_below_the_claim(self):
        found = scale(rated(4, target=2))
        assert (found.target, found.gap, found.target_is_default) == (2, 0, False)

    def test_not_rated_and_not_set_has_neither_target_nor_gap(self):
        found = scale(unknown())
        assert (found.target, found.gap, found.gap_low, found.gap_high) == (None,) * 4
        assert not found.target_is_default

    def test_not_rated_with_a_target_has_a_range_of_gaps_but_no_gap(self):
        found = scale(unknown(target=4))
        assert (found.target, found.gap, found.gap_low, found.gap_high) == (4, None, 0, 3)

    def test_a_target_for_first_mover_makes_a_gap_without_a_rank(self):
        found = result(first_mover=rated(2, target=5), scale=rated(3))
        structural = found.result_of("first-mover")
        assert (structural.gap, structural.status, structural.rank) == (3, "confirmed", None)
        assert found.headline == ("scale",)


class TestStatus:
    def test_not_rated_asks_for_data_first(self):
        assert scale(unknown()).status == "data_first"
        assert scale(unknown(target=5)).status == "data_first"
        assert scale(Rating(trait="")).status == "data_first"

    def test_a_claim_that_meets_the_target_asks_for_evidence_first(self):
        found = scale(rated(4, grade=1, target=4))
        assert (found.supported, found.gap, found.status) == (3, 1, "evidence_first")

    def test_a_claim_below_the_target_does_not(self):
        assert scale(rated(3, grade=1, target=4)).status == "possible"

    def test_a_gap_beyond_the_range_is_confirmed(self):
        found = scale(rated(2, grade=1, target=4))
        assert (found.high, found.gap_low, found.status) == (3, 1, "confirmed")

    def test_a_gap_within_the_range_is_possible(self):
        found = scale(rated(2, grade=1, target=3))
        assert (found.gap, found.gap_low, found.status) == (1, 0, "possible")

    def test_met_but_not_beyond_doubt_is_to_be_proved(self):
        found = scale(rated(3, grade=2, target=3))
        assert (found.gap, found.gap_high, found.status) == (0, 1, "to_prove")

    def test_met_beyond_doubt_is_none(self):
        assert scale(met(3)).status == "none"

    def test_what_is_not_rated_is_data_to_obtain(self):
        found = result(scale=unknown(), chain=Rating(trait=""))
        assert found.data_to_obtain == ("scale", "chain")


class TestRanks:
    def ranks(self, **given: Rating | dict[str, int]) -> list[str]:
        found = result(**given)
        ranked = [r for r in found.traits if r.rank]
        return [r.trait.slug for r in sorted(ranked, key=lambda r: r.rank or 0)]

    def test_larger_weight_times_gap_goes_first(self):
        weights = dict(zip(TRAITS, [10, 10, 30, 10, 20, 10, 10], strict=True))
        found = self.ranks(
            weights=weights,
            scale=rated(1, target=5),  # 10 x 4
            market_share=rated(3, target=4),  # 30 x 1
            leaders=rated(2, target=5),  # 20 x 3
        )
        assert found == ["leaders", "scale", "market-share"]

    def test_then_the_lower_supported_level(self):
        assert self.ranks(scale=rated(4, target=5), chain=rated(2, target=3)) == ["chain", "scale"]

    def test_then_the_confirmed_gap(self):
        found = self.ranks(scale=rated(2, grade=1, target=3), chain=rated(2, grade=3, target=3))
        assert found == ["chain", "scale"]

    def test_the_supported_level_counts_before_the_confirmed_gap(self):
        found = self.ranks(scale=rated(3, grade=3, target=4), chain=rated(2, grade=1, target=3))
        assert found == ["chain", "scale"]

    def test_then_trait_order(self):
        twins = dict.fromkeys(("innovation", "chain", "scale"), rated(3))
        assert self.ranks(**twins) == ["scale", "chain", "innovation"]

    def test_evidence_first_and_to_prove_have_no_rank(self):
        found = result(scale=rated(4, grade=1, target=4), chain=rated(3, grade=2, target=3))
        assert [r.rank for r in found.traits] == [None] * 7

    def test_the_mean_of_others_never_changes_a_rank_from_1_to_n(self):
        found = result(others=rated(3), first_mover=rated(1))
        assert [r.rank for r in found.traits] == [None, 1, 2, 3, 4, 5, 6]


class TestHeadline:
    def test_the_first_three_ranks_lead(self):
        assert result(others=rated(3)).headline == tuple(ACTING[:3])

    def test_a_claim_of_2_follows_whatever_its_rank(self):
        found = result(others=rated(3), innovation=met(2))
        assert found.headline == ("scale", "market-share", "chain", "innovation")

    def test_a_claim_of_3_does_not_follow(self):
        assert result(scale=rated(4), innovation=met(3)).headline == ("scale",)

    def test_a_weakly_supported_claim_follows_where_its_gap_is_2(self):
        # Claimed 5 without evidence, target 4: supported 2, gap 2, evidence first, no rank.
        found = result(innovation=rated(5, grade=0, target=4))
        assert found.result_of("innovation").status == "evidence_first"
        assert found.headline == ("innovation",)

    def test_it_does_not_follow_where_its_gap_is_1(self):
        assert result(innovation=rated(5, grade=0, target=3)).headline == ()

    def test_a_gap_of_2_from_a_supported_3_does_not_follow(self):
        found = result(innovation=rated(5, grade=1, target=5))
        assert (found.result_of("innovation").gap, found.headline) == (2, ())

    def test_followers_stand_in_trait_order_behind_the_ranks(self):
        found = result(innovation=rated(4), scale=met(1), chain=met(2))
        assert found.headline == ("innovation", "scale", "chain")

    def test_first_mover_and_what_is_not_rated_are_never_in_it(self):
        assert result(first_mover=met(1), scale=unknown(target=5)).headline == ()


class TestWeakest:
    def test_all_traits_with_the_lowest_supported_level(self):
        found = result(scale=met(2), innovation=rated(5, grade=0), others=met(4))
        assert found.weakest == ("scale", "innovation")

    def test_first_mover_may_be_the_weakest(self):
        assert result(first_mover=met(1), others=met(4)).weakest == ("first-mover",)

    def test_nothing_rated_has_no_weakest(self):
        assert result(others=unknown()).weakest == ()


def test_the_method_has_a_version():
    assert METHOD_VERSION == "1.0"
