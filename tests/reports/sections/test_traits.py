"""The seven traits in one table and how near each documented example is."""

from __future__ import annotations

from tests.reports.samples import FRAMEWORK, one_trait, tree, typical
from tests.reports.trees import rows, tables


def test_levels_target_gap_and_rank_stand_as_computed() -> None:
    overview, _ = tables(tree(typical, "zh-hans"), "traits")
    found = {row["特征"]: row for row in rows(overview)}
    assert list(found) == [trait.name.zh for trait in FRAMEWORK.traits]
    scale = found["产业规模"]
    keys = ("自评等级", "佐证等级", "可能等级", "目标等级", "差距", "判定", "次序")
    expected = ["3级", "3级", "3级", "4级（2027年）", "1", "有差距", "1"]
    assert [scale[key] for key in keys] == expected
    assert found["市场份额"]["次序"] == "—"


def test_what_is_not_rated_is_a_dash_never_zero() -> None:
    overview, _ = tables(tree(one_trait, "zh-hans"), "traits")
    _, *unrated = sorted(rows(overview), key=lambda row: row["特征"] != "产业规模")
    for row in unrated:
        assert row["自评等级"] == row["佐证等级"] == row["差距"] == "—"
        assert row["可能等级"] == "5级"


def test_every_example_says_how_many_of_its_conditions_are_met_and_what_is_missing() -> None:
    _, examples = tables(tree(typical, "zh-hans"), "traits")
    routes = [route for trait in FRAMEWORK.traits for route in trait.routes_of(5)]
    assert len(examples.rows) == len(routes) == 13
    shanghai = next(
        row
        for row in rows(examples)
        if (row["特征"], row["所载实例"]) == ("产业规模", "上海市集成电路集群")
    )
    assert shanghai["符合"] == "0/1"
    assert "差约18.8个百分点（按本报告下限20.9%计）" in shanghai["还差什么"]
