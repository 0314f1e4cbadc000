"""From registration to the report on a phone, by touch, in English."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .visitors import Visitors

WIDTH = 390


def test_from_registration_to_the_report_by_touch(visitors: Visitors) -> None:
    page = visitors.fresh(
        "guest", "en", viewport={"width": WIDTH, "height": 844}, is_mobile=True, has_touch=True
    )
    register_and_start(page)
    rate(page)
    mark_the_rest_unknown(page)
    submit(page)

    tap(page, "link", "See the comparison")
    expect(page.locator(".chart-drawn")).to_have_count(page.locator(".chart").count())
    fits(page)
    tap(page, "link", "See the gap report")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Benchmark gap report")
    expect(page.locator(".report-sentence")).to_contain_text("Superhard materials")
    fits(page)


def register_and_start(page: Page) -> None:
    page.goto("/register/")
    page.get_by_label("Name of the organisation").fill("Phone City Industry Bureau")
    page.get_by_label("Place").fill("Phone City")
    page.get_by_label("User name").fill("phone")
    page.get_by_label("Password", exact=False).first.fill("dui-biao-2026-ph")
    page.get_by_label("Password again").fill("dui-biao-2026-ph")
    tap(page, "button", re.compile("Register"))
    tap(page, "link", "New assessment")
    page.get_by_label("Name of the industry").fill("Superhard materials")
    page.get_by_label("Field").select_option("new-materials")
    page.locator("label[for=id_comparators_ningbo-magnetic]").tap()
    fits(page)
    page.locator("main .actions-foot [type=submit]").tap()


def rate(page: Page) -> None:
    tap(page, "link", re.compile("First"))
    page.locator("label[for=id_answer_3]").tap()
    page.locator("#id_rationale").fill("Production began in 1998, before the rest of the province.")
    page.locator("#id_evidence-0-title").fill("City yearbook")
    page.locator("[data-rows=evidence] [data-add]").tap()
    # The row comes without the page being loaded anew: what was typed is there.
    expect(page.locator("#id_evidence-1-title")).to_be_focused()
    expect(page.locator("#id_evidence-0-title")).to_have_value("City yearbook")
    page.locator("#id_evidence-1-title").fill("Trade association's history")
    page.locator("#id_evidence-1-grade").select_option("3")
    fits(page)
    tap(page, "button", "Save and continue")


def mark_the_rest_unknown(page: Page) -> None:
    for number in range(2, 8):
        expect(page.get_by_role("heading", level=1)).to_contain_text(str(number))
        page.locator("label[for=id_answer_unknown]").tap()
        tap(page, "button", "Save and continue")


def submit(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and submit")
    fits(page)
    tap(page, "button", "Submit")
    expect(page.get_by_text("Submitted").first).to_be_visible()


def tap(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role(role, name=name).first.tap()


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
