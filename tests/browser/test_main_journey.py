"""The main job in a real browser: register, create, go through all seven, prove, submit, compare,
download."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pypdf
from docx import Document
from playwright.sync_api import Page, expect

from .addresses import see_charts
from .starting import begin, register

TRAITS = ["先发优势", "产业规模", "市场份额", "完整产业链", "“链主”企业", "核心技术", "创新要素"]
RATIONALE = "依据市统计局年报和产业链台账逐项核对：{}。"


@dataclass(frozen=True)
class Said:
    """Of one trait: figures (indicator, product, value), statements that are met, what the one
    document proves, and the level that follows."""

    figures: tuple[tuple[str, str, str], ...]
    met: tuple[str, ...]
    proves: tuple[str, ...]
    claim: int


SAID = {
    "先发优势": Said(
        (("years-developed", "", "12"),),
        ("fm-scale-firm", "fm-records"),
        ("fm-10-years", "fm-records"),
        3,
    ),
    "产业规模": Said((), ("sc-city-chain", "sc-province-top3"), ("sc-province-top3",), 3),
    "市场份额": Said(
        (("domestic-share", "高压继电保护设备", "35"), ("top3-products", "", "3")),
        (),
        ("ms-top3-3",),
        4,
    ),
    "“链主”企业": Said((), ("le-city",), ("le-city",), 2),
    "核心技术": Said((), ("te-patent", "te-lead"), ("te-lead",), 3),
}


def test_from_registration_to_a_report_in_every_format(page: Page, tmp_path: Path) -> None:
    register(page, "许都市", "李工")
    begin(page, "智能电力装备", "high-end-equipment")
    go_through_all_seven(page)
    submit(page)
    compare(page)
    check_downloads(page, tmp_path)


def go_through_all_seven(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name=re.compile(TRAITS[0])).first.click()
    for trait in TRAITS:
        expect(page.get_by_role("heading", level=1)).to_contain_text(trait)
        page.get_by_role("textbox", name="说明").fill(RATIONALE.format(trait))
        if trait in SAID:
            say(page, SAID[trait])
            prove(page, trait, SAID[trait])
        else:
            page.get_by_label("这项特征暂未掌握").check()
        page.get_by_role("button", name=re.compile("^下一")).click()
    expect(page).to_have_url(re.compile("/check/"))


def say(page: Page, said: Said) -> None:
    for indicator, product, value in said.figures:
        row = page.locator(f"#i-{indicator}")
        row.get_by_role("textbox").first.fill(product or value)
        if product:
            row.locator("[name$=-value]").fill(value)
        row.locator("[name$=-year]").fill("2024")
    for condition in said.met:
        page.locator(f"#c-{condition} input[value=met]").check()
    # The level follows from what is said; of what lies above, nothing is met.
    expect(page.locator("#standing-brief")).to_contain_text(f"自评{said.claim}级")
    nothing_above = page.get_by_role("button", name=re.compile("不符合")).filter(visible=True)
    nothing_above.click()
    expect(nothing_above).to_have_count(0)


def prove(page: Page, trait: str, said: Said) -> None:
    page.get_by_role("button", name="加一份佐证材料").click()
    item = page.get_by_role("group", name="佐证材料 1")
    item.get_by_label("材料名称").fill(f"《{trait}》核对表")
    item.get_by_label("本单位文件或统计").check()
    item.get_by_label("来源").fill("许都市统计局")
    item.get_by_role("textbox", name="日期").fill("2025-03")
    for condition in said.proves:
        item.locator(f".item-proves input[value={condition}]").first.check()
    expect(page.locator("#standing-brief")).to_contain_text(f"佐证{said.claim}级")


def submit(page: Page) -> None:
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已提交").first).to_be_visible()


def compare(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="对比").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("对比")
    # Condition by condition: own beside required.
    expect(page.locator(".compare-trait")).to_have_count(len(TRAITS))
    expect(page.get_by_text("高压继电保护设备").filter(visible=True).first).to_be_visible()
    # Gaps, radar and the scale of the one figure that is documented too.
    expect(page.locator(".chart svg").filter(visible=True)).to_have_count(3)
    see_charts(page)
    expect(page.locator(".js-plotly-plot").filter(visible=True)).to_have_count(3)


def check_downloads(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="查看差距分析报告").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("对标差距分析报告")
    docx = words_of(download(page, folder, "docx"))
    pdf = "".join(
        text.extract_text()
        for text in pypdf.PdfReader(BytesIO(download(page, folder, "pdf"))).pages
    )
    book = openpyxl.load_workbook(BytesIO(download(page, folder, "xlsx")))
    cells = "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )
    html = download(page, folder, "html").decode()
    for trait in TRAITS:
        sentence = RATIONALE.format(trait)
        assert sentence in docx, trait
        assert squeezed(sentence) in squeezed(pdf), trait
        assert sentence in cells, trait
        assert sentence in html, trait
    data = json.loads(download(page, folder, "json"))
    assert [t["claim"] for t in data["traits"]] == [3, 3, 4, None, 2, 3, None]
    assert [t["proven"] for t in data["traits"]] == [3, 3, 4, None, 2, 3, None]
    assert [t["status"] for t in data["traits"]] == [
        *("met", "gap", "met"),
        *("data", "gap", "gap", "data"),
    ]
    assert data["data_to_obtain"] == ["chain", "innovation"]
    verdicts = [f["verdict"] for f in data["traits"][2]["figures"]]
    assert verdicts == ["below", "below", "below"]


def download(page: Page, folder: Path, extension: str) -> bytes:
    with page.expect_download() as begun:
        page.locator(f"a[href$='/report/download/{extension}']").first.click()
    file = folder / f"report.{extension}"
    begun.value.save_as(file)
    name = unquote(begun.value.suggested_filename)
    assert name == f"许都市智能电力装备产业-对标差距分析报告-2025.{extension}"
    return file.read_bytes()


def words_of(docx: bytes) -> str:
    """The text of a Word file: its paragraphs and its tables."""
    document = Document(BytesIO(docx))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def squeezed(text: str) -> str:
    """Text without white space: a PDF's line breaks are not the author's."""
    return "".join(text.split())
