"""The one table of formats in which a report is handed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol, get_args

from benchmark.scoring.framework import Language

from .gap_report import GapReport

if TYPE_CHECKING:
    from .blocks import Document
    from .excel.book import Contents

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


class Content(Protocol):
    """What formats render: of a report as it is computed now, or as it was kept."""

    def document(self, language: Language, *, brief_only: bool = False) -> Document: ...

    def book(self, language: Language) -> Contents: ...

    def json(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Computed:
    """A report as it is computed now; each part when it is asked for."""

    report: GapReport

    def document(self, language: Language, *, brief_only: bool = False) -> Document:
        from .document import document

        return document(self.report, language, brief_only=brief_only)

    def book(self, language: Language) -> Contents:
        from .excel.book import contents

        return contents(self.report, language)

    def json(self) -> bytes:
        from .as_json import as_json

        return as_json(self.report)


# Renders a document as one self-contained page, which only templates can.
AsPage = Callable[["Document"], str]


def written(
    content: Content,
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
            from .word.as_docx import write_docx

            return write_docx(content.document(language, brief_only=brief))
        case "pdf":
            from .pdf.as_pdf import compile_pdf

            return compile_pdf(content.document(language, brief_only=brief))
        case "xlsx":
            from .excel.as_xlsx import write_xlsx

            return write_xlsx(content.book(language))
        case "json":
            return content.json()
        case _:  # html
            return as_page(content.document(language, brief_only=brief)).encode()
