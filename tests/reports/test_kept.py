"""A report that is kept: read back it is what was written, and so are its files."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.reports import blocks
from benchmark.reports.blocks import Document
from benchmark.reports.formats import FORMATS, Computed, Format, written
from benchmark.reports.gap_report import Origin, build
from benchmark.reports.kept import dump, kept, load
from benchmark.reports.pdf.as_pdf import compile_pdf
from benchmark.reports.since import Edition, since
from benchmark.scoring.framework import LANGUAGES, Language
from tests.questionnaire.samples import keyed
from tests.reports import samples
from tests.reports.plans import AS_OF, worked_on
from tests.reports.samples import EVERY_CASE, ORIGIN, Case, empty, longest, typical
from tests.reports.trees import headings
from tests.scoring.builders import FRAMEWORK
from tests.strategies import as_read, assessments


def as_page(document: Document) -> str:
    return repr(document)


@pytest.mark.parametrize("case", EVERY_CASE)
def test_what_is_read_is_what_was_written(case: Case) -> None:
    content = kept(samples.report(case))
    assert load(dump(content)) == content


@given(data=st.data())
def test_generated_reports_come_back_as_they_were(data: st.DataObject) -> None:
    said = keyed(data.draw(assessments(FRAMEWORK)))
    draft = data.draw(st.booleans())
    edition = 0 if draft else data.draw(st.integers(1, 3))
    origin = Origin("示例市工业和信息化局", ORIGIN.prepared_on, draft=draft, edition=edition)
    made = build(FRAMEWORK, said, origin)
    back = load(dump(kept(made)))
    assert back == kept(made)
    assert back.assessment(FRAMEWORK) == as_read(said)
    for language in LANGUAGES:
        for brief in (False, True):
            fresh = Computed(made).document(language, brief_only=brief)
            assert back.document(language, brief_only=brief) == fresh
        assert back.book(language) == Computed(made).book(language)
    assert back.json() == Computed(made).json()


def test_a_plan_and_what_changed_come_back_too() -> None:
    made = worked_on(samples.report(typical))
    assert made.plan is not None
    tasks = tuple(replace(task, key=str(i)) for i, task in enumerate(made.plan.tasks))
    before = Edition(1, AS_OF, keyed(samples.report(empty).assessment), tasks[:2])
    second = replace(made, since=since(FRAMEWORK, before, keyed(made.assessment), tasks))
    content = kept(second)
    assert content.tasks == made.plan.tasks
    assert load(dump(content)) == content
    assert "与上一版相比" in [b.text for b in headings(content.document("zh-hans"))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", FORMATS)
def test_files_of_what_is_kept_are_those_of_the_report(wanted: Format, language: Language) -> None:
    made = samples.report(typical)
    fresh = written(Computed(made), wanted, language, as_page)
    assert written(load(dump(kept(made))), wanted, language, as_page) == fresh


@pytest.mark.parametrize("wanted", ["docx", "xlsx"])
def test_a_file_holds_no_time_but_the_reports(wanted: Format) -> None:
    data = written(Computed(samples.report(typical)), wanted, "zh-hans", as_page)
    with ZipFile(BytesIO(data)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-03-18T00:00:00Z") == core.count("T00:00:00Z") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_holds_no_time_but_the_reports(language: Language) -> None:
    data = samples.pdf(typical, language)
    said = pypdf.PdfReader(BytesIO(data)).metadata
    assert said is not None
    assert said.creation_date is not None
    assert said.creation_date.date() == ORIGIN.prepared_on
    assert compile_pdf(samples.tree(typical, language)) == data


def test_a_kept_report_is_small() -> None:
    """What is said twice, in formats and languages, is packed once."""
    assert len(dump(kept(samples.report(typical)))) < 100_000
    assert len(dump(kept(samples.report(longest)))) < 200_000


def test_every_block_can_be_kept() -> None:
    """A block that is added to documents and forgotten here would fail at the first submission."""
    kinds = {kind.__name__ for kind in blocks.Block.__args__}  # type: ignore[attr-defined]
    assert kinds <= set(kept.__globals__["_CLASSES"])
