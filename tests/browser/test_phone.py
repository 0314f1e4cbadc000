"""From registration to the report on a phone, by touch, in English."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .addresses import Address, see_charts
from .visitors import LANGUAGES, Language, Visitors

WIDTH = 390


def test_from_registration_to_the_report_by_touch(visitors: Visitors) -> None:
    page = visitors.fresh(
        "guest", "en", viewport={"width": WIDTH, "height": 844}, is_mobile=True, has_touch=True
    )
    register_and_start(page)
    answer_and_prove(page)
    mark_the_rest_unknown(page)
    submit(page)

    tap(page, "a[href$='/compare/']")
    expect(page.locator(".compare-first svg").filter(visible=True)).to_have_count(1)
    see_charts(page)
    fits(page)
    tap(page, ".actions a[href$='/report/']")
    expect(page.get_by_role("heading", level=1)).to_contain_text("enchmark")
    expect(page.locator(".report-judgement")).to_contain_text("Superhard materials")
    # The annexes are folded; a link to one unfolds it.
    annexes = page.locator("details.report-section")
    expect(page.locator("details.report-section[open]")).to_have_count(0)
    tap(page, ".report-contents .report-annex a")
    expect(annexes.first).to_have_attribute("open", "")
    expect(page.locator("details.report-section[open]")).to_have_count(1)
    fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/", "/assessments/{draft}/", "/assessments/{submitted}/compare/"]
)
def test_the_header_leaves_the_screen_to_the_page(
    visitors: Visitors, path: str, language: Language
) -> None:
    """One row, which unfolds; everything in it is one tap away."""
    page = visitors.open(Address(path, path, "official"), language, width=WIDTH)
    header = page.locator(".site-header")
    assert header.evaluate("e => e.offsetHeight") <= 64
    menu = page.locator(".site-nav a")
    expect(menu.first).to_be_hidden()

    header.locator("summary").click()
    expect(menu).to_have_count(6)
    for link in menu.all():
        expect(link).to_be_visible()
    expect(page.locator(".site-account button[name=language]")).to_be_visible()
    fits(page)


def register_and_start(page: Page) -> None:
    page.goto("/")
    tap(page, "a[href='/register/']")
    for field, text in (
        ("organisation", "Phone City Industry Bureau"),
        ("place", "Phone City"),
        ("username", "phone"),
        ("password", "dui-biao-2026-ph"),
        ("password_again", "dui-biao-2026-ph"),
    ):
        page.locator(f"#id_{field}").fill(text)
    tap(page, "form [type=submit]")
    tap(page, "a[href='/assessments/new/']")
    page.locator("#id_new-name").fill("Superhard materials")
    page.locator("#id_new-sector").select_option("new-materials")
    tap(page, "label[for=suggested-new-materials-ningbo-magnetic]")
    fits(page)
    tap(page, ".actions-foot [type=submit]")


def answer_and_prove(page: Page) -> None:
    tap(page, "a[href$='/traits/first-mover/']")
    page.locator("#i-years-developed [name$=-value]").fill("27")
    tap(page, "label[for=a-fm-scale-firm-met]")
    page.locator("#id_rationale").fill("Production began in 1998, before the rest of the province.")
    items = page.locator("form [data-row=evidence]")
    tap(page, "[data-add=evidence]")
    items.first.locator("[name$=-title]").fill("City yearbook")
    tap(page, "[data-add=evidence]")
    # The row comes without the page being loaded anew: what was typed is there.
    expect(items.nth(1).locator("[name$=-title]")).to_be_focused()
    expect(items.first.locator("[name$=-title]")).to_have_value("City yearbook")
    items.nth(1).locator("[name$=-title]").fill("Trade association's history")
    for index in range(2):
        items.nth(index).locator(".item-types label").last.tap()
    # Where the trait stands is a bar at the foot that unfolds.
    expect(page.locator("#standing-now")).to_be_hidden()
    tap(page, ".side-bar")
    expect(page.locator("#standing-now")).to_contain_text("Growing")
    tap(page, ".side-bar")
    fits(page)
    go_on(page)


def mark_the_rest_unknown(page: Page) -> None:
    for number in range(2, 8):
        expect(page.get_by_role("heading", level=1)).to_contain_text(str(number))
        tap(page, "label[for=id_not_known]")
        go_on(page)


def go_on(page: Page) -> None:
    tap(page, ".side-actions .btn-primary")


def submit(page: Page) -> None:
    expect(page).to_have_url(re.compile("/check/$"))
    fits(page)
    tap(page, ".actions-foot [type=submit]")
    expect(page.locator(".chip", has_text="Submitted").first).to_be_visible()


def tap(page: Page, selector: str) -> None:
    page.locator(f"main {selector}").first.tap()


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
