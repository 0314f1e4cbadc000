"""Marks of one level lie inside one another, in every drawing that takes them from here."""

from __future__ import annotations

import math
from decimal import Decimal

from benchmark.charts.data import LEGEND
from benchmark.charts.figure_rows import FigureRow
from benchmark.charts.grammar import LOOKS
from benchmark.scoring.figures import interval


def test_a_dot_lies_in_a_ring_and_the_ring_in_a_diamond() -> None:
    proven, claim, target = (LOOKS[kind] for kind in ("proven", "claim", "target"))
    assert proven.size < claim.size - 2 * claim.edge
    # The circle within a diamond touches the middle of its sides.
    assert claim.size + claim.edge < target.size / math.sqrt(2)


def test_whatever_is_drawn_has_its_look() -> None:
    extent = interval(Decimal(1), "exact", "项")
    kinds = {FigureRow("", extent, own=own).kind for own in (True, False)}
    assert {*LEGEND, *kinds} == set(LOOKS)
