"""The one table of formats in which a report is handed out."""

from __future__ import annotations

from typing import Final, Literal, Protocol, get_args

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


# Of these there is a brief alone too.
BRIEF_FORMATS: Final[tuple[Format, ...]] = ("docx", "pdf", "html")


class AsPage(Protocol):
    """Renders the report as one self-contained page, which only templates can."""

    def __call__(self, report: GapReport, language: Language, *, brief: bool = False) -> str: ...


def written(
    report: GapReport,
    wanted: Format,
    language: Language,
    as_page: AsPage,
    *,
    brief: bool = False,
) -> bytes:
    """The report as a file; `brief` asks for its first part alone, in one of BRIEF_FORMATS.

    Each format is imported when it is asked for: they are heavy.
    """
    match wanted:
        case "docx":
            from .word.as_docx import as_docx

            return as_docx(report, language, brief=brief)
        case "pdf":
            from .pdf.as_pdf import as_pdf

            return as_pdf(report, language, brief=brief)
        case "xlsx":
            from .excel.as_xlsx import as_xlsx

            return as_xlsx(report, language)
        case "json":
            from .as_json import as_json

            return as_json(report)
        case _:  # html
            return as_page(report, language, brief=brief).encode()
