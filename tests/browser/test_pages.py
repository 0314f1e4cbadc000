"""A page can be read in the other language and on paper."""

from __future__ import annotations

import io
import json
import unicodedata

import pypdf
import pytest
from playwright.sync_api import expect

from tests.served import ROOT

from .addresses import find_what_was_kept
from .visitors import Language, Visitors


@pytest.mark.parametrize(
    "path",
    [
        "/clusters/?sector=biotech&trait=chain",
        "/search/?q=%E9%93%BE%E9%95%BF%E5%88%B6",
        "/assessments/{draft}/traits/scale/?more=evidence",
        "/assessments/{submitted}/compare/?c=shenzhen-ict&c=suzhou-nano",
        "/assessments/{submitted}/report/",
    ],
)
def test_the_language_changes_and_the_place_stays(visitors: Visitors, path: str) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto(path.format(**visitors.keys))
    place = page.url

    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("navigation", name="Main").first).to_be_visible()
    assert page.url == place

    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert page.url == place


@pytest.mark.parametrize(("language", "first"), [("en", "Arial"), ("zh-hans", "Microsoft YaHei")])
def test_each_language_has_its_own_letters_first(
    visitors: Visitors, language: Language, first: str
) -> None:
    """A Chinese font would draw English quotation marks and dots two letters wide."""
    page = visitors.fresh("guest", language)
    page.goto("/")
    fonts = page.evaluate("getComputedStyle(document.querySelector('main p')).fontFamily")

    assert min(("Arial", "Microsoft YaHei"), key=fonts.index) == first


@pytest.mark.parametrize(
    ("language", "time"), [("en", "on 1 January at 08:00"), ("zh-hans", "1月1日 08:00")]
)
def test_when_something_was_kept_is_written_in_the_language_of_the_page(
    visitors: Visitors, language: Language, time: str
) -> None:
    page = visitors.fresh("official", language)
    page.goto("/assessments/{draft}/traits/technology/".format(**visitors.keys))
    find_what_was_kept(page)

    assert time in page.locator("#kept").inner_text()


def test_the_report_prints_whole_and_without_navigation(visitors: Visitors) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto("/assessments/{submitted}/report/".format(**visitors.keys))
    name = page.locator("h1").inner_text()
    page.emulate_media(media="print")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    printed = squeezed("".join(sheet.extract_text() for sheet in sheets))

    assert squeezed(name) in printed
    for rationale in demo_rationales(name):
        assert squeezed(rationale) in printed, rationale
    for words in ("主导航", "我的自评", "经验做法方法", "检索", "退出", "English", "下载全文"):
        assert words not in printed, words


def test_the_comparison_prints_on_sheets_across_with_its_result_on_the_first(
    visitors: Visitors,
) -> None:
    page = visitors.fresh("official", "zh-hans")
    page.goto("/assessments/{submitted}/compare/".format(**visitors.keys))
    page.emulate_media(media="print")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages

    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    first = squeezed(sheets[0].extract_text())
    # The sentence, and the gap chart down to its legend.
    for words in ("与目标相比", "七项特征所处位置", "先发优势", "创新要素富集", "可能范围"):
        assert words in first, words


def demo_rationales(title: str) -> list[str]:
    """The seven rationales of the demo assessment that a report's title names."""
    entries = json.loads((ROOT / "fixtures" / "demo.json").read_text(encoding="utf-8"))
    (ratings,) = (
        entry["input"]["ratings"]
        for entry in entries["assessments"]
        if entry["input"]["industry"]["name"] in title and entry["status"] == "submitted"
    )
    found = [rating["rationale"] for rating in ratings]
    assert len([text for text in found if text]) == 7
    return found


def squeezed(text: str) -> str:
    """Without white space, and without the compatibility twins that a PDF may hold: ⽰ for 示."""
    return "".join(unicodedata.normalize("NFKC", text).split())
