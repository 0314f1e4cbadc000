"""What a chart shows is taken from the result and from nothing else."""

from __future__ import annotations

from benchmark.charts.data import LEVELS, REFERENCE_LEVEL, marks
from benchmark.scoring.framework import Framework
from tests.reports import samples


def test_one_mark_per_trait_with_the_levels_of_the_result(framework: Framework) -> None:
    results = samples.typical(framework).profile.traits
    drawn = marks(results)
    assert [mark.slug for mark in drawn] == [trait.slug for trait in framework.traits]
    assert [(m.claim, m.supported, m.target, m.low, m.high) for m in drawn] == [
        (r.claim, r.supported, r.target, r.low, r.high) for r in results
    ]


def test_a_trait_that_is_not_rated_has_no_level_and_the_whole_range(framework: Framework) -> None:
    unknown = marks(samples.typical(framework).profile.traits)[-1]
    assert not unknown.rated
    assert (unknown.claim, unknown.supported) == (None, None)
    assert (unknown.low, unknown.high) == (LEVELS[0], REFERENCE_LEVEL)
