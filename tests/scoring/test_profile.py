"""Targets, status, ranks, headline, strengths, coverage, stage."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benchmark.scoring.assessment import Evidence, Rating
from benchmark.scoring.profile import stage
from tests.scoring.builders import (
    ACTING,
    LEVEL_4,
    PROOF_OF_4,
    TRAITS,
    figure,
    of_one,
    proof,
    rated,
    result,
)

NO_SCALE = [
    "sc-province-top3",
    "sc-province-list",
    "sc-nation-top10",
    "sc-nation-list",
    "sc-share-5",
]
# Level 2 of scale, market share and technology, with the way to level 3 closed.
SCALE_2 = rated("scale", ["sc-city-chain"], NO_SCALE)
LEADERS_2 = rated("leaders", ["le-city"], ["le-province", "le-giants-3"])
INNOVATION_2 = rated("innovation", ["in-city-platform"], ["in-province-platform"])
CHAIN_2 = rated("chain", ["ch-suppliers"], ["ch-make", "ch-coverage-80"])


class TestTarget:
    @pytest.mark.parametrize(
        ("rating", "target"),
        [
            (SCALE_2, 3),
            (rated("scale", ["sc-province-top3"]), 4),
            (rated("scale", ["sc-nation-list"]), 4),
            (rated("leaders", ["le-same-field"]), 5),
            (rated("first-mover", ["fm-scale-firm"], figures=[figure("years-developed", "4")]), 2),
            (Rating("scale"), None),
        ],
    )
    def test_by_default_the_next_level_or_where_one_stands(self, rating: Rating, target: int):
        found = of_one(rating)
        assert (found.target, found.target_is_default) == (target, target is not None)

    def test_what_is_set_is_the_target(self):
        found = of_one(rated("scale", ["sc-nation-list"], target=2))
        assert (found.target, found.target_is_default, found.gap) == (2, False, 0)

    def test_the_gap_is_what_lacks_to_it(self):
        assert of_one(rated("scale", ["sc-city-chain"], NO_SCALE, target=5)).gap == 3
        assert of_one(rated("scale", target=5)).gap is None


class TestStatus:
    def test_without_a_claim_data_come_first(self):
        assert of_one(Rating("scale")).status == "data"

    def test_proven_as_far_as_the_target_is_met(self):
        assert of_one(LEVEL_4["scale"], [PROOF_OF_4]).status == "met"

    def test_claimed_as_far_as_the_target_is_to_be_proven(self):
        assert of_one(LEVEL_4["scale"]).status == "prove"

    def test_a_way_to_the_target_still_open_asks_for_data(self):
        assert of_one(rated("scale", ["sc-city-chain"])).status == "data"

    def test_every_way_closed_is_a_gap(self):
        assert of_one(SCALE_2).status == "gap"


class TestState:
    @pytest.mark.parametrize(
        ("rating", "state"),
        [
            (SCALE_2, "rated"),
            (Rating("scale"), "unanswered"),
            (Rating("scale", not_known=True), "unknown"),
            (rated("scale", unknown=["sc-first"]), "unknown"),
            (rated("scale", figures=[figure("output", "12")]), "unknown"),
            (rated("scale", figures=[figure("output", None)]), "unanswered"),
        ],
    )
    def test_what_is_said_of_a_trait(self, rating: Rating, state: str):
        assert of_one(rating).state == state


class TestRanks:
    def test_larger_gaps_first_then_lower_claims_then_trait_order(self):
        wide = rated("scale", ["sc-city-chain"], NO_SCALE, target=4)
        low = rated("chain", not_met=["ch-suppliers", "ch-make", "ch-coverage-80"])
        found = result(wide, low, LEADERS_2, INNOVATION_2)
        ranks = {r.trait.slug: r.rank for r in found.traits if r.rank}
        assert ranks == {"scale": 1, "chain": 2, "leaders": 3, "innovation": 4}
        assert found.headline == ("scale", "chain", "leaders")

    def test_focus_goes_before_larger_gaps(self):
        wide = rated("scale", ["sc-city-chain"], NO_SCALE, target=5)
        found = result(wide, LEADERS_2, INNOVATION_2, focus=("innovation",))
        assert found.headline == ("innovation", "scale", "leaders")

    def test_history_is_never_ranked(self):
        rating = rated("first-mover", not_met=["fm-scale-firm", "fm-early-1990s"], target=5)
        assert (of_one(rating).status, of_one(rating).gap, of_one(rating).rank) == ("gap", 4, None)
        assert result(rating).headline == ()


class TestStrengths:
    def test_proven_well_highest_first_at_most_three(self):
        five = rated("leaders", ["le-same-field"])
        ratings = [five if slug == "leaders" else LEVEL_4[slug] for slug in TRAITS]
        found = result(*ratings, evidence=[PROOF_OF_4, proof("le-same-field")])
        assert found.strengths == ("leaders", "first-mover", "scale")

    def test_never_one_of_the_headline(self):
        rating = rated(
            "chain",
            ["ch-suppliers", "ch-design", "ch-make", "ch-service"],
            ["ch-all-named"],
            figures=[figure("segment-coverage", "90"), figure("key-gaps", "1")],
            target=5,
        )
        found = result(rating, evidence=[PROOF_OF_4])
        assert found.result_of("chain").proven == 4
        assert (found.headline, found.strengths) == (("chain",), ())


class TestWhole:
    def test_an_empty_assessment_asserts_nothing(self):
        found = result()
        assert (found.coverage, found.stage, found.stage_band) == (0, None, (1, 5))
        assert found.data_to_obtain == tuple(TRAITS)
        assert found.to_prove == found.headline == found.strengths == found.contradictions == ()

    def test_coverage_is_the_share_of_traits_rated(self):
        assert result(SCALE_2, CHAIN_2).coverage == Fraction(2, 7)

    def test_the_stage_is_from_what_is_proven_where_all_six_are_rated(self):
        ratings = [LEVEL_4[slug] for slug in ACTING]
        assert result(*ratings, evidence=[PROOF_OF_4]).stage == 4
        assert result(*ratings).stage == 2
        assert result(*ratings).stage_band == (2, 5)
        assert result(*ratings[1:], evidence=[PROOF_OF_4]).stage is None
        # One not rated counts as level 1 in the low end.
        assert result(*ratings[1:], evidence=[PROOF_OF_4]).stage_band == (2, 5)

    def test_traits_to_prove_are_those_with_something_to_lift(self):
        assert result(*LEVEL_4.values()).to_prove == tuple(TRAITS)
        assert result(*LEVEL_4.values(), evidence=[PROOF_OF_4]).to_prove == ()

    def test_contradictions_of_all_traits_are_named_in_order(self):
        found = result(
            rated("innovation", ["in-national-any"], ["in-city-platform"]),
            rated("chain", ["ch-all-named"], ["ch-suppliers", "ch-make"]),
        )
        assert found.contradictions == (
            ("ch-all-named", "ch-suppliers"),
            ("ch-all-named", "ch-make"),
            ("in-national-any", "in-city-platform"),
        )

    def test_an_example_says_how_far_it_is(self):
        rating = rated(
            "technology", figures=[figure("key-technologies", "424"), figure("first-sets", "3")]
        )
        first, second = of_one(rating).examples
        assert first.route.examples == ("chengdu-deyang-energy-equipment",)
        assert (first.met, first.missing, first.open) == (1, ("te-first-131",), ("te-world-68",))
        assert (second.met, second.open) == (0, ("te-standards-1000", "te-award-2"))

    def test_a_draft_item_without_a_type_proves_nothing(self):
        item = Evidence(grade=0, date="2025", conditions=("sc-nation-list",))
        assert of_one(LEVEL_4["scale"], [item]).proven == 2


@pytest.mark.parametrize(
    ("levels", "k"),
    [
        ([1, 1, 1, 1, 1, 1], 1),
        ([5, 5, 5, 5, 5, 5], 5),
        ([4, 4, 4, 4, 3, 3], 4),
        ([4, 4, 4, 4, 2, 3], 3),
        ([4, 4, 4, 4, 1, 3], 2),
        ([4, 4, 4, 3, 3, 3], 3),
        ([2, 2, 2, 1, 1, 1], 1),
    ],
)
def test_the_stage_asks_four_of_six_and_the_rest_close_behind(levels: list[int], k: int):
    assert stage(levels) == k
