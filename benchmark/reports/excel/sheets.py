"""The report as plain tables in one language, one per sheet of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmark.reports.gap_report import GapReport, TraitReport
from benchmark.reports.sections.appendix import CONSTRUCT, sources_text
from benchmark.reports.sections.first_steps import asks_for_evidence, first_step, in_order
from benchmark.reports.sections.gaps import actions_text, offer_reason
from benchmark.reports.sections.todo import evidence_text, own_source
from benchmark.scoring.assessment import OwnFigure
from benchmark.scoring.dates import normal_date
from benchmark.scoring.figures import Comparison, convert
from benchmark.scoring.framework import Indicator, Language, Text
from benchmark.wording.columns import COLUMN
from benchmark.wording.figures import unit_text, verdict_text, warnings
from benchmark.wording.labels import (
    GRADE,
    NEARNESS,
    NONE,
    NOT_DOCUMENTED,
    QUALIFIER,
    SECTION,
    STATE,
    STATUS,
)
from benchmark.wording.sentences import basis_text, level_or_none, section_tag, sentence_case

Cell = str | int | Decimal | date | None
# Excel knows no day before this one.
_FIRST_DAY = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column's title and its width in Latin characters of the sheet's font."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table. `empty` stands in place of rows where there are none, `notes` below it.

    Widths add up to no more than A4 across carries at four fifths of the letters' size.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    notes: tuple[str, ...] = ()
    # Columns that stay in sight: up to the trait.
    frozen: int = 1
    # Set for what is never much more than a page: no note is left alone on a second one.
    one_page: bool = False


def sheets(report: GapReport, language: Language) -> tuple[Sheet, ...]:
    """All tables behind the summary, in order."""
    return (
        _ratings(report, language),
        _evidence(report, language),
        _gaps(report, language),
        _figures(report, language),
        _practices(report, language),
        _data(report, language),
        _sources(report, language),
    )


def columns_of(language: Language, *keyed: tuple[str, int]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(COLUMN[key].in_language(language), width) for key, width in keyed)


def _ratings(report: GapReport, language: Language) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for trait in report.traits:
        result = trait.result
        claim = result.claim
        rung = result.trait.levels[claim - 1] if claim else None
        rows.append(
            (
                result.trait.name.in_language(language),
                STATE[result.rating.state].in_language(language),
                claim,
                level_or_none(report.framework, claim).in_language(language),
                rung.text.in_language(language) if rung else "",
                sentence_case(basis_text(rung.basis, trait.facts)).in_language(language)
                if rung
                else "",
                result.supported,
                result.low,
                result.high,
                result.target,
                result.rating.target_year,
                result.weight if report.assessment.weights else None,
                result.rating.rationale,
            )
        )
    return Sheet(
        Text("等级评定", "Ratings").in_language(language),
        (
            *columns_of(language, ("trait", 14), ("state", 11), ("claim", 9), ("level", 12)),
            *columns_of(language, ("level_text", 26), ("basis", 10), ("supported", 10)),
            *columns_of(language, ("low", 7), ("high", 7), ("target", 8), ("target_year", 8)),
            *columns_of(language, ("weight", 7), ("rationale", 51)),
        ),
        tuple(rows),
    )


def _evidence(report: GapReport, language: Language) -> Sheet:
    return Sheet(
        Text("佐证材料", "Evidence").in_language(language),
        (
            *columns_of(language, ("trait", 18), ("number", 6), ("grade", 26)),
            *columns_of(language, ("title", 47), ("source", 30), ("date", 12), ("address", 45)),
        ),
        tuple(
            (
                trait.result.trait.name.in_language(language),
                i,
                sentence_case(GRADE[item.grade]).in_language(language),
                item.title,
                item.source,
                _day_or_text(item.date),
                item.url,
            )
            for trait in report.traits
            for i, item in enumerate(trait.result.rating.evidence, 1)
        ),
        Text("没有佐证材料。", "There is no evidence.").in_language(language),
    )


def _day_or_text(text: str) -> date | str:
    """A full date as a date; a year or a month alone, which no cell has a type for, as text."""
    is_day = len(text) == len("2025-03-18") and normal_date(text) == text
    return day if is_day and (day := date.fromisoformat(text)) >= _FIRST_DAY else text


def _gaps(report: GapReport, language: Language) -> Sheet:
    """All traits in the order of the tasks; units and deadline are to be filled in."""
    return Sheet(
        Text("差距与任务", "Gaps and tasks").in_language(language),
        (
            *columns_of(language, ("rank", 6), ("trait", 14), ("status", 11), ("claim", 9)),
            *columns_of(language, ("supported", 10), ("target", 8), ("target_year", 8)),
            *columns_of(language, ("gap", 6), ("gap_low", 7), ("gap_high", 7), ("actions", 29)),
            *columns_of(language, ("evidence_needed", 31), ("lead", 11), ("support_unit", 12)),
            *columns_of(language, ("deadline", 10)),
        ),
        tuple(_gap_row(trait, language) for trait in in_order(report)),
        frozen=2,
    )


def _gap_row(trait: TraitReport, language: Language) -> tuple[Cell, ...]:
    result = trait.result
    return (
        result.rank,
        result.trait.name.in_language(language),
        STATUS[result.status].in_language(language),
        result.claim,
        result.supported,
        result.target,
        result.rating.target_year,
        result.gap,
        result.gap_low,
        result.gap_high,
        first_step(trait).in_language(language),
        evidence_text(trait).in_language(language) if asks_for_evidence(trait) else "",
        "",
        "",
        "",
    )


def _figures(report: GapReport, language: Language) -> Sheet:
    rows = [
        row
        for trait in report.traits
        for own in trait.result.rating.figures
        for row in _figure_rows(report, trait, own, language)
    ]
    # Short in English: the words stand in front of seven narrow columns.
    documented = Text(COLUMN["documented"].zh, "Bulletin").in_language(language)
    local = Text(COLUMN["local"].zh, "Local").in_language(language)

    def titled(prefix: str, *keyed: tuple[str, int]) -> tuple[SheetColumn, ...]:
        between = "：" if language == "zh-hans" else ": "
        return tuple(
            SheetColumn(f"{prefix}{between}{column.title}", column.width)
            for column in columns_of(language, *keyed)
        )

    return Sheet(
        Text("指标数据", "Figures").in_language(language),
        (
            *columns_of(language, ("trait", 14), ("indicator", 14), ("unit", 8)),
            *titled(local, ("value", 10), ("qualifier", 10), ("product", 10), ("year", 6)),
            *titled(documented, ("value", 10), ("qualifier", 10), ("printed", 10)),
            *titled(documented, ("product", 11), ("year", 9), ("cluster", 13), ("section", 9)),
            *columns_of(language, ("verdict", 12), ("note", 10), ("remark", 11)),
        ),
        tuple(rows),
        Text("没有填报指标数据。", "No figures have been entered.").in_language(language),
        notes=(own_source(report).in_language(language),) if rows else (),
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
        convert(own.value, own.unit, indicator.unit),
        QUALIFIER[own.qualifier].in_language(language),
        own.product or "",
        own.year,
    )
    found = [figure for figure in trait.figures if figure.own is own]
    if not found:
        return [(*head, None, "", NOT_DOCUMENTED.in_language(language), *[""] * 7)]
    return [(*head, *_documented_cells(report, indicator, figure, language)) for figure in found]


def _documented_cells(
    report: GapReport, indicator: Indicator, figure: Comparison, language: Language
) -> tuple[Cell, ...]:
    documented = figure.documented
    cluster = report.framework.cluster_by_slug.get(documented.cluster or "")
    mind = warnings(figure)
    return (
        convert(documented.value, documented.unit, indicator.unit),
        QUALIFIER[documented.qualifier].in_language(language),
        documented.printed.in_language(language) if documented.printed else "",
        documented.product.in_language(language) if documented.product else "",
        documented.year,
        cluster.name.in_language(language) if cluster else "",
        section_tag(documented.section).in_language(language),
        verdict_text(figure).in_language(language),
        "" if mind == NONE else mind.in_language(language),
        documented.note.in_language(language) if documented.note else "",
    )


def _practices(report: GapReport, language: Language) -> Sheet:
    """What is offered for the ranked gaps; where evidence comes first, nothing is yet."""
    clusters = report.framework.cluster_by_slug
    return Sheet(
        Text("经验做法", "Practices").in_language(language),
        (
            *columns_of(language, ("trait", 14), ("number", 6), ("practice", 20), ("place", 9)),
            *columns_of(language, ("cluster", 18), ("section", 9), ("nearness", 15)),
            *columns_of(language, ("reason", 25), ("action", 37), ("condition", 29)),
        ),
        tuple(
            (
                trait.result.trait.name.in_language(language),
                i,
                offer.practice.title.in_language(language),
                offer.practice.place.in_language(language),
                clusters[offer.practice.cluster].name.in_language(language)
                if offer.practice.cluster
                else "",
                section_tag(offer.practice.section).in_language(language),
                NEARNESS[offer.nearness].in_language(language),
                offer_reason(trait, offer).in_language(language),
                actions_text(offer.practice).in_language(language),
                offer.practice.condition.in_language(language),
            )
            for trait in report.gaps
            for i, offer in enumerate(trait.offers, 1)
        ),
        Text("没有须借鉴做法的差距。", "No gap asks for a practice.").in_language(language),
    )


def _data(report: GapReport, language: Language) -> Sheet:
    return Sheet(
        SECTION["data"].in_language(language),
        (
            *columns_of(language, ("trait", 22), ("state", 11), ("indicator", 32), ("unit", 14)),
            *columns_of(language, ("definition", 60), ("data_source", 36)),
        ),
        tuple(
            (
                trait.result.trait.name.in_language(language),
                STATE[trait.result.rating.state].in_language(language),
                indicator.name.in_language(language),
                unit_text(indicator.unit).in_language(language),
                indicator.definition.in_language(language),
                indicator.data_source.in_language(language),
            )
            for trait in report.data_to_obtain
            for indicator in trait.result.trait.indicators
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
        notes=tuple(text.in_language(language) for text in (*sources_text(report), CONSTRUCT)),
        one_page=True,
    )
