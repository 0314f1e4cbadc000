"""Starting an assessment with scripts: what is suggested follows what is chosen."""

from __future__ import annotations

from playwright.sync_api import expect

from .visitors import Visitors

SUGGESTED = "[data-suggested-for]:visible"


def test_comparators_are_suggested_as_soon_as_the_field_is_chosen(visitors: Visitors) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto("/assessments/new/")
    first = page.locator("#id_comparators > fieldset > legend").first
    expect(page.locator(SUGGESTED)).to_have_count(0)
    expect(page.get_by_label("带入这个产业上一份自评的内容")).to_be_hidden()
    page.get_by_label("领域").select_option("new-materials")
    expect(page.locator(SUGGESTED)).to_contain_text("江苏省常州市新型碳材料集群：同属新材料领域")
    expect(first).to_have_text("新材料")
    page.get_by_label("选择产业").select_option(visitors.keys["industry"])
    expect(page.locator("#id_new-name")).to_be_hidden()
    expect(page.get_by_label("带入这个产业上一份自评的内容")).to_be_checked()
    expect(page.get_by_label("评估年度")).to_have_value("2026")
    expect(page.locator(SUGGESTED)).to_have_count(1)


def test_a_suggested_comparator_is_ticked_where_it_is_suggested(visitors: Visitors) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto("/assessments/{draft}/settings/".format(**visitors.keys))
    button = page.locator(f"{SUGGESTED} button").first
    box = page.locator(f"#id_comparators_{button.get_attribute('data-choose')}")
    expect(box).to_be_checked()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(box).not_to_be_checked()
    expect(button).to_have_attribute("aria-pressed", "false")
    box.check()
    expect(button).to_have_attribute("aria-pressed", "true")
