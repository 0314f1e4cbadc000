"""The workbook that a questionnaire is written into: locked sheets, formats, checks of cells.

What is locked is locked without a password: it keeps the structure, not a secret. Text of users
is always a string, never a formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from benchmark.scoring.framework import Framework, Language, Text
from benchmark.wording.labels import DEMO
from benchmark.workbook.book import BASE, FONT, FRAMED, GREY, TITLE, TITLE_HEIGHT, Book
from benchmark.workbook.measure import row_height

from .form import Form
from .help import CHOOSE, NOTES, OUT_OF_RANGE, SECRECY, TOO_LONG
from .layout import (
    FORM,
    HEAD_ROWS,
    META_SHEET,
    SHEETS,
    ListKey,
    Option,
    SheetKey,
    fingerprint,
    options,
    sheet_marker,
)

Value = str | int | Decimal | None

# Rows of every sheet, from 0: title, note, heads, and the hidden keys of the columns.
_TITLE, _NOTE, _HEAD, _KEYS, FIRST_ROW = range(HEAD_ROWS + 1)
# The first column holds the hidden keys of rows.
KEY_COLUMN = 0
# Excel keeps 15 digits of a number; what has more is written as text, so that nothing is lost.
_EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Cells:
    """A cell, or with `last` the cells down to that row."""

    row: int
    column: int
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, `width` in Latin characters.

    `key` is what it is read by, '' where it only explains. `free` is what cells below the framed
    rows take, None where nothing is filled in there.
    """

    head: Text
    width: int
    key: str = ""
    free: Literal["text", "number"] | None = None


class FormBook(Book):
    """A workbook in one language; holds its formats and drop-down lists."""

    def __init__(
        self,
        framework: Framework,
        language: Language,
        *,
        demo: bool,
        form: Form = FORM,
        lists: Mapping[ListKey, tuple[Option, ...]] | None = None,
    ) -> None:
        self.framework, self.language, self.form = framework, language, form
        super().__init__(
            title=self.say(form.title),
            subject=self.say(framework.name),
            marks=[self.say(mark) for mark in ([SECRECY, DEMO] if demo else [SECRECY])],
            locked=True,
        )
        self.options = lists or options(framework)
        self._labels = {
            (name, option.key): option.label.in_language(language)
            for name, entries in self.options.items()
            for option in entries
        }
        # What is typed into a text cell stays as typed: no date, no formula is made of it.
        text = {"num_format": "@", "locked": False}
        number = {"align": "left", "locked": False}
        add = self.format
        self.title: Format = add(TITLE)
        self.note: Format = add({**BASE, "font_color": "#4B5663"})
        self.secrecy: Format = add({**BASE, "bold": True, "font_color": "#B3261E"})
        self.plain: Format = add(BASE)
        self.group: Format = add({"font_name": FONT, "font_size": 11, "bold": True})
        self.ordinal: Format = add({**BASE, "align": "center"})
        self.locked: Format = add({**FRAMED, "bg_color": GREY, "align": "left"})
        # What a figure answers; the cell stays open for the day when there is no figure.
        self.answered: Format = add({"bg_color": GREY, "font_color": "#8A94A3"})
        self.text: Format = add({**FRAMED, **text})
        self.number: Format = add({**FRAMED, **number})
        # Older Excel shows ##### for long text in a text cell.
        self.long_text: Format = add({**FRAMED, "locked": False})
        # Rows below those that are framed can be filled in just as well.
        self.free_text: Format = add({**BASE, **text})
        self.free_number: Format = add({**BASE, **number})

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def label(self, name: ListKey, key: str | int | None) -> str:
        """The list's word for a key, '' where there is none."""
        return self._labels.get((name, str(key)), "")

    def locked_sheet(self, name: Text, scale: int | None = None) -> Worksheet:
        """A new locked sheet, printed at `scale` per cent where one page wide is too small."""
        sheet = self.sheet(self.say(name), side=0.5)
        if scale:
            sheet.set_print_scale(scale)
        sheet.protect("", {"format_rows": True, "format_columns": True})
        return sheet

    def form_sheet(
        self,
        key: SheetKey,
        columns: Sequence[Column],
        *,
        freeze: int,
        noted: int | None = None,
        scale: int | None = None,
    ) -> Worksheet:
        """A sheet with title, heads and, hidden, the keys of the columns that are read. The note
        stands over the first `noted` columns, over all where that is None."""
        sheet = self.locked_sheet(SHEETS[key], scale)
        sheet.set_column(KEY_COLUMN, KEY_COLUMN, None, self.locked, {"hidden": True})
        for at, column in enumerate(columns, 1):
            below = {"text": self.free_text, "number": self.free_number, None: None}[column.free]
            sheet.set_column(at, at, column.width, below)
            sheet.write_string(_HEAD, at, self.say(column.head), self.head)
            self.write(sheet, _KEYS, at, column.key, self.locked)
        sheet.write_string(_TITLE, 1, self.say(SHEETS[key]), self.title)
        sheet.set_row(_TITLE, TITLE_HEIGHT)
        note = self.say(SECRECY) + self.say(Text("。", ". ")) + self.say(NOTES[key])
        seen = columns[:noted]
        sheet.merge_range(_NOTE, 1, _NOTE, len(seen), note, self.note)
        sheet.set_row(_NOTE, row_height((note, sum(column.width for column in seen))))
        heads = [(self.say(column.head), column.width) for column in columns]
        sheet.set_row(_HEAD, row_height(*heads) + 3)
        sheet.write_string(_KEYS, KEY_COLUMN, sheet_marker(key), self.locked)
        sheet.set_row(_KEYS, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST_ROW, freeze)
        sheet.repeat_rows(_HEAD)
        return sheet

    def meta_sheet(self, **more: str) -> None:
        """Format, framework, names of the sheets, what else is to be known of the workbook, and
        every list with its keys beside it."""
        sheet = self.workbook.add_worksheet(META_SHEET)
        facts = {
            "format": self.form.format,
            "version": self.form.version,
            "framework": self.framework.slug,
            "fingerprint": fingerprint(self.framework),
            "language": self.language,
            **{f"sheet:{key}": self.say(name) for key, name in self.form.sheets.items()},
            **more,
        }
        for row, (key, value) in enumerate(facts.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        for column, (name, entries) in enumerate(self.options.items(), 1):
            sheet.write_string(0, 2 * column, name)
            for row, option in enumerate(entries, 1):
                sheet.write_string(row, 2 * column, option.key)
                sheet.write_string(row, 2 * column + 1, self.say(option.label))
        sheet.protect()
        sheet.very_hidden()

    def write(self, sheet: Worksheet, row: int, column: int, value: Value, kept: Format) -> None:
        """Text as a string, a number that Excel can hold as a number, nothing as an empty cell."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, kept)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, kept)
        elif len(Decimal(value).normalize().as_tuple().digits) <= _EXACT_DIGITS:
            sheet.write_number(row, column, float(value), kept)
        else:
            sheet.write_string(row, column, f"{Decimal(value):f}", kept)

    # What a cell accepts. Pasting goes past it; whoever reads the workbook asks again.

    def accept_choice(
        self,
        sheet: Worksheet,
        cells: Cells,
        name: ListKey,
        message: Text = CHOOSE,
        *,
        error_type: str = "stop",
    ) -> None:
        """An entry of a list, from a drop-down."""
        column = self._word_column(name)
        source = f"='{META_SHEET}'!${column}$2:${column}${len(self.options[name]) + 1}"
        rule = {"validate": "list", "source": source, "error_type": error_type}
        self.accept(sheet, cells, rule, message)

    def word_cell(self, name: ListKey, key: str) -> str:
        """Where the list's word for a key stands, for a formula."""
        entries = [option.key for option in self.options[name]]
        return f"'{META_SHEET}'!${self._word_column(name)}${entries.index(key) + 2}"

    def accept_whole(self, sheet: Worksheet, cells: Cells, low: int, high: int) -> None:
        rule = {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
        self.accept(sheet, cells, rule, OUT_OF_RANGE, low=low, high=high)

    def accept_length(self, sheet: Worksheet, cells: Cells, limit: int) -> None:
        rule = {"validate": "length", "criteria": "<=", "value": limit}
        self.accept(sheet, cells, rule, TOO_LONG, limit=limit)

    def _word_column(self, name: ListKey) -> str:
        return str(xl_col_to_name(2 * (list(self.options).index(name) + 1) + 1))

    def accept(
        self,
        sheet: Worksheet,
        cells: Cells,
        rule: Mapping[str, object],
        message: Text,
        **values: int,
    ) -> None:
        words = {
            "error_title": self.say(self.form.title),
            "error_message": self.say(message).format(**values),
        }
        self.validate(sheet, cells, {**rule, **words})

    def validate(self, sheet: Worksheet, cells: Cells, rule: Mapping[str, object]) -> None:
        last = cells.row if cells.last is None else cells.last
        sheet.data_validation(cells.row, cells.column, last, cells.column, dict(rule))
