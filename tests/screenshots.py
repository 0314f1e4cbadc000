"""Writes the pictures that README and user guides show, and removes those they no longer show.

`make screenshots`. A folder given as argument takes every page instead: desktop and phone, both
languages.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.browser.addresses import upload_a_ledger
from tests.browser.chromium import chromium_browser
from tests.served import ROOT, Site, demo_keys, served

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
# A long page is shown from its top: the guide needs no more, and the repository stays small.
TALLEST, QUALITY = 1600, 64
LANGUAGES = {"zh": "zh-hans", "en": "en"}
PUBLIC = {
    "home": "/",
    "clusters": "/clusters/",
    "matrix": "/clusters/matrix/",
    "cluster": "/clusters/nanjing-smart-grid/",
    "traits": "/traits/",
    "trait": "/traits/market-share/",
    "practices": "/practices/",
    "practice": "/practices/nanjing-grid-alliances/",
    "method": "/method/",
    "search": "/search/?q=%E9%93%BE%E9%95%BF%E5%88%B6",
    "register": "/register/",
    "sign-in": "/sign-in/",
    "not-found": "/nowhere/",
}
# {submitted} is a submitted assessment of the demo, {draft} a half-finished one, {carried} next
# year's.
OWN = {
    "assessments": "/assessments/",
    "industries": "/industries/",
    "new": "/assessments/new/",
    "task-list": "/assessments/{draft}/",
    "settings": "/assessments/{draft}/settings/",
    "rating": "/assessments/{draft}/traits/scale/",
    "rating-empty": "/assessments/{draft}/traits/chain/",
    "rating-carried": "/assessments/{carried}/traits/market-share/",
    "rating-submitted": "/assessments/{submitted}/traits/leaders/",
    "check": "/assessments/{draft}/check/",
    "task-list-carried": "/assessments/{carried}/",
    "task-list-submitted": "/assessments/{submitted}/",
    "years": "/industries/{years}/years/",
    "compare": "/assessments/{submitted}/compare/",
    "report": "/assessments/{submitted}/report/",
    "report-draft": "/assessments/{draft}/report/",
    "plan": "/assessments/{submitted}/plan/",
    "questionnaire": "/assessments/{draft}/questionnaire/",
}
# What is to be done there first.
PREPARED = {"ledger": ("/assessments/{submitted}/plan/ledger/", upload_a_ledger)}


IMAGES = ROOT / "docs" / "images"


def shown() -> set[str]:
    """Names of the pictures that the documents show."""
    documents = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    text = "".join(document.read_text(encoding="utf-8") for document in documents)
    return set(re.findall(r"images/([\w-]+\.jpg)", text))


def main(folder: Path, names: set[str] | None = None) -> None:
    """Take the pictures of these names, of every page without."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data), demo=True) as site,
        chromium_browser(Path(data)) as browser,
    ):
        keys = demo_keys(site)
        for size in SIZES:
            for language in LANGUAGES:
                _visit(site, browser, folder, size, language, keys, names)


def _visit(
    site: Site,
    browser: Browser,
    folder: Path,
    size: str,
    language: str,
    keys: dict[str, str],
    names: set[str] | None,
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=site.url, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    host = urlsplit(site.url).hostname or ""
    context.add_cookies(
        [{"name": "django_language", "value": LANGUAGES[language], "domain": host, "path": "/"}]
    )
    page = context.new_page()

    def shoot(pages: dict[str, str]) -> None:
        for name, path in pages.items():
            file = folder / f"{name}-{size}-{language}.jpg"
            if names is None or file.name in names:
                _shoot(page, path.format(**keys), file)

    shoot(PUBLIC)
    page.goto(site.manage("load_demo").split()[-1])
    shoot(OWN)
    for name, (path, prepare) in PREPARED.items():
        file = folder / f"{name}-{size}-{language}.jpg"
        if names is None or file.name in names:
            page.goto(path.format(**keys))
            prepare(page)
            _shoot(page, page.url, file)
    context.close()


def _shoot(page: Page, path: str, file: Path) -> None:
    page.goto(path, wait_until="networkidle")
    # As tall as the page: what sticks to the edge of the window would cover the middle of it.
    window = page.viewport_size or {"width": 1440, "height": 900}
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": window["width"], "height": height})
    size = page.evaluate("[document.body.clientWidth, document.body.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST)}
    page.screenshot(path=file, full_page=True, clip=clip, type="jpeg", quality=QUALITY)
    page.set_viewport_size(window)
    print(file.name)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        main(IMAGES, shown())
        for picture in IMAGES.glob("*.jpg"):
            if picture.name not in shown():
                picture.unlink()
