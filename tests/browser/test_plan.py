"""From the report to a plan that is worked on: in a real browser, in two tabs, without scripts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from docx import Document
from playwright.sync_api import Locator, Page, expect

from .addresses import upload
from .keeping import nothing_is_kept
from .starting import begin, register


def plan(page: Page, place: str) -> None:
    """A new bureau, which says of one trait that nothing of it is met, begins its plan from the
    report."""
    register(page, place, f"{place}计划")
    begin(page, "智能电力装备", "high-end-equipment")
    page.get_by_role("main").get_by_role("link", name=re.compile("创新要素")).first.click()
    page.locator("[data-level='2'] .none-from").click()
    expect(page.locator("#standing-brief")).to_contain_text("自评1级")
    page.goto(page.url.partition("traits")[0] + "report/")
    page.get_by_role("button", name="从差距生成任务").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("任务分解")


def task(page: Page, index: int = 0) -> Locator:
    return page.locator("[data-task]").nth(index)


def field(row: Locator, name: str) -> Locator:
    return row.locator(f"[name$=-{name}]")


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text("已保存")
    nothing_is_kept(page)


def test_from_the_report_to_a_plan_that_is_worked_on(page: Page) -> None:
    plan(page, "计划甲市")
    row = task(page)
    expect(page.locator("#reach")).to_contain_text("全部完成后")
    field(row, "lead").fill("市科技局")
    field(row, "due").fill("2020年6月")
    field(row, "due").blur()
    expect(row.locator("[data-chips]")).to_contain_text("已逾期")
    field(row, "status").select_option("done")
    expect(row.locator("[data-chips]")).not_to_contain_text("已逾期")
    expect(page.locator("#reach tr", has_text="创新要素")).to_contain_text(
        re.compile(r"1级\s*\(1级\)\s*2级\s*\(2级\)")
    )
    row.locator("summary").click()
    field(row, "note").fill("已向省厅报送材料")
    field(row, "note").blur()
    saved(page)

    page.reload()
    expect(field(row, "lead")).to_have_value("市科技局")
    expect(field(row, "due")).to_have_value("2020-06-30")
    expect(field(row, "status")).to_have_value("done")
    row.locator("summary").click()
    expect(row.locator("[data-note]")).to_contain_text("已向省厅报送材料")
    expect(page.locator("#kept")).to_be_hidden()

    field(row, "due").fill("年底吧")
    field(row, "due").blur()
    expect(field(row, "due")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#save-state")).to_contain_text("标出的内容没有保存")
    field(row, "due").fill("2027")
    field(row, "due").blur()
    saved(page)


def test_what_the_plan_says_divides_the_work_in_the_downloaded_word(
    page: Page, tmp_path: Path
) -> None:
    plan(page, "计划壬市")
    row = page.locator("[data-task]", has_text="创新要素").first
    for name, text in (("lead", "市科技局"), ("cooperating", "市财政局"), ("due", "2027年6月")):
        field(row, name).fill(text)
    field(row, "status").select_option("under_way")
    measure = field(row, "measure").input_value()
    saved(page)
    page.goto(page.url.partition("plan")[0] + "report/")
    expect(page.locator(".report-work")).to_contain_text("市科技局")
    with page.expect_download() as begun:
        page.get_by_role("group", name="下载全文").get_by_role("link", name="Word").click()
    begun.value.save_as(tmp_path / "report.docx")
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(str(tmp_path / "report.docx")).tables
    ]
    [work] = [table for table in tables if table[0][0] == "序号"]
    said = ["市科技局", "市财政局", "2027-06-30", "进行中"]
    assert work[1] == ["1", f"创新要素富集：{measure}", *said]
    [annex] = [table for table in tables if table[0][:3] == ["任务", "条件和结果", "牵头单位"]]
    told = next(line for line in annex if line[2] == "市科技局")
    assert told[0].startswith(f"创新要素富集：{measure}")
    assert told[2:] == said


def test_tasks_are_added_deleted_and_brought_back(page: Page) -> None:
    plan(page, "计划乙市")
    before = page.locator("[data-task]").count()
    field(task(page), "lead").fill("还没有保存的单位")
    page.get_by_label("针对的特征或条件").select_option("scale")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("[data-task]")).to_have_count(before + 1)
    added = page.locator("[data-task]", has_text="产业规模")
    field(added, "measure").fill("编制产业规划")
    field(added, "measure").blur()
    saved(page)
    added.locator("summary").click()
    added.get_by_role("button", name="删除这项任务").click()
    expect(page.locator("[data-task]")).to_have_count(before)
    page.get_by_text("已删除的任务").click()
    page.get_by_role("button", name=re.compile("恢复 编制产业规划")).click()
    expect(field(added, "measure")).to_have_value("编制产业规划")
    expect(page.locator("[data-task] [name$=-lead][value=还没有保存的单位]")).to_have_count(1)


def test_tasks_are_ticked_by_keyboard_to_see_what_they_reach(page: Page) -> None:
    plan(page, "计划癸市")
    line = page.locator("#reach tr", has_text="创新要素")
    field(task(page), "lead").fill("市科技局")
    field(task(page), "counted").focus()
    page.keyboard.press("Space")
    expect(page.locator("#reach")).to_contain_text("再计入勾选的任务")
    expect(line).to_contain_text(re.compile(r"2级\s*\(2级\)\s*2级\s*\(2级\)"))
    saved(page)
    page.reload()
    expect(field(task(page), "counted")).to_be_checked()
    expect(field(task(page), "lead")).to_have_value("市科技局")
    page.get_by_role("button", name="取消全部勾选").press("Enter")
    expect(field(task(page), "counted")).not_to_be_checked()
    expect(page.locator("#reach")).not_to_contain_text("再计入勾选的任务")


def test_what_is_added_beside_a_wrong_field_is_there_at_once(page: Page) -> None:
    plan(page, "计划辛市")
    wrong = page.locator("[data-task]", has_text="创新要素").first
    before = page.locator("[data-task]").count()
    field(wrong, "due").fill("年底吧")
    page.get_by_label("针对的特征或条件").select_option("scale")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("[data-task]")).to_have_count(before + 1)
    expect(field(wrong, "due")).to_have_value("年底吧")
    expect(field(wrong, "due")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".error-summary")).to_contain_text("看不懂这个日期")
    expect(page.locator("#kept")).to_be_hidden()
    field(wrong, "due").fill("2027-6")
    field(wrong, "due").blur()
    saved(page)


def test_another_practice_leaves_the_fold_open_and_the_keyboard_where_it_was(page: Page) -> None:
    plan(page, "计划乾市")
    row = task(page)
    row.locator("summary").click()
    choice = field(row, "practice")
    other = choice.locator("option:not([selected])").last.get_attribute("value") or ""
    choice.focus()
    choice.select_option(other)
    expect(row.locator(f"a[href*='/practices/{other}']" if other else "summary")).to_be_visible()
    expect(choice).to_be_visible()
    expect(choice).to_be_focused()


def test_whoever_filters_stays_at_the_table(page: Page) -> None:
    plan(page, "计划坤市")
    page.get_by_label("完成时限").first.select_option("none")
    page.get_by_role("button", name="筛选", exact=True).click()
    expect(page).to_have_url(re.compile(r"due=none.*#filters$"))
    expect(page.locator(".filters")).to_be_in_viewport()
    expect(task(page)).to_be_in_viewport()


def test_an_empty_plan_is_begun_in_its_own_page_too(page: Page) -> None:
    register(page, "计划己市", "计划己")
    begin(page, "智能电力装备", "high-end-equipment")
    page.goto(page.url.rstrip("/") + "/plan/")
    expect(page.locator("main")).to_contain_text("没有缺少的条件")
    page.get_by_label("针对的特征或条件").select_option("scale")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("[data-task]")).to_have_count(1)
    expect(page.locator("#reach")).to_contain_text("总体等级")


def test_two_tabs_change_two_tasks_and_then_the_same_one(page: Page) -> None:
    plan(page, "计划丙市")
    page.get_by_label("针对的特征或条件").select_option("scale")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("[data-task]", has_text="产业规模")).to_have_count(1)
    other = page.context.new_page()
    other.goto(page.url)
    field(task(page, 0), "lead").fill("市工信局")
    field(task(page, 0), "lead").blur()
    saved(page)
    field(task(other, 1), "lead").fill("市科技局")
    field(task(other, 1), "lead").blur()
    saved(other)

    field(task(other, 0), "lead").fill("市统计局")
    field(task(other, 0), "lead").blur()
    panel = other.locator("#conflict")
    expect(panel).to_contain_text("市工信局")
    expect(panel).to_contain_text("市统计局")
    expect(field(task(other, 0), "lead")).to_have_value("市统计局")
    panel.get_by_role("button", name="用我填写的内容覆盖").click()
    saved(other)
    page.reload()
    expect(field(task(page, 0), "lead")).to_have_value("市统计局")
    expect(field(task(page, 1), "lead")).to_have_value("市科技局")


def test_what_the_server_did_not_take_is_offered_again(page: Page, expected: list[str]) -> None:
    expected += ["ERR_INTERNET_DISCONNECTED"]
    plan(page, "计划丁市")
    page.context.set_offline(True)
    field(task(page), "lead").fill("断网时填写的单位")
    field(task(page), "lead").blur()
    expect(page.locator("#save-state")).to_contain_text("尚未保存")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(field(task(page), "lead")).to_have_value("断网时填写的单位")


def test_without_scripts_the_button_saves_on_a_phone_too(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    register(page, "计划戊市", "计划戊")
    begin(page, "智能电力装备", "high-end-equipment")
    page.goto(page.url.rstrip("/") + "/plan/")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("针对的特征或条件").select_option("scale.sc-nation-list")
    page.get_by_role("button", name="添加", exact=True).click()
    field(task(page), "lead").fill("市工信局")
    field(task(page), "due").fill("年底吧")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator(".error-summary")).to_contain_text("看不懂这个日期")
    expect(field(task(page), "lead")).to_have_value("市工信局")
    field(task(page), "due").fill("2027-6-30")
    field(task(page), "counted").check()
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator("#reach")).to_contain_text("再计入勾选的任务")
    expect(page.locator("main > .notice")).to_contain_text("已保存")
    expect(field(task(page), "due")).to_have_value("2027-06-30")


def test_a_plan_goes_out_as_a_ledger_and_comes_back(page: Page) -> None:
    plan(page, "计划庚市")
    field(task(page), "lead").fill("市工信局")
    field(task(page), "lead").blur()
    saved(page)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="下载台账（Excel）").click()
    book = openpyxl.load_workbook(io.BytesIO(downloading.value.path().read_bytes()))
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(5, at["lead"], "市科技局")
    sheet.cell(5, at["due"], "2027-06")
    sheet.cell(5, at["note"], "已向省厅报送材料")
    new = next(row for row in range(5, 99) if not sheet.cell(row, 1).value)
    sheet.cell(new, at["trait"], "产业规模")
    sheet.cell(new, at["measure"], "编制产业规划")
    file = io.BytesIO()
    book.save(file)

    page.get_by_role("link", name="上传填好的台账").click()
    upload(page, file.getvalue())
    lead = page.locator("tr", has_text="牵头单位")
    expect(lead.first).to_contain_text("市工信局")
    expect(lead.first).to_contain_text("市科技局")
    expect(page.get_by_role("main")).to_contain_text("还没有保存")
    page.get_by_role("button", name="确认保存").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("任务分解")
    changed = page.locator("[data-task]", has_text="创新要素").first
    expect(field(changed, "lead")).to_have_value("市科技局")
    expect(field(changed, "due")).to_have_value("2027-06-30")
    changed.locator("summary").click()
    expect(changed.locator("[data-note]")).to_contain_text("已向省厅报送材料")
    added = page.locator("[data-task]", has_text="产业规模")
    expect(field(added, "measure")).to_have_value("编制产业规划")


def test_a_second_note_is_a_second_one_and_what_is_being_typed_is_one(page: Page) -> None:
    plan(page, "计划子市")
    row = task(page)
    row.locator("summary").click()
    note = field(row, "note")
    listed = row.locator("[data-note]")
    note.press_sequentially("已向省厅")
    saved(page)
    expect(note).to_have_value("已向省厅")
    note.press_sequentially("报送材料")
    # Saved while it was typed in: it is left without a further save.
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("End")
    field(row, "practice").focus()
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("已向省厅报送材料")
    expect(note).to_have_value("")
    expect(row.locator("summary")).to_contain_text("(1)")
    note.fill("省厅已批复")
    note.blur()
    expect(listed).to_have_count(2)
    expect(note).to_have_value("")
    saved(page)
    page.reload()
    row.locator("summary").click()
    expect(row.locator("[data-note]")).to_have_count(2)
    expect(listed.first).to_contain_text("已向省厅报送材料")
    expect(listed.last).to_contain_text("省厅已批复")
    expect(page.locator("#kept")).to_be_hidden()


def test_two_tabs_change_different_fields_of_a_task(page: Page) -> None:
    plan(page, "计划丑市")
    other = page.context.new_page()
    other.goto(page.url)
    field(task(page), "lead").fill("市工信局")
    field(task(page), "lead").blur()
    saved(page)
    field(task(other), "goal").fill("两个平台")
    field(task(other), "goal").blur()
    expect(field(task(other), "lead")).to_have_value("市工信局")
    saved(other)
    # The first tab does not know the goal yet, and takes nothing of it back.
    field(task(page), "lead").fill("市科技局")
    field(task(page), "lead").blur()
    expect(field(task(page), "goal")).to_have_value("两个平台")
    saved(page)
    page.reload()
    expect(field(task(page), "lead")).to_have_value("市科技局")
    expect(field(task(page), "goal")).to_have_value("两个平台")


def test_nothing_chosen_is_said_at_the_field_and_what_is_added_comes_into_view(
    page: Page,
) -> None:
    plan(page, "计划寅市")
    choice = page.get_by_label("针对的特征或条件")
    add = page.get_by_role("button", name="添加", exact=True)
    add.click()
    expect(choice).to_have_attribute("aria-invalid", "true")
    expect(choice).to_be_focused()
    expect(page.locator("#add")).to_contain_text("请选择新任务针对的特征或条件")
    choice.select_option("scale")
    expect(page.locator("#add")).not_to_contain_text("请选择新任务针对的特征或条件")
    saved(page)
    page.goto(page.url.partition("#")[0].partition("?")[0] + "?status=done")
    expect(page.locator("[data-task]")).to_have_count(0)
    choice.select_option("chain")
    add.click()
    expect(page.get_by_text("已取消筛选，以显示这项任务。")).to_be_attached()
    added = page.locator("[data-task]:focus")
    expect(added).to_be_in_viewport()
