"""The system's Chromium, headless, showing Chinese with the font package's files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pylopdf_fonts_zh_cn
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages that must not be stored are kept in memory all the same, as newer browsers do until the
    # session's cookie changes.
    "--enable-features=CacheControlNoStoreEnterBackForwardCache:level/"
    "restore-unless-http-only-cookie-change",
]


def _executable() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise RuntimeError("The browser tests need Chromium (Debian: apt install chromium).")


def _font_config(folder: Path) -> Path:
    """A fontconfig file that names the font package's folder, so that Chinese is never tofu."""
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'font-cache'}</cachedir></fontconfig>"
    )
    return file


@contextmanager
def chromium_browser(folder: Path) -> Iterator[Browser]:
    """A running browser; `folder` takes its font configuration."""
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_executable(),
            args=arguments,
            # Going back shows what users see, who have it on.
            ignore_default_args=["--disable-back-forward-cache"],
            env={**os.environ, "FONTCONFIG_FILE": str(_font_config(folder))},
        )
        yield browser
        browser.close()
