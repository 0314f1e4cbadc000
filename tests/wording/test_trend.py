"""What a list says of an assessment."""

from __future__ import annotations

import pytest

from benchmark.wording.trend import Band, band_text, gaps_text, trend_text, unsettled_text


def test_a_level_or_its_range() -> None:
    assert (band_text((2, 2)).zh, band_text((2, 2)).en) == ("总体2级", "Level 2 overall")
    assert band_text((2, 4)).zh == "总体2级至4级"
    assert band_text((2, 4)).en == "Level 2 to 4 overall"


def test_how_many_gaps() -> None:
    assert [gaps_text(n).zh for n in (0, 3)] == ["没有已明确的差距", "差距3项"]
    assert [gaps_text(n).en for n in (0, 1, 3)] == ["No certain gap", "1 gap", "3 gaps"]


def test_what_a_draft_lacks_to_be_compared() -> None:
    assert unsettled_text(1, 2).zh == "尚有1条答案待确认"
    assert [unsettled_text(n, 0).en for n in (1, 2)] == [
        "1 answer to be confirmed",
        "2 answers to be confirmed",
    ]
    assert unsettled_text(0, 3).zh == "尚有3项特征未评定"
    assert unsettled_text(0, 1).en == "1 trait not rated yet"


@pytest.mark.parametrize(
    ("now", "before", "zh", "en"),
    [
        (((2, 2), 3), ((2, 2), 3), "等级持平", "same level"),
        (((3, 3), 3), ((2, 3), 3), "等级提高", "higher level"),
        (((2, 2), 1), ((3, 3), 3), "等级降低，差距少2项", "lower level, 2 gaps fewer"),
        (((2, 4), 1), ((4, 4), 0), "等级范围有变化，差距多1项", "other levels, 1 more gap"),
        (((2, 2), 5), ((2, 2), 3), "等级持平，差距多2项", "same level, 2 more gaps"),
    ],
)
def test_against_the_year_before(
    now: tuple[Band, int], before: tuple[Band, int], zh: str, en: str
) -> None:
    text = trend_text(now, before, 2024)
    assert text.zh == f"比2024年：{zh}"
    assert text.en == f"Against 2024: {en}"
