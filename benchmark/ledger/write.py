"""The ledger as an Excel workbook: one row a task, to be filtered, printed and filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmark.questionnaire.book import KEY_COLUMN, Cells, FormBook
from benchmark.questionnaire.help import SECRECY
from benchmark.questionnaire.layout import ROW_LIMIT, sheet_marker
from benchmark.scoring.framework import Framework, Language, Text
from benchmark.scoring.tasks import FIRST_DUE, LAST_DUE
from benchmark.scoring.text import LINE_LIMIT, NAME_LIMIT
from benchmark.wording.columns import COLUMN
from benchmark.workbook.book import BASE, DATE, TITLE_HEIGHT
from benchmark.workbook.measure import row_height

from .help import DUE, INSTRUCTIONS, NOTE, OTHER_PRACTICE, PRACTICES, READ_ONLY, instructions
from .layout import (
    ALL_PRACTICES,
    FORM,
    LAST_NOTE,
    LEDGER,
    TASKS,
    Entry,
    Opened,
    lists,
    practice_list,
)

# Title, note and the hidden keys of the columns stand above the heads.
_TITLE, _NOTE, _KEYS, _HEAD, FIRST_ROW = range(5)
_LAST_ROW = FIRST_ROW + ROW_LIMIT - 1
# Framed rows for new tasks; those below them can be filled in just as well.
_FREE_ROWS = 5
_TEXT_WIDTH = 110


@dataclass(frozen=True, slots=True)
class _Column:
    """A column, `width` in Latin characters; `key` is what it is read by, '' where it only
    tells."""

    head: Text
    width: int
    key: str = ""


_READ = FORM.columns[TASKS]
_WIDTHS = {
    "trait": 11,
    "condition": 20,
    "goal": 12,
    "measure": 27,
    "lead": 12,
    "cooperating": 13,
    "due": 12,
    "status": 9,
    "practice": 17,
    "requirement_there": 9,
    "note": 20,
}
_COLUMNS = (
    _Column(COLUMN["number"], 5),
    *(_Column(_READ[key], width, key) for key, width in _WIDTHS.items()),
    _Column(LAST_NOTE, 20, "last"),
    _Column(_READ["opened"], 0, "opened"),
)
_AT = {column.key: at for at, column in enumerate(_COLUMNS, 1)}
# The columns that stay in sight: number, trait, condition.
_FROZEN = _AT["condition"] + 1


def ledger(
    framework: Framework,
    language: Language,
    entries: Sequence[Entry],
    *,
    plan: str,
    name: str,
    demo: bool = False,
) -> bytes:
    """The workbook of these tasks, in their order. `plan` is the mark of what they belong to,
    `name` what its reader calls that; `demo` marks it as invented."""
    book = FormBook(framework, language, demo=demo, form=FORM, lists=lists(framework))
    sheet = book.sheet(book.say(LEDGER))
    _frame(book, sheet, name)
    formats = _formats(book)
    for row, entry in enumerate(entries, FIRST_ROW):
        _row(book, sheet, row, entry, formats)
    last = FIRST_ROW + len(entries) + _FREE_ROWS - 1
    for row in range(FIRST_ROW + len(entries), last + 1):
        for key, at in _AT.items():
            sheet.write_blank(row, at, None, formats[key])
    # With the hidden columns: what is sorted keeps its marks.
    sheet.autofilter(_HEAD, KEY_COLUMN, last, len(_COLUMNS))
    _accept(book, sheet, entries)
    _stands_out(book, sheet)
    _help(book)
    book.meta_sheet(plan=plan, name=name)
    return book.content()


def _frame(book: FormBook, sheet: Worksheet, name: str) -> None:
    """Title, note, heads, and the hidden keys."""
    sheet.set_column(KEY_COLUMN, KEY_COLUMN, None, book.locked, {"hidden": True})
    sheet.write_string(_KEYS, KEY_COLUMN, sheet_marker(TASKS), book.locked)
    sheet.set_row(_KEYS, None, None, {"hidden": True})
    day = book.format({**BASE, "num_format": DATE["num_format"], "align": "left"})
    free = {"due": day, "": book.plain, "last": book.plain}
    for at, column in enumerate(_COLUMNS, 1):
        hidden = {"hidden": True} if column.key == "opened" else {}
        below = free.get(column.key, book.free_text)
        sheet.set_column(at, at, column.width or None, below, hidden)
        sheet.write_string(_HEAD, at, book.say(column.head), book.head)
        book.write(sheet, _KEYS, at, column.key, book.locked)
    sheet.write_string(_TITLE, 1, f"{name}  {book.say(LEDGER)}", book.title)
    sheet.set_row(_TITLE, TITLE_HEIGHT)
    note = book.say(SECRECY) + book.say(Text("。", ". ")) + book.say(NOTE)
    seen = [column for column in _COLUMNS if column.width]
    sheet.merge_range(_NOTE, 1, _NOTE, len(seen), note, book.note)
    sheet.set_row(_NOTE, row_height((note, sum(column.width for column in seen))))
    # Room for the button of the filter.
    heads = [(book.say(column.head), column.width - 2) for column in seen]
    sheet.set_row(_HEAD, row_height(*heads) + 3)
    sheet.freeze_panes(FIRST_ROW, _FROZEN)
    sheet.repeat_rows(_HEAD)


def _formats(book: FormBook) -> dict[str, Format]:
    """How the cells of a row look, by column."""
    known = dict.fromkeys(("", "trait", "condition", "last", "opened"), book.locked)
    long = dict.fromkeys(("measure", "note"), book.long_text)
    return {**dict.fromkeys(_AT, book.text), **known, **long, "due": book.format(DATE)}


def _row(
    book: FormBook, sheet: Worksheet, row: int, entry: Entry, formats: dict[str, Format]
) -> None:
    said, last = entry.said, entry.notes[-1] if entry.notes else None
    texts = {
        "trait": book.label("trait", entry.trait),
        "condition": book.label("condition", entry.condition),
        "goal": said.goal,
        "measure": said.measure,
        "lead": said.lead,
        "cooperating": said.cooperating,
        "status": book.label("status", said.status),
        "practice": book.label(ALL_PRACTICES, said.practice),
        "requirement_there": _requirement(book, entry),
        "note": "",
        "last": f"{last.day.isoformat()} {last.author}\n{last.text}" if last else "",
        "opened": Opened.of(entry).written(),
    }
    sheet.write_string(row, KEY_COLUMN, entry.key, book.locked)
    sheet.write_number(row, _AT[""], row - FIRST_ROW + 1, formats[""])
    for key, text in texts.items():
        book.write(sheet, row, _AT[key], text, formats[key])
    if said.due:
        sheet.write_datetime(row, _AT["due"], said.due, formats["due"])
    else:
        sheet.write_blank(row, _AT["due"], None, formats["due"])
    shown = [(texts.get(c.key, ""), c.width) for c in _COLUMNS if c.width]
    sheet.set_row(row, row_height(*shown))


def _requirement(book: FormBook, entry: Entry) -> str:
    """Whether what its practice requires is there; nothing without one."""
    if not entry.said.practice:
        return ""
    return book.label(
        "requirement_there", "there" if entry.said.requirement_there else "to_be_made"
    )


def _accept(book: FormBook, sheet: Worksheet, entries: Sequence[Entry]) -> None:
    """What cells take, down to the last row that is read."""

    def cells(key: str, first: int = FIRST_ROW, last: int = _LAST_ROW) -> Cells:
        return Cells(first, _AT[key], last)

    for key in ("trait", "condition", "status", "requirement_there"):
        book.accept_choice(sheet, cells(key), key)
    for key in ("goal", "lead", "cooperating"):
        book.accept_length(sheet, cells(key), NAME_LIMIT)
    for key in ("measure", "note"):
        book.accept_length(sheet, cells(key), LINE_LIMIT)
    days = {"minimum": FIRST_DUE, "maximum": LAST_DUE}
    book.accept(sheet, cells("due"), {"validate": "date", "criteria": "between", **days}, DUE)
    for key in ("", "last"):
        book.accept(sheet, cells(key), {"validate": "custom", "value": "=FALSE"}, READ_ONLY)
    row = FIRST_ROW
    for trait, group in groupby(entries, key=lambda entry: entry.trait):
        last = row + len(list(group)) - 1
        name = practice_list(trait)
        if name in book.options:
            book.accept_choice(
                sheet, cells("practice", row, last), name, OTHER_PRACTICE, error_type="warning"
            )
        else:
            book.accept_choice(sheet, cells("practice", row, last), ALL_PRACTICES)
        row = last + 1
    book.accept_choice(sheet, cells("practice", row), ALL_PRACTICES)


def _stands_out(book: FormBook, sheet: Worksheet) -> None:
    """A date that has passed, of what is neither done nor paused."""
    due, status = (f"${chr(ord('A') + _AT[key])}{FIRST_ROW + 1}" for key in ("due", "status"))
    open_ = ",".join(
        f'{status}="{book.label("status", key)}"' for key in ("not_started", "under_way")
    )
    rule = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({due}),{due}<TODAY(),OR({open_}))",
        "format": book.format({"font_color": "#B3261E", "bold": True}),
    }
    sheet.conditional_format(FIRST_ROW, _AT["due"], _LAST_ROW, _AT["due"], rule)


def _help(book: FormBook) -> None:
    """How to fill it in, and what each practice requires."""
    sheet = book.locked_sheet(INSTRUCTIONS)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    sheet.write_string(0, 0, book.say(INSTRUCTIONS), book.title)
    sheet.set_row(0, TITLE_HEIGHT)
    row = 1
    for number, text in _numbered(book, instructions()):
        row = _paragraph(book, sheet, row, number, text)
    sheet.write_string(row, 1, book.say(PRACTICES), book.group)
    required = (
        Text(
            f"{option.label.zh}。{practice.requirement.zh}",
            f"{option.label.en}. {practice.requirement.en}",
        )
        for option, practice in zip(
            book.options[ALL_PRACTICES], book.framework.practices, strict=True
        )
    )
    row += 1
    for number, text in _numbered(book, required):
        row = _paragraph(book, sheet, row, number, text)


def _numbered(book: FormBook, texts: Iterator[Text]) -> Iterator[tuple[int, str]]:
    return enumerate(map(book.say, texts), 1)


def _paragraph(book: FormBook, sheet: Worksheet, row: int, number: int, text: str) -> int:
    """A paragraph with its number; the row after it."""
    sheet.write_number(row, 0, number, book.ordinal)
    sheet.write_string(row, 1, text, book.plain)
    sheet.set_row(row, row_height((text, _TEXT_WIDTH)) + 6)
    return row + 1
