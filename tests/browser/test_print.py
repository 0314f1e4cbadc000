"""A trait's page on paper: every answer whole, as it stands, whether it is saved or not."""

from __future__ import annotations

import io
import unicodedata

import pypdf
from playwright.sync_api import Page, expect

from benchmark.scoring.text import is_visible, trimmed

from .office import CUT, add_item, answer, figures, rationale, reload, state, write

RATIONALE = "第一行\n" + "规模以上工业企业，口径与统计年鉴一致。" * 60 + "\n末行到此"
TITLE = "关于公布" + "先进制造业集群培育对象名单" * 12 + "的通知"
SOURCE = "省工业和信息化厅产业政策处" * 8 + "印发"
URL = "https://example.gov.cn/" + "a1b2" * 60 + "/z9"
PRODUCT = "高压输变电成套装备" * 10 + "整机"
LONG_TEXTS = (RATIONALE, TITLE, SOURCE, URL, PRODUCT)
OTHER_TRAIT = "有志书或企业史料记载"


def printed(page: Page) -> str:
    """The words on the sheets, without white space and compatibility twins: ⽰ for 示."""
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return squeezed("".join(sheet.extract_text() for sheet in sheets))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_the_browser_sees_what_the_server_sees(opened: Page) -> None:
    known = [
        code for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]
    unseen = opened.evaluate(
        "codes => codes.filter(code => !benchmarkTrimmed(String.fromCodePoint(code)))", known
    )
    assert unseen == [code for code in known if not is_visible(chr(code))]
    text = "\u200b 甲\u3164 乙\u00ad \U000e0041"
    assert opened.evaluate("text => benchmarkTrimmed(text)", text) == trimmed(text)


def test_what_is_not_saved_is_printed_whole(opened: Page, expected: list[str]) -> None:
    expected.append(CUT)
    page = opened
    write(page, "保存过的说明")
    page.context.set_offline(True)
    rationale(page).fill(RATIONALE)
    answer(page)
    first = figures(page).first
    first.locator("[name$=-value]").fill("12345.678")
    first.locator("[name$=-product]").fill(PRODUCT)
    item = add_item(page)
    for name, text in (("title", TITLE), ("source", SOURCE), ("url", URL)):
        item.locator(f"[name$=-{name}]").fill(text)
    others = item.locator("details.item-others")
    others.locator("summary").click()
    others.get_by_label(OTHER_TRAIT).check()
    others.locator("summary").click()
    expect(state(page)).to_contain_text("尚未保存")

    paper = printed(page)
    for text in LONG_TEXTS:
        assert squeezed(text) in paper, text[:20]
    assert "12345.678" in paper
    assert f"✓{OTHER_TRAIT}" in paper
    assert paper.count(OTHER_TRAIT) == 1
    assert "尚未保存:连接不上服务器" in paper, "and it says so"
    assert "尚未计算" in paper
    assert "保存过的说明" not in paper
    for words in ("主导航", "保存草稿", "加一份佐证材料", "删除这份材料", "删除这一行"):
        assert words not in paper, words


def test_what_no_one_ticked_fills_no_paper(opened: Page) -> None:
    add_item(opened).locator("[name$=-title]").fill(TITLE)
    assert OTHER_TRAIT not in printed(opened)


def test_after_printing_the_page_is_as_before(opened: Page) -> None:
    page = opened
    write(page, RATIONALE)
    folded = page.locator("details:not([open])").count()
    before = page.locator("main").inner_html()
    printed(page)
    assert page.locator("details:not([open])").count() == folded
    assert page.locator("main").inner_html().replace(' class=""', "") == before
    write(page, "接着写")
    expect(rationale(reload(page))).to_have_value("接着写")
