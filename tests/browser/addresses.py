"""Every page of the product, in every state that looks different, for tests that visit them all."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import openpyxl
from playwright.sync_api import Page, expect

# Nobody is signed in; the demo official; an official whose bureau has entered nothing yet.
Who = Literal["guest", "official", "newcomer"]


@dataclass(frozen=True)
class Address:
    """A page. `{draft}`, `{submitted}`, `{industry}` are the demo bureau's; `prepare` brings the
    page into its state; `status` is what the server answers to the first request."""

    name: str
    path: str
    who: Who = "guest"
    status: int = 200
    prepare: Callable[[Page], None] | None = None


def send_as_it_is(page: Page) -> None:
    """Press the page's own button: what is required and empty is refused."""
    page.locator("main form button[type=submit]:visible").first.click()
    expect(page.locator(".is-invalid").first).to_be_visible()


def send_wrong_weights(page: Page) -> None:
    page.locator("input[name^=weight]").first.fill("5")
    page.locator("main form .btn-primary").click()
    expect(page.locator(".error-summary")).to_be_visible()


def send_wrong_values(page: Page) -> None:
    """A trait's page where a field of each kind is refused."""
    page.locator("#id_target_year").fill("soon")
    page.locator("#id_evidence-0-title").fill("示例市统计公报")
    page.locator("#id_evidence-0-date").fill("去年")
    page.locator("#id_figures-0-value").fill("很多")
    page.locator(".actions-foot .btn-outline-primary").click()
    expect(page.locator(".error-summary")).to_be_visible()


def send_as_another_window(page: Page) -> None:
    """As if the page had been saved elsewhere since it was opened."""
    page.evaluate("document.querySelector('#id_revision').value = '987654'")
    page.locator(".actions-foot .btn-outline-primary").click()
    expect(page.locator("[name=overwrite]")).to_be_visible()


def send_after_the_session(page: Page) -> None:
    """As if the session had ended while the page was filled in, in a browser without scripts."""
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    # Sends the form past its script.
    page.evaluate("document.querySelector('#rating-form').submit()")
    expect(page.locator("main #id_password")).to_be_visible()
    page.context.add_cookies(cookies)


def find_what_was_kept(page: Page) -> None:
    """As if another window had closed before the server could be reached."""
    page.evaluate(
        """() => {
          const place = document.querySelector("#rating-form").dataset.kept;
          const entry = { at: 0, tab: "x", revision: 0, save: "x.1", fields: [["answer", "3"]] };
          localStorage.setItem(`benchmark-draft:${place}:x`, JSON.stringify(entry));
        }"""
    )
    page.reload()
    page.evaluate("localStorage.clear()")
    expect(page.locator("#kept")).to_be_visible()


def upload(page: Page, content: bytes) -> None:
    page.locator("#id_workbook").set_input_files(
        {"name": "问卷.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.locator("main form .btn-primary").click()


def upload_another_file(page: Page) -> None:
    upload(page, b"%PDF-1.7")
    expect(page.locator(".error-summary")).to_be_visible()


def upload_wrong_cells(page: Page) -> None:
    upload(page, questionnaire(page, {"target": "9", "target_year": "soon"}))
    expect(page.locator(".error-summary tbody tr").first).to_be_visible()


def upload_changes(page: Page) -> None:
    upload(page, questionnaire(page, {"rationale": "依据统计年鉴核对。"}))
    expect(page.locator("form#confirm")).to_be_visible()


def upload_no_changes(page: Page) -> None:
    upload(page, questionnaire(page, {}))
    expect(page.locator("main .notice[role=status]")).to_be_visible()
    expect(page.locator("form#confirm")).to_have_count(0)


def questionnaire(page: Page, entries: dict[str, str]) -> bytes:
    """The workbook that the page offers, with other entries for the first trait."""
    link = page.locator("main .actions a[href$='questionnaire.xlsx']").get_attribute("href")
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(link or "").body()))
    (keys,) = (row for sheet in book for row in sheet.iter_rows() if row[0].value == "#targets")
    for cell in keys:
        if cell.value in entries:
            cell.offset(row=1).value = entries[cell.value]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def see_charts(page: Page) -> None:
    drawings = page.locator(".chart")
    expect(page.locator(".chart-drawn")).to_have_count(drawings.count())


def unfold(page: Page) -> None:
    for closed in page.locator("main details:not([open])").all():
        closed.locator("summary").click()
    see_charts(page)


ADDRESSES = (
    Address("home", "/"),
    Address("home-official", "/", "official"),
    Address("clusters", "/clusters/"),
    Address("clusters-filtered", "/clusters/?sector=biotech&trait=nothing"),
    Address("clusters-none", "/clusters/?sector=new-energy&province=zhejiang"),
    Address("matrix", "/clusters/matrix/"),
    Address("cluster", "/clusters/nanjing-smart-grid/"),
    Address("cluster-nothing-documented", "/clusters/nanjing-software/"),
    Address("traits", "/traits/"),
    Address("trait", "/traits/market-share/"),
    Address("method", "/method/"),
    Address("practices", "/practices/"),
    Address("practice", "/practices/nanjing-grid-alliances/"),
    Address("search", "/search/"),
    Address("search-found", "/search/?q=链长制"),
    Address("search-nothing", "/search/?q=zzz"),
    Address("register", "/register/"),
    Address("register-errors", "/register/", prepare=send_as_it_is),
    Address("sign-in", "/sign-in/"),
    Address("sign-in-errors", "/sign-in/", prepare=send_as_it_is),
    Address("sign-in-link-void", "/sign-in/MQ/void/", status=410),
    Address("assessments", "/assessments/", "official"),
    Address("assessments-none", "/assessments/", "newcomer"),
    Address("industries", "/industries/", "official"),
    Address("industries-none", "/industries/", "newcomer"),
    Address("industry", "/industries/{industry}/", "official"),
    Address("new", "/assessments/new/", "official"),
    Address("new-errors", "/assessments/new/", "newcomer", prepare=send_as_it_is),
    Address("task-list", "/assessments/{draft}/", "official"),
    Address("task-list-submitted", "/assessments/{submitted}/", "official"),
    Address("settings", "/assessments/{draft}/settings/", "official"),
    Address(
        "settings-errors", "/assessments/{draft}/settings/", "official", prepare=send_wrong_weights
    ),
    Address("delete", "/assessments/{draft}/delete/", "official"),
    Address("rating", "/assessments/{draft}/traits/scale/", "official"),
    Address("rating-structural", "/assessments/{draft}/traits/first-mover/", "official"),
    Address(
        "rating-errors",
        "/assessments/{draft}/traits/chain/",
        "official",
        prepare=send_wrong_values,
    ),
    Address(
        "rating-conflict",
        "/assessments/{draft}/traits/innovation/",
        "official",
        prepare=send_as_another_window,
    ),
    Address(
        "rating-session-over",
        "/assessments/{draft}/traits/leaders/",
        "official",
        prepare=send_after_the_session,
    ),
    Address(
        "rating-kept",
        "/assessments/{draft}/traits/technology/",
        "official",
        prepare=find_what_was_kept,
    ),
    Address("rating-frozen", "/assessments/{submitted}/traits/scale/", "official"),
    Address("check", "/assessments/{draft}/check/", "official"),
    Address("check-submitted", "/assessments/{submitted}/check/", "official"),
    Address("compare", "/assessments/{submitted}/compare/", "official", prepare=see_charts),
    Address(
        "compare-draft",
        "/assessments/{draft}/compare/?c=shenzhen-ict&c=nothing",
        "official",
        prepare=unfold,
    ),
    Address("report", "/assessments/{submitted}/report/", "official"),
    Address("report-draft", "/assessments/{draft}/report/", "official"),
    Address("questionnaire-new", "/assessments/questionnaire/", "official"),
    Address("questionnaire", "/assessments/{draft}/questionnaire/", "official"),
    Address(
        "questionnaire-none",
        "/assessments/{draft}/questionnaire/",
        "official",
        prepare=send_as_it_is,
    ),
    Address(
        "questionnaire-other-file",
        "/assessments/{draft}/questionnaire/",
        "official",
        prepare=upload_another_file,
    ),
    Address(
        "questionnaire-wrong-cells",
        "/assessments/{draft}/questionnaire/",
        "official",
        prepare=upload_wrong_cells,
    ),
    Address(
        "questionnaire-changes",
        "/assessments/{draft}/questionnaire/",
        "official",
        prepare=upload_changes,
    ),
    Address(
        "questionnaire-no-changes",
        "/assessments/{draft}/questionnaire/",
        "official",
        prepare=upload_no_changes,
    ),
    Address("style-page", "/style-page/"),
    Address("error-400", "/style-page/errors/400/", status=400),
    Address("error-403", "/style-page/errors/403/", status=403),
    Address("error-403-expired", "/style-page/errors/403_csrf/", status=403),
    Address("error-404", "/nowhere/", status=404),
    Address("error-404-official", "/assessments/987654/", "official", status=404),
    Address("error-500", "/style-page/errors/500/", status=500),
    Address("error-503", "/style-page/errors/503/", status=503),
)
# Addresses that answer with a file, with data, or only to a form that was sent.
NO_PAGES = {
    "matrix-table",
    "assessment-table",
    "compare-table",
    "compare-charts",
    "report-download",
    "sign-out",
    "set_language",
    "assessment-questionnaire-empty",
    "assessment-questionnaire-file",
    "assessment-questionnaire-confirm",
    "assessment-questionnaire-new-confirm",
    "assessment-submit",
    "assessment-reopen",
    "assessment-review",
}
