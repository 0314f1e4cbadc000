"""One browser, several people, one after the other: nothing is saved under another's name, nothing
is left for the next, and going back shows what is stored."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.served import Site

from .keeping import kept, nothing_is_kept
from .office import (
    CUT,
    Draft,
    answer,
    chosen,
    enter,
    is_save,
    rationale,
    says_saved,
    sign_in,
    state,
    write,
)
from .starting import register

SAVED_BY = """
from benchmark.models import Rating
row = Rating.objects.get(assessment_id={pk}, trait__slug="scale")
print(row.rationale, row.updated_by.username if row.updated_by else "nobody")
"""
TEXT = "高工写的"


@pytest.fixture
def gao(page: Page, draft: Draft) -> Page:
    """Gao's page of a trait, opened after signing in with name and password."""
    sign_in(page)
    page.goto(draft.address)
    return page


def back(page: Page) -> None:
    # Playwright waits for an event that a page out of the browser's memory does not give.
    page.evaluate("history.back()")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("link", name="登录").first).to_be_visible()


def another_signs_in(page: Page, username: str = "tong") -> Page:
    """In another tab of the same browser, without signing out first."""
    tab = page.context.new_page()
    tab.context.clear_cookies(name="sessionid")
    sign_in(tab, username)
    return tab


def stored(site: Site, draft: Draft) -> str:
    return site.manage("shell", "--no-imports", "-c", SAVED_BY.format(pk=draft.pk)).strip()


# Another person in another tab


def test_a_colleague_in_another_tab(
    gao: Page, site: Site, draft: Draft, expected: list[str]
) -> None:
    expected += ["status of 401", "beforeunload"]
    page = gao
    write(page, "之前的")
    tab = another_signs_in(page)
    rationale(page).fill(TEXT)
    rationale(page).blur()
    expect(state(page)).to_contain_text("用另一个账户打开的，现在登录的是“tong”")
    expect(state(page)).to_contain_text("您填写的内容仍在本页，可以复制")
    expect(rationale(page)).to_have_value(TEXT)
    answer(page)
    page.get_by_role("button", name="下一项").click()
    expect(state(page)).to_contain_text("现在登录的是“tong”")
    assert stored(site, draft) == "之前的 gao"
    tab.goto(draft.address)
    expect(rationale(tab)).to_have_value("之前的")
    expect(tab.locator("#kept")).to_be_hidden()
    assert kept(tab) == 0

    sign_out(tab)
    sign_in(tab)
    with page.expect_response(is_save):
        page.get_by_role("button", name="保存草稿").last.click()
    says_saved(page)
    expect(chosen(page)).to_be_checked()
    assert stored(site, draft) == f"{TEXT} gao"


def test_somebody_of_another_office_in_another_tab(
    gao: Page, site: Site, draft: Draft, expected: list[str]
) -> None:
    expected += ["status of 401", "beforeunload"]
    page = gao
    tab = page.context.new_page()
    tab.context.clear_cookies(name="sessionid")
    register(tab, "邻市", "lin")
    rationale(page).fill(TEXT)
    rationale(page).blur()
    expect(state(page)).to_contain_text("现在登录的是“lin”")
    expect(rationale(page)).to_have_value(TEXT)
    nothing_is_kept(tab)
    assert stored(site, draft) == "nobody"


def test_back_in_its_own_tab_the_page_saves_by_itself(
    gao: Page, site: Site, draft: Draft, expected: list[str]
) -> None:
    expected += ["status of 401", "beforeunload"]
    page = gao
    tab = another_signs_in(page)
    rationale(page).fill(TEXT)
    expect(state(page)).to_contain_text("现在登录的是“tong”")
    sign_out(tab)
    sign_in(tab)
    with page.expect_response(is_save):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    says_saved(page)
    assert stored(site, draft) == f"{TEXT} gao"


def test_without_scripts_the_text_waits_for_its_own_user(
    new_page: Callable[..., Page], site: Site, draft: Draft, expected: list[str]
) -> None:
    expected += ["status of 401", "status of 403"]
    page = new_page(java_script_enabled=False)
    sign_in(page)
    page.goto(draft.address)
    rationale(page).fill(TEXT)
    another_signs_in(page)
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("现在登录的是另一个账户")
    enter(page, "tong")
    expect(page.locator(".error-summary")).to_contain_text("请用那个账户登录")
    assert stored(site, draft) == "nobody"
    enter(page)
    expect(page).to_have_url(re.compile(r"/traits/scale/\?saved=1$"))
    expect(rationale(page)).to_have_value(TEXT)
    assert stored(site, draft) == f"{TEXT} gao"


def test_the_next_person_finds_nothing_of_what_the_browser_kept(
    gao: Page, draft: Draft, expected: list[str]
) -> None:
    expected.append(CUT)
    page, context = gao, gao.context
    context.set_offline(True)
    rationale(page).fill(TEXT)
    expect(state(page)).to_contain_text("尚未保存")
    assert kept(page) == 1
    page.close()
    context.set_offline(False)
    tab = context.new_page()
    context.clear_cookies(name="sessionid")
    sign_in(tab)
    assert kept(tab) == 1, "signing in again is no change"
    context.clear_cookies(name="sessionid")
    sign_in(tab, "tong")
    nothing_is_kept(tab)
    assert TEXT not in str(tab.evaluate("JSON.stringify({...localStorage, ...sessionStorage})"))
    context.clear_cookies(name="sessionid")
    sign_in(tab)
    tab.goto(draft.address)
    expect(rationale(tab)).to_have_value("")
    expect(tab.locator("#kept")).to_be_hidden()


# Going back


def test_back_after_signing_out_shows_nothing(gao: Page, draft: Draft) -> None:
    page = gao
    write(page, TEXT)
    page.goto(draft.list)
    expect(page.get_by_role("heading", level=1)).to_contain_text("稿纸")
    sign_out(page)
    for _ in range(2):
        back(page)
        expect(page.locator("main #id_password")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("稿纸")
        expect(page.locator("body")).not_to_contain_text(TEXT)


def test_back_after_signing_out_in_another_tab(gao: Page, draft: Draft) -> None:
    page = gao
    write(page, TEXT)
    page.goto(draft.list)
    page.goto("/method/")
    tab = page.context.new_page()
    tab.goto("/")
    sign_out(tab)
    for _ in range(2):
        back(page)
        expect(page.locator("main #id_password")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("稿纸")


def test_back_shows_what_is_stored(gao: Page, draft: Draft) -> None:
    page = gao
    page.goto(draft.list)
    row = page.locator("main li, main tr").filter(has_text="产业规模").first
    expect(row).not_to_contain_text("2级")
    page.goto(draft.address)
    answer(page)
    says_saved(page)
    back(page)
    expect(page).to_have_url(re.compile(f"{draft.list}$"))
    expect(row).to_contain_text("2级")


def test_back_to_a_trait_shows_what_another_window_saved(gao: Page, draft: Draft) -> None:
    page = gao
    write(page, "第一稿")
    page.goto("/method/")
    tab = page.context.new_page()
    tab.goto(draft.address)
    write(tab, "第二稿")
    back(page)
    expect(rationale(page)).to_have_value("第二稿")
    write(page, "第三稿")
    expect(page.locator("#conflict")).to_be_empty()


def test_back_to_a_form_that_was_not_sent_finds_what_was_typed(gao: Page) -> None:
    page = gao
    page.goto("/assessments/new/")
    page.get_by_label("产业名称").fill("造纸")
    page.goto("/method/")
    back(page)
    expect(page.get_by_label("产业名称")).to_have_value("造纸")
