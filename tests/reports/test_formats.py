"""The one table of formats: every one can be written, of some the brief alone."""

from __future__ import annotations

import json

import pytest

from benchmark.reports.blocks import Document
from benchmark.reports.formats import (
    BRIEF_FORMATS,
    CONTENT_TYPES,
    FORMATS,
    Computed,
    Format,
    format_of,
    written,
)
from tests.reports.samples import empty, report

BEGINS: dict[Format, bytes] = {
    "docx": b"PK",
    "pdf": b"%PDF-",
    "xlsx": b"PK",
    "json": b"{",
    "html": b"<p>zh-hans",
}


def as_page(document: Document) -> str:
    return f"<p>{document.language} {len(document.blocks)}"


@pytest.mark.parametrize("wanted", FORMATS)
def test_every_format_is_written(wanted: Format) -> None:
    data = written(Computed(report(empty)), wanted, "zh-hans", as_page)
    assert data.startswith(BEGINS[wanted])
    assert CONTENT_TYPES[wanted]


@pytest.mark.parametrize("wanted", BRIEF_FORMATS)
def test_the_brief_alone_is_less(wanted: Format) -> None:
    content = Computed(report(empty))
    brief = written(content, wanted, "en", as_page, brief=True)
    whole = written(content, wanted, "en", as_page)
    assert len(brief) < len(whole) or wanted == "html"
    if wanted == "html":
        blocks = len(content.document("en", brief_only=True).blocks)
        assert brief == f"<p>en {blocks}".encode()
        assert blocks < len(content.document("en").blocks)


def test_json_is_the_result_itself() -> None:
    found = json.loads(written(Computed(report(empty)), "json", "en", as_page))
    assert found["method_version"] == "2.0"


def test_a_format_is_known_by_its_extension() -> None:
    assert format_of("docx") == "docx"
    assert format_of("exe") is None
