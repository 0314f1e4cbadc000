"""The table of cells on the pages: how it is read, asked about and refused there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from benchmark.models import Upload
from benchmark.queries.assessments import to_domain
from benchmark.questionnaire.write import questionnaire
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble
from tests.questionnaire.cells import workbooks
from tests.questionnaire.samples import INDUSTRY, typical
from tests.questionnaire.test_cells import ASKED, READ, REFUSED
from tests.questionnaire.workbooks import with_cells

from .pages import Page, page
from .uploads import NEW, address, confirm, may_be_saved, send


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


@pytest.fixture(scope="module")
def raw(framework: Framework) -> bytes:
    """The questionnaire of an industry that is not there yet."""
    said = replace(typical(framework), industry=replace(INDUSTRY, name="超硬材料"))
    return questionnaire(framework, "zh-hans", said)


def rows(shown: Page, part: str) -> dict[str, list[str]]:
    """What a table of the page says by place."""
    found = {}
    for row in shown.root.xpath(f"//*[{part}]//tbody/tr"):
        head, *cells = (" ".join(cell.text_content().split()) for cell in row)
        found["!".join(head.split())] = cells
    return found


def test_what_was_not_plain_is_shown_as_read(client: Client, framework: Framework, raw: bytes):
    for sheet in workbooks(framework, READ):
        shown = send(client, NEW, with_cells(raw, sheet.cells, sheet.formats))
        notes = {place: each.note for place, each in sheet.places.items() if each.note}
        found = rows(shown, "@aria-labelledby='notes-title'")
        assert {place: cells[-1] for place, cells in found.items()} == {
            place: note.replace(" 约", "，约") for place, note in notes.items()
        }
        assert may_be_saved(shown)
        assert not shown.root.xpath("//*[@id='questions']")


def test_a_share_is_asked_about_and_saved_as_it_was_meant(
    client: Client, framework: Framework, raw: bytes
):
    (sheet,) = workbooks(framework, ASKED)
    shown = send(client, NEW, with_cells(raw, sheet.cells, sheet.formats))
    for place, (_, meant) in rows(shown, "@id='questions'").items():
        assert meant == " ".join(f"{number}%" for number in sheet.places[place].asked)
    assert not may_be_saved(shown)
    url = address(shown)
    for path in shown.root.xpath("//button[@name='percent']/@value"):
        response = client.post(url, {"percent": path})
        assert response.headers["Location"] == f"{url}#questions"
    # What was chosen can be changed.
    client.post(url, {"as_it_is": path})
    client.post(url, {"percent": "ratings[0].figures[99]"})
    shown = page(client, url)
    pressed = shown.root.xpath("//button[@aria-pressed='true']")
    assert [button.text_content() for button in pressed] == ["35%", "35%", "5%", "1%"]
    assert may_be_saved(shown)
    assert confirm(client, shown).startswith("/assessments/")
    upload = Upload.objects.get()
    assert upload.assessment is not None
    figures = to_domain(upload.assessment).rating_by_trait["chain"].figures
    assert [figure.value for figure in figures] == [35, 35, 5, 1]


def test_nothing_is_saved_as_long_as_a_question_is_open(
    client: Client, framework: Framework, raw: bytes
):
    (sheet,) = workbooks(framework, ASKED)
    shown = send(client, NEW, with_cells(raw, sheet.cells, sheet.formats))
    (mark,) = shown.root.xpath("//input[@name='shown']/@value")
    client.post(address(shown), {"shown": mark})
    assert Upload.objects.get().saved_at is None
    assert shown.root.xpath("//div[@class='error-summary']//a/@href") == ["#questions"]


def test_what_is_refused_is_listed_by_cell(client: Client, framework: Framework, raw: bytes):
    for sheet in workbooks(framework, REFUSED):
        shown = send(client, NEW, with_cells(raw, sheet.cells, sheet.formats))
        found = rows(shown, "@class='error-summary'")
        assert found.keys() == sheet.places.keys()
        for place, (_, reason) in found.items():
            assert sheet.places[place].refused in reason
    assert not Upload.objects.exists()
