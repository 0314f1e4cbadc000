"""Rows of evidence and figures in a real browser: added without a page load, saved like others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

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


def save(page: Page) -> None:
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    nothing_is_kept(page)
    page.reload()


def items(page: Page) -> Locator:
    return page.locator("form [data-row=evidence]")


def figures(page: Page, indicator: str) -> Locator:
    return page.locator(f"form tbody[data-of={indicator}]")


def test_items_are_added_without_a_page_load(page: Page, open_draft: OpenDraft) -> None:
    open_draft(page, "technology")
    before = items(page).count()
    page.get_by_label("说明", exact=False).last.fill("还没有保存")
    add = page.get_by_role("button", name="加一份佐证材料")
    add.click()
    add.click()
    added = items(page).nth(before)
    expect(items(page).nth(before + 1).get_by_label("材料名称")).to_be_focused()
    expect(items(page).locator("[data-number]").last).to_have_text(str(before + 2))
    expect(added.locator("[name$=-grade]:checked")).to_have_count(0)
    added.get_by_label("材料名称").fill("第二份材料")
    expect(page.locator("#id_rationale")).to_have_value("还没有保存")
    added.get_by_label("本单位文件或统计").check()
    added.get_by_text("也证明其他特征的条件").click()
    added.get_by_label("列入省级重点产业链").check()
    save(page)
    expect(items(page)).to_have_count(before + 1)
    last = items(page).last
    expect(last.get_by_label("材料名称")).to_have_value("第二份材料")
    expect(last.locator("summary")).to_contain_text("列入省级重点产业链")
    expect(last.locator("[name$=-conditions][value=sc-province-list]")).to_be_checked()


def test_what_an_item_counts_for_follows_each_save(page: Page, open_draft: OpenDraft) -> None:
    open_draft(page, "leaders")
    page.get_by_role("button", name="加一份佐证材料").click()
    added = items(page).last
    note = added.locator("[data-counts]")
    added.get_by_label("材料名称").fill("公示名单")
    added.get_by_label("上级或第三方材料").check()
    expect(note).to_have_text("没有日期，只按“自述”计")
    added.locator("[name$=-date]").fill("2025-03")
    expect(note).to_have_text("没有网址或文号，只按“本单位文件或统计”计")
    added.locator("[name$=-url]").fill("工信〔2025〕3号")
    expect(note).to_be_hidden()
    added.get_by_label("本单位文件或统计").check()
    added.locator("[name$=-date]").fill("")
    expect(note).to_have_text("没有日期，只按“自述”计")
    save(page)
    expect(note).to_have_text("没有日期，只按“自述”计")


def test_another_product_or_year_has_a_row_of_its_own(page: Page, open_draft: OpenDraft) -> None:
    open_draft(page, "market-share")
    rows = figures(page, "global-share")
    first = rows.first
    folded = first.get_by_role("button", name="填另一产品或年份")
    first.locator("[name$=-value]").fill("")
    expect(folded).to_be_hidden()
    first.locator("[name$=-value]").fill("12.5")
    folded.click()
    expect(rows).to_have_count(2)
    other = rows.last
    expect(other.locator("input:not([type])").first).to_be_focused()
    other.locator("[name$=-product]").fill("配电终端")
    other.locator("[name$=-value]").fill("3")
    other.get_by_text("约数").first.click()
    other.get_by_label("约数（按上下5%计）").check()
    save(page)
    expect(rows).to_have_count(2)
    values = [rows.nth(index).locator("[name$=-value]").input_value() for index in range(2)]
    assert values == ["12.5", "3"]
    expect(rows.last.get_by_label("约数（按上下5%计）")).to_be_checked()
    expect(rows.last.get_by_label("约数（按上下5%计）")).to_be_visible()


def test_the_unit_stands_beside_the_number(page: Page, open_draft: OpenDraft) -> None:
    open_draft(page, "scale")
    row = figures(page, "output").first
    row.locator("[name$=-value]").fill("1250000")
    row.locator("details:not([open]) > summary").click()
    row.get_by_label("单位").select_option("万元")
    expect(row.locator("[data-unit]")).to_have_text("万元")
    save(page)
    expect(row.locator("[data-unit]")).to_have_text("万元")


NEXT_YEAR = """
from decimal import Decimal
from benchmark.actions import accounts, assessments
from benchmark.models import Assessment, Framework
from benchmark.scoring.assessment import Evidence, OwnFigure
user = accounts.register(
    organisation="旧市工信局", place="旧市", username="jiu", password="dui-biao-2026-jiu", name="")
industry = assessments.create_industry(
    organisation=user.organisation, name="电力装备", place="旧市", sector="high-end-equipment")
first = assessments.start_assessment(
    user=user, framework=Framework.objects.get().slug, industry=industry, period=2024)
rows = first.ratings.select_related("trait", "assessment__framework")
assessments.save_rating(
    rating=rows.get(trait__slug="scale"), revision=0, user=user,
    change=assessments.RatingChange(
        rationale="居全省第二。",
        figures=(OwnFigure("national-output-share", Decimal(2), "%", year=2024, key="c" * 16),),
        answers={"sc-city-chain": "met", "sc-province-list": "met", "sc-nation-list": "not_met"},
        evidence=(
            Evidence(2, "统计年鉴", "统计局", "2024", key="a" * 16),
            Evidence(1, "自述", key="b" * 16))))
before = Assessment.objects.select_related("industry", "framework").get(pk=first.pk)
print(assessments.start_next_year(user=user, before=before, period=2025).pk)
"""


def test_what_is_carried_over_is_confirmed_or_changed(page: Page, site: Site) -> None:
    draft = site.manage("shell", "--no-imports", "-c", NEXT_YEAR).split()[-1]
    page.goto(f"/sign-in/?next=/assessments/{draft}/traits/scale/")
    page.get_by_label("用户名").fill("jiu")
    page.get_by_label("密码").fill("dui-biao-2026-jiu")
    page.locator("main form [type=submit]").click()

    # Answers count when they are confirmed: one by one, or all of the trait.
    beside = page.locator(".condition .carried")
    expect(beside.filter(visible=True)).to_have_count(3)
    page.locator("#c-sc-province-list").get_by_role("button", name="确认").click()
    expect(page.locator("#a-sc-province-list-met")).to_be_checked()
    expect(page.locator("#standing-now")).to_contain_text("自评 3级")
    expect(beside.filter(visible=True)).to_have_count(2)
    page.get_by_role("button", name="一并确认").click()
    expect(page.locator("#a-sc-nation-list-not_met")).to_be_checked()
    expect(beside.filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("button", name="一并确认")).to_have_count(0)

    # What else still says the same is marked until it is changed.
    marks = page.get_by_text("沿用2024年，未更新")
    expect(marks).to_have_count(4)
    ledger = page.get_by_label("材料名称").first
    ledger.fill("统计年鉴（新）")
    expect(marks.filter(visible=True)).to_have_count(3)
    ledger.fill("统计年鉴")
    expect(marks.filter(visible=True)).to_have_count(4)
    items(page).first.locator("[name$=-date]").fill("2025")
    page.locator("#id_rationale").fill("居全省第一。")
    expect(marks.filter(visible=True)).to_have_count(2)
    share = figures(page, "national-output-share").locator("[name$=-value]")
    rests = page.locator(".rests")
    expect(rests).to_contain_text("占全国同行业5%以上")
    share.fill("3")
    expect(rests).to_be_hidden()
    share.fill("2")
    expect(rests).to_be_visible()
    share.fill("3")
    save(page)
    expect(rests).to_have_count(0)
    expect(marks).to_have_count(1)
    expect(items(page).nth(1).get_by_text("沿用2024年，未更新")).to_be_visible()
    expect(page.locator("#a-sc-city-chain-met")).to_be_checked()


@pytest.mark.parametrize("typed", ["\u200b", "\u3164 ", "\u2800\u00ad", "\ufe0f"])
def test_what_shows_nothing_fills_no_row(page: Page, open_draft: OpenDraft, typed: str) -> None:
    open_draft(page, "technology")
    row = figures(page, "key-technologies")
    row.locator("[name$=-value]").fill("12")
    expect(row).to_contain_class("filled")
    row.locator("[name$=-value]").fill(typed)
    expect(row).not_to_contain_class("filled")
