"""One table as a CSV or Excel file that an office can open without surprises."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeGuard

from benchmark.wording.row_height import HIGHEST_ROW, cell_width, text_height

if TYPE_CHECKING:
    import pandas

Extension = Literal["csv", "xlsx"]
EXTENSIONS: tuple[Extension, ...] = ("csv", "xlsx")
Cell = str | int | float | Decimal | date | None

CONTENT_TYPES: dict[Extension, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a spreadsheet takes for a formula when it opens a CSV file; Chinese and Japanese editions
# read the full-width signs as the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Column widths in characters of the default font; a Chinese character takes two.
NARROWEST, WIDEST = 8, 48
# What A4 across carries in a size that can be read; wide columns share what is left, down to this.
PAGE_WIDTH, LEAST_SHARE = 200, 12
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
    # Imported here: pandas is heavy, and most requests and commands make no table.
    import pandas

    frame = pandas.DataFrame([list(row) for row in rows], columns=list(columns), dtype=object)
    return _csv(frame) if extension == "csv" else _xlsx(frame, sheet)


def _csv(frame: pandas.DataFrame) -> bytes:
    safe = frame.map(_literal).rename(columns=_literal)
    text: str = safe.to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return text.encode("utf-8-sig")


def _literal(cell: Cell) -> Cell:
    # Numbers among cells without one would become fractions: 3.0.
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _xlsx(frame: pandas.DataFrame, sheet: str) -> bytes:
    import pandas

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    name = sheet.translate(SHEET_NAME_FORBIDDEN).strip()[:SHEET_NAME_LIMIT] or "Sheet1"
    file = io.BytesIO()
    with pandas.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as to:
        frame.to_excel(to, sheet_name=name, index=False, header=False, startrow=1)
        page = to.sheets[name]
        head = to.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#eef3fa"}
        )
        body = to.book.add_format({"text_wrap": True, "valign": "top"})
        widths = _widths(frame)
        for index, (column, width) in enumerate(zip(frame.columns, widths, strict=True)):
            page.write_string(0, index, column, head)
            page.set_column(index, index, width, body)
        # Not every program fits the rows of a new file itself.
        for row, cells in enumerate([list(frame.columns), *frame.itertuples(index=False)]):
            texts = ["" if cell is None else str(cell) for cell in cells]
            height = text_height(*zip(texts, widths, strict=True))
            page.set_row(row, min(HIGHEST_ROW, height))
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.3, right=0.3)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    return file.getvalue()


def _widths(frame: pandas.DataFrame) -> list[int]:
    """As wide as the columns' texts, and all of them no wider than a page."""
    wanted = [_width([name, *frame.iloc[:, index]]) for index, name in enumerate(frame.columns)]
    fitting = (
        widest
        for widest in range(WIDEST, LEAST_SHARE, -1)
        if sum(min(width, widest) for width in wanted) <= PAGE_WIDTH
    )
    widest = next(fitting, LEAST_SHARE)
    return [min(width, widest) for width in wanted]


def _width(cells: Sequence[Cell]) -> int:
    lines = (line for cell in cells if cell is not None for line in str(cell).split("\n"))
    return min(WIDEST, max(NARROWEST, 2 + math.ceil(max(map(cell_width, lines), default=0))))
