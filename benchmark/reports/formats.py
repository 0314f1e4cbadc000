"""The one table of formats in which a report is handed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, get_args

from benchmark.scoring.framework import Language

from .gap_report import GapReport

Format = Literal["docx", "pdf", "xlsx", "json", "html"]
# In the order in which they are offered; html is the page itself as one file.
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES: Final[dict[Format, str]] = {
    "docx": f"{_OPEN_XML}.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": f"{_OPEN_XML}.spreadsheetml.sheet",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
}


def format_of(extension: str) -> Format | None:
    """The format of a file name's extension, None where there is none such."""
    return next((known for known in FORMATS if known == extension), None)


def written(
    report: GapReport,
    wanted: Format,
    language: Language,
    as_page: Callable[[GapReport, Language], str],
) -> bytes:
    """The report as a file. `as_page` renders HTML, which only templates can.

    Each format is imported when it is asked for: they are heavy.
    """
    match wanted:
        case "docx":
            from .word.as_docx import as_docx

            return as_docx(report, language)
        case "pdf":
            from .pdf.as_pdf import as_pdf

            return as_pdf(report, language)
        case "xlsx":
            from .excel.as_xlsx import as_xlsx

            return as_xlsx(report, language)
        case "json":
            from .as_json import as_json

            return as_json(report)
        case "html":
            return as_page(report, language).encode()
