"""Assessments to make reports of, and their documents: made once a case and language.

A case may be handed the framework of a fixture: it is always the shipped one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from benchmark.reports.blocks import Document
from benchmark.reports.document import document
from benchmark.reports.excel.as_xlsx import as_xlsx
from benchmark.reports.gap_report import GapReport, Origin, build
from benchmark.reports.pdf.as_pdf import compile_pdf
from benchmark.reports.word.as_docx import write_docx
from benchmark.scoring.assessment import (
    Answer,
    Assessment,
    Evidence,
    Industry,
    OwnFigure,
    OwnQualifier,
    Rating,
)
from benchmark.scoring.framework import Framework, Language, Trait
from benchmark.scoring.plan import Task
from tests.scoring.builders import FRAMEWORK

from .plans import with_tasks, worked_on

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
    *ratings: Rating,
    industry: Industry = DEMO_INDUSTRY,
    comparators: tuple[str, ...] = (),
    focus: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    origin: Origin | None = None,
) -> GapReport:
    """A report of the ratings given; traits that are left out are unanswered."""
    given = {rating.trait: rating for rating in ratings}
    assessment = Assessment(
        framework=FRAMEWORK.slug,
        industry=industry,
        period=2025,
        ratings=tuple(given.get(trait.slug, Rating(trait.slug)) for trait in FRAMEWORK.traits),
        comparators=comparators,
        focus=focus,
        evidence=evidence,
    )
    return build(FRAMEWORK, assessment, origin)


def answers(text: str) -> dict[str, Answer]:
    """'sc-first+ sc-list- sc-top?' as answers: met, not met, not known."""
    signs: dict[str, Answer] = {"+": "met", "-": "not_met", "?": "unknown"}
    return {word[:-1]: signs[word[-1]] for word in text.split()}


def figure(
    indicator: str,
    value: str,
    product: str = "",
    year: int | None = 2024,
    qualifier: OwnQualifier = "exact",
) -> OwnFigure:
    unit = FRAMEWORK.indicator_by_slug[indicator].unit
    return OwnFigure(indicator, Decimal(value), unit, qualifier, product, year)


def item(grade: int, title: str, source: str, day: str, url: str, conditions: str) -> Evidence:
    return Evidence(grade, title, source, day, url, tuple(conditions.split()))


def typical(framework: Framework = FRAMEWORK) -> GapReport:
    """Every status; figures with and without a documented counterpart; two strengths."""
    notice = "许工信〔2025〕3号"
    return report_of(
        Rating(
            "first-mover",
            answers=answers("fm-scale-firm+ fm-records+ fm-early+ fm-led- fm-foreign- fm-1950s-"),
            rationale="本地电力设备厂始建于20世纪70年代，连续生产至今，市志有专节记载。",
            figures=(figure("years-developed", "52", year=2025),),
        ),
        Rating(
            "scale",
            answers=answers(
                "sc-city-chain+ sc-city-top5+ sc-province-top3+ sc-province-list+ sc-nation-top10- "
                "sc-nation-list- sc-first-"
            ),
            target=4,
            target_year=2027,
            rationale="2024年产业链营业收入406亿元，居全省各市同行业第二位。",
            figures=(
                OwnFigure("output", Decimal(4060000), "万元", product="电力装备", year=2024),
                figure("national-output-share", "2.1", "电力装备", qualifier="about"),
            ),
        ),
        Rating(
            "market-share",
            answers=answers("ms-beyond-city+ ms-province-top3+ ms-first-"),
            rationale="继电保护设备国内市场占有率42%。",
            figures=(figure("domestic-share", "42", "高压继电保护设备"),),
        ),
        Rating(
            "chain",
            answers=answers("ch-suppliers+ ch-design+ ch-make+ ch-service+ ch-all-named-"),
            target=3,
            target_year=2027,
            rationale="按2025年印发的产业链图谱，缺绝缘材料、特种导线、检测三个环节。",
            figures=(figure("segment-coverage", "68"), figure("key-gaps", "3")),
        ),
        Rating(
            "leaders",
            answers=answers("le-city+ le-province+ le-same-field-"),
            rationale="甲公司、乙公司等4家为国家级制造业单项冠军企业。",
            figures=(
                figure("single-champions", "4"),
                figure("little-giants", "11"),
                figure("national-top3-firms", "0"),
                figure("global-top50-firms", "0"),
            ),
        ),
        Rating(
            "technology",
            answers=answers(
                "te-patent+ te-province-list+ te-lead+ te-nation-list- te-national-award-"
            ),
            target=4,
            target_year=2028,
            rationale="参与起草标准以甲公司为主，首台套集中在继电保护。",
            figures=(
                figure("standards", "620"),
                figure("standards-awards", "0"),
                figure("first-sets", "35"),
            ),
        ),
        Rating(
            "innovation",
            answers=answers("in-city-platform+ in-province-platform+ in-joint? in-review-"),
            target=4,
            figures=(figure("national-platforms", "1", year=2025),),
        ),
        comparators=COMPARATORS,
        evidence=(
            item(
                2, "示例市志·工业卷", "示例市地方志办公室", "2012", "", "fm-records fm-scale-firm"
            ),
            item(
                2,
                "产业链运行台账",
                "示例市工业和信息化局",
                "2025-02",
                "",
                "ch-suppliers sc-city-chain",
            ),
            item(
                3,
                "省级重点产业链名单",
                "省工业和信息化厅",
                "2024-11",
                "https://example.org/a",
                "sc-province-list",
            ),
            item(
                3,
                "第八批制造业单项冠军公示",
                "工业和信息化部",
                "2024-03-18",
                notice,
                "le-champions-3",
            ),
            item(
                3,
                "市场占有率证明",
                "中国电器工业协会",
                "2025-01",
                "中电协〔2025〕8号",
                "ms-domestic-40",
            ),
            item(1, "标准化工作说明", "", "", "", "te-standards-1"),
        ),
        origin=ORIGIN,
    )


def planned(framework: Framework = FRAMEWORK) -> GapReport:
    """The typical one with a plan that is worked on."""
    return worked_on(typical())


def draft(framework: Framework = FRAMEWORK) -> GapReport:
    """The typical one before it is submitted."""
    return build(FRAMEWORK, typical().assessment, replace(ORIGIN, draft=True))


def empty(framework: Framework = FRAMEWORK) -> GapReport:
    return report_of()


def one_trait(framework: Framework = FRAMEWORK) -> GapReport:
    return report_of(typical().assessment.rating_by_trait["scale"])


def best(trait: Trait) -> Rating:
    """Every statement met, every figure far beyond any threshold."""
    most = {"%": "95", "个": "40", "年": "80"}
    return Rating(
        trait.slug,
        answers={c.slug: "met" for c in trait.conditions if c.kind == "statement"},
        target=5,
        target_year=2028,
        figures=tuple(
            figure(i.slug, "0" if i.direction == "-" else most.get(i.unit, "50000"))
            for i in trait.indicators
        ),
    )


def nothing_proven(framework: Framework = FRAMEWORK) -> GapReport:
    """Level 5 everywhere, without a single item of evidence."""
    return report_of(*map(best, FRAMEWORK.traits), comparators=COMPARATORS, origin=ORIGIN)


def all_met(framework: Framework = FRAMEWORK) -> GapReport:
    """Level 5 everywhere, proven by notices that name a trait's conditions each."""
    return report_of(
        *map(best, FRAMEWORK.traits),
        origin=ORIGIN,
        evidence=tuple(
            item(
                3,
                f"{t.name.zh}认定文件",
                "工信部",
                "2025-03",
                "工信部〔2025〕1号",
                " ".join(t.condition_by_slug),
            )
            for t in FRAMEWORK.traits
        ),
    )


def contradictory(framework: Framework = FRAMEWORK) -> GapReport:
    """What is met implies what is not."""
    return report_of(
        Rating("scale", answers=answers("sc-first+ sc-nation-top10- sc-city-chain+")),
        Rating("innovation", answers=answers("in-national-any+ in-city-platform-")),
    )


def long_names(framework: Framework = FRAMEWORK) -> GapReport:
    """The typical one of an industry and a bureau with long names, a marked draft."""
    industry = Industry(
        "高端智能电力装备及其关键零部件和工业软件一体化系统集成",
        "内蒙古自治区呼和浩特市新城区",
        "other",
        name_en="Smart power equipment with its key components and industrial software",
    )
    who = "内蒙古自治区呼和浩特市新城区工业和信息化局（国防科学技术工业办公室）"
    assessment = replace(typical().assessment, industry=industry)
    return build(FRAMEWORK, assessment, replace(ORIGIN, organisation=who, draft=True))


def longest(framework: Framework = FRAMEWORK) -> GapReport:
    """5,000 characters of rationale and 30 evidence items for each trait, three comparators."""
    sentence = "本地企业在产业链各环节均有布局，主要产品通过了第三方检验，数据来自统计年报。"
    given = typical().assessment
    return report_of(
        *(
            replace(
                rating,
                rationale=(sentence * (5000 // len(sentence) + 1))[:5000],
                figures=tuple(
                    figure(i.slug, "12", product, 2024)
                    for i in FRAMEWORK.trait_by_slug[rating.trait].indicators
                    for product in ("电力装备", "变压器", "智能电表")
                ),
            )
            for rating in given.ratings
        ),
        evidence=tuple(
            item(
                1 + i % 3,
                f"第{i}号佐证材料：关于{trait.name.zh}的报告（含附件）" + "，附表" * (i % 7),
                "示例市工业和信息化局、示例市统计局",
                f"2025-{1 + i % 12:02d}-15",
                f"https://example.org/documents/2025/notice-{i:04d}.html?version=final&lang=zh",
                " ".join(list(trait.condition_by_slug)[: 1 + i % 4]),
            )
            for trait in FRAMEWORK.traits
            for i in range(30)
        ),
        comparators=COMPARATORS,
        origin=ORIGIN,
    )


def hostile(framework: Framework = FRAMEWORK) -> GapReport:
    """Text that some format would read as its own markup, in every free field of two traits."""
    text = "\n".join(HOSTILE)
    line = text.replace("\n", " ")
    made = report_of(
        *(
            Rating(
                trait.slug,
                answers={c.slug: "met" for c in trait.conditions[:2] if c.kind == "statement"},
                rationale=text + BIDI + RARE,
                figures=tuple(
                    OwnFigure(i.slug, Decimal(3), i.unit, product=line[:200])
                    for i in trait.indicators
                ),
            )
            for trait in FRAMEWORK.traits[:2]
        ),
        evidence=tuple(Evidence(2, part, part, "2025", part[:2000]) for part in HOSTILE),
        industry=Industry("=1+1<b>#x$y$", "@SUM(A1)\\", "other", description=text),
        origin=Origin("{{ x }}<w:p>", date(2026, 1, 2)),
    )
    plan = [
        Task("scale", None, None, part, line[:200], line[:200], line[:200], note=part)
        for part in HOSTILE
    ]
    return with_tasks(made, plan)


Case = Callable[..., GapReport]
# What every format must show sensibly.
CASES: tuple[Case, ...] = (
    typical,
    planned,
    empty,
    one_trait,
    all_met,
    nothing_proven,
    contradictory,
)
EVERY_CASE: tuple[Case, ...] = (*CASES, long_names, longest, hostile)


@cache
def report(case: Case) -> GapReport:
    return case()


@cache
def tree(case: Case, language: Language) -> Document:
    return document(report(case), language)


@cache
def brief_tree(case: Case, language: Language) -> Document:
    return document(report(case), language, brief_only=True)


@cache
def docx(case: Case, language: Language) -> bytes:
    return write_docx(tree(case, language))


@cache
def pdf(case: Case, language: Language) -> bytes:
    return compile_pdf(tree(case, language))


@cache
def xlsx(case: Case, language: Language) -> bytes:
    return as_xlsx(report(case), language)
