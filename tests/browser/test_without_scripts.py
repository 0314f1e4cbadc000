"""The way to a rated trait where the browser runs no script."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .visitors import Visitors


def test_register_create_and_rate_with_evidence(visitors: Visitors) -> None:
    page = visitors.fresh("guest", "zh-hans", java_script_enabled=False)
    main = page.get_by_role("main")

    page.goto("/register/")
    page.get_by_label("单位名称").fill("无脚本市工业和信息化局")
    page.get_by_label("所在地").fill("无脚本市")
    page.get_by_label("用户名").fill("无脚本")
    page.get_by_label("密码", exact=False).first.fill("dui-biao-2026-wu")
    page.get_by_label("再输一次密码").fill("dui-biao-2026-wu")
    main.get_by_role("button", name="注册").click()

    main.get_by_role("link", name="新建自评").click()
    page.get_by_label("产业名称").fill("超硬材料")
    page.locator("#id_new-sector").select_option("new-materials")
    main.get_by_role("button", name="建立自评").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("无脚本市超硬材料")

    main.get_by_role("link", name=re.compile("产业规模")).first.click()
    page.locator("#a-sc-city-chain-met").check()
    page.locator("#a-sc-nation-top10-met").check()
    share = page.locator("form tbody[data-of=national-output-share]")
    share.locator("[name$=-value]").fill("2.1")
    expect(share.get_by_text("约数、产品")).to_be_visible()
    page.locator("#id_rationale").fill("营业收入居全国同行业前十。")
    page.get_by_role("button", name="加一份佐证材料").click()
    item = page.locator("form [data-row=evidence]")
    item.first.locator("[name$=-title]").fill("统计年鉴")
    item.first.locator("[name$=-source]").fill("无脚本市统计局")
    item.first.locator("[name$=-date]").fill("2025")
    item.first.get_by_label("本单位文件或统计").check()
    item.first.get_by_label("列入市级").first.check()
    page.get_by_role("button", name="加一份佐证材料").click()
    item.last.locator("[name$=-title]").fill("行业协会排名")
    item.last.get_by_label("上级或第三方材料").check()
    item.last.locator("[name$=-source]").fill("行业协会")
    item.last.locator("[name$=-date]").fill("2025年3月")
    item.last.locator("[name$=-url]").fill("https://example.cn/rank")
    item.last.get_by_label("居全国同行业前十").first.check()
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    expect(page.locator("#standing-now")).to_contain_text("自评 4级 先进")
    expect(page.locator("#standing-now")).to_contain_text("佐证 4级 先进")
    expect(item.last.locator("[name$=-date]")).to_have_value("2025-03")

    # What a script does at once, buttons do here; none stands where it would change nothing.
    expect(page.locator("[data-level='2'] .none-from")).to_be_hidden()
    higher = page.locator("[data-level='5'] button")
    higher.click()
    expect(page.locator("#a-sc-first-not_met")).to_be_checked()
    expect(higher).to_be_hidden()
    expect(page.locator("#a-sc-province-top3-")).to_be_checked()
    share.get_by_role("button", name="填另一产品或年份").click()
    expect(share).to_have_count(2)

    page.locator(".eyebrow a").click()
    main.get_by_role("link", name="检查").first.click()
    row = page.get_by_role("row", name=re.compile("产业规模"))
    expect(row).to_contain_text("4级")
