"""What a scale of figures shows: own figures and documented ones as labelled ranges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from benchmark.scoring.figures import Interval
from benchmark.scoring.framework import Language


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure on a scale: what it is called and the range that it stands for, in one unit."""

    label: str
    extent: Interval
    own: bool

    @property
    def kind(self) -> str:
        """Its look in the grammar."""
        return "own" if self.own else "documented"


@dataclass(frozen=True, slots=True)
class AxisUnit:
    """What an axis counts in: its name, '' where it is the indicator's own unit, and how many of
    it make one of the indicator's."""

    name: str
    in_unit: Decimal


# English has no word for 万 and 亿: labels say millions and billions, and so must the axis.
_ENGLISH = {
    "亿元": AxisUnit("billion yuan", Decimal("0.1")),
    "万元": AxisUnit("million yuan", Decimal("0.01")),
}


def number_text(value: float, language: Language) -> str:
    """A number on an axis or at a mark."""
    return f"{value:,.10g}" if language == "en" else f"{value:.10g}"


def axis_unit(unit: str, language: Language) -> AxisUnit:
    own = AxisUnit("", Decimal(1))
    return _ENGLISH.get(unit, own) if language == "en" else own
