"""The report as an Excel workbook: typed cells, filters, print set-up, native charts.

Text of users is always written as a string: it never becomes a formula, a link or a number.
Shares are in percentage points.
"""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Language

from .sheets import sheets
from .summary import write_summary
from .writer import Writer


def as_xlsx(report: GapReport, language: Language) -> bytes:
    """The report as an Excel workbook."""
    out = BytesIO()
    workbook = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    writer = Writer(workbook, report, language)
    write_summary(writer)
    for sheet in sheets(report, language):
        writer.table_sheet(sheet)
    writer.long_texts()
    workbook.close()
    return out.getvalue()
