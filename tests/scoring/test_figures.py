"""Figures as intervals, units that convert, verdicts at open and closed ends."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import (
    INFINITY,
    Comparison,
    Interval,
    compare,
    convert,
    interval,
    units_for,
    verdict,
)
from benchmark.scoring.framework import Qualifier
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


class TestVerdicts:
    @pytest.mark.parametrize(
        ("own", "documented", "expected"),
        [
            # apart
            ("[1, 2]", "[3, 4]", "below"),
            ("[5, 6]", "[3, 4]", "above"),
            # meeting at one value: a verdict only where an end leaves it out
            ("[1, 3]", "[3, 4]", "indistinguishable"),
            ("[1, 3)", "[3, 4]", "below"),
            ("[1, 3]", "(3, 4]", "below"),
            ("[1, 3)", "(3, 4]", "below"),
            ("[4, 6]", "[3, 4]", "indistinguishable"),
            ("(4, 6]", "[3, 4]", "above"),
            ("[4, 6]", "[3, 4)", "above"),
            ("(4, 6]", "[3, 4)", "above"),
            # overlapping
            ("[1, 5]", "[3, 4]", "indistinguishable"),
            ("[3, 3]", "[3, 3]", "indistinguishable"),
            # a documented figure without upper bound
            ("[4, 4]", "(3, inf)", "not_below_bound"),
            ("[4, inf)", "(3, inf)", "not_below_bound"),
            ("[3, 3]", "[3, inf)", "not_below_bound"),
            ("(3, inf)", "(3, inf)", "not_below_bound"),
            ("(3, inf)", "[3, inf)", "not_below_bound"),
            ("[3, inf)", "[3, inf)", "not_below_bound"),
            ("[3, inf)", "(3, inf)", "indistinguishable"),
            ("[3, 5]", "(3, inf)", "indistinguishable"),
            ("[2, 5]", "(3, inf)", "indistinguishable"),
            ("[2, 5]", "[3, inf)", "indistinguishable"),
            ("[3, 3]", "(3, inf)", "below"),
            ("[2, 2]", "[3, inf)", "below"),
            # own figures without upper bound
            ("(5, inf)", "[3, 5]", "above"),
            ("[5, inf)", "[3, 5]", "indistinguishable"),
            ("(2, inf)", "[3, 5]", "indistinguishable"),
            # shares end at 100, which is a bound like any other
            ("[100, 100]", "(90, 100]", "indistinguishable"),
            ("[90, 90]", "(90, 100]", "below"),
            ("(90, 100]", "[90, 90]", "above"),
        ],
    )
    def test_the_first_that_holds(self, own: str, documented: str, expected: str):
        assert verdict(interval_of(own), interval_of(documented)) == expected

    def test_where_either_is_a_rank_there_is_none(self):
        some = interval_of("[1, 2]")
        assert {verdict(None, some), verdict(some, None), verdict(None, None)} == {"no_verdict"}

    def test_infinity_is_infinite(self):
        assert interval_of("(3, inf)").high == INFINITY


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
        ("unit", "to"), [("万元", "项"), ("件", "个"), ("人", "家"), ("个环节", "个"), ("%", "项")]
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
            (40, "indistinguishable"),
        ]

    def test_figures_of_practices_are_met_too(self):
        [found] = compare(FRAMEWORK, figure("national-platforms", "43"))
        assert found.documented.cluster == "nanjing-smart-grid"
        assert found.documented.section == "三-3"
        assert found.verdict == "indistinguishable"

    def test_an_indicator_without_documented_figures_meets_none(self):
        assert compare(FRAMEWORK, figure("little-giants", "12")) == ()

    def test_own_units_are_converted_before_they_are_compared(self):
        found = against(figure("output", "280000000", unit="万元"), "shenzhen-ict")
        assert found.own_value == 28_000
        assert found.verdict == "indistinguishable"

    def test_documented_units_are_converted_before_they_are_compared(self):
        found = against(figure("invention-patents", "4001"), "nanjing-smart-grid")
        assert (found.documented.unit, found.indicator.unit) == ("项", "件")
        assert found.verdict == "not_below_bound"

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("20.8999", "below"),
            ("20.9", "indistinguishable"),
            ("23.1", "indistinguishable"),
            ("23.1001", "above"),
        ],
    )
    def test_about_22_percent_is_from_20_9_to_23_1(self, value: str, expected: str):
        own = figure("national-output-share", value, product="集成电路")
        assert against(own, "shanghai-ic").verdict == expected

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("44.9", "below"),
            ("45", "indistinguishable"),
            ("49.99", "indistinguishable"),
            ("50", "above"),
        ],
    )
    def test_near_50_percent_is_from_45_to_below_50(self, value: str, expected: str):
        own = figure("global-share", value)
        assert against(own, "hangzhou-digital-security").verdict == expected


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

    @pytest.mark.parametrize("product", ["电力装备", None, ""])
    def test_another_product_or_none_is_flagged_and_the_verdict_stands(self, product: str | None):
        found = against(figure("output", "1", product=product), "shanghai-ic")
        assert not found.same_product
        assert found.verdict == "below"


class TestYears:
    @pytest.mark.parametrize(
        ("year", "warned"),
        [(2020, False), (2018, False), (2022, False), (2017, True), (2023, True), (None, True)],
    )
    def test_more_than_two_years_apart_is_warned_of(self, year: int | None, warned: bool):
        found = against(figure("output", "1", year=year), "shanghai-ic")
        assert found.year_warning is warned

    def test_a_documented_figure_without_year_is_always_warned_of(self):
        assert compare(FRAMEWORK, figure("segments", "5", year=2021))[0].year_warning
