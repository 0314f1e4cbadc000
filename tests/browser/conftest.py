"""A real browser against a real server. Chromium is the system's, Chinese the font package's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import chromium_browser
from tests.browser.office import draft, office, opened  # noqa: F401  # fixtures
from tests.browser.visitors import Visitors
from tests.served import Site, served

# A bound for a busy machine, not a claim about speed: what is there at once passes at once.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium_browser(tmp_path_factory.mktemp("fonts")) as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    # The style page is a page like any other; it also shows the error pages.
    settings = "tests.style_page.settings"
    with served(tmp_path_factory.mktemp("site"), demo=True, settings=settings) as site:
        yield site


@pytest.fixture
def expected() -> list[str]:
    """Parts of console lines that a test brings about itself, as by cutting the connection."""
    return []


@pytest.fixture
def new_page(browser: Browser, site: Site, expected: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens pages of fresh visitors and fails the test on a console error or a foreign request,
    unless the test said that it expects the line."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note_foreign(url: str) -> None:
        if not url.startswith((site.url, "data:", "blob:")):
            complaints.append(f"request to {url}")

    def open_page(**options: object) -> Page:
        context = browser.new_context(
            base_url=site.url, accept_downloads=True, locale="zh-CN", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: note_foreign(request.url))
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on(
            "console",
            lambda line: (
                complaints.append(f"console: {line.text}") if line.type == "error" else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [line for line in complaints if not any(part in line for part in expected)] == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport={"width": 1440, "height": 900})


@pytest.fixture(scope="session")
def windows(browser: Browser, site: Site) -> Iterator[Visitors]:
    visitors = Visitors(browser, site)
    yield visitors
    visitors.close()


@pytest.fixture
def visitors(windows: Visitors) -> Iterator[Visitors]:
    """Windows that stay open for all tests; fails on a console error or a foreign request."""
    windows.complaints.clear()
    yield windows
    assert windows.complaints == []
