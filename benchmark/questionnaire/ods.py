"""The cells of an .ods, row by row; nothing is kept but cells that hold something.

An .ods says what a cell shows beside what it holds: so a year alone, per cent, true and a formula
that failed are told apart as in an .xlsx.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final, Literal

from openpyxl.xml.functions import iterparse

from benchmark.scoring.dates import normal_date

from . import gate
from .problems import refuse

Kind = Literal["text", "number", "truth", "date", "error", "formula"]

# More than a questionnaire holds, cells that are said to be repeated counted one by one.
MAX_CELLS: Final = 100_000

_OFFICE, _TABLE, _TEXT, _CALC = (
    f"{{{space}}}"
    for space in (
        *(f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table")),
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    )
)
_KIND: Final = f"{_OFFICE}value-type"
_ERROR: Final = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d+")
_TRUTH: Final = {"TRUE": True, "FALSE": False}
# Line breaks of the file itself. Spaces alone stay: below the first line of a cell LibreOffice
# writes them as they are.
_SPACES: Final = re.compile(r" *[\t\r\n][ \t\r\n]*")
# By the length of a date as it is shown: 2025, 2025-03.
_DATES: Final = {4: "yyyy", 7: "yyyy-mm"}


@dataclass(slots=True)
class PlainSheet:
    """Cells as (row, column, kind, value, number format), merged ranges as (first row, first
    column, last row, last column), all from 1."""

    name: str
    cells: list[tuple[int, int, Kind, Any, str]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_ods(raw: bytes, *, max_columns: int) -> list[PlainSheet]:
    """Every sheet of an .ods that `gate` has let through. Raises WorkbookProblems."""
    reader = _Reader(max_columns)
    with zipfile.ZipFile(BytesIO(raw)) as archive, archive.open(gate.ODS_CELLS) as source:
        for event, node in iterparse(source, events=("start", "end")):
            if event == "start":
                if node.tag == f"{_TABLE}table":
                    reader.begin(node.get(f"{_TABLE}name", ""))
            elif node.tag == f"{_TABLE}table-row":
                reader.row(node)
                node.clear()
    return reader.sheets


class _Reader:
    def __init__(self, max_columns: int) -> None:
        self.sheets: list[PlainSheet] = []
        self._max_columns = max_columns
        self._row = 1
        self._left, self._left_merges = MAX_CELLS, gate.MAX_MERGES

    def begin(self, name: str) -> None:
        """A sheet begins."""
        if len(self.sheets) == gate.MAX_SHEETS:
            raise refuse(gate.TOO_MUCH)
        self.sheets.append(PlainSheet(name))
        self._row = 1

    def row(self, node: Any) -> None:
        """Takes a row, as often as it is repeated."""
        column, rows = 1, _count(node, "number-rows-repeated")
        for cell in node:
            columns = _count(cell, "number-columns-repeated")
            if cell.tag == f"{_TABLE}table-cell":
                self._cell(cell, column, min(columns, self._max_columns + 1 - column), rows)
            column += columns
        self._row += rows

    def _cell(self, node: Any, column: int, columns: int, rows: int) -> None:
        across, down = _count(node, "number-columns-spanned"), _count(node, "number-rows-spanned")
        sheet, top = self.sheets[-1], self._row
        if across > 1 or down > 1:
            sheet.merges.append((top, column, top + down - 1, column + across - 1))
            self._left_merges -= 1
        held = _held(node)
        if held and columns > 0:
            self._left -= rows * columns
        if min(self._left, self._left_merges) < 0:
            raise refuse(gate.TOO_MUCH)
        if held:
            sheet.cells += (
                (row, at, *held)
                for row in range(top, top + rows)
                for at in range(column, column + columns)
            )


def _count(node: Any, name: str) -> int:
    return max(1, int(node.get(f"{_TABLE}{name}", "1")))


def _held(node: Any) -> tuple[Kind, Any, str] | None:
    """The kind of a cell, its value and its number format; None where it is empty."""
    text = "\n".join(_text(line) for line in node.iterfind(f"{_TEXT}p"))
    kind = node.get(_KIND, "string")
    is_computed = node.get(f"{_TABLE}formula") is not None
    if node.get(f"{_CALC}value-type") == "error" or (is_computed and _ERROR.fullmatch(text)):
        return "error", text, "General"
    if kind == "boolean":
        return "truth", node.get(f"{_OFFICE}boolean-value") == "true", "General"
    if kind == "date":
        day = datetime.fromisoformat(node.get(f"{_OFFICE}date-value"))
        return "date", day, _date_format(text)
    if kind in ("float", "percentage", "currency"):
        number = float(node.get(f"{_OFFICE}value"))
        if text in _TRUTH:
            return "truth", _TRUTH[text], "General"
        value = int(number) if number.is_integer() else number
        return "number", value, "0%" if kind == "percentage" else "General"
    if is_computed and node.find(f"{_TEXT}p") is None:
        return "formula", "", "General"
    return ("text", text, "General") if text else None


def _date_format(text: str) -> str:
    """As much of a date as the cell shows. One number beside a word is a year beside a month."""
    shown = normal_date(text)
    if shown is None and len(re.findall(r"\d+", text)) == 1:
        return "yyyy-mm"
    return _DATES.get(len(shown or ""), "yyyy-mm-dd")


def _text(node: Any) -> str:
    """A line as it is shown; tabs and line breaks that are meant are elements."""
    parts = [_SPACES.sub(" ", node.text or "")]
    for child in node:
        name = str(child.tag).removeprefix(_TEXT)
        if name == "s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", "1")), gate.MAX_CHARACTERS))
        elif name in ("tab", "line-break"):
            parts.append("\t" if name == "tab" else "\n")
        elif name in ("a", "span"):
            parts.append(_text(child))
        parts.append(_SPACES.sub(" ", child.tail or ""))
    return "".join(parts)
