"""What a scale of figures shows: own figures and documented ones as labelled ranges."""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.scoring.figures import Interval


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure on a scale: what it is called and the range that it stands for, in one unit."""

    label: str
    extent: Interval
    own: bool
