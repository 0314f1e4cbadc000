"""The comparison page as an office computer meets it the first time: nothing kept, Chromium's
processor slowed four times, a line of 10 Mbit/s."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium_browser
from tests.served import demo_keys, served

RUNS = 5
SLOWED = 4
BYTES_A_SECOND = 10_000_000 / 8
LATENCY = 20  # milliseconds
# How long nobody touches the page: a script that waits for an idle moment has had its chance.
UNTOUCHED = 4000  # milliseconds
# Tasks that keep the page from answering for 50 ms and more; kept by the page from its beginning.
WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  list.getEntries().forEach((task) => window.longTasks.push([task.startTime, task.duration]));
}).observe({ type: "longtask", buffered: true });
"""
LOADED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


@dataclass(frozen=True)
class Visit:
    """Milliseconds since the address was asked for; long tasks in milliseconds each."""

    loaded: float
    tasks_before: list[float]  # of the page before a chart is reached
    library_before: int  # requests for Plotly by then
    tasks_after: list[float]


def run() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), demo=True) as site,
        chromium_browser(Path(folder)) as browser,
    ):
        link = site.manage("load_demo").split()[-1]
        context = browser.new_context(base_url=site.url)
        context.new_page().goto(link)
        signed_in = context.cookies()
        context.close()
        path = "/assessments/{submitted}/compare/".format(**demo_keys(site))
        visits = [_visit(browser, site.url, signed_in, path) for _ in range(RUNS)]
    print("\nComparison page, cold: processor slowed four times, 10 Mbit/s, median of", RUNS)
    print(f"DOMContentLoaded after {median(v.loaded for v in visits):6.0f} ms (at most 1200)")
    print(
        f"before a chart is reached: {max(v.library_before for v in visits)} requests for Plotly,"
        f" {max(len(v.tasks_before) for v in visits)} long tasks at most,"
        f" the longest {max((t for v in visits for t in v.tasks_before), default=0):.0f} ms"
    )
    print(
        "once one is reached: long tasks of together"
        f" {median(sum(v.tasks_after) for v in visits):.0f} ms"
    )


def _visit(browser: Browser, url: str, signed_in: list, path: str) -> Visit:  # type: ignore[type-arg]
    context = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768})
    context.add_cookies(signed_in)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(WATCH)
    _slow_down(page)
    page.goto(path, wait_until="load")
    loaded = page.evaluate(LOADED)
    page.wait_for_timeout(UNTOUCHED)
    before = _tasks(page)
    library = sum("plotly" in url for url in asked)
    page.locator(".chart-canvas").first.focus()
    page.locator(".chart-drawn").first.wait_for()
    visit = Visit(loaded, before, library, _tasks(page)[len(before) :])
    context.close()
    return visit


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})


def _tasks(page: Page) -> list[float]:
    return [duration for _, duration in page.evaluate("window.longTasks")]
