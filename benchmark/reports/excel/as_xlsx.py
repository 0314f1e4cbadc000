"""The report as an Excel workbook: typed cells, filters, print set-up, native charts.

Text of users is always written as a string: it never becomes a formula, a link or a number.
Shares are in percentage points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmark.charts.data import REFERENCE_LEVEL, SERIES, in_words, marks
from benchmark.reports.document import marks_of, title
from benchmark.reports.gap_report import GapReport
from benchmark.reports.sections.judgement import certainty, judgement, strengths
from benchmark.reports.sections.words import first_offers, still_missing, way
from benchmark.scoring.framework import Language, Text
from benchmark.wording.characters import xml_text
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import REPORT, SECTION, STATUS
from benchmark.wording.sentences import one_line, run_on
from benchmark.workbook.book import BASE, TITLE
from benchmark.workbook.measure import LINE_HEIGHT, LOWEST_ROW, line_count
from benchmark.workbook.tables import Cell, Column, Long, Sheet, TableBook

from .charts import TraitTable, gap_chart, radar_chart
from .sheets import columns_of, sheets

_CHART_ROWS = 24
# Of a long text, three rows of so many lines fill a printed page.
_LONG_WIDTH, _LONG_LINES = 130, 11
LONG_TEXTS = Text("长文全文", "Long texts")
_POINTER = Text(
    f"行高放不下的文字，单元格内仍是全文，并在“{LONG_TEXTS.zh}”表中分行列出，供打印。",
    f"A text too long for its row is whole in its cell, and is printed whole in the sheet "
    f"{LONG_TEXTS.en}.",
)
_LABEL_WIDTH = 38
# How high a line of the title is, and how many of its Latin characters stand over the table.
_TITLE_LINE, _TITLE_WIDTH = 24, 100
_DATE: dict[Language, str] = {
    "zh-hans": 'yyyy"年"m"月"d"日"',
    # Names of months in English, whatever the language of the program.
    "en": "[$-409]d mmmm yyyy",
}
_SUMMARY_KEYS = (
    "trait",
    "claim",
    "proven",
    "possible",
    "target",
    "target_year",
    "gap",
    "status",
    "rank",
    "reference",
)
# What the gap chart draws beside the table: hidden columns behind it. A band begins at its level
# and goes so many levels up.
_CHART_KEYS = ("band", "band_span", "not_rated", "not_rated_span")


def as_xlsx(report: GapReport, language: Language) -> bytes:
    """The report as an Excel workbook."""
    book = _ReportBook(report, language)
    book.summary()
    pointer = _POINTER.in_language(language)
    long = [
        found for sheet in sheets(report, language) for found in book.table(sheet, pointer=pointer)
    ]
    if long:
        book.table(_long_texts(long, language))
    return book.content()


def _long_texts(long: Sequence[Long], language: Language) -> Sheet:
    """What a row of its table cannot show, whole in rows one after another, for print.

    Not in merged cells, which can be neither filtered nor sorted and break within a line.
    """
    name = LONG_TEXTS.in_language(language)
    columns = (*columns_of(language, ("trait", 22), ("item", 18)), Column(name, _LONG_WIDTH))
    rows = tuple(
        (found.named, found.title, piece)
        for found in long
        for piece in _pages(found.text, _LONG_WIDTH - 1)
    )
    return Sheet(name, columns, rows)


class _ReportBook(TableBook):
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
        sheet.set_column(1, 9, 15)
        heading = xml_text(say(title(report)))
        sheet.merge_range(0, 0, 0, 9, "", self.title)
        sheet.write_string(0, 0, heading, self.title)
        sheet.set_row(0, 4 + _TITLE_LINE * line_count(heading, _TITLE_WIDTH))
        row = 1
        for label, value, format_ in self._values():
            sheet.write_string(row, 0, label, self.label)
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
        table = self._trait_table(sheet, row + 1)
        self._charts(sheet, table)
        sheet.freeze_panes(1, 0)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 0, table.last + 2 + _CHART_ROWS, len(_SUMMARY_KEYS) - 1)

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
        """The seven traits from row `first` (heads)."""
        for i, key in enumerate(_SUMMARY_KEYS):
            text = SERIES[key] if key == "reference" else COLUMN[key]
            sheet.write_string(first, i, self.say(text), self.head)
        sheet.set_row(first, 46)
        for i, result in enumerate(self.report.profile.traits, first + 1):
            cells: dict[str, Cell] = {
                "trait": self.say(result.trait.name),
                "claim": result.claim,
                "proven": result.proven,
                "possible": result.possible,
                "target": result.target,
                "target_year": result.rating.target_year,
                "gap": result.gap,
                "status": self.say(STATUS[result.status]),
                "rank": result.rank,
                "reference": REFERENCE_LEVEL,
            }
            for column, key in enumerate(_SUMMARY_KEYS):
                self.write(sheet, i, column, cells[key])
            sheet.set_row(i, LOWEST_ROW)
        return self._chart_columns(
            sheet,
            TraitTable(
                sheet.get_name(),
                first + 1,
                first + len(self.report.traits),
                {key: i for i, key in enumerate((*_SUMMARY_KEYS, *_CHART_KEYS))},
            ),
        )

    def _chart_columns(self, sheet: Worksheet, table: TraitTable) -> TraitTable:
        """Hidden beside the table: where bands and hatching begin and how far they go.

        As cells, because not every program draws what a chart carries in itself.
        """
        for key in _CHART_KEYS:
            column = table.columns[key]
            sheet.set_column(column, column, None, None, {"hidden": True})
            head = SERIES[key.removesuffix("_span")]
            sheet.write_string(table.first - 1, column, self.say(head), self.head)
        for row, mark in enumerate(marks(self.report.profile.traits), table.first):
            span: tuple[Cell, Cell] = (mark.low, mark.high - mark.low)
            none: tuple[Cell, Cell] = (None, None)
            values = (*span, *none) if mark.rated else (*none, *span)
            for key, value in zip(_CHART_KEYS, values, strict=True):
                self.write(sheet, row, table.columns[key], value)
        return table

    def _charts(self, sheet: Worksheet, table: TraitTable) -> None:
        alt = self.say(in_words(marks(self.report.profile.traits)))
        size = {"x_scale": 1.27, "y_scale": 1.5, "x_offset": 4, "y_offset": 4, "description": alt}
        radar = radar_chart(self.workbook, table, self.language)
        gaps = gap_chart(self.workbook, table, self.language)
        # Side by side under the whole width of the table.
        sheet.insert_chart(table.last + 2, 0, radar, size)
        sheet.insert_chart(table.last + 2, 4, gaps, {**size, "x_offset": 40})


def _pages(text: str, width: int) -> Iterator[str]:
    """A text in pieces that fill a page by threes; put together they are the text again."""
    # No more fits, line feeds included, however narrow.
    most = _LONG_LINES * (2 * width + 1)
    while text:
        end = bisect_right(
            range(min(most, len(text))),
            _LONG_LINES,
            key=lambda i: line_count(text[: i + 1], width),
        )
        at = next(
            (a for a in (text.rfind(s, end // 2, end) for s in "\n。；，, ") if a > 0), end - 1
        )
        end = end if end == len(text) else at + 1
        yield text[:end]
        text = text[end:]
