"""Charts as SVG: the visual grammar, and every label whole inside the picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pylopdf_fonts_zh_cn
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from benchmark.charts.data import SERIES, Mark, marks, status_word
from benchmark.charts.grammar import BAND, BLUE, INK, LOOKS, WHITE
from benchmark.charts.signs import strip
from benchmark.charts.svg import (
    FONT_SIZE,
    MARGIN,
    gap_chart_svg,
    narrow_gap_chart_svg,
    narrow_radar_svg,
    radar_svg,
    wrapped,
)
from benchmark.scoring.framework import LANGUAGES, Language, Text
from tests.reports import samples

SVG = "{http://www.w3.org/2000/svg}"
CASES = (samples.empty, samples.typical, samples.all_met, samples.one_trait)
Draw = Callable[[tuple[Mark, ...], Language], str]


def radar(drawn: tuple[Mark, ...], language: Language) -> str:
    return radar_svg(drawn, language)


def bars(drawn: tuple[Mark, ...], language: Language) -> str:
    return gap_chart_svg(drawn, samples.FRAMEWORK.ladder, language)


def narrow_radar(drawn: tuple[Mark, ...], language: Language) -> str:
    return narrow_radar_svg(drawn, language)


def narrow_bars(drawn: tuple[Mark, ...], language: Language) -> str:
    return narrow_gap_chart_svg(drawn, language)


@cache
def advances() -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(pylopdf_fonts_zh_cn.sans_path(), lazy=True)
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def width_of(text: str) -> float:
    """The true width of a label in the font that draws it."""
    names, metrics, em = advances()
    return sum(metrics[names[ord(sign)]][0] for sign in text) * FONT_SIZE / em


def boxes(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Every text with the box that it fills: left, top, right, bottom."""
    found = []
    for element in etree.fromstring(svg.encode()).iter(f"{SVG}text"):
        text, width = element.text or "", width_of(element.text or "")
        x, y = float(element.get("x")), float(element.get("y"))
        left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor")]
        found.append((text, left, y - FONT_SIZE, left + width, y + FONT_SIZE * 0.3))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", [radar, bars])
@pytest.mark.parametrize("case", CASES)
def test_every_label_is_whole_and_no_two_overlap(
    case: samples.Case, draw: Draw, language: Language
) -> None:
    svg = draw(marks(samples.report(case).profile.traits), language)
    root = etree.fromstring(svg.encode())
    width, height = float(root.get("width")), float(root.get("height"))
    assert root.get("viewBox") == f"0 0 {width:.0f} {height:.0f}"
    found = boxes(svg)
    for text, left, top, right, bottom in found:
        assert left >= MARGIN / 2, text
        assert right <= width - MARGIN / 2, text
        assert top >= 4, text
        assert bottom <= height - 4, text
    assert overlapping(found) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", [narrow_radar, narrow_bars])
@pytest.mark.parametrize("case", CASES)
def test_a_phone_gets_a_drawing_of_its_width_with_whole_labels(
    case: samples.Case, draw: Draw, language: Language
) -> None:
    svg = draw(marks(samples.report(case).profile.traits), language)
    root = etree.fromstring(svg.encode())
    width, height = float(root.get("width")), float(root.get("height"))
    # Shown 358 pixels wide, text of 15 stays at 12 and more.
    assert width <= 358 / 12 * FONT_SIZE
    found = boxes(svg)
    for text, left, top, right, bottom in found:
        assert 4 <= left < right <= width - 4, text
        assert 0 <= top < bottom <= height, text
    assert overlapping(found) == []


@pytest.mark.parametrize("draw", [radar, bars])
def test_the_drawing_for_a_phone_shows_the_same_marks(draw: Draw) -> None:
    drawn = marks(samples.report(samples.typical).profile.traits)
    narrow = narrow_radar if draw is radar else narrow_bars

    def kinds(svg: str) -> list[tuple[str, str | None]]:
        shapes = etree.fromstring(svg.encode()).iter(f"{SVG}circle", f"{SVG}polygon")
        return [(shape.tag, shape.get("fill")) for shape in shapes]

    assert kinds(narrow(drawn, "en")) == kinds(draw(drawn, "en"))
    assert len(kinds(draw(drawn, "en"))) > 10


def overlapping(
    found: list[tuple[str, float, float, float, float]],
) -> list[tuple[str, str]]:
    """Pairs of labels that stand on one another."""
    return [
        (text, other)
        for i, (text, left, top, right, bottom) in enumerate(found)
        for other, left2, top2, right2, bottom2 in found[i + 1 :]
        if not (right <= left2 or right2 <= left or bottom <= top2 + 4 or bottom2 <= top + 4)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", [radar, narrow_radar])
def test_no_name_comes_near_a_mark_on_the_outer_ring(draw: Draw, language: Language) -> None:
    svg = draw(marks(samples.report(samples.all_met).profile.traits), language)
    corners = [
        [float(number) for number in diamond.get("points").replace(",", " ").split()]
        for diamond in etree.fromstring(svg.encode()).iter(f"{SVG}polygon")
    ]
    assert len(corners) == 8, "seven traits and the legend"
    for text, left, top, right, bottom in boxes(svg):
        if text not in "12345":
            for points in corners:
                x, y, reach = points[0], points[3], points[2] - points[0]
                across = max(left - x, 0, x - right)
                down = max(top - y, 0, y - bottom)
                assert across + down >= reach + 3, text


@pytest.mark.parametrize("draw", [radar, bars])
def test_long_names_stay_whole(draw: Draw) -> None:
    long = Text("一" * 30, "Interdisciplinary industrial innovation and standards leadership")
    drawn = tuple(
        replace(mark, name=long) for mark in marks(samples.report(samples.typical).profile.traits)
    )
    for language in LANGUAGES:
        svg = draw(drawn, language)
        width = float(etree.fromstring(svg.encode()).get("width"))
        assert all(left >= 0 and right <= width for _, left, _, right, _ in boxes(svg))


def test_claim_is_hollow_proven_solid_target_a_diamond() -> None:
    one = marks(samples.report(samples.one_trait).profile.traits)
    root = etree.fromstring(bars(one, "zh-hans").encode())
    circles = [(c.get("fill"), c.get("stroke")) for c in root.iter(f"{SVG}circle")]
    # One of each for the one rated trait, one of each in the legend.
    assert circles.count((BLUE, None)) == 2
    assert circles.count((WHITE, BLUE)) == 2
    diamonds = [p for p in root.iter(f"{SVG}polygon") if len(p.get("points").split()) == 4]
    assert len(diamonds) == 2


def hatched(svg: str) -> list[str]:
    return [p.get("d") for p in etree.fromstring(svg.encode()).iter(f"{SVG}path")]


@pytest.mark.parametrize("draw", [radar, bars, narrow_radar, narrow_bars])
def test_not_rated_is_hatched_and_carries_no_mark(draw: Draw) -> None:
    nothing = marks(samples.report(samples.empty).profile.traits)
    svg = draw(nothing, "zh-hans")
    assert len(hatched(svg)) == 7 + 1  # and the legend's
    marked = [
        c for c in etree.fromstring(svg.encode()).iter(f"{SVG}circle") if c.get("fill") != "none"
    ]
    assert len(marked) == 2  # the legend's


def test_hatching_stays_within_its_strip() -> None:
    for length in (3.0, 18.0, 100.0, 311.5):
        path = re.search('d="([^"]+)"', strip(LOOKS["not_rated"], length, 1))
        assert path is not None
        points = re.findall(r"[ML]([-.0-9]+) ([-.0-9]+)", path[1])
        assert points
        assert all(0 <= float(x) <= length and -9 <= float(y) <= 9 for x, y in points)


def test_a_drawing_names_nothing_that_another_on_the_page_could_name() -> None:
    drawn = marks(samples.report(samples.typical).profile.traits)
    for draw in (radar, bars, narrow_radar, narrow_bars):
        assert " id=" not in draw(drawn, "en")


def test_what_is_certain_has_no_band() -> None:
    certain = tuple(
        replace(mark, possible=mark.claim or 5)
        for mark in marks(samples.report(samples.all_met).profile.traits)
    )
    rects = [
        r.get("fill") for r in etree.fromstring(bars(certain, "en").encode()).iter(f"{SVG}rect")
    ]
    assert rects.count(BAND) == 1  # the legend's


def test_what_is_found_stands_at_the_end_of_each_row() -> None:
    drawn = marks(samples.report(samples.typical).profile.traits)
    for language in LANGUAGES:
        words = [status_word(mark).in_language(language) for mark in drawn]
        found = [text for text, *_ in boxes(bars(drawn, language)) if text in words]
        assert found == words


def test_level_five_is_the_outer_ring_and_the_end_line() -> None:
    drawn = marks(samples.report(samples.all_met).profile.traits)
    ring = [
        circle
        for circle in etree.fromstring(radar(drawn, "en").encode()).iter(f"{SVG}circle")
        if circle.get("fill") == "none"
    ]
    assert [r.get("stroke-width") for r in ring] == ["1", "1", "1", "1", "3"]
    assert ring[-1].get("stroke") == INK
    radii = [float(circle.get("r")) for circle in ring]
    assert radii == [radii[-1] * level / 5 for level in range(1, 6)]


def test_the_outline_is_open_where_a_trait_is_not_rated() -> None:
    def edges(case: samples.Case) -> int:
        svg = radar(marks(samples.report(case).profile.traits), "en")
        return sum(
            line.get("stroke-dasharray") is not None
            for line in etree.fromstring(svg.encode()).iter(f"{SVG}line")
        )

    assert edges(samples.all_met) == 7
    assert edges(samples.typical) == 7
    assert edges(samples.one_trait) == 0


def test_no_ring_strikes_through_the_number_of_a_level() -> None:
    svg = radar(marks(samples.report(samples.all_met).profile.traits), "zh-hans")
    drawn = list(etree.fromstring(svg.encode()))
    places = {text: box for text, *box in boxes(svg)}
    for level in range(1, 6):
        at = next(i for i, element in enumerate(drawn) if element.text == str(level))
        break_, left, top = drawn[at - 1], *places[str(level)][:2]
        assert break_.get("fill") == "#fff"
        assert float(break_.get("x")) <= left
        assert float(break_.get("y")) + float(break_.get("height")) >= top + FONT_SIZE
        assert float(break_.get("x")) + float(break_.get("width")) >= places[str(level)][2]
        assert not any(element.get("r") == "170.0" for element in drawn[at:])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", [radar, bars])
def test_the_rows_of_the_legend_stand_under_one_another(draw: Draw, language: Language) -> None:
    svg = draw(marks(samples.report(samples.typical).profile.traits), language)
    places = {text: left for text, left, *_ in boxes(svg)}
    for above, below in (("proven", "band"), ("claim", "not_rated"), ("target", "reference")):
        assert (
            places[SERIES[above].in_language(language)]
            == places[SERIES[below].in_language(language)]
        )


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("产业规模", 9, ("产业规模",)),
        ("核心技术与行业话语权", 6, ("核心技术与", "行业话语权")),
        ("Core technology and standards voice", 9, ("Core technology", "and standards", "voice")),
        ("Electroencephalography", 3, ("Electroencephalography",)),
    ],
)
def test_names_wrap_between_words_or_in_equal_pieces(
    text: str, width: float, lines: tuple[str, ...]
) -> None:
    assert wrapped(text, width) == lines


def test_levels_rise_from_left_to_right() -> None:
    svg = bars(marks(samples.report(samples.empty).profile.traits), "zh-hans")
    places = {text: left for text, left, *_ in boxes(svg)}
    ends = [places[f"{level}级"] for level in range(1, 6)]
    assert all(left < right for left, right in pairwise(ends))


@pytest.mark.parametrize("draw", [bars, narrow_bars])
def test_the_end_mark_lies_over_what_is_possible(draw: Draw) -> None:
    open_ = Mark(Text("规模", "Scale"), claim=3, proven=2, target=4, possible=5)
    drawn = list(etree.fromstring(draw((open_,), "zh-hans").encode()).iter())
    band = next(i for i, e in enumerate(drawn) if e.get("fill") == BAND)
    end = next(i for i, e in enumerate(drawn) if e.get("stroke-width") == "3")
    assert band < end
