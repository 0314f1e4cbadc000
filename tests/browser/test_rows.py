"""Rows of evidence and figures in a real browser: added without a page load, saved like others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.served import Site

from .keeping import nothing_is_kept
from .visitors import Visitors

OpenDraft = Callable[[Page, str], None]


@pytest.fixture
def open_draft(windows: Visitors) -> OpenDraft:
    """Opens the page of one trait of the demo bureau's draft."""

    def opened(page: Page, trait: str) -> None:
        windows.sign_in(page.context, "official")
        page.goto("/assessments/{draft}/traits/".format(**windows.keys) + f"{trait}/")

    return opened


def test_rows_are_added_without_a_page_load(page: Page, open_draft: OpenDraft) -> None:
    open_draft(page, "technology")
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


def test_units_follow_the_indicator(page: Page, open_draft: OpenDraft) -> None:
    open_draft(page, "scale")
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


NEXT_YEAR = """
from benchmark.actions import accounts, assessments, questionnaire
from benchmark.models import Framework
from benchmark.queries.assessments import load_assessment
from benchmark.queries.earlier import carried_over
from benchmark.scoring.assessment import Evidence
user = accounts.register(
    organisation="旧市工信局", place="旧市", username="jiu", password="dui-biao-2026-jiu", name="")
industry = assessments.create_industry(
    organisation=user.organisation, name="电力装备", place="旧市", sector="high-end-equipment")
first = assessments.start_assessment(
    user=user, framework=Framework.objects.get().slug, industry=industry, period=2024)
assessments.save_rating(
    rating=first.ratings.get(trait__slug="scale"), revision=0,
    content=assessments.RatingContent(
        "rated", 3, None, None, "居全省第二。",
        (Evidence(2, "统计年鉴", "统计局", "2024"), Evidence(1, "自述")), ()))
said = load_assessment(user, first.pk).domain
print(questionnaire.fill_new(user=user, content=carried_over(said, 2025, ())).pk)
"""


def test_what_is_carried_over_is_marked_until_it_is_changed(page: Page, site: Site) -> None:
    draft = site.manage("shell", "--no-imports", "-c", NEXT_YEAR).split()[-1]
    page.goto(f"/sign-in/?next=/assessments/{draft}/traits/scale/")
    page.get_by_label("用户名").fill("jiu")
    page.get_by_label("密码").fill("dui-biao-2026-jiu")
    page.locator("main form [type=submit]").click()
    marks = page.get_by_text("沿用2024年，未更新")
    expect(marks).to_have_count(3)
    ledger = page.get_by_label("材料名称").first
    ledger.fill("统计年鉴（新）")
    expect(marks.filter(visible=True)).to_have_count(2)
    ledger.fill("统计年鉴")
    expect(marks.filter(visible=True)).to_have_count(3)
    page.get_by_label("日期").first.fill("2025")
    page.get_by_label("评定理由").fill("居全省第一。")
    expect(marks.filter(visible=True)).to_have_count(1)
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    nothing_is_kept(page)
    page.reload()
    expect(marks).to_have_count(1)
    expect(page.locator("[data-row]").nth(1).get_by_text("沿用2024年，未更新")).to_be_visible()
