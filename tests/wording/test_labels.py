"""Figures with qualifier and unit as a reader expects them, and words for every value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.conditions import Difference, State
from benchmark.scoring.figures import Comparison, Verdict, compare
from benchmark.scoring.framework import (
    LANGUAGES,
    Basis,
    Bound,
    Framework,
    Qualifier,
    Text,
    Threshold,
)
from benchmark.scoring.practices import Nearness
from benchmark.scoring.profile import Status, TraitState
from benchmark.wording import figures as figure_words
from benchmark.wording import labels, sentences
from benchmark.wording.figures import (
    documented_text,
    figure_text,
    unit_text,
    verdict_text,
)
from benchmark.wording.sentences import listing, section_tag, without_remark


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "zh", "en"),
    [
        ("80", "%", "exact", "80%", "80%"),
        ("22", "%", "about", "约22%", "about 22%"),
        ("50", "%", "near", "接近50%", "nearly 50%"),
        ("90", "%", "more_than", "超过90%", "more than 90%"),
        ("90", "%", "at_least", "不低于90%", "at least 90%"),
        ("5", "家", "at_least", "不少于5家", "at least 5 firms"),
        ("1000", "项", "more_than", "超过1000项", "more than 1,000"),
        ("1", "项", "exact", "1项", "1"),
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
        ("1E+2", "件", "exact", "100件", "100"),
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
        (labels.ANSWER, get_args(State)),
        (labels.CONDITION, get_args(State)),
        (labels.STATUS, get_args(Status)),
        (labels.QUALIFIER, get_args(Qualifier)),
        (labels.VERDICT, get_args(Verdict)),
        (labels.NEARNESS, get_args(Nearness)),
        (labels.BASIS, get_args(Basis)),
        (labels.GRADE, (0, 1, 2, 3)),
        (labels.GRADE_EXAMPLE, (1, 2, 3)),
        (labels.LEVEL_KIND, ("claim", "proven", "possible", "target")),
        (labels.LEVEL_KIND_SHORT, ("claim", "proven", "possible", "target")),
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


@pytest.mark.parametrize(
    ("qualifier", "value", "unit", "difference", "zh", "en"),
    [
        (
            "at_least",
            "5",
            "%",
            Difference(Decimal("2.9"), Decimal(5), "%", False, False, False),
            "差2.9个百分点",
            "short by 2.9 percentage points",
        ),
        (
            "at_least",
            "6",
            "个",
            Difference(Decimal(1), Decimal(6), "个", False, False, True),
            "差约1个",
            "short by about 1",
        ),
        (
            "more_than",
            "1000",
            "项",
            Difference(Decimal(380), Decimal(1000), "项", False, True, False),
            "差380项（须超过1000项）",
            "short by 380 (must exceed 1,000)",
        ),
        (
            "more_than",
            "40",
            "%",
            Difference(Decimal(0), Decimal(40), "%", False, True, False),
            "恰为此数（须超过40%）",
            "exactly at it (must exceed 40%)",
        ),
        (
            "about",
            "16.6667",
            "%",
            Difference(Decimal("13.733365"), Decimal("15.833365"), "%", True, False, True),
            "差约13.7个百分点（按本报告下限15.83%计）",
            "short by about 13.7 percentage points (threshold taken as 15.83%)",
        ),
        (
            "at_most",
            "2",
            "个",
            Difference(Decimal(3), Decimal(2), "个", False, False, False),
            "超出3个",
            "over by 3",
        ),
        (
            "at_least",
            "5",
            "%",
            Difference(Decimal("0.004"), Decimal(5), "%", False, False, False),
            "差0.004个百分点",
            "short by 0.004 percentage points",
        ),
        (
            "at_least",
            "5",
            "%",
            Difference(Decimal(1), Decimal(5), "%", False, False, False),
            "差1个百分点",
            "short by 1 percentage point",
        ),
    ],
)
def test_a_difference_says_how_far_and_to_which_bound(
    qualifier: Bound, value: str, unit: str, difference: Difference, zh: str, en: str
) -> None:
    threshold = Threshold(Decimal(value), qualifier)
    assert figure_words.difference_text(difference, threshold) == Text(zh, en)


@pytest.mark.parametrize(
    ("threshold", "unit", "zh", "en"),
    [
        (Threshold(Decimal(3), "at_least"), "家", "不少于3家", "at least 3 firms"),
        (Threshold(Decimal(22), "more_than"), "%", "超过22%", "more than 22%"),
        (Threshold(Decimal(2), "at_most"), "个环节", "不超过2个环节", "at most 2 segments"),
        (
            Threshold(Decimal("16.7"), "about", Text("约1/6", "about 1/6")),
            "%",
            "约1/6",
            "about 1/6",
        ),
    ],
)
def test_a_threshold_says_what_is_to_be_reached(
    threshold: Threshold, unit: str, zh: str, en: str
) -> None:
    assert figure_words.threshold_text(threshold, unit) == Text(zh, en)


def compared(
    framework: Framework, value: str = "10", product: str = "高压继电保护设备"
) -> Comparison:
    own = OwnFigure("domestic-share", Decimal(value), "%", product=product, year=2024)
    return next(c for c in compare(framework, own) if c.documented.value == 80)


def test_a_verdict_is_one_word(framework: Framework) -> None:
    assert verdict_text(compared(framework)).zh == "低于"
    assert verdict_text(compared(framework, "95")).en == "Above"
    assert {labels.VERDICT[v].zh for v in get_args(Verdict)} == {
        *("达到", "低于", "不能判定", "相当", "高于", "不作比较"),
    }


def test_another_product_is_flagged_and_one_that_is_not_stated_is_not_called_another(
    framework: Framework,
) -> None:
    assert figure_words.product_warning(compared(framework)) is None
    other = figure_words.product_warning(compared(framework, product="变压器"))
    assert other == Text("产品不同", "another product")
    for product in ("", " \u3164"):
        found = figure_words.product_warning(compared(framework, product=product))
        assert found is not None
        assert found.zh == "本地未注明产品"
    bare = compared(framework, product="变压器")
    bare = replace(bare, documented=replace(bare.documented, product=None))
    found = figure_words.product_warning(bare)
    assert found is not None
    assert found.zh == "参阅材料未注明产品"


def test_another_product_is_not_minded_where_figures_are_of_the_whole(framework: Framework) -> None:
    own = OwnFigure("standards", Decimal(3), "项", product="变压器", year=2024)
    [found] = compare(framework, own)
    assert figure_words.product_warning(found) is None


def test_years_stand_side_by_side(framework: Framework) -> None:
    found = compared(framework)
    assert figure_words.years_side_by_side(found) == Text("2024年／未注明", "2024 / not stated")


def test_an_unfinished_row_is_a_dash() -> None:
    assert figure_words.own_text(OwnFigure("standards", None, "项"), "en") == "—"


def test_lists_are_joined_as_each_language_does() -> None:
    names = [Text("产业规模", "Scale"), Text("“链主”企业", "Leaders"), Text("丙", "C")]
    assert listing(names[:1]) == names[0]
    assert listing(names) == Text("产业规模、“链主”企业和丙", "Scale, Leaders and C")
    assert listing([]) == Text("", "")


def test_a_quotation_loses_the_marks_within_it() -> None:
    assert sentences.quoted_text(Text("有“小巨人”企业", "Has “little giants”")) == Text(
        "“有小巨人企业”", "“Has little giants”"
    )


def test_ways_are_joined_by_or_and_their_conditions_by_and(framework: Framework) -> None:
    trait = framework.trait_by_slug["technology"]
    ways = [route.conditions for route in trait.routes_of(4)]
    text = sentences.routes_text(trait, ways)
    assert text.zh.count("，且") == 2
    assert text.zh.count("；或") == 1
    assert "; or " in text.en


def test_sections_are_tagged_in_both_languages() -> None:
    assert section_tag("二-3") == Text("参阅 二-3", "bulletin 2-3")


def test_dates_years_and_levels(framework: Framework) -> None:
    assert sentences.date_text(date(2026, 3, 8), "zh-hans") == "2026年3月8日"
    assert sentences.date_text(date(2026, 3, 8), "en") == "8 March 2026"
    assert [figure_words.year_text(2024, language) for language in LANGUAGES] == ["2024年", "2024"]
    assert figure_words.year_text(None, "en") == ""
    assert sentences.level(framework, 3).zh == "3级（骨干）"
    assert sentences.bare_level(3) == Text("3级", "3")
    assert sentences.bare_level(None) == labels.NONE


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


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            Text("居全国前十（有公开排名）", "In the top ten (by a ranking)"),
            ("居全国前十", "In the top ten"),
        ),
        (
            Text("列入名单（首台（套）、首批次）", "On a list (sets (all))"),
            ("列入名单", "On a list"),
        ),
        (Text("推广首台（套）", "Sets (1)"), ("推广首台（套）", "Sets (1)")),
        (
            Text("牵头（第一起草单位）制定", "Led (as first) it"),
            ("牵头（第一起草单位）制定", "Led (as first) it"),
        ),
    ],
)
def test_a_remark_is_what_stands_in_brackets_at_the_end(text: Text, short: tuple[str, str]) -> None:
    found = without_remark(text)
    assert (found.zh, found.en) == short
