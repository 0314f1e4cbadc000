"""Figures as intervals, units that convert, and verdicts of own against documented figures.

A documented 'about 22%' is a range, not a point: a verdict is given only where the ranges allow
one. Arithmetic is exact (Decimal, never rounded), so that 0.95 x 22 meets 20.9.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from typing import Literal

from .assessment import OwnFigure
from .framework import DocumentedFigure, Framework, Indicator, Qualifier

Verdict = Literal["no_verdict", "below", "above", "not_below_bound", "indistinguishable"]
INFINITY = Decimal("Infinity")
PERCENT = "%"
# Years further apart than this are not silently compared.
YEARS_APART = 2

# Wide enough for any figure that an assessment accepts; rounding would be an error, not a result.
_EXACT = Context(prec=100, traps=[Inexact])

# Within a group, one unit is so many of the first one.
UNIT_GROUPS: tuple[dict[str, Decimal], ...] = (
    {"亿元": Decimal(1), "万元": Decimal("0.0001")},
    {"件": Decimal(1), "项": Decimal(1)},
    {"人": Decimal(1), "名": Decimal(1)},
    {"个": Decimal(1), "家": Decimal(1), "项": Decimal(1)},
)


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

    `own_value` and `documented_value` are in the indicator's unit.
    """

    indicator: Indicator
    own: OwnFigure
    own_value: Decimal
    documented: DocumentedFigure
    verdict: Verdict
    same_product: bool
    year_warning: bool


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
            return _EXACT.divide(_EXACT.multiply(value, group[unit]), group[to])
    raise ValueError(f"{unit} does not convert to {to}")


def interval(value: Decimal, qualifier: Qualifier, unit: str) -> Interval | None:
    """The range that a qualified figure stands for; None for a rank. A share ends at 100%."""
    ceiling = Decimal(100) if unit == PERCENT else INFINITY
    match qualifier:
        case "exact":
            return Interval(value, value)
        case "about":
            return Interval(_times(value, "0.95"), _times(value, "1.05"))
        case "near":
            return Interval(_times(value, "0.9"), value, high_open=True)
        case "more_than":
            return Interval(value, ceiling, low_open=True, high_open=ceiling == INFINITY)
        case "at_least":
            return Interval(value, ceiling, high_open=ceiling == INFINITY)
        case _:  # a rank is a place in an order, not a quantity
            return None


def _times(value: Decimal, factor: str) -> Decimal:
    return _EXACT.multiply(value, Decimal(factor))


def verdict(own: Interval | None, documented: Interval | None) -> Verdict:
    """The first that holds, in the order of docs/method.md."""
    if own is None or documented is None:
        return "no_verdict"
    if own.high < documented.low or (
        own.high == documented.low and (own.high_open or documented.low_open)
    ):
        return "below"
    if own.low > documented.high or (
        own.low == documented.high and (own.low_open or documented.high_open)
    ):
        return "above"
    if documented.high == INFINITY and (
        own.low > documented.low
        or (own.low == documented.low and (not documented.low_open or own.low_open))
    ):
        return "not_below_bound"
    return "indistinguishable"


def compare(framework: Framework, own: OwnFigure) -> tuple[Comparison, ...]:
    """The own figure against every documented figure of its indicator, practices' included."""
    indicator = framework.indicator_by_slug[own.indicator]
    own_value = convert(own.value, own.unit, indicator.unit)
    own_interval = interval(own_value, own.qualifier, indicator.unit)
    return tuple(
        Comparison(
            indicator=indicator,
            own=own,
            own_value=own_value,
            documented=figure,
            verdict=verdict(
                own_interval,
                interval(
                    convert(figure.value, figure.unit, indicator.unit),
                    figure.qualifier,
                    indicator.unit,
                ),
            ),
            same_product=_same_product(own, figure),
            year_warning=_years_apart(own.year, figure.year),
        )
        for figure in framework.documented_figures()
        if figure.indicator == indicator.slug
    )


def _same_product(own: OwnFigure, documented: DocumentedFigure) -> bool:
    names = (documented.product.zh, documented.product.en) if documented.product else ("",)
    return _normal(own.product or "") in {_normal(name) for name in names}


def _normal(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


def _years_apart(own: int | None, documented: int | None) -> bool:
    return own is None or documented is None or abs(own - documented) > YEARS_APART
