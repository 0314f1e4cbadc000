"""Every page of the product, in every state that looks different, for tests that visit them all."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import openpyxl
from playwright.sync_api import Page, expect

# Nobody is signed in; the demo official; an official whose bureau has entered nothing yet.
Who = Literal["guest", "official", "newcomer"]
# The button of a trait's page that saves and stays.
SAVE = ".side-actions .btn-outline-primary"


@dataclass(frozen=True)
class Address:
    """A page. `{draft}`, `{carried}`, `{submitted}`, `{industry}`, `{years}` are the demo bureau's;
    `prepare` brings the page into its state; `status` is what the server answers to the first
    request."""

    name: str
    path: str
    who: Who = "guest"
    status: int = 200
    prepare: Callable[[Page], None] | None = None


def send_as_it_is(page: Page) -> None:
    """Press the page's own button: what is required and empty is refused."""
    page.locator("main form button[type=submit]:visible").first.click()
    expect(page.locator(".is-invalid").first).to_be_visible()


def send_too_many_comparators(page: Page) -> None:
    """As a browser without scripts would: the script takes the fourth back."""
    page.evaluate(
        """() => document.querySelectorAll("details.group [name=comparators]").forEach(
          (box, index) => { box.disabled = false; box.checked = index < 4; })"""
    )
    page.locator("main form .btn-primary").click()
    expect(page.locator(".error-summary")).to_be_visible()


def send_wrong_values(page: Page) -> None:
    """A trait's page where a field of each kind is refused."""
    page.locator("#id_target_year").fill("soon")
    page.locator("[data-row=figure] .figure-value input").first.fill("很多")
    page.locator("[data-row=figure] .figure-year input").first.fill("去年")
    page.locator("[data-add=evidence]").click()
    page.locator("[data-row=evidence] [name$=-title]").last.fill("示例市统计公报")
    page.locator("[data-row=evidence] [name$=-date]").last.fill("去年")
    page.locator(SAVE).click()
    expect(page.locator(".error-summary")).to_be_visible()


def contradict(page: Page) -> None:
    """A trait's page with a provincial platform and none in the city: the one implies the other."""
    for condition, answer in (("in-province-platform", "met"), ("in-city-platform", "not_met")):
        page.locator(f"label[for='a-{condition}-{answer}']").click()
    expect(page.locator("#standing-now .text-danger")).to_be_visible()


def send_as_another_window(page: Page) -> None:
    """As if the page had been saved elsewhere since it was opened."""
    page.evaluate("document.querySelector('#id_revision').value = '987654'")
    page.locator(SAVE).click()
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
          const fields = [["rationale", "依据台账"]];
          const entry = { at: 0, tab: "x", revision: 0, save: "x.1", fields };
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


def leave_a_change_out(page: Page) -> None:
    upload(page, questionnaire(page, {"rationale": "依据统计年鉴核对。", "target_year": "2031"}))
    page.locator("button[name=leave_out]").first.click()
    expect(page.locator(".left-out")).to_have_count(1)


def upload_no_changes(page: Page) -> None:
    upload(page, questionnaire(page, {}))
    expect(page.locator("main .notice[role=status]")).to_be_visible()
    expect(page.locator("form#confirm")).to_have_count(0)


def questionnaire(page: Page, entries: dict[str, str]) -> bytes:
    """The workbook that the page offers, with other entries for the first trait's targets."""
    link = page.locator("main .actions a[href$='questionnaire.xlsx']").get_attribute("href")
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(link or "").body()))
    (keys,) = (row for sheet in book for row in sheet.iter_rows() if row[0].value == "#targets")
    for cell in keys:
        if cell.value in entries:
            cell.offset(row=1).value = entries[cell.value]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def begin_the_plan(page: Page) -> None:
    if page.locator("[name=begin]").count():
        page.locator("[name=begin]").click()
    expect(page.locator("[data-task]").first).to_be_visible()


def work_on_the_plan(page: Page) -> None:
    """Begun, with what stands out and what is rarely changed in sight."""
    begin_the_plan(page)
    due = page.locator("[data-task] [name$=-due]").first
    due.fill("2020-01-01")
    due.blur()
    expect(page.locator("[data-task] .chip-must").first).to_be_visible()
    unfold(page)


def send_a_wrong_due_date(page: Page) -> None:
    begin_the_plan(page)
    page.locator("[data-task] [name$=-due]").last.fill("soon")
    page.locator(".plan-save .btn-primary").click()
    expect(page.locator(".error-summary")).to_be_visible()


def send_a_task_as_another_window(page: Page) -> None:
    begin_the_plan(page)
    page.evaluate("document.querySelector('[name$=-opened]').value = ''")
    page.locator("[data-task] [name$=-lead]").first.fill("示例市科技局")
    page.locator(".plan-save .btn-primary").click()
    expect(page.locator("[name=overwrite]")).to_be_visible()


def upload_a_ledger(page: Page) -> None:
    """A plan's ledger with a task changed, one that others changed too, one missing, a new one."""
    address = page.url
    page.goto(address.removesuffix("ledger/"))
    begin_the_plan(page)
    raw = ledger(page)
    lead = page.locator("[data-task] [name$=-lead]").nth(1)
    lead.fill("市教育局" if lead.input_value() == "市商务局" else "市商务局")
    lead.blur()
    expect(page.locator("#save-state")).to_contain_text(re.compile("已保存|Saved"))
    page.goto(address)
    upload(page, raw)
    expect(page.locator("form#confirm")).to_be_visible()
    expect(page.locator(".left-out")).to_have_count(1)


def upload_a_wrong_ledger(page: Page) -> None:
    address = page.url
    page.goto(address.removesuffix("ledger/"))
    begin_the_plan(page)
    raw = ledger(page, {"due": "soon", "status": "nearly"})
    page.goto(address)
    upload(page, raw)
    expect(page.locator(".error-summary tbody tr")).to_have_count(2)


def ledger(page: Page, entries: dict[str, str] | None = None) -> bytes:
    """The ledger that the page of a plan offers, with other entries for its first task; without
    any it is worked on."""
    link = page.locator("main a[href$='plan.xlsx']").get_attribute("href")
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(link or "").body()))
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[3]}
    first, second, last = 5, 6, max(cell.row for cell in sheet["A"] if cell.value)
    said = {(first, name): value for name, value in (entries or {}).items()}
    if entries is None:
        said = {
            (first, "lead"): "示例市工业和信息化局",
            (first, "due"): "2027-06",
            (first, "note"): "已向省厅报送材料",
            (second, "lead"): "示例市科技局",
            (last + 1, "trait"): sheet.cell(first, at["trait"]).value,
            (last + 1, "measure"): "编制产业规划",
        }
    for (row, name), value in said.items():
        sheet.cell(row, at[name], value)
    if entries is None and last > second:
        sheet.delete_rows(last)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def see_charts(page: Page) -> None:
    """Reach every chart, so that each is drawn."""
    for chart in page.locator(".chart").all():
        chart.locator(".chart-canvas").focus()
    expect(page.locator(".chart-drawn")).to_have_count(page.locator(".chart").count())


def unfold(page: Page) -> None:
    closed = page.locator("main details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()


ADDRESSES = (
    Address("home", "/"),
    Address("home-official", "/", "official"),
    Address("home-newcomer", "/", "newcomer"),
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
    Address("task-list-carried", "/assessments/{carried}/", "official", prepare=unfold),
    Address("task-list-submitted", "/assessments/{submitted}/", "official"),
    Address("settings", "/assessments/{draft}/settings/", "official"),
    Address(
        "settings-errors",
        "/assessments/{draft}/settings/",
        "official",
        prepare=send_too_many_comparators,
    ),
    Address("delete", "/assessments/{draft}/delete/", "official"),
    Address("rating", "/assessments/{draft}/traits/scale/", "official"),
    Address("rating-empty", "/assessments/{draft}/traits/chain/", "official"),
    Address("rating-structural", "/assessments/{draft}/traits/first-mover/", "official"),
    Address("rating-not-known", "/assessments/{draft}/traits/market-share/", "official"),
    Address("rating-carried", "/assessments/{carried}/traits/market-share/", "official"),
    Address(
        "rating-carried-unfolded",
        "/assessments/{carried}/traits/technology/?more=evidence",
        "official",
        prepare=unfold,
    ),
    Address(
        "rating-contradiction",
        "/assessments/{draft}/traits/innovation/",
        "official",
        prepare=contradict,
    ),
    Address(
        "rating-errors",
        "/assessments/{draft}/traits/leaders/",
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
    Address("years", "/industries/{years}/years/", "official"),
    Address("years-one", "/industries/{industry}/years/", "official"),
    Address("compare", "/assessments/{submitted}/compare/", "official"),
    Address("compare-charts", "/assessments/{submitted}/compare/", "official", prepare=see_charts),
    Address(
        "compare-draft",
        "/assessments/{draft}/compare/?c=shenzhen-ict&c=nothing",
        "official",
        prepare=unfold,
    ),
    Address("report", "/assessments/{submitted}/report/", "official"),
    Address("report-carried", "/assessments/{carried}/report/", "official"),
    Address("report-draft", "/assessments/{draft}/report/", "official"),
    Address("plan-none", "/assessments/{carried}/plan/", "official"),
    Address("plan", "/assessments/{submitted}/plan/", "official", prepare=work_on_the_plan),
    Address(
        "plan-errors",
        "/assessments/{submitted}/plan/?status=not_started&due=never",
        "official",
        prepare=send_a_wrong_due_date,
    ),
    Address(
        "plan-conflict",
        "/assessments/{submitted}/plan/",
        "official",
        prepare=send_a_task_as_another_window,
    ),
    Address("ledger", "/assessments/{submitted}/plan/ledger/", "official"),
    Address(
        "ledger-wrong-cells",
        "/assessments/{submitted}/plan/ledger/",
        "official",
        prepare=upload_a_wrong_ledger,
    ),
    Address(
        "ledger-changes",
        "/assessments/{submitted}/plan/ledger/",
        "official",
        prepare=upload_a_ledger,
    ),
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
        "questionnaire-left-out",
        "/assessments/{draft}/questionnaire/",
        "official",
        prepare=leave_a_change_out,
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
    Address("error-411", "/style-page/errors/411/", status=411),
    Address("error-413", "/style-page/errors/413/", status=413),
    Address("error-500", "/style-page/errors/500/", status=500),
    Address("error-503", "/style-page/errors/503/", status=503),
)
# Addresses that answer with a file, with data, only to a form that was sent, or that such a form
# leads to.
NO_PAGES = {
    "matrix-table",
    "assessment-table",
    "compare-table",
    "compare-charts",
    "years-charts",
    "years-table",
    "report-download",
    "sign-out",
    "set_language",
    "assessment-questionnaire-empty",
    "assessment-questionnaire-file",
    "questionnaire-preview",
    "ledger-file",
    "ledger-preview",
    "assessment-not-known",
    "assessment-fill-years",
    "assessment-next-year",
    "assessment-submit",
    "assessment-reopen",
    "assessment-review",
    "report-new-edition",
}
