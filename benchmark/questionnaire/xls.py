"""A workbook in a format that openpyxl does not read, as plain cells: run as a process of its own.

What such a file takes is known only once it has been read: one cell in the last corner makes
gigabytes of empty ones. So memory and time are limited for the process. It reads the file from
standard input and writes JSON: a list of sheets, or a word that says why there is none.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

MEMORY: Final = 400 << 20
SECONDS: Final = 10
MAX_CELLS: Final = 100_000
MAX_CHARACTERS: Final = 3 << 20


class Refused(Exception):
    """Why nothing is read: 'encrypted', 'macros' or 'too much'."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    raw = sys.stdin.buffer.read()
    try:
        found: object = sheets(raw, max_columns=int(sys.argv[1]), max_sheets=int(sys.argv[2]))
    except PasswordError:
        found = "encrypted"
    except Refused as refused:
        found = str(refused)
    sys.stdout.write(json.dumps(found))


def sheets(raw: bytes, *, max_columns: int, max_sheets: int) -> list[dict[str, Any]]:
    """Every sheet: its name, its cells as [row, column, kind, value], its merged ranges as
    [first row, first column, last row, last column], all from 1."""
    book = CalamineWorkbook.from_filelike(BytesIO(raw))
    if len(book.sheet_names) > max_sheets:
        raise Refused("too much")
    kinds = [each.typ for each in book.sheets_metadata]
    if SheetTypeEnum.MacroSheet in kinds or SheetTypeEnum.Vba in kinds:
        raise Refused("macros")
    found: list[dict[str, Any]] = []
    cells = characters = 0
    for at, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_index(at)
        held: list[tuple[int, int, str, object]] = []
        # Rows are given from the first of the sheet, columns from the first that holds something.
        left = sheet.start[1] + 1 if sheet.start else 1
        for row, values in enumerate(sheet.iter_rows(), 1):
            for column, value in enumerate(values[: max(0, max_columns + 1 - left)], left):
                if value == "":
                    continue
                held.append((row, column, *_plain(value)))
                cells += 1
                characters += len(value) if isinstance(value, str) else 0
                if cells > MAX_CELLS or characters > MAX_CHARACTERS:
                    raise Refused("too much")
        merges = [
            (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
            for first, last in sheet.merged_cell_ranges or ()
        ]
        found.append({"name": name, "cells": held, "merges": merges})
    return found


def _plain(value: object) -> tuple[str, object]:
    """The kind of a cell and its value as JSON holds it."""
    if isinstance(value, bool):
        return "truth", value
    if isinstance(value, float):
        return "number", int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return "date", value.isoformat()
    if isinstance(value, date):
        return "date", f"{value.isoformat()}T00:00:00"
    if isinstance(value, time | timedelta):
        return "text", str(value)
    return ("text" if isinstance(value, str) else "number"), value


if __name__ == "__main__":
    main()
