"""Figures with qualifier and unit as a reader expects them, and words for every value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest

from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.conditions import State
from benchmark.scoring.figures import Comparison, Verdict, compare
from benchmark.scoring.framework import (
    LANGUAGES,
    Basis,
    DocumentedFigure,
    Framework,
    Qualifier,
    Text,
)
from benchmark.scoring.practices import Nearness
from benchmark.scoring.profile import Status, TraitState, profile
from benchmark.wording import figures as figure_words
from benchmark.wording import labels, sentences
from benchmark.wording.figures import (
    documented_text,
    figure_text,
    unit_text,
    verdict_text,
    warnings,
)
from benchmark.wording.sentences import listing, section_tag
from tests.scoring.builders import assessed


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "zh", "en"),
    [
        ("80", "%", "exact", "80%", "80%"),
        ("22", "%", "about", "约22%", "about 22%"),
        ("50", "%", "near", "接近50%", "nearly 50%"),
        ("90", "%", "more_than", "超过90%", "more than 90%"),
        ("90", "%", "at_least", "不低于90%", "at least 90%"),
        ("5", "家", "at_least", "不少于5家", "at least 5 firms"),
        ("1000", "项", "more_than", "超过1000项", "more than 1,000 items"),
        ("1", "项", "exact", "1项", "1 item"),
        ("43", "个", "exact", "43个", "43"),
        ("1", "家", "exact", "1家", "1 firm"),
        ("30000", "人", "more_than", "超过30000人", "more than 30,000 people"),
        ("1", "位", "rank", "第1位", "rank 1"),
        ("1958", "年", "exact", "1958年", "1958"),
        ("52", "年", "exact", "52年", "52 years"),
        ("2000", "亿元", "more_than", "超过2000亿元", "more than 200 billion yuan"),
        ("28000", "亿元", "exact", "2.8万亿元", "2.8 trillion yuan"),
        ("4060000", "万元", "exact", "406亿元", "40.6 billion yuan"),
        ("120.50", "万元", "exact", "120.5万元", "1.205 million yuan"),
        ("0.5", "万元", "exact", "0.5万元", "5,000 yuan"),
        ("1E+2", "件", "exact", "100件", "100 items"),
        ("7", "吨", "exact", "7吨", "7 吨"),
    ],
)
def test_a_figure_reads_with_qualifier_and_unit(
    value: str, unit: str, qualifier: Qualifier, zh: str, en: str
) -> None:
    assert figure_text(Decimal(value), unit, qualifier, None, "zh-hans") == zh
    assert figure_text(Decimal(value), unit, qualifier, None, "en") == en


def test_a_figure_is_shown_as_printed_where_the_number_would_mislead(framework: Framework) -> None:
    printed = {
        documented_text(figure, "zh-hans")
        for figure in framework.documented_figures()
        if figure.printed
    }
    assert {"约1/6", "上世纪90年代初"} <= printed


def test_a_rank_says_among_whom(framework: Framework) -> None:
    rank = next(f for f in framework.documented_figures() if f.qualifier == "rank")
    assert documented_text(rank, "zh-hans") == "全国第1位"
    assert documented_text(rank, "en") == "rank 1 (national)"


def test_every_value_has_words_in_both_languages(framework: Framework) -> None:
    for words, values in (
        (labels.STATE, get_args(TraitState)),
        (labels.CONDITION_STATE, get_args(State)),
        (labels.STATUS, get_args(Status)),
        (labels.QUALIFIER, get_args(Qualifier)),
        (labels.VERDICT, get_args(Verdict)),
        (labels.NEARNESS, get_args(Nearness)),
        (labels.BASIS, get_args(Basis)),
        (labels.GRADE, (0, 1, 2, 3)),
        (labels.GRADE_SHORT, (1, 2, 3)),
    ):
        assert set(words) == set(values)  # type: ignore[arg-type]
        assert all(text.zh and text.en for text in words.values())  # type: ignore[attr-defined]
    units = {f.unit for f in framework.documented_figures()}
    units |= {i.unit for i in framework.indicator_by_slug.values()}
    assert units <= set(labels.UNIT) | set(labels.UNIT_COLUMN)
    assert {f.scope for f in framework.documented_figures()} <= set(labels.SCOPE)


def test_units_head_columns_in_both_languages() -> None:
    assert [unit_text(u).en for u in ("%", "个", "亿元", "吨")] == [
        "%",
        "number",
        "100 million yuan",
        "吨",
    ]


def comparison(
    framework: Framework,
    *,
    value: str = "10",
    product: str = "高压继电保护设备",
    year: int | None = 2024,
    documented_year: int | None = None,
    direction: str = "+",
    verdict: str | None = None,
) -> Comparison:
    own = OwnFigure("domestic-share", Decimal(value), "%", product=product, year=year)
    found = next(c for c in compare(framework, own) if c.documented.value == 80)
    indicator = found.indicator.__class__(
        **{
            name: getattr(found.indicator, name)
            for name in found.indicator.__dataclass_fields__
            if name != "direction"
        },
        direction=direction,
    )
    documented = DocumentedFigure(
        **{
            name: getattr(found.documented, name)
            for name in found.documented.__dataclass_fields__
            if name != "year"
        },
        year=documented_year,
    )
    return Comparison(
        indicator=indicator,
        own=own,
        own_value=found.own_value,
        documented=documented,
        verdict=verdict or found.verdict,  # type: ignore[arg-type]
        same_product=found.same_product,
        year_warning=year is None or documented_year is None or abs(year - documented_year) > 2,
    )


def test_direction_swaps_better_and_worse_not_the_verdict(framework: Framework) -> None:
    assert verdict_text(comparison(framework)).zh == "低于所载（较弱）"
    assert verdict_text(comparison(framework, direction="-")).zh == "低于所载（较优）"
    assert verdict_text(comparison(framework, value="95")).en.endswith("(better)")
    assert verdict_text(comparison(framework, value="95", direction="-")).en.endswith("(worse)")


def test_another_product_is_said_in_the_verdict(framework: Framework) -> None:
    other = verdict_text(comparison(framework, product="变压器"))
    assert other.zh == "数值低于所载；产品不同，只作参考"
    assert "another product" in other.en


@pytest.mark.parametrize("product", ["", " \u3164"])
def test_a_product_that_is_not_stated_is_not_called_another(
    framework: Framework, product: str
) -> None:
    found = verdict_text(comparison(framework, product=product))
    assert found.zh == "数值低于所载；本地未注明产品，只作参考"
    assert found.en == "Lower in number; no product stated for the local figure, for reference only"
    same_year = comparison(framework, year=2020, documented_year=2020)
    documented = replace(same_year.documented, product=None)
    bare = replace(same_year, documented=documented, same_product=False)
    assert verdict_text(bare).zh == "数值低于所载；参阅材料未注明产品，只作参考"
    assert warnings(bare) is labels.NONE


@pytest.mark.parametrize("verdict", ["unclear", "level"])
def test_a_verdict_that_tells_no_order_has_no_better_or_worse(
    framework: Framework, verdict: Verdict
) -> None:
    assert verdict_text(comparison(framework, verdict=verdict)) == labels.VERDICT[verdict]


@pytest.mark.parametrize(
    ("year", "documented_year", "zh"),
    [
        (2024, None, "参阅材料未注明年份"),
        (None, None, "双方均未注明年份"),
        (None, 2020, "本地数据未注明年份"),
        (2024, 2020, "年份相差4年"),
        (2021, 2020, "—"),
    ],
)
def test_years_apart_or_missing_are_pointed_out(
    framework: Framework, year: int | None, documented_year: int | None, zh: str
) -> None:
    found = warnings(comparison(framework, year=year, documented_year=documented_year))
    assert found.zh == zh


def test_all_warnings_stand_together(framework: Framework) -> None:
    found = warnings(comparison(framework, product="变压器", verdict="level"))
    assert found == Text(
        "产品不同；参阅材料未注明年份", "Another product; the bulletin states no year"
    )


def test_what_is_not_compared_says_why(framework: Framework) -> None:
    rank = comparison(framework, verdict="no_verdict")
    assert verdict_text(rank) == Text("位次，不作比较", "Not compared: a rank")
    other = comparison(framework, product="变压器", verdict="no_verdict")
    assert verdict_text(other).zh == "产品不同，不作比较"


def test_a_bound_that_is_reached_is_better(framework: Framework) -> None:
    assert verdict_text(comparison(framework, verdict="reaches")).zh == "达到所载下限（较优）"


def test_another_product_is_not_minded_where_figures_are_of_the_whole(framework: Framework) -> None:
    own = OwnFigure("standards", Decimal(3), "项", product="变压器", year=2024)
    [found] = compare(framework, own)
    assert verdict_text(found).zh == "低于所载（较弱）"
    assert warnings(found).zh == "参阅材料未注明年份"


def test_an_unfinished_row_has_no_words() -> None:
    assert figure_words.own_text(OwnFigure("standards", None, "项"), "en") == ""


def test_what_the_verdict_says_is_not_said_twice(framework: Framework) -> None:
    found = warnings(comparison(framework, product="变压器"))
    assert found.zh == "参阅材料未注明年份"


def test_lists_quote_in_chinese_and_join_in_english() -> None:
    names = [Text("产业规模", "Scale"), Text("“链主”企业", "Leaders"), Text("丙", "C")]
    assert listing(names[:1]) == Text("“产业规模”", "Scale")
    assert listing(names) == Text("“产业规模”“‘链主’企业”“丙”", "Scale, Leaders and C")


def test_sections_are_tagged_in_both_languages() -> None:
    assert section_tag("二-3") == Text("参阅 二-3", "bulletin 2-3")


def test_a_basis_names_the_sections_of_the_facts_it_is_given(framework: Framework) -> None:
    facts = framework.facts_of(trait="scale")
    assert sentences.basis_text("bulletin", facts) == Text("依据参阅 二-2", "rests on bulletin 2-2")
    assert sentences.basis_text("bulletin", framework.facts[:4]).zh == "依据参阅 二-1、参阅 二-2"
    assert sentences.basis_text("bulletin", ()) == labels.BASIS["bulletin"]
    assert sentences.basis_text("construct", facts) == labels.BASIS["construct"]


def test_many_traits_are_counted_all_of_them_as_all(framework: Framework) -> None:
    results = profile(framework, assessed()).traits
    assert sentences.some_traits(results[:3], 7) == sentences.trait_names(results[:3])
    assert sentences.some_traits(results[:4], 7) == Text("4项特征", "4 traits")
    assert sentences.some_traits(results, 7) == Text("全部7项特征", "all 7 traits")


def test_shares_are_rounded_half_up_for_reading() -> None:
    assert figure_words.percent_text(Fraction(6, 7)) == "86%"
    assert figure_words.percent_text(Fraction(5, 1000)) == "1%"


def test_dates_years_and_levels(framework: Framework) -> None:
    assert sentences.date_text(date(2026, 3, 8), "zh-hans") == "2026年3月8日"
    assert sentences.date_text(date(2026, 3, 8), "en") == "8 March 2026"
    assert [figure_words.year_text(2024, language) for language in LANGUAGES] == ["2024年", "2024"]
    assert figure_words.year_text(None, "en") == ""
    assert sentences.level_or_none(framework, 3).zh == "3级（骨干）"
    assert sentences.level_or_none(framework, None) == labels.NONE
    assert sentences.level_range(2, 4) == Text("2—4级", "levels 2–4")
    assert sentences.level_range(4, 4) == Text("4级", "level 4")


def test_an_own_figure_reads_with_product_and_year(framework: Framework) -> None:
    indicator = framework.indicator_by_slug["output"]
    own = OwnFigure("output", Decimal(406), "亿元", product="电力装备", year=2024)
    assert figure_words.own_figure_text(own, indicator, "zh-hans") == (
        f"{indicator.name.zh}406亿元（电力装备，2024年）"
    )
    bare = OwnFigure("output", Decimal(406), "亿元")
    assert figure_words.own_figure_text(bare, indicator, "en").endswith(": 40.6 billion yuan")
    assert figure_words.own_figure_text(own, indicator, "en").endswith("(电力装备, 2024)")
    assert figure_words.own_figure_text(bare, indicator, "zh-hans").endswith("406亿元")


def test_who_did_it_is_the_cluster_or_else_the_place(framework: Framework) -> None:
    cluster = framework.clusters[0]
    assert sentences.place_of(cluster, Text("深圳", "Shenzhen")) == cluster.name
    assert sentences.place_of(None, Text("苏州", "Suzhou")).zh == "苏州"
