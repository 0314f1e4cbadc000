"""What a chart shows is taken from the result and from nothing else."""

from __future__ import annotations

from benchmark.charts.data import LEVELS, Mark, marks, status_word
from benchmark.scoring.framework import Text
from tests.reports import samples


def test_one_mark_per_trait_with_the_levels_of_the_result() -> None:
    results = samples.report(samples.typical).profile.traits
    drawn = marks(results)
    assert [mark.name for mark in drawn] == [trait.name for trait in samples.FRAMEWORK.traits]
    assert [(m.claim, m.proven, m.target, m.possible) for m in drawn] == [
        (r.claim, r.proven, r.target, r.possible) for r in results
    ]
    assert [status_word(mark).zh for mark in drawn] == [
        *("先补佐证", "有差距", "已达标", "先补佐证", "已达标", "有差距", "待补数据"),
    ]


def test_a_trait_that_is_not_rated_has_no_level_and_a_band_from_level_one() -> None:
    unknown = marks(samples.report(samples.empty).profile.traits)[-1]
    assert not unknown.rated
    assert (unknown.claim, unknown.proven, unknown.target) == (None, None, None)
    assert (unknown.low, unknown.high) == (LEVELS[0], LEVELS[-1])


def test_a_mark_says_itself_in_words() -> None:
    mark = Mark(Text("甲", "A"), claim=3, proven=2, target=4, possible=5)
    assert mark.words == Text(
        "自评3级，佐证2级，可能5级，目标4级",
        "claimed level 3, proven level 2, possible level 5, target level 4",
    )
    certain = Mark(Text("甲", "A"), claim=3, proven=3, target=None, possible=3)
    assert certain.words.en == "claimed level 3, proven level 3"
    assert Mark(Text("", ""), None, None, None, 4).words.zh == "未评定，可能4级"
    assert status_word(certain) == Text("", "")
