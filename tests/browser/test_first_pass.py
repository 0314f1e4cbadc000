"""What a first pass through the seven traits costs a new user: entries, clicks, Tabs, screens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.served import Site

from .keeping import nothing_is_kept
from .starting import begin, register
from .visitors import Visitors

MOST_ENTRIES, MOST_CLICKS = 60, 20
# What an office screen leaves for a page.
SCREEN = {"width": 1366, "height": 650}
# What Tab reaches in the form; a group of radio buttons is one.
TAB_STOPS = """() => {
  const groups = new Set();
  const form = document.getElementById("rating-form");
  return Array.from(form.querySelectorAll("a[href], button, input, select, textarea, summary"))
    .filter((e) => e.type !== "hidden" && e.tabIndex >= 0 && !e.matches(":disabled"))
    .filter((e) => e.checkVisibility())
    .filter((e) => e.type !== "radio" || (!groups.has(e.name) && groups.add(e.name))).length;
}"""
# A bureau whose one assessment says nothing: prints its key and a session.
EMPTY = """
from django.test import Client
from benchmark.actions.accounts import register
from benchmark.actions.assessments import create_industry, start_assessment
from benchmark.models import Framework
key = "dui-biao-2026-kong"
user = register(organisation="空市工信局", place="空市", username="kong", password=key, name="")
industry = create_industry(
    organisation=user.organisation, name="稀土", place="空市", sector="new-materials")
draft = start_assessment(
    user=user, framework=Framework.objects.get().slug, industry=industry, period=2025)
client = Client()
client.force_login(user)
print(draft.pk, client.cookies["sessionid"].value)
"""


@dataclass(frozen=True)
class Known:
    """What an official knows of one trait: figures by indicator, each value and year, or product,
    value and year; statements by answer. The level `claim` follows. Of what lies above nothing is
    met: `open_above` is 0 where that is said already."""

    figures: dict[str, tuple[str, ...]]
    answers: dict[str, str]
    claim: int
    open_above: int = 1


# A middling industry of a prefecture: what its bureaus have at hand, years included.
KNOWN = {
    "first-mover": Known(
        {"years-developed": ("52", "2025")},
        {"fm-scale-firm": "met", "fm-records": "met", "fm-early": "met", "fm-early-1990s": "met"},
        4,
    ),
    "scale": Known(
        {"output": ("406", "2024"), "national-output-share": ("2.1", "2024")},
        {"sc-city-chain": "met", "sc-city-top5": "met", "sc-province-top3": "met"},
        3,
    ),
    "market-share": Known(
        {
            "domestic-share": ("高压继电保护设备", "42", "2024"),
            "global-share": ("高压继电保护设备", "6", "2024"),
            "top3-products": ("1", "2024"),
        },
        {},
        4,
    ),
    "chain": Known(
        {"segment-coverage": ("68", "2024"), "key-gaps": ("3", "2024")},
        {"ch-suppliers": "met", "ch-design": "not_met", "ch-make": "met", "ch-service": "met"},
        2,
        open_above=0,
    ),
    "leaders": Known(
        {
            "national-top3-firms": ("0", "2024"),
            "single-champions": ("4", "2024"),
            "little-giants": ("11", "2024"),
        },
        {"le-city": "met", "le-province": "met"},
        4,
    ),
    "technology": Known(
        {"first-sets": ("35", "2024"), "standards": ("620", "2024")},
        {
            "te-patent": "met",
            "te-local-standard": "met",
            "te-province-list": "met",
            "te-lead": "met",
        },
        3,
    ),
    "innovation": Known(
        {"invention-patents": ("1260", "2024"), "rd-staff": ("320", "2024")},
        {"in-province-platform": "met", "in-joint": "met", "in-national-any": "not_met"},
        3,
    ),
}


@dataclass
class Hand:
    """Does what a user does and counts it: a field filled in or an answer chosen is an entry,
    anything else that is pressed a click."""

    page: Page
    entries: int = 0
    clicks: int = 0
    by_trait: dict[str, tuple[int, int]] = field(default_factory=dict)

    def type(self, place: Locator, text: str) -> None:
        place.fill(text)
        self.entries += 1

    def choose(self, condition: str, answer: str) -> None:
        self.page.locator(f"label[for='a-{condition}-{answer}']").click()
        self.entries += 1

    def press(self, place: Locator) -> None:
        place.click()
        self.clicks += 1


def test_a_first_pass_takes_few_entries_and_clicks(visitors: Visitors) -> None:
    page = visitors.fresh("guest", "zh-hans")
    register(page, "初次市", "chu")
    begin(page, "智能电力装备", "high-end-equipment")
    hand = Hand(page)

    hand.press(page.get_by_role("main").get_by_role("link", name=re.compile("^开始填写")))
    for trait, known in KNOWN.items():
        before = hand.entries, hand.clicks
        expect(page).to_have_url(re.compile(f"/traits/{trait}/"))
        say(hand, known)
        hand.press(page.locator(".side-actions [name=go]"))
        hand.by_trait[trait] = hand.entries - before[0], hand.clicks - before[1]

    # What was typed is all there is: nothing is left over for the check but what is proof.
    expect(page.get_by_role("heading", level=1)).to_have_text("检查并提交")
    claims = page.locator("main table tbody td[data-label=自评等级]")
    assert [text[:2] for text in claims.all_inner_texts()] == [
        f"{known.claim}级" for known in KNOWN.values()
    ]
    expect(page.get_by_role("main").get_by_role("button", name="提交")).to_be_visible()
    # Evidence comes later: the list says which of it would change the result most.
    page.get_by_role("link", name="回到任务清单").click()
    expect(page.locator(".task .ladder")).to_have_count(len(KNOWN))
    expect(page.locator(".lifts > p")).to_contain_text("佐证等级由")
    print(f"\nfirst pass: {hand.entries} entries, {hand.clicks} clicks; {hand.by_trait}")
    assert hand.entries <= MOST_ENTRIES
    assert hand.clicks <= MOST_CLICKS


@dataclass(frozen=True)
class Empty:
    """An assessment about which nothing is said, and who may open it."""

    pk: str
    session: str

    def pages(self, visitors: Visitors) -> Iterator[Page]:
        """The page of each trait, as it opens on an office screen."""
        page = visitors.fresh("guest", "zh-hans", viewport=SCREEN)
        cookie = {"name": "sessionid", "value": self.session, "url": visitors.site.url}
        page.context.add_cookies([cookie])
        for trait in KNOWN:
            page.goto(f"/assessments/{self.pk}/traits/{trait}/")
            expect(page.locator("#rating-form")).to_be_attached()
            yield page


@pytest.fixture(scope="module")
def empty(site: Site) -> Empty:
    return Empty(*site.manage("shell", "--no-imports", "-c", EMPTY).split()[-2:])


def test_an_empty_trait_takes_two_and_a_half_screens_and_thirty_tab_stops(
    visitors: Visitors, empty: Empty
) -> None:
    for page in empty.pages(visitors):
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= 2.5 * SCREEN["height"], page.url
        assert page.evaluate(TAB_STOPS) <= 30, page.url


def test_the_first_condition_is_six_tabs_away(visitors: Visitors, empty: Empty) -> None:
    for page in empty.pages(visitors):
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('#conditions [type=radio]')"):
                break
            if page.evaluate("document.activeElement.matches('.skip-link')"):
                page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('#conditions [type=radio]')"), page.url


def test_every_trait_says_at_once_what_may_not_be_entered(visitors: Visitors, empty: Empty) -> None:
    for page in empty.pages(visitors):
        expect(page.get_by_text("严禁录入涉密信息")).to_be_in_viewport()


def say(hand: Hand, known: Known) -> None:
    page = hand.page
    for indicator, texts in known.figures.items():
        row = page.locator(f"#i-{indicator}")
        names = ("product", "value", "year")[-len(texts) :]
        for name, text in zip(names, texts, strict=True):
            hand.type(row.locator(f"tr:first-child input[name$='-{name}']"), text)
    for condition, answer in known.answers.items():
        hand.choose(condition, answer)
    # The level follows by itself. What is not yet said lies above it, if anything.
    nothing_is_kept(page)
    expect(page.locator("#standing-brief")).to_contain_text(f"自评{known.claim}级")
    nothing_above = page.locator("button[name=none]:visible")
    expect(nothing_above).to_have_count(known.open_above)
    if known.open_above:
        hand.press(nothing_above)
