"""A scale of figures: own solid, documented hollow, an arrow where there is no upper end."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import etree

from benchmark.charts.figure_rows import FigureRow
from benchmark.charts.grammar import WHITE
from benchmark.charts.scale import scale_svg
from benchmark.scoring.figures import interval
from benchmark.scoring.framework import Language, Qualifier

SVG = "{http://www.w3.org/2000/svg}"


def row(
    value: str, qualifier: Qualifier, *, own: bool, unit: str = "项", label: str = "甲"
) -> FigureRow:
    extent = interval(Decimal(value), qualifier, unit)
    assert extent is not None
    return FigureRow(label, extent, own)


def drawn(*rows: FigureRow, unit: str = "项", language: Language = "zh-hans") -> etree._Element:
    return etree.fromstring(scale_svg(rows, unit, language).encode())


def texts(root: etree._Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_own_is_solid_documented_hollow_and_a_bound_ends_in_an_arrow() -> None:
    root = drawn(row("620", "exact", own=True), row("1000", "more_than", own=False))
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert [r.get("fill") for r in root.iter(f"{SVG}rect")] == [WHITE]
    assert len(list(root.iter(f"{SVG}path"))) == 1


def test_figures_stand_in_proportion() -> None:
    root = drawn(
        row("20", "exact", own=True, unit="%"), row("80", "exact", own=True, unit="%"), unit="%"
    )
    low, high = (float(c.get("cx")) for c in root.iter(f"{SVG}circle"))
    assert (high - 8) / (low - 8) == pytest.approx(4)
    assert texts(root)[-3:] == ["0%", "50%", "100%"]


def test_a_long_range_has_a_mark_at_each_end_a_short_one_in_the_middle() -> None:
    wide = drawn(row("80", "about", own=True, unit="%"), unit="%")
    assert len(list(wide.iter(f"{SVG}circle"))) == 2
    narrow = drawn(row("10", "about", own=True, unit="%"), unit="%")
    assert len(list(narrow.iter(f"{SVG}circle"))) == 1


@pytest.mark.parametrize(("language", "end"), [("zh-hans", "230"), ("en", "23")])
def test_the_axis_ends_in_a_number_that_can_be_read(language: Language, end: str) -> None:
    root = drawn(row("186", "exact", own=True, unit="亿元"), unit="亿元", language=language)
    assert texts(root)[-1] == end


def test_zeros_have_an_axis_too() -> None:
    assert texts(drawn(row("0", "exact", own=True, unit="家"), unit="家"))[-1] == "2"
    assert texts(drawn(row("0", "exact", own=True, unit="亿元"), unit="亿元"))[-1] == "1"


@pytest.mark.parametrize("unit", ["家", "年"])
@pytest.mark.parametrize("value", ["1", "4", "19", "95", "1014"])
def test_no_axis_counts_in_fractions(unit: str, value: str) -> None:
    ticks = texts(drawn(row(value, "exact", own=True, unit=unit), unit=unit))[-3:]
    assert all(tick.isdigit() for tick in ticks)
    assert int(ticks[2]) == 2 * int(ticks[1]) > int(value)


def test_text_of_users_is_literal_and_cut_where_two_lines_end() -> None:
    hostile = "<script>alert(1)</script>&amp;" + "长" * 200
    root = drawn(row("1", "exact", own=True, label=hostile))
    last, first, *_ = texts(root)
    assert first.startswith("<script>alert(1)</script>&amp;")
    assert last.endswith("…")
    assert len(first) + len(last) < 160
    (word, *_) = texts(drawn(row("1", "exact", own=True, label="x" * 200)))
    assert word.endswith("x…")


def test_a_label_takes_two_lines_and_all_rows_their_room() -> None:
    long = "Nanjing New Electric Power (Smart Grid) Equipment Cluster, Jiangsu: more than 1,000"
    root = drawn(row("620", "exact", own=True), row("1000", "more_than", own=False, label=long))
    own, last, first, *_ = texts(root)
    assert f"{first} {last}" == long
    assert own == "甲"
    heights = [float(text.get("y")) for text in root.iter(f"{SVG}text")][:3]
    assert heights[1] - heights[0] == 72
    assert heights[1] - heights[2] == 20
    three = "word " * 40
    assert texts(drawn(row("1", "exact", own=True, label=three)))[0].endswith("…")
