"""Components: what they are given is what a reader sees, hears and prints."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from benchmark.scoring.assessment import Evidence
from benchmark.scoring.framework import Text
from benchmark.templatetags.benchmark_text import (
    STATUS_LABELS,
    ladder_geometry,
    levels_in_words,
    tr,
)


def component(name: str, **context: Any) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(
        f"<div>{render_to_string(f'benchmark/components/_{name}.html', context)}</div>"
    )


def shown(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def marks(element: lxml.html.HtmlElement) -> set[str]:
    return set(element.xpath(".//svg//@class"))


def test_tr_follows_the_language_and_leaves_plain_strings():
    text = Text("产业规模", "Industry scale")

    assert tr(text) == "产业规模"
    with translation.override("en"):
        assert tr(text) == "Industry scale"
    assert tr("如此") == "如此"
    assert tr(None) == ""


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("//example.org", False),
        ("file:///etc/passwd", False),
        ("https://example.org/a b", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address, leads):
    row = component("evidence_row", evidence=Evidence(3, "统计公报", "统计局", "2025", address))
    assert bool(row.xpath(".//a")) is leads
    assert address in shown(row)


def test_evidence_of_users_is_literal():
    row = component("evidence_row", evidence=Evidence(1, "<b>甲</b>{{ 7 }}", "<script>", "", ""))

    assert "<b>甲</b>{{ 7 }}" in shown(row)
    assert "日期未填" in shown(row)
    assert not row.xpath(".//b | .//script")


@pytest.mark.parametrize("level", range(1, 6))
def test_marks_stand_on_their_rung(level):
    at = ladder_geometry(level, level, level, level, level)

    assert at.supported_width == at.claim_width == 40 * level
    assert at.supported_x == at.claim_x == at.target_x == 4 + 40 * level - 20
    # The end of what is filled is where the diamond stands: a target that is met coincides.
    assert at.target_edge == at.edge_from == 4 + at.supported_width
    # What is certain has no band.
    assert (at.band_from, at.band_span) == (at.supported_x, 0)


def test_a_range_left_out_is_the_whole_ladder():
    at = ladder_geometry(None, None, None)

    assert (at.supported_width, at.claim_x, at.target_x) == (None, None, None)
    assert (at.band_from, at.edge_from, at.band_span) == (24, 44, 160)


def test_the_legend_shows_the_marks_of_the_drawing_that_it_explains():
    bars, ladder = component("legend", drawing="bars"), component("legend", drawing="ladder")

    for mark in ("mark-supported", "mark-claim"):
        assert [mark_of.tag for mark_of in bars.xpath(f".//*[@class='{mark}']")] == ["circle"]
        assert [mark_of.tag for mark_of in ladder.xpath(f".//*[@class='{mark}']")] == ["rect"]


def test_dot_ring_and_diamond_of_one_level_lie_within_one_another():
    drawn = component("gap_bar", supported=4, claim=4, target=4, low=4, high=4)

    marks_in_order = [
        shape.get("class") for shape in drawn.xpath(".//circle | .//path[@transform]")
    ]
    assert marks_in_order == ["mark-target", "mark-claim", "mark-supported"]
    ring, dot = (float(circle.get("r")) for circle in drawn.xpath(".//circle"))
    (diamond,) = drawn.xpath(".//path[@transform]/@d")
    half = float(diamond.removeprefix("M0-").partition("l")[0])
    # The ring with its line fits into the diamond, the dot into the ring.
    assert dot + 2 < ring
    assert ring + 1 < half / 2**0.5


@pytest.mark.parametrize("name", ["level_ladder", "gap_bar"])
def test_a_rated_trait_shows_supported_claim_target_range_and_end(name):
    drawing = component(name, supported=2, claim=4, target=5, low=1, high=4)

    assert {"mark-supported", "mark-claim", "mark-target", "mark-band", "mark-end"} <= marks(
        drawing
    )
    assert "mark-hatch" not in marks(drawing)
    assert drawing.xpath(".//svg/@aria-label") == [
        "佐证等级2级，自评等级4级，可能范围1至4级，目标5级"
    ]


@pytest.mark.parametrize("name", ["level_ladder", "gap_bar"])
def test_a_trait_that_is_not_rated_is_hatched_and_shows_no_level(name):
    drawing = component(name, supported=None, claim=None, target=3, low=1, high=5)

    assert "mark-hatch" in marks(drawing)
    assert not {"mark-supported", "mark-claim", "mark-band"} & marks(drawing)
    assert drawing.xpath(".//svg/@aria-label") == ["未评定，目标3级"]


def test_the_gap_is_drawn_only_where_there_is_one():
    def gap(supported, target):
        drawing = component(
            "gap_bar", supported=supported, claim=supported, target=target, low=1, high=5
        )
        return "mark-gap" in marks(drawing)

    assert gap(2, 4)
    assert not gap(4, 4)
    assert not gap(4, 2)
    assert not gap(None, 4)


def test_levels_in_words_are_for_the_ear():
    assert levels_in_words(3, None, None) == "佐证等级3级"
    assert levels_in_words(None, None, None, 1, 5) == "未评定"


@pytest.mark.parametrize("status", STATUS_LABELS)
def test_every_status_is_a_word(status):
    chip = component("status_chip", status=status)

    assert shown(chip) == STATUS_LABELS[status].zh


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        ("below", "▼ 低于所载"),
        ("above", "▲ 高于所载"),
        ("not_below_bound", "≥ 不低于所载下限"),
        ("indistinguishable", "≈ 范围重叠，分不出高低"),
        ("no_verdict", "位次不作比较"),
    ],
)
def test_a_verdict_is_a_word_with_a_sign(verdict, says):
    chip = component("verdict_chip", verdict=verdict)

    assert shown(chip) == says


@pytest.mark.parametrize("selected", [3, "3"])
def test_a_level_card_is_a_radio_button_with_its_text_as_label(framework, selected):
    trait = framework.trait_by_slug["scale"]
    cards = [
        component(
            "level_card", level=level, ladder=framework.ladder, field="claim", selected=selected
        )
        for level in trait.levels
    ]

    for card, level in zip(cards, trait.levels, strict=True):
        (radio,) = card.xpath(".//input[@type='radio']")
        (label,) = card.xpath(".//label")
        assert label.get("for") == radio.get("id")
        assert (radio.get("name"), radio.get("value")) == ("claim", str(level.level))
        assert level.text.zh in shown(label)
        assert (radio.get("checked") is not None) == (level.level == 3)


def test_a_figure_shows_qualifier_unit_product_year_and_source(framework):
    figure = next(
        f for f in framework.documented_figures() if f.cluster == "shanghai-ic" and f.unit == "%"
    )

    assert shown(component("figure", figure=figure)) == (
        "产业规模占全国比重：约22% （集成电路，2020年） 参阅 二-2"
    )
    with translation.override("en"):
        assert "about 22% (Integrated circuits, 2020)" in shown(component("figure", figure=figure))
        assert "bulletin 2-2" in shown(component("figure", figure=figure))


def test_a_combined_count_says_what_it_combines(framework):
    figure = next(f for f in framework.documented_figures() if f.indicator == "first-sets")

    assert "131项" in shown(component("figure", figure=figure))
    assert "国家级和省级合计" in shown(component("figure", figure=figure))


def test_a_practice_card_marks_the_mapping_as_ours_and_shows_figures_where_asked(framework):
    practice = next(p for p in framework.practices if p.figures)
    short = component("practice_card", practice=practice, framework=framework)
    full = component(
        "practice_card", practice=practice, framework=framework, mapping="因为", with_figures=True
    )

    assert practice.figures[0].measure.zh not in shown(short)
    assert practice.figures[0].measure.zh in shown(full)
    assert "本系统设定 因为" in shown(full)


def test_the_error_summary_leads_to_each_field_and_is_silent_without_errors():
    problems = [{"url": "#x", "text": "缺年份"}, {"url": "", "text": "合计不是100"}]
    summary = component("error_summary", problems=problems)

    assert summary.xpath(".//a/@href") == ["#x"]
    assert "合计不是100" in shown(summary)
    assert shown(component("error_summary", problems=[])) == ""


def test_pagination_only_where_there_is_more_than_one_page():
    from django.core.paginator import Paginator

    assert shown(component("pagination", page=Paginator([1, 2], 2).page(1))) == ""
    middle = component("pagination", page=Paginator(range(6), 2).page(2))
    assert middle.xpath(".//a/@href") == ["?page=1", "?page=3"]
    assert "第2页，共3页" in shown(middle)


def test_an_empty_state_names_the_next_step():
    empty = component("empty", text="还没有自评", hint="先建一个", url="/new/", action="新建")

    assert shown(empty) == "还没有自评先建一个新建"
    assert empty.xpath(".//a/@href") == ["/new/"]


def test_notices():
    assert shown(component("secrecy_notice")) == "严禁录入涉密信息"
    assert shown(component("demo_notice")) == "演示数据，纯属虚构"
