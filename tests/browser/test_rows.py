"""Rows of evidence and figures in a real browser: added without a page load, saved like others."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.served import Site

from .keeping import nothing_is_kept


def open_draft(page: Page, site: Site, trait: str) -> None:
    page.goto(site.manage("load_demo").split()[-1])
    page.get_by_role("link", name="继续填写").first.click()
    page.goto(f"{page.url}traits/{trait}/")


def test_rows_are_added_without_a_page_load(page: Page, site: Site) -> None:
    open_draft(page, site, "technology")
    page.get_by_label("评定理由").fill("还没有保存")
    evidence = page.locator("[data-rows=evidence]")
    evidence.get_by_role("button", name="再加一条").click()
    expect(evidence.get_by_label("材料名称").nth(1)).to_be_focused()
    evidence.get_by_label("材料名称").nth(1).fill("第二份材料")
    expect(page.get_by_label("评定理由")).to_have_value("还没有保存")
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    nothing_is_kept(page)
    page.reload()
    expect(evidence.get_by_label("材料名称")).to_have_value("第二份材料")


def test_units_follow_the_indicator(page: Page, site: Site) -> None:
    open_draft(page, site, "scale")
    figures = page.locator("[data-rows=figures]")
    before = figures.get_by_label("数值").count()
    figures.get_by_role("button", name="再加一条").click()
    unit = figures.get_by_label("单位").nth(before)
    for indicator, units in (("output", ["亿元", "万元"]), ("national-output-share", ["%"])):
        figures.get_by_label("指标", exact=True).nth(before).select_option(indicator)
        assert unit.locator("option").all_inner_texts() == units
    figures.get_by_label("数值").nth(before).fill("12.5")
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    nothing_is_kept(page)
    page.reload()
    values = figures.get_by_label("数值")
    assert "12.5" in [values.nth(index).input_value() for index in range(values.count())]
