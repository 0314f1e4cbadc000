"""The report as an Excel workbook: typed cells, filters, print set-up, native charts.

Text of users is always written as a string: it never becomes a formula, a link or a number.
Shares are in percentage points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
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
from benchmark.wording.row_height import FONT, HIGHEST_ROW, LINE_HEIGHT, line_count, text_height
from benchmark.wording.sentences import one_line, run_on

from .charts import TraitTable, gap_chart, radar_chart
from .sheets import Cell, Sheet, SheetColumn, columns_of, sheets

# What one cell may hold, in UTF-16 units, with room to spare.
CELL_LIMIT = 32_000
_A4 = 9
_CHART_ROWS = 24
# The highest row of whole lines.
_TALLEST = HIGHEST_ROW - (HIGHEST_ROW - 3) % LINE_HEIGHT
# Of a long text, three rows of so many lines fill a printed page.
_LONG_WIDTH, _LONG_LINES = 130, 11
LONG_TEXTS = Text("长文全文", "Long texts")
_POINTER = Text(
    f"行高放不下的文字，单元格内仍是全文，并在“{LONG_TEXTS.zh}”表中分行列出，供打印。",
    f"A text too long for its row is whole in its cell, and is printed whole in the sheet "
    f"{LONG_TEXTS.en}.",
)
# A row of one line.
_LOWEST = LINE_HEIGHT + 3
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
    out = BytesIO()
    workbook = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    writer = _Writer(workbook, report, language)
    writer.summary()
    for sheet in sheets(report, language):
        writer.table_sheet(sheet)
    writer.long_texts()
    workbook.close()
    return out.getvalue()


class _Writer:
    """Writes one workbook; holds its formats."""

    def __init__(self, workbook: Workbook, report: GapReport, language: Language) -> None:
        self.workbook, self.report, self.language = workbook, report, language
        # Trait, title of the column and text of what is higher than a row can be.
        self.long: list[tuple[str, str, str]] = []
        base = {"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True}
        self.text = workbook.add_format({**base, "border": 1, "border_color": "#B6BCC6"})
        # Numbers do not wrap; LibreOffice forgets the indent of cells that do.
        number = {"text_wrap": False, "border": 1, "border_color": "#B6BCC6"}
        self.number = workbook.add_format({**base, **number, "align": "right", "indent": 1})
        self.date = workbook.add_format(
            {**base, **number, "align": "left", "num_format": "yyyy-mm-dd"}
        )
        self.head = workbook.add_format(
            {
                **base,
                "border": 1,
                "border_color": "#B6BCC6",
                "bg_color": "#E9ECF1",
                "align": "center",
                "valign": "vcenter",
                "bold": True,
            }
        )
        self.title = workbook.add_format(
            {"font_name": FONT, "font_size": 16, "bold": True, "text_wrap": True, "valign": "top"}
        )
        self.label = workbook.add_format({**base, "bold": True})
        self.plain = workbook.add_format({**base, "align": "left"})
        self.percent = workbook.add_format({**base, "num_format": '0.0"%"', "align": "left"})
        self.day = workbook.add_format({**base, "num_format": _DATE[language], "align": "left"})
        workbook.set_properties(
            {
                "title": xml_text(self.say(title(report)))[:255],
                "author": xml_text(report.origin.organisation)[:255],
                "subject": self.say(REPORT),
            }
        )

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, set up for printing on A4 across, one page wide."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.7)
        marks = marks_of(self.report.origin)
        if marks:
            sheet.set_header("&C" + "　".join(self.say(mark) for mark in marks))
        sheet.set_footer("&C— &P —")
        sheet.hide_gridlines(2)
        return sheet

    def table_sheet(self, content: Sheet) -> None:
        """One table under its heads, filtered, frozen below them and beside the trait."""
        sheet = self.sheet(content.name)
        for i, column in enumerate(content.columns):
            sheet.set_column(i, i, column.width)
            sheet.write_string(0, i, column.title, self.head)
        # Heads are bold: a little wider than their letters say.
        sheet.set_row(0, max(32, *_heights([f"{c.title}　" for c in content.columns], content)))
        last = len(content.columns) - 1
        row = 1
        long: list[tuple[str, str, str]] = []
        for cells in content.rows:
            for piece in _split(cells, content.frozen):
                self.write_row(sheet, row, piece)
                heights = _heights(piece, content)
                sheet.set_row(row, min(_TALLEST, max(heights)))
                long += [
                    (str(piece[content.frozen - 1]), column.title, str(text))
                    for text, column, height in zip(piece, content.columns, heights, strict=True)
                    if height > _TALLEST
                ]
                row += 1
        if row == 1:
            sheet.merge_range(1, 0, 1, min(last, 3), content.empty, self.text)
            row = 2
        sheet.freeze_panes(1, content.frozen)
        sheet.autofilter(0, 0, row - 1, last)
        sheet.repeat_rows(0)
        notes = (*content.notes, *([self.say(_POINTER)] if long else []))
        self.long += long
        for i, note in enumerate(notes):
            sheet.merge_range(row + 1 + i, 0, row + 1 + i, last, xml_text(note), self.plain)
            width = sum(column.width for column in content.columns)
            sheet.set_row(row + 1 + i, LINE_HEIGHT * line_count(note, width))
        sheet.print_area(0, 0, row + len(notes), last)
        sheet.fit_to_pages(1, 1 if content.one_page else 0)

    def long_texts(self) -> None:
        """What a row of its table cannot show, whole in rows one after another, for print.

        Not in merged cells, which can be neither filtered nor sorted and break within a line.
        """
        if not self.long:
            return
        columns = columns_of(self.language, ("trait", 22), ("item", 18))
        text_column = SheetColumn(self.say(LONG_TEXTS), _LONG_WIDTH)
        rows = [
            (trait, title, piece)
            for trait, title, text in self.long
            for piece in _pages(text, _LONG_WIDTH - 1)
        ]
        self.table_sheet(Sheet(self.say(LONG_TEXTS), (*columns, text_column), tuple(rows)))

    def write_row(self, sheet: Worksheet, row: int, cells: Sequence[Cell]) -> None:
        for i, cell in enumerate(cells):
            self.write_cell(sheet, row, i, cell)

    def write_cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, self.text)
        elif isinstance(cell, str):
            sheet.write_string(row, column, xml_text(cell), self.text)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.date)
        else:
            sheet.write_number(row, column, float(cell), self.number)

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
            self.write_row(sheet, i, [cells[key] for key in _SUMMARY_KEYS])
            sheet.set_row(i, LINE_HEIGHT + 3)
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
                self.write_cell(sheet, row, table.columns[key], value)
        return table

    def _charts(self, sheet: Worksheet, table: TraitTable) -> None:
        alt = self.say(in_words(marks(self.report.profile.traits)))
        size = {"x_scale": 1.27, "y_scale": 1.5, "x_offset": 4, "y_offset": 4, "description": alt}
        radar = radar_chart(self.workbook, table, self.language)
        gaps = gap_chart(self.workbook, table, self.language)
        # Side by side under the whole width of the table.
        sheet.insert_chart(table.last + 2, 0, radar, size)
        sheet.insert_chart(table.last + 2, 4, gaps, {**size, "x_offset": 40})


def _split(cells: tuple[Cell, ...], names: int) -> Iterator[tuple[Cell, ...]]:
    """The row itself; what a cell cannot hold goes on in rows that repeat the first `names`."""
    pieces = [_pieces(cell) if isinstance(cell, str) else [cell] for cell in cells]
    for i in range(max(len(found) for found in pieces)):
        yield tuple(
            found[i] if i < len(found) else (found[0] if column < names else None)
            for column, found in enumerate(pieces)
        )


def _pieces(text: str) -> list[Cell]:
    """A text in pieces of at most CELL_LIMIT characters as Excel counts them."""
    if len(text) * 2 <= CELL_LIMIT:
        return [text]
    size = CELL_LIMIT // 2
    return [text[i : i + size] for i in range(0, len(text), size)]


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


def _heights(cells: Sequence[Cell], content: Sheet) -> list[float]:
    """How high each cell of a row would be."""
    return [
        text_height((cell, column.width)) if cell and isinstance(cell, str) else _LOWEST
        for cell, column in zip(cells, content.columns, strict=True)
    ]
