"""States of conditions: what figures, answers and other conditions make of each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmark.scoring.assessment import Rating
from benchmark.scoring.conditions import (
    Finding,
    bound_of,
    figures_that_count,
    findings,
    state_of,
)
from benchmark.scoring.figures import Interval
from benchmark.scoring.framework import Bound, Threshold
from tests.scoring.builders import FRAMEWORK, figure, rated


def of(rating: Rating, slug: str) -> Finding:
    found = findings(FRAMEWORK.trait_by_slug[rating.trait], rating)
    return next(item for item in found if item.condition.slug == slug)


class TestThresholds:
    @pytest.mark.parametrize(
        ("qualifier", "low", "high", "state"),
        [
            ("at_least", "10", "10", "met"),
            ("at_least", "9.99", "9.99", "not_met"),
            ("at_least", "9.99", "10", "unknown"),
            ("more_than", "10.01", "10.01", "met"),
            ("more_than", "10", "10", "not_met"),
            ("more_than", "10", "10.01", "unknown"),
            ("about", "9.5", "9.5", "met"),
            ("about", "9.49", "9.49", "not_met"),
            ("near", "9", "9", "met"),
            ("near", "8.99", "8.99", "not_met"),
            ("at_most", "10", "10", "met"),
            ("at_most", "10.01", "10.01", "not_met"),
            ("at_most", "10", "10.01", "unknown"),
        ],
    )
    def test_an_interval_meets_a_bound_as_a_whole_or_not(
        self, qualifier: Bound, low: str, high: str, state: str
    ):
        threshold = Threshold(Decimal(10), qualifier)
        assert state_of(Interval(Decimal(low), Decimal(high)), threshold) == state

    def test_a_sixth_is_met_from_nineteen_twentieths_of_it(self):
        condition = FRAMEWORK.condition_by_slug["sc-share-sixth"]
        assert condition.threshold is not None
        assert bound_of(condition.threshold) == Decimal("15.833365")


class TestFiguresThatCount:
    DOMESTIC = FRAMEWORK.indicator_by_slug["domestic-share"]
    STAFF = FRAMEWORK.indicator_by_slug["rd-staff"]

    def test_those_of_the_latest_year(self):
        older, newer = figure("rd-staff", "900", year=2020), figure("rd-staff", "400", year=2024)
        assert figures_that_count(self.STAFF, [older, newer]) == [newer]

    def test_no_year_is_the_oldest(self):
        undated, dated = figure("rd-staff", "900", year=None), figure("rd-staff", "4", year=1900)
        assert figures_that_count(self.STAFF, [undated, dated]) == [dated]
        assert figures_that_count(self.STAFF, [undated]) == [undated]

    def test_each_product_has_a_latest_year_of_its_own(self):
        given = [
            figure("domestic-share", "45", product="变压器", year=2016),
            figure("domestic-share", "20", product=" 变压器\u3164", year=2024),
            figure("domestic-share", "38", product="电表", year=2021),
        ]
        assert figures_that_count(self.DOMESTIC, given) == given[1:]

    def test_an_unfinished_row_counts_for_nothing(self):
        given = [figure("rd-staff", None, year=2024), figure("rd-staff", "600", year=2020)]
        assert figures_that_count(self.STAFF, given) == given[1:]


class TestFigureConditions:
    def test_any_figure_that_meets_it_is_enough(self):
        found = of(
            rated(
                "market-share",
                figures=[
                    figure("domestic-share", "12", product="甲"),
                    figure("domestic-share", "42", product="乙"),
                    figure("domestic-share", "41", product="丙"),
                ],
            ),
            "ms-domestic-40",
        )
        assert (found.state, found.source) == ("met", "figure")
        assert found.figure is not None
        assert found.figure.product == "乙"
        assert found.difference is None

    def test_one_that_leaves_it_open_leaves_it_open(self):
        own = [figure("rd-staff", "510", "about"), figure("rd-staff", "100")]
        found = of(rated("innovation", figures=own), "in-staff-500")
        assert (found.state, found.source, found.figure) == ("unknown", "figure", own[0])

    def test_a_figure_overrides_the_hand(self):
        own = [figure("rd-staff", "600")]
        found = of(rated("innovation", not_met=["in-staff-500"], figures=own), "in-staff-500")
        assert (found.state, found.answer) == ("met", "not_met")

    def test_without_a_figure_it_may_be_known_not_to_be_met_by_hand(self):
        found = of(rated("innovation", not_met=["in-staff-500"]), "in-staff-500")
        assert (found.state, found.source) == ("not_met", "answer")

    def test_but_never_to_be_met(self):
        found = of(rated("innovation", met=["in-staff-500"]), "in-staff-500")
        assert (found.state, found.source) == ("unknown", "none")

    def test_units_are_converted(self):
        own = [figure("rd-staff", "600", unit="名")]
        assert of(rated("innovation", figures=own), "in-staff-500").state == "met"


class TestDifference:
    def test_it_is_what_lacks_to_the_bound(self):
        own = [figure("rd-staff", "120"), figure("rd-staff", "320")]
        found = of(rated("innovation", figures=own), "in-staff-500").difference
        assert found is not None
        assert (found.amount, found.unit, found.about, found.lowered) == (180, "人", False, False)
        assert not found.must_exceed

    def test_more_than_must_be_exceeded(self):
        own = [figure("invention-patents", "4000")]
        found = of(rated("innovation", figures=own), "in-patents-4000").difference
        assert found is not None
        assert (found.amount, found.must_exceed) == (0, True)

    def test_about_is_counted_to_the_bound_used(self):
        own = [figure("national-output-share", "15")]
        found = of(rated("scale", figures=own), "sc-share-22").difference
        assert found is not None
        assert (found.amount, found.bound, found.lowered) == (Decimal("5.9"), Decimal("20.9"), True)

    def test_an_own_about_gives_one_with_about(self):
        own = [figure("rd-staff", "300", "about")]
        found = of(rated("innovation", figures=own), "in-staff-500").difference
        assert found is not None
        assert (found.amount, found.about) == (200, True)

    def test_at_most_is_counted_the_other_way_from_the_nearest(self):
        own = [figure("key-gaps", "9"), figure("key-gaps", "5")]
        found = of(rated("chain", figures=own), "ch-gaps-2")
        assert found.figure == own[1]
        assert found.difference is not None
        assert found.difference.amount == 3


class TestImplications:
    def test_what_implies_what_is_not_met_is_not_met(self):
        found = of(rated("scale", not_met=["sc-share-5"]), "sc-share-22")
        assert (found.found, found.state, found.source) == ("unknown", "not_met", "implied")
        assert found.settled_by == ("sc-share-5",)

    def test_what_is_implied_by_what_is_met_is_met(self):
        found = of(rated("market-share", met=["ms-first"]), "ms-nation-top3")
        assert (found.state, found.settled_by) == ("met", ("ms-first",))

    def test_an_answer_not_known_is_settled_all_the_same(self):
        found = of(
            rated("innovation", ["in-national-any"], unknown=["in-city-platform"]),
            "in-city-platform",
        )
        assert (found.answer, found.state) == ("unknown", "met")

    def test_a_statement_that_contradicts_counts_as_unknown_and_gives_nothing_on(self):
        rating = rated("chain", met=["ch-all-named"], not_met=["ch-suppliers"])
        assert of(rating, "ch-all-named").state == "unknown"
        assert of(rating, "ch-all-named").source == "contradiction"
        assert of(rating, "ch-service").state == "unknown"
        assert of(rating, "ch-suppliers").state == "not_met"

    def test_a_figure_that_contradicts_stays_and_gives_nothing_on(self):
        rating = rated(
            "innovation",
            not_met=["in-national-any"],
            figures=[figure("national-platforms", "7")],
        )
        assert of(rating, "in-national-6").state == "met"
        # It would imply a city platform too, but is not to be trusted with that.
        assert of(rating, "in-city-platform").state == "unknown"

    def test_nothing_said_is_nothing_known(self):
        found = of(Rating("chain"), "ch-make")
        assert (found.state, found.source, found.answer) == ("unknown", "none", None)
