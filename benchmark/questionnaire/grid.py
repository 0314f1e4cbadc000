"""A harmless workbook as plain cells: what stands where, and how it is formatted.

openpyxl reads an .xlsx, `ods` an .ods, row by row; nothing is kept but cells that hold something.
An .xls or .et is read by a process of its own, which xls.py is.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from . import gate
from .ods import Kind, PlainSheet, read_ods
from .problems import refuse

# A questionnaire has nothing further right, however much an evidence item proves; what others
# left there is not read.
MAX_COLUMNS: Final = 120
_KINDS: Final[dict[str, Kind]] = {
    "s": "text",
    "n": "number",
    "b": "truth",
    "d": "date",
    "e": "error",
    "f": "formula",
}
# Date formats that Chinese Excel names by number only; openpyxl takes their cells for numbers.
_CHINESE_DATES: Final = {
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 30, 31, 51, 53, 54, 58), "yyyy年m月d日"),
}
# How Excel writes a carriage return into a text, after which the line feed follows or is meant,
# and the low line of what only looks like such an escape: _x0041_ becomes _x005F_x0041_.
_ESCAPES: Final = re.compile(
    r"(?P<low_line>_x005[Ff]_(?=x[0-9A-Fa-f]{4}_))|_x000[Dd]_\n?|\r\n?", re.ASCII
)
_LINE_ENDS: Final = re.compile(r"\r\n?")
_XLS: Final = Path(__file__).with_name("xls.py")
# Longer than the process may compute: the machine may be busy.
_SECONDS: Final = 30
_WHY: Final = {"encrypted": gate.ENCRYPTED, "macros": gate.MACROS, "too much": gate.TOO_MUCH}
_TEXT: Final = f"{{{SHEET_MAIN_NS}}}si"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something. `value` is str, int, float, bool, a date or a time; `link`
    the address that it leads to."""

    row: int
    column: int
    kind: Kind
    value: Any
    number_format: str = "General"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: rows and columns from first to last."""

    text: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells by (row, column), both from 1, and its merged ranges.

    `cut_at` is the first row that was not read any more, None where all were.
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: tuple[Merge, ...]
    cut_at: int | None = None

    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells})

    def text(self, row: int, column: int) -> str:
        """The cell's text, '' where there is none."""
        cell = self.cells.get((row, column))
        return cell.value if cell is not None and cell.kind == "text" else ""


def reference(row: int, column: int) -> str:
    """C7."""
    return f"{get_column_letter(column)}{row}"


class _Reader(ExcelReader):
    """Leaves texts as they are in the file: openpyxl drops every x005F_, meant or typed."""

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == _TEXT:
                    text = Text.from_tree(node)
                    self.shared_strings.append(text.content if text else "")
                    node.clear()


class Book:
    """An uploaded workbook, of which single sheets are read. Raises WorkbookProblems throughout."""

    def __init__(self, raw: bytes) -> None:
        kind = gate.check(raw)
        # Whether a cell tells that it is a per cent, a year, or a formula that failed.
        self.tells_formats = kind != "xls"
        self._plain: dict[str, Grid] = {}
        self._sheets: dict[str, Any] = {}
        if kind == "ods":
            with gate.no_surprises():
                found = read_ods(raw, max_columns=MAX_COLUMNS)
                self._plain = {sheet.name: _plain_grid(sheet) for sheet in found}
            return
        if kind == "xls":
            self._plain = {sheet.name: _plain_grid(sheet) for sheet in _old_format(raw)}
            return
        self._parts = kind
        with _reading():
            reader = _Reader(BytesIO(raw), read_only=True, keep_links=False)
            reader.read()
            self._workbook: Any = reader.wb
            self._sheets = {sheet.title: sheet for sheet in reader.wb.worksheets}

    def grid(self, name: str, *, max_rows: int) -> Grid:
        """The sheet of one of its names, of it at most `max_rows` rows that hold something."""
        if name in self._plain:
            return _cut(self._plain[name], max_rows)
        sheet = self._sheets[name]
        with _reading():
            # What a file says of its own size may be wrong, and would cut rows off unseen.
            sheet.reset_dimensions()
            cells: dict[tuple[int, int], Cell] = {}
            filled, cut_at = 0, None
            for row in sheet.iter_rows():
                found = list(_cells(row[:MAX_COLUMNS]))
                filled += bool(found)
                if filled > max_rows:
                    cut_at = found[0].row
                    break
                cells.update(((cell.row, cell.column), cell) for cell in found)
            formulas = {at for at, cell in cells.items() if cell.kind == "formula"}
            if formulas:
                _put_stored(cells, formulas, self._stored(sheet, max(formulas)[0]))
            # The part's name is the only link from a sheet to what the gate found in it.
            part = self._parts.get(sheet._worksheet_path, gate.SheetPart())
            for place, link in part.links.items():
                row, column = coordinate_to_tuple(place)
                if cell := cells.get((row, column)):
                    cells[row, column] = replace(cell, link=link)
            return Grid(name, cells, tuple(map(_merge, part.merges)), cut_at)

    @property
    def names(self) -> list[str]:
        """The sheets' names, in the order of the workbook."""
        return [*self._plain, *self._sheets]

    def _stored(self, sheet: Any, last_row: int) -> Iterator[Any]:
        """The cells of the same rows with what formulas came to, as the program stored it."""
        # Either formulas or results are read; what is shared between sheets stays in memory once.
        self._workbook._data_only = True
        try:
            for row in sheet.iter_rows(max_row=last_row):
                yield from row[:MAX_COLUMNS]
        finally:
            self._workbook._data_only = False


@contextmanager
def _reading() -> Iterator[None]:
    """openpyxl at work. It warns of what it leaves out; nothing of that is read here."""
    with gate.no_surprises(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _cells(row: Sequence[Any]) -> Iterator[Cell]:
    for cell in row:
        value = cell.value
        if value is None or value == "":
            continue
        # An array formula is an object of its own.
        value = getattr(value, "text", value)
        if isinstance(value, str):
            value = _ESCAPES.sub(lambda found: "_" if found["low_line"] else "\n", value)
        kind, number_format = _KINDS[cell.data_type], cell.number_format
        chinese = _CHINESE_DATES.get(cell.style_array.numFmtId)
        if kind == "number" and chinese:
            kind, number_format = "date", chinese
            value = from_excel(value, cell.parent.parent.epoch)
        yield Cell(cell.row, cell.column, kind, value, number_format)


def _put_stored(
    cells: dict[tuple[int, int], Cell], formulas: set[tuple[int, int]], stored: Iterator[Any]
) -> None:
    """Replaces formulas by the values stored with them; one without stays a formula."""
    for cell in stored:
        # A filler for a cell that is not there has no place.
        at = (getattr(cell, "row", 0), getattr(cell, "column", 0))
        if at not in formulas:
            continue
        if value := next(_cells([cell]), None):
            cells[at] = value
        elif cell.data_type == "str":
            # The formula came to an empty text.
            del cells[at]


def _plain_grid(sheet: PlainSheet) -> Grid:
    cells = {(cell[0], cell[1]): Cell(*cell) for cell in sheet.cells}
    merges = tuple(
        Merge(f"{reference(top, left)}:{reference(bottom, right)}", top, bottom, left, right)
        for top, left, bottom, right in sheet.merges
    )
    return Grid(sheet.name, cells, merges)


def _cut(grid: Grid, max_rows: int) -> Grid:
    """At most `max_rows` rows of it."""
    rows = grid.rows()
    if len(rows) <= max_rows:
        return grid
    cut_at = rows[max_rows]
    cells = {at: cell for at, cell in grid.cells.items() if at[0] < cut_at}
    return replace(grid, cells=cells, cut_at=cut_at)


def _merge(text: str) -> Merge:
    first_column, first_row, last_column, last_row = range_boundaries(text)
    return Merge(
        text, first_row or 1, last_row or 1 << 20, first_column or 1, last_column or 1 << 14
    )


def _old_format(raw: bytes) -> list[PlainSheet]:
    """The sheets of an .xls or .et."""
    command = [sys.executable, "-I", str(_XLS), str(MAX_COLUMNS), str(gate.MAX_SHEETS)]
    try:
        # Nothing in the command is the file's.
        done = subprocess.run(  # noqa: S603
            command, input=raw, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refuse(gate.TOO_MUCH) from error
    # Ended by a signal: it came to the limits of memory or time.
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise refuse(gate.TOO_MUCH)
    if done.returncode:
        raise refuse(gate.DAMAGED)
    found = json.loads(done.stdout)
    if isinstance(found, str):
        raise refuse(_WHY[found])
    return [_sheet(**sheet) for sheet in found]


def _sheet(name: str, cells: list[Any], merges: list[Any]) -> PlainSheet:
    return PlainSheet(name, list(map(_held, cells)), [(a, b, c, d) for a, b, c, d in merges])


def _held(cell: Sequence[Any]) -> tuple[int, int, Kind, Any, str]:
    row, column, kind, held = cell
    if kind == "date":
        # How much of it the cell shows is not known.
        return row, column, kind, datetime.fromisoformat(held), ""
    return row, column, kind, _LINE_ENDS.sub("\n", held) if kind == "text" else held, "General"
