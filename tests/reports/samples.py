"""Assessments to make reports of: nothing rated, typical, all met, one trait, longest, hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.scoring.assessment import Assessment, Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import Framework
from tests.once import once

DEMO_INDUSTRY = Industry("智能电力装备", "示例市", "high-end-equipment")
ORIGIN = Origin("示例市工业和信息化局", date(2026, 3, 18), demo=True)
COMPARATORS = ("nanjing-smart-grid", "wenzhou-yueqing-electrical", "suzhou-nano")
HOSTILE = (
    "{{ 7*7 }}",
    "{% include 'x' %}",
    '#let x = 1; #read("/etc/passwd")',
    "\\ \\n \\u{200b} $x$ _a_ *b* `c` <label> @ref //not a comment",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "<script>alert(1)</script>",
    "<w:p></w:p>]]>&amp;",
    "file:///etc/passwd",
    "_x0041_",
    "x" * 10_000,
    "一\n二\n\n三\t四",
)
BIDI = "a\u202eb\u200fc\u2066d"
RARE = "𠮷野家"


def report_of(
    framework: Framework,
    *ratings: Rating,
    industry: Industry = DEMO_INDUSTRY,
    comparators: tuple[str, ...] = (),
    weights: dict[str, int] | None = None,
    origin: Origin | None = None,
) -> GapReport:
    """A report of the ratings given; traits that are left out are unanswered."""
    given = {rating.trait: rating for rating in ratings}
    assessment = Assessment(
        framework=framework.slug,
        industry=industry,
        period=2025,
        ratings=tuple(given.get(trait.slug, Rating(trait.slug)) for trait in framework.traits),
        comparators=comparators,
        weights=weights,
    )
    return build(framework, assessment, origin)


def rated(trait: str, claim: int, grade: int, target: int | None = None, **other: object) -> Rating:
    """A rating with one evidence item of `grade`, or without any for grade 0."""
    evidence = (Evidence(grade, f"{trait}的佐证", "示例市统计局", "2025-03"),) if grade else ()
    rating = Rating(trait, "rated", claim, target, 2028 if target else None, evidence=evidence)
    return replace(rating, **other)  # type: ignore[arg-type]


@once
def draft(framework: Framework) -> GapReport:
    """The typical one before it is submitted."""
    report = typical(framework)
    return build(framework, report.assessment, replace(ORIGIN, draft=True))


@once
def empty(framework: Framework) -> GapReport:
    return report_of(framework)


@once
def one_trait(framework: Framework) -> GapReport:
    return report_of(framework, rated("scale", 3, 2, 4))


@once
def all_met(framework: Framework) -> GapReport:
    return report_of(framework, *(rated(trait.slug, 5, 3, 5) for trait in framework.traits))


@once
def typical(framework: Framework, weights: dict[str, int] | None = None) -> GapReport:
    """Six traits rated, every status but one, figures with and without a documented counterpart."""
    return report_of(
        framework,
        rated(
            "first-mover",
            4,
            2,
            rationale="本地电力设备厂始建于20世纪70年代，连续生产至今，市志有专节记载。",
            figures=(OwnFigure("years-developed", Decimal(52), "年", year=2025),),
        ),
        rated(
            "scale",
            3,
            2,
            4,
            rationale="2024年产业链营业收入406亿元，居全省各市同行业第二位。",
            figures=(
                OwnFigure("output", Decimal(4060000), "万元", product="电力装备", year=2024),
                OwnFigure("national-output-share", Decimal("2.5"), "%", "about", year=2024),
            ),
        ),
        rated(
            "market-share",
            4,
            3,
            5,
            rationale="继电保护设备国内市场占有率约35%，居全国第二位。",
            figures=(
                OwnFigure("domestic-share", Decimal(35), "%", "about", "高压继电保护设备", 2024),
            ),
        ),
        rated("chain", 4, 1, 4, rationale="研发设计、制造、销售服务均有本地企业。"),
        rated("leaders", 2, 1, 3, rationale="甲公司为省级认定的链主企业。"),
        rated("technology", 3, 0, 5, rationale="参与制定国家标准3项。"),
        Rating(
            "innovation",
            "unknown",
            figures=(OwnFigure("national-platforms", Decimal(1), "个", year=2025),),
        ),
        comparators=COMPARATORS,
        weights=weights,
        origin=ORIGIN,
    )


@once
def long_names(framework: Framework) -> GapReport:
    """The typical one of an industry and a bureau with long names, a marked draft, weighted."""
    points = (10, 20, 15, 15, 15, 15, 10)
    report = typical(
        framework,
        {trait.slug: number for trait, number in zip(framework.traits, points, strict=True)},
    )
    industry = Industry(
        "高端智能电力装备及其关键零部件和工业软件一体化系统集成",
        "内蒙古自治区呼和浩特市新城区",
        "other",
    )
    who = "内蒙古自治区呼和浩特市新城区工业和信息化局（国防科学技术工业办公室）"
    return build(
        framework,
        replace(report.assessment, industry=industry),
        replace(ORIGIN, organisation=who, draft=True),
    )


@once
def longest(framework: Framework) -> GapReport:
    """5,000 characters of rationale and 30 evidence items for each trait, three comparators."""
    sentence = "本地企业在产业链各环节均有布局，主要产品通过了第三方检验，数据来自统计年报。"
    items = tuple(
        Evidence(
            1 + i % 3,
            f"第{i}号佐证材料：关于产业链运行情况的报告（含附件）" + "，附表" * (i % 7),
            "示例市工业和信息化局、示例市统计局",
            f"2025-{1 + i % 12:02d}-15",
            f"https://example.org/documents/2025/notice-{i:04d}.html?version=final&lang=zh",
        )
        for i in range(30)
    )
    return report_of(
        framework,
        *(
            rated(
                trait.slug,
                3,
                2,
                4,
                rationale=(sentence * (5000 // len(sentence) + 1))[:5000],
                evidence=items,
                figures=tuple(
                    OwnFigure(i.slug, Decimal("12.5"), i.unit, product="电力装备", year=2024)
                    for i in trait.indicators
                ),
            )
            for trait in framework.traits
        ),
        comparators=COMPARATORS,
        origin=ORIGIN,
    )


@once
def hostile(framework: Framework) -> GapReport:
    """Text that some format would read as its own markup, in every free field of two traits."""
    text = "\n".join(HOSTILE)
    line = text.replace("\n", " ")
    return report_of(
        framework,
        *(
            rated(
                trait.slug,
                2,
                1,
                rationale=text + BIDI + RARE,
                evidence=tuple(Evidence(2, part, part, "2025", part[:2000]) for part in HOSTILE),
                figures=tuple(
                    OwnFigure(i.slug, Decimal(3), i.unit, product=line[:200])
                    for i in trait.indicators
                ),
            )
            for trait in framework.traits[:2]
        ),
        industry=Industry("=1+1<b>#x$y$", "@SUM(A1)\\", "other", description=text),
        origin=Origin("{{ x }}<w:p>", date(2026, 1, 2)),
    )
