"""Charts and report in a real browser: a drawing at once, a chart when it is reached, whole, taken
away, printed."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from benchmark.charts.figure_rows import FigureRow
from benchmark.charts.plotly_scale import figure_scale
from benchmark.scoring.figures import Interval
from tests.served import Site

from .addresses import see_charts
from .visitors import Visitors

TRAITS = ["先发优势", "产业规模", "市场份额", "完整产业链", "“链主”企业", "创新要素富集"]
OpenOwn = Callable[[Page, str], str]
# Texts that stick out of the drawings of a selector.
CLIPPED = """selector => Array.from(document.querySelectorAll(selector)).flatMap(drawing => {
  const frame = drawing.getBoundingClientRect();
  return Array.from(drawing.querySelectorAll("text")).filter(text => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  }).map(text => text.textContent);
})"""


@pytest.fixture
def open_own(windows: Visitors) -> OpenOwn:
    """Opens a page of the demo bureau's submitted assessment; gives its address."""

    def opened(page: Page, leaf: str) -> str:
        windows.sign_in(page.context, "official")
        own = "/assessments/{submitted}/".format(**windows.keys) + leaf
        page.goto(own)
        return own

    return opened


@dataclass
class Asked:
    """What a page has asked the server for, as far as its charts are concerned."""

    page: Page
    addresses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if "plotly" in url or "charts.json" in url:
            self.addresses.append(url)


def chart(page: Page, key: str) -> Locator:
    return page.locator(f"[data-chart='{key}']")


def canvas(page: Page, key: str) -> Locator:
    return chart(page, key).locator(".chart-canvas")


def reach_by_eye(page: Page) -> None:
    """The last chart of the page comes into sight by scrolling."""
    page.mouse.move(600, 20)
    while not page.evaluate(
        "scrollY + innerHeight >= document.querySelector('[data-chart=radar]').offsetTop + 700"
    ):
        page.mouse.wheel(0, 600)


def reach_by_pointer(page: Page) -> None:
    canvas(page, "gaps").hover()


def reach_by_focus(page: Page) -> None:
    canvas(page, "radar").focus()


def test_drawings_and_tables_stand_and_nothing_is_loaded_before_a_chart_is_reached(
    page: Page, open_own: OpenOwn
) -> None:
    asked = Asked(page)
    open_own(page, "compare/")
    page.wait_for_load_state("networkidle")
    for one in page.locator(".chart").all():
        expect(one.locator("svg").filter(visible=True)).to_have_count(1)
    expect(page.locator("#traits-table tbody tr")).to_have_count(7)
    # A second screen of something else is not a chart.
    page.locator("#conditions").focus()
    page.wait_for_load_state("networkidle")

    assert asked.addresses == []


@pytest.mark.parametrize(
    ("reach", "key"),
    [(reach_by_eye, "radar"), (reach_by_pointer, "gaps"), (reach_by_focus, "radar")],
)
def test_the_chart_library_comes_when_a_chart_is_reached(
    page: Page, open_own: OpenOwn, reach: Callable[[Page], None], key: str
) -> None:
    asked = Asked(page)
    open_own(page, "compare/")
    page.wait_for_load_state("networkidle")
    assert asked.addresses == []
    reach(page)
    expect(chart(page, key)).to_have_class(re.compile("chart-drawn"))
    expect(canvas(page, key).locator(".main-svg").first).to_be_visible()

    assert len([url for url in asked.addresses if "plotly" in url]) == 1
    assert len([url for url in asked.addresses if "charts.json" in url]) == 1


def test_the_drawing_stays_until_the_chart_arrives(page: Page, open_own: OpenOwn) -> None:
    held: list[Route] = []
    page.route("**/charts.json*", lambda route: held.append(route))
    open_own(page, "compare/")
    canvas(page, "gaps").focus()
    expect(chart(page, "gaps").locator(".chart-state")).to_have_text("图表载入中")
    expect(canvas(page, "gaps").locator("svg").first).to_be_visible()
    for route in held:
        route.continue_()
    see_charts(page)
    expect(page.locator(".chart-state").first).to_be_hidden()


def test_a_chart_that_does_not_come_is_said(
    new_page: Callable[..., Page], open_own: OpenOwn
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.route("**/charts.json*", lambda route: route.fulfill(body="{}"))
    open_own(page, "compare/")
    canvas(page, "gaps").focus()
    expect(chart(page, "gaps").locator(".chart-state")).to_have_text(
        "可以放大查看的图表未能载入，上面的图和数据不受影响。"
    )
    expect(canvas(page, "gaps").locator("svg").first).to_be_visible()
    expect(page.locator(".chart-downloads").first).to_be_hidden()


@pytest.mark.parametrize("key", ["radar", "gaps", "figure-domestic-share"])
def test_a_chart_can_be_taken_away_as_png_and_svg(page: Page, open_own: OpenOwn, key: str) -> None:
    open_own(page, "compare/")
    canvas(page, key).focus()
    png, svg = (
        taken(page, chart(page, key).locator(f"[data-format={form}]")) for form in ("png", "svg")
    )
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
        assert page.evaluate(CLIPPED, ".drawing-narrow svg") == []
        see_charts(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(CLIPPED, ".chart-canvas .main-svg") == []


def test_a_turned_phone_and_a_narrowed_window_show_whole_charts(
    new_page: Callable[..., Page], open_own: OpenOwn
) -> None:
    page = new_page(viewport={"width": 844, "height": 390})
    open_own(page, "compare/")
    see_charts(page)
    for width, height in ((390, 844), (1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        # What is found, by trait; on a phone the names of the traits stand above the rows too.
        notes = page.locator("[data-chart=gaps] .annotation")
        expect(notes).to_have_count(14 if width < 576 else 7)
        for place in page.locator(".chart-canvas").all():
            frame = place.bounding_box()
            box = place.locator(".main-svg").first.bounding_box()
            assert frame is not None
            assert box is not None
            assert frame["height"] == box["height"] > 100
            assert box["width"] <= width


def test_text_of_users_is_literal_in_a_chart(page: Page, open_own: OpenOwn) -> None:
    hostile = '<b>甲</b> <a href="https://example.org">乙</a> &lt;丙'
    row = FigureRow(hostile, Interval(Decimal(3), Decimal(3)), own=True)
    scale = figure_scale([row], "%", "zh-hans")

    def answer(route: Route) -> None:
        found = route.fetch().json()
        found["charts"]["figure-domestic-share"] = scale
        route.fulfill(body=json.dumps(found), content_type="application/json")

    page.route("**/charts.json*", answer)
    open_own(page, "compare/")
    output = canvas(page, "figure-domestic-share")
    output.focus()
    expect(output.locator(".annotation").first).to_contain_text(hostile)
    expect(output.locator("a")).to_have_count(0)


def test_without_scripts_drawings_and_tables_carry_everything(
    new_page: Callable[..., Page], open_own: OpenOwn
) -> None:
    page = new_page(java_script_enabled=False)
    open_own(page, "compare/")
    expect(page.locator("#traits-table tbody tr")).to_have_count(7)
    for one in page.locator(".chart").all():
        expect(one.locator("svg").filter(visible=True)).to_have_count(1)
        expect(one.locator(".chart-downloads")).to_be_hidden()
        expect(one.locator(".chart-state")).to_be_hidden()
    page.locator(".comparators .chip").first.click()
    expect(page.locator("#traits-table tbody tr")).to_have_count(7)
    expect(page.locator(".comparators .chip-outline")).to_have_count(2)


def test_what_is_folded_away_is_printed(page: Page, open_own: OpenOwn) -> None:
    open_own(page, "report/")
    for fold in page.locator("details.report-section > summary").all():
        fold.click()
    expect(page.get_by_text("按上下5%").first).to_be_hidden()
    printed = "".join(
        sheet.extract_text()
        for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    )
    # A PDF may hold a character's compatibility twin: ⽰ for 示.
    text = "".join(unicodedata.normalize("NFKC", printed).split())
    for word in (*TRAITS, "牵头单位", "演示数据", "附件6"):
        assert word in text, word


@pytest.mark.parametrize("leaf", ["compare/", "report/"])
def test_no_heading_caption_or_table_head_ends_a_sheet(
    page: Page, open_own: OpenOwn, leaf: str
) -> None:
    open_own(page, leaf)
    see_charts(page)
    heads = page.locator("main :is(h2, h3, h4, caption)").all_inner_texts()
    heads += [" ".join(row.split()) for row in page.locator("main thead tr").all_inner_texts()]
    announced = {"".join(text.split()) for text in heads}
    assert len(announced) > 10
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for sheet in sheets:
        text = "".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())
        assert not [head for head in announced if len(head) > 3 and text.endswith(head)]


def taken(page: Page, button: object) -> bytes:
    with page.expect_download() as begun:
        button.click()  # type: ignore[attr-defined]
    assert begun.value.suggested_filename.startswith("示例市智能电力装备产业，2025年-")
    return Path(begun.value.path()).read_bytes()
