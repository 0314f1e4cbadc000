"""One table as a CSV or Excel file that an office can open without surprises."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeGuard

from benchmark.workbook.measure import fitted_widths
from benchmark.workbook.tables import Cell, Column, Sheet, TableBook

if TYPE_CHECKING:
    import pandas

Extension = Literal["csv", "xlsx"]
EXTENSIONS: tuple[Extension, ...] = ("csv", "xlsx")

CONTENT_TYPES: dict[Extension, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a spreadsheet takes for a formula when it opens a CSV file; Chinese and Japanese editions
# read the full-width signs as the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SHEET_NAME_LIMIT = 31
SHEET_NAME_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Table:
    """A head and rows of equal length. `sheet` names the Excel sheet."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    sheet: str


def is_extension(name: str) -> TypeGuard[Extension]:
    return name in EXTENSIONS


def content_type(extension: Extension) -> str:
    return CONTENT_TYPES[extension]


def table_bytes(
    *, columns: Sequence[str], rows: Sequence[Sequence[Cell]], extension: Extension, sheet: str
) -> bytes:
    """The file. CSV is UTF-8 with a byte order mark, which Excel and WPS need for Chinese.

    Text stays text: in CSV a cell that a spreadsheet would take for a formula gets a leading
    apostrophe, in Excel strings are never formulas or links. Raises ValueError where a row has
    not as many cells as there are columns.
    """
    if extension == "xlsx":
        return _xlsx(columns, rows, sheet)
    # Imported here: pandas is heavy, and most requests and commands make no table.
    import pandas

    frame = pandas.DataFrame([list(row) for row in rows], columns=list(columns), dtype=object)
    return _csv(frame)


def _csv(frame: pandas.DataFrame) -> bytes:
    safe = frame.map(_literal).rename(columns=_literal)
    text: str = safe.to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return text.encode("utf-8-sig")


def _literal(cell: Cell) -> Cell:
    # Numbers among cells without one would become fractions: 3.0.
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _xlsx(columns: Sequence[str], rows: Sequence[Sequence[Cell]], sheet: str) -> bytes:
    name = sheet.translate(SHEET_NAME_FORBIDDEN).strip()[:SHEET_NAME_LIMIT] or "Sheet1"
    texts = zip(columns, *rows, strict=True)
    widths = fitted_widths([["" if cell is None else str(cell) for cell in t] for t in texts])
    heads = tuple(map(Column, columns, widths))
    book = TableBook(title=sheet)
    book.table(Sheet(name, heads, tuple(map(tuple, rows))))
    return book.content()
