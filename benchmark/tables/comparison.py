"""The comparison as two tables to take away: traits, and figures against documented ones."""

from __future__ import annotations

from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.reports.sections.figures import points_apart
from benchmark.scoring.figures import Comparison, convert
from benchmark.scoring.framework import Cluster, Language, Text
from benchmark.wording import figures as figure_words
from benchmark.wording import labels, sentences

from .export import Cell, Table

TRAIT_COLUMNS = (
    Text("特征", "Trait"),
    Text("填写状态", "State"),
    Text("佐证类型", "Evidence type"),
    Text("自评等级", "Claimed level"),
    Text("佐证等级", "Supported level"),
    Text("可能范围下限", "Range from"),
    Text("可能范围上限", "Range to"),
    Text("目标等级", "Target level"),
    Text("差距", "Gap"),
    Text("差距下限", "Gap from"),
    Text("差距上限", "Gap to"),
    Text("差距状态", "Status"),
    Text("次序", "Rank"),
)
FIGURE_COLUMNS = (
    Text("特征", "Trait"),
    Text("指标", "Indicator"),
    Text("单位", "Unit"),
    Text("本地数值", "Local value"),
    Text("本地限定词", "Local qualifier"),
    Text("本地产品或口径", "Local product"),
    Text("本地年份", "Local year"),
    Text("标杆集群", "Reference cluster"),
    Text("所载数值", "Documented value"),
    Text("所载限定词", "Documented qualifier"),
    Text("参阅材料原文写法", "As printed"),
    Text("所载产品", "Documented product"),
    Text("所载年份", "Documented year"),
    Text("参阅材料章节", "Section of the bulletin"),
    Text("比较结果", "Verdict"),
    Text("相差百分点", "Difference in percentage points"),
    Text("注意", "Note"),
)
TRAIT_SHEET = Text("特征比较", "Traits")
FIGURE_SHEET = Text("指标数据对照", "Figures")


def traits_table(report: GapReport, language: Language) -> Table:
    """One row per trait; a column per comparator with what is documented, or 参阅材料未载."""
    heads = [head.in_language(language) for head in TRAIT_COLUMNS]
    return Table(
        columns=[*heads, *(c.name.in_language(language) for c in report.comparators)],
        rows=[_trait_row(report, trait, language) for trait in report.traits],
        sheet=TRAIT_SHEET.in_language(language),
    )


def figures_table(report: GapReport, language: Language) -> Table:
    """One row per own figure and documented figure of the same indicator, in its unit.

    Shares are percentage points (12.5, not 0.125). An own figure without a documented one to meet
    has no row.
    """
    return Table(
        columns=[head.in_language(language) for head in FIGURE_COLUMNS],
        rows=[
            _figure_row(report, trait, comparison, language)
            for trait in report.traits
            for comparison in trait.figures
        ],
        sheet=FIGURE_SHEET.in_language(language),
    )


def _trait_row(report: GapReport, trait: TraitReport, language: Language) -> list[Cell]:
    result = trait.result
    return [
        result.trait.name.in_language(language),
        labels.STATE[result.rating.state].in_language(language),
        labels.GRADE[result.evidence_grade].in_language(language),
        result.claim,
        result.supported,
        result.low,
        result.high,
        result.target,
        result.gap,
        result.gap_low,
        result.gap_high,
        labels.STATUS[result.status].in_language(language),
        result.rank,
        *(_documented(trait, cluster, language) for cluster in report.comparators),
    ]


def _documented(trait: TraitReport, cluster: Cluster, language: Language) -> str:
    return "\n".join(
        f"{fact.statement.in_language(language)} "
        f"[{sentences.section_tag(fact.section).in_language(language)}]"
        for fact in trait.facts
        if fact.cluster == cluster.slug
    ) or labels.NOT_DOCUMENTED.in_language(language)


def _figure_row(
    report: GapReport, trait: TraitReport, comparison: Comparison, language: Language
) -> list[Cell]:
    own, documented, unit = comparison.own, comparison.documented, comparison.indicator.unit
    cluster = report.framework.cluster_by_slug.get(documented.cluster or "")
    is_rank = documented.qualifier == "rank"
    return [
        trait.result.trait.name.in_language(language),
        comparison.indicator.name.in_language(language),
        figure_words.unit_text(unit).in_language(language),
        comparison.own_value,
        labels.QUALIFIER[own.qualifier].in_language(language),
        own.product,
        own.year,
        cluster.name.in_language(language) if cluster else None,
        documented.value if is_rank else convert(documented.value, documented.unit, unit),
        labels.QUALIFIER[documented.qualifier].in_language(language),
        documented.printed.in_language(language) if documented.printed else None,
        documented.product.in_language(language) if documented.product else None,
        documented.year,
        sentences.section_tag(documented.section).in_language(language),
        figure_words.verdict_text(comparison).in_language(language),
        points_apart(comparison),
        figure_words.warnings(comparison).in_language(language),
    ]
