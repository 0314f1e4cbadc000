"""The page's charts of levels: what is not rated is never 0."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmark.charts.data import marks
from benchmark.charts.plotly_figures import gap_bars, radar
from benchmark.scoring.assessment import Rating
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from tests.reports.samples import empty, longest, rated, report_of, typical


def trace(chart: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in chart["data"] if found["name"] == name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [empty, typical, longest])
def test_every_chart_is_plain_json(framework: Framework, language: Language, sample: Any) -> None:
    shown = marks(sample(framework).profile.traits)
    for chart in (radar(shown, language), gap_bars(shown, language)):
        assert set(json.loads(json.dumps(chart, allow_nan=False))) == {
            "data",
            "layout",
            "narrow",
            "picture",
        }


def test_a_trait_that_is_not_rated_opens_the_lines_and_is_hatched(framework: Framework) -> None:
    shown = marks(report_of(framework, rated("scale", 3, 2, 4)).profile.traits)
    chart = radar(shown, "zh-hans")
    for series in ("自评等级", "佐证等级", "目标等级"):
        levels = trace(chart, series)["r"]
        assert [n for n, level in enumerate(levels) if level is not None] == [1]
        assert trace(chart, series)["connectgaps"] is False
    hatched = trace(chart, "未评定")
    assert len(hatched["theta"]) == 6
    assert set(hatched["base"]) == {1}
    assert set(hatched["r"]) == {4}
    assert hatched["marker"]["pattern"]["shape"] == "/"
    assert trace(chart, "可能范围")["base"] == [2]


def test_no_level_is_ever_drawn_as_zero(framework: Framework) -> None:
    for sample in (empty(framework), typical(framework)):
        shown = marks(sample.profile.traits)
        levels = [
            level
            for found in radar(shown, "zh-hans")["data"]
            if found["type"] == "scatterpolar"
            for level in found["r"]
        ] + [
            level
            for found in gap_bars(shown, "zh-hans")["data"]
            if found["type"] == "scatter" and found["mode"] == "markers"
            for level in found["x"]
        ]
        assert 0 not in levels
        assert {level for level in levels if level is not None} <= {1, 2, 3, 4, 5}


def test_level_five_is_a_ring_not_the_polygon_of_a_cluster(framework: Framework) -> None:
    ring = trace(radar(marks(typical(framework).profile.traits), "zh-hans"), "标杆集群水平（5级）")
    assert set(ring["r"]) == {5}
    assert len(ring["theta"]) > 3 * len(framework.traits)
    assert ring["theta"][0] == ring["theta"][-1] % 360 == 0


def test_claim_hollow_supported_solid_target_a_diamond(framework: Framework) -> None:
    shown = marks(typical(framework).profile.traits)
    for chart in (radar(shown, "en"), gap_bars(shown, "en")):
        assert trace(chart, "Claimed level")["marker"]["symbol"] == "circle-open"
        assert trace(chart, "Supported level")["marker"]["symbol"] == "circle"
        assert trace(chart, "Target level")["marker"]["symbol"] == "diamond-open"


def test_gap_bars_run_from_supported_to_target(framework: Framework) -> None:
    report = report_of(
        framework,
        rated("scale", 3, 2, 5),
        rated("chain", 4, 3, 4),
        Rating("leaders", "unknown", target=4),
    )
    chart = gap_bars(marks(report.profile.traits), "zh-hans")
    gap = trace(chart, "差距")
    assert (gap["y"], gap["base"], gap["x"]) == ([1], [3], [2])
    assert trace(chart, "目标等级")["x"][4] == 4
    assert trace(chart, "佐证等级")["x"][4] is None


def test_a_range_runs_from_level_to_level_and_what_is_certain_has_none(
    framework: Framework,
) -> None:
    report = report_of(framework, rated("scale", 3, 2, 4), rated("chain", 4, 3, 5))
    shown = marks(report.profile.traits)
    band = trace(gap_bars(shown, "zh-hans"), "可能范围")
    ranges = [(n, m.low, m.high - m.low) for n, m in enumerate(shown) if m.rated and m.low < m.high]
    assert list(zip(band["y"], band["base"], band["x"], strict=True)) == ranges == [(1, 2, 2)]
    hatched = trace(gap_bars(shown, "zh-hans"), "未评定")
    assert {
        start + length for start, length in zip(hatched["base"], hatched["x"], strict=True)
    } == {5}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_traits_are_whole_on_every_screen(
    framework: Framework, language: Language
) -> None:
    shown = marks(typical(framework).profile.traits)
    names = [trait.name.in_language(language) for trait in framework.traits]

    def joined(labels: list[str]) -> list[str]:
        return [label.replace("<br>", "" if language == "zh-hans" else " ") for label in labels]

    round_chart, bars = radar(shown, language), gap_bars(shown, language)
    assert joined(round_chart["layout"]["polar"]["angularaxis"]["ticktext"]) == names
    assert joined(round_chart["narrow"]["polar"]["angularaxis"]["ticktext"]) == names
    assert joined(bars["layout"]["yaxis"]["ticktext"]) == names
    assert [note["text"] for note in bars["narrow"]["annotations"]] == names
