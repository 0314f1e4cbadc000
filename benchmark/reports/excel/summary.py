"""The first sheet: conclusion and main values, the table of traits with its two charts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmark.charts.data import REFERENCE_LEVEL, SERIES
from benchmark.reports.document import marks_of, title
from benchmark.reports.sections.conclusion import Conclusion, conclude
from benchmark.scoring.framework import Text
from benchmark.wording.characters import xml_text
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import MEAN, REFERENCE_SET_DATED, SECTION, STATUS
from benchmark.wording.row_height import LINE_HEIGHT, line_count

from .charts import TraitTable, gap_chart, radar_chart
from .sheets import Cell
from .writer import Writer

_CHART_ROWS = 24
_LABEL_WIDTH = 38
# How high a line of the title is, and how many of its Latin characters stand over the table.
_TITLE_LINE, _TITLE_WIDTH = 24, 100
_SUMMARY_KEYS = (
    "trait",
    "claim",
    "supported",
    "target",
    "gap",
    "low",
    "high",
    "status",
    "rank",
    "reference",
)
# What the bar chart draws beside the table: hidden columns behind it.
_CHART_KEYS = ("plus", "minus", "not_rated")


def write_summary(writer: Writer) -> None:
    """Conclusion and main values, the table of traits with its two charts."""
    say, report = writer.say, writer.report
    sheet = writer.sheet(say(Text("摘要", "Summary")))
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 9, 15)
    heading = xml_text(say(title(report)))
    sheet.merge_range(0, 0, 0, 9, "", writer.title)
    sheet.write_string(0, 0, heading, writer.title)
    sheet.set_row(0, 4 + _TITLE_LINE * line_count(heading, _TITLE_WIDTH))
    row = 1
    for label, value, format_ in _values(writer, conclude(report)):
        sheet.write_string(row, 0, label, writer.label)
        lines = line_count(label, _LABEL_WIDTH - 2)
        if isinstance(value, str):
            sheet.merge_range(row, 1, row, 9, "", format_)
            sheet.write_string(row, 1, xml_text(value), format_)
            lines = max(lines, line_count(value, 130))
        elif isinstance(value, date):
            sheet.write_datetime(row, 1, value, format_)
        else:
            sheet.write_number(row, 1, value, format_)
        sheet.set_row(row, LINE_HEIGHT * lines)
        row += 1
    table = _trait_table(writer, sheet, row + 1)
    _charts(writer, sheet, table)
    sheet.freeze_panes(1, 0)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, table.last + 2 + _CHART_ROWS, len(_SUMMARY_KEYS) - 1)


def _values(
    writer: Writer, conclusion: Conclusion
) -> Iterator[tuple[str, str | float | date, Format]]:
    """Label, value and format of what stands above the table."""
    say, report, plain = writer.say, writer.report, writer.plain
    profile, origin = report.profile, report.origin
    for mark in marks_of(origin):
        yield say(Text("说明", "Remark")), say(mark), plain
    if origin.organisation:
        yield say(Text("填报单位", "Prepared by")), origin.organisation, plain
    if origin.prepared_on:
        yield say(COLUMN["date"]), origin.prepared_on, writer.day
    yield say(Text("评估年度", "Year")), float(report.assessment.period), plain
    yield say(SECTION["conclusion"]), say(conclusion.sentence), plain
    yield say(Text("阶段", "Stage")), say(conclusion.stage), plain
    between = "" if writer.language == "zh-hans" else " "
    sure = between.join(say(text) for text in conclusion.certainty)
    yield say(Text("可信程度", "How sure this is")), sure, plain
    if conclusion.headline:
        gap = say(Text("{}. {}：{}；{}", "{}. {}: {}. {}"))
        gaps = "\n".join(
            gap.format(i, say(item.trait.result.trait.name), say(item.standing), say(item.step))
            for i, item in enumerate(conclusion.headline, 1)
        )
        yield say(Text("首要差距", "The gaps that matter most")), gaps, plain
    steps = "\n".join(f"{i}. {say(step)}" for i, step in enumerate(conclusion.steps, 1))
    yield say(Text("首先要做", "What to do first")), steps, plain
    if report.comparators:
        names = "\n".join(say(cluster.name) for cluster in report.comparators)
        yield say(Text("比较对象", "Compared with")), names, plain
    yield say(COLUMN["coverage"]), float(profile.coverage * 100), writer.percent
    yield from _means(writer)
    yield say(Text("参照范围", "Reference set")), say(REFERENCE_SET_DATED), plain


def _means(writer: Writer) -> Iterator[tuple[str, str | float | date, Format]]:
    """The ordinal mean with its range; the result with equal weights beside it."""
    profile = writer.report.profile
    yield from _mean(writer, Text("", ""), profile.mean, profile.band)
    if writer.report.assessment.weights is not None:
        equal = Text("（等权）", " (equal weights)")
        yield from _mean(writer, equal, profile.mean_equal, profile.band_equal)


def _mean(
    writer: Writer, suffix: Text, mean: Fraction | None, band: tuple[Fraction, Fraction]
) -> Iterator[tuple[str, str | float | date, Format]]:
    label = writer.say(MEAN) + writer.say(suffix)
    if mean is None:
        none = Text("覆盖率不足，不计算", "not computed: coverage is too low")
        yield label, writer.say(none), writer.plain
    else:
        yield label, float(mean), writer.decimal
    for key, end in (("low", band[0]), ("high", band[1])):
        yield writer.say(COLUMN[key]) + writer.say(suffix), float(end), writer.decimal


def _trait_table(writer: Writer, sheet: Worksheet, first: int) -> TraitTable:
    """The seven traits from row `first` (heads)."""
    for i, key in enumerate(_SUMMARY_KEYS):
        text = SERIES[key] if key == "reference" else COLUMN[key]
        sheet.write_string(first, i, writer.say(text), writer.head)
    sheet.set_row(first, 46)
    for i, result in enumerate(writer.report.profile.traits, first + 1):
        cells: dict[str, Cell] = {
            "trait": writer.say(result.trait.name),
            "claim": result.claim,
            "supported": result.supported,
            "target": result.target,
            "gap": result.gap,
            "low": result.low,
            "high": result.high,
            "status": writer.say(STATUS[result.status]),
            "rank": result.rank,
            "reference": REFERENCE_LEVEL,
        }
        writer.write_row(sheet, i, [cells[key] for key in _SUMMARY_KEYS])
        sheet.set_row(i, LINE_HEIGHT + 3)
    return _chart_columns(
        writer,
        sheet,
        TraitTable(
            sheet.get_name(),
            first + 1,
            first + len(writer.report.traits),
            {key: i for i, key in enumerate((*_SUMMARY_KEYS, *_CHART_KEYS))},
        ),
    )


def _chart_columns(writer: Writer, sheet: Worksheet, table: TraitTable) -> TraitTable:
    """Hidden beside the table: how far the range goes from the level, and what is hatched.

    As cells, because not every program draws what a chart carries in itself.
    """
    heads = {
        "plus": Text("范围上限与佐证等级之差", "Upper end less supported level"),
        "minus": Text("佐证等级与范围下限之差", "Supported level less lower end"),
        "not_rated": SERIES["not_rated"],
    }
    for key, head in heads.items():
        column = table.columns[key]
        sheet.set_column(column, column, None, None, {"hidden": True})
        sheet.write_string(table.first - 1, column, writer.say(head), writer.head)
    for row, result in enumerate(writer.report.profile.traits, table.first):
        s = result.supported
        values = (result.high - s, s - result.low, None) if s else (None, None, REFERENCE_LEVEL)
        for key, value in zip(_CHART_KEYS, values, strict=True):
            writer.write_cell(sheet, row, table.columns[key], value)
    return table


def _charts(writer: Writer, sheet: Worksheet, table: TraitTable) -> None:
    results = writer.report.profile.traits
    words = "；".join(
        f"{writer.say(r.trait.name)} {r.claim or '—'}/{r.supported or '—'}/{r.target or '—'}"
        for r in results
    )
    alt = writer.say(Text("自评/佐证/目标等级：", "Claimed/supported/target level: ")) + words
    size = {"x_scale": 1.27, "y_scale": 1.5, "x_offset": 4, "y_offset": 4, "description": alt}
    radar = radar_chart(writer.workbook, table, writer.language)
    bars = gap_chart(writer.workbook, table, writer.language)
    # Side by side under the whole width of the table.
    sheet.insert_chart(table.last + 2, 0, radar, size)
    sheet.insert_chart(table.last + 2, 4, bars, {**size, "x_offset": 40})
