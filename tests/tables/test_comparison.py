"""The comparison as tables: same numbers as the result, shares in percentage points."""

from __future__ import annotations

from benchmark.scoring.framework import Framework
from benchmark.tables.comparison import figures_table, traits_table
from tests.reports.samples import COMPARATORS, empty, typical


def test_one_row_per_trait_and_a_column_per_comparator(framework: Framework) -> None:
    report = typical(framework)
    table = traits_table(report, "zh-hans")
    assert list(table.columns[-3:]) == [framework.cluster_by_slug[s].name.zh for s in COMPARATORS]
    assert [row[0] for row in table.rows] == [trait.name.zh for trait in framework.traits]
    scale = dict(zip(table.columns, table.rows[1], strict=True))
    assert scale["自评等级"] == 3
    assert scale["佐证等级"] == 3
    assert (scale["可能范围下限"], scale["可能范围上限"]) == (2, 4)
    assert (scale["目标等级"], scale["差距"], scale["差距下限"], scale["差距上限"]) == (4, 1, 0, 2)
    assert scale["差距状态"] == "可能有差距"


def test_what_is_not_rated_is_empty_never_zero(framework: Framework) -> None:
    table = traits_table(empty(framework), "zh-hans")
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        assert cells["自评等级"] is None
        assert cells["佐证等级"] is None
        assert cells["差距"] is None
        assert (cells["可能范围下限"], cells["可能范围上限"]) == (1, 5)


def test_a_comparator_without_a_fact_is_said_not_to_be_documented(framework: Framework) -> None:
    table = traits_table(typical(framework), "zh-hans")
    by_trait = {row[0]: row for row in table.rows}
    assert by_trait["市场份额"][-3].endswith("[参阅 二-3]")  # type: ignore[union-attr]
    assert by_trait["市场份额"][-2] == "参阅材料未载"


def test_figures_are_in_the_indicators_unit(framework: Framework) -> None:
    table = figures_table(typical(framework), "zh-hans")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    output = next(row for row in rows if row["指标"] == "主导产业营业收入/产值")
    assert (output["本地数值"], output["单位"]) == (406, "亿元")
    assert output["相差百分点"] is None
    share = next(row for row in rows if row["所载产品"] == "高压继电保护设备")
    assert (share["本地数值"], share["所载数值"], share["相差百分点"]) == (35, 80, -45)
    printed = next(row for row in rows if row["参阅材料原文写法"] == "约1/6")
    assert printed["标杆集群"] == "广东省深圳市新一代信息通信集群"
    assert printed["参阅材料章节"] == "参阅 二-2"


def test_both_languages(framework: Framework) -> None:
    report = typical(framework)
    assert traits_table(report, "en").columns[0] == "Trait"
    assert figures_table(report, "en").sheet == "Figures"
