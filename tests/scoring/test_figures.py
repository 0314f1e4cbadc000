"""Figures as intervals, units that convert, verdicts at open and closed ends."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import (
    COUNT_FRACTION,
    NOT_NEGATIVE,
    OVER_HUNDRED,
    Comparison,
    Interval,
    compare,
    compare_all,
    convert,
    interval,
    own_interval,
    units_for,
    value_problem,
    verdict,
)
from benchmark.scoring.framework import Qualifier, Text
from tests.scoring.builders import FRAMEWORK, figure


def interval_of(text: str) -> Interval:
    """'[10, 20)' as an interval; 'inf' is infinite."""
    low, high = (Decimal(part) for part in text[1:-1].split(", "))
    return Interval(low, high, low_open=text[0] == "(", high_open=text[-1] == ")")


def against(own: OwnFigure, cluster: str, product: str | None = None) -> Comparison:
    return next(
        found
        for found in compare(FRAMEWORK, own)
        if found.documented.cluster == cluster
        and (
            product is None
            or (found.documented.product is not None and found.documented.product.zh == product)
        )
    )


class TestIntervals:
    @pytest.mark.parametrize(
        ("qualifier", "unit", "expected"),
        [
            ("exact", "项", "[40, 40]"),
            ("about", "项", "[38.00, 42.00]"),
            ("near", "项", "[36.0, 40)"),
            ("more_than", "项", "(40, inf)"),
            ("at_least", "项", "[40, inf)"),
            ("exact", "%", "[40, 40]"),
            ("about", "%", "[38.00, 42.00]"),
            ("near", "%", "[36.0, 40)"),
            ("more_than", "%", "(40, 100]"),
            ("at_least", "%", "[40, 100]"),
        ],
    )
    def test_a_qualified_figure_is_a_range(self, qualifier: Qualifier, unit: str, expected: str):
        assert interval(Decimal(40), qualifier, unit) == interval_of(expected)

    @pytest.mark.parametrize("unit", ["位", "%"])
    def test_a_rank_is_no_range(self, unit: str):
        assert interval(Decimal(1), "rank", unit) is None

    def test_ends_are_exact(self):
        assert interval(Decimal("22"), "about", "%") == Interval(Decimal("20.9"), Decimal("23.1"))

    def test_ends_of_many_digits_are_not_rounded(self):
        long = Decimal("123456789012345.678901234567890123456789")
        found = interval(long, "about", "亿元")
        assert found is not None
        assert Fraction(found.low) == Fraction(long) * 95 / 100
        assert Fraction(found.high) == Fraction(long) * 105 / 100


class TestOwnFigures:
    def test_one_that_is_exact_is_a_point_and_one_about_is_five_per_cent_around(self):
        assert own_interval(figure("rd-staff", "40"), "人") == interval_of("[40, 40]")
        assert own_interval(figure("rd-staff", "40", "about"), "人") == interval_of("[38, 42]")

    def test_it_is_in_the_unit_asked_for(self):
        own = figure("output", "20000000", unit="万元")
        assert own_interval(own, "亿元") == interval_of("[2000, 2000]")

    def test_a_row_without_a_value_has_none(self):
        with pytest.raises(ValueError, match="no value"):
            own_interval(figure("rd-staff", None), "人")

    @pytest.mark.parametrize(
        ("value", "unit", "problem"),
        [
            ("100", "%", None),
            ("100.01", "%", OVER_HUNDRED),
            ("100.01", "亿元", None),
            ("12.5", "年", None),
            ("12.5", "家", COUNT_FRACTION),
            ("12.0", "家", None),
            ("0", "件", None),
            ("-1", "亿元", NOT_NEGATIVE),
            ("NaN", "亿元", NOT_NEGATIVE),
            ("Infinity", "家", NOT_NEGATIVE),
        ],
    )
    def test_what_cannot_be_is_refused(self, value: str, unit: str, problem: Text | None):
        assert value_problem(Decimal(value), unit) == problem


class TestVerdicts:
    @pytest.mark.parametrize(
        ("own", "qualifier", "expected"),
        [
            ("[10.1, 10.1]", "more_than", "reaches"),
            ("[10, 10]", "more_than", "below"),
            ("[10, 10.5]", "more_than", "unclear"),
            ("[9, 10]", "more_than", "below"),
            ("[10, 10.5]", "at_least", "reaches"),
            ("[9.5, 10]", "at_least", "unclear"),
            ("[9, 9.9]", "at_least", "below"),
            ("[9.9, 9.9]", "exact", "below"),
            ("[9.5, 10.5]", "exact", "level"),
            ("[10.1, 11]", "exact", "above"),
            ("[9, 9.49]", "about", "below"),
            ("[9, 9.5]", "about", "level"),
            ("[10.5, 11]", "about", "level"),
            ("[10.51, 11]", "about", "above"),
            ("[8, 8.99]", "near", "below"),
            ("[8, 9]", "near", "level"),
            ("[9.99, 12]", "near", "level"),
            ("[10, 10]", "near", "above"),
            ("[1, 1]", "rank", "no_verdict"),
        ],
    )
    def test_against_a_documented_ten(self, own: str, qualifier: Qualifier, expected: str):
        assert verdict(interval_of(own), Decimal(10), qualifier) == expected


class TestUnits:
    @pytest.mark.parametrize(
        ("value", "unit", "to", "expected"),
        [
            ("12500", "万元", "亿元", "1.25"),
            ("1.25", "亿元", "万元", "12500"),
            ("7", "件", "项", "7"),
            ("7", "名", "人", "7"),
            ("7", "家", "个", "7"),
            ("7", "项", "家", "7"),
            ("7", "年", "年", "7"),
        ],
    )
    def test_units_of_one_kind_convert(self, value: str, unit: str, to: str, expected: str):
        assert convert(Decimal(value), unit, to) == Decimal(expected)

    @pytest.mark.parametrize(
        ("unit", "to"), [("万元", "项"), ("件", "个"), ("人", "家"), ("%", "项")]
    )
    def test_units_of_two_kinds_do_not(self, unit: str, to: str):
        with pytest.raises(ValueError, match="does not convert"):
            convert(Decimal(1), unit, to)

    @pytest.mark.parametrize(
        ("unit", "expected"),
        [
            ("亿元", ("亿元", "万元")),
            ("件", ("件", "项")),
            ("人", ("人", "名")),
            ("家", ("家", "个", "项")),
            ("项", ("项", "件", "个", "家")),
            ("%", ("%",)),
        ],
    )
    def test_an_indicator_offers_its_own_unit_first(self, unit: str, expected: tuple[str, ...]):
        assert units_for(unit) == expected

    def test_every_unit_that_is_offered_converts(self):
        for indicator in FRAMEWORK.indicator_by_slug.values():
            for unit in units_for(indicator.unit):
                assert convert(Decimal(3), unit, indicator.unit) > 0


class TestComparisons:
    def test_an_own_figure_meets_every_documented_one_of_its_indicator(self):
        found = compare(FRAMEWORK, figure("domestic-share", "60"))
        assert [(c.documented.value, c.verdict) for c in found] == [
            (80, "below"),
            (90, "below"),
            (40, "reaches"),
        ]

    def test_figures_of_facts_come_before_those_of_practices(self):
        facts, practice = compare(FRAMEWORK, figure("national-platforms", "43"))
        assert (facts.documented.cluster, facts.verdict) == (
            "shanghai-zhangjiang-biopharma",
            "above",
        )
        assert practice.documented.cluster == "nanjing-smart-grid"
        assert practice.documented.section == "三-3"
        assert practice.verdict == "level"

    def test_an_indicator_without_documented_figures_meets_none(self):
        assert compare(FRAMEWORK, figure("little-giants", "12")) == ()

    def test_a_row_without_a_value_meets_none(self):
        assert compare(FRAMEWORK, figure("domestic-share", None)) == ()

    def test_rows_stand_in_the_order_entered(self):
        rows = [figure("standards", "3"), figure("first-sets", "2")]
        found = [c.indicator.slug for c in compare_all(FRAMEWORK, rows)]
        assert found == ["standards", "first-sets"]

    def test_own_units_are_converted_before_they_are_compared(self):
        own = figure("output", "280000000", unit="万元", product="信息产业")
        found = against(own, "shenzhen-ict")
        assert (found.own_value, found.verdict) == (28_000, "level")

    def test_documented_units_are_converted_before_they_are_compared(self):
        found = against(figure("invention-patents", "4001"), "nanjing-smart-grid")
        assert (found.documented.unit, found.indicator.unit) == ("项", "件")
        assert found.verdict == "reaches"


class TestProducts:
    @pytest.mark.parametrize("product", ["集成电路", "  集成电路 ", "\u3000集成电路"])
    def test_the_same_product_is_recognised_after_trimming(self, product: str):
        assert against(figure("output", "1", product=product), "shanghai-ic").same_product

    def test_its_english_name_is_the_same_product(self):
        documented = against(figure("output", "1"), "shanghai-ic").documented.product
        assert documented is not None
        own = figure("output", "1", product=documented.en)
        assert against(own, "shanghai-ic").same_product

    def test_compatibility_characters_are_the_same_product(self):
        # U+2FBC is how some PDFs carry 高 when text is copied out of them.
        copied = figure("key-technologies", "1", product="\u2fbc端能源装备")
        assert against(copied, "chengdu-deyang-energy-equipment").same_product

    @pytest.mark.parametrize("product", ["电力装备", "", "\u3164"])
    def test_another_product_or_none_has_no_verdict_where_only_the_same_compares(
        self, product: str
    ):
        found = against(figure("output", "1", product=product), "shanghai-ic")
        assert (found.same_product, found.verdict, found.flags_product) == (
            False,
            "no_verdict",
            True,
        )

    def test_it_is_flagged_and_compared_where_figures_are_of_single_products(self):
        found = against(figure("global-share", "60", product="变压器"), "hangzhou-digital-security")
        assert (found.same_product, found.verdict, found.flags_product) == (False, "above", True)

    def test_elsewhere_it_is_not_worth_a_flag(self):
        found = against(figure("standards", "60", product="变压器"), "nanjing-smart-grid")
        assert (found.same_product, found.flags_product) == (False, False)

    def test_both_empty_are_the_same(self):
        _, practice = compare(FRAMEWORK, figure("national-platforms", "1"))
        assert practice.documented.product is None
        assert practice.same_product


class TestYears:
    @pytest.mark.parametrize(
        ("year", "warned"),
        [(2020, False), (2018, False), (2022, False), (2017, True), (2023, True), (None, True)],
    )
    def test_more_than_two_years_apart_is_warned_of(self, year: int | None, warned: bool):
        found = against(figure("output", "1", year=year), "shanghai-ic")
        assert found.year_warning is warned

    def test_a_documented_figure_without_year_is_always_warned_of(self):
        assert compare(FRAMEWORK, figure("standards", "5", year=2021))[0].year_warning
