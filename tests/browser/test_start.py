"""Starting an assessment with scripts: what is suggested follows what is chosen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .visitors import Visitors

SUGGESTED = "[data-suggested-for]:visible"


def sent(page: Page) -> list[str]:
    """The comparators that the form would send now."""
    found: list[str] = page.evaluate(
        "new FormData(document.getElementById('page-form')).getAll('comparators')"
    )
    return found


def test_comparators_are_suggested_and_ticked_as_soon_as_the_field_is_chosen(
    visitors: Visitors,
) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto("/assessments/new/")
    expect(page.locator(SUGGESTED)).to_have_count(0)
    expect(page.get_by_label("建好后自动选上建议的三个")).to_be_hidden()
    expect(page.get_by_label("带入这个产业上一份自评的内容")).to_be_hidden()
    page.get_by_role("combobox", name="领域").select_option("new-materials")
    expect(page.locator(SUGGESTED)).to_contain_text("江苏省常州市新型碳材料集群")
    expect(page.locator(SUGGESTED)).to_contain_text("同属新材料领域")
    assert sorted(sent(page)) == ["changzhou-carbon", "ningbo-magnetic", "suzhou-nano"]
    page.get_by_role("combobox", name="领域").select_option("biotech")
    assert len(sent(page)) == 3
    assert "changzhou-carbon" not in sent(page)


def test_an_industry_assessed_before_brings_its_own(visitors: Visitors) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto("/assessments/new/")
    page.get_by_label("选择产业").select_option(visitors.keys["industry"])
    expect(page.locator("#id_new-name")).to_be_hidden()
    expect(page.get_by_label("带入这个产业上一份自评的内容")).to_be_checked()
    expect(page.get_by_label("评估年度")).to_have_value("2026")
    expect(page.locator(SUGGESTED)).to_have_count(1)
    assert sent(page) == []
    page.get_by_label("带入这个产业上一份自评的内容").uncheck()
    assert len(sent(page)) == 3


def test_a_fourth_one_is_not_ticked_and_said(visitors: Visitors) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto("/assessments/new/")
    page.get_by_role("combobox", name="领域").select_option("new-materials")
    page.get_by_text("其余集群").click()
    box = page.locator("#id_comparators_wuxi-iot")
    box.click()
    expect(box).not_to_be_checked()
    expect(page.get_by_text("最多选3个，请先取消一个。")).to_be_visible()
    page.locator(f"{SUGGESTED} input").first.uncheck()
    box.click()
    expect(box).to_be_checked()
    expect(page.get_by_text("最多选3个，请先取消一个。")).to_be_hidden()
