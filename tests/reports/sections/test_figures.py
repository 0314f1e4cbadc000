"""Figures by indicator, in words and as rows of a scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmark.reports.document import document
from benchmark.reports.sections.figures import (
    FigureGroup,
    documented_label,
    figure_groups,
    figures_alone,
    own_label,
    points_apart,
    points_text,
    scale_rows,
)
from benchmark.scoring.assessment import OwnFigure, Rating
from benchmark.scoring.conditions import findings
from benchmark.scoring.figures import Comparison, compare
from benchmark.wording.figures import difference_text
from tests.reports.samples import (
    FRAMEWORK,
    contradictory,
    empty,
    figure,
    report,
    report_of,
    tree,
    typical,
)
from tests.reports.trees import rows, said, tables


def share(value: str, product: str = "", qualifier: str = "exact") -> tuple[Comparison, ...]:
    own = figure("domestic-share", value, product, 2024, qualifier)  # type: ignore[arg-type]
    return compare(FRAMEWORK, own)


def test_comparisons_come_by_indicator_in_the_frameworks_order() -> None:
    made = report_of(
        Rating(
            "innovation",
            figures=(
                figure("rd-staff", "10"),
                figure("national-platforms", "2"),
                figure("rd-staff", "20", year=2020),
            ),
        ),
        Rating("scale", figures=(figure("output", "5"),)),
    )
    groups = figure_groups(made)
    assert [group.indicator.slug for group in groups] == [
        *("output", "national-platforms", "rd-staff"),
    ]
    assert [c.own.value for c in groups[-1].comparisons] == [10, 20]


def test_without_figures_there_is_no_group() -> None:
    assert figure_groups(report(empty)) == ()
    assert "没有填报指标数据" in said(tree(contradictory, "zh-hans"), "figures")


def test_each_figure_stands_once_on_the_scale_in_the_indicators_unit() -> None:
    (group, _) = figure_groups(report(typical))[:2]
    found = scale_rows(FRAMEWORK, group, "zh-hans")
    assert [(r.label, r.extent.low, r.own) for r in found] == [
        ("本地：406亿元（电力装备，2024年）", 406, True),
        ("广东省深圳市新一代信息通信集群：2.8万亿元（信息产业，2020年）", 28000, False),
        ("上海市集成电路集群：超过2000亿元（集成电路，2020年）", 2000, False),
    ]


def test_a_group_with_a_verdict_is_drawn_one_of_other_products_is_not() -> None:
    comparisons = share("35")
    assert FigureGroup(comparisons[0].indicator, comparisons).is_drawn
    output = figure_groups(report(typical))[0]
    assert {c.verdict for c in output.comparisons} == {"no_verdict"}
    assert not output.is_drawn


def test_labels_say_product_and_year_as_far_as_stated() -> None:
    with_all, without = share("35", "继电器", "about")[0], share("35")[0]
    assert own_label(with_all, "zh-hans") == "本地：约35%（继电器，2024年）"
    assert own_label(with_all, "en") == "Local: about 35% (继电器, 2024)"
    assert own_label(without, "en") == "Local: 35% (2024)"


def test_a_documented_figure_without_a_cluster_is_named_by_its_measure() -> None:
    found = next(f for f in FRAMEWORK.documented_figures() if f.cluster is None)
    assert documented_label(FRAMEWORK, found, "zh-hans").startswith(f"{found.measure.zh}：")
    assert documented_label(FRAMEWORK, found, "en").startswith(f"{found.measure.en}: ")


def test_shares_differ_in_percentage_points_where_the_verdict_tells_one_from_the_other() -> None:
    def points(value: str, qualifier: str = "exact") -> str | None:
        found = points_text(share(value, "高压继电保护设备", qualifier)[0])
        return found.zh if found else None

    assert points("35", "about") == "差约45个百分点"
    assert points("85.25") == "高5.25个百分点"
    assert points("80.01") == "高0.01个百分点"
    assert points("80") is None
    english = [points_text(share(value, "高压继电保护设备")[0]) for value in ("35", "85")]
    assert [text.en for text in english if text] == [
        "short by 45 percentage points",
        "5 percentage points higher",
    ]
    assert points_text(compare(FRAMEWORK, figure("standards", "3"))[0]) is None


@pytest.mark.parametrize(
    "own",
    [
        figure("national-output-share", "2.1", "", 2024, "about"),
        figure("global-share", "6", "视频监控产品"),
        figure("domestic-share", "40", "高压继电保护设备"),
    ],
)
def test_a_share_is_as_far_from_what_is_documented_as_from_the_condition(own: OwnFigure) -> None:
    indicator = own.indicator
    trait = next(t for t in FRAMEWORK.traits if indicator in t.indicator_by_slug)
    at_conditions = {
        found.condition.threshold.value: difference_text(
            found.difference, found.condition.threshold
        )
        for found in findings(trait, Rating(trait.slug, figures=(own,)))
        if found.difference and found.condition.threshold
    }
    compared = {
        c.documented.value: points_text(c)
        for c in compare(FRAMEWORK, own)
        if c.verdict == "below" and c.documented.value in at_conditions
    }
    assert compared
    assert compared.items() <= at_conditions.items()


def test_what_is_exactly_a_bound_to_be_exceeded_is_said_so() -> None:
    own = share("40", "地级电网调度自动化系统及设备")
    (comparison,) = (c for c in own if c.documented.value == 40)
    assert points_apart(comparison) == 0
    found = points_text(comparison)
    assert found is not None
    assert found.zh == "恰为此数（须超过40%）"


def test_what_just_reaches_a_documented_bound_is_not_said_to_be_higher() -> None:
    comparison = share("45")[0]
    bound = replace(comparison.documented, value=comparison.own_value, qualifier="at_least")
    assert points_text(replace(comparison, documented=bound, verdict="reaches")) is None


def test_the_annex_names_an_indicator_and_an_own_figure_once() -> None:
    (table,) = tables(tree(typical, "zh-hans"), "figures")
    found = rows(table)
    assert [row["指标"] for row in found][:3] == ["主导产业营业收入/产值", "", "占全国同行业比重"]
    local = [row["本地数据"] for row in found]
    assert local[:3] == ["406亿元（电力装备）", "", "约2.1%（电力装备）"]
    relay = next(row for row in found if row["本地数据"].startswith("42%"))
    assert relay["对照结果"] == "低于，差38个百分点"
    assert relay["年份（本地／所载）"] == "2024年／未注明"
    assert found[0]["对照结果"] == "不作比较\n（产品不同）"


def test_years_are_warned_of_once_for_the_table() -> None:
    text = said(tree(typical, "zh-hans"), "figures")
    assert text.count("年份相差超过两年或未注明年份的") == 1
    same = report_of(Rating("scale", figures=(figure("output", "5", "信息产业", 2020),)))
    found = said(document(same, "zh-hans"), "figures")
    assert "5亿元" in found
    assert "年份相差超过两年" not in found


def test_figures_without_a_counterpart_are_listed_apart() -> None:
    alone = {own.indicator for own in figures_alone(report(typical))}
    assert alone == {
        *("years-developed", "segment-coverage", "key-gaps", "single-champions", "little-giants"),
    }
    assert "单项冠军企业数4家（2024年）" in said(tree(typical, "zh-hans"), "figures")


def test_an_unfinished_row_is_no_figure() -> None:
    made = report_of(Rating("chain", figures=(OwnFigure("key-gaps", None, "个"),)))
    assert figures_alone(made) == ()


def test_who_gave_the_local_figures_is_said() -> None:
    assert "本地数据由示例市工业和信息化局提供。" in said(tree(typical, "zh-hans"), "figures")
    bare = replace(report(typical), origin=replace(report(typical).origin, organisation=""))
    assert "本地数据由填报单位提供。" in said(document(bare, "zh-hans"), "figures")
