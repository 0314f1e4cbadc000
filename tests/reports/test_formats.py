"""The one table of formats: every one can be written, of some the brief alone."""

from __future__ import annotations

import json

import pytest

from benchmark.reports.formats import (
    BRIEF_FORMATS,
    CONTENT_TYPES,
    FORMATS,
    Format,
    format_of,
    written,
)
from benchmark.reports.gap_report import GapReport
from benchmark.scoring.framework import Language
from tests.reports.samples import empty, report

BEGINS: dict[Format, bytes] = {
    "docx": b"PK",
    "pdf": b"%PDF-",
    "xlsx": b"PK",
    "json": b"{",
    "html": b"<p>whole",
}


def as_page(report: GapReport, language: Language, *, brief: bool = False) -> str:
    return f"<p>{'brief' if brief else 'whole'} {language}"


@pytest.mark.parametrize("wanted", FORMATS)
def test_every_format_is_written(wanted: Format) -> None:
    data = written(report(empty), wanted, "zh-hans", as_page)
    assert data.startswith(BEGINS[wanted])
    assert CONTENT_TYPES[wanted]


@pytest.mark.parametrize("wanted", BRIEF_FORMATS)
def test_the_brief_alone_is_less(wanted: Format) -> None:
    brief = written(report(empty), wanted, "en", as_page, brief=True)
    assert brief != written(report(empty), wanted, "en", as_page)
    if wanted == "html":
        assert brief == b"<p>brief en"


def test_json_is_the_result_itself() -> None:
    assert json.loads(written(report(empty), "json", "en", as_page))["method_version"] == "2.0"


def test_a_format_is_known_by_its_extension() -> None:
    assert format_of("docx") == "docx"
    assert format_of("exe") is None
