"""The chart of figures: ends are open or closed, text of users is literal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmark.charts.figure_rows import FigureRow
from benchmark.charts.plotly_scale import figure_scale, title
from benchmark.scoring.figures import interval
from benchmark.scoring.framework import Qualifier


def row(
    label: str, value: str, qualifier: Qualifier = "exact", *, unit: str = "%", own: bool = True
) -> FigureRow:
    extent = interval(Decimal(value), qualifier, unit)
    assert extent is not None
    return FigureRow(label, extent, own)


def test_a_figure_is_a_point_a_range_or_open_above() -> None:
    rows = [
        row("本地", "35", "about"),
        row("甲", "80", own=False),
        row("乙", "1000", "more_than", unit="项", own=False),
    ]
    chart = figure_scale(rows, "项", "zh-hans")
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
    for language, end in (("zh-hans", 1.2 * 186), ("en", 1.2 * 18.6)):
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
        1,
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
