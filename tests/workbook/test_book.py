"""What every workbook has: properties, print set-up, a lock where it is asked for."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl

from benchmark.workbook.book import Book
from tests.served import ROOT


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def test_what_is_not_known_is_no_property() -> None:
    book = Book(title="标题")
    book.sheet("表")
    core = part(book.content(), "docProps/core.xml")
    assert "<dc:title>标题</dc:title>" in core
    for name in ("dc:creator", "cp:lastModifiedBy", "dc:subject"):
        assert name not in core


def test_properties_are_text_that_a_file_can_hold() -> None:
    book = Book(title="a\x01" * 200, subject="报告", author="<某市>")
    book.sheet("表")
    found = opened(book.content()).properties
    assert found.title == ("a[U+0001]" * 200)[:255]
    assert (found.creator, found.lastModifiedBy, found.subject) == ("<某市>", "<某市>", "报告")


def test_sheets_are_set_up_for_print_with_marks_above_every_page() -> None:
    book = Book(title="标题", marks=("演示", "草稿"))
    book.sheet("宽", side=0.5)
    sheet = opened(book.content()).active
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_margins.left == 0.5
    assert sheet.oddHeader.center.text == "演示　草稿"
    assert sheet.oddFooter.center.text == "— &P —"


def test_a_locked_workbook_keeps_its_sheets() -> None:
    for locked in (True, False):
        book = Book(title="标题", locked=locked)
        book.sheet("表")
        assert ("workbookProtection" in part(book.content(), "xl/workbook.xml")) == locked


def test_what_reads_workbooks_is_not_imported_to_write_one() -> None:
    code = (
        "import sys, benchmark.reports.excel.as_xlsx, benchmark.questionnaire.write;"
        "print({'openpyxl', 'numpy', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "set()\n"
