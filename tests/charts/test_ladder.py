"""The small drawing of one trait: the same marks, and words for those who do not see it."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from benchmark.charts.data import LEGEND, Mark
from benchmark.charts.grammar import BAND, BLUE, WHITE
from benchmark.charts.ladder import ladder_svg
from benchmark.charts.signs import legend_svg
from benchmark.scoring.framework import Text

SVG = "{http://www.w3.org/2000/svg}"
NAME = Text("甲", "A")


def drawn(mark: Mark, *, numbers: bool = False) -> etree._Element:
    return etree.fromstring(ladder_svg(mark, "zh-hans", numbers=numbers).encode())


def test_it_says_itself_in_words() -> None:
    root = drawn(Mark(NAME, 3, 2, 4, 3))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "自评3级，佐证2级，目标4级"


def test_levels_stand_at_equal_steps_and_five_at_the_end_line() -> None:
    places = [
        float(drawn(Mark(NAME, level, 1, None, level)).find(f"{SVG}circle").get("cx"))
        for level in range(1, 6)
    ]
    steps = {round(b - a, 3) for a, b in pairwise(places)}
    assert len(steps) == 1
    *_, thick = drawn(Mark(NAME, 5, 5, 5, 5)).iter(f"{SVG}line")
    assert float(thick.get("x1")) == places[-1]


def test_what_is_open_is_a_band_what_is_not_rated_hatched() -> None:
    open_ = drawn(Mark(NAME, 2, 2, 3, 4))
    assert [r.get("fill") for r in open_.iter(f"{SVG}rect")] == [BAND]
    unknown = drawn(Mark(NAME, None, None, None, 4))
    assert [r.get("fill") for r in unknown.iter(f"{SVG}rect")] == [WHITE]
    assert len(list(unknown.iter(f"{SVG}path"))) == 1
    assert not list(unknown.iter(f"{SVG}circle"))
    assert not list(drawn(Mark(NAME, 3, 3, 3, 3)).iter(f"{SVG}rect"))


def test_numbers_stand_below_where_they_are_asked_for() -> None:
    mark = Mark(NAME, 3, 2, 4, 3)
    assert [t.text for t in drawn(mark, numbers=True).iter(f"{SVG}text")] == list("12345")
    assert not list(drawn(mark).iter(f"{SVG}text"))


def test_every_mark_of_the_legend_can_be_drawn_alone() -> None:
    pictures = {kind: legend_svg(kind) for kind in LEGEND}
    assert len(set(pictures.values())) == len(LEGEND)
    assert BLUE in pictures["proven"]
    assert "polygon" in pictures["target"]
