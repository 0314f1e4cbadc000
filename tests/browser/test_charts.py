"""Charts and report in a real browser: drawn after the table, whole, taken away, printed."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, Route, expect

from benchmark.charts.figure_rows import FigureRow
from benchmark.charts.plotly_scale import figure_scale
from benchmark.scoring.figures import Interval
from tests.served import Site

from .visitors import Visitors

TRAITS = ["先发优势", "产业规模", "市场份额", "完整产业链", "“链主”企业", "创新要素富集"]
OpenOwn = Callable[[Page, str], str]


@pytest.fixture
def open_own(windows: Visitors) -> OpenOwn:
    """Opens a page of the demo bureau's submitted assessment; gives its address."""

    def opened(page: Page, leaf: str) -> str:
        windows.sign_in(page.context, "official")
        own = "/assessments/{submitted}/".format(**windows.keys) + leaf
        page.goto(own)
        return own

    return opened


def drawn(page: Page) -> None:
    places = page.locator(".chart")
    expect(page.locator(".chart.chart-drawn")).to_have_count(places.count(), timeout=30_000)


def test_the_table_is_readable_before_the_charts_arrive(page: Page, open_own: OpenOwn) -> None:
    held: list[Route] = []
    page.route("**/charts.json*", lambda route: held.append(route))
    open_own(page, "compare/")
    expect(page.locator("#traits-table tbody tr")).to_have_count(7)
    expect(page.locator(".chart-state").first).to_have_text("图表载入中")
    for route in held:
        route.continue_()
    drawn(page)
    expect(page.locator(".chart-state").first).to_be_hidden()


def test_a_chart_that_does_not_come_is_said(
    new_page: Callable[..., Page], open_own: OpenOwn
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.route("**/charts.json*", lambda route: route.fulfill(body="{}"))
    open_own(page, "compare/")
    expect(page.locator(".chart-state").first).to_have_text("图表未能载入，数据见表格。")
    expect(page.locator(".chart-downloads").first).to_be_hidden()


@pytest.mark.parametrize("key", ["radar", "gaps", "figure-domestic-share"])
def test_a_chart_can_be_taken_away_as_png_and_svg(page: Page, open_own: OpenOwn, key: str) -> None:
    open_own(page, "compare/")
    drawn(page)
    chart = page.locator(f"[data-chart='{key}']")
    png, svg = (taken(page, chart.locator(f"[data-format={form}]")) for form in ("png", "svg"))
    assert png.startswith(b"\x89PNG\r\n")
    text = svg.decode()
    assert text.startswith("<svg")
    assert "演示数据，纯属虚构" in text
    assert "智能电力装备" in text
    assert "href=" not in text.replace("xlink:href=", "")


def test_names_are_whole_on_a_phone_in_both_languages(
    new_page: Callable[..., Page], site: Site, open_own: OpenOwn
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    own = open_own(page, "compare/")
    for language in ("zh-hans", "en"):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        page.goto(own)
        drawn(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        clipped = page.evaluate(
            """() => Array.from(document.querySelectorAll('.chart-canvas')).flatMap(canvas => {
              const frame = canvas.getBoundingClientRect();
              return Array.from(canvas.querySelectorAll('.main-svg text')).filter(text => {
                const box = text.getBoundingClientRect();
                return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
                  || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
              }).map(text => text.textContent);
            })"""
        )
        assert clipped == []


def test_a_turned_phone_and_a_narrowed_window_show_whole_charts(
    new_page: Callable[..., Page], open_own: OpenOwn
) -> None:
    page = new_page(viewport={"width": 844, "height": 390})
    open_own(page, "compare/")
    drawn(page)
    for width, height in ((390, 844), (1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator("[data-chart=gaps] .annotation")).to_have_count(7 if width < 576 else 0)
        for chart in page.locator(".chart").all():
            canvas, drawing = chart.locator(".chart-canvas"), chart.locator(".main-svg").first
            frame, box = canvas.bounding_box(), drawing.bounding_box()
            assert frame is not None
            assert box is not None
            assert frame["height"] == box["height"] > 100
            assert box["width"] <= width


def test_text_of_users_is_literal_in_a_chart(page: Page, open_own: OpenOwn) -> None:
    hostile = '<b>甲</b> <a href="https://example.org">乙</a> &lt;丙'
    row = FigureRow(hostile, Interval(Decimal(3), Decimal(3)), own=True)
    scale = figure_scale([row], "亿元", "zh-hans")

    def answer(route: Route) -> None:
        found = route.fetch().json()
        found["charts"]["figure-output"] = scale
        route.fulfill(body=json.dumps(found), content_type="application/json")

    page.route("**/charts.json*", answer)
    open_own(page, "compare/")
    drawn(page)
    canvas = page.locator("[data-chart='figure-output'] .chart-canvas")
    assert hostile in (canvas.locator(".annotation").first.text_content() or "")
    expect(canvas.locator("a")).to_have_count(0)


def test_without_scripts_the_tables_carry_everything(
    new_page: Callable[..., Page], open_own: OpenOwn
) -> None:
    page = new_page(java_script_enabled=False)
    open_own(page, "compare/")
    expect(page.locator("#traits-table tbody tr")).to_have_count(7)
    expect(page.get_by_text("没有出现时，数据全部在表格中").first).to_be_visible()
    expect(page.locator(".chart-downloads").first).to_be_hidden()
    page.locator(".comparators summary, .comparators .chip").first.click()
    expect(page.locator("#traits-table tbody tr")).to_have_count(7)


def test_what_is_folded_away_is_printed(page: Page, open_own: OpenOwn) -> None:
    open_own(page, "report/")
    for fold in page.locator("details.report-section > summary").all():
        fold.click()
    expect(page.get_by_text("加权平均").first).to_be_hidden()
    printed = "".join(
        sheet.extract_text()
        for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    )
    # A PDF may hold a character's compatibility twin: ⽰ for 示.
    text = "".join(unicodedata.normalize("NFKC", printed).split())
    for word in (*TRAITS, "加权平均", "牵头单位", "演示数据"):
        assert word in text, word


@pytest.mark.parametrize("leaf", ["compare/", "report/"])
def test_no_heading_caption_or_table_head_ends_a_sheet(
    page: Page, open_own: OpenOwn, leaf: str
) -> None:
    open_own(page, leaf)
    drawn(page)
    heads = page.locator("main :is(h2, h3, h4, caption)").all_inner_texts()
    heads += [" ".join(row.split()) for row in page.locator("main thead tr").all_inner_texts()]
    announced = {"".join(text.split()) for text in heads}
    assert len(announced) > 10
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for sheet in sheets:
        text = "".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())
        assert not [head for head in announced if len(head) > 3 and text.endswith(head)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [1366, 390])
def test_the_bars_of_the_first_screen_line_up(
    new_page: Callable[..., Page], site: Site, open_own: OpenOwn, width: int, language: str
) -> None:
    page = new_page(viewport={"width": width, "height": 768})
    own = open_own(page, "report/")
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    page.goto(own)
    boxes = [bar.bounding_box() for bar in page.locator(".report-gaps .gap-bar").all()]
    assert len(boxes) == 3
    assert len({(box["x"], box["width"]) for box in boxes if box}) == 1


def taken(page: Page, button: object) -> bytes:
    with page.expect_download() as begun:
        button.click()  # type: ignore[attr-defined]
    assert begun.value.suggested_filename.startswith("示例市智能电力装备产业，2025年-")
    return Path(begun.value.path()).read_bytes()
