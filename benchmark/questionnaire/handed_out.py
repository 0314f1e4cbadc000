"""A workbook of some form that was handed out and comes back, opened."""

from __future__ import annotations

from typing import Final

from benchmark.scoring.framework import Text
from benchmark.scoring.text import one_name

from .form import Form
from .grid import Book, Grid
from .input_object import shown
from .layout import META_SHEET, ListKey, Option
from .problems import refuse
from .values import words_of

OTHER_VERSION = Text(
    "文件的格式版本是{version}，能读取的是版本{own}；请重新下载",
    "has format version {version}; what can be read is version {own}: download it again",
)
_META_ROWS: Final = 200


class HandedOut:
    """What its hidden sheet says. Raises WorkbookProblems where it is none of the form."""

    def __init__(self, raw: bytes, form: Form) -> None:
        self.form = form
        self.book = Book(raw)
        if META_SHEET not in self.book.names:
            raise refuse(form.not_one)
        meta = self.book.grid(META_SHEET, max_rows=_META_ROWS)
        self.facts, self._lists = _facts(meta), _lists(meta)
        if self.facts.get("format") != form.format:
            raise refuse(form.not_one)
        version = self.facts.get("version", "")
        if version != form.version:
            raise refuse(OTHER_VERSION, version=shown(version), own=form.version)

    def words(self, name: ListKey, entries: tuple[Option, ...]) -> dict[str, str]:
        """What the entries of a list may be called: as now, and as when the workbook was made."""
        known = {entry.key for entry in entries}
        then = {w: key for w, key in self._lists.get(name, {}).items() if key in known}
        return words_of(entries) | then

    @property
    def sheet_names(self) -> dict[str, str]:
        """The sheets' names in this workbook, by key."""
        return {
            key: self.facts.get(f"sheet:{key}", name.zh) for key, name in self.form.sheets.items()
        }


def _facts(meta: Grid) -> dict[str, str]:
    return {meta.text(row, 1): meta.text(row, 2) for row in meta.rows() if meta.text(row, 1)}


def _lists(meta: Grid) -> dict[str, dict[str, str]]:
    """By list, what each of its words meant when the workbook was made."""
    heads = [column for row, column in meta.cells if row == 1 and column > 2]
    return {
        meta.text(1, column): {
            one_name(meta.text(row, column + 1)): meta.text(row, column)
            for row in meta.rows()
            if row > 1 and meta.text(row, column + 1)
        }
        for column in heads
    }
