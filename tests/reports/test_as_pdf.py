"""The PDF report, read back: tagged, archivable, complete, and literal about what users typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.reports import as_pdf as module
from benchmark.reports.as_pdf import TypesettingError, as_pdf, breakable, printable
from benchmark.reports.blocks import Heading
from benchmark.reports.document import document
from benchmark.reports.gap_report import GapReport
from benchmark.reports.wording import DEMO, DRAFT
from benchmark.scoring.assessment import Rating
from benchmark.scoring.framework import LANGUAGES, Framework, Language

from .samples import (
    BIDI,
    HOSTILE,
    RARE,
    all_met,
    draft,
    empty,
    hostile,
    longest,
    one_trait,
    report_of,
    typical,
)

Case = Callable[[Framework], GapReport]
CASES = (empty, one_trait, typical, all_met)


def opened(report: GapReport, language: Language = "zh-hans") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(as_pdf(report, language)))


def squeezed(text: str) -> str:
    """Without white space: lines break where the page ends them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def whole(reader: pypdf.PdfReader) -> str:
    """All text of the body; what stands above and below it on every page would cut it."""
    return "".join(_body(page, number) for number, page in enumerate(reader.pages, 1))


def _body(page: pypdf.PageObject, number: int) -> str:
    text = squeezed(page.extract_text())
    for mark in (DRAFT.zh, DRAFT.en, DEMO.zh, DEMO.en):
        text = text.removeprefix(squeezed(mark))
    return text.removesuffix(f"—{number}—")


def outline(items: list[Any], level: int = 1) -> Iterator[tuple[int, str]]:
    for item in items:
        if isinstance(item, list):
            yield from outline(item, level + 1)
        else:
            yield level, item.title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_it_is_tagged_archivable_and_says_its_language(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    reader = opened(report, language)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].startswith("zh" if language == "zh-hans" else "en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    for key, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        assert f"<{key}>{value}</{key}>" in metadata
    assert reader.metadata is not None
    assert reader.metadata.title == document(report, language).title


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_fonts_are_embedded_subsets_of_the_package(
    framework: Framework, language: Language
) -> None:
    names = set()
    for page in opened(typical(framework), language).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            names.add(inner["/BaseFont"])
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+Noto(Sans|Serif)SC-Regular(-.*)?", n) for n in names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_outline_holds_every_heading(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    found = list(outline(opened(report, language).outline))
    headings = [b for b in document(report, language).blocks if isinstance(b, Heading)]
    assert [level for level, _ in found] == [heading.level for heading in headings]
    for (_, text), heading in zip(found, headings, strict=True):
        assert squeezed(text).endswith(squeezed(heading.text))
    first = "一、" if language == "zh-hans" else "1."
    assert found[0][1].startswith(first)


def test_the_contents_are_links(framework: Framework) -> None:
    annotations: Any = opened(typical(framework)).pages[1]["/Annots"]
    blocks = document(typical(framework), "zh-hans").blocks
    headings = [b for b in blocks if isinstance(b, Heading) and b.level < 3]
    links = [a.get_object()["/Subtype"] for a in annotations]
    assert links.count("/Link") >= len(headings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, longest])
def test_every_rationale_and_evidence_item_is_printed(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    text = whole(opened(report, language))
    for rating in report.assessment.ratings:
        assert squeezed(rating.rationale) in text
        for item in rating.evidence:
            for part in (item.title, item.source, item.date, item.url):
                assert squeezed(part) in text


def test_text_of_users_is_literal(framework: Framework) -> None:
    text = whole(opened(hostile(framework)))
    for part in (*HOSTILE, BIDI, RARE):
        assert squeezed(printable(part)) in text
    assert "root:" not in text


def test_long_runs_break_inside_the_page(framework: Framework) -> None:
    report = report_of(framework, Rating("scale", rationale="x" * 10_000))
    edges: list[float] = []

    def measure(text: str, _: object, matrix: list[float], *__: object) -> None:
        if "xxxxx" in text:
            edges.append(matrix[4] + 5.5 * len(text.strip()))

    for page in opened(report).pages:
        page.extract_text(visitor_text=measure)
    assert edges
    assert max(edges) < 595


def test_a_character_that_the_font_lacks_is_its_code_point() -> None:
    assert printable(RARE) == "[U+20BB7]野家"
    assert printable("a\u202eb\u200fc\ufeffd") == "a[U+202E]b[U+200F]c[U+FEFF]d"
    assert printable("工业\n和\t信息化") == "工业\n和\t信息化"


def test_breaks_are_marked_only_in_runs_too_long_for_the_line() -> None:
    assert breakable("notice of the year 2025", 12) == "notice of the year 2025"
    marked = breakable("https://example.org/abcdefgh 产业", 12)
    assert marked.replace("\u200b", "") == "https://example.org/abcdefgh 产业"
    assert max(len(run) for run in re.split("[\u200b ]", marked)) <= 3
    assert "\u200b" not in breakable("产业链" * 30, 12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_is_marked_on_every_page(framework: Framework, language: Language) -> None:
    reader = opened(typical(framework), language)
    mark = squeezed(DEMO.in_language(language))
    assert all(mark in squeezed(page.extract_text()) for page in reader.pages)
    assert squeezed(reader.pages[0].extract_text()).count(mark) >= 2
    assert mark not in squeezed(opened(empty(framework), language).pages[0].extract_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_on_every_page(framework: Framework, language: Language) -> None:
    pages = [squeezed(page.extract_text()) for page in opened(draft(framework), language).pages]
    mark = squeezed(DRAFT.in_language(language))
    assert all(mark in page for page in pages)
    assert pages[0].count(mark) == 2


def test_pages_are_a4_and_numbered(framework: Framework) -> None:
    for number, page in enumerate(opened(typical(framework)).pages, 1):
        assert [round(float(x)) for x in page.mediabox[2:]] == [595, 842]
        assert f"—{number}—" in squeezed(page.extract_text())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_first_page_holds_the_whole_conclusion(
    framework: Framework, case: Case, language: Language
) -> None:
    blocks = document(case(framework), language).blocks
    first = squeezed(opened(case(framework), language).pages[0].extract_text())
    end = next(i for i, b in enumerate(blocks) if type(b).__name__ == "PageBreak")
    for block in blocks[:end]:
        assert squeezed(getattr(block, "text", "")) in first


_UNKNOWN_FONT = b'#set document(title: "t", date: auto)\n#set text(font: "No Such Font")\na'


def test_a_warning_of_the_typesetter_is_an_error(
    framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_template", lambda: _UNKNOWN_FONT)
    with pytest.raises(TypesettingError, match="unknown font family"):
        as_pdf(empty(framework), "zh-hans")


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_any_text_can_be_typeset(framework: Framework, text: str) -> None:
    as_pdf(report_of(framework, Rating("scale", rationale=text)), "zh-hans")
