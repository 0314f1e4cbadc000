"""What a page weighs on the wire, compressed, as a real browser receives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from .visitors import Visitors

KB = 1000


@contextmanager
def received(page: Page) -> Iterator[list[int]]:
    """Bytes received, one number for each answer; what the browser kept costs nothing."""
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    yield sizes
    session.detach()


def test_the_first_visit_to_the_home_page_weighs_less_than_100_kb(visitors: Visitors) -> None:
    page = visitors.fresh("guest", "zh-hans")
    with received(page) as sizes:
        page.goto("/", wait_until="networkidle")

    # Page, the stylesheet and Bootstrap, icon at the most; nothing of it was left out.
    assert len(sizes) >= 3
    assert page.evaluate("performance.getEntriesByType('resource').length") == len(sizes) - 1
    assert sum(sizes) < 100 * KB, sizes


def test_a_trait_page_weighs_less_than_60_kb_beyond_what_is_kept(visitors: Visitors) -> None:
    page = visitors.fresh("official", "zh-hans")
    draft = "/assessments/{draft}/".format(**visitors.keys)
    page.goto(draft, wait_until="networkidle")
    with received(page) as sizes:
        page.goto(f"{draft}traits/scale/", wait_until="networkidle")

    assert sum(sizes) < 60 * KB, sizes
    # The stylesheets were kept: only the page and its own scripts came.
    assert 0 < sum(size > 0 for size in sizes) <= 10, sizes
