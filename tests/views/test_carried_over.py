"""Next year's draft: what still says what it said the year before is marked until it is changed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmark.actions import assessments as actions
from benchmark.actions.assessments import FigureRow
from benchmark.models import Assessment
from benchmark.scoring.assessment import Evidence as Item
from benchmark.scoring.framework import Framework
from tests.cast import Cast, assemble, content

from .pages import Page, page, words
from .test_ratings import FIGURE, ITEM, said

MARK = "沿用2025年，未更新"
OUTPUT = FigureRow("output", Decimal("86.0"), "about", "亿元", "电力装备", 2024)
SHARE = FigureRow("national-output-share", Decimal("1.8"), "exact", "%", "", 2024)
LEDGER = Item(2, "产业链台账", "统计局", "2025-03")


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


@pytest.fixture
def draft(client: Client, cast: Cast) -> str:
    """The address of the draft for 2026, begun with what was said of the scale in 2025."""
    rating = cast.rating("scale")
    rows = {"evidence": (LEDGER, Item(1, "自述")), "figures": (OUTPUT, SHARE)}
    written = content(claim=3, rationale="营业收入居全省第二。", **rows)
    actions.save_rating(rating=rating, revision=0, content=written)
    again = {"industry": str(cast.industry.pk), "period": "2026", "carry": "on"}
    return str(client.post("/assessments/new/", again).headers["Location"])


def marked(shown: Page) -> list[str]:
    """Which rows, and which field, carry the mark: the label before it, or its row's number."""
    marks = shown.root.xpath("//*[@data-carried]")
    before = [
        words(mark.getprevious()) if mark.getprevious().tag == "label" else words(mark.getparent())
        for mark in marks
    ]
    return [text.partition(f" {MARK}")[0] for text in before]


def save(client: Client, draft: str, *, revision: int = 1, **more: object) -> Page:
    """Saves the scale without a script, and what the page shows then."""
    sent = said(revision=revision, **more)
    told = client.post(f"{draft}traits/scale/", sent, follow=True)
    return Page(told.content)


def test_all_that_is_carried_over_is_marked_and_the_level_said(
    client: Client, cast: Cast, draft: str
) -> None:
    shown = page(client, f"{draft}traits/scale/")
    groups = [part.split()[0] for part in marked(shown)]
    assert groups == ["评定理由", "佐证材料", "佐证材料", "指标数据", "指标数据"]
    before = f"/assessments/{cast.draft.pk}/traits/scale/"
    assert shown.links()["2025年自评3级"] == before
    assert "等级不沿用" in shown.text
    assert MARK not in page(client, before).text
    other = page(client, f"{draft}traits/chain/")
    assert not marked(other)
    assert "2025年未评定" in other.links()
    english = page(client, f"{draft}traits/scale/", language="en").text
    assert english.count("Carried over from 2025, not updated") == 5


def test_what_is_changed_and_saved_is_no_longer_marked(client: Client, draft: str) -> None:
    newer, own = ITEM | {"date": "2026-03"}, {"grade": "1", "title": "自述"}
    share = FIGURE | {"indicator": "national-output-share", "unit": "%", "value": "1.8"}
    share |= {"qualifier": "exact", "product": ""}
    figures = [FIGURE | {"year": "2025"}, share]
    shown = save(client, draft, evidence=[newer, own], figures=figures)
    assert marked(shown) == ["评定理由", "佐证材料 2", "指标数据 2"]
    assert "等级不沿用" not in shown.text
    shown = save(client, draft, revision=2, evidence=[newer], rationale="居全省第一。")
    assert marked(shown) == []


def test_a_page_that_comes_back_with_an_error_marks_what_was_sent(
    client: Client, draft: str
) -> None:
    figures = [FIGURE | {"value": "多"}, FIGURE]
    shown = save(client, draft, evidence=[ITEM], figures=figures)
    assert "请只填数字" in shown.text
    assert marked(shown) == ["评定理由", "佐证材料 1", "指标数据 2"]


def test_a_year_that_says_the_same_as_another_shares_no_kept_markup(
    client: Client, cast: Cast, draft: str
) -> None:
    """The markup of a row is kept by what it shows: a first year's row has no mark."""
    assert marked(page(client, f"{draft}traits/scale/"))
    assert not marked(page(client, f"/assessments/{cast.draft.pk}/traits/scale/"))
    assert marked(page(client, f"{draft}traits/scale/"))


def test_the_check_lists_what_is_not_updated_with_its_fields(client: Client, draft: str) -> None:
    shown = page(client, f"{draft}check/")
    group = "//section[@class='check-group'][contains(h2, '沿用上年、尚未更新')]"
    links = shown.root.xpath(f"{group}//a/@href")
    fields = ["rationale", "evidence-0-title", "evidence-1-title"]
    fields += ["figures-0-value", "figures-1-value"]
    assert links == [f"{draft}traits/scale/#id_{field}" for field in fields]
    assert not shown.root.xpath(f"{group}//*[contains(@class, 'chip-must')]")
    rated = page(client, f"{draft}traits/scale/").root
    for link in links:
        assert rated.get_element_by_id(link.partition("#")[2]).value
    assert "沿用2025年、尚未更新5处" in page(client, draft).text


def test_nothing_to_update_is_nothing_missing(client: Client, draft: str) -> None:
    evidence, figure = [ITEM | {"title": "新台账"}], FIGURE | {"year": "2025"}
    save(client, draft, evidence=evidence, figures=[figure], rationale="居全省第一。")
    assert "没有缺项" in page(client, draft).all("//ol[@class='task-list']/li")[1]
    assert "沿用上年" not in page(client, f"{draft}check/").text
    save(client, draft, revision=2, evidence=[ITEM], figures=[figure], rationale="居全省第一。")
    task = page(client, draft).all("//ol[@class='task-list']/li")[1]
    assert "沿用2025年、尚未更新1处" in task
    assert "没有缺项" not in task


@pytest.mark.parametrize(("leaf", "limit"), [("traits/scale/", 8), ("check/", 12), ("", 12)])
def test_the_comparison_stays_within_the_budgets(
    client: Client, draft: str, leaf: str, limit: int
) -> None:
    client.get(f"{draft}{leaf}")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{draft}{leaf}").status_code == 200
    assert len(queries) <= limit
    assert Assessment.objects.count() == 2
