"""A trait's levels over the years, and figures as small lines."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from benchmark.charts.plotly_years import levels_by_year
from benchmark.charts.years import levels_svg, sparkline_svg, year_marks
from benchmark.scoring.framework import LANGUAGES, Language
from benchmark.scoring.years import Year
from tests.charts.test_plotly_figures import assert_valid, trace
from tests.scoring.builders import LEVEL_4, PROOF_OF_4, rated, result

RATED = result(rated("scale", ["sc-city-chain"]))
WHOLE = result(*LEVEL_4.values(), evidence=[PROOF_OF_4])


def marks(*periods: int):
    said = [WHOLE, RATED, result()]
    last = len(periods) - 1
    return year_marks(
        [Year(p, n == last, said[n % len(said)]) for n, p in enumerate(periods)], "scale"
    )


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter() if node.text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("narrow", [False, True])
def test_years_are_named_and_a_draft_says_so(language: Language, narrow: bool) -> None:
    shown = texts(levels_svg(marks(2023, 2024, 2025), language, narrow=narrow))
    assert [text for text in shown if text.startswith("20")] == ["2025", "2024", "2023"]
    assert ("草稿" if language == "zh-hans" else "draft") in shown


def test_where_years_stand_close_every_other_is_named_and_the_last_always() -> None:
    ten = marks(*range(2016, 2026))
    named = [t for t in texts(levels_svg(ten, "zh-hans", narrow=True)) if t.startswith("20")]
    assert named == ["2025", "2023", "2021", "2019", "2017"]
    assert len([t for t in texts(levels_svg(ten, "zh-hans")) if t.startswith("20")]) == 10


def test_a_line_breaks_where_a_year_is_not_rated() -> None:
    whole = year_marks([Year(p, False, WHOLE) for p in (2023, 2024, 2025)], "scale")
    broken = marks(2023, 2024, 2025)
    dashes = [levels_svg(shown, "zh-hans").count("stroke-dasharray") for shown in (whole, broken)]
    assert dashes == [2, 1]


def test_years_stand_as_far_apart_as_they_are() -> None:
    svg = levels_svg(marks(2020, 2021, 2025), "zh-hans")
    found = re.findall(r'<text x="([\d.]+)"[^>]*>20\d\d<', svg)
    last, middle, first = map(float, found)
    assert (middle - first) * 5 == pytest.approx(last - first, abs=1)
    assert levels_svg(marks(2025), "zh-hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_plotly_takes_the_same(language: Language) -> None:
    shown = marks(2023, 2024, 2025)
    chart = levels_by_year(shown, language)
    assert_valid(chart)
    name = "自评等级" if language == "zh-hans" else "Claimed level"
    assert trace(chart, name)["y"] == [4, 2, None]
    assert trace(chart, name)["x"] == [2023, 2024, 2025]
    assert "草稿" in chart["layout"]["xaxis"]["ticktext"][2] or language == "en"


def test_a_level_that_waits_is_not_drawn() -> None:
    year = Year(2025, True, WHOLE, frozenset({"sc-nation-list"}))
    [waits], [settled] = year_marks([year], "scale"), year_marks([year], "chain")
    assert (waits.mark.claim, waits.mark.proven) == (None, None)
    assert settled.mark.claim == 4
    assert waits.words.zh == "2025年（草稿）待确认"
    assert waits.words.en == "2025 (draft): to be confirmed"


def test_a_year_in_words() -> None:
    words = [mark.words for mark in marks(2024, 2025)]
    assert words[0].zh == "2024年自评4级，佐证4级，可能5级，目标4级"
    assert words[1].en.startswith("2025 (draft): claimed level 2, proven level 2")


def test_a_small_line_starts_at_zero_and_breaks() -> None:
    svg = sparkline_svg([Decimal(5), None, Decimal(10), Decimal(0), Decimal(10)])
    dots = re.findall(r'cy="([\d.]+)"', svg)
    assert len(dots) == 4
    assert float(dots[0]) == pytest.approx((float(dots[1]) + float(dots[2])) / 2, abs=0.2)
    assert svg.count("<line") == 1 + 2
    assert sparkline_svg([Decimal(0)]).count("<circle") == 1
    assert "<circle" not in sparkline_svg([None])
