"""Visitors who stay: one window for each language and person, kept for all tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.served import Site, demo_keys

from .addresses import Address, Who

Language = Literal["zh-hans", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-hans", "en")
WIDE = {"width": 1440, "height": 900}
PASSWORD = "dui-biao-2026-xin"

# A bureau that has entered nothing.
NEWCOMER = f"""
from benchmark.actions.accounts import register
register(organisation="新市发改委", place="新市", username="xin", password="{PASSWORD}", name="")
"""


class Visitors:
    """Opens addresses in windows that stay open, and notes what a page complains of."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.complaints: list[str] = []
        site.manage("shell", "--no-imports", "-c", NEWCOMER)
        self.keys = demo_keys(site)
        self._contexts: list[BrowserContext] = []
        self._pages: dict[tuple[Who, Language], Page] = {}
        self._sessions: dict[Who, list[dict[str, str]]] = {"guest": []}

    def open(self, address: Address, language: Language, *, width: int = 1440) -> Page:
        """The address in its state, in a window of that width."""
        kept = (address.who, language)
        page = self._pages.get(kept) or self.fresh(*kept)
        self._pages[kept] = page
        page.set_viewport_size({"width": width, "height": WIDE["height"]})
        response = page.goto(address.path.format(**self.keys))
        assert response is not None
        assert response.status == address.status, response.status
        if address.prepare:
            address.prepare(page)
        return page

    def fresh(self, who: Who, language: Language, **options: object) -> Page:
        """A window of one's own, for a test that changes language or cookies."""
        context = self.browser.new_context(
            base_url=self.site.url,
            **{"viewport": WIDE, "locale": "zh-CN", "reduced_motion": "reduce", **options},
        )
        chosen = {"name": "django_language", "value": language, "url": self.site.url}
        context.add_cookies([chosen])
        self.sign_in(context, who)
        page = context.new_page()
        self._contexts.append(context)
        self._watch(page)
        return page

    def sign_in(self, context: BrowserContext, who: Who) -> None:
        """As if the person had signed in there."""
        context.add_cookies(self._session(who))

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _watch(self, page: Page) -> None:
        page.on("request", lambda request: self._note_foreign(request.url))
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("console", lambda line: self._note_console(page, line))

    def _session(self, who: Who) -> list[dict[str, str]]:
        """The cookies of a person, who signs in once for both languages."""
        if who not in self._sessions:
            sign_in: dict[Who, Callable[[Page], None]] = {
                "official": self._by_link,
                "newcomer": self._by_password,
            }
            page = self.browser.new_context(base_url=self.site.url).new_page()
            sign_in[who](page)
            self._sessions[who] = [
                {"name": "sessionid", "value": cookie["value"], "url": self.site.url}
                for cookie in page.context.cookies()
                if cookie["name"] == "sessionid"
            ]
            page.context.close()
        return self._sessions[who]

    def _by_link(self, page: Page) -> None:
        page.goto(demo_link(self.site))

    def _by_password(self, page: Page) -> None:
        page.goto("/sign-in/")
        page.locator("#id_username").fill("xin")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form [type=submit]").click()
        page.wait_for_url("**/assessments/")

    def _note_foreign(self, url: str) -> None:
        if not url.startswith((self.site.url, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def _note_console(self, page: Page, line: ConsoleMessage) -> None:
        # The browser itself reports a page that answers with an error, also where that is right.
        about_page = line.location["url"].partition("#")[0] == page.url.partition("#")[0]
        if line.type == "error" and not (about_page and "Failed to load resource" in line.text):
            self.complaints.append(f"console: {line.text}")


def demo_link(site: Site) -> str:
    """A fresh one-time link for the demo official."""
    found = re.search(r"http\S+", site.manage("load_demo"))
    assert found is not None
    return found[0]
