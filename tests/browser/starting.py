"""A bureau that is new here: it registers and begins an assessment."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def register(page: Page, place: str, username: str) -> None:
    """From the home page to the list of assessments of the new bureau."""
    main = page.get_by_role("main")
    page.goto("/")
    main.get_by_role("link", name="注册单位，开始自评").click()
    page.get_by_label("单位名称").fill(f"{place}工业和信息化局")
    page.get_by_label("所在地").fill(place)
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码", exact=False).first.fill("dui-biao-2026-xu")
    page.get_by_label("再输一次密码").fill("dui-biao-2026-xu")
    main.get_by_role("button", name="注册").click()
    expect(page.get_by_text(f"{place}工业和信息化局").first).to_be_visible()


def begin(page: Page, industry: str, sector: str) -> None:
    """A first assessment of 2025, with the comparators that are suggested; its task list."""
    main = page.get_by_role("main")
    main.get_by_role("link", name="新建自评").click()
    page.get_by_label("产业名称").fill(industry)
    page.get_by_role("combobox", name="领域").select_option(sector)
    page.get_by_label("评估年度").fill("2025")
    main.get_by_role("button", name="建立自评").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(industry)
