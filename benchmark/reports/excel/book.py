"""What the workbook of a report holds, in one language: its first sheet, then its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from benchmark.charts.data import LEGEND, REFERENCE_LEVEL, SERIES, Mark, in_words, mark_of, marks
from benchmark.reports.blocks import plain
from benchmark.reports.document import marks_of, title
from benchmark.reports.gap_report import GapReport
from benchmark.reports.sections.judgement import certainty, judgement, strengths
from benchmark.reports.sections.plan import begins_with
from benchmark.reports.sections.words import first_offers, still_missing, way
from benchmark.scoring.framework import Language, Text
from benchmark.scoring.profile import TraitResult
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import REPORT, SECTION, STATUS
from benchmark.wording.sentences import edition_name, one_line, run_on
from benchmark.workbook.tables import Cell, Sheet

from .sheets import sheets

# The columns of the table of traits.
KEYS = ("trait", "claim", "proven", "possible", "target", "target_year", "gap", "status", "rank")
# What the charts draw beside the table: hidden columns behind it, as cells, because not every
# program draws what a chart carries in itself. A band begins at its level and goes so many up.
CHART_HEADS: dict[str, Text] = {
    "reference": Text("图表用：5级", "For the charts: level 5"),
    "row": Text("图表用：行位", "For the charts: row"),
    "names": Text("图表用：名称位置", "For the charts: place of the name"),
    "band": Text("图表用：可能范围起点", "For the charts: possible range, from"),
    "band_span": Text("图表用：可能范围长度", "For the charts: possible range, length"),
    "not_rated": Text("图表用：未评定起点", "For the charts: not rated, from"),
    "not_rated_span": Text("图表用：未评定长度", "For the charts: not rated, length"),
}
_RADAR = Text("七项特征雷达图", "Radar of the seven traits")


@dataclass(frozen=True, slots=True)
class Value:
    """A line above the table of traits. A `percent` is 71.4 for 71.4 %."""

    label: str
    value: str | int | float | date
    kind: Literal["text", "number", "percent", "day"] = "text"


@dataclass(frozen=True, slots=True)
class Summary:
    """The first sheet. `heads` and the cells of `rows` go by KEYS, then by CHART_HEADS; `series` by
    the charts' LEGEND. `alt` says in words what the charts show."""

    name: str
    values: tuple[Value, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    series: tuple[str, ...]
    radar_title: str
    gap_title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole workbook. `marks` are those of the document."""

    language: Language
    title: str
    author: str
    subject: str
    prepared_on: date | None
    marks: tuple[str, ...]
    summary: Summary
    sheets: tuple[Sheet, ...]


def contents(report: GapReport, language: Language) -> Contents:
    """What the workbook of a report says."""
    origin = report.origin
    return Contents(
        language=language,
        title=title(report).in_language(language),
        author=origin.organisation,
        subject=REPORT.in_language(language),
        prepared_on=origin.prepared_on,
        marks=tuple(mark.in_language(language) for mark in marks_of(origin)),
        summary=_summary(report, language),
        sheets=sheets(report, language),
    )


def _summary(report: GapReport, language: Language) -> Summary:
    results = report.profile.traits
    heads = [*(COLUMN[key] for key in KEYS), *CHART_HEADS.values()]
    return Summary(
        name=Text("摘要", "Summary").in_language(language),
        values=tuple(_values(report, language)),
        heads=tuple(head.in_language(language) for head in heads),
        rows=tuple(
            _row(result, len(results) - place, language) for place, result in enumerate(results)
        ),
        series=tuple(SERIES[key].in_language(language) for key in LEGEND),
        radar_title=_RADAR.in_language(language),
        gap_title=SECTION["chart"].in_language(language),
        alt=in_words(marks(results)).in_language(language),
    )


def _values(report: GapReport, language: Language) -> Iterator[Value]:
    """Label and value of what stands above the table."""
    origin = report.origin

    def said(label: Text, text: Text) -> Value:
        return Value(label.in_language(language), text.in_language(language))

    for mark in marks_of(origin):
        yield said(COLUMN["note"], mark)
    if origin.organisation:
        yield said(Text("填报单位", "Prepared by"), plain(origin.organisation))
    if origin.prepared_on:
        yield Value(COLUMN["date"].in_language(language), origin.prepared_on, "day")
    if origin.edition > 1:
        yield said(Text("版次", "Edition"), edition_name(origin.edition))
    year = Text("评估年度", "Year").in_language(language)
    yield Value(year, report.assessment.period, "number")
    yield said(SECTION["judgement"], judgement(report))
    yield said(SECTION["strengths"], strengths(report))
    if report.gaps:
        lines = (f"{i}. {text.in_language(language)}" for i, text in enumerate(_gaps(report), 1))
        yield Value(SECTION["gaps"].in_language(language), "\n".join(lines))
    coverage = COLUMN["coverage"].in_language(language)
    yield Value(coverage, float(report.profile.coverage * 100), "percent")
    yield said(SECTION["certainty"], run_on(certainty(report)))


def _gaps(report: GapReport) -> Iterator[Text]:
    """What the first gaps lack and what to begin with, a line each."""
    offers = first_offers(report)
    for trait in report.headline:
        name, levels = trait.result.trait.name, way(trait.result)
        slug = trait.result.trait.slug
        measure = begins_with(report, slug, offers.get(slug))
        action = Text("", "")
        if measure:
            action = Text(f"；先做：{measure.zh}", f"; first: {measure.en}")
        missing = still_missing(trait.result)
        yield Text(
            f"{name.zh}（{levels.zh}）：{one_line(missing).zh}{action.zh}",
            f"{name.en} ({levels.en}): {one_line(missing).en}{action.en}",
        )


def _row(result: TraitResult, place: int, language: Language) -> tuple[Cell, ...]:
    """A trait's levels and what the charts draw of it; the highest `place` is the first row."""
    cells: dict[str, Cell] = {
        "trait": result.trait.name.in_language(language),
        "claim": result.claim,
        "proven": result.proven,
        "possible": result.possible,
        "target": result.target,
        "target_year": result.rating.target_year,
        "gap": result.gap,
        "status": STATUS[result.status].in_language(language),
        "rank": result.rank,
        **chart_cells(mark_of(result)),
        "row": place,
    }
    return tuple(cells[key] for key in (*KEYS, *CHART_HEADS))


def chart_cells(mark: Mark) -> dict[str, Cell]:
    """What the charts draw of a trait, but for its row; nothing where nothing is open."""
    drawn = "band" if mark.rated else "not_rated"
    open_ = mark.low < mark.high
    return {
        **dict.fromkeys(CHART_HEADS),
        "reference": REFERENCE_LEVEL,
        "names": 0,
        drawn: mark.low if open_ else None,
        f"{drawn}_span": mark.high - mark.low if open_ else None,
    }
