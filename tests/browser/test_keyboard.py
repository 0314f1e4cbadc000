"""Everything by keyboard, and where one is can be seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .addresses import Address, see_charts
from .visitors import Visitors, demo_link

# Notes every element that gets the focus, and whether an outline shows it: its own, or for a
# level card the label's beside it.
WATCH = """() => {
  window.reached = new Set();
  window.unseen = [];
  document.addEventListener("focusin", (event) => {
    const focused = event.target;
    window.reached.add(focused);
    const shown = [focused, focused.nextElementSibling].some((element) => {
      const style = element && getComputedStyle(element);
      return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    if (!shown) { window.unseen.push(focused.outerHTML.slice(0, 160)); }
  });
}"""
# Everything that can be operated. Of a group of radio buttons Tab reaches one, the arrows the rest.
OPERABLE = """() => {
  const groups = new Set();
  return Array.from(document.querySelectorAll("a[href], button, input, select, textarea, summary"))
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility())
    .filter((e) => e.type !== "radio" || (!groups.has(e.name) && groups.add(e.name)));
}"""
MISSED = f"""() => ({OPERABLE})().filter((e) => e.type === "radio"
    ? !Array.from(window.reached).some((r) => r.name === e.name) : !window.reached.has(e))
  .map((e) => e.outerHTML.slice(0, 160))"""

# What has the focus, where something else lies over it.
COVERED = """() => new Promise((done) => requestAnimationFrame(() => {
  const focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const seen = over && (focused.contains(over) || over.contains(focused));
  done(seen ? null : focused.outerHTML.slice(0, 160));
}))"""


@pytest.mark.parametrize(
    "address",
    [
        Address("home", "/"),
        Address("clusters", "/clusters/"),
        Address("register", "/register/"),
        Address("rating", "/assessments/{draft}/traits/scale/", "official"),
        Address("settings", "/assessments/{draft}/settings/", "official"),
        Address("check", "/assessments/{draft}/check/", "official"),
        Address("compare", "/assessments/{submitted}/compare/", "official", prepare=see_charts),
        Address("report", "/assessments/{submitted}/report/", "official"),
        Address("style-page", "/style-page/"),
    ],
    ids=lambda address: address.name,
)
def test_tab_reaches_everything_and_shows_where_it_is(visitors: Visitors, address: Address) -> None:
    page = visitors.open(address, "zh-hans")
    page.evaluate(WATCH)
    count = page.evaluate(f"({OPERABLE})().length")
    # Some areas that scroll by themselves are reached too.
    for _ in range(count + 24):
        page.keyboard.press("Tab")

    assert count >= 10
    assert page.evaluate(MISSED) == []
    assert page.evaluate("window.unseen") == []


def test_nothing_covers_what_has_the_focus_on_a_low_screen(visitors: Visitors) -> None:
    """The buttons of a trait's page stay at the foot of the window."""
    page = visitors.open(Address("rating", "/assessments/{draft}/traits/scale/", "official"), "en")
    page.set_viewport_size({"width": 1366, "height": 600})
    covered = []
    for _ in range(page.evaluate(f"({OPERABLE})().length")):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))

    assert [element for element in covered if element] == []


def test_the_first_tab_offers_to_skip_to_the_content(visitors: Visitors) -> None:
    page = visitors.open(Address("home", "/"), "zh-hans")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_a_trait_is_rated_without_a_mouse(visitors: Visitors) -> None:
    page = visitors.fresh("guest", "zh-hans")
    page.goto(demo_link(visitors.site))
    draft = "/assessments/{draft}/".format(**visitors.keys)
    follow(page, f"main a[href='{draft}']")
    expect(page).to_have_url(re.compile(f"{draft}$"))
    follow(page, f"main a[href='{draft}traits/leaders/']")
    expect(page.locator("h1")).to_contain_text("“链主”企业")

    # The arrows, as in every group of radio buttons; whatever is chosen, they go round.
    tab_to(page, "input[name=answer-le-city]")
    for _ in range(4):
        if page.evaluate("document.activeElement.value") == "unknown":
            break
        page.keyboard.press("ArrowRight")
    expect(page.locator("#a-le-city-unknown")).to_be_checked()
    # Keys of their own.
    for key, answer in (("1", "met"), ("2", "not_met"), ("3", "unknown"), ("0", ""), ("1", "met")):
        page.keyboard.press(key)
        expect(page.locator(f"#a-le-city-{answer}")).to_be_checked()

    tab_to(page, "#id_rationale")
    page.keyboard.press("Control+A")
    page.keyboard.type("有国家级专精特新“小巨人”企业2家。")
    tab_to(page, ".side-actions button:not([name])")
    page.keyboard.press("Enter")
    expect(page.locator("#save-state")).to_contain_text("已保存")

    page.reload()
    expect(page.locator("#a-le-city-met")).to_be_checked()
    expect(page.locator("#id_rationale")).to_have_value("有国家级专精特新“小巨人”企业2家。")


TRAITS = (
    "first-mover", "scale", "market-share", "chain", "leaders", "technology", "innovation",
)  # fmt: skip
NEW = """
from benchmark.actions.assessments import create_industry, start_assessment
from benchmark.models import Framework, User
user = User.objects.get(username="xin")
industry = create_industry(
    organisation=user.organisation, name="新产业", place="新市", sector="other")
print(start_assessment(
    user=user, framework=Framework.objects.get().slug, industry=industry, period=2025,
    comparators=["nanjing-smart-grid", "shanghai-ic", "shenzhen-ict"]).pk)
"""
IN_FORM = """() => document.querySelector("#rating-form").contains(document.activeElement)
  ? document.activeElement.name || document.activeElement.outerHTML.slice(0, 120) : null"""


def test_an_empty_trait_is_short(visitors: Visitors) -> None:
    """At most 30 Tab stops, the first condition within six, two and a half low screens."""
    page = visitors.fresh("newcomer", "zh-hans")
    draft = visitors.site.manage("shell", "--no-imports", "-c", NEW).split()[-1]
    page.set_viewport_size({"width": 1366, "height": 650})
    for trait in TRAITS:
        page.goto(f"/assessments/{draft}/traits/{trait}/")
        stops = []
        for _ in range(page.evaluate(f"({OPERABLE})().length")):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(IN_FORM))
        assert len([stop for stop in stops if stop]) <= 30, trait
        assert page.evaluate("document.documentElement.scrollHeight") <= 2.5 * 650, trait


def test_the_first_condition_is_within_six_tabs(visitors: Visitors) -> None:
    page = visitors.open(Address("rating", "/assessments/{draft}/traits/scale/", "official"), "en")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main .skip-link")).to_be_focused()
    expect(page.locator("main .skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            return
    raise AssertionError("more than six Tabs to the first condition")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def follow(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")
