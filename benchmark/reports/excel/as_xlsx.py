"""The report as an Excel workbook: typed cells, filters, print set-up, native charts.

Shares are in percentage points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Language, Text
from benchmark.workbook.measure import line_count
from benchmark.workbook.tables import Column, Long, Sheet

from .book import Contents, contents
from .sheets import columns_of
from .summary import ReportBook

# Of a long text, three rows of so many lines fill a printed page.
_LONG_WIDTH, _LONG_LINES = 130, 11
LONG_TEXTS = Text("长文全文", "Long texts")
_POINTER = Text(
    f"行高放不下的文字，单元格内仍是全文，并在“{LONG_TEXTS.zh}”表中分行列出，供打印。",
    f"A text too long for its row is whole in its cell, and is printed whole in the sheet "
    f"{LONG_TEXTS.en}.",
)


def as_xlsx(report: GapReport, language: Language) -> bytes:
    """The report as an Excel workbook."""
    return write_xlsx(contents(report, language))


def write_xlsx(said: Contents) -> bytes:
    """What a workbook holds as a file."""
    book = ReportBook(said)
    book.summary()
    pointer = _POINTER.in_language(said.language)
    long = [found for sheet in said.sheets for found in book.table(sheet, pointer=pointer)]
    if long:
        book.table(_long_texts(long, said.language))
    return book.content()


def _long_texts(long: Sequence[Long], language: Language) -> Sheet:
    """What a row of its table cannot show, whole in rows one after another, for print.

    Not in merged cells, which can be neither filtered nor sorted and break within a line.
    """
    name = LONG_TEXTS.in_language(language)
    columns = (*columns_of(language, ("trait", 22), ("item", 18)), Column(name, _LONG_WIDTH))
    rows = tuple(
        (found.named, found.title, piece)
        for found in long
        for piece in _pages(found.text, _LONG_WIDTH - 1)
    )
    return Sheet(name, columns, rows)


def _pages(text: str, width: int) -> Iterator[str]:
    """A text in pieces that fill a page by threes; put together they are the text again."""
    # No more fits, line feeds included, however narrow.
    most = _LONG_LINES * (2 * width + 1)
    while text:
        end = bisect_right(
            range(min(most, len(text))),
            _LONG_LINES,
            key=lambda i: line_count(text[: i + 1], width),
        )
        at = next(
            (a for a in (text.rfind(s, end // 2, end) for s in "\n。；，, ") if a > 0), end - 1
        )
        end = end if end == len(text) else at + 1
        yield text[:end]
        text = text[end:]
