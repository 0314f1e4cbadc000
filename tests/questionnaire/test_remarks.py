"""What the preview of a questionnaire says must be mended before submission."""

from __future__ import annotations

from decimal import Decimal

from benchmark.questionnaire.remarks import remarks
from benchmark.scoring.assessment import Evidence, OwnFigure, Rating
from benchmark.scoring.framework import Framework

from .samples import answers, assessment_of, typical


def test_what_stands_in_the_way_is_named_and_the_rest_counted(framework: Framework):
    said = assessment_of(
        framework,
        *(Rating(trait.slug, not_known=True) for trait in framework.traits if trait.number > 3),
        Rating(
            "first-mover",
            answers=answers("fm-1950s+ fm-early-1990s-"),
            figures=(OwnFigure("years-developed", None, "年", year=2024),),
        ),
        Rating("scale", figures=(OwnFigure("output", Decimal(5), "亿元"),)),
        evidence=(Evidence(0, "年报", "统计局", "2025", conditions=("fm-1950s",)), Evidence(2, "")),
    )
    found = remarks(framework, said)
    assert [(remark.place.zh, remark.message.zh) for remark in found.blocking] == [
        (
            "先发优势",
            "“上世纪50年代起步”为符合，而由其必然得出的“上世纪90年代初或更早起步”为不符合",
        ),
        ("先发优势：产业连续发展年限", "指标数据没有数值"),
        (
            "市场份额",
            "尚未填写：请回答条件或填写数据，或选“暂未掌握”",
        ),
        ("佐证材料：年报", "佐证材料没有选类型"),
        ("佐证材料", "佐证材料没有标题"),
    ]
    assert found.blocking[3].place.en == "Evidence item: 年报"
    assert [(remark.place.zh, remark.message.zh) for remark in found.warnings] == [
        ("产业规模：主导产业营业收入/产值", "指标数据没有年份"),
        ("佐证材料：年报", "佐证材料所指的条件不是“符合”"),
        ("佐证材料", "佐证材料没有指明所证明的条件，不起佐证作用"),
    ]
    assert found.others > 0


def test_what_may_be_submitted_has_none(framework: Framework):
    assert remarks(framework, typical(framework)).blocking == ()
