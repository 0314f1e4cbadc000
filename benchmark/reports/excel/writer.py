"""Sheets, tables and cells of the workbook: formats, heights of rows, long texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from benchmark.reports.document import marks_of, title
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Language, Text
from benchmark.wording.characters import xml_text
from benchmark.wording.labels import REPORT
from benchmark.wording.row_height import FONT, HIGHEST_ROW, LINE_HEIGHT, line_count, text_height

from .sheets import Cell, Sheet, SheetColumn, columns_of

# What one cell may hold, in UTF-16 units, with room to spare.
CELL_LIMIT = 32_000
_A4 = 9
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
_DATE: dict[Language, str] = {
    "zh-hans": 'yyyy"年"m"月"d"日"',
    # Names of months in English, whatever the language of the program.
    "en": "[$-409]d mmmm yyyy",
}


class Writer:
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
        self.decimal = workbook.add_format({**base, "num_format": "0.00", "align": "left"})
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
        sheet.set_row(
            0, max(32, _height([f"{c.title}　" for c in content.columns], content.columns))
        )
        last = len(content.columns) - 1
        row = 1
        long: list[tuple[str, str, str]] = []
        for cells in content.rows:
            for piece in _split(cells):
                self.write_row(sheet, row, piece)
                sheet.set_row(row, min(_TALLEST, _height(piece, content.columns)))
                long += [
                    (str(piece[0]), column.title, text)
                    for text, column in zip(piece, content.columns, strict=True)
                    if isinstance(text, str) and _height([text], [column]) > _TALLEST
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


def _split(cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    """The row itself; what a cell cannot hold goes on in rows that repeat the first cell."""
    pieces = [_pieces(cell) if isinstance(cell, str) else [cell] for cell in cells]
    for i in range(max(len(found) for found in pieces)):
        yield tuple(
            found[i] if i < len(found) else (found[0] if column == 0 else None)
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
    while text:
        end = bisect_right(
            range(len(text)), _LONG_LINES, key=lambda i: line_count(text[: i + 1], width)
        )
        at = next(
            (a for a in (text.rfind(s, end // 2, end) for s in "\n。；，, ") if a > 0), end - 1
        )
        end = end if end == len(text) else at + 1
        yield text[:end]
        text = text[end:]


def _height(cells: Sequence[Cell], columns: Sequence[SheetColumn]) -> float:
    return text_height(
        *(
            (cell if isinstance(cell, str) else "", column.width)
            for cell, column in zip(cells, columns, strict=True)
        )
    )
