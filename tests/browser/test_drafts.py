"""Drafts in a real browser: saved by themselves, and never lost, whatever happens meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.served import Site

from .keeping import kept, nothing_is_kept
from .office import (
    CUT,
    PASSWORD,
    Draft,
    Office,
    add_item,
    answer,
    chosen,
    enter,
    figures,
    is_save,
    rationale,
    reload,
    says_saved,
    side,
    sign_in,
    state,
    write,
)

SUBMIT = """
from benchmark.actions.assessments import submit
from benchmark.models import Assessment, User
draft = Assessment.objects.get(pk={pk})
draft.ratings.update(not_known=True)
submit(assessment=draft, user=User.objects.get(username="tong"))
"""
REVISION = """
from benchmark.models import Rating
print(Rating.objects.get(assessment_id={pk}, trait__slug="scale").revision)
"""


# Saved at once


def test_every_change_is_saved_and_said(opened: Page) -> None:
    page = opened
    page.evaluate("window.stays = true")
    answer(page, "sc-province-list")
    says_saved(page)
    expect(side(page)).to_contain_text("自评 3级 骨干")
    expect(side(page)).to_contain_text("佐证 2级 成长")
    expect(page.locator("#standing-brief")).to_contain_text("自评3级，佐证2级")
    expect(page.locator("#c-sc-province-list [data-finding]")).to_contain_text("无佐证")
    expect(page.locator("[data-level='3']")).to_have_class(re.compile("level-claim"))
    expect(page.locator(".trait-steps .here")).to_contain_text("3级")
    expect(page.locator("#lift")).to_contain_text("列入省级重点产业链")
    item = add_item(page)
    item.get_by_label("材料名称").fill("省级公示")
    item.get_by_label("上级或第三方材料").check()
    item.locator("[name$=-date]").fill("2025")
    item.locator("[name$=-url]").fill("省工信〔2025〕3号")
    item.get_by_label("列入省级重点产业链").first.check()
    expect(side(page)).to_contain_text("佐证 3级 骨干")
    expect(page.locator("#c-sc-province-list [data-finding]")).to_contain_text("上级或第三方材料")
    expect(page.locator("#lift")).to_be_empty()
    with page.expect_response(is_save):
        rationale(page).press_sequentially("居全国前十")  # no leaving the field: a pause is enough
    says_saved(page)
    expect(rationale(page)).to_be_focused()
    assert page.evaluate("window.stays")
    nothing_is_kept(page)

    reload(page)
    expect(chosen(page, condition="sc-province-list")).to_be_checked()
    expect(rationale(page)).to_have_value("居全国前十")
    expect(item.get_by_label("材料名称")).to_have_value("省级公示")
    expect(page.locator("#kept")).to_be_hidden()


def test_a_figure_answers_its_conditions_at_once(opened: Page) -> None:
    page = opened
    condition = page.locator("#c-sc-share-5")
    answer(page, "sc-share-5", "not_met")
    says_saved(page)
    share = figures(page, "national-output-share")
    with page.expect_response(is_save):
        share.locator("input[name$=-value]").fill("2.1")
        share.locator("input[name$=-value]").blur()
    expect(condition).to_contain_text("2.1%，差2.9个百分点")
    expect(condition.locator("fieldset")).to_be_hidden()
    expect(share.get_by_text("约数、产品")).to_be_visible()
    with page.expect_response(is_save):
        share.locator("input[name$=-value]").fill("")
        share.locator("input[name$=-value]").blur()
    expect(condition.locator("fieldset")).to_be_visible()
    expect(condition).not_to_contain_text("差2.9个百分点")


def test_none_of_the_higher_levels_in_one_click(opened: Page) -> None:
    page = opened
    answer(page)
    says_saved(page)
    higher = page.get_by_role("button", name="本级及以上均不符合")
    expect(higher).to_have_count(1)
    expect(higher).to_have_attribute("value", "3")
    higher.click()
    expect(chosen(page, "not_met", "sc-first")).to_be_checked()
    expect(chosen(page, "not_met", "sc-share-5")).to_be_checked()
    expect(chosen(page, "", "sc-city-top5")).to_be_checked()
    expect(side(page)).to_contain_text("到目标3级还差")
    expect(higher).to_have_count(0)
    reload(page)
    expect(chosen(page, "not_met", "sc-first")).to_be_checked()


def test_saves_follow_each_other(opened: Page, site: Site, draft: Draft) -> None:
    under_way: list[Request] = []
    most = 0

    def begin(request: Request) -> None:
        nonlocal most
        if request.method == "POST":
            under_way.append(request)
            most = max(most, len(under_way))

    def end(request: Request) -> None:
        if request in under_way:
            under_way.remove(request)

    page = opened
    page.on("request", begin)
    page.on("requestfinished", end)
    for said in ("met", "not_met", "unknown", "met", "not_met", "unknown", "not_met", "met"):
        answer(page, said=said)
    with page.expect_response(is_save):
        page.get_by_role("button", name="保存草稿").last.click()
    says_saved(page)
    assert most == 1
    expect(side(page)).to_contain_text("自评 2级")
    reload(page)
    expect(chosen(page)).to_be_checked()


def test_an_invalid_field_costs_only_itself(opened: Page) -> None:
    page = opened
    item = add_item(page)
    year, title, date = page.locator("#id_target_year"), *fields(item, "title", "date")
    year.fill("后年")
    title.fill("产业链台账")
    date.fill("去年")
    date.blur()
    expect(state(page)).to_contain_text("标出的内容没有保存")
    expect(year).to_have_attribute("aria-invalid", "true")
    expect(year).to_have_accessible_description(re.compile("四位数的年份"))
    expect(item.get_by_text("看不懂这个日期")).to_be_visible()
    told = page.locator("#field-messages")
    expect(told).to_contain_text("目标年份 请填写四位数的年份")
    expect(told).to_contain_text("佐证材料 1 日期")

    reload(page)
    expect(title).to_have_value("产业链台账")
    expect(page.locator("#kept")).to_contain_text("已恢复")
    expect(year).to_have_value("后年")
    expect(year).to_have_attribute("aria-invalid", "true")

    year.fill("2028")
    date.fill("2025年3月")
    date.blur()
    says_saved(page)
    expect(page.locator("[aria-invalid], .invalid-feedback")).to_have_count(0)
    expect(year).not_to_have_accessible_description(re.compile("四位数的年份，"))
    nothing_is_kept(page)
    reload(page)
    expect(year).to_have_value("2028")
    expect(page.locator("#kept")).to_be_hidden()


def fields(row: Locator, *names: str) -> list[Locator]:
    return [row.locator(f"[name$=-{name}]") for name in names]


def test_nobody_is_interrupted_while_typing(opened: Page) -> None:
    page = opened
    year = page.locator("#id_target_year")
    with page.expect_response(is_save):
        year.press_sequentially("20")
    expect(state(page)).to_contain_text("正在填写的一项还没有保存")
    expect(year).not_to_have_attribute("aria-invalid", "true")
    year.blur()
    expect(year).to_have_attribute("aria-invalid", "true")
    year.press("End")
    with page.expect_response(is_save):
        year.press_sequentially("28")
    expect(year).not_to_have_attribute("aria-invalid", "true")
    says_saved(page)


def test_characters_are_saved_once_they_are_chosen(opened: Page) -> None:
    page = opened
    rationale(page).focus()
    keyboard = page.context.new_cdp_session(page)
    letters = {"text": "hang", "selectionStart": 4, "selectionEnd": 4}
    keyboard.send("Input.imeSetComposition", letters)
    expect(rationale(page)).to_have_value("hang")
    assert kept(page) == 1
    with page.expect_response(is_save) as found:
        keyboard.send("Input.insertText", {"text": "行"})
    assert "行" in (found.value.request.post_data or "")
    says_saved(page)
    nothing_is_kept(page)
    expect(rationale(reload(page))).to_have_value("行")


def test_a_button_stays_where_something_is_wrong(opened: Page) -> None:
    page = opened
    page.locator("#id_target_year").fill("后年")
    page.get_by_role("button", name="下一项").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.locator("#id_target_year")).to_be_focused()
    page.locator("#id_target_year").fill("2028")
    page.get_by_role("button", name="下一项").click()
    expect(page).to_have_url(re.compile("/traits/market-share/$"))


def test_a_row_is_deleted_at_once_and_can_be_brought_back(opened: Page) -> None:
    page = opened
    item = add_item(page)
    title = item.get_by_label("材料名称")
    delete = item.get_by_label("删除这份材料")
    # Saved first: the answer waited for below must be that of the deletion.
    with page.expect_response(is_save):
        title.fill("第二份材料")
        title.blur()
    says_saved(page)
    with page.expect_response(is_save):
        delete.check()
    expect(title).to_be_hidden()
    says_saved(page)
    with page.expect_response(is_save):
        delete.uncheck()
    says_saved(page)
    reload(page)
    expect(title).to_have_value("第二份材料")
    with page.expect_response(is_save):
        delete.check()
    says_saved(page)
    reload(page)
    expect(title).to_have_count(0)


def test_a_figure_is_deleted_without_unfolding_anything(opened: Page) -> None:
    page = opened
    row = figures(page, "output")
    delete = row.get_by_label("删除这一行")
    expect(delete).to_be_hidden()
    with page.expect_response(is_save):
        row.locator("[name$=-value]").fill("12")
        row.locator("[name$=-value]").blur()
    expect(row.locator("details")).not_to_have_attribute("open", "")
    with page.expect_response(is_save):
        delete.check()
    says_saved(page)
    reload(page)
    expect(figures(page, "output").locator("[name$=-value]")).to_have_value("")


# Going elsewhere


def test_leaving_at_once_loses_nothing(opened: Page, draft: Draft) -> None:
    page = opened
    rationale(page).fill("写完就走")
    answer(page)
    page.locator(".eyebrow a").first.click()
    expect(page).to_have_url(re.compile(f"{draft.list}$"))
    row = page.get_by_role("link", name=re.compile("产业规模")).first.locator(
        "xpath=ancestor::li | ancestor::tr"
    )
    expect(row.first).to_contain_text("2级")
    page.goto(draft.address)
    expect(rationale(page)).to_have_value("写完就走")

    rationale(page).fill("换一种语言")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(rationale(page)).to_have_value("换一种语言")


def test_a_closed_page_still_sends_what_was_typed(opened: Page, draft: Draft) -> None:
    page = opened
    rationale(page).fill("关掉窗口")
    again = page.context.new_page()
    page.close(run_before_unload=True)
    # The answer reaches nobody: the next visits show when it is stored.
    visits = (again.goto(draft.address) for _ in range(100))
    assert any(rationale(again).input_value() == "关掉窗口" for _ in visits)
    expect(again.locator("#kept")).to_be_hidden()
    nothing_is_kept(again)


def test_the_browser_warns_only_of_what_is_not_saved(opened: Page, expected: list[str]) -> None:
    expected += [CUT, "503"]
    page = opened
    dialogs: list[str] = []

    def note(dialog: object) -> None:
        dialogs.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", note)
    write(page, "已经保存")
    reload(page)
    assert dialogs == []
    page.context.set_offline(True)
    rationale(page).fill("还没有保存")
    expect(state(page)).to_contain_text("尚未保存")
    # Refused before the connection is back: the page saves as soon as it learns of that.
    page.route("**/scale/", refuse_saves)
    page.context.set_offline(False)
    reload(page)
    assert dialogs == ["beforeunload"]
    page.unroute("**/scale/")


def refuse_saves(route: Route) -> None:
    if route.request.method == "POST":
        route.fulfill(status=503, body="away")
    else:
        route.continue_()


def test_back_shows_what_was_saved_last(opened: Page) -> None:
    page = opened
    write(page, "第一稿")
    page.get_by_role("button", name="下一项").click()
    expect(page).to_have_url(re.compile("/traits/market-share/$"))
    page.evaluate("history.back()")
    expect(rationale(page)).to_have_value("第一稿")
    write(page, "第二稿")


# The server is away


def test_offline_is_said_kept_and_made_good(opened: Page, expected: list[str]) -> None:
    expected.append(CUT)
    page = opened
    page.context.set_offline(True)
    rationale(page).fill("断网时写的")
    expect(state(page)).to_have_text("尚未保存：连接不上服务器，内容已留在本机，正在重试")
    rationale(page).fill("断网时写的，又改过")
    assert kept(page) == 1
    page.get_by_role("button", name="下一项").click()
    expect(state(page)).to_contain_text("尚未保存")
    with page.expect_response(is_save):
        page.context.set_offline(False)
    says_saved(page)
    nothing_is_kept(page)
    reload(page)
    expect(rationale(page)).to_have_value("断网时写的，又改过")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_that_is_away_is_asked_again(
    opened: Page, expected: list[str], status: int
) -> None:
    expected.append(f"status of {status}")
    page = opened
    tries: list[Route] = []

    def first_time_away(route: Route) -> None:
        tries.append(route)
        if len(tries) == 1:
            route.fulfill(status=status, body="<h1>away</h1>", content_type="text/html")
        else:
            route.continue_()

    page.route("**/scale/", first_time_away)
    rationale(page).fill("服务器重启时写的")
    expect(state(page)).to_contain_text("尚未保存")
    says_saved(page)
    assert len(tries) == 2
    reload(page)
    expect(rationale(page)).to_have_value("服务器重启时写的")


def test_a_server_that_answers_and_cannot_save_says_why(opened: Page, expected: list[str]) -> None:
    expected.append("status of 503")
    page = opened
    busy = {"message": "系统正在维护或数据库正忙"}

    def answer_busy(route: Route) -> None:
        route.fulfill(status=503, json=busy)

    page.route("**/scale/", answer_busy)
    rationale(page).fill("数据库忙时写的")
    expect(state(page)).to_have_text("尚未保存：系统正在维护或数据库正忙，内容已留在本机，正在重试")
    assert kept(page) == 1
    page.unroute("**/scale/")
    says_saved(page)
    nothing_is_kept(page)
    reload(page)
    expect(rationale(page)).to_have_value("数据库忙时写的")


def test_what_is_too_large_is_said_and_stays_until_it_is_shortened(
    opened: Page, expected: list[str]
) -> None:
    """The server itself refuses it, whole."""
    expected.append("status of 413")
    page = opened
    rationale(page).evaluate("e => { e.value = '长'.repeat(2 << 20); }")
    rationale(page).dispatch_event("input")
    expect(state(page)).to_contain_text("没有保存：一次最多提交5 MB，请减少后再试。")
    assert rationale(page).evaluate("e => e.value.length") == 2 << 20
    write(page, "减短以后")
    reload(page)
    expect(rationale(page)).to_have_value("减短以后")


def test_an_answer_that_got_lost_is_no_conflict(
    opened: Page, expected: list[str], site: Site, draft: Draft
) -> None:
    expected.append("ERR_FAILED")
    page = opened
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if lost or route.request.method != "POST":
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/scale/", lose_the_first)
    rationale(page).fill("存了，但回音丢了")
    expect(state(page)).to_contain_text("尚未保存")
    says_saved(page)
    assert lost == [200]
    assert site.manage("shell", "--no-imports", "-c", REVISION.format(pk=draft.pk)).strip() == "2"
    expect(page.locator("#conflict")).to_be_empty()


def test_a_save_that_overtakes_the_reload_is_no_conflict(opened: Page, draft: Draft) -> None:
    """What the page that is left sends last is stored after the next page was read, and before
    its first save."""
    page = opened
    text = "一边存一边刷新"
    before = page.request.get(draft.address)
    first: list[bool] = []

    def be_late(route: Route) -> None:
        if route.request.method != "POST":
            route.fulfill(response=before)
            return
        if not first:
            first.append(any(text in page.request.get(draft.address).text() for _ in range(200)))
        route.continue_()

    page.route("**/scale/", be_late)
    rationale(page).fill(text)
    page.reload()
    expect(rationale(page)).to_have_value(text)
    says_saved(page)
    assert first == [True]
    expect(page.locator("#conflict")).to_be_empty()
    page.unroute("**/scale/")
    write(page, "接着写")
    nothing_is_kept(page)
    reload(page)
    expect(rationale(page)).to_have_value("接着写")


def test_a_copy_of_the_tab_does_not_overwrite_the_open_one(
    opened: Page, draft: Draft, expected: list[str]
) -> None:
    """It shares the tab's name and finds what the open page keeps, whose save it has not seen."""
    expected += ["status of 409", "beforeunload"]
    page = opened
    before = page.request.get(draft.address)
    stored: list[int] = []

    def answer_nothing(route: Route) -> None:
        if route.request.method != "POST":
            route.fulfill(response=before)
        elif stored:
            route.continue_()
        else:
            # Stored, and its answer still on the way.
            stored.append(route.fetch().status)

    page.context.route("**/scale/", answer_nothing)
    rationale(page).fill("原来的标签页")
    rationale(page).blur()
    expect(state(page)).to_contain_text("正在保存")
    with page.context.expect_page() as copied:
        page.evaluate("address => void window.open(address)", draft.address)
    copy = copied.value
    expect(rationale(copy)).to_have_value("原来的标签页")
    expect(copy.locator("#conflict")).to_contain_text("在别处已经保存过")
    assert stored == [200]


def test_a_visit_another_day_offers_what_the_browser_kept(
    opened: Page, draft: Draft, expected: list[str]
) -> None:
    expected.append(CUT)
    page, context = opened, opened.context
    write(page, "已保存的")
    write_offline_and_close(page, "停电前写的")

    again = context.new_page()
    again.goto(draft.address)
    offer = again.locator("#kept")
    expect(offer).to_contain_text(re.compile(r"\d+月\d+日 ?\d\d:\d\d 在本机填写的内容当时没有保存"))
    expect(rationale(again)).to_have_value("已保存的")
    offer.get_by_role("button", name="恢复").click()
    expect(rationale(again)).to_have_value("停电前写的")
    says_saved(again)
    expect(offer).to_be_hidden()
    nothing_is_kept(again)
    expect(rationale(reload(again))).to_have_value("停电前写的")

    write_offline_and_close(again, "不要了")
    third = context.new_page()
    third.goto(draft.address)
    third.locator("#kept").get_by_role("button", name="放弃").click()
    expect(third.locator("#kept")).to_be_hidden()
    nothing_is_kept(third)
    expect(rationale(reload(third))).to_have_value("停电前写的")


def write_offline_and_close(page: Page, text: str) -> None:
    page.context.set_offline(True)
    rationale(page).fill(text)
    expect(state(page)).to_contain_text("尚未保存")
    page.close()
    page.context.set_offline(False)


def test_what_was_kept_meets_what_was_saved_since(
    opened: Page, draft: Draft, expected: list[str]
) -> None:
    expected += [CUT, "status of 409"]
    context = opened.context
    write_offline_and_close(opened, "断网时写的")
    other = context.new_page()
    other.goto(draft.address)
    write(other, "后来保存的")
    again = context.new_page()
    again.goto(draft.address)
    expect(again.locator("#kept")).to_contain_text("此后这一页又保存过新的内容")
    again.locator("#kept").get_by_role("button", name="恢复").click()
    expect(rationale(again)).to_have_value("断网时写的")
    expect(again.locator("#conflict")).to_contain_text("后来保存的")


def test_rows_come_back_as_they_were(opened: Page, draft: Draft, expected: list[str]) -> None:
    expected.append(CUT)
    page, context = opened, opened.context
    page.context.set_offline(True)
    add_item(page)
    item = add_item(page)
    item.get_by_label("材料名称").fill("第二份材料")
    item.get_by_label("上级或第三方材料").check()
    item.get_by_label("列入省级重点产业链").first.check()
    first = figures(page).first
    first.locator("[name$=-value]").fill("86")
    first.get_by_role("button", name="填另一产品或年份").click()
    other = figures(page).last
    other.locator("[name$=-value]").fill("12.5")
    other.get_by_text("约数、单位").click()
    other.get_by_label("单位").select_option("万元")
    expect(state(page)).to_contain_text("尚未保存")
    expect(side(page)).to_contain_text("尚未计算")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(draft.address)
    again.locator("#kept").get_by_role("button", name="恢复").click()

    def comes_back(count: int) -> None:
        items = again.locator("form [data-row=evidence]")
        expect(items).to_have_count(count)
        expect(items.last.get_by_label("材料名称")).to_have_value("第二份材料")
        expect(items.last.locator("[name$=-grade][value='3']")).to_be_checked()
        proves = items.last.locator("[name$=-conditions][value=sc-province-list]")
        expect(proves).to_be_checked()
        expect(figures(again)).to_have_count(2)
        values = figures(again).locator("[name$=-value]")
        expect(values.nth(0)).to_have_value("86")
        expect(values.nth(1)).to_have_value("12.5")
        expect(figures(again).last.get_by_label("单位")).to_have_value("万元")

    comes_back(1)  # the one that nobody touched is no row
    says_saved(again)
    expect(side(again)).to_contain_text("可能 5级")
    reload(again)
    comes_back(1)


def test_another_user_of_the_browser_sees_nothing_of_it(
    opened: Page, office: Office, draft: Draft, expected: list[str]
) -> None:
    expected.append(CUT)
    context = opened.context
    write_offline_and_close(opened, "高工写的")
    page = context.new_page()
    context.clear_cookies()
    office.sign_in(page, "tong")
    page.goto(draft.address)
    expect(rationale(page)).to_have_value("")
    expect(page.locator("#kept")).to_be_hidden()
    assert kept(page) == 0, "and it is gone from this browser"


def test_signing_out_removes_what_was_kept(opened: Page, draft: Draft, expected: list[str]) -> None:
    expected.append(CUT)
    context = opened.context
    context.clear_cookies()
    sign_in(opened)
    opened.goto(draft.address)
    write_offline_and_close(opened, "没有保存")
    page = context.new_page()
    page.goto(draft.list)
    answers: list[bool] = [False, True]
    asked: list[str] = []

    def decide(dialog: object) -> None:
        asked.append(dialog.message)  # type: ignore[attr-defined]
        dialog.accept() if answers.pop(0) else dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", decide)
    page.get_by_role("button", name="退出").click()
    assert kept(page) == 1
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/")
    assert len(asked) == 2
    assert "没有保存的内容" in asked[0]
    nothing_is_kept(page)


# The session is over


@pytest.mark.parametrize("cookies", [{"name": "sessionid"}, {}], ids=["session", "all-cookies"])
def test_signing_in_again_leads_back_with_the_text_intact(
    opened: Page, draft: Draft, expected: list[str], cookies: dict[str, str]
) -> None:
    expected.append("status of 401")
    page = opened
    write(page, "第一段")
    page.context.clear_cookies(**cookies)
    rationale(page).fill("第一段\n第二段 𠮷 <script>")
    answer(page)
    expect(state(page)).to_contain_text("登录已过期")
    expect(rationale(page)).to_have_value("第一段\n第二段 𠮷 <script>")
    state(page).get_by_role("link", name="重新登录").click()
    enter(page)
    expect(page).to_have_url(re.compile(f"{draft.address}$"))
    expect(rationale(page)).to_have_value("第一段\n第二段 𠮷 <script>")
    expect(page.locator("#kept")).to_contain_text("已恢复")
    says_saved(page)
    nothing_is_kept(page)
    reload(page)
    expect(rationale(page)).to_have_value("第一段\n第二段 𠮷 <script>")
    expect(chosen(page)).to_be_checked()


def test_signing_in_in_another_window_is_enough(opened: Page, expected: list[str]) -> None:
    expected.append("status of 401")
    page = opened
    page.context.clear_cookies()
    rationale(page).fill("留在原来的窗口")
    expect(state(page)).to_contain_text("登录已过期")
    other = page.context.new_page()
    sign_in(other)
    other.close()
    with page.expect_response(is_save):
        page.get_by_role("button", name="保存草稿").last.click()
    says_saved(page)
    expect(rationale(page)).to_have_value("留在原来的窗口")


def test_a_token_from_before_another_sign_in_costs_nothing(opened: Page) -> None:
    page = opened
    other = page.context.new_page()
    page.context.clear_cookies(name="sessionid")
    sign_in(other)
    write(page, "令牌已经换过")


def test_without_scripts_the_text_survives_the_session(
    new_page: Callable[..., Page], office: Office, draft: Draft, expected: list[str]
) -> None:
    expected.append("status of 401")
    page = new_page(java_script_enabled=False)
    office.sign_in(page)
    page.goto(draft.address)
    rationale(page).fill("没有脚本\n第二行")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="下一项").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录已过期")
    page.locator("#id_username").fill("gao")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    expect(page).to_have_url(re.compile("/traits/market-share/$"))
    page.goto(draft.address)
    expect(rationale(page)).to_have_value("没有脚本\n第二行")


# Two windows


@pytest.fixture
def two(opened: Page, draft: Draft, expected: list[str]) -> tuple[Page, Page]:
    """The same page twice; the second one was saved since."""
    expected.append("status of 409")
    second = opened.context.new_page()
    second.goto(draft.address)
    write(second, "第二个窗口写的")
    return opened, second


def test_the_later_window_is_told_and_may_overwrite(two: tuple[Page, Page]) -> None:
    page, _ = two
    rationale(page).fill("第一个窗口写的")
    expect(state(page)).to_contain_text("没有保存：这一页在别处保存过新的内容")
    told = page.locator("#conflict")
    expect(told).to_contain_text("您在另一个窗口于")
    expect(told).to_contain_text("第二个窗口写的")
    expect(rationale(page)).to_have_value("第一个窗口写的")
    state(page).get_by_role("link").click()
    expect(told.locator(".error-summary")).to_be_focused()
    told.get_by_role("button", name="用我填写的内容覆盖").click()
    says_saved(page)
    expect(told).to_be_empty()
    nothing_is_kept(page)
    expect(rationale(reload(page))).to_have_value("第一个窗口写的")


def test_the_later_window_may_take_what_is_stored(two: tuple[Page, Page]) -> None:
    page, _ = two
    rationale(page).fill("第一个窗口写的")
    page.get_by_role("button", name="保存草稿").last.click()
    told = page.locator("#conflict")
    expect(told.locator(".error-summary")).to_be_focused()
    told.get_by_role("link", name="放弃我的改动").click()
    expect(rationale(page)).to_have_value("第二个窗口写的")
    expect(page.locator("#kept")).to_be_hidden()
    nothing_is_kept(page)


def test_nothing_is_overwritten_as_long_as_nobody_chooses(two: tuple[Page, Page]) -> None:
    page, second = two
    rationale(page).fill("第一个窗口写的")
    expect(page.locator("#conflict")).not_to_be_empty()
    answer(page)
    page.get_by_role("button", name="下一项").click()
    expect(page.locator("#conflict .error-summary")).to_be_focused()
    expect(rationale(reload(second))).to_have_value("第二个窗口写的")
    expect(chosen(second)).not_to_be_checked()


def test_a_colleague_is_named(
    opened: Page, new_page: Callable[..., Page], office: Office, draft: Draft, expected: list[str]
) -> None:
    expected.append("status of 409")
    colleague = new_page()
    office.sign_in(colleague, "tong")
    colleague.goto(draft.address)
    write(colleague, "童工写的")
    rationale(opened).fill("高工写的")
    expect(opened.locator("#conflict")).to_contain_text("童工于")


def test_two_who_add_a_row_each_lose_none(two: tuple[Page, Page]) -> None:
    page, second = two
    with second.expect_response(is_save):
        figures(second).locator("[name$=-value]").fill("86")
        figures(second).locator("[name$=-value]").blur()
    says_saved(second)
    figures(page).locator("[name$=-value]").fill("99")
    told = page.locator("#conflict")
    expect(told).to_contain_text("别处新加的行不会被覆盖")
    told.get_by_role("button", name="用我填写的内容覆盖").click()
    # The page comes anew, with the other's row.
    expect(figures(page)).to_have_count(2)
    values = figures(page).locator("[name$=-value]")
    expect(values.nth(0)).to_have_value("86")
    expect(values.nth(1)).to_have_value("99")
    nothing_is_kept(page)


def test_submitted_meanwhile_the_text_stays_to_be_copied(
    opened: Page, site: Site, draft: Draft, expected: list[str]
) -> None:
    expected.append("status of 409")
    site.manage("shell", "--no-imports", "-c", SUBMIT.format(pk=draft.pk))
    rationale(opened).fill("来晚了")
    expect(state(opened)).to_contain_text("已经提交，内容不能再改")
    expect(state(opened)).to_contain_text("可以复制")
    expect(rationale(opened)).to_have_value("来晚了")


# Another day


def test_a_draft_goes_on_where_it_was_left(
    opened: Page, new_page: Callable[..., Page], office: Office, draft: Draft
) -> None:
    page = opened
    for trait, condition in (
        ("first-mover", "fm-scale-firm"),
        ("scale", "sc-city-chain"),
        ("market-share", "ms-beyond-city"),
    ):
        page.goto(f"{draft.list}traits/{trait}/")
        answer(page, condition)
        says_saved(page)
    another_day = new_page()
    office.sign_in(another_day)
    another_day.goto(draft.list)
    another_day.get_by_role("link", name="下一项：完整产业链").click()
    expect(another_day).to_have_url(re.compile(f"{draft.list}traits/chain/$"))
    expect(chosen(another_day, "", "ch-suppliers")).to_be_checked()


# For everyone


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_rule_is_broken_where_something_went_wrong(
    opened: Page, draft: Draft, site: Site, expected: list[str], language: str
) -> None:
    expected += [CUT, "status of 401"]
    page, context = opened, opened.context
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    reload(page)
    context.set_offline(True)
    rationale(page).fill("断网时写的")
    expect(state(page)).to_have_class(re.compile("text-danger"))
    breaks_no_rule(page)
    page.close()
    context.set_offline(False)

    page = context.new_page()
    page.goto(draft.address)
    expect(page.locator("#kept")).to_be_visible()
    breaks_no_rule(page)

    context.clear_cookies(name="sessionid")
    # As without a script: its own way of sending is passed by.
    page.evaluate("HTMLFormElement.prototype.submit.call(document.forms['rating-form'])")
    expect(page.locator("main #id_password")).to_be_visible()
    breaks_no_rule(page)


def breaks_no_rule(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
    assert found.violations_count == 0, found.generate_report()
