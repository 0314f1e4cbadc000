"""Where each value of a filled questionnaire stands, so that a problem can name its cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from benchmark.scoring.framework import Text
from benchmark.scoring.typed import UnclearError

from .form import Form
from .grid import Cell, Grid, Merge, reference
from .handed_out import HandedOut
from .input_object import MISSING, shown
from .layout import FORM, HEAD_ROWS, ROW_LIMIT, sheet_marker
from .problems import WorkbookProblem
from .values import Understood, is_blank

CHANGED = Text(
    "表格结构被改动，缺少“{missing}”；请重新下载，把内容粘贴过去",
    "the structure was changed, {missing} is missing: download the file again and paste your "
    "entries there",
)
SHEET_MISSING = Text(
    "缺少这张工作表，可能已删除；请重新下载，把内容粘贴过去",
    "this sheet is missing; it may have been deleted: download the file again and paste your "
    "entries there",
)
SHEET_TWICE = Text(
    "没有叫这个名称的工作表，而{names}都是它的副本；请把要读取的那一张改回原名",
    "no sheet has this name, and {names} are copies of it: give the one to be read its name back",
)
MERGED = Text(
    "填写区有合并单元格；请取消合并，每格单独填写",
    "cells to be filled in are merged: unmerge them and fill each on its own",
)
TOO_MANY_ROWS = Text(
    f"这张表填了{ROW_LIMIT}行以上，最多{ROW_LIMIT}行；请删去多余的行",
    f"the sheet has more than {ROW_LIMIT} filled rows; at most {ROW_LIMIT} are allowed: delete "
    "the surplus ones",
)

_NOWHERE: Final = (0, 0)
_LIST_COLUMN: Final = re.compile(r"(condition|indicator)-\d+", re.ASCII)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell of the workbook. Places are in the order of sheets, rows and columns."""

    order: int
    row: int
    column: int
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Note:
    """What was read of a cell that does not say it plainly: 约612亿 as 612亿元，约. Without a cell
    it is about the whole file, and `as_read` says all."""

    sheet: str
    cell: str
    typed: str
    as_read: Text


_WHOLE_FILE: Final = Place(-1, 0, 0, "", "")


class Places:
    """Cells by the path of the input object's value that they hold, and what is wrong with them."""

    def __init__(self, form: Form = FORM) -> None:
        self.form = form
        self._by_path: dict[str, Place] = {}
        self._problems: dict[Place, WorkbookProblem] = {}
        self._notes: dict[Place, Note] = {}

    @property
    def problems(self) -> list[WorkbookProblem]:
        """In the order of the workbook."""
        return [self._problems[place] for place in sorted(self._problems)]

    @property
    def notes(self) -> tuple[Note, ...]:
        """In the order of the workbook."""
        return tuple(self._notes[place] for place in sorted(self._notes))

    def explain(self, place: Place, typed: object, as_read: Text) -> None:
        """Say how a cell was read."""
        self._notes[place] = Note(place.sheet, place.cell, shown(typed), as_read)

    def note(self, path: str, place: Place) -> None:
        self._by_path[path] = place

    def refuse(self, place: Place, message: Text, value: object = MISSING) -> None:
        """The first problem of a cell stands: what follows from it is none of its own."""
        problem = WorkbookProblem(message, place.sheet, place.cell, value)
        self._problems.setdefault(place, problem)

    def of_cell(self, key: str, grid: Grid, row: int, column: int) -> Place:
        """A cell of the sheet of that key."""
        return Place(self._order(key), row, column, grid.name, reference(row, column))

    def refuse_sheet(self, key: str, name: str, message: Text) -> None:
        """A problem of a whole sheet."""
        self.refuse(Place(self._order(key), 0, 0, name, ""), message)

    def refuse_merge(self, key: str, grid: Grid, merge: Merge) -> None:
        """Cells to be filled in are merged."""
        order = self._order(key)
        place = Place(order, merge.first_row, merge.first_column, grid.name, merge.text)
        self.refuse(place, MERGED)

    def refuse_structure(self, key: str, name: str, missing: Text) -> None:
        """Something that the questionnaire put into the sheet is not there any more."""
        message = Text(CHANGED.zh.format(missing=missing.zh), CHANGED.en.format(missing=missing.en))
        self.refuse_sheet(key, name, message)

    def refuse_path(self, path: str, message: Text, value: object = MISSING) -> None:
        """A problem of the input object's value at a path."""
        self.refuse(self.at(path), message, value)

    def at(self, path: str) -> Place:
        """The cell of the input object's value."""
        return self._by_path.get(path, _WHOLE_FILE)

    def _order(self, key: str) -> int:
        return list(self.form.sheets).index(key)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet whose hidden keys were found: where its columns are, below which row it is filled."""

    key: str
    grid: Grid
    head_row: int
    key_column: int
    columns: dict[str, int]

    def rows_by_key(self) -> dict[str, int]:
        """Rows by the hidden key in front of them; of a key that stands twice the first."""
        rows = [row for row in self.grid.rows() if row > self.head_row]
        return {self.grid.text(row, self.key_column): row for row in reversed(rows)}

    def list_columns(self, prefix: str) -> list[str]:
        """The columns for several of the same, from left to right."""
        names = [name for name in self.columns if name.startswith(f"{prefix}-")]
        return sorted(names, key=self.columns.__getitem__)

    def row_key(self, row: int) -> str:
        """The hidden key in front of the row, '' where there is none."""
        return self.grid.text(row, self.key_column)

    def filled_rows(self, *names: str) -> list[int]:
        """Rows where one of these columns holds something; none of a sheet with too many."""
        if self.grid.cut_at is not None:
            return []
        return [
            row
            for row in self.grid.rows()
            if row > self.head_row and not self.is_blank(row, *names)
        ]

    def is_blank(self, row: int, *names: str) -> bool:
        """Whether none of these columns holds anything."""
        return all(is_blank(self.cell(row, name)) for name in names)

    def cell(self, row: int, name: str) -> Cell | None:
        return self.grid.cells.get((row, self.columns[name]))

    def place(self, places: Places, row: int, name: str) -> Place:
        return places.of_cell(self.key, self.grid, row, self.columns[name])

    def read(
        self,
        places: Places,
        row: int,
        name: str,
        path: str,
        read: Callable[[Cell | None], T | Understood[T] | Understood[None] | None],
    ) -> T | None:
        """What the cell means, for the input object's value at `path`; None where it is unclear."""
        place, cell = self.place(places, row, name), self.cell(row, name)
        places.note(path, place)
        typed = cell.value if cell else MISSING
        try:
            found = read(cell)
        except UnclearError as unclear:
            places.refuse(place, unclear.message, typed)
            return None
        if not isinstance(found, Understood):
            return found
        places.explain(place, typed, found.as_read)
        return found.value


def open_sheets(opened: HandedOut, places: Places) -> dict[str, FormSheet]:
    """The sheets that can be read: by their names, or renamed, by their hidden markers."""
    book, names = opened.book, opened.sheet_names
    grids = {name: book.grid(name, max_rows=ROW_LIMIT + HEAD_ROWS) for name in book.names}
    others = [grid for name, grid in grids.items() if name not in names.values()]
    found: dict[str, FormSheet] = {}
    for key, name in names.items():
        marked = [grid for grid in others if _marker_at(key, grid) != _NOWHERE]
        if name not in grids and len(marked) > 1:
            zh = "、".join(f"“{grid.name}”" for grid in marked)
            en = ", ".join(f"“{grid.name}”" for grid in marked)
            twice = Text(SHEET_TWICE.zh.format(names=zh), SHEET_TWICE.en.format(names=en))
            places.refuse_sheet(key, name, twice)
        elif name not in grids and not marked:
            places.refuse_sheet(key, name, SHEET_MISSING)
        elif sheet := _open_sheet(key, grids.get(name) or marked[0], places):
            found[key] = sheet
    return found


def _open_sheet(key: str, grid: Grid, places: Places) -> FormSheet | None:
    """The sheet with its keys found; None, with a problem, where they are not all there."""
    row, column = _marker_at(key, grid)
    found = {grid.text(row, other): other for r, other in grid.cells if r == row and other > column}
    wanted = places.form.columns[key]
    absent = [name for name in wanted if name not in found]
    if absent:
        places.refuse_structure(key, grid.name, wanted[absent[0]])
        return None
    columns = {name: at for name, at in found.items() if name in wanted or _is_list(name)}
    if grid.cut_at is not None:
        places.refuse(places.of_cell(key, grid, grid.cut_at, column + 1), TOO_MANY_ROWS)
    for merge in grid.merges:
        if merge.last_row > row and any(
            merge.first_column <= each <= merge.last_column for each in columns.values()
        ):
            places.refuse_merge(key, grid, merge)
    return FormSheet(key, grid, row + places.form.heads_below, column, columns)


def _marker_at(key: str, grid: Grid) -> tuple[int, int]:
    """Row and column of the sheet's hidden marker."""
    marker = sheet_marker(key)
    return next((at for at, cell in grid.cells.items() if cell.value == marker), _NOWHERE)


def _is_list(name: str) -> bool:
    """Whether the column is one of several for the same, as many as were needed."""
    return bool(_LIST_COLUMN.fullmatch(name))
