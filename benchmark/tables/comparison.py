"""The comparison as tables to take away: traits, conditions, figures against documented ones."""

from __future__ import annotations

from collections.abc import Callable

from benchmark.reports.comparison import ConditionRow, TraitComparison, Way, comparison
from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.reports.sections.figures import points_apart
from benchmark.reports.sections.words import still_missing
from benchmark.scoring.figures import Comparison, convert
from benchmark.scoring.framework import Cluster, Language, Text
from benchmark.wording import figures as figure_words
from benchmark.wording import labels, sentences
from benchmark.wording.columns import COLUMN
from benchmark.wording.sentences import joined
from benchmark.workbook.tables import Cell

from .export import Table

_TRAIT_KEYS = (
    *("trait", "state", "claim", "proven", "possible", "target", "target_year", "gap", "status"),
    *("rank", "missing"),
)
TRAIT_COLUMNS = tuple(COLUMN[key] for key in _TRAIT_KEYS)
CONDITION_COLUMNS = (
    COLUMN["trait"],
    Text("相对于", "Measured against"),
    COLUMN["condition"],
    COLUMN["answer"],
    COLUMN["own"],
    COLUMN["difference"],
    COLUMN["documented"],
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
    Text(
        "相差百分点（约、接近按下限计）",
        "Difference in percentage points (about and nearly: from the lower bound)",
    ),
    Text("注意", "Note"),
)
TRAIT_SHEET = Text("特征比较", "Traits")
CONDITION_SHEET = Text("逐项条件对照", "Conditions")
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
            _figure_row(report, trait, figure, language)
            for trait in report.traits
            for figure in trait.figures
        ],
        sheet=FIGURE_SHEET.in_language(language),
    )


def conditions_table(report: GapReport, language: Language) -> Table:
    """One row per condition of each way to the target and of each documented example."""
    return Table(
        columns=[head.in_language(language) for head in CONDITION_COLUMNS],
        rows=[
            _condition_row(found, way, row, language)
            for found in comparison(report)
            for way in (*found.to_target, *found.near, *found.rest)
            for row in way.rows
        ],
        sheet=CONDITION_SHEET.in_language(language),
    )


def _condition_row(
    found: TraitComparison, way: Way, row: ConditionRow, language: Language
) -> list[Cell]:
    result = found.trait.result
    against = Text(f"目标{result.target}级", f"target level {result.target}")
    if way.clusters:
        against = joined((cluster.name for cluster in way.clusters), "、", ", ")
    documented = "\n".join(
        f"{item.value.in_language(language)} "
        f"[{sentences.section_tag(item.section).in_language(language)}]"
        for item in row.documented
    )
    return [
        result.trait.name.in_language(language),
        against.in_language(language),
        row.required.in_language(language),
        labels.CONDITION[row.state].in_language(language),
        row.why.in_language(language),
        row.difference.in_language(language) if row.difference else None,
        documented or None,
    ]


def _trait_row(report: GapReport, trait: TraitReport, language: Language) -> list[Cell]:
    result = trait.result
    return [
        result.trait.name.in_language(language),
        labels.STATE[result.state].in_language(language),
        result.claim,
        result.proven,
        result.possible,
        result.target,
        result.rating.target_year,
        result.gap,
        labels.STATUS[result.status].in_language(language),
        result.rank,
        still_missing(result).in_language(language) or None,
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
    report: GapReport, trait: TraitReport, figure: Comparison, language: Language
) -> list[Cell]:
    own, documented, unit = figure.own, figure.documented, figure.indicator.unit
    cluster = report.framework.cluster_by_slug.get(documented.cluster or "")
    is_rank = documented.qualifier == "rank"
    product = figure_words.product_warning(figure)
    return [
        trait.result.trait.name.in_language(language),
        figure.indicator.name.in_language(language),
        figure_words.unit_text(unit).in_language(language),
        figure.own_value,
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
        figure_words.verdict_text(figure).in_language(language),
        points_apart(figure),
        product.in_language(language) if product else None,
    ]


TABLES: dict[str, Callable[[GapReport, Language], Table]] = {
    "conditions": conditions_table,
    "figures": figures_table,
}
