"""What was handed out stays: from submission to the second edition and what it says changed."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.served import Site

from .starting import begin, register

RENAMED = """
from benchmark.models import Organisation
print(Organisation.objects.filter(place="版次市").update(name="改名后的局"))
"""
FILES = ("docx", "pdf", "xlsx", "json", "html")


def test_what_is_submitted_stays_and_the_next_edition_says_what_changed(
    page: Page, site: Site, tmp_path: Path
) -> None:
    submitted(page)
    expect(page.locator(".report-editions")).to_have_count(0)
    first = {name: download(page, name, tmp_path) for name in FILES}

    # The organisation is renamed and its plan begins: what was handed out says what it said.
    assert site.manage("shell", "--no-imports", "-c", RENAMED).strip() == "1"
    page.get_by_role("button", name="从差距生成任务").click()
    expect(page.locator("[data-task]").first).to_be_visible()
    page.locator("[data-task] [name$=-lead]").first.fill("市科技局")
    page.locator("[data-task] [name$=-lead]").first.blur()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    report = page.url.partition("plan/")[0] + "report/"
    page.goto(report)
    expect(page.locator("h1 + .lead")).to_contain_text("版次市工业和信息化局")
    assert {name: download(page, name, tmp_path) for name in FILES} == first

    # The plan comes in by a button, as edition 2.
    page.get_by_role("button", name="把任务分解存入报告").click()
    expect(page.get_by_text("已存为第2版")).to_be_visible()
    expect(page.locator("h1 + .lead")).to_contain_text("第2版")
    expect(page.locator(".report-since")).to_contain_text("牵头单位：市科技局")

    # Reopened, changed, submitted again: edition 3, with what changed in page and Word.
    page.get_by_role("link", name="返回自评").click()
    page.get_by_role("button", name="退回草稿").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("产业规模")).first.click()
    page.locator("[data-level='2'] .none-from").click()
    expect(page.locator("#standing-brief")).to_contain_text("自评1级")
    page.goto(report.partition("report/")[0] + "check/")
    page.get_by_role("button", name="提交").click()
    page.goto(report)
    since = page.locator(".report-since")
    expect(since).to_contain_text("与")
    expect(since.locator("tr", has_text="产业规模：自评等级")).to_contain_text("1级")
    word = Document(str(saved(page, "docx", tmp_path)))
    assert "第3版" in word.paragraphs[1].text
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["产业规模：自评等级", "—", "1级"] in cells

    # The first is still there, to the byte.
    page.locator(".report-editions").get_by_role("link", name="第1版").click()
    expect(page.get_by_text("这是较早的内容，不再改动。")).to_be_visible()
    assert {name: download(page, name, tmp_path) for name in FILES} == first


def submitted(page: Page) -> None:
    """A new bureau says of one trait that nothing of it is met, and submits; its report."""
    register(page, "版次市", "版次工")
    begin(page, "智能电力装备", "high-end-equipment")
    page.get_by_role("main").get_by_role("link", name=re.compile("创新要素")).first.click()
    page.locator("[data-level='2'] .none-from").click()
    expect(page.locator("#standing-brief")).to_contain_text("自评1级")
    assessment = page.url.partition("traits")[0]
    page.goto(assessment + "check/")
    page.get_by_role("button", name="勾选的都标为暂未掌握").click()
    page.get_by_role("button", name="提交").click()
    page.goto(assessment + "report/")


def download(page: Page, extension: str, folder: Path) -> bytes:
    return saved(page, extension, folder).read_bytes()


def saved(page: Page, extension: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f".report-downloads a[href*='download/{extension}']").first.click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file
