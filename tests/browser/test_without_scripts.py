"""The way to a rated trait where the browser runs no script."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .visitors import Visitors


def test_register_create_and_rate_with_one_more_row_of_evidence(visitors: Visitors) -> None:
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
    page.get_by_label("领域").select_option("new-materials")
    main.get_by_role("button", name="建立自评").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("无脚本市超硬材料")

    main.get_by_role("link", name=re.compile("产业规模")).first.click()
    page.locator("label[for=id_answer_4]").click()
    page.get_by_label("评定理由").fill("营业收入居全国同行业前十。")
    page.locator("#id_evidence-0-title").fill("统计年鉴")
    page.locator("#id_evidence-0-source").fill("无脚本市统计局")
    page.locator("#id_evidence-0-date").fill("2025")
    page.get_by_role("button", name="再加一条佐证材料").click()
    page.locator("#id_evidence-1-title").fill("行业协会排名")
    page.locator("#id_evidence-1-grade").select_option("3")
    page.locator("#id_evidence-1-source").fill("行业协会")
    page.locator("#id_evidence-1-date").fill("2025年3月")
    page.locator("#id_evidence-1-url").fill("https://example.cn/rank")
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    expect(page.locator("#standing-supported")).to_have_text("4级")
    expect(page.locator("#id_evidence-1-date")).to_have_value("2025-03")

    page.locator(".eyebrow a").click()
    main.get_by_role("link", name="检查").first.click()
    row = page.get_by_role("row", name=re.compile("产业规模"))
    expect(row).to_contain_text("4级")
    # Its two items of evidence.
    expect(row.locator(".num").first).to_have_text("2")
    expect(page.locator(".check-group")).not_to_have_count(0)
    expect(page.locator(".check-group", has_text="产业规模")).to_have_count(0)
