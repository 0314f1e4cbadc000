"""A report in every format is what the format says; what names no format is none."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from benchmark.reports.formats import CONTENT_TYPES, FORMATS, Format, format_of, written
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Language

from .samples import report, typical


def page(report: GapReport, language: Language, *, brief: bool = False) -> str:
    return f"<html lang={language}>{report.assessment.period}"


def kind(content: bytes) -> str:
    """What a file is, by what stands in it."""
    if content.startswith(b"PK"):
        names = ZipFile(BytesIO(content)).namelist()
        return "docx" if "word/document.xml" in names else "xlsx"
    starts = {b"%PDF-": "pdf", b"{": "json", b"<html lang=zh-hans>2": "html"}
    return next(name for start, name in starts.items() if content.startswith(start))


@pytest.mark.parametrize("wanted", FORMATS)
def test_every_format_is_what_it_says(wanted: Format) -> None:
    assert kind(written(report(typical), wanted, "zh-hans", page)) == wanted
    assert wanted in CONTENT_TYPES


@pytest.mark.parametrize("extension", FORMATS)
def test_an_extension_names_its_format(extension: str) -> None:
    assert format_of(extension) == extension


@pytest.mark.parametrize("extension", ["", "doc", "DOCX", ".pdf", "pdf/../json"])
def test_other_extensions_name_none(extension: str) -> None:
    assert format_of(extension) is None
