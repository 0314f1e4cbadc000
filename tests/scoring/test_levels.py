"""Levels that follow from conditions, and the way to a target."""

from __future__ import annotations

from benchmark.scoring.assessment import Rating
from benchmark.scoring.levels import Standing, Way, ways
from tests.scoring.builders import figure, of_one, proof, rated


class TestClaimAndPossible:
    def test_the_highest_level_with_a_route_all_met(self):
        found = of_one(rated("scale", ["sc-city-chain", "sc-nation-list"]))
        assert (found.claim, found.possible) == (4, 5)

    def test_a_higher_route_needs_no_lower_one(self):
        assert of_one(rated("leaders", met=["le-same-field"])).claim == 5

    def test_level_1_is_known_only_where_every_way_to_2_is_closed(self):
        assert of_one(rated("scale", not_met=["sc-city-chain", "sc-city-top5"])).claim == 1
        half = of_one(rated("scale", not_met=["sc-city-chain"]))
        assert (half.claim, half.proven, half.state) == (None, None, "unknown")

    def test_nothing_said_leaves_everything_possible(self):
        found = of_one(Rating("scale"))
        assert (found.claim, found.possible, found.state) == (None, 5, "unanswered")

    def test_every_way_closed_leaves_level_1(self):
        rating = rated(
            "chain",
            not_met=["ch-suppliers", "ch-design", "ch-make", "ch-coverage-80"],
        )
        assert (of_one(rating).claim, of_one(rating).possible) == (1, 1)


class TestProven:
    RATING = rated("scale", ["sc-city-chain", "sc-province-list", "sc-nation-list"])

    def test_without_evidence_level_2(self):
        assert of_one(self.RATING).proven == 2

    def test_each_level_asks_for_more(self):
        for grade, level in ((1, 3), (2, 4), (3, 4)):
            found = of_one(self.RATING, [proof("sc-nation-list", grade=grade)])
            assert found.proven == level

    def test_own_words_for_level_5_prove_level_3(self):
        rating = rated("leaders", ["le-same-field"])
        assert of_one(rating, [proof("le-same-field", grade=1)]).proven == 3

    def test_every_condition_of_the_route_must_be_proven(self):
        rating = rated("technology", ["te-lead", "te-nation-list"])
        assert of_one(rating, [proof("te-lead")]).proven == 3
        assert of_one(rating, [proof("te-lead", "te-nation-list")]).proven == 4

    def test_level_1_is_proven_by_nothing(self):
        assert of_one(rated("scale", not_met=["sc-city-chain", "sc-city-top5"])).proven == 1


SHARE = figure("national-output-share", "2.1")


def told(rating: Rating) -> tuple[Way, ...]:
    found = of_one(rating)
    states = {item.slug: item.state for item in found.conditions}
    return ways(Standing(found.trait, states, {}), found.routes)


class TestWays:
    def test_a_threshold_below_a_missing_one_is_not_told(self):
        rating = rated("scale", not_met=["sc-first"], figures=[SHARE], target=5)
        assert of_one(rating).missing == ("sc-share-5", "sc-share-sixth", "sc-share-22")
        assert told(rating) == (Way(("sc-share-22",), ()),)

    def test_a_way_that_asks_for_all_of_another_and_more_is_not_told(self):
        rating = rated("scale", ["sc-first"], figures=[SHARE], target=5)
        assert len(of_one(rating).routes) == 2
        assert told(rating) == (Way(("sc-share-sixth",), ()),)

    def test_what_other_indicators_and_statements_ask_stays(self):
        rating = rated("innovation", not_met=["in-city-platform", "in-province-platform"], target=3)
        (way,) = told(rating)
        assert way.missing == ("in-city-platform", "in-province-platform")
        assert way.open == ("in-joint",)

    def test_ways_that_lack_different_things_stand_beside_each_other(self):
        rating = rated(
            "scale",
            ["sc-province-list"],
            not_met=["sc-nation-top10", "sc-nation-list"],
            figures=[SHARE],
            target=4,
        )
        assert [way.missing for way in told(rating)] == [
            ("sc-nation-top10",),
            ("sc-share-5",),
            ("sc-nation-list",),
        ]


class TestRoute:
    def test_where_the_target_is_reached_the_one_that_needs_least_evidence(self):
        rating = rated("scale", ["sc-nation-top10", "sc-nation-list"], target=4)
        assert of_one(rating).route == ("sc-nation-top10",)
        assert [r.conditions for r in of_one(rating).routes] == [
            ("sc-nation-top10",),
            ("sc-nation-list",),
        ]
        found = of_one(rating, [proof("sc-nation-list")])
        assert [r.conditions for r in found.routes] == [("sc-nation-list",)]

    def test_one_still_open_goes_before_one_that_is_closed(self):
        rating = rated("leaders", not_met=["le-province"], target=3)
        assert of_one(rating).route == ("le-giants-3",)

    def test_then_that_of_a_comparators_example(self):
        rating = rated("leaders", target=5)
        assert of_one(rating).route == ("le-same-field",)
        ours = of_one(rating, comparators=("changsha-construction-machinery",))
        assert ours.route == ("le-top50-4",)
        assert len(ours.routes) == 1

    def test_then_the_one_with_least_missing_then_least_open(self):
        rating = rated(
            "technology",
            not_met=["te-standards-1000", "te-award-2", "te-key-424"],
            target=5,
        )
        assert of_one(rating).route == ("te-key-424", "te-world-68", "te-first-131")
        rating = rated("technology", met=["te-lead", "te-national-award"], target=3)
        assert of_one(rating).route == ("te-lead",)
        half = rated("technology", figures=[figure("standards-awards", "3")], target=5)
        assert of_one(half).route == ("te-standards-1000", "te-award-2")

    def test_missing_names_what_the_missing_imply(self):
        rating = rated("scale", ["sc-city-chain"], ["sc-share-5", "sc-first"], target=5)
        found = of_one(rating, comparators=("shenzhen-ict",))
        assert found.route == ("sc-share-sixth", "sc-first")
        assert found.missing == ("sc-share-5", "sc-share-sixth", "sc-first")

    def test_no_target_and_target_1_have_no_route(self):
        assert of_one(rated("scale")).routes == ()
        rating = rated("first-mover", not_met=["fm-scale-firm"])
        assert (of_one(rating).target, of_one(rating).routes) == (1, ())

    def test_a_target_without_a_claim_has_one(self):
        found = of_one(rated("scale", target=3))
        assert (found.status, found.gap, found.route) == ("data", None, ("sc-province-top3",))
        assert found.open == ("sc-province-top3",)
        assert found.to_lift == ()


class TestToLift:
    def test_the_conditions_whose_evidence_is_not_enough(self):
        rating = rated("technology", ["te-lead", "te-nation-list"])
        found = of_one(rating, [proof("te-lead", grade=2), proof("te-nation-list", grade=1)])
        assert (found.proven, found.to_lift) == (3, ("te-nation-list",))

    def test_no_more_than_the_target_asks_for(self):
        rating = rated("leaders", ["le-province", "le-same-field"], target=3)
        found = of_one(rating, [proof("le-province", grade=1)])
        assert (found.status, found.to_lift) == ("met", ())

    def test_of_equally_good_ways_any_will_do(self):
        rating = rated("scale", ["sc-province-top3", "sc-province-list"], target=3)
        found = of_one(rating)
        assert found.lifting == (("sc-province-top3",), ("sc-province-list",))
        assert found.to_lift == ("sc-province-top3",)
        assert of_one(rating, [proof("sc-province-list", grade=1)]).lifting == ()

    def test_towards_the_claim_where_the_target_is_higher(self):
        found = of_one(rated("scale", ["sc-province-top3"], target=5))
        assert found.to_lift == ("sc-province-top3",)
