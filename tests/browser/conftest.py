"""A real browser against a real server. Chromium is the system's, Chinese the font package's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.served import Site, served


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.fail("The browser tests need Chromium (Debian: apt install chromium).")


def font_config(folder: Path) -> Path:
    """A fontconfig file that names the font package's folder, so that Chinese is never tofu."""
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{folder / 'cache'}</cachedir>"
        "</fontconfig>"
    )
    return file


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    fonts = font_config(tmp_path_factory.mktemp("fonts"))
    arguments = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=arguments,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), demo=True) as site:
        yield site


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens pages of fresh visitors and fails the test on a console error or a foreign request."""
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
    assert complaints == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport={"width": 1440, "height": 900})
