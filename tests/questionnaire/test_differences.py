"""What a second version of an assessment changes in the first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.differences import ChangeGroup, differences
from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.framework import Framework
from tests.strategies import assessments

from .samples import keyed, typical


@pytest.fixture
def before(framework: Framework) -> Assessment:
    return keyed(typical(framework))


def with_rating(said: Assessment, trait: str, **changed: object) -> Assessment:
    return replace(
        said,
        ratings=tuple(
            replace(rating, **changed) if rating.trait == trait else rating  # type: ignore[arg-type]
            for rating in said.ratings
        ),
    )


def lines(groups: tuple[ChangeGroup, ...]) -> list[tuple[str, str, str, str]]:
    return [
        (group.title.zh, change.field.zh, change.before.zh, change.after.zh)
        for group in groups
        for change in group.changes
    ]


def test_nothing_differs_from_itself(framework: Framework, before: Assessment):
    assert differences(framework, before, before) == ()


@settings(max_examples=30)
@given(data=st.data())
def test_whatever_differs_is_shown(framework: Framework, data: st.DataObject):
    first = keyed(data.draw(assessments(framework)))
    second = keyed(data.draw(assessments(framework)))
    groups = differences(framework, first, second)
    assert {group.trait.slug for group in groups if group.trait} == {
        rating.trait for rating in second.ratings if rating != first.rating_by_trait[rating.trait]
    }
    shown = {group.title.en for group in groups if group.trait is None}
    assert ("Evidence" in shown) == (first.evidence != second.evidence)
    assert ("Basics" in shown) == any(
        getattr(first, name) != getattr(second, name)
        for name in ("industry", "period", "comparators", "focus")
    )


def test_every_field_shows_what_it_was_and_will_be(framework: Framework, before: Assessment):
    after = with_rating(
        before,
        "scale",
        not_known=True,
        answers={"sc-city-chain": "not_met", "sc-first": "unknown"},
        target=None,
        target_year=2030,
        rationale="新",
    )
    assert lines(differences(framework, before, after)) == [
        ("产业规模", "暂未掌握", "", "是"),
        ("产业规模", "2.1 列入市级（县级）重点产业链", "符合", "不符合"),
        ("产业规模", "2.3 营业收入居全省同级地区同行业前三", "符合", ""),
        ("产业规模", "2.7 列入国家先进制造业集群名单", "不符合", ""),
        (
            "产业规模",
            "2.9 规模居全国首位（同口径，按国民经济行业小类及以上口径，产品口径不计）",
            "",
            "不掌握",
        ),
        ("产业规模", "目标等级", "4级（先进）", ""),
        ("产业规模", "目标年份", "2028", "2030"),
        ("产业规模", "说明", before.rating_by_trait["scale"].rationale, "新"),
    ]


def test_basic_data_are_compared(framework: Framework, before: Assessment):
    after = replace(
        before,
        industry=replace(before.industry, sector="other", name_en=""),
        comparators=("suzhou-nano",),
        focus=(),
    )
    assert lines(differences(framework, before, after)) == [
        ("基本信息", "产业英文名称", "Smart grid equipment", ""),
        ("基本信息", "领域", "高端装备制造", "其他领域"),
        (
            "基本信息",
            "比较对象",
            "江苏省南京市新型电力（智能电网）装备集群、浙江省温州市乐清电气集群、江苏省苏州市纳米新材料集群",
            "江苏省苏州市纳米新材料集群",
        ),
        ("基本信息", "领导重点", "核心技术与行业话语权、产业规模", ""),
    ]


def test_rows_are_paired_by_their_key(framework: Framework, before: Assessment):
    one, two = (Evidence(2, f"第{i}号", "统计局", "2025", key=i * 8) for i in ("1", "2"))
    three = Evidence(0, "第3号", conditions=("sc-first", "le-city"), indicators=("output",))
    first = replace(before, evidence=(one, two))
    second = replace(before, evidence=(replace(two, grade=3), one, three))
    (group,) = differences(framework, first, second)
    assert [(change.kind, change.before.zh, change.after.zh) for change in group.changes] == [
        (
            "changed",
            "本单位文件或统计；第2号；统计局；2025",
            "上级或第三方材料；第2号；统计局；2025",
        ),
        (
            "added",
            "",
            "未选类型；第3号；证明的条件：规模居全国首位（同口径，按国民经济行业小类及以上口径，"
            "产品口径不计）、有市级认定的龙头企业；所载指标：主导产业营业收入/产值",
        ),
    ]
    (group,) = differences(framework, first, replace(before, evidence=()))
    assert [change.kind for change in group.changes] == ["removed", "removed"]
    assert group.changes[0].before.en == "own document or statistics; 第1号; 统计局; 2025"


def test_figures_read_as_in_the_report(framework: Framework, before: Assessment):
    first, _ = before.rating_by_trait["scale"].figures
    figure = OwnFigure("output", Decimal(500), "亿元", "about", "电力装备", 2025, first.key)
    (group,) = differences(framework, before, with_rating(before, "scale", figures=(figure,)))
    assert [(change.before.zh, change.after.zh) for change in group.changes] == [
        (
            "主导产业营业收入/产值406亿元（电力装备，2024年）",
            "主导产业营业收入/产值约500亿元（电力装备，2025年）",
        ),
        ("占全国同行业比重约2.5%（2024年）", ""),
    ]


def test_figures_stand_in_the_order_of_the_indicators(framework: Framework, before: Assessment):
    output, share = before.rating_by_trait["scale"].figures
    new = OwnFigure("output", Decimal(350), "亿元", year=2022, key="f" * 16)
    moved = replace(share, indicator="output", unit="亿元", value=Decimal(300), qualifier="exact")
    first = with_rating(before, "scale", figures=(share, output))
    for figures in [
        (replace(share, value=Decimal(3)), replace(output, year=2023), new),
        (moved, replace(output, year=2023), new),
    ]:
        (group,) = differences(framework, first, with_rating(before, "scale", figures=figures))
        kept = [figure for figure in figures if figure.indicator == "output"]
        shown = [change.key.rpartition(":")[2] for change in group.changes]
        assert shown[: len(kept)] == [figure.key for figure in kept]
        assert len(shown) == 3
    (group,) = differences(framework, first, with_rating(before, "scale", figures=()))
    assert [change.key for change in group.changes] == [
        f"scale:row:{output.key}",
        f"scale:row:{share.key}",
    ]


def test_what_an_assessment_must_have_cannot_be_left_out(framework: Framework, before: Assessment):
    basics, *_ = differences(framework, None, before)
    fixed = [change.field.zh for change in basics.changes if not change.key]
    assert fixed == ["产业名称", "所在地", "领域", "评估年度"]
    other = replace(before, industry=replace(before.industry, sector="other"))
    ((change,),) = (group.changes for group in differences(framework, before, other))
    assert change.key == "sector"


def test_a_row_without_a_key_cannot_be_left_out(framework: Framework, before: Assessment):
    said = replace(before, evidence=(*before.evidence, Evidence(2, "年报")))
    ((change,),) = (group.changes for group in differences(framework, before, said))
    assert change.key == ""


def test_of_a_new_assessment_everything_is_shown(framework: Framework, before: Assessment):
    groups = differences(framework, None, before)
    assert all(change.kind == "added" for group in groups for change in group.changes)
    assert lines(groups)[:5] == [
        ("基本信息", "产业名称", "", "智能电力装备"),
        ("基本信息", "产业英文名称", "", "Smart grid equipment"),
        ("基本信息", "所在地", "", "示例市"),
        ("基本信息", "领域", "", "高端装备制造"),
        ("基本信息", "评估年度", "", "2025"),
    ]
    blank = replace(before, ratings=tuple(Rating(r.trait) for r in before.ratings), evidence=())
    assert [group.title.zh for group in differences(framework, None, blank)] == ["基本信息"]
