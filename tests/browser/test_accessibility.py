"""Every page in every state, languages and widths by turns: no rule of axe-core broken, no
scrolling sideways on a phone or at 200 % zoom, its language said, the way to the other one at
hand."""

from __future__ import annotations

from itertools import cycle, product
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page

from tests.served import KEYS

from .addresses import ADDRESSES, NO_PAGES, Address
from .visitors import LANGUAGES, Language, Visitors

AXE = Axe()
# Size of what one taps: part of WCAG 2.2 AA, but not among the rules that run by themselves.
RULES = {"target-size": {"enabled": True}}
# The style page shows one component several times; in a page each of them stands once.
REPEATED = {"landmark-unique": {"enabled": False}}
# What is left of a 1440 px window at 200 %, and a phone.
NARROW = [(720, 450), (390, 844)]
# What sticks out, for the message.
STICKS_OUT = """() => Array.from(document.querySelectorAll("body *"))
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => `${e.tagName}.${e.getAttribute("class") || ""}`).slice(0, 12)"""
# The page's width, once it fits or some seconds are over: charts draw themselves anew.
SETTLED = """(width) => new Promise((done) => {
  const end = performance.now() + 5000;
  (function look() {
    const wide = document.documentElement.scrollWidth;
    if (wide <= width || performance.now() > end) { return done(wide); }
    requestAnimationFrame(look);
  })();
})"""
LANG = {"zh-hans": "zh-Hans", "en": "en"}


def test_every_page_is_visited() -> None:
    visited = {
        resolve(each.path.partition("?")[0].format(**dict.fromkeys(KEYS, 1))).url_name
        for each in ADDRESSES
        if each.path != "/nowhere/"
    }

    assert visited | NO_PAGES == set(_names(get_resolver()))
    assert not visited & NO_PAGES


# One visit for all of it: the visits cost more than the looking. States of one page follow each
# other, so that most templates are seen in both languages and widths although each address is in
# one. The state of a page is made in a wide window, as its buttons fold away in a narrow one.
VISITS = [
    pytest.param(address, language, width, id=f"{address.name}-{language}-{width}")
    for address, (width, language) in zip(
        ADDRESSES, cycle(product((1440, 390), LANGUAGES)), strict=False
    )
]


@pytest.mark.parametrize(("address", "language", "width"), VISITS)
def test_every_page_is_for_everyone(
    visitors: Visitors, address: Address, language: Language, width: int
) -> None:
    page = visitors.open(address, language)

    assert page.evaluate("document.documentElement.lang") == LANG[language]
    assert _place_of_the_switch(page) == page.evaluate("location.pathname + location.search")
    page.set_viewport_size({"width": width, "height": 844})
    rules = RULES | (REPEATED if address.name == "style-page" else {})
    found = AXE.run(page, options={"resultTypes": ["violations"], "preload": False, "rules": rules})
    assert found.violations_count == 0, found.generate_report()
    for narrow, height in NARROW:
        page.set_viewport_size({"width": narrow, "height": height})
        assert page.evaluate(SETTLED, narrow) <= narrow, page.evaluate(STICKS_OUT)


def _place_of_the_switch(page: Page) -> str:
    """Where the language switch leads back to, as an address."""
    return quote(page.locator(".site-account [name=next]").input_value(), safe="/?&=%")


def _names(resolver: URLResolver) -> list[str]:
    """Names of all addresses except those of Django's own administration."""
    names: list[str] = []
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            names.append(each.name or str(each.pattern))
        elif each.app_name != "admin":
            names += _names(each)
    return names
