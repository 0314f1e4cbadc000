"""A table as a sheet: typed cells, heads in sight, rows as high as they can be."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl

from benchmark.workbook.tables import CELL_LIMIT, TALLEST, Column, Long, Sheet, TableBook

COLUMNS = (Column("名称", 10), Column("说明", 20))


def written(sheet: Sheet, *, pointer: str = "") -> tuple[Any, list[Long]]:
    """The sheet as it is read back, and what is too long for it."""
    book = TableBook(title="标题")
    long = book.table(sheet, pointer=pointer)
    return openpyxl.load_workbook(BytesIO(book.content())).active, long


def test_cells_have_the_type_of_what_they_hold() -> None:
    columns = tuple(Column(name, 10) for name in "abcdef")
    row = ("=1+1", 3, 0.5, Decimal("0.25"), date(2025, 3, 18), None)
    sheet, long = written(Sheet("表", columns, (row,)))
    assert [cell.value for cell in sheet[2]] == ["=1+1", 3, 0.5, 0.25, datetime(2025, 3, 18), None]
    assert sheet["A2"].data_type == "s"
    assert sheet["E2"].number_format == "yyyy-mm-dd"
    assert {cell.border.left.style for cell in sheet[2]} == {"thin"}
    assert not long


def test_a_table_without_rows_says_so_or_has_its_heads_alone() -> None:
    sheet, _ = written(Sheet("表", COLUMNS, (), "没有数据。", ("注",)))
    assert [row[0].value for row in sheet] == ["名称", "没有数据。", None, "注"]
    sheet, _ = written(Sheet("表", COLUMNS, ()))
    assert sheet.max_row == 1
    assert sheet.auto_filter.ref == "A1:B2"


def test_a_text_higher_than_its_row_is_told_and_pointed_at() -> None:
    text = "一句很长的话。" * 200
    table = Sheet("表", COLUMNS, (("短", text), ("短", "短")))
    sheet, long = written(table, pointer="见另表。")
    assert long == [Long("短", "说明", text)]
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [TALLEST, 18]
    assert sheet["A5"].value == "见另表。"
    assert written(table)[0].max_row == 3


def test_a_text_longer_than_a_cell_goes_on_in_rows_that_repeat_what_names_them() -> None:
    text = "字" * CELL_LIMIT
    sheet, _ = written(Sheet("表", COLUMNS, (("名", text),)))
    assert [row[0].value for row in sheet][1:] == ["名", "名"]
    assert "".join(row[1].value for row in list(sheet)[1:]) == text
