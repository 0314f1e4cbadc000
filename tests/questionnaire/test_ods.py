"""Questionnaires saved as .ods: read like an .xlsx, and refused in words."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.questionnaire import gate, ods
from benchmark.questionnaire.grid import Book
from benchmark.questionnaire.problems import WorkbookProblems
from benchmark.questionnaire.read import Questionnaire, read_workbook
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring.framework import Framework, Text
from tests.strategies import as_read, assessments

from .cells import CELLS, workbooks
from .ods_files import KIND, cell, converted, made, needs_office, row
from .test_cells import said
from .workbooks import begun, packed, with_cells

EMPTY = "<table:table-cell/>"


def reason(raw: bytes) -> Text:
    with pytest.raises(WorkbookProblems) as refused:
        Book(raw)
    (problem,) = refused.value.problems
    return problem.message


@needs_office
class TestThroughLibreOffice:
    def test_the_table_of_cells_is_read_as_in_an_xlsx(
        self, framework: Framework, tmp_path: Path
    ) -> None:
        sheets = workbooks(framework, CELLS)
        books = [with_cells(begun(framework), sheet.cells, sheet.formats) for sheet in sheets]
        found = converted(tmp_path, "ods", *books)
        for sheet, xlsx, raw in zip(sheets, books, found, strict=True):
            assert self.outcome(raw, framework) == self.outcome(xlsx, framework), sheet.places

    @pytest.mark.parametrize("suffix", ["ods", "xls"])
    @settings(max_examples=2)
    @given(data=st.data())
    def test_what_is_written_is_read_back_the_same(
        self,
        framework: Framework,
        tmp_path_factory: pytest.TempPathFactory,
        suffix: str,
        data: st.DataObject,
    ) -> None:
        drawn = [data.draw(assessments(framework)) for _ in range(4)]
        books = [questionnaire(framework, "zh-hans", each) for each in drawn]
        found = converted(tmp_path_factory.mktemp(suffix), suffix, *books)
        for each, raw in zip(drawn, found, strict=True):
            assert read_workbook(raw, framework) == as_read(each)

    def outcome(self, raw: bytes, framework: Framework) -> object:
        """What is said, noted and asked; or refused."""
        try:
            filled = Questionnaire(raw).read(framework, draft=True)
        except WorkbookProblems as refused:
            return [(problem.place, problem.message) for problem in refused.problems]
        return said(filled), filled.notes, filled.questions


def test_cells_have_their_places_kinds_and_formats() -> None:
    def day(value: str, shown: str) -> str:
        return cell(shown, "date", f'office:date-value="{value}"')

    def number(value: str, shown: str = "", kind: str = "float") -> str:
        return cell(shown or value, kind, f'office:value="{value}"')

    computed = 'table:formula="of:=A1"'
    cells = [
        (cell("甲"), ("text", "甲", "General")),
        (cell("乙", "string"), ("text", "乙", "General")),
        (number("2.5"), ("number", 2.5, "General")),
        (number("3"), ("number", 3, "General")),
        (number("3", "3元", "currency"), ("number", 3, "General")),
        (number("1.5", "150%", "percentage"), ("number", 1.5, "0%")),
        (number("1", "TRUE"), ("truth", True, "General")),
        (cell("真", "boolean", 'office:boolean-value="true"'), ("truth", True, "General")),
        (cell("假", "boolean", 'office:boolean-value="false"'), ("truth", False, "General")),
        (day("2025-01-01", "2025"), ("date", datetime(2025, 1, 1), "yyyy")),
        (day("2025-03-01", "2025年3月"), ("date", datetime(2025, 3, 1), "yyyy-mm")),
        (day("2025-03-01", "Mar 25"), ("date", datetime(2025, 3, 1), "yyyy-mm")),
        (day("2025-03-18", "18/03/25"), ("date", datetime(2025, 3, 18), "yyyy-mm-dd")),
        (cell("#DIV/0!", "", 'calcext:value-type="error"'), ("error", "#DIV/0!", "General")),
        (cell("#REF!", "string", computed), ("error", "#REF!", "General")),
        (cell("丙", "string", computed), ("text", "丙", "General")),
        (cell("#REF!", "string"), ("text", "#REF!", "General")),
        (f"<table:table-cell {computed}/>", ("formula", "", "General")),
        (cell("", "", computed), None),
        (EMPTY, None),
    ]
    raw = made(row() + row(EMPTY, *(each for each, _ in cells)))
    book = Book(raw)
    assert book.names == ["S0"]
    found = book.grid("S0", max_rows=9).cells
    assert {at: (each.kind, each.value, each.number_format) for at, each in found.items()} == {
        (2, at): held for at, (_, held) in enumerate(cells, 2) if held
    }


def test_a_text_is_read_as_it_is_shown() -> None:
    lines = (
        '<text:p>甲\n  乙<text:s/><text:s text:c="2"/>丙<text:tab/>丁<text:line-break/>戊</text:p>'
        "<text:p>  <text:span>己</text:span>庚<text:a>辛</text:a><text:note>x</text:note></text:p>"
    )
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    found = Book(made(row(f"<table:table-cell>{note}{lines}</table:table-cell>")))
    assert found.grid("S0", max_rows=9).text(1, 1) == "甲 乙   丙\t丁\n戊\n  己庚辛"


def test_what_is_repeated_stands_in_each_place() -> None:
    twice = 'table:number-columns-repeated="2"'
    raw = made(
        row(cell("甲", more=twice), cell("乙"), more='table:number-rows-repeated="2"')
        + row(EMPTY, more='table:number-rows-repeated="1048000"')
        + row('<table:table-cell table:number-columns-repeated="16383"/>', cell("丙"))
        + row(f"<table:covered-table-cell {twice}/>", cell("丁"))
    )
    grid = Book(raw).grid("S0", max_rows=9)
    assert {at: each.value for at, each in grid.cells.items()} == {
        **dict.fromkeys(((1, 1), (1, 2), (2, 1), (2, 2)), "甲"),
        **dict.fromkeys(((1, 3), (2, 3)), "乙"),
        (1048004, 3): "丁",
    }
    cut = Book(raw).grid("S0", max_rows=1)
    assert (cut.rows(), cut.cut_at) == ([1], 2)


def test_merged_ranges_are_known() -> None:
    across, down = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="3"'
    raw = made(row(EMPTY, cell("甲", more=f"{across} {down}")) + row(cell("乙", more=down)))
    merges = Book(raw).grid("S0", max_rows=9).merges
    assert [merge.text for merge in merges] == ["B1:C3", "A2:A4"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (made("", others={"Basic/script-lc.xml": b"<a/>"}), gate.MACROS),
        (made("", others={"Scripts/python/a.py": b"a"}), gate.MACROS),
        (made("", others={"META-INF/manifest.xml": b"<encryption-data/>"}), gate.ENCRYPTED),
        (made("", others={"content.xml": b"<!DOCTYPE a><a/>"}), gate.DOCTYPE),
        (made("", others={"content.xml": b"<a"}), gate.DAMAGED),
        (made("", others={"other": bytes(9 << 20)}), gate.BOMB),
        (packed({"mimetype": KIND.encode()}), gate.NOT_A_WORKBOOK),
        (packed({"mimetype": b"application/zip"}), gate.NOT_A_WORKBOOK),
        (made(row(cell("1")), sheets=gate.MAX_SHEETS + 1), gate.TOO_MUCH),
        (made(row(cell("1", "float", 'office:value="x"'))), gate.DAMAGED),
        (
            # A sheet that is full from corner to corner.
            made(
                row(
                    cell("1", more='table:number-columns-repeated="16384"'),
                    more='table:number-rows-repeated="20000"',
                )
            ),
            gate.TOO_MUCH,
        ),
    ],
)
def test_harm_is_refused_in_words(raw: bytes, message: Text) -> None:
    assert reason(raw) == message


def test_a_kind_that_is_packed_by_other_means_is_not_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("mimetype", KIND)
    assert reason(out.getvalue()) == gate.DAMAGED


def test_more_merged_ranges_than_a_questionnaire_has_are_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "MAX_MERGES", 1)
    merged = cell("甲", more='table:number-columns-spanned="2"')
    assert reason(made(row(merged, merged))) == gate.TOO_MUCH


def test_cells_of_all_sheets_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ods, "MAX_CELLS", 3)
    assert Book(made(row(cell("1"), cell("2"), cell("3")))).names == ["S0"]
    assert reason(made(row(cell("1"), cell("2")), sheets=2)) == gate.TOO_MUCH
