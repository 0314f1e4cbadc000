"""Figures as intervals, units that convert, and verdicts of own against documented figures.

A documented 'about 22%' is a range, not a point: a verdict is given only where the ranges allow
one. Arithmetic is exact (Decimal, never rounded), so that 0.95 x 22 meets 20.9.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from typing import Literal

from .assessment import OwnFigure
from .framework import DocumentedFigure, Framework, Indicator, Qualifier, Text
from .text import same_words

# `reaches`, `below`, `unclear` against a bound; `below`, `level`, `above` against a value.
Verdict = Literal["no_verdict", "reaches", "below", "unclear", "level", "above"]
VERDICTS: tuple[Verdict, ...] = ("no_verdict", "reaches", "below", "unclear", "level", "above")

INFINITY = Decimal("Infinity")
PERCENT = "%"
# Years further apart than this are not silently compared.
YEARS_APART = 2

ABOUT_LOW, ABOUT_HIGH = Decimal("0.95"), Decimal("1.05")
NEAR_LOW = Decimal("0.9")

# Wide enough for any figure that an assessment accepts; rounding would be an error, not a result.
EXACT = Context(prec=100, traps=[Inexact])

# Within a group, one unit is so many of the first one.
UNIT_GROUPS: tuple[dict[str, Decimal], ...] = (
    {"亿元": Decimal(1), "万元": Decimal("0.0001")},
    {"件": Decimal(1), "项": Decimal(1)},
    {"人": Decimal(1), "名": Decimal(1)},
    {"个": Decimal(1), "家": Decimal(1), "项": Decimal(1)},
)
# What is counted by ones: half a patent is a slip of the hand.
COUNT_UNITS = frozenset("件项人名个家")

OVER_HUNDRED = Text(zh="百分比不能超过100", en="a percentage cannot be more than 100")
NOT_NEGATIVE = Text(zh="应为不小于0的数字", en="must be a number of at least 0")
COUNT_FRACTION = Text(zh="按个数统计的指标应为整数", en="a count must be a whole number")


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure with its qualifier says: from `low` to `high`, each end open or closed."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One own figure against one documented figure of the same indicator.

    `own_value` is in the indicator's unit. `year_warning`: the years are more than two apart, or
    one is not stated.
    """

    indicator: Indicator
    own: OwnFigure
    own_value: Decimal
    documented: DocumentedFigure
    verdict: Verdict
    same_product: bool
    year_warning: bool

    @property
    def flags_product(self) -> bool:
        """Whether another product is worth a flag: where figures are of single products."""
        by_product = self.indicator.per_product or self.indicator.compare == "same_product"
        return by_product and not self.same_product


def units_for(unit: str) -> tuple[str, ...]:
    """All units that convert to `unit`, itself first."""
    others = (other for group in UNIT_GROUPS if unit in group for other in group)
    return tuple(dict.fromkeys((unit, *others)))


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """`value` in `unit` expressed in `to`. Raises ValueError where the two do not convert."""
    if unit == to:
        return value
    for group in UNIT_GROUPS:
        if unit in group and to in group:
            return EXACT.divide(EXACT.multiply(value, group[unit]), group[to])
    raise ValueError(f"{unit} does not convert to {to}")


def value_problem(value: Decimal, unit: str) -> Text | None:
    """Why there can be no such own figure, or None. Forms and files ask the same."""
    if not value.is_finite() or value < 0:
        return NOT_NEGATIVE
    if unit == PERCENT and value > 100:
        return OVER_HUNDRED
    if unit in COUNT_UNITS and value != value.to_integral_value():
        return COUNT_FRACTION
    return None


def own_interval(figure: OwnFigure, unit: str) -> Interval:
    """[p, q] of an own figure in `unit`: the value itself, or five per cent about it.

    Raises ValueError where the row has no value or its unit does not convert.
    """
    if figure.value is None:
        raise ValueError(f"{figure.indicator}: the row has no value")
    return _stretched(convert(figure.value, figure.unit, unit), about=figure.qualifier == "about")


def interval(value: Decimal, qualifier: Qualifier, unit: str) -> Interval | None:
    """The range that a documented figure stands for; None for a rank. A share ends at 100%."""
    ceiling = Decimal(100) if unit == PERCENT else INFINITY
    match qualifier:
        case "exact" | "about":
            return _stretched(value, about=qualifier == "about")
        case "near":
            return Interval(EXACT.multiply(value, NEAR_LOW), value, high_open=True)
        case "more_than" | "at_least":
            opened = qualifier == "more_than"
            return Interval(value, ceiling, low_open=opened, high_open=ceiling == INFINITY)
        case _:  # a rank is a place in an order, not a quantity
            return None


def _stretched(value: Decimal, *, about: bool) -> Interval:
    if not about:
        return Interval(value, value)
    return Interval(EXACT.multiply(value, ABOUT_LOW), EXACT.multiply(value, ABOUT_HIGH))


def verdict(own: Interval, value: Decimal, qualifier: Qualifier) -> Verdict:
    """An own [p, q] against a documented value in the same unit."""
    if qualifier == "more_than":
        return _against_bound(own.low > value, own.high <= value)
    if qualifier == "at_least":
        return _against_bound(own.low >= value, own.high < value)
    documented = interval(value, qualifier, "")
    if documented is None:
        return "no_verdict"
    if own.high < documented.low:
        return "below"
    if own.low > documented.high or (own.low == documented.high and documented.high_open):
        return "above"
    return "level"


def _against_bound(reached: bool, missed: bool) -> Verdict:
    if reached:
        return "reaches"
    return "below" if missed else "unclear"


def compare(framework: Framework, own: OwnFigure) -> tuple[Comparison, ...]:
    """The own figure against every documented figure of its indicator, practices' included.

    In the order of facts.json, then of practices; empty for a row without a value.
    """
    if own.value is None:
        return ()
    indicator = framework.indicator_by_slug[own.indicator]
    own_value = convert(own.value, own.unit, indicator.unit)
    return tuple(
        _comparison(indicator, own, own_value, figure)
        for figure in framework.documented_figures()
        if figure.indicator == indicator.slug
    )


def compare_all(framework: Framework, figures: Iterable[OwnFigure]) -> tuple[Comparison, ...]:
    """Own figures as entered x documented ones."""
    return tuple(found for own in figures for found in compare(framework, own))


def _comparison(
    indicator: Indicator, own: OwnFigure, own_value: Decimal, documented: DocumentedFigure
) -> Comparison:
    same = _same_product(own, documented)
    found: Verdict = "no_verdict"
    if same or indicator.compare == "any":
        value = convert(documented.value, documented.unit, indicator.unit)
        found = verdict(own_interval(own, indicator.unit), value, documented.qualifier)
    return Comparison(
        indicator=indicator,
        own=own,
        own_value=own_value,
        documented=documented,
        verdict=found,
        same_product=same,
        year_warning=_years_apart(own.year, documented.year),
    )


def _same_product(own: OwnFigure, documented: DocumentedFigure) -> bool:
    """Both empty are the same product, one empty is another."""
    names = (documented.product.zh, documented.product.en) if documented.product else ("",)
    return same_words(own.product) in {same_words(name) for name in names}


def _years_apart(own: int | None, documented: int | None) -> bool:
    return own is None or documented is None or abs(own - documented) > YEARS_APART
