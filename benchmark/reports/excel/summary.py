"""The first sheet: what the brief says, the table of traits and its two charts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmark.charts.data import REFERENCE_LEVEL, Mark, in_words, mark_of, marks
from benchmark.reports.document import marks_of, title
from benchmark.reports.gap_report import GapReport
from benchmark.reports.sections.judgement import certainty, judgement, strengths
from benchmark.reports.sections.words import first_offers, still_missing, way
from benchmark.scoring.framework import Language, Text
from benchmark.scoring.profile import TraitResult
from benchmark.wording.characters import xml_text
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import REPORT, SECTION, STATUS
from benchmark.wording.sentences import one_line, run_on
from benchmark.workbook.book import BASE, TITLE
from benchmark.workbook.measure import LINE_HEIGHT, LOWEST_ROW, line_count
from benchmark.workbook.tables import Cell, TableBook

from .charts import TraitTable, gap_chart, radar_chart

_DATE: dict[Language, str] = {
    "zh-hans": 'yyyy"年"m"月"d"日"',
    # Names of months in English, whatever the language of the program.
    "en": "[$-409]d mmmm yyyy",
}
_KEYS = ("trait", "claim", "proven", "possible", "target", "target_year", "gap", "status", "rank")
_LABEL_WIDTH, _WIDTH, _LAST = 38, 15, len(_KEYS) - 1
# Pixels; the two and what is between them are as wide as the table.
_RADAR_WIDTH, _GAP_WIDTH, _CHART_HEIGHT = 500, 640, 392
# Rows of 20 pixels beneath the charts.
_CHART_ROWS = 21
# How high a line of the title is, and how many of its Latin characters stand over the table.
_TITLE_LINE, _TITLE_WIDTH = 24, 92
# What the charts draw beside the table: hidden columns behind it, as cells, because not every
# program draws what a chart carries in itself. A band begins at its level and goes so many up.
_CHART_HEADS: dict[str, Text] = {
    "reference": Text("图表用：5级", "For the charts: level 5"),
    "row": Text("图表用：行位", "For the charts: row"),
    "names": Text("图表用：名称位置", "For the charts: place of the name"),
    "band": Text("图表用：可能范围起点", "For the charts: possible range, from"),
    "band_span": Text("图表用：可能范围长度", "For the charts: possible range, length"),
    "not_rated": Text("图表用：未评定起点", "For the charts: not rated, from"),
    "not_rated_span": Text("图表用：未评定长度", "For the charts: not rated, length"),
}


class ReportBook(TableBook):
    """The workbook of one report."""

    def __init__(self, report: GapReport, language: Language) -> None:
        super().__init__(
            title=title(report).in_language(language),
            subject=REPORT.in_language(language),
            author=report.origin.organisation,
            marks=[mark.in_language(language) for mark in marks_of(report.origin)],
        )
        self.report, self.language = report, language
        self.title = self.format({**TITLE, "text_wrap": True})
        self.label = self.format({**BASE, "bold": True})
        self.percent = self.format({**BASE, "num_format": '0.0"%"', "align": "left"})
        self.day = self.format({**BASE, "num_format": _DATE[language], "align": "left"})

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def summary(self) -> None:
        """Conclusion and main values, the table of traits with its two charts."""
        say, report = self.say, self.report
        sheet = self.sheet(say(Text("摘要", "Summary")))
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, _LAST, _WIDTH)
        heading = xml_text(say(title(report)))
        sheet.merge_range(0, 0, 0, _LAST, "", self.title)
        sheet.write_string(0, 0, heading, self.title)
        sheet.set_row(0, 4 + _TITLE_LINE * line_count(heading, _TITLE_WIDTH))
        row = 1
        for label, value, format_ in self._values():
            sheet.write_string(row, 0, label, self.label)
            lines = line_count(label, _LABEL_WIDTH - 2)
            if isinstance(value, str):
                sheet.merge_range(row, 1, row, _LAST, "", format_)
                sheet.write_string(row, 1, xml_text(value), format_)
                lines = max(lines, line_count(value, _LAST * _WIDTH + 2))
            elif isinstance(value, date):
                sheet.write_datetime(row, 1, value, format_)
            else:
                sheet.write_number(row, 1, value, format_)
            sheet.set_row(row, LINE_HEIGHT * lines)
            row += 1
        table = self._trait_table(sheet, row + 1)
        self._charts(sheet, table)
        sheet.freeze_panes(1, 0)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 0, table.last + 2 + _CHART_ROWS, _LAST)

    def _values(self) -> Iterator[tuple[str, str | float | date, Format]]:
        """Label, value and format of what stands above the table."""
        say, report, plain = self.say, self.report, self.plain
        origin = report.origin
        for mark in marks_of(origin):
            yield say(COLUMN["note"]), say(mark), plain
        if origin.organisation:
            yield say(Text("填报单位", "Prepared by")), origin.organisation, plain
        if origin.prepared_on:
            yield say(COLUMN["date"]), origin.prepared_on, self.day
        yield say(Text("评估年度", "Year")), float(report.assessment.period), plain
        yield say(SECTION["judgement"]), say(judgement(report)), plain
        yield say(SECTION["strengths"]), say(strengths(report)), plain
        if report.gaps:
            gaps = "\n".join(f"{i}. {say(text)}" for i, text in enumerate(self._gaps(), start=1))
            yield say(SECTION["gaps"]), gaps, plain
        yield say(COLUMN["coverage"]), float(report.profile.coverage * 100), self.percent
        yield say(SECTION["certainty"]), say(run_on(certainty(report))), plain

    def _gaps(self) -> Iterator[Text]:
        """What the first gaps lack and what to begin with, a line each."""
        offers = first_offers(self.report)
        for trait in self.report.headline:
            name, levels = trait.result.trait.name, way(trait.result)
            offer = offers.get(trait.result.trait.slug)
            action = Text("", "")
            if offer:
                measure = offer.practice.measure
                action = Text(f"；先做：{measure.zh}", f"; first: {measure.en}")
            missing = still_missing(trait.result)
            yield Text(
                f"{name.zh}（{levels.zh}）：{one_line(missing).zh}{action.zh}",
                f"{name.en} ({levels.en}): {one_line(missing).en}{action.en}",
            )

    def _trait_table(self, sheet: Worksheet, first: int) -> TraitTable:
        """The seven traits from row `first` (heads); hidden beside them, what the charts draw."""
        heads = {key: COLUMN[key] for key in _KEYS} | _CHART_HEADS
        for column, (key, text) in enumerate(heads.items()):
            sheet.write_string(first, column, self.say(text), self.head)
            if key in _CHART_HEADS:
                sheet.set_column(column, column, None, None, {"hidden": True})
        sheet.set_row(first, 2 * LINE_HEIGHT + 3)
        for i, result in enumerate(self.report.profile.traits):
            cells = {**self._cells(result), **chart_cells(mark_of(result))}
            cells["row"] = len(self.report.traits) - i
            for column, key in enumerate(heads):
                self.write(sheet, first + 1 + i, column, cells[key])
            sheet.set_row(first + 1 + i, LOWEST_ROW)
        columns = {key: column for column, key in enumerate(heads)}
        return TraitTable(sheet.get_name(), first + 1, first + len(self.report.traits), columns)

    def _cells(self, result: TraitResult) -> dict[str, Cell]:
        return {
            "trait": self.say(result.trait.name),
            "claim": result.claim,
            "proven": result.proven,
            "possible": result.possible,
            "target": result.target,
            "target_year": result.rating.target_year,
            "gap": result.gap,
            "status": self.say(STATUS[result.status]),
            "rank": result.rank,
        }

    def _charts(self, sheet: Worksheet, table: TraitTable) -> None:
        """Side by side under the whole width of the table."""
        drawn = marks(self.report.profile.traits)
        names = [self.say(mark.name) for mark in drawn]
        alt = {"y_offset": 4, "description": self.say(in_words(drawn))}
        radar = radar_chart(self.workbook, table, self.language)
        gaps = gap_chart(self.workbook, table, names, self.language)
        for chart, width in ((radar, _RADAR_WIDTH), (gaps, _GAP_WIDTH)):
            chart.set_size({"width": width, "height": _CHART_HEIGHT})
        sheet.insert_chart(table.last + 2, 0, radar, {**alt, "x_offset": 2})
        sheet.insert_chart(table.last + 2, 0, gaps, {**alt, "x_offset": _RADAR_WIDTH + 10})


def chart_cells(mark: Mark) -> dict[str, Cell]:
    """What the charts draw of a trait, but for its row; nothing where nothing is open."""
    drawn = "band" if mark.rated else "not_rated"
    open_ = mark.low < mark.high
    return {
        **dict.fromkeys(_CHART_HEADS),
        "reference": REFERENCE_LEVEL,
        "names": 0,
        drawn: mark.low if open_ else None,
        f"{drawn}_span": mark.high - mark.low if open_ else None,
    }
