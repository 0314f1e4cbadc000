"""What a second version changes in the first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmark.questionnaire.differences import ChangeGroup, differences
from benchmark.scoring.assessment import Assessment, Evidence, OwnFigure, Rating
from benchmark.scoring.framework import Framework
from tests.reports.samples import typical
from tests.strategies import assessments


@pytest.fixture
def before(framework: Framework) -> Assessment:
    return typical(framework).assessment


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


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_differs_is_shown(framework: Framework, data: st.DataObject):
    first = data.draw(assessments(framework))
    second = data.draw(assessments(framework))
    groups = differences(framework, first, second)
    shown = {group.trait.slug for group in groups if group.trait}
    assert shown == {
        rating.trait for rating in second.ratings if rating != first.rating_by_trait[rating.trait]
    }


def test_every_field_shows_what_it_was_and_will_be(framework: Framework, before: Assessment):
    after = with_rating(
        before, "scale", state="unknown", claim=None, target=None, target_year=2030, rationale="新"
    )
    assert lines(differences(framework, before, after)) == [
        ("产业规模", "自评等级", "3级（全省前列）", "暂未掌握"),
        ("产业规模", "目标等级", "4级（全国前列）", ""),
        ("产业规模", "目标年份", "2028", "2030"),
        ("产业规模", "评定理由", before.rating_by_trait["scale"].rationale, "新"),
    ]


def test_basic_data_and_weights_are_compared(framework: Framework, before: Assessment):
    weights = dict(zip(framework.trait_by_slug, (10, 15, 15, 15, 15, 15, 15), strict=True))
    after = replace(
        before,
        industry=replace(before.industry, sector="other"),
        comparators=("suzhou-nano",),
        weights=weights,
    )
    assert lines(differences(framework, before, after)) == [
        ("基本信息", "领域", "高端装备制造", "其他领域"),
        (
            "基本信息",
            "比较对象",
            "江苏省南京市新型电力（智能电网）装备集群、浙江省温州市乐清电气集群、江苏省苏州市纳米新材料集群",
            "江苏省苏州市纳米新材料集群",
        ),
        (
            "基本信息",
            "权重",
            "等权",
            "先发优势10，产业规模15，市场份额15，完整产业链15，“链主”企业15，"
            "核心技术与行业话语权15，创新要素富集15",
        ),
    ]
    (group,) = differences(framework, after, before)
    assert group.changes[-1].after.en == "equal"


def test_rows_are_paired_in_their_order(framework: Framework, before: Assessment):
    one, two, three = (Evidence(2, f"第{i}号", "统计局", "2025") for i in "一二三")
    first = with_rating(before, "chain", evidence=(one, two))
    second = with_rating(before, "chain", evidence=(one, replace(two, grade=3), three))
    (group,) = differences(framework, first, second)
    assert [(change.kind, change.before.zh, change.after.zh) for change in group.changes] == [
        ("changed", "本单位文件或统计；第二号；统计局；2025", "独立公开材料；第二号；统计局；2025"),
        ("added", "", "本单位文件或统计；第三号；统计局；2025"),
    ]
    (group,) = differences(framework, second, with_rating(second, "chain", evidence=(three,)))
    assert [change.kind for change in group.changes] == ["removed", "removed"]
    assert group.changes[0].before.en == "own document or statistics; 第一号; 统计局; 2025"


def test_figures_read_as_in_the_report(framework: Framework, before: Assessment):
    figure = OwnFigure("output", Decimal(500), "亿元", "about", "电力装备", 2025)
    (group,) = differences(framework, before, with_rating(before, "scale", figures=(figure,)))
    assert [(change.before.zh, change.after.zh) for change in group.changes] == [
        (
            "主导产业营业收入/产值406亿元（电力装备，2024年）",
            "主导产业营业收入/产值约500亿元（电力装备，2025年）",
        ),
        ("占全国同行业比重约2.5%（2024年）", ""),
    ]


def test_of_a_new_assessment_everything_is_shown(framework: Framework, before: Assessment):
    groups = differences(framework, None, before)
    assert all(change.kind == "added" for group in groups for change in group.changes)
    assert lines(groups)[:4] == [
        ("基本信息", "产业名称", "", "智能电力装备"),
        ("基本信息", "所在地", "", "示例市"),
        ("基本信息", "领域", "", "高端装备制造"),
        ("基本信息", "评估年度", "", "2025"),
    ]
    blank = replace(before, ratings=tuple(Rating(r.trait) for r in before.ratings))
    assert [group.title.zh for group in differences(framework, None, blank)] == ["基本信息"]
