"""Questionnaires saved as .xls or .et: read by a process of its own, and refused in words."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from python_calamine import PasswordError, SheetTypeEnum

from benchmark.questionnaire import gate, grid, xls
from benchmark.questionnaire.grid import Book, Cell
from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.questionnaire.read import Questionnaire
from benchmark.questionnaire.values import Understood, date_of, year_of
from benchmark.scoring.framework import Framework, Text

from .cells import CELLS, workbooks
from .ods_files import cell, converted, made, needs_office, row
from .test_cells import said
from .workbooks import begun, with_cells

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
READ = [each for each in CELLS if not each.refused and not each.asked[0]]


def reason(raw: bytes) -> Text:
    with pytest.raises(WorkbookProblems) as refused:
        Book(raw)
    (problem,) = refused.value.problems
    return problem.message


@needs_office
def test_what_is_clear_is_read(framework: Framework, tmp_path: Path) -> None:
    # How a cell is formatted is not known here.
    plain = [each for each in READ if not each.number_format]
    for sheet in workbooks(framework, plain):
        raw = with_cells(begun(framework), sheet.cells, sheet.formats)
        (old,) = converted(tmp_path, "xls", raw)
        filled = Questionnaire(old).read(framework, draft=True)
        assert filled.notes[0].cell == ""
        assert "百分比格式" in filled.notes[0].as_read.zh
        found = said(filled)
        assert {place: found[place] for place in sheet.places} == {
            place: each.said for place, each in sheet.places.items()
        }


@needs_office
def test_merged_ranges_of_an_xls_are_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("一")
    sheet["C4"] = "甲"
    sheet.merge_cells("C4:D5")
    out = BytesIO()
    book.save(out)
    (old,) = converted(tmp_path, "xls", out.getvalue())
    found = Book(old).grid("一", max_rows=9)
    assert [merge.text for merge in found.merges] == ["C4:D5"]
    assert found.text(4, 3) == "甲"


def test_cells_have_their_places_and_kinds() -> None:
    # Its library reads this too.
    raw = made(
        row()
        + row(
            "<table:table-cell/>",
            cell("甲", "string"),
            cell("2.5", "float", 'office:value="2.5"'),
            cell("3", "float", 'office:value="3"'),
            cell("2025-01-01", "date", 'office:date-value="2025-01-01"'),
        )
        + row("<table:table-cell/>", cell("乙", "string"))
    )
    (found,) = grid._old_format(raw)
    assert sorted(found.cells) == [
        (2, 2, "text", "甲", "General"),
        (2, 3, "number", 2.5, "General"),
        (2, 4, "number", 3, "General"),
        (2, 5, "date", datetime(2025, 1, 1), ""),
        (3, 2, "text", "乙", "General"),
    ]
    assert (found.name, found.merges) == ("S0", [])


def test_how_much_of_a_date_was_shown_is_not_known_and_said() -> None:
    held = Cell(1, 1, "date", datetime(2025, 1, 1), "")
    assert date_of(held) == Understood("2025-01-01", Text("2025-01-01", "2025-01-01"))
    assert year_of(held) == Understood(2025, Text("2025", "2025"))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (True, ("truth", True)),
        (2.0, ("number", 2)),
        (2.5, ("number", 2.5)),
        (3, ("number", 3)),
        (datetime(2025, 3, 18, 1), ("date", "2025-03-18T01:00:00")),
        (date(2025, 3, 18), ("date", "2025-03-18T00:00:00")),
        (time(3, 4), ("text", "03:04:00")),
        ("甲", ("text", "甲")),
    ],
)
def test_a_value_goes_as_json(value: object, plain: tuple[str, object]) -> None:
    assert xls._plain(value) == plain


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (OLE + bytes(600), gate.NOT_A_WORKBOOK),
        (OLE + "EncryptedPackage".encode("utf-16-le"), gate.ENCRYPTED),
        (OLE + "Workbook_VBA_PROJECT_CUR".encode("utf-16-le"), gate.MACROS),
        (OLE + "Workbook".encode("utf-16-le"), gate.DAMAGED),
    ],
)
def test_harm_is_refused_in_words(raw: bytes, message: Text) -> None:
    assert reason(raw) == message


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (lambda: made(row(cell("1", "string")), sheets=gate.MAX_SHEETS + 1), gate.TOO_MUCH),
        (lambda: far_apart(2_000), gate.TOO_MUCH),
    ],
)
def test_more_than_the_process_may_take_is_too_much(
    raw: Callable[[], bytes], message: Text
) -> None:
    with pytest.raises(WorkbookProblems) as refused:
        grid._old_format(raw())
    assert [problem.message for problem in refused.value.problems] == [message]


def far_apart(rows: int) -> bytes:
    """Two cells, and gigabytes of empty ones between them."""
    between = f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell/>'
    far = row('<table:table-cell table:number-columns-repeated="16383"/>', cell("1", "string"))
    return made(f"{row(cell('1', 'string'))}{between}</table:table-row>{far}")


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_SECONDS", 0.001)
    with pytest.raises(WorkbookProblems) as refused:
        grid._old_format(made(row(cell("1", "string"))))
    assert [problem.message for problem in refused.value.problems] == [gate.TOO_MUCH]


@pytest.mark.parametrize("limit", ["MAX_CELLS", "MAX_CHARACTERS"])
def test_more_than_a_questionnaire_holds_is_too_much(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(xls, limit, 0)
    with pytest.raises(xls.Refused, match="too much"):
        xls.sheets(made(row(cell("1", "string"))), max_columns=9, max_sheets=9)


def test_a_macro_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    book = SimpleNamespace(
        sheet_names=["a"], sheets_metadata=[SimpleNamespace(typ=SheetTypeEnum.MacroSheet)]
    )
    source = SimpleNamespace(from_filelike=lambda _: book)
    monkeypatch.setattr(xls, "CalamineWorkbook", source)
    with pytest.raises(xls.Refused, match="macros"):
        xls.sheets(b"", max_columns=9, max_sheets=9)


@pytest.mark.parametrize(
    ("error", "word"),
    [(PasswordError("p"), "encrypted"), (xls.Refused("macros"), "macros"), (None, [])],
)
def test_the_process_limits_itself_and_says_why(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None, word: object
) -> None:
    limits = {}
    out = StringIO()

    def sheets(raw: bytes, **_: int) -> list[object]:
        assert raw == b"raw"
        if error:
            raise error
        return []

    monkeypatch.setattr(resource, "setrlimit", lambda what, most: limits.update({what: most}))
    monkeypatch.setattr(xls, "sheets", sheets)
    monkeypatch.setattr(sys, "argv", ["", "9", "9"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(b"raw")))
    monkeypatch.setattr(sys, "stdout", out)
    xls.main()
    assert json.loads(out.getvalue()) == word
    assert limits.keys() == {resource.RLIMIT_CORE, resource.RLIMIT_CPU, resource.RLIMIT_AS}
