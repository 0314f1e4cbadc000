"""From a submitted year to the next one, and to both of them side by side: in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .starting import begin, register


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text("已保存")


def submit(page: Page, assessment: str) -> None:
    """The rest is not known for now."""
    page.goto(f"{assessment}check/")
    page.get_by_role("button", name="勾选的都标为暂未掌握").click()
    page.get_by_role("main").get_by_role("button", name="提交").click()
    expect(page.get_by_text("已提交").first).to_be_visible()


def test_next_year_is_confirmed_submitted_and_compared(page: Page) -> None:
    register(page, "逐年市", "逐年")
    begin(page, "智能电力装备", "high-end-equipment")
    assessment = page.url
    page.goto(f"{assessment}traits/scale/")
    page.locator("#c-sc-city-chain input[value=met]").check()
    page.locator("#c-sc-nation-list input[value=not_met]").check()
    output = page.locator("[data-of=output]")
    output.locator("[name$=-value]").fill("86")
    output.locator("[name$=-year]").fill("2024")
    output.locator("[name$=-year]").blur()
    saved(page)
    submit(page, assessment)

    page.get_by_role("button", name="新建下一年度自评").click()
    expect(page.get_by_text("已带入2025年自评")).to_be_visible()
    following = page.url
    page.goto(f"{following}traits/scale/")
    expect(page.locator(".figure-before")).to_have_text("2025年自评填报：86亿元（2024年）")
    expect(page.get_by_text("沿用2025年，未更新")).to_be_visible()
    page.get_by_role("button", name=re.compile("一并确认")).click()
    expect(page.locator("#standing-brief")).to_contain_text("自评2级")
    page.locator("#c-sc-nation-list input[value=met]").check()
    output.locator("[name$=-value]").fill("91")
    output.locator("[name$=-year]").fill("2025")
    output.locator("[name$=-year]").blur()
    expect(page.get_by_text("沿用2025年，未更新")).to_be_hidden()
    expect(page.locator("#standing-brief")).to_contain_text("自评4级")
    submit(page, following)

    page.get_by_role("main").get_by_role("link", name="历年对照").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("历年对照")
    main = page.get_by_role("main")
    expect(main).to_contain_text("自评等级产业规模2级→4级；条件新符合1项。")
    expect(main.locator(".years-step tbody")).to_contain_text("列入国家先进制造业集群名单")
    expect(main.locator("section", has=page.locator("#figures"))).to_contain_text("91亿元")
    chart = page.locator("[data-chart=scale]")
    expect(chart.locator("svg").first).to_be_visible()
    page.mouse.move(200, 200)
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".main-svg").first).to_be_visible()

    page.goto(f"{following}report/")
    expect(main).to_contain_text("与2025年相比：自评等级产业规模2级→4级")
    main.get_by_role("link", name="历年对照").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("历年对照")
