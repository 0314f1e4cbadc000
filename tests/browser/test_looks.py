"""What is drawn can be read: no option is cut, no promise stands below the fold."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .addresses import Address, unfold
from .visitors import LANGUAGES, Language, Visitors

# The text of every option against the room that its closed box has for it.
CUT_OPTIONS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const boxes = Array.from(document.querySelectorAll("select")).filter(box => box.offsetWidth);
  return boxes.flatMap(box => {
    const style = getComputedStyle(box);
    pen.font = style.font;
    const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return Array.from(box.options).map(option => option.text).filter(
      text => pen.measureText(text).width > room + 0.5);
  });
}"""
OFFICE = {"width": 1366, "height": 768}


@pytest.mark.parametrize("width", [1440, 1366, 390])
@pytest.mark.parametrize(
    "path",
    [
        "/clusters/",
        "/practices/",
        "/assessments/{draft}/traits/scale/",
        "/assessments/{draft}/traits/technology/",
    ],
)
def test_no_option_is_cut_in_its_box(visitors: Visitors, path: str, width: int) -> None:
    for language in LANGUAGES:
        page = visitors.open(Address(path, path, "official", prepare=unfold), language, width=width)
        assert page.evaluate("document.querySelectorAll('select').length") > 0
        assert page.evaluate(CUT_OPTIONS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_says_in_one_screen_what_one_gets_and_both_ways_in(
    visitors: Visitors, language: Language
) -> None:
    page = visitors.open(Address("home", "/"), language)
    page.set_viewport_size(OFFICE)
    ways = page.locator(".ways-in a")
    assert [way.get_attribute("href") for way in ways.all()] == ["/register/", "/sign-in/"]
    for place in (
        *ways.all(),
        page.locator(".excerpt table"),
        page.locator(".home-facts dt").nth(1),
    ):
        stands_in_sight(page, place.bounding_box())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_of_the_comparison_holds_sentence_and_gap_chart(
    visitors: Visitors, language: Language
) -> None:
    page = visitors.open(
        Address("compare", "/assessments/{submitted}/compare/", "official"), language
    )
    page.set_viewport_size(OFFICE)
    expect(page.locator(".page-header .lead")).to_contain_text("2025")
    for place in (".page-header .lead", ".compare-first .chart-canvas"):
        stands_in_sight(page, page.locator(place).bounding_box())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_of_the_report_holds_judgement_strengths_and_gaps(
    visitors: Visitors, language: Language
) -> None:
    page = visitors.open(
        Address("report", "/assessments/{submitted}/report/", "official"), language
    )
    page.set_viewport_size(OFFICE)
    brief = page.locator(".report-brief")
    for place in (brief.nth(0), brief.nth(1), page.locator(".report-brief tbody strong").first):
        stands_in_sight(page, place.bounding_box())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize(
    ("address", "ladders"),
    [
        (Address("home", "/"), ".excerpt .ladder"),
        (Address("task-list", "/assessments/{submitted}/", "official"), ".task .ladder"),
    ],
    ids=["home", "task-list"],
)
def test_ladders_of_a_list_line_up(
    visitors: Visitors, address: Address, ladders: str, width: int, language: Language
) -> None:
    page = visitors.open(address, language, width=width)
    boxes = [ladder.bounding_box() for ladder in page.locator(ladders).all()]
    assert len(boxes) == 7
    assert len({(box["x"], box["width"]) for box in boxes if box}) == 1


def test_on_a_phone_what_is_documented_stands_at_its_condition(visitors: Visitors) -> None:
    draft = Address("rating", "/assessments/{draft}/traits/scale/", "official")
    page = visitors.open(draft, "zh-hans", width=390)
    documented = page.locator("#c-sc-share-22 .condition-text .soft")
    expect(documented.first).to_contain_text("所载")
    expect(documented.first).to_be_visible()

    page = visitors.open(Address("matrix", "/clusters/matrix/"), "zh-hans", width=390)
    documented = page.locator(".matrix-list li > a:first-child")
    expect(documented).to_have_count(page.locator("td.documented").count())
    expect(documented.first).to_be_in_viewport()
    visitors.open(Address("matrix", "/clusters/matrix/"), "zh-hans", width=1440)
    expect(documented.first).to_be_hidden()


def stands_in_sight(page: Page, box: object) -> None:
    """The whole of it stands in the window as the page opens."""
    height = page.viewport_size["height"] if page.viewport_size else 0
    assert isinstance(box, dict)
    assert box["y"] + box["height"] <= height, box
