"""The comparison as tables: same numbers as the result, shares in percentage points."""

from __future__ import annotations

from benchmark.tables.comparison import conditions_table, figures_table, traits_table
from benchmark.tables.export import Cell, Table
from tests.reports.samples import COMPARATORS, FRAMEWORK, empty, report, typical


def rows(table: Table) -> list[dict[str, Cell]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_one_row_per_trait_and_a_column_per_comparator() -> None:
    table = traits_table(report(typical), "zh-hans")
    assert list(table.columns[-3:]) == [FRAMEWORK.cluster_by_slug[s].name.zh for s in COMPARATORS]
    assert [row[0] for row in table.rows] == [trait.name.zh for trait in FRAMEWORK.traits]
    scale = rows(table)[1]
    levels = [
        scale[key] for key in ("自评等级", "佐证等级", "可能等级", "目标等级", "差距", "次序")
    ]
    assert levels == [3, 3, 3, 4, 1, 1]
    assert (scale["评定状态"], scale["判定"], scale["目标年份"]) == ("已评定", "有差距", 2027)
    assert "或占全国同行业5%以上，差约2.9个百分点" in str(scale["还差什么"])


def test_what_is_not_rated_is_empty_never_zero() -> None:
    for row in rows(traits_table(report(empty), "zh-hans")):
        assert row["自评等级"] is row["佐证等级"] is row["差距"] is row["目标等级"] is None
        assert row["可能等级"] == 5


def test_a_comparator_without_a_fact_is_said_not_to_be_documented() -> None:
    by_trait = {row[0]: row for row in traits_table(report(typical), "zh-hans").rows}
    assert str(by_trait["市场份额"][-3]).endswith("[参阅 二-3]")
    assert by_trait["市场份额"][-2] == "参阅材料未载"


def test_conditions_stand_by_target_and_by_example() -> None:
    found = rows(conditions_table(report(typical), "zh-hans"))
    technology = [row for row in found if row["特征"] == "核心技术与行业话语权"]
    against = list(dict.fromkeys(row["相对于"] for row in technology))
    assert against == [
        "目标4级",
        "江苏省南京市新型电力（智能电网）装备集群",
        "四川省成都市、德阳市高端能源装备集群",
    ]
    standards = next(row for row in technology if "1000多项" in str(row["条件"]))
    assert standards["还差"] == "差380项（须超过1000项）"
    assert standards["参阅材料所载"] == "参与起草标准1000多项（智能电网） [参阅 二-6]"


def test_figures_are_in_the_indicators_unit() -> None:
    found = rows(figures_table(report(typical), "zh-hans"))
    output = next(row for row in found if row["指标"] == "主导产业营业收入/产值")
    assert (output["本地数值"], output["单位"]) == (406, "亿元")
    assert output["相差百分点（约、接近按下限计）"] is None
    assert (output["比较结果"], output["注意"]) == ("不作比较", "产品不同")
    share = next(row for row in found if row["所载产品"] == "高压继电保护设备")
    assert (share["本地数值"], share["所载数值"]) == (42, 80)
    assert share["相差百分点（约、接近按下限计）"] == -38
    printed = next(row for row in found if row["参阅材料原文写法"] == "约1/6")
    assert printed["标杆集群"] == "广东省深圳市新一代信息通信集群"
    assert printed["参阅材料章节"] == "参阅 二-2"


def test_both_languages() -> None:
    assert traits_table(report(typical), "en").columns[0] == "Trait"
    assert figures_table(report(typical), "en").sheet == "Figures"
    assert conditions_table(report(typical), "en").sheet == "Conditions"
