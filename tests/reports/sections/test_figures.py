"""Figures by indicator, in words and as rows of a scale."""

from __future__ import annotations

from decimal import Decimal

from benchmark.reports.sections.figures import (
    FigureGroup,
    documented_label,
    figure_groups,
    own_label,
    points_text,
    scale_rows,
)
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.figures import Comparison, compare
from benchmark.scoring.framework import Framework
from tests.reports.samples import empty, rated, report_of


def share(
    framework: Framework, value: str, qualifier: str = "exact", product: str | None = None
) -> tuple[Comparison, ...]:
    own = OwnFigure("domestic-share", Decimal(value), "%", qualifier, product, 2024)  # type: ignore[arg-type]
    return compare(framework, own)


def test_comparisons_come_by_indicator_in_the_frameworks_order(framework: Framework) -> None:
    report = report_of(
        framework,
        rated(
            "innovation",
            3,
            2,
            figures=(
                OwnFigure("rd-staff", Decimal(10), "人"),
                OwnFigure("national-platforms", Decimal(2), "个"),
                OwnFigure("rd-staff", Decimal(20), "人"),
            ),
        ),
        rated("scale", 3, 2, figures=(OwnFigure("output", Decimal(5), "亿元"),)),
    )
    groups = figure_groups(report)
    assert [group.indicator.slug for group in groups] == [
        "output",
        "national-platforms",
        "rd-staff",
    ]
    assert [c.own.value for c in groups[-1].comparisons] == [10, 20]


def test_without_figures_there_is_no_group(framework: Framework) -> None:
    assert figure_groups(empty(framework)) == ()


def test_each_figure_stands_once_on_the_scale_in_the_indicators_unit(framework: Framework) -> None:
    report = report_of(
        framework,
        rated(
            "scale",
            3,
            2,
            figures=(OwnFigure("output", Decimal(1620000), "万元", product="超硬材料", year=2024),),
        ),
    )
    (group,) = figure_groups(report)
    rows = scale_rows(framework, group, "zh-hans")
    assert [(r.label, r.extent.low, r.own) for r in rows] == [
        ("本地：162亿元（超硬材料，2024年）", 162, True),
        ("广东省深圳市新一代信息通信集群：2.8万亿元（信息产业，2020年）", 28000, False),
        ("上海市集成电路集群：超过2000亿元（集成电路，2020年）", 2000, False),
    ]


def test_own_ranks_have_no_place_on_a_scale(framework: Framework) -> None:
    (group,) = figure_groups(
        report_of(
            framework,
            rated("scale", 3, 2, figures=(OwnFigure("output", Decimal(1), "亿元", "rank"),)),
        )
    )
    assert group.is_drawn is False
    assert [row.own for row in scale_rows(framework, group, "en")] == [False, False]


def test_a_group_with_a_range_is_drawn(framework: Framework) -> None:
    comparisons = share(framework, "35")
    assert FigureGroup(comparisons[0].indicator, comparisons).is_drawn


def test_labels_say_product_and_year_as_far_as_stated(framework: Framework) -> None:
    with_all, without = share(framework, "35", "about", "继电器")[0], share(framework, "35")[0]
    assert own_label(with_all, "zh-hans") == "本地：约35%（继电器，2024年）"
    assert own_label(with_all, "en") == "Local: about 35% (继电器, 2024)"
    assert own_label(without, "en") == "Local: 35% (2024)"
    bare = compare(framework, OwnFigure("domestic-share", Decimal(3), "%"))[0]
    assert own_label(bare, "zh-hans") == "本地：3%"
    assert own_label(bare, "en") == "Local: 3%"


def test_a_documented_figure_without_a_cluster_is_named_by_its_measure(
    framework: Framework,
) -> None:
    figure = next(f for f in framework.documented_figures() if f.cluster is None)
    label = documented_label(framework, figure, "zh-hans")
    assert label.startswith(f"{figure.measure.zh}：")
    assert documented_label(framework, figure, "en").startswith(f"{figure.measure.en}: ")


def test_shares_differ_in_percentage_points_where_one_is_higher(framework: Framework) -> None:
    relay, province, prefecture = share(framework, "35", "about")
    assert points_text(relay) is not None
    assert points_text(relay).zh == "按数值低45个百分点"  # type: ignore[union-attr]
    assert points_text(relay).en == "45 percentage points lower by number"  # type: ignore[union-attr]
    above = share(framework, "85.25")[0]
    assert points_text(above).zh == "按数值高5.3个百分点"  # type: ignore[union-attr]
    assert points_text(above).en == "5.3 percentage points higher by number"  # type: ignore[union-attr]
    hair = share(framework, "80.01")[0]
    assert points_text(hair).zh == "按数值高0.01个百分点"  # type: ignore[union-attr]
    assert {province.verdict, prefecture.verdict} == {"below"}


def test_no_points_where_ranges_overlap_or_the_unit_is_another(framework: Framework) -> None:
    assert points_text(share(framework, "50", "more_than")[0]) is None
    assert points_text(compare(framework, OwnFigure("output", Decimal(3), "亿元"))[0]) is None
