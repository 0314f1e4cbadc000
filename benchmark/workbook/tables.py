"""A table on a sheet of its own: typed cells, filter, heads in sight and on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from benchmark.wording.characters import xml_text

from .book import BASE, DATE, FRAMED, NUMBER, Book
from .measure import (
    HIGHEST_ROW,
    LINE_HEIGHT,
    LOWEST_ROW,
    line_count,
    row_height,
)

Cell = str | int | float | Decimal | date | None
# What one cell may hold, in UTF-16 units, with room to spare; a rare hanzi takes two.
CELL_LIMIT = 32_000
_PIECE = CELL_LIMIT // 2
# The highest row of whole lines.
TALLEST = HIGHEST_ROW - (HIGHEST_ROW - 3) % LINE_HEIGHT
_LOWEST_HEAD = 32


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its width in Latin characters of the sheet's font."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table. `empty` stands in place of rows where there are none, `notes` below it.

    Widths add up to no more than PAGE_WIDTH where it is to be printed in a size to read.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    notes: tuple[str, ...] = ()
    # Columns that stay in sight: up to the one that names the row.
    frozen: int = 1
    # Set for what is never much more than a page: no note is left alone on a second one.
    one_page: bool = False


@dataclass(frozen=True, slots=True)
class Long:
    """A text that is higher than its row can be: what names the row, the column's title."""

    named: str
    title: str
    text: str


class TableBook(Book):
    """A workbook of tables."""

    def __init__(
        self,
        *,
        title: str,
        subject: str = "",
        author: str = "",
        marks: Sequence[str] = (),
        created: date | None = None,
    ) -> None:
        super().__init__(title=title, subject=subject, author=author, marks=marks, created=created)
        self.text, self.number, self.date = map(self.format, (FRAMED, NUMBER, DATE))
        self.plain = self.format({**BASE, "align": "left"})

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """One framed cell, of the type that it is."""
        if isinstance(cell, str) and cell:
            sheet.write_string(row, column, xml_text(cell), self.text)
        elif cell is None or cell == "":
            sheet.write_blank(row, column, None, self.text)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.date)
        else:
            sheet.write_number(row, column, float(cell), self.number)

    def table(self, content: Sheet, *, pointer: str = "") -> list[Long]:
        """One table under its heads, filtered, frozen below them and beside what names a row.

        Returns the texts that no row shows whole; `pointer` says below where those stand.
        """
        sheet = self.sheet(content.name)
        for i, column in enumerate(content.columns):
            sheet.set_column(i, i, column.width)
            sheet.write_string(0, i, xml_text(column.title), self.head)
        # Heads are bold: a little wider than their letters say.
        heads = [(f"{column.title}　", column.width) for column in content.columns]
        sheet.set_row(0, max(_LOWEST_HEAD, row_height(*heads)))
        pieces = [piece for cells in content.rows for piece in _split(cells, content.frozen)]
        long = [
            found
            for row, cells in enumerate(pieces, 1)
            for found in self._row(sheet, row, cells, content)
        ]
        below, last = len(pieces) + 1, len(content.columns) - 1
        if content.empty and not pieces:
            sheet.merge_range(1, 0, 1, min(last, 3), content.empty, self.text)
            below = 2
        sheet.freeze_panes(1, content.frozen)
        sheet.autofilter(0, 0, max(1, below - 1), last)
        sheet.repeat_rows(0)
        notes = [*content.notes, *([pointer] if long and pointer else [])]
        width = sum(column.width for column in content.columns)
        for row, note in enumerate(notes, below + 1):
            sheet.merge_range(row, 0, row, last, xml_text(note), self.plain)
            sheet.set_row(row, LINE_HEIGHT * line_count(note, width))
        sheet.print_area(0, 0, below + len(notes), last)
        sheet.fit_to_pages(1, 1 if content.one_page else 0)
        return long

    def _row(self, sheet: Worksheet, row: int, cells: Sequence[Cell], content: Sheet) -> list[Long]:
        """Writes a row as high as its texts ask for; returns those that are higher than it can
        be."""
        long, tallest = [], LOWEST_ROW
        for i, (cell, column) in enumerate(zip(cells, content.columns, strict=True)):
            self.write(sheet, row, i, cell)
            if isinstance(cell, str):
                height = LINE_HEIGHT * line_count(cell, column.width - 1) + 3
                if height > TALLEST:
                    long.append(Long(str(cells[content.frozen - 1]), column.title, cell))
                if height > tallest:
                    tallest = min(TALLEST, height)
        sheet.set_row(row, tallest)
        return long


def _split(cells: tuple[Cell, ...], names: int) -> Iterator[tuple[Cell, ...]]:
    """The row itself; what a cell cannot hold goes on in rows that repeat the first `names`."""
    if not any(isinstance(cell, str) and len(cell) > _PIECE for cell in cells):
        yield cells
        return
    pieces = [_pieces(cell) if isinstance(cell, str) else [cell] for cell in cells]
    for i in range(max(len(found) for found in pieces)):
        yield tuple(
            found[i] if i < len(found) else (found[0] if column < names else None)
            for column, found in enumerate(pieces)
        )


def _pieces(text: str) -> list[Cell]:
    return [text[i : i + _PIECE] for i in range(0, len(text), _PIECE)] or [text]
