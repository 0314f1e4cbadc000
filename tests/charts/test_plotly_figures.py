"""The page's charts: valid for Plotly, never 0 where nothing is rated, text literal."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest

from benchmark.charts.data import marks, status_word
from benchmark.charts.figure_rows import FigureRow
from benchmark.charts.grammar import BLUE, INK, WHITE
from benchmark.charts.plotly_figures import gap_chart, radar
from benchmark.charts.plotly_scale import figure_scale, title
from benchmark.scoring.figures import interval
from benchmark.scoring.framework import LANGUAGES, Language, Qualifier
from tests.reports.samples import (
    CASES,
    FRAMEWORK,
    Case,
    all_met,
    empty,
    longest,
    one_trait,
    report,
    typical,
)


def trace(chart: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in chart["data"] if found["name"] == name)


def row(
    label: str, value: str, qualifier: Qualifier = "exact", *, unit: str = "%", own: bool = True
) -> FigureRow:
    extent = interval(Decimal(value), qualifier, unit)
    assert extent is not None
    return FigureRow(label, extent, own)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [*CASES, longest])
def test_every_chart_is_plain_json_that_plotly_takes(case: Case, language: Language) -> None:
    shown = marks(report(case).profile.traits)
    for chart in (radar(shown, language), gap_chart(shown, language)):
        assert_valid(chart)


def assert_valid(chart: dict[str, Any]) -> None:
    """Plotly's own classes refuse a name or a value that they do not know."""
    made = json.loads(json.dumps(chart, allow_nan=False))
    assert set(made) == {"data", "layout", "narrow", "picture"}
    go.Figure(data=made["data"], layout=made["layout"])
    for part in ("narrow", "picture"):
        go.Figure(layout={**made["layout"], **made[part]})


def test_the_check_sees_what_is_wrong() -> None:
    chart = gap_chart(marks(report(typical).profile.traits), "en")
    chart["layout"]["hight"] = 3
    with pytest.raises(ValueError, match="hight"):
        assert_valid(chart)


def test_a_trait_that_is_not_rated_opens_the_lines_and_is_hatched() -> None:
    chart = radar(marks(report(one_trait).profile.traits), "zh-hans")
    for series in ("自评等级", "佐证等级", "目标等级"):
        levels = trace(chart, series)["r"]
        assert [n for n, level in enumerate(levels) if level is not None] == [1]
        assert trace(chart, series)["connectgaps"] is False
    hatched = trace(chart, "未评定（可能范围）")
    assert len(hatched["theta"]) == 6
    assert set(hatched["base"]) == {1}
    assert set(hatched["r"]) == {4}
    assert hatched["marker"]["pattern"]["shape"] == "/"


@pytest.mark.parametrize("case", [empty, typical])
def test_no_level_is_ever_drawn_as_zero(case: Case) -> None:
    shown = marks(report(case).profile.traits)
    levels = [
        level
        for found in radar(shown, "zh-hans")["data"]
        if found["type"] == "scatterpolar"
        for level in found["r"]
    ] + [
        level
        for found in gap_chart(shown, "zh-hans")["data"]
        if found["type"] == "scatter" and found["mode"] == "markers"
        for level in found["x"]
    ]
    assert 0 not in levels
    assert {level for level in levels if level is not None} <= {1, 2, 3, 4, 5}


def test_level_five_is_a_ring_not_the_polygon_of_a_cluster() -> None:
    ring = trace(radar(marks(report(typical).profile.traits), "zh-hans"), "5级：参阅材料所载实例")
    assert set(ring["r"]) == {5}
    assert len(ring["theta"]) > 3 * 7
    assert ring["theta"][0] == ring["theta"][-1] % 360 == 0


def test_claim_hollow_proven_solid_target_a_diamond() -> None:
    shown = marks(report(typical).profile.traits)
    for chart in (radar(shown, "en"), gap_chart(shown, "en")):
        looks = {
            name: (marker["symbol"], marker["color"], marker["line"]["color"])
            for name in ("Claimed level", "Proven level", "Target level")
            for marker in [trace(chart, name)["marker"]]
        }
        assert looks == {
            "Claimed level": ("circle", WHITE, BLUE),
            "Proven level": ("circle", BLUE, BLUE),
            "Target level": ("diamond", WHITE, INK),
        }


def test_marks_stand_at_the_levels_of_the_result() -> None:
    shown = marks(report(typical).profile.traits)
    chart = gap_chart(shown, "zh-hans")
    assert trace(chart, "自评等级")["x"] == [m.claim for m in shown]
    assert trace(chart, "佐证等级")["x"] == [m.proven for m in shown]
    assert trace(chart, "目标等级")["x"] == [m.target for m in shown]


def test_a_band_runs_from_the_claim_to_what_is_possible_and_what_is_certain_has_none() -> None:
    shown = marks(report(typical).profile.traits)
    band = trace(gap_chart(shown, "zh-hans"), "可能范围")
    ranges = [
        (n, m.claim, m.possible - m.claim)
        for n, m in enumerate(shown)
        if m.claim and m.possible > m.claim
    ]
    assert list(zip(band["y"], band["base"], band["x"], strict=True)) == ranges
    assert ranges
    assert (
        trace(gap_chart(marks(report(all_met).profile.traits), "en"), "Possible range")["visible"]
        is False
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_traits_are_whole_on_every_screen(language: Language) -> None:
    shown = marks(report(typical).profile.traits)
    names = [trait.name.in_language(language) for trait in FRAMEWORK.traits]
    words = [status_word(mark).in_language(language) for mark in shown]

    def joined(labels: list[str]) -> list[str]:
        return [label.replace("<br>", "" if language == "zh-hans" else " ") for label in labels]

    round_chart, rows = radar(shown, language), gap_chart(shown, language)
    assert joined(round_chart["layout"]["polar"]["angularaxis"]["ticktext"]) == names
    assert joined(round_chart["narrow"]["polar"]["angularaxis"]["ticktext"]) == names
    assert joined(rows["layout"]["yaxis"]["ticktext"]) == names
    assert [note["text"] for note in rows["layout"]["annotations"]] == words
    narrow = [note["text"] for note in rows["narrow"]["annotations"]]
    assert narrow == [text for pair in zip(names, words, strict=True) for text in pair]


def test_a_figure_is_a_point_a_range_or_open_above() -> None:
    rows = [
        row("本地", "35", "about"),
        row("甲", "80", own=False),
        row("乙", "1000", "more_than", unit="项", own=False),
    ]
    chart = figure_scale(rows, "项", "zh-hans")
    assert_valid(chart)
    own = next(t for t in chart["data"] if t["name"] == "本地数据" and t["mode"] == "markers")
    # Short on this axis: one mark, in the middle of a line as long as the range.
    assert own["x"] == [35]
    assert own["hovertext"] == ["33.25–36.75"]
    line = next(t for t in chart["data"] if t["name"] == "本地数据" and t["mode"] == "lines")
    assert line["x"] == [33.25, 36.75, None]
    documented = next(
        t for t in chart["data"] if t["name"] == "参阅材料所载" and t["mode"] == "markers"
    )
    assert documented["x"] == [80, 1000, 1200]
    assert documented["marker"]["symbol"] == ["square", "square", "triangle-right"]
    assert chart["layout"]["xaxis"]["range"] == [0, 1200]


def test_a_long_range_has_a_mark_at_each_end() -> None:
    chart = figure_scale([row("本地", "80", "about")], "%", "zh-hans")
    own = next(t for t in chart["data"] if t["mode"] == "markers")
    assert own["x"] == [76, 84]


def test_english_counts_yuan_as_its_labels_do() -> None:
    rows = [row("Local: 18.6 billion yuan", "186", unit="亿元")]
    for language, end in (("zh-hans", 230), ("en", 23)):
        chart = figure_scale(rows, "亿元", language)
        assert chart["layout"]["xaxis"]["range"] == [0, pytest.approx(end)]


def test_labels_stand_on_white_and_break_between_words() -> None:
    label = "Ningbo Magnetic Materials Cluster of Zhejiang: about 1/6 (magnetic materials, 2020)"
    for length in range(20, len(label)):
        (note,) = figure_scale([row(label[:length], "1")], "%", "en")["layout"]["annotations"]
        assert note["bgcolor"] == "#ffffff"
        lines = note["text"].split("<br>")
        assert not [line for line in lines[1:] if line[0] in ",.:;/)"]
        assert not [line for line in lines[:-1] if line.endswith("/")]


def test_shares_stand_on_an_axis_to_one_hundred() -> None:
    chart = figure_scale([row("本地", "45", "more_than")], "%", "zh-hans")
    assert chart["layout"]["xaxis"]["range"] == [0, 100]
    assert chart["layout"]["xaxis"]["ticksuffix"] == "%"
    own = next(t for t in chart["data"] if t["mode"] == "markers")
    assert own["x"] == [45, 100]
    assert own["marker"]["symbol"] == ["circle", "circle"]


def test_a_scale_of_zeros_still_has_an_axis() -> None:
    assert figure_scale([row("本地", "0", unit="家")], "家", "en")["layout"]["xaxis"]["range"] == [
        0,
        2,
    ]


def test_text_of_users_is_literal_and_numbers_stay_whole() -> None:
    hostile = '<a href="javascript:alert(1)">x</a>&amp;<script>' + "y" * 300
    notes = figure_scale([row(hostile, "1")], "%", "zh-hans")["layout"]["annotations"]
    text = notes[0]["text"]
    assert "<a" not in text
    assert "<script" not in text
    assert text.replace("<br>", "").startswith("&lt;a href=")
    assert "&amp;amp;" in text
    label = "上海市集成电路集群所载的产业规模和产值合计：超过20000亿元（集成电路，2020年）"
    lines = figure_scale([row(label, "1")], "%", "zh-hans")["layout"]["annotations"][0][
        "text"
    ].split("<br>")
    assert "".join(lines) == label
    assert any("20000亿元" in line for line in lines)
    assert not any(line.startswith(("，", "）", "：")) or line.endswith("（") for line in lines)


def test_a_picture_has_a_literal_title() -> None:
    assert title("许昌<b>市</b> 2025") == "许昌&lt;b&gt;市&lt;/b&gt; 2025"
    assert "<br>" in title("字" * 60)


@pytest.mark.parametrize(("value", "unit", "most"), [("1", "家", 3), ("3", "家", 5), ("3", "%", 6)])
def test_an_axis_has_no_more_ticks_than_whole_numbers(value: str, unit: str, most: int) -> None:
    chart = figure_scale([row("本地", value, unit=unit)], unit, "zh-hans")
    assert chart["layout"]["xaxis"]["nticks"] == most
