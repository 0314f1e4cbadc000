"""The first sheet: what the brief says, the table of traits and its two charts."""

from __future__ import annotations

from datetime import date

from xlsxwriter.worksheet import Worksheet

from benchmark.charts.data import LEGEND
from benchmark.scoring.framework import Language
from benchmark.wording.characters import xml_text
from benchmark.workbook.book import BASE, TITLE
from benchmark.workbook.measure import LINE_HEIGHT, LOWEST_ROW, line_count
from benchmark.workbook.tables import TableBook

from .book import CHART_HEADS, KEYS, Contents
from .charts import TraitTable, gap_chart, radar_chart

_DATE: dict[Language, str] = {
    "zh-hans": 'yyyy"年"m"月"d"日"',
    # Names of months in English, whatever the language of the program.
    "en": "[$-409]d mmmm yyyy",
}
_LABEL_WIDTH, _WIDTH, _LAST = 38, 15, len(KEYS) - 1
# Pixels; the two and what is between them are as wide as the table.
_RADAR_WIDTH, _GAP_WIDTH, _CHART_HEIGHT = 500, 640, 392
# Rows of 20 pixels beneath the charts.
_CHART_ROWS = 21
# How high a line of the title is, and how many of its Latin characters stand over the table.
_TITLE_LINE, _TITLE_WIDTH = 24, 92


class ReportBook(TableBook):
    """The workbook of one report."""

    def __init__(self, said: Contents) -> None:
        super().__init__(
            title=said.title,
            subject=said.subject,
            author=said.author,
            marks=said.marks,
            created=said.prepared_on,
        )
        self.said = said
        self.title = self.format({**TITLE, "text_wrap": True})
        self.label = self.format({**BASE, "bold": True})
        self.percent = self.format({**BASE, "num_format": '0.0"%"', "align": "left"})
        day = _DATE[said.language]
        self.day = self.format({**BASE, "num_format": day, "align": "left"})

    def summary(self) -> None:
        """Conclusion and main values, the table of traits with its two charts."""
        said = self.said.summary
        sheet = self.sheet(said.name)
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, _LAST, _WIDTH)
        heading = xml_text(self.said.title)
        sheet.merge_range(0, 0, 0, _LAST, "", self.title)
        sheet.write_string(0, 0, heading, self.title)
        sheet.set_row(0, 4 + _TITLE_LINE * line_count(heading, _TITLE_WIDTH))
        row = 1
        formats = {"percent": self.percent, "day": self.day}
        for line in said.values:
            value, format_ = line.value, formats.get(line.kind, self.plain)
            sheet.write_string(row, 0, line.label, self.label)
            lines = line_count(line.label, _LABEL_WIDTH - 2)
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

    def _trait_table(self, sheet: Worksheet, first: int) -> TraitTable:
        """The seven traits from row `first` (heads); hidden beside them, what the charts draw."""
        said = self.said.summary
        for column, head in enumerate(said.heads):
            sheet.write_string(first, column, head, self.head)
        sheet.set_column(len(KEYS), len(said.heads) - 1, None, None, {"hidden": True})
        sheet.set_row(first, 2 * LINE_HEIGHT + 3)
        for row, cells in enumerate(said.rows, first + 1):
            for column, cell in enumerate(cells):
                self.write(sheet, row, column, cell)
            sheet.set_row(row, LOWEST_ROW)
        return TraitTable(
            sheet.get_name(),
            first + 1,
            first + len(said.rows),
            columns={key: column for column, key in enumerate((*KEYS, *CHART_HEADS))},
            series=dict(zip(LEGEND, said.series, strict=True)),
        )

    def _charts(self, sheet: Worksheet, table: TraitTable) -> None:
        """Side by side under the whole width of the table."""
        said = self.said.summary
        names = [str(cells[KEYS.index("trait")]) for cells in said.rows]
        alt = {"y_offset": 4, "description": said.alt}
        radar = radar_chart(self.workbook, table, said.radar_title)
        gaps = gap_chart(self.workbook, table, names, said.gap_title, self.said.language)
        for chart, width in ((radar, _RADAR_WIDTH), (gaps, _GAP_WIDTH)):
            chart.set_size({"width": width, "height": _CHART_HEIGHT})
        sheet.insert_chart(table.last + 2, 0, radar, {**alt, "x_offset": 2})
        sheet.insert_chart(table.last + 2, 0, gaps, {**alt, "x_offset": _RADAR_WIDTH + 10})
