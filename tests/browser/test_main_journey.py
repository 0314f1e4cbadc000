"""The main job in a real browser: register, create, score all seven, submit, compare, download."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pypdf
from docx import Document
from playwright.sync_api import Page, expect

TRAITS = ["先发优势", "产业规模", "市场份额", "完整产业链", "“链主”企业", "核心技术", "创新要素"]
CLAIMS = {"先发优势": "3", "产业规模": "3", "市场份额": "4", "“链主”企业": "2", "核心技术": "3"}
RATIONALE = "依据市统计局年报和产业链台账逐项核对：{}。"


def test_from_registration_to_a_report_in_every_format(page: Page, tmp_path: Path) -> None:
    register(page)
    create(page)
    score_all_seven(page)
    submit(page)
    compare(page)
    check_downloads(page, tmp_path)


def register(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="注册").first.click()
    page.get_by_label("单位名称").fill("许都市工业和信息化局")
    page.get_by_label("所在地").fill("许都市")
    page.get_by_label("用户名").fill("李工")
    page.get_by_label("密码", exact=False).first.fill("dui-biao-2026-xu")
    page.get_by_label("再输一次密码").fill("dui-biao-2026-xu")
    page.get_by_role("main").get_by_role("button", name="注册").click()
    expect(page.get_by_text("许都市工业和信息化局").first).to_be_visible()


def create(page: Page) -> None:
    page.goto("/assessments/new/")
    page.get_by_label("产业名称").fill("智能电力装备")
    page.get_by_label("所在地").fill("许都市")
    page.get_by_label("领域").select_option("high-end-equipment")
    page.get_by_label("评估年度").fill("2025")
    page.get_by_label("江苏省南京市新型电力（智能电网）装备集群").check()
    page.get_by_label("浙江省温州市乐清电气集群").check()
    page.get_by_role("button", name="建立自评").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("许都市智能电力装备")


def score_all_seven(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name=TRAITS[0]).first.click()
    for trait in TRAITS:
        expect(page.get_by_role("heading", level=1)).to_contain_text(trait)
        score(page, trait)
        page.get_by_role("button", name="保存并继续").click()
    expect(page).not_to_have_url(re.compile("/traits/"))


def score(page: Page, trait: str) -> None:
    page.get_by_label("评定理由").fill(RATIONALE.format(trait))
    if trait not in CLAIMS:
        page.get_by_role("radio", name="暂未掌握").check()
        return
    page.locator(f"input[name=answer][value='{CLAIMS[trait]}']").check()
    evidence = page.locator("[data-rows=evidence]")
    evidence.get_by_label("材料名称").first.fill(f"《{trait}》核对表")
    evidence.get_by_label("佐证类型").first.select_option("2")
    evidence.get_by_label("来源").first.fill("许都市统计局")
    evidence.get_by_label("日期").first.fill("2025-03")
    if trait == "市场份额":
        figures = page.locator("[data-rows=figures]")
        figures.get_by_label("数值").first.fill("35")
        figures.get_by_label("产品或口径").first.fill("高压继电保护设备")
        figures.get_by_label("数据年份").first.fill("2024")


def submit(page: Page) -> None:
    if not page.url.endswith("/check/"):
        page.get_by_role("main").get_by_role("link", name="检查").first.click()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已提交").first).to_be_visible()


def compare(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="对比").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("对比")
    # Plotly draws after the table is there.
    expect(page.locator(".js-plotly-plot").filter(visible=True)).to_have_count(3)
    expect(page.get_by_text("参阅材料未载").filter(visible=True).first).to_be_visible()
    expect(page.get_by_text("高压继电保护设备").filter(visible=True).first).to_be_visible()


def check_downloads(page: Page, folder: Path) -> None:
    page.get_by_role("main").get_by_role("link", name="报告").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("对标差距分析报告")
    docx = "\n".join(p.text for p in Document(BytesIO(download(page, folder, "docx"))).paragraphs)
    pdf = "".join(
        text.extract_text()
        for text in pypdf.PdfReader(BytesIO(download(page, folder, "pdf"))).pages
    )
    book = openpyxl.load_workbook(BytesIO(download(page, folder, "xlsx")))
    cells = "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )
    for trait in TRAITS:
        sentence = RATIONALE.format(trait)
        assert sentence in docx or sentence in document_tables(folder), trait
        assert squeezed(sentence) in squeezed(pdf), trait
        assert sentence in cells, trait
    data = json.loads(download(page, folder, "json"))
    assert [t["claim"] for t in data["traits"]] == [3, 3, 4, None, 2, 3, None]
    assert [t["supported"] for t in data["traits"]] == [3, 3, 4, None, 2, 3, None]
    assert data["data_to_obtain"] == ["chain", "innovation"]
    verdicts = [f["verdict"] for f in data["traits"][2]["figures"]]
    assert verdicts == ["below", "below", "below"]


def download(page: Page, folder: Path, extension: str) -> bytes:
    with page.expect_download() as begun:
        page.locator(f"a[href$='/report/download/{extension}']").first.click()
    file = folder / f"report.{extension}"
    begun.value.save_as(file)
    name = unquote(begun.value.suggested_filename)
    assert name == f"许都市智能电力装备-对标差距分析报告-2025.{extension}"
    return file.read_bytes()


def document_tables(folder: Path) -> str:
    """The text of the Word file's tables, beside its paragraphs."""
    document = Document(str(folder / "report.docx"))
    return "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)


def squeezed(text: str) -> str:
    """Text without white space: a PDF's line breaks are not the author's."""
    return "".join(text.split())
