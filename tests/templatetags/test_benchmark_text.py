"""Components: what they are given is what a reader sees, hears and prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import lxml.html
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from benchmark.charts.data import LEGEND, SERIES
from benchmark.scoring.assessment import Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import Framework, Text
from benchmark.scoring.profile import trait_result
from benchmark.templatetags.benchmark_text import (
    STATUS_LABELS,
    cluster_names,
    condition_names,
    known_conditions,
    level_text,
    missing_words,
    tr,
    traits_helped,
)
from benchmark.templatetags.marks import standing_words


def said(framework: Framework) -> Assessment:
    """Level 3 in scale, with a share of 2.1% on the way to level 4."""
    answers = {"sc-city-chain": "met", "sc-province-list": "met"}
    answers |= {"sc-nation-top10": "not_met", "sc-nation-list": "not_met"}
    share = OwnFigure("national-output-share", Decimal("2.1"), "%", year=2024)
    scale = Rating("scale", answers=answers, figures=(share,))
    ratings = [scale if t.slug == "scale" else Rating(t.slug) for t in framework.traits]
    industry = Industry("智能电力装备", "许都市", "high-end-equipment")
    return Assessment(framework.slug, industry, 2025, tuple(ratings))


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


def test_a_trait_s_drawing_says_itself_in_words():
    drawing = component("ladder", claim=3, proven=2, target=4, possible=5)
    assert drawing.xpath(".//svg/@aria-label") == ["自评3级，佐证2级，可能5级，目标4级"]
    unrated = component("ladder", claim=None, proven=None, target=3, possible=4)
    assert unrated.xpath(".//svg/@aria-label") == ["未评定，可能4级，目标3级"]


def test_words_beside_a_drawing_are_the_drawing_s(framework):
    result = trait_result(framework.traits[1], said(framework))
    drawing = component(
        "ladder",
        claim=result.claim,
        proven=result.proven,
        target=result.target,
        possible=result.possible,
    )
    assert drawing.xpath(".//svg/@aria-label") == [standing_words(result)]


def test_the_legend_names_each_mark_once():
    legend = component("legend")
    names = [shown(entry) for entry in legend.xpath(".//li")]
    assert names == [SERIES[kind].zh for kind in LEGEND]
    assert len(legend.xpath(".//li/svg")) == len(names)


@pytest.mark.parametrize(
    ("state", "word"), [("met", "符合"), ("not_met", "不符合"), ("unknown", "不掌握")]
)
def test_the_mark_of_a_condition_is_heard_once(state, word):
    alone = component("condition_mark", state=state)
    assert alone.xpath(".//svg/@aria-label") == [word]
    beside_words = component("condition_mark", state=state, silent=True)
    assert beside_words.xpath(".//svg/@aria-hidden") == ["true"]


def test_what_is_missing_names_every_way_that_is_equally_near(framework):
    result = trait_result(framework.traits[1], said(framework))
    assert missing_words(result) == (
        "居全国同行业前十（有公开排名，按国民经济行业小类及以上口径，产品口径不计）；"
        " 或占全国同行业5%以上，差2.9个百分点； 或列入国家先进制造业集群名单"
    )
    assert known_conditions(result) == sum(c.state != "unknown" for c in result.conditions)


def test_names_in_a_row(framework):
    slugs = ("wuxi-iot", "xian-aviation")
    assert cluster_names(framework, slugs) == "江苏省无锡市物联网集群、陕西省西安市航空集群"
    two = ("sc-city-chain", "sc-city-top5")
    assert condition_names(framework, two) == (
        "列入市级（县级）重点产业链；营业收入居本市（县）重点产业前五"
    )
    with translation.override("en"):
        assert ", " in cluster_names(framework, slugs)
        assert "; " in condition_names(framework, two)


def test_the_traits_that_a_practice_helps_are_those_of_its_conditions(framework):
    for practice in framework.practices:
        helped = {*practice.directly, *practice.indirectly}
        assert {trait.slug for trait in traits_helped(framework, practice)} == {
            framework.condition_by_slug[slug].trait for slug in helped
        }


def test_a_level_stands_alone_in_words():
    assert (level_text(3), level_text(None)) == ("3级", "—")
    with translation.override("en"):
        assert level_text(3) == "Level 3"


@pytest.mark.parametrize("status", STATUS_LABELS)
def test_every_status_is_a_word(status):
    chip = component("status_chip", status=status)

    assert shown(chip) == STATUS_LABELS[status].zh


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        ("below", "▼ 低于"),
        ("above", "▲ 高于"),
        ("reaches", "≥ 达到"),
        ("level", "≈ 相当"),
        ("unclear", "不能判定"),
        ("no_verdict", "不作比较"),
    ],
)
def test_a_verdict_is_a_word_with_a_sign(verdict, says):
    assert shown(component("verdict_chip", verdict=verdict)) == says


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


def test_a_practice_card_marks_what_it_helps_as_ours_and_shows_figures_where_asked(framework):
    practice = next(p for p in framework.practices if p.figures)
    short = component("practice_card", practice=practice, framework=framework)
    full = component(
        "practice_card",
        practice=practice,
        framework=framework,
        directly=practice.directly[:1],
        indirectly=practice.indirectly,
        with_figures=True,
    )

    assert practice.figures[0].measure.zh not in shown(short)
    assert practice.figures[0].measure.zh in shown(full)
    text = framework.condition_by_slug[practice.directly[0]].text.zh
    assert f"本系统设定 直接有助于：{text}" in shown(full)
    assert f"间接有助于{len(practice.indirectly)}项条件" in shown(full)
    assert "本系统设定" not in shown(short)


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
