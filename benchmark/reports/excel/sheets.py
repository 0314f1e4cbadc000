"""The report as plain tables in one language, one per sheet of the workbook.

Widths of a sheet add up to no more than A4 across carries at four fifths of the letters' size.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.reports.sections.answers import grade_text, level_of, proved
from benchmark.reports.sections.figures import own_source, points_apart
from benchmark.reports.sections.gaps import actions_text, offer_reason
from benchmark.reports.sections.method import CONSTRUCT, sources
from benchmark.reports.sections.plan import begins_with
from benchmark.reports.sections.todo import wanted
from benchmark.reports.sections.words import findings, first_offers, still_missing
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.dates import normal_date
from benchmark.scoring.figures import Comparison, convert
from benchmark.scoring.framework import Indicator, Language, Text
from benchmark.scoring.practices import Offer
from benchmark.scoring.profile import TraitResult
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import (
    YEAR_WARNING,
    difference_text,
    product_warning,
    rounded,
    unit_text,
    verdict_text,
)
from benchmark.wording.labels import (
    CONDITION,
    GRADE,
    NOT_DOCUMENTED,
    QUALIFIER,
    SECTION,
    STATE,
    STATUS,
)
from benchmark.wording.reasons import condition_reason, proven_reason
from benchmark.wording.sentences import ended, joined, section_tag, sentence_case
from benchmark.workbook.tables import Cell, Column, Sheet

from .changed import changed_sheets
from .plan import plan_sheets

# Excel knows no day before this one.
_FIRST_DAY = date(1900, 3, 1)
_APART = Text("相差百分点", "Points apart")
_APART_NOTE = Text(
    "相差百分点：低于所载的，约、接近按本报告下限计。",
    "Points apart: below a documented figure, about and nearly are counted to the bound that this "
    "report uses.",
)


def sheets(report: GapReport, language: Language) -> tuple[Sheet, ...]:
    """All tables behind the summary, in order."""
    return (
        _conditions(report, language),
        _gaps(report, language),
        _evidence(report, language),
        _figures(report, language),
        _practices(report, language),
        _data(report, language),
        *plan_sheets(report, language),
        *changed_sheets(report, language),
        _sources(report, language),
    )


def columns_of(language: Language, *keyed: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(COLUMN[key].in_language(language), width) for key, width in keyed)


def _conditions(report: GapReport, language: Language) -> Sheet:
    """Every condition of every trait, by what it counts, and how far an own figure is from it."""
    return Sheet(
        Text("条件", "Conditions").in_language(language),
        (
            *columns_of(language, ("trait", 20), ("level", 7), ("condition", 56), ("answer", 10)),
            *columns_of(language, ("basis", 36), ("difference", 30), ("evidence", 22)),
        ),
        tuple(row for result in report.profile.traits for row in _condition_rows(result, language)),
    )


def _condition_rows(result: TraitResult, language: Language) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for item in result.conditions:
        finding = item.finding
        threshold = finding.condition.threshold
        lacking = (
            difference_text(finding.difference, threshold)
            if finding.difference and threshold
            else Text("", "")
        )
        rows.append(
            (
                result.trait.name.in_language(language),
                level_of(result.trait, item.slug),
                finding.condition.text.in_language(language),
                CONDITION[item.state].in_language(language),
                sentence_case(condition_reason(result.trait, finding)).in_language(language),
                lacking.in_language(language),
                sentence_case(GRADE[item.grade]).in_language(language)
                if item.state == "met"
                else "",
            )
        )
    return rows


def _gaps(report: GapReport, language: Language) -> Sheet:
    """All traits, ranked gaps first; units and deadline are to be filled in."""
    ranked = [trait.result.trait.slug for trait in report.gaps]
    others = [trait for trait in report.traits if trait.result.trait.slug not in ranked]
    offers = first_offers(report)
    return Sheet(
        Text("差距与任务", "Gaps and tasks").in_language(language),
        (
            *columns_of(language, ("rank", 6), ("trait", 14), ("state", 9), ("status", 10)),
            *columns_of(language, ("claim", 8), ("proven", 8), ("possible", 8), ("target", 8)),
            *columns_of(language, ("target_year", 8), ("gap", 6), ("missing", 24)),
            *columns_of(language, ("first_action", 22), ("rationale", 18), ("lead", 9)),
            *columns_of(language, ("support_unit", 9), ("deadline", 9)),
        ),
        tuple(
            _gap_row(report, trait, offers.get(trait.result.trait.slug), language)
            for trait in (*report.gaps, *others)
        ),
        frozen=2,
    )


def _gap_row(
    report: GapReport, trait: TraitReport, offer: Offer | None, language: Language
) -> tuple[Cell, ...]:
    result = trait.result
    return (
        result.rank,
        result.trait.name.in_language(language),
        STATE[result.state].in_language(language),
        STATUS[result.status].in_language(language),
        result.claim,
        result.proven,
        result.possible,
        result.target,
        result.rating.target_year,
        result.gap,
        still_missing(result).in_language(language),
        _first_step(report, trait, offer).in_language(language),
        result.rating.rationale,
        "",
        "",
        "",
    )


def _first_step(report: GapReport, trait: TraitReport, offer: Offer | None) -> Text:
    """The measure for a gap, the proof or the data that comes first elsewhere."""
    result = trait.result
    if result.status == "prove":
        return ended(proven_reason(report.framework, result))
    if result.status == "data" and result.open:
        names = joined((f.condition.text for f in findings(result, result.open)), "、", ", ")
        return Text(f"查清{names.zh}。", f"Find out: {names.en}.")
    measure = begins_with(report, result.trait.slug, offer) if result.status == "gap" else None
    return ended(measure) if measure else Text("", "")


def _evidence(report: GapReport, language: Language) -> Sheet:
    return Sheet(
        Text("佐证材料", "Evidence").in_language(language),
        (
            *columns_of(language, ("number", 6), ("grade", 24), ("title", 40), ("source", 26)),
            *columns_of(language, ("date", 12), ("address", 34), ("conditions", 42)),
        ),
        tuple(
            (
                i,
                grade_text(item).in_language(language),
                item.title,
                item.source,
                _day_or_text(item.date),
                item.url,
                proved(report, item).in_language(language),
            )
            for i, item in enumerate(report.assessment.evidence, 1)
        ),
        Text("没有佐证材料。", "There is no evidence.").in_language(language),
    )


def _day_or_text(text: str) -> date | str:
    """A full date as a date; a year or a month alone, which no cell has a type for, as text."""
    is_day = len(text) == len("2025-03-18") and normal_date(text) == text
    return day if is_day and (day := date.fromisoformat(text)) >= _FIRST_DAY else text


def _figures(report: GapReport, language: Language) -> Sheet:
    rows = [
        row
        for trait in report.traits
        for own in trait.result.rating.figures
        if own.value is not None
        for row in _figure_rows(report, trait, own, language)
    ]
    # Short in English: the words stand in front of seven narrow columns.
    documented = Text(COLUMN["documented"].zh, "Bulletin").in_language(language)
    local = Text(COLUMN["local"].zh, "Local").in_language(language)

    def titled(prefix: str, *keyed: tuple[str, int]) -> tuple[Column, ...]:
        between = "：" if language == "zh-hans" else ": "
        return tuple(
            Column(f"{prefix}{between}{column.title}", column.width)
            for column in columns_of(language, *keyed)
        )

    return Sheet(
        Text("指标数据", "Figures").in_language(language),
        (
            *columns_of(language, ("trait", 14), ("indicator", 14), ("unit", 8)),
            *titled(local, ("value", 9), ("qualifier", 9), ("product", 10), ("year", 6)),
            *titled(documented, ("value", 9), ("qualifier", 9), ("printed", 10)),
            *titled(documented, ("product", 11), ("year", 9), ("cluster", 13), ("section", 9)),
            *columns_of(language, ("verdict", 9)),
            Column(_APART.in_language(language), 8),
            *columns_of(language, ("note", 9), ("remark", 11)),
        ),
        tuple(rows),
        Text("没有填报指标数据。", "No figures have been entered.").in_language(language),
        notes=tuple(
            note.in_language(language)
            for note in (own_source(report), YEAR_WARNING, _APART_NOTE)
            if rows
        ),
    )


def _figure_rows(
    report: GapReport, trait: TraitReport, own: OwnFigure, language: Language
) -> list[tuple[Cell, ...]]:
    """One row for each documented figure that the own one meets; one row where it meets none."""
    indicator = report.framework.indicator_by_slug[own.indicator]
    head: tuple[Cell, ...] = (
        trait.result.trait.name.in_language(language),
        indicator.name.in_language(language),
        unit_text(indicator.unit).in_language(language),
        convert(own.value or Decimal(0), own.unit, indicator.unit),
        QUALIFIER[own.qualifier].in_language(language),
        own.product,
        own.year,
    )
    found = [figure for figure in trait.figures if figure.own is own]
    if not found:
        return [(*head, None, "", NOT_DOCUMENTED.in_language(language), *[""] * 8)]
    return [(*head, *_documented_cells(report, indicator, figure, language)) for figure in found]


def _documented_cells(
    report: GapReport, indicator: Indicator, figure: Comparison, language: Language
) -> tuple[Cell, ...]:
    documented = figure.documented
    cluster = report.framework.cluster_by_slug.get(documented.cluster or "")
    product, points = product_warning(figure), points_apart(figure)
    is_rank = documented.qualifier == "rank"
    return (
        documented.value if is_rank else convert(documented.value, documented.unit, indicator.unit),
        QUALIFIER[documented.qualifier].in_language(language),
        documented.printed.in_language(language) if documented.printed else "",
        documented.product.in_language(language) if documented.product else "",
        documented.year,
        cluster.name.in_language(language) if cluster else "",
        section_tag(documented.section).in_language(language),
        verdict_text(figure).in_language(language),
        # As the report's text says it.
        None if points is None else rounded(points),
        sentence_case(product).in_language(language) if product else "",
        documented.note.in_language(language) if documented.note else "",
    )


def _practices(report: GapReport, language: Language) -> Sheet:
    """What is offered for every trait that is not met; for ranked gaps it is the next thing."""
    clusters = report.framework.cluster_by_slug
    return Sheet(
        Text("经验做法", "Practices").in_language(language),
        (
            *columns_of(language, ("trait", 14), ("status", 10), ("number", 6), ("measure", 22)),
            *columns_of(language, ("practice", 18), ("place", 9), ("cluster", 15)),
            *columns_of(language, ("section", 9), ("reason", 24), ("action", 31)),
            *columns_of(language, ("requirement", 24)),
        ),
        tuple(
            (
                trait.result.trait.name.in_language(language),
                STATUS[trait.result.status].in_language(language),
                i,
                offer.practice.measure.in_language(language),
                offer.practice.title.in_language(language),
                offer.practice.place.in_language(language),
                clusters[offer.practice.cluster].name.in_language(language)
                if offer.practice.cluster
                else "",
                section_tag(offer.practice.section).in_language(language),
                sentence_case(offer_reason(trait, offer)).in_language(language),
                actions_text(offer.practice).in_language(language),
                offer.practice.requirement.in_language(language),
            )
            for trait in report.traits
            for i, offer in enumerate(trait.offers, 1)
        ),
        Text("没有须借鉴做法的差距。", "No gap asks for a practice.").in_language(language),
    )


def _data(report: GapReport, language: Language) -> Sheet:
    """What is to be proven or obtained, by the bureau that has it."""
    return Sheet(
        SECTION["data"].in_language(language),
        (
            *columns_of(language, ("holder", 22), ("to_obtain", 62)),
            *columns_of(language, ("definition_or_proof", 52), ("decides", 40)),
        ),
        tuple(
            (
                item.holder.in_language(language),
                item.what.in_language(language),
                item.detail.in_language(language),
                item.decides.in_language(language).format(item.trait.in_language(language)),
            )
            for item in wanted(report)
        ),
        Text("没有待取得的数据。", "No data is missing.").in_language(language),
    )


def _sources(report: GapReport, language: Language) -> Sheet:
    """The documented examples of all seven traits, each with its section; what all rests on."""
    framework = report.framework
    return Sheet(
        Text("来源", "Sources").in_language(language),
        (
            *columns_of(language, ("trait", 22), ("cluster", 40), ("section", 14)),
            *columns_of(language, ("documented", 90)),
        ),
        tuple(
            (
                framework.trait_by_slug[fact.trait].name.in_language(language),
                framework.cluster_by_slug[fact.cluster].name.in_language(language),
                section_tag(fact.section).in_language(language),
                fact.statement.in_language(language),
            )
            for fact in framework.facts
        ),
        notes=tuple(text.in_language(language) for text in (*sources(report), CONSTRUCT)),
        one_page=True,
    )
