"""Assessments to make questionnaires of: empty, as offices write them, longest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from benchmark.scoring.assessment import (
    Answer,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    Rating,
)
from benchmark.scoring.framework import Framework

INDUSTRY = Industry("智能电力装备", "示例市", "high-end-equipment", name_en="Smart grid equipment")
COMPARATORS = ("nanjing-smart-grid", "wenzhou-yueqing-electrical", "suzhou-nano")


def assessment_of(framework: Framework, *ratings: Rating, **said: object) -> Assessment:
    """An assessment of the ratings given; traits that are left out are unanswered."""
    given = {rating.trait: rating for rating in ratings}
    return replace(
        Assessment(
            framework=framework.slug,
            industry=INDUSTRY,
            period=2025,
            ratings=tuple(given.get(t.slug, Rating(t.slug)) for t in framework.traits),
        ),
        **said,  # type: ignore[arg-type]
    )


def answers(text: str) -> Mapping[str, Answer]:
    """'sc-first+ sc-nation-list- sc-nation-top10?' as answers: met, not met, not known."""
    signs: dict[str, Answer] = {"+": "met", "-": "not_met", "?": "unknown"}
    return {word[:-1]: signs[word[-1]] for word in text.split()}


def empty(framework: Framework) -> Assessment:
    return assessment_of(framework)


def typical(framework: Framework) -> Assessment:
    """Every kind of answer, a trait that is not known, figures in units of their own."""
    return assessment_of(
        framework,
        Rating(
            "first-mover",
            answers=answers("fm-scale-firm+ fm-records+ fm-early?"),
            rationale="本地电力设备厂始建于20世纪70年代，连续生产至今，市志有专节记载。",
            figures=(OwnFigure("years-developed", Decimal(52), "年", year=2025),),
        ),
        Rating(
            "scale",
            answers=answers("sc-city-chain+ sc-province-top3+ sc-nation-list-"),
            target=4,
            target_year=2028,
            rationale="2024年产业链营业收入406亿元，居全省各市同行业第二位。",
            figures=(
                OwnFigure("output", Decimal(4060000), "万元", product="电力装备", year=2024),
                OwnFigure("national-output-share", Decimal("2.5"), "%", "about", year=2024),
            ),
        ),
        Rating(
            "market-share",
            answers=answers("ms-beyond-city+ ms-global-50-"),
            target=5,
            target_year=2028,
            figures=(
                OwnFigure("domestic-share", Decimal(35), "%", "about", "高压继电保护设备", 2024),
            ),
        ),
        Rating("chain", answers=answers("ch-suppliers+ ch-design+ ch-coverage-80?")),
        Rating("leaders", answers=answers("le-city+ le-giants-3-"), rationale="甲公司为市级龙头。"),
        Rating("technology", not_known=True),
        Rating(
            "innovation",
            figures=(OwnFigure("national-platforms", Decimal(1), "个", year=2025),),
        ),
        comparators=COMPARATORS,
        focus=("technology", "scale"),
        evidence=(
            Evidence(
                2,
                "2024年全市工业统计年报",
                "示例市统计局",
                "2025-03",
                conditions=("sc-city-chain", "sc-province-top3", "ms-beyond-city"),
                indicators=("output", "national-output-share"),
            ),
            Evidence(
                3,
                "市级龙头企业认定文件",
                "示例市人民政府",
                "2025-03-18",
                "示政〔2025〕3号",
                conditions=("le-city",),
            ),
        ),
    )


def keyed(said: Assessment) -> Assessment:
    """The same as a draft stores it: every figure and evidence item has a key."""
    return replace(
        said,
        ratings=tuple(
            replace(
                rating,
                figures=tuple(
                    replace(figure, key=f"{at:02x}{row:014x}")
                    for row, figure in enumerate(rating.figures)
                ),
            )
            for at, rating in enumerate(said.ratings)
        ),
        evidence=tuple(
            replace(item, key=f"ee{row:014x}") for row, item in enumerate(said.evidence)
        ),
    )


def longest(framework: Framework) -> Assessment:
    """5,000 characters of rationale a trait, a figure of each indicator, 210 evidence items, one
    of which proves everything."""
    sentence = "本地企业在产业链各环节均有布局，主要产品通过了第三方检验，数据来自统计年报。"
    items = tuple(
        Evidence(
            1 + i % 3,
            f"第{i}号佐证材料：关于产业链运行情况的报告（含附件）" + "，附表" * (i % 7),
            "示例市工业和信息化局、示例市统计局",
            f"2025-{1 + i % 12:02d}-15",
            f"https://example.org/documents/2025/notice-{i:04d}.html?version=final&lang=zh",
        )
        for i in range(210)
    )
    whole = replace(
        items[0],
        conditions=tuple(framework.condition_by_slug),
        indicators=tuple(framework.indicator_by_slug),
    )
    return assessment_of(
        framework,
        *(
            Rating(
                trait.slug,
                answers={c.slug: "met" for c in trait.conditions if c.kind == "statement"},
                target=4,
                target_year=2028,
                rationale=(sentence * 200)[:5000],
                figures=tuple(
                    OwnFigure(i.slug, Decimal(12), i.unit, product="电力装备", year=2024)
                    for i in trait.indicators
                ),
            )
            for trait in framework.traits
        ),
        comparators=COMPARATORS,
        evidence=(whole, *items[1:]),
    )
