"""A questionnaire on its way from the upload to the assessment, with all that comes between."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.served import Site

from .addresses import questionnaire, upload
from .office import Draft, Office, enter, sign_in
from .visitors import Visitors

STORED = """
from benchmark.models import Rating
row = Rating.objects.get(assessment_id={pk}, trait__slug="first-mover")
print([row.rationale, row.target_year, row.revision])
"""
ENTRIES = {"rationale": "依据统计年鉴核对。", "target_year": "2031"}


def stored(site: Site, draft: Draft) -> str:
    return site.manage("shell", "--no-imports", "-c", STORED.format(pk=draft.pk)).strip()


def send(page: Page, draft: Draft) -> str:
    """Upload the draft's questionnaire with two entries more; the address of its preview."""
    page.goto(f"{draft.list}questionnaire/")
    upload(page, questionnaire(page, ENTRIES))
    expect(page.locator("form#confirm")).to_be_visible()
    return page.url


def test_the_preview_stays_where_it_is_until_it_is_confirmed_once(
    page: Page, site: Site, office: Office, draft: Draft
) -> None:
    sign_in(page)
    address = send(page, draft)
    year = page.locator("tr", has_text="目标年份")
    expect(year).to_contain_text("2031")

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("questionnaire")
    expect(page.locator("tr", has_text="Target year")).to_contain_text("2031")
    assert page.url == address
    page.get_by_role("button", name="简体中文").click()

    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("link", name="登录").first).to_be_visible()
    page.goto(address)
    enter(page)
    expect(year).to_contain_text("2031")
    assert page.url == address
    page.reload()

    year.get_by_role("button", name="不采用").click()
    expect(year).to_have_class("left-out")
    expect(year).to_be_in_viewport()
    expect(year.get_by_role("button", name="恢复采用")).to_be_visible()
    page.reload()
    expect(year).to_have_class("left-out")
    assert stored(site, draft) == "['', None, 0]"

    page.get_by_role("button", name="确认保存").first.click()
    expect(page.get_by_text("问卷内容已保存")).to_be_visible()
    saved = f"['{ENTRIES['rationale']}', None, 1]"
    assert stored(site, draft) == saved

    page.go_back()
    expect(page.get_by_text("内容已经写入下面的自评")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="稿市稿纸").last.click()
    page.wait_for_url(f"**{draft.list}")
    assert stored(site, draft) == saved


def test_confirmed_in_two_windows_the_second_is_told(
    page: Page, site: Site, office: Office, draft: Draft
) -> None:
    office.sign_in(page)
    address = send(page, draft)
    other = page.context.new_page()
    other.goto(address)
    for window in (page, other):
        window.get_by_role("button", name="确认保存").first.click()

    expect(page.get_by_text("问卷内容已保存")).to_be_visible()
    expect(other.get_by_text("没有再保存一次")).to_be_visible()
    assert other.url == address
    assert stored(site, draft) == f"['{ENTRIES['rationale']}', 2031, 1]"


@pytest.mark.parametrize("width", [390, 1440])
def test_without_a_script_too(
    visitors: Visitors, site: Site, office: Office, draft: Draft, width: int
) -> None:
    page = visitors.fresh(
        "guest", "en", java_script_enabled=False, viewport={"width": width, "height": 844}
    )
    office.sign_in(page)
    send(page, draft)
    line = page.locator("tr", has_text="Target year")
    line.get_by_role("button", name="Leave out").click()
    expect(line).to_have_class("left-out")
    line.get_by_role("button", name="Take back in").click()
    expect(line).not_to_have_class("left-out")
    page.get_by_role("button", name="Confirm").first.click()
    expect(page.locator("main .notice, .alert").first).to_be_visible()
    assert stored(site, draft) == f"['{ENTRIES['rationale']}', 2031, 1]"
